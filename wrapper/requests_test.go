package wrapper_test

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

// drain walks a list to its end.
func drain[T any](list func(yield func(T, error) bool)) error {
	for _, err := range list {
		if err != nil {
			return err
		}
	}
	return nil
}

func result[T any](_ T, err error) error { return err }

// omitting is the header of a request for an answer without some parts.
func omitting(words string) http.Header {
	return http.Header{"Content-Type": {`application/json; okta-response="` + words + `"`}}
}

// TestRequests holds the exact request of each operation, with each optional parameter unset, set to its default, and
// set to the other value.
func TestRequests(t *testing.T) {
	t.Parallel()
	const user = "00u1"
	body := okta.User{
		Profile:     okta.UserProfile{Login: okta.Set("ada@example.com"), NickName: okta.Clear()},
		Credentials: okta.UserCredentials{Password: &okta.PasswordCredential{Value: "pa55"}},
	}
	const bodyJSON = `{"profile":{"login":"ada@example.com","nickName":null},"credentials":{"password":{"value":"pa55"}}}`
	credentials := okta.UserCredentials{
		Password:         &okta.PasswordCredential{Value: "pa55"},
		RecoveryQuestion: &okta.RecoveryQuestionCredential{Question: "q", Answer: "a"},
	}
	const credentialsJSON = `{"password":{"value":"pa55"},"recovery_question":{"question":"q","answer":"a"}}`

	group := okta.Group{
		ID: "read-only", Type: okta.GroupTypeAppGroup, ObjectClass: []string{"read-only"}, Created: time.Unix(1, 0), Links: okta.Links(`{}`),
		Profile: okta.GroupProfile{Name: okta.Set("Engineers"), Description: okta.Clear()},
	}
	const groupJSON = `{"profile":{"name":"Engineers","description":null}}`

	factor := okta.UserFactor{
		ID: "read-only", VendorName: "read-only", Status: okta.FactorStatusActive, Created: time.Unix(1, 0), LastUpdated: time.Unix(1, 0), Links: okta.Links(`{}`),
		FactorResult: okta.FactorResultTypeWaiting, ExpiresAt: time.Unix(1, 0), Embedded: map[string]json.RawMessage{"activation": json.RawMessage(`{}`)},
		FactorType: okta.FactorTypeSMS, Provider: okta.FactorProviderOkta, Profile: okta.UserFactorProfile{PhoneNumber: okta.Set("+442071838750")},
	}
	const factorJSON = `{"factorType":"sms","provider":"OKTA","profile":{"phoneNumber":"+442071838750"}}`
	definition := okta.LinkedObject{
		Primary:    okta.LinkedObjectDetails{Name: "manager", Title: "Manager", Type: okta.LinkedObjectDetailsTypeUser},
		Associated: okta.LinkedObjectDetails{Name: "subordinate", Title: "Subordinate", Type: okta.LinkedObjectDetailsTypeUser},
		Links:      okta.Links(`{"self":"read-only"}`),
	}
	const definitionJSON = `{"associated":{"name":"subordinate","title":"Subordinate","type":"USER"},"primary":{"name":"manager","title":"Manager","type":"USER"}}`
	userType := okta.UserType{
		ID: "oty1", Name: "contractor", DisplayName: "Contractor", Description: "By contract", Default: true, Created: time.Unix(1, 0),
		CreatedBy: "read-only", LastUpdated: time.Unix(1, 0), LastUpdatedBy: "read-only", Links: okta.Links(`{}`),
	}
	const userTypeJSON = `{"name":"contractor","displayName":"Contractor","description":"By contract"}`

	type request struct {
		name string // the operation, and what is special
		call func(ctx context.Context, c *okta.Client) error
		want exchange
	}
	tests := []request{
		{"listUsers, nothing set", func(ctx context.Context, c *okta.Client) error { return drain(c.ListUsers(ctx, nil)) },
			exchange{method: "GET", uri: "/api/v1/users", answer: `[]`}},
		{"listUsers, empty options", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListUsers(ctx, &okta.ListUsersOptions{}))
		}, exchange{method: "GET", uri: "/api/v1/users", answer: `[]`}},
		{"listUsers, q", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListUsers(ctx, &okta.ListUsersOptions{Q: "a&b=c"}))
		}, exchange{method: "GET", uri: "/api/v1/users?q=a%26b%3Dc", answer: `[]`}},
		{"listUsers, after", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListUsers(ctx, &okta.ListUsersOptions{After: "200u/=="}))
		}, exchange{method: "GET", uri: "/api/v1/users?after=200u%2F%3D%3D", answer: `[]`}},
		{"listUsers, limit", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListUsers(ctx, &okta.ListUsersOptions{Limit: 200}))
		}, exchange{method: "GET", uri: "/api/v1/users?limit=200", answer: `[]`}},
		{"listUsers, filter", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListUsers(ctx, &okta.ListUsersOptions{Filter: `status eq "ACTIVE"`}))
		}, exchange{method: "GET", uri: "/api/v1/users?filter=status+eq+%22ACTIVE%22", answer: `[]`}},
		{"listUsers, format", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListUsers(ctx, &okta.ListUsersOptions{Format: "x"}))
		}, exchange{method: "GET", uri: "/api/v1/users?format=x", answer: `[]`}},
		{"listUsers, search", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListUsers(ctx, &okta.ListUsersOptions{Search: `profile.email eq "a+b,c@example.com"`}))
		}, exchange{method: "GET", uri: "/api/v1/users?search=profile.email+eq+%22a%2Bb%2Cc%40example.com%22", answer: `[]`}},
		{"listUsers, expand", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListUsers(ctx, &okta.ListUsersOptions{Expand: "blocks"}))
		}, exchange{method: "GET", uri: "/api/v1/users?expand=blocks", answer: `[]`}},
		{"listUsers, sortBy", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListUsers(ctx, &okta.ListUsersOptions{SortBy: "profile.lastName"}))
		}, exchange{method: "GET", uri: "/api/v1/users?sortBy=profile.lastName", answer: `[]`}},
		{"listUsers, sortOrder", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListUsers(ctx, &okta.ListUsersOptions{SortOrder: "desc"}))
		}, exchange{method: "GET", uri: "/api/v1/users?sortOrder=desc", answer: `[]`}},
		{"listUsers, fields", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListUsers(ctx, &okta.ListUsersOptions{Fields: "id,profile:(city)"}))
		}, exchange{method: "GET", uri: "/api/v1/users?fields=id%2Cprofile%3A%28city%29", answer: `[]`}},
		{"listUsers, one omission", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListUsers(ctx, &okta.ListUsersOptions{OmitCredentialsLinks: true}))
		}, exchange{method: "GET", uri: "/api/v1/users", header: omitting("omitCredentialsLinks"), answer: `[]`}},
		{"listUsers, all omissions", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListUsers(ctx, &okta.ListUsersOptions{OmitCredentials: true, OmitCredentialsLinks: true, OmitTransitioningToStatus: true}))
		}, exchange{method: "GET", uri: "/api/v1/users", header: omitting("omitCredentials,omitCredentialsLinks,omitTransitioningToStatus"), answer: `[]`}},
		{"listUsers, several", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListUsers(ctx, &okta.ListUsersOptions{After: "c", Limit: 1, Filter: "f"}))
		}, exchange{method: "GET", uri: "/api/v1/users?after=c&limit=1&filter=f", answer: `[]`}},

		{"createUser", func(ctx context.Context, c *okta.Client) error { return result(c.CreateUser(ctx, body, nil)) },
			exchange{method: "POST", uri: "/api/v1/users", body: bodyJSON, answer: `{}`}},
		{"createUser, activate default", func(ctx context.Context, c *okta.Client) error {
			return result(c.CreateUser(ctx, body, &okta.CreateUserOptions{Activate: new(true)}))
		}, exchange{method: "POST", uri: "/api/v1/users?activate=true", body: bodyJSON, answer: `{}`}},
		{"createUser, activate other", func(ctx context.Context, c *okta.Client) error {
			return result(c.CreateUser(ctx, body, &okta.CreateUserOptions{Activate: new(false)}))
		}, exchange{method: "POST", uri: "/api/v1/users?activate=false", body: bodyJSON, answer: `{}`}},
		{"createUser, provider default", func(ctx context.Context, c *okta.Client) error {
			return result(c.CreateUser(ctx, body, &okta.CreateUserOptions{Provider: false}))
		}, exchange{method: "POST", uri: "/api/v1/users", body: bodyJSON, answer: `{}`}},
		{"createUser, provider other", func(ctx context.Context, c *okta.Client) error {
			return result(c.CreateUser(ctx, body, &okta.CreateUserOptions{Provider: true}))
		}, exchange{method: "POST", uri: "/api/v1/users?provider=true", body: bodyJSON, answer: `{}`}},
		{"createUser, nextLogin", func(ctx context.Context, c *okta.Client) error {
			return result(c.CreateUser(ctx, body, &okta.CreateUserOptions{NextLogin: okta.UserNextLoginChangePassword}))
		}, exchange{method: "POST", uri: "/api/v1/users?nextLogin=changePassword", body: bodyJSON, answer: `{}`}},

		{"createUser, groupIds", func(ctx context.Context, c *okta.Client) error {
			return result(c.CreateUser(ctx, okta.User{ID: "read-only", RealmID: "r1"}, &okta.CreateUserOptions{GroupIDs: []string{"g1", "g2"}}))
		}, exchange{method: "POST", uri: "/api/v1/users", body: `{"realmId":"r1","groupIds":["g1","g2"]}`, answer: `{}`}},

		{"getUser", func(ctx context.Context, c *okta.Client) error { return result(c.GetUser(ctx, user, nil)) },
			exchange{method: "GET", uri: "/api/v1/users/00u1", answer: `{}`}},
		{"getUser, a header", func(ctx context.Context, c *okta.Client) error {
			return result(c.GetUser(ctx, user, nil, okta.WithHeader("if-none-match", `W/"1"`)))
		}, exchange{method: "GET", uri: "/api/v1/users/00u1", header: http.Header{"If-None-Match": {`W/"1"`}}, answer: `{}`}},
		{"getUser, expand", func(ctx context.Context, c *okta.Client) error {
			return result(c.GetUser(ctx, user, &okta.GetUserOptions{Expand: "blocks"}))
		}, exchange{method: "GET", uri: "/api/v1/users/00u1?expand=blocks", answer: `{}`}},
		{"getUser, omissions", func(ctx context.Context, c *okta.Client) error {
			return result(c.GetUser(ctx, user, &okta.GetUserOptions{OmitCredentials: true, OmitTransitioningToStatus: true}))
		}, exchange{method: "GET", uri: "/api/v1/users/00u1", header: omitting("omitCredentials,omitTransitioningToStatus"), answer: `{}`}},
		{"partialUpdateUser", func(ctx context.Context, c *okta.Client) error {
			return result(c.PartialUpdateUser(ctx, user, body, nil))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1", body: bodyJSON, answer: `{}`}},
		{"partialUpdateUser, strict", func(ctx context.Context, c *okta.Client) error {
			return result(c.PartialUpdateUser(ctx, user, body, &okta.PartialUpdateUserOptions{Strict: true}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1?strict=true", body: bodyJSON, answer: `{}`}},
		{"partialUpdateUser, If-Match", func(ctx context.Context, c *okta.Client) error {
			return result(c.PartialUpdateUser(ctx, user, body, &okta.PartialUpdateUserOptions{IfMatch: `W/"1"`}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1", header: http.Header{"If-Match": {`W/"1"`}}, body: bodyJSON, answer: `{}`}},
		{"updateUser, strict", func(ctx context.Context, c *okta.Client) error {
			return result(c.UpdateUser(ctx, user, body, &okta.UpdateUserOptions{Strict: true}))
		}, exchange{method: "PUT", uri: "/api/v1/users/00u1?strict=true", body: bodyJSON, answer: `{}`}},
		{"updateUser, If-Match", func(ctx context.Context, c *okta.Client) error {
			return result(c.UpdateUser(ctx, user, body, &okta.UpdateUserOptions{IfMatch: `W/"1"`}))
		}, exchange{method: "PUT", uri: "/api/v1/users/00u1", header: http.Header{"If-Match": {`W/"1"`}}, body: bodyJSON, answer: `{}`}},
		{"updateUser", func(ctx context.Context, c *okta.Client) error { return result(c.UpdateUser(ctx, user, body, nil)) },
			exchange{method: "PUT", uri: "/api/v1/users/00u1", body: bodyJSON, answer: `{}`}},
		{"deactivateOrDeleteUser", func(ctx context.Context, c *okta.Client) error { return c.DeactivateOrDeleteUser(ctx, user, nil) },
			exchange{method: "DELETE", uri: "/api/v1/users/00u1", status: 204}},
		{"deactivateOrDeleteUser, sendEmail default", func(ctx context.Context, c *okta.Client) error {
			return c.DeactivateOrDeleteUser(ctx, user, &okta.DeactivateOrDeleteUserOptions{SendEmail: false})
		}, exchange{method: "DELETE", uri: "/api/v1/users/00u1", status: 204}},
		{"deactivateOrDeleteUser, sendEmail other", func(ctx context.Context, c *okta.Client) error {
			return c.DeactivateOrDeleteUser(ctx, user, &okta.DeactivateOrDeleteUserOptions{SendEmail: true})
		}, exchange{method: "DELETE", uri: "/api/v1/users/00u1?sendEmail=true", status: 204}},

		{"deactivateOrDeleteUser, Prefer", func(ctx context.Context, c *okta.Client) error {
			return c.DeactivateOrDeleteUser(ctx, user, &okta.DeactivateOrDeleteUserOptions{Prefer: "respond-async"})
		}, exchange{method: "DELETE", uri: "/api/v1/users/00u1", header: http.Header{"Prefer": {"respond-async"}}, status: 204}},

		{"listAppLinks", func(ctx context.Context, c *okta.Client) error { return result(c.ListAppLinks(ctx, user, nil)) },
			exchange{method: "GET", uri: "/api/v1/users/00u1/appLinks", answer: `[]`}},
		{"listAppLinks, showAll default", func(ctx context.Context, c *okta.Client) error {
			return result(c.ListAppLinks(ctx, user, &okta.ListAppLinksOptions{ShowAll: false}))
		}, exchange{method: "GET", uri: "/api/v1/users/00u1/appLinks", answer: `[]`}},
		{"listAppLinks, showAll other", func(ctx context.Context, c *okta.Client) error {
			return result(c.ListAppLinks(ctx, user, &okta.ListAppLinksOptions{ShowAll: true}))
		}, exchange{method: "GET", uri: "/api/v1/users/00u1/appLinks?showAll=true", answer: `[]`}},

		{"changePassword", func(ctx context.Context, c *okta.Client) error {
			return result(c.ChangePassword(ctx, user, okta.ChangePasswordRequest{
				OldPassword: okta.PasswordCredential{Value: "old"}, NewPassword: okta.PasswordCredential{Value: "new"}}, nil))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/credentials/change_password",
			body: `{"oldPassword":{"value":"old"},"newPassword":{"value":"new"}}`, answer: `{}`}},
		{"changePassword, strict and revokeSessions", func(ctx context.Context, c *okta.Client) error {
			return result(c.ChangePassword(ctx, user, okta.ChangePasswordRequest{NewPassword: okta.PasswordCredential{Value: "new"}, RevokeSessions: true},
				&okta.ChangePasswordOptions{Strict: true}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/credentials/change_password?strict=true",
			body: `{"newPassword":{"value":"new"},"revokeSessions":true}`, answer: `{}`}},
		{"changeRecoveryQuestion", func(ctx context.Context, c *okta.Client) error {
			return result(c.ChangeRecoveryQuestion(ctx, user, credentials))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/credentials/change_recovery_question", body: credentialsJSON, answer: `{}`}},
		{"forgotPassword", func(ctx context.Context, c *okta.Client) error { return result(c.ForgotPassword(ctx, user, nil)) },
			exchange{method: "POST", uri: "/api/v1/users/00u1/credentials/forgot_password", answer: `{}`}},
		{"forgotPassword, sendEmail default", func(ctx context.Context, c *okta.Client) error {
			return result(c.ForgotPassword(ctx, user, &okta.ForgotPasswordOptions{SendEmail: new(true)}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/credentials/forgot_password?sendEmail=true", answer: `{}`}},
		{"forgotPassword, sendEmail other", func(ctx context.Context, c *okta.Client) error {
			return result(c.ForgotPassword(ctx, user, &okta.ForgotPasswordOptions{SendEmail: new(false)}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/credentials/forgot_password?sendEmail=false", answer: `{}`}},
		{"forgotPassword, credentials", func(ctx context.Context, c *okta.Client) error {
			return result(c.ForgotPassword(ctx, user, &okta.ForgotPasswordOptions{UserCredentials: &credentials}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/credentials/forgot_password", body: credentialsJSON, answer: `{}`}},

		{"listFactors", func(ctx context.Context, c *okta.Client) error { return result(c.ListFactors(ctx, user)) },
			exchange{method: "GET", uri: "/api/v1/users/00u1/factors", answer: `[]`}},
		{"enrollFactor", func(ctx context.Context, c *okta.Client) error { return result(c.EnrollFactor(ctx, user, factor, nil)) },
			exchange{method: "POST", uri: "/api/v1/users/00u1/factors", body: factorJSON, answer: `{}`}},
		{"enrollFactor, a token", func(ctx context.Context, c *okta.Client) error {
			return result(c.EnrollFactor(ctx, user, okta.UserFactor{
				FactorType: okta.FactorTypeToken, Provider: okta.FactorProviderSymantec, FactorProfileID: "fpr1",
				Profile: okta.UserFactorProfile{CredentialID: okta.Set("VSMT1")}, Verify: okta.VerifyFactorRequest{PassCode: "1", NextPassCode: "2"},
			}, nil))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/factors", answer: `{}`,
			body: `{"factorProfileId":"fpr1","factorType":"token","profile":{"credentialId":"VSMT1"},"provider":"SYMANTEC","verify":{"nextPassCode":"2","passCode":"1"}}`}},
		{"enrollFactor, a question", func(ctx context.Context, c *okta.Client) error {
			return result(c.EnrollFactor(ctx, user, okta.UserFactor{
				FactorType: okta.FactorTypeQuestion, Provider: okta.FactorProviderOkta,
				Profile: okta.UserFactorProfile{Question: okta.Set("first_award"), QuestionText: okta.Set("read-only"), Answer: okta.Set("none")},
			}, nil))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/factors", answer: `{}`,
			body: `{"factorType":"question","profile":{"answer":"none","question":"first_award"},"provider":"OKTA"}`}},
		{"enrollFactor, updatePhone", func(ctx context.Context, c *okta.Client) error {
			return result(c.EnrollFactor(ctx, user, factor, &okta.EnrollFactorOptions{UpdatePhone: true}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/factors?updatePhone=true", body: factorJSON, answer: `{}`}},
		{"enrollFactor, templateId", func(ctx context.Context, c *okta.Client) error {
			return result(c.EnrollFactor(ctx, user, factor, &okta.EnrollFactorOptions{TemplateID: "cst1"}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/factors?templateId=cst1", body: factorJSON, answer: `{}`}},
		{"enrollFactor, tokenLifetimeSeconds", func(ctx context.Context, c *okta.Client) error {
			return result(c.EnrollFactor(ctx, user, factor, &okta.EnrollFactorOptions{TokenLifetimeSeconds: 86400}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/factors?tokenLifetimeSeconds=86400", body: factorJSON, answer: `{}`}},
		{"enrollFactor, activate", func(ctx context.Context, c *okta.Client) error {
			return result(c.EnrollFactor(ctx, user, factor, &okta.EnrollFactorOptions{Activate: true}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/factors?activate=true", body: factorJSON, answer: `{}`}},
		{"enrollFactor, Accept-Language", func(ctx context.Context, c *okta.Client) error {
			return result(c.EnrollFactor(ctx, user, factor, &okta.EnrollFactorOptions{AcceptLanguage: "fr"}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/factors", header: http.Header{"Accept-Language": {"fr"}}, body: factorJSON, answer: `{}`}},
		{"listSupportedFactors", func(ctx context.Context, c *okta.Client) error { return result(c.ListSupportedFactors(ctx, user)) },
			exchange{method: "GET", uri: "/api/v1/users/00u1/factors/catalog", answer: `[]`}},
		{"listSupportedSecurityQuestions", func(ctx context.Context, c *okta.Client) error {
			return result(c.ListSupportedSecurityQuestions(ctx, user))
		}, exchange{method: "GET", uri: "/api/v1/users/00u1/factors/questions", answer: `[]`}},
		{"getFactor", func(ctx context.Context, c *okta.Client) error { return result(c.GetFactor(ctx, user, "sms1")) },
			exchange{method: "GET", uri: "/api/v1/users/00u1/factors/sms1", answer: `{}`}},
		{"deleteFactor", func(ctx context.Context, c *okta.Client) error { return c.DeleteFactor(ctx, user, "sms1", nil) },
			exchange{method: "DELETE", uri: "/api/v1/users/00u1/factors/sms1", status: 204}},
		{"deleteFactor, removeRecoveryEnrollment", func(ctx context.Context, c *okta.Client) error {
			return c.DeleteFactor(ctx, user, "sms1", &okta.DeleteFactorOptions{RemoveRecoveryEnrollment: true})
		}, exchange{method: "DELETE", uri: "/api/v1/users/00u1/factors/sms1?removeRecoveryEnrollment=true", status: 204}},
		{"activateFactor", func(ctx context.Context, c *okta.Client) error {
			return result(c.ActivateFactor(ctx, user, "sms1", okta.ActivateFactorRequest{PassCode: "123456"}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/factors/sms1/lifecycle/activate", body: `{"passCode":"123456"}`, answer: `{}`}},
		{"activateFactor, without a body", func(ctx context.Context, c *okta.Client) error {
			return result(c.ActivateFactor(ctx, user, "opf1", okta.ActivateFactorRequest{}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/factors/opf1/lifecycle/activate", answer: `{}`}},
		{"resendEnrollFactor", func(ctx context.Context, c *okta.Client) error {
			return result(c.ResendEnrollFactor(ctx, user, "sms1", factor, nil))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/factors/sms1/resend", body: factorJSON, answer: `{}`}},
		{"resendEnrollFactor, templateId", func(ctx context.Context, c *okta.Client) error {
			return result(c.ResendEnrollFactor(ctx, user, "sms1", factor, &okta.ResendEnrollFactorOptions{TemplateID: "cst1"}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/factors/sms1/resend?templateId=cst1", body: factorJSON, answer: `{}`}},
		{"getFactorTransactionStatus", func(ctx context.Context, c *okta.Client) error {
			return result(c.GetFactorTransactionStatus(ctx, user, "opf1", "v2mst.x"))
		}, exchange{method: "GET", uri: "/api/v1/users/00u1/factors/opf1/transactions/v2mst.x", answer: `{}`}},
		{"verifyFactor", func(ctx context.Context, c *okta.Client) error {
			return result(c.VerifyFactor(ctx, user, "sms1", okta.VerifyFactorRequest{PassCode: "123456"}, nil))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/factors/sms1/verify", body: `{"passCode":"123456"}`, answer: `{}`}},
		{"verifyFactor, without a body", func(ctx context.Context, c *okta.Client) error {
			return result(c.VerifyFactor(ctx, user, "opf1", okta.VerifyFactorRequest{}, nil))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/factors/opf1/verify", status: 201, answer: `{}`}},
		{"verifyFactor, templateId", func(ctx context.Context, c *okta.Client) error {
			return result(c.VerifyFactor(ctx, user, "sms1", okta.VerifyFactorRequest{}, &okta.VerifyFactorOptions{TemplateID: "cst1"}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/factors/sms1/verify?templateId=cst1", answer: `{}`}},
		{"verifyFactor, tokenLifetimeSeconds", func(ctx context.Context, c *okta.Client) error {
			return result(c.VerifyFactor(ctx, user, "emf1", okta.VerifyFactorRequest{}, &okta.VerifyFactorOptions{TokenLifetimeSeconds: 60}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/factors/emf1/verify?tokenLifetimeSeconds=60", answer: `{}`}},
		{"verifyFactor, X-Forwarded-For, Accept-Language", func(ctx context.Context, c *okta.Client) error {
			return result(c.VerifyFactor(ctx, user, "opf1", okta.VerifyFactorRequest{}, &okta.VerifyFactorOptions{XForwardedFor: "203.0.113.7", AcceptLanguage: "fr"}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/factors/opf1/verify", status: 201, answer: `{}`,
			header: http.Header{"X-Forwarded-For": {"203.0.113.7"}, "Accept-Language": {"fr"}}}},
		{"forgotPasswordSetNewPassword", func(ctx context.Context, c *okta.Client) error {
			return result(c.ForgotPasswordSetNewPassword(ctx, user, credentials, nil))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/credentials/forgot_password_recovery_question", body: credentialsJSON, answer: `{}`}},
		{"forgotPasswordSetNewPassword, sendEmail default", func(ctx context.Context, c *okta.Client) error {
			return result(c.ForgotPasswordSetNewPassword(ctx, user, credentials, &okta.ForgotPasswordSetNewPasswordOptions{SendEmail: new(true)}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/credentials/forgot_password_recovery_question?sendEmail=true", body: credentialsJSON, answer: `{}`}},
		{"forgotPasswordSetNewPassword, sendEmail other", func(ctx context.Context, c *okta.Client) error {
			return result(c.ForgotPasswordSetNewPassword(ctx, user, credentials, &okta.ForgotPasswordSetNewPasswordOptions{SendEmail: new(false)}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/credentials/forgot_password_recovery_question?sendEmail=false", body: credentialsJSON, answer: `{}`}},

		{"listUserGroups", func(ctx context.Context, c *okta.Client) error { return drain(c.ListUserGroups(ctx, user, nil)) },
			exchange{method: "GET", uri: "/api/v1/users/00u1/groups", answer: `[]`}},
		{"listUserGroups, after", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListUserGroups(ctx, user, &okta.ListUserGroupsOptions{After: "c"}))
		}, exchange{method: "GET", uri: "/api/v1/users/00u1/groups?after=c", answer: `[]`}},
		{"listUserGroups, limit", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListUserGroups(ctx, user, &okta.ListUserGroupsOptions{Limit: 1}))
		}, exchange{method: "GET", uri: "/api/v1/users/00u1/groups?limit=1", answer: `[]`}},

		{"activateUser, required parameter is always sent", func(ctx context.Context, c *okta.Client) error {
			return result(c.ActivateUser(ctx, user, nil))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/lifecycle/activate?sendEmail=true", answer: `{}`}},
		{"activateUser, empty options", func(ctx context.Context, c *okta.Client) error {
			return result(c.ActivateUser(ctx, user, &okta.ActivateUserOptions{}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/lifecycle/activate?sendEmail=true", answer: `{}`}},
		{"activateUser, sendEmail other", func(ctx context.Context, c *okta.Client) error {
			return result(c.ActivateUser(ctx, user, &okta.ActivateUserOptions{SendEmail: new(false)}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/lifecycle/activate?sendEmail=false", answer: `{}`}},
		{"reactivateUser", func(ctx context.Context, c *okta.Client) error { return result(c.ReactivateUser(ctx, user, nil)) },
			exchange{method: "POST", uri: "/api/v1/users/00u1/lifecycle/reactivate", answer: `{}`}},
		{"reactivateUser, sendEmail default", func(ctx context.Context, c *okta.Client) error {
			return result(c.ReactivateUser(ctx, user, &okta.ReactivateUserOptions{SendEmail: false}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/lifecycle/reactivate", answer: `{}`}},
		{"reactivateUser, sendEmail other", func(ctx context.Context, c *okta.Client) error {
			return result(c.ReactivateUser(ctx, user, &okta.ReactivateUserOptions{SendEmail: true}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/lifecycle/reactivate?sendEmail=true", answer: `{}`}},
		{"deactivateUser, Prefer", func(ctx context.Context, c *okta.Client) error {
			return c.DeactivateUser(ctx, user, &okta.DeactivateUserOptions{Prefer: "respond-async"})
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/lifecycle/deactivate", header: http.Header{"Prefer": {"respond-async"}}, answer: `{}`}},
		{"deactivateUser", func(ctx context.Context, c *okta.Client) error { return c.DeactivateUser(ctx, user, nil) },
			exchange{method: "POST", uri: "/api/v1/users/00u1/lifecycle/deactivate", answer: `{}`}},
		{"deactivateUser, answered with 204", func(ctx context.Context, c *okta.Client) error {
			return c.DeactivateUser(ctx, user, &okta.DeactivateUserOptions{SendEmail: false})
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/lifecycle/deactivate", status: 204}},
		{"deactivateUser, sendEmail other", func(ctx context.Context, c *okta.Client) error {
			return c.DeactivateUser(ctx, user, &okta.DeactivateUserOptions{SendEmail: true})
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/lifecycle/deactivate?sendEmail=true", answer: `{}`}},
		{"suspendUser", func(ctx context.Context, c *okta.Client) error { return c.SuspendUser(ctx, user) },
			exchange{method: "POST", uri: "/api/v1/users/00u1/lifecycle/suspend", answer: `{}`}},
		{"unsuspendUser", func(ctx context.Context, c *okta.Client) error { return c.UnsuspendUser(ctx, user) },
			exchange{method: "POST", uri: "/api/v1/users/00u1/lifecycle/unsuspend", answer: `{}`}},
		{"unlockUser", func(ctx context.Context, c *okta.Client) error { return c.UnlockUser(ctx, user) },
			exchange{method: "POST", uri: "/api/v1/users/00u1/lifecycle/unlock", answer: `{}`}},
		{"expirePassword", func(ctx context.Context, c *okta.Client) error { return result(c.ExpirePassword(ctx, user, nil)) },
			exchange{method: "POST", uri: "/api/v1/users/00u1/lifecycle/expire_password", answer: `{}`}},
		{"expirePassword, tempPassword default", func(ctx context.Context, c *okta.Client) error {
			return result(c.ExpirePassword(ctx, user, &okta.ExpirePasswordOptions{TempPassword: false}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/lifecycle/expire_password", answer: `{}`}},
		{"expirePassword, tempPassword other", func(ctx context.Context, c *okta.Client) error {
			return result(c.ExpirePassword(ctx, user, &okta.ExpirePasswordOptions{TempPassword: true}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/lifecycle/expire_password?tempPassword=true", answer: `{}`}},
		{"expirePasswordWithTempPassword", func(ctx context.Context, c *okta.Client) error {
			return result(c.ExpirePasswordWithTempPassword(ctx, user, nil))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/lifecycle/expire_password_with_temp_password", answer: `{}`}},
		{"expirePasswordWithTempPassword, revokeSessions default", func(ctx context.Context, c *okta.Client) error {
			return result(c.ExpirePasswordWithTempPassword(ctx, user, &okta.ExpirePasswordWithTempPasswordOptions{RevokeSessions: false}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/lifecycle/expire_password_with_temp_password", answer: `{}`}},
		{"expirePasswordWithTempPassword, revokeSessions other", func(ctx context.Context, c *okta.Client) error {
			return result(c.ExpirePasswordWithTempPassword(ctx, user, &okta.ExpirePasswordWithTempPasswordOptions{RevokeSessions: true}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/lifecycle/expire_password_with_temp_password?revokeSessions=true", answer: `{}`}},
		{"resetPassword", func(ctx context.Context, c *okta.Client) error { return result(c.ResetPassword(ctx, user, nil)) },
			exchange{method: "POST", uri: "/api/v1/users/00u1/lifecycle/reset_password", answer: `{}`}},
		{"resetPassword, provider", func(ctx context.Context, c *okta.Client) error {
			return result(c.ResetPassword(ctx, user, &okta.ResetPasswordOptions{Provider: "OKTA"}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/lifecycle/reset_password?provider=OKTA", answer: `{}`}},
		{"resetPassword, sendEmail true", func(ctx context.Context, c *okta.Client) error {
			return result(c.ResetPassword(ctx, user, &okta.ResetPasswordOptions{SendEmail: new(true)}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/lifecycle/reset_password?sendEmail=true", answer: `{}`}},
		{"resetPassword, sendEmail false", func(ctx context.Context, c *okta.Client) error {
			return result(c.ResetPassword(ctx, user, &okta.ResetPasswordOptions{SendEmail: new(false)}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/lifecycle/reset_password?sendEmail=false", answer: `{}`}},
		{"resetPassword, revokeSessions", func(ctx context.Context, c *okta.Client) error {
			return result(c.ResetPassword(ctx, user, &okta.ResetPasswordOptions{RevokeSessions: true}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/lifecycle/reset_password?revokeSessions=true", answer: `{}`}},
		{"resetAllFactors", func(ctx context.Context, c *okta.Client) error { return c.ResetAllFactors(ctx, user) },
			exchange{method: "POST", uri: "/api/v1/users/00u1/lifecycle/reset_factors", answer: `{}`}},

		{"listAssignedRoles", func(ctx context.Context, c *okta.Client) error { return result(c.ListAssignedRoles(ctx, user, nil)) },
			exchange{method: "GET", uri: "/api/v1/users/00u1/roles", answer: `[]`}},
		{"listAssignedRoles, expand", func(ctx context.Context, c *okta.Client) error {
			return result(c.ListAssignedRoles(ctx, user, &okta.ListAssignedRolesOptions{Expand: "targets/groups"}))
		}, exchange{method: "GET", uri: "/api/v1/users/00u1/roles?expand=targets%2Fgroups", answer: `[]`}},
		{"addRoleToUser", func(ctx context.Context, c *okta.Client) error {
			return result(c.AddRoleToUser(ctx, user, okta.Role{ID: "read-only", Label: "read-only", Type: okta.RoleTypeCustom, Role: "cr0", ResourceSet: "iam"}, nil))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/roles", body: `{"type":"CUSTOM","role":"cr0","resource-set":"iam"}`, status: 201, answer: `{}`}},
		{"addRoleToUser, disableNotifications", func(ctx context.Context, c *okta.Client) error {
			return result(c.AddRoleToUser(ctx, user, okta.Role{Type: okta.RoleTypeUserAdmin}, &okta.AddRoleToUserOptions{DisableNotifications: true}))
		}, exchange{method: "POST", uri: "/api/v1/users/00u1/roles?disableNotifications=true", body: `{"type":"USER_ADMIN"}`, status: 201, answer: `{}`}},
		{"removeRoleFromUser", func(ctx context.Context, c *okta.Client) error { return c.RemoveRoleFromUser(ctx, user, "r1") },
			exchange{method: "DELETE", uri: "/api/v1/users/00u1/roles/r1", status: 204}},
		{"listGroupTargetsForRole", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListGroupTargetsForRole(ctx, user, "r1", nil))
		}, exchange{method: "GET", uri: "/api/v1/users/00u1/roles/r1/targets/groups", answer: `[]`}},
		{"listGroupTargetsForRole, after", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListGroupTargetsForRole(ctx, user, "r1", &okta.ListGroupTargetsForRoleOptions{After: "c"}))
		}, exchange{method: "GET", uri: "/api/v1/users/00u1/roles/r1/targets/groups?after=c", answer: `[]`}},
		{"listGroupTargetsForRole, limit", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListGroupTargetsForRole(ctx, user, "r1", &okta.ListGroupTargetsForRoleOptions{Limit: 20}))
		}, exchange{method: "GET", uri: "/api/v1/users/00u1/roles/r1/targets/groups?limit=20", answer: `[]`}},
		{"addGroupTargetToRole", func(ctx context.Context, c *okta.Client) error { return c.AddGroupTargetToRole(ctx, user, "r1", "g1") },
			exchange{method: "PUT", uri: "/api/v1/users/00u1/roles/r1/targets/groups/g1", status: 204}},
		{"removeGroupTargetFromRole", func(ctx context.Context, c *okta.Client) error {
			return c.RemoveGroupTargetFromRole(ctx, user, "r1", "g1")
		}, exchange{method: "DELETE", uri: "/api/v1/users/00u1/roles/r1/targets/groups/g1", status: 204}},

		{"getUserRole", func(ctx context.Context, c *okta.Client) error { return result(c.GetUserRole(ctx, user, "r1")) },
			exchange{method: "GET", uri: "/api/v1/users/00u1/roles/r1", answer: `{}`}},
		{"listApplicationTargetsForApplicationAdministratorRoleForUser", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListApplicationTargetsForApplicationAdministratorRoleForUser(ctx, user, "r1", nil))
		}, exchange{method: "GET", uri: "/api/v1/users/00u1/roles/r1/targets/catalog/apps", answer: `[]`}},
		{"listApplicationTargetsForApplicationAdministratorRoleForUser, after", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListApplicationTargetsForApplicationAdministratorRoleForUser(ctx, user, "r1",
				&okta.ListApplicationTargetsForApplicationAdministratorRoleForUserOptions{After: "c"}))
		}, exchange{method: "GET", uri: "/api/v1/users/00u1/roles/r1/targets/catalog/apps?after=c", answer: `[]`}},
		{"listApplicationTargetsForApplicationAdministratorRoleForUser, limit", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListApplicationTargetsForApplicationAdministratorRoleForUser(ctx, user, "r1",
				&okta.ListApplicationTargetsForApplicationAdministratorRoleForUserOptions{Limit: 20}))
		}, exchange{method: "GET", uri: "/api/v1/users/00u1/roles/r1/targets/catalog/apps?limit=20", answer: `[]`}},
		{"addAllAppsAsTargetToRole, answered with 200 and no body", func(ctx context.Context, c *okta.Client) error {
			return c.AddAllAppsAsTargetToRole(ctx, user, "r1")
		}, exchange{method: "PUT", uri: "/api/v1/users/00u1/roles/r1/targets/catalog/apps"}},
		{"addApplicationTargetToAdminRoleForUser", func(ctx context.Context, c *okta.Client) error {
			return c.AddApplicationTargetToAdminRoleForUser(ctx, user, "r1", "facebook")
		}, exchange{method: "PUT", uri: "/api/v1/users/00u1/roles/r1/targets/catalog/apps/facebook", status: 204}},
		{"addApplicationTargetToAdminRoleForUser, answered with 200 as in older documents", func(ctx context.Context, c *okta.Client) error {
			return c.AddApplicationTargetToAdminRoleForUser(ctx, user, "r1", "facebook")
		}, exchange{method: "PUT", uri: "/api/v1/users/00u1/roles/r1/targets/catalog/apps/facebook"}},
		{"removeApplicationTargetFromApplicationAdministratorRoleForUser", func(ctx context.Context, c *okta.Client) error {
			return c.RemoveApplicationTargetFromApplicationAdministratorRoleForUser(ctx, user, "r1", "facebook")
		}, exchange{method: "DELETE", uri: "/api/v1/users/00u1/roles/r1/targets/catalog/apps/facebook", status: 204}},
		{"addApplicationTargetToAppAdminRoleForUser", func(ctx context.Context, c *okta.Client) error {
			return c.AddApplicationTargetToAppAdminRoleForUser(ctx, user, "r1", "facebook", "0oa1")
		}, exchange{method: "PUT", uri: "/api/v1/users/00u1/roles/r1/targets/catalog/apps/facebook/0oa1", status: 204}},
		{"removeApplicationTargetFromAdministratorRoleForUser", func(ctx context.Context, c *okta.Client) error {
			return c.RemoveApplicationTargetFromAdministratorRoleForUser(ctx, user, "r1", "facebook", "0oa1")
		}, exchange{method: "DELETE", uri: "/api/v1/users/00u1/roles/r1/targets/catalog/apps/facebook/0oa1", status: 204}},

		{"listUserBlocks", func(ctx context.Context, c *okta.Client) error { return result(c.ListUserBlocks(ctx, user)) },
			exchange{method: "GET", uri: "/api/v1/users/00u1/blocks", answer: `[]`}},

		{"listGroups", func(ctx context.Context, c *okta.Client) error { return drain(c.ListGroups(ctx, nil)) },
			exchange{method: "GET", uri: "/api/v1/groups", answer: `[]`}},
		{"listGroups, q", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListGroups(ctx, &okta.ListGroupsOptions{Q: "Eng"}))
		}, exchange{method: "GET", uri: "/api/v1/groups?q=Eng", answer: `[]`}},
		{"listGroups, search", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListGroups(ctx, &okta.ListGroupsOptions{Search: `type eq "OKTA_GROUP"`}))
		}, exchange{method: "GET", uri: "/api/v1/groups?search=type+eq+%22OKTA_GROUP%22", answer: `[]`}},
		{"listGroups, filter", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListGroups(ctx, &okta.ListGroupsOptions{Filter: `id eq "g1"`}))
		}, exchange{method: "GET", uri: "/api/v1/groups?filter=id+eq+%22g1%22", answer: `[]`}},
		{"listGroups, after", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListGroups(ctx, &okta.ListGroupsOptions{After: "00g/=="}))
		}, exchange{method: "GET", uri: "/api/v1/groups?after=00g%2F%3D%3D", answer: `[]`}},
		{"listGroups, limit", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListGroups(ctx, &okta.ListGroupsOptions{Limit: 200}))
		}, exchange{method: "GET", uri: "/api/v1/groups?limit=200", answer: `[]`}},
		{"listGroups, expand", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListGroups(ctx, &okta.ListGroupsOptions{Expand: "stats"}))
		}, exchange{method: "GET", uri: "/api/v1/groups?expand=stats", answer: `[]`}},
		{"listGroups, sortBy", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListGroups(ctx, &okta.ListGroupsOptions{SortBy: "profile.name"}))
		}, exchange{method: "GET", uri: "/api/v1/groups?sortBy=profile.name", answer: `[]`}},
		{"listGroups, sortOrder", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListGroups(ctx, &okta.ListGroupsOptions{SortOrder: "asc"}))
		}, exchange{method: "GET", uri: "/api/v1/groups?sortOrder=asc", answer: `[]`}},
		{"createGroup", func(ctx context.Context, c *okta.Client) error { return result(c.CreateGroup(ctx, group)) },
			exchange{method: "POST", uri: "/api/v1/groups", body: groupJSON, answer: `{}`}},
		{"getGroup", func(ctx context.Context, c *okta.Client) error { return result(c.GetGroup(ctx, "g1")) },
			exchange{method: "GET", uri: "/api/v1/groups/g1", answer: `{}`}},
		{"updateGroup", func(ctx context.Context, c *okta.Client) error { return result(c.UpdateGroup(ctx, "g1", group)) },
			exchange{method: "PUT", uri: "/api/v1/groups/g1", body: groupJSON, answer: `{}`}},
		{"deleteGroup", func(ctx context.Context, c *okta.Client) error { return c.DeleteGroup(ctx, "g1") },
			exchange{method: "DELETE", uri: "/api/v1/groups/g1", status: 204}},
		{"listGroupUsers", func(ctx context.Context, c *okta.Client) error { return drain(c.ListGroupUsers(ctx, "g1", nil)) },
			exchange{method: "GET", uri: "/api/v1/groups/g1/users", answer: `[]`}},
		{"listGroupUsers, after", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListGroupUsers(ctx, "g1", &okta.ListGroupUsersOptions{After: "c"}))
		}, exchange{method: "GET", uri: "/api/v1/groups/g1/users?after=c", answer: `[]`}},
		{"listGroupUsers, limit", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListGroupUsers(ctx, "g1", &okta.ListGroupUsersOptions{Limit: 1000}))
		}, exchange{method: "GET", uri: "/api/v1/groups/g1/users?limit=1000", answer: `[]`}},
		{"addUserToGroup", func(ctx context.Context, c *okta.Client) error { return c.AddUserToGroup(ctx, "g1", user) },
			exchange{method: "PUT", uri: "/api/v1/groups/g1/users/00u1", status: 204}},
		{"removeUserFromGroup", func(ctx context.Context, c *okta.Client) error { return c.RemoveUserFromGroup(ctx, "g1", user) },
			exchange{method: "DELETE", uri: "/api/v1/groups/g1/users/00u1", status: 204}},

		{"listUsersWithRoleAssignments", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListUsersWithRoleAssignments(ctx, nil))
		}, exchange{method: "GET", uri: "/api/v1/iam/assignees/users", answer: `{}`}},
		{"listUsersWithRoleAssignments, after", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListUsersWithRoleAssignments(ctx, &okta.ListUsersWithRoleAssignmentsOptions{After: "c"}))
		}, exchange{method: "GET", uri: "/api/v1/iam/assignees/users?after=c", answer: `{}`}},
		{"listUsersWithRoleAssignments, limit", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListUsersWithRoleAssignments(ctx, &okta.ListUsersWithRoleAssignmentsOptions{Limit: 100}))
		}, exchange{method: "GET", uri: "/api/v1/iam/assignees/users?limit=100", answer: `{}`}},
		{"getUserSchema", func(ctx context.Context, c *okta.Client) error { return result(c.GetUserSchema(ctx, "default")) },
			exchange{method: "GET", uri: "/api/v1/meta/schemas/user/default", answer: `{}`}},
		{"updateUserProfile", func(ctx context.Context, c *okta.Client) error {
			return result(c.UpdateUserProfile(ctx, "osc1", okta.UserSchema{
				ID: "read-only", Title: "read-only", Created: time.Unix(1, 0), Links: okta.Links(`{}`),
				Definitions: okta.UserSchemaDefinitions{Custom: okta.UserSchemaDefinition{Properties: map[string]*okta.UserSchemaAttribute{
					"badge": {Title: "Badge", Type: okta.UserSchemaAttributeTypeInteger, Unique: okta.Set("UNIQUE_VALIDATED"), Required: new(false)},
					"old":   nil,
				}}},
			}))
		}, exchange{method: "POST", uri: "/api/v1/meta/schemas/user/osc1", answer: `{}`, body: `{"definitions":{"custom":{"id":"#custom","type":"object",
			"properties":{"badge":{"title":"Badge","type":"integer","unique":"UNIQUE_VALIDATED","required":false},"old":null}}}}`}},
		{"listUserTypes", func(ctx context.Context, c *okta.Client) error { return result(c.ListUserTypes(ctx)) },
			exchange{method: "GET", uri: "/api/v1/meta/types/user", answer: `[]`}},
		{"createUserType", func(ctx context.Context, c *okta.Client) error { return result(c.CreateUserType(ctx, userType)) },
			exchange{method: "POST", uri: "/api/v1/meta/types/user", body: userTypeJSON, answer: `{}`}},
		{"getUserType", func(ctx context.Context, c *okta.Client) error { return result(c.GetUserType(ctx, "oty1")) },
			exchange{method: "GET", uri: "/api/v1/meta/types/user/oty1", answer: `{}`}},
		{"updateUserType", func(ctx context.Context, c *okta.Client) error {
			return result(c.UpdateUserType(ctx, "oty1", userType))
		},
			exchange{method: "POST", uri: "/api/v1/meta/types/user/oty1", body: userTypeJSON, answer: `{}`}},
		{"replaceUserType", func(ctx context.Context, c *okta.Client) error {
			return result(c.ReplaceUserType(ctx, "oty1", userType))
		},
			exchange{method: "PUT", uri: "/api/v1/meta/types/user/oty1", body: userTypeJSON, answer: `{}`}},
		{"deleteUserType", func(ctx context.Context, c *okta.Client) error { return c.DeleteUserType(ctx, "oty1") },
			exchange{method: "DELETE", uri: "/api/v1/meta/types/user/oty1", status: 204}},
		{"createUser, a type that was read", func(ctx context.Context, c *okta.Client) error {
			return result(c.CreateUser(ctx, okta.User{Profile: body.Profile, Type: userType}, nil))
		}, exchange{
			method: "POST", uri: "/api/v1/users", answer: `{}`,
			body: `{"profile":{"login":"ada@example.com","nickName":null},"type":{"id":"oty1"}}`,
		}},

		{"endAllUserSessions", func(ctx context.Context, c *okta.Client) error { return c.EndAllUserSessions(ctx, user, nil) },
			exchange{method: "DELETE", uri: "/api/v1/users/00u1/sessions", status: 204}},
		{"endAllUserSessions, oauthTokens default", func(ctx context.Context, c *okta.Client) error {
			return c.EndAllUserSessions(ctx, user, &okta.EndAllUserSessionsOptions{OAuthTokens: false})
		}, exchange{method: "DELETE", uri: "/api/v1/users/00u1/sessions", status: 204}},
		{"endAllUserSessions, oauthTokens other", func(ctx context.Context, c *okta.Client) error {
			return c.EndAllUserSessions(ctx, user, &okta.EndAllUserSessionsOptions{OAuthTokens: true})
		}, exchange{method: "DELETE", uri: "/api/v1/users/00u1/sessions?oauthTokens=true", status: 204}},
		{"endAllUserSessions, forgetDevices", func(ctx context.Context, c *okta.Client) error {
			return c.EndAllUserSessions(ctx, user, &okta.EndAllUserSessionsOptions{ForgetDevices: new(false)})
		}, exchange{method: "DELETE", uri: "/api/v1/users/00u1/sessions?forgetDevices=false", status: 204}},

		{"listUserClients", func(ctx context.Context, c *okta.Client) error { return result(c.ListUserClients(ctx, user)) },
			exchange{method: "GET", uri: "/api/v1/users/00u1/clients", answer: `[]`}},
		{"listUserGrants", func(ctx context.Context, c *okta.Client) error { return drain(c.ListUserGrants(ctx, user, nil)) },
			exchange{method: "GET", uri: "/api/v1/users/00u1/grants", answer: `[]`}},
		{"listUserGrants, scopeId", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListUserGrants(ctx, user, &okta.ListUserGrantsOptions{ScopeID: "scp1"}))
		},
			exchange{method: "GET", uri: "/api/v1/users/00u1/grants?scopeId=scp1", answer: `[]`}},
		{"listUserGrants, expand", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListUserGrants(ctx, user, &okta.ListUserGrantsOptions{Expand: "scope"}))
		},
			exchange{method: "GET", uri: "/api/v1/users/00u1/grants?expand=scope", answer: `[]`}},
		{"listUserGrants, after", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListUserGrants(ctx, user, &okta.ListUserGrantsOptions{After: "c"}))
		},
			exchange{method: "GET", uri: "/api/v1/users/00u1/grants?after=c", answer: `[]`}},
		{"listUserGrants, limit", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListUserGrants(ctx, user, &okta.ListUserGrantsOptions{Limit: 20}))
		},
			exchange{method: "GET", uri: "/api/v1/users/00u1/grants?limit=20", answer: `[]`}},
		{"listGrantsForUserAndClient", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListGrantsForUserAndClient(ctx, user, "0oa1", nil))
		},
			exchange{method: "GET", uri: "/api/v1/users/00u1/clients/0oa1/grants", answer: `[]`}},
		{"listGrantsForUserAndClient, expand", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListGrantsForUserAndClient(ctx, user, "0oa1", &okta.ListGrantsForUserAndClientOptions{Expand: "scope"}))
		},
			exchange{method: "GET", uri: "/api/v1/users/00u1/clients/0oa1/grants?expand=scope", answer: `[]`}},
		{"listGrantsForUserAndClient, after", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListGrantsForUserAndClient(ctx, user, "0oa1", &okta.ListGrantsForUserAndClientOptions{After: "c"}))
		},
			exchange{method: "GET", uri: "/api/v1/users/00u1/clients/0oa1/grants?after=c", answer: `[]`}},
		{"listGrantsForUserAndClient, limit", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListGrantsForUserAndClient(ctx, user, "0oa1", &okta.ListGrantsForUserAndClientOptions{Limit: 20}))
		},
			exchange{method: "GET", uri: "/api/v1/users/00u1/clients/0oa1/grants?limit=20", answer: `[]`}},
		{"listRefreshTokensForUserAndClient", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListRefreshTokensForUserAndClient(ctx, user, "0oa1", nil))
		},
			exchange{method: "GET", uri: "/api/v1/users/00u1/clients/0oa1/tokens", answer: `[]`}},
		{"listRefreshTokensForUserAndClient, expand", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListRefreshTokensForUserAndClient(ctx, user, "0oa1", &okta.ListRefreshTokensForUserAndClientOptions{Expand: "scope"}))
		},
			exchange{method: "GET", uri: "/api/v1/users/00u1/clients/0oa1/tokens?expand=scope", answer: `[]`}},
		{"listRefreshTokensForUserAndClient, after", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListRefreshTokensForUserAndClient(ctx, user, "0oa1", &okta.ListRefreshTokensForUserAndClientOptions{After: "c"}))
		},
			exchange{method: "GET", uri: "/api/v1/users/00u1/clients/0oa1/tokens?after=c", answer: `[]`}},
		{"listRefreshTokensForUserAndClient, limit", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListRefreshTokensForUserAndClient(ctx, user, "0oa1", &okta.ListRefreshTokensForUserAndClientOptions{Limit: 20}))
		},
			exchange{method: "GET", uri: "/api/v1/users/00u1/clients/0oa1/tokens?limit=20", answer: `[]`}},
		{"getUserGrant", func(ctx context.Context, c *okta.Client) error { return result(c.GetUserGrant(ctx, user, "oag1", nil)) },
			exchange{method: "GET", uri: "/api/v1/users/00u1/grants/oag1", answer: `{}`}},
		{"getUserGrant, expand", func(ctx context.Context, c *okta.Client) error {
			return result(c.GetUserGrant(ctx, user, "oag1", &okta.GetUserGrantOptions{Expand: "scope"}))
		},
			exchange{method: "GET", uri: "/api/v1/users/00u1/grants/oag1?expand=scope", answer: `{}`}},
		{"getRefreshTokenForUserAndClient", func(ctx context.Context, c *okta.Client) error {
			return result(c.GetRefreshTokenForUserAndClient(ctx, user, "0oa1", "oar1", nil))
		},
			exchange{method: "GET", uri: "/api/v1/users/00u1/clients/0oa1/tokens/oar1", answer: `{}`}},
		{"getRefreshTokenForUserAndClient, expand", func(ctx context.Context, c *okta.Client) error {
			return result(c.GetRefreshTokenForUserAndClient(ctx, user, "0oa1", "oar1", &okta.GetRefreshTokenForUserAndClientOptions{Expand: "scope"}))
		},
			exchange{method: "GET", uri: "/api/v1/users/00u1/clients/0oa1/tokens/oar1?expand=scope", answer: `{}`}},
		{"revokeUserGrant", func(ctx context.Context, c *okta.Client) error { return c.RevokeUserGrant(ctx, user, "oag1") },
			exchange{method: "DELETE", uri: "/api/v1/users/00u1/grants/oag1", status: 204}},
		{"revokeUserGrants", func(ctx context.Context, c *okta.Client) error { return c.RevokeUserGrants(ctx, user) },
			exchange{method: "DELETE", uri: "/api/v1/users/00u1/grants", status: 204}},
		{"revokeGrantsForUserAndClient", func(ctx context.Context, c *okta.Client) error {
			return c.RevokeGrantsForUserAndClient(ctx, user, "0oa1")
		},
			exchange{method: "DELETE", uri: "/api/v1/users/00u1/clients/0oa1/grants", status: 204}},
		{"revokeTokensForUserAndClient", func(ctx context.Context, c *okta.Client) error {
			return c.RevokeTokensForUserAndClient(ctx, user, "0oa1")
		},
			exchange{method: "DELETE", uri: "/api/v1/users/00u1/clients/0oa1/tokens", status: 204}},
		{"revokeTokenForUserAndClient", func(ctx context.Context, c *okta.Client) error {
			return c.RevokeTokenForUserAndClient(ctx, user, "0oa1", "oar1")
		},
			exchange{method: "DELETE", uri: "/api/v1/users/00u1/clients/0oa1/tokens/oar1", status: 204}},
		{"listLinkedObjectDefinitions", func(ctx context.Context, c *okta.Client) error { return result(c.ListLinkedObjectDefinitions(ctx)) },
			exchange{method: "GET", uri: "/api/v1/meta/schemas/user/linkedObjects", answer: `[]`}},
		{"addLinkedObjectDefinition", func(ctx context.Context, c *okta.Client) error {
			return result(c.AddLinkedObjectDefinition(ctx, definition))
		},
			exchange{method: "POST", uri: "/api/v1/meta/schemas/user/linkedObjects", body: definitionJSON, status: 201, answer: `{}`}},
		{"getLinkedObjectDefinition", func(ctx context.Context, c *okta.Client) error {
			return result(c.GetLinkedObjectDefinition(ctx, "manager"))
		},
			exchange{method: "GET", uri: "/api/v1/meta/schemas/user/linkedObjects/manager", answer: `{}`}},
		{"deleteLinkedObjectDefinition", func(ctx context.Context, c *okta.Client) error { return c.DeleteLinkedObjectDefinition(ctx, "manager") },
			exchange{method: "DELETE", uri: "/api/v1/meta/schemas/user/linkedObjects/manager", status: 204}},
		{"setLinkedObjectForUser", func(ctx context.Context, c *okta.Client) error {
			return c.SetLinkedObjectForUser(ctx, user, "manager", "00u2")
		},
			exchange{method: "PUT", uri: "/api/v1/users/00u1/linkedObjects/manager/00u2", status: 204}},
		{"getLinkedObjectsForUser", func(ctx context.Context, c *okta.Client) error {
			return result(c.GetLinkedObjectsForUser(ctx, user, "manager"))
		},
			exchange{method: "GET", uri: "/api/v1/users/00u1/linkedObjects/manager", answer: `[]`}},
		{"removeLinkedObjectForUser", func(ctx context.Context, c *okta.Client) error {
			return c.RemoveLinkedObjectForUser(ctx, user, "manager")
		},
			exchange{method: "DELETE", uri: "/api/v1/users/00u1/linkedObjects/manager", status: 204}},
		{"listUserIdentityProviders", func(ctx context.Context, c *okta.Client) error { return result(c.ListUserIdentityProviders(ctx, user)) },
			exchange{method: "GET", uri: "/api/v1/users/00u1/idps", answer: `[]`}},
		{"listUserDevices", func(ctx context.Context, c *okta.Client) error { return result(c.ListUserDevices(ctx, user)) },
			exchange{method: "GET", uri: "/api/v1/users/00u1/devices", answer: `[]`}},
		{"getUserRisk", func(ctx context.Context, c *okta.Client) error { return result(c.GetUserRisk(ctx, user)) },
			exchange{method: "GET", uri: "/api/v1/users/00u1/risk", answer: `{}`}},
		{"upsertUserRisk, the first time", func(ctx context.Context, c *okta.Client) error {
			return result(c.UpsertUserRisk(ctx, user, okta.UserRiskRequest{RiskLevel: okta.UserRiskLevelHigh}))
		},
			exchange{method: "PUT", uri: "/api/v1/users/00u1/risk", body: `{"riskLevel":"HIGH"}`, status: 201, answer: `{}`}},
		{"upsertUserRisk, later, with a reason", func(ctx context.Context, c *okta.Client) error {
			return result(c.UpsertUserRisk(ctx, user, okta.UserRiskRequest{RiskLevel: okta.UserRiskLevelLow, RiskReason: "r"}))
		},
			exchange{method: "PUT", uri: "/api/v1/users/00u1/risk", body: `{"riskLevel":"LOW","riskReason":"r"}`, answer: `{}`}},
		{"listUserSubscriptions", func(ctx context.Context, c *okta.Client) error { return result(c.ListUserSubscriptions(ctx, user)) },
			exchange{method: "GET", uri: "/api/v1/users/00u1/subscriptions", answer: `[]`}},
		{"getUserSubscriptionByNotificationType", func(ctx context.Context, c *okta.Client) error {
			return result(c.GetUserSubscriptionByNotificationType(ctx, user, okta.NotificationTypeAppImport))
		},
			exchange{method: "GET", uri: "/api/v1/users/00u1/subscriptions/APP_IMPORT", answer: `{}`}},
		{"subscribeUserSubscriptionByNotificationType, answered with an empty body", func(ctx context.Context, c *okta.Client) error {
			return c.SubscribeUserSubscriptionByNotificationType(ctx, user, okta.NotificationTypeAppImport)
		},
			exchange{method: "POST", uri: "/api/v1/users/00u1/subscriptions/APP_IMPORT/subscribe"}},
		{"unsubscribeUserSubscriptionByNotificationType, answered with an empty body", func(ctx context.Context, c *okta.Client) error {
			return c.UnsubscribeUserSubscriptionByNotificationType(ctx, user, okta.NotificationTypeAppImport)
		},
			exchange{method: "POST", uri: "/api/v1/users/00u1/subscriptions/APP_IMPORT/unsubscribe"}},
	}
	for _, operation := range gen.Operations() {
		require.True(t, slices.ContainsFunc(tests, func(test request) bool {
			return test.name == operation.ID || strings.HasPrefix(test.name, operation.ID+",")
		}), "%s has no request here", operation.ID)
	}
	for _, test := range tests {
		for _, prefix := range []string{"", "/proxy/okta"} {
			t.Run(test.name+" at "+prefix+"/", func(t *testing.T) {
				t.Parallel()
				server := newScript(t, prefix, test.want)
				require.NoError(t, test.call(t.Context(), testkit.NewClient(t, server.URL+prefix)))
			})
		}
	}
}
