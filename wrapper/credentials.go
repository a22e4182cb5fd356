package wrapper

import (
	"context"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/gen/client"
)

// ChangePasswordOptions are the optional parameters of [Client.ChangePassword].
type ChangePasswordOptions struct {
	// Strict is whether the new password is held against the policy's minimum age and its history too; false by
	// default.
	Strict bool
}

// ChangePassword sets a new password after Okta has checked the current one, and returns the user's credentials,
// without secrets. The user has to have a password and be STAGED, ACTIVE, PASSWORD_EXPIRED or RECOVERY; in the last two
// the status is ACTIVE afterwards.
//
// A wrong current password, which counts as a failed sign-in, or a new one that the policy refuses, is
// [CodeCredentialsRefused]; a user of another status is [CodeNotAllowedInStatus]. The call is not safe to repeat.
//
// It implements changePassword: POST /api/v1/users/{userId}/credentials/change_password.
func (c *Client) ChangePassword(ctx context.Context, userID string, change ChangePasswordRequest, options *ChangePasswordOptions, callOptions ...CallOption) (UserCredentials, error) {
	o := valueOf(options)
	request, err := client.NewChangePasswordRequest(c.server, userID, &gen.ChangePasswordParams{Strict: optional(o.Strict)}, change)
	return exec[UserCredentials](ctx, c, "changePassword", request, err, callOptions)
}

// ChangeRecoveryQuestion sets the recovery question and its answer after Okta has checked the user's password, and
// returns the user's credentials, without secrets. Credentials.Password.Value is the current password. The user has to
// have a password and be STAGED, ACTIVE or RECOVERY; the status doesn't change.
//
// A wrong password is [CodeCredentialsRefused], a user of another status [CodeNotAllowedInStatus].
//
// It implements changeRecoveryQuestion: POST /api/v1/users/{userId}/credentials/change_recovery_question.
func (c *Client) ChangeRecoveryQuestion(ctx context.Context, userID string, credentials UserCredentials, callOptions ...CallOption) (UserCredentials, error) {
	request, err := client.NewChangeRecoveryQuestionRequest(c.server, userID, writableCredentials(credentials))
	return exec[UserCredentials](ctx, c, "changeRecoveryQuestion", request, err, callOptions)
}

// ForgotPasswordOptions are the optional parameters of [Client.ForgotPassword].
type ForgotPasswordOptions struct {
	// SendEmail is whether Okta mails the reset link; nil stands for true. With false the result holds the link.
	SendEmail *bool

	// UserCredentials, with a new password and the answer to the recovery question, sets the password at once instead.
	UserCredentials *UserCredentials
}

// ForgotPassword starts or finishes password recovery for an ACTIVE user. A user of another status is
// [CodeNotAllowedInStatus].
//
// Without UserCredentials it makes a one-time reset link; the status is RECOVERY afterwards and an earlier link is
// void. The result is empty when Okta mails the link, and holds it (a secret) with SendEmail false.
//
// With UserCredentials it sets the password in them where the answer in them is right; the result then has the members
// of the user's credentials and the status stays ACTIVE. A wrong answer is [CodeCredentialsRefused], a user without a
// recovery question [CodeForgotPasswordNotAllowed].
//
// The newest of Okta's documents don't have UserCredentials: use ForgotPasswordSetNewPassword for that.
//
// It implements forgotPassword: POST /api/v1/users/{userId}/credentials/forgot_password.
func (c *Client) ForgotPassword(ctx context.Context, userID string, options *ForgotPasswordOptions, callOptions ...CallOption) (ForgotPasswordResponse, error) {
	o := valueOf(options)
	params := &gen.ForgotPasswordParams{SendEmail: o.SendEmail}
	if o.UserCredentials != nil {
		request, err := client.NewForgotPasswordRequest(c.server, userID, params, writableCredentials(*o.UserCredentials))
		return exec[ForgotPasswordResponse](ctx, c, "forgotPassword", request, err, callOptions)
	}
	request, err := withoutBody(client.NewForgotPasswordRequestWithBody(c.server, userID, params, "", nil))
	return exec[ForgotPasswordResponse](ctx, c, "forgotPassword", request, err, callOptions)
}

// ForgotPasswordSetNewPasswordOptions are the optional parameters of [Client.ForgotPasswordSetNewPassword].
type ForgotPasswordSetNewPasswordOptions struct {
	// SendEmail is a parameter that Okta has without saying what would be mailed; nil stands for true.
	SendEmail *bool
}

// ForgotPasswordSetNewPassword sets the password in credentials for an ACTIVE user where the answer in them to the
// recovery question is right, and returns the user's credentials, without secrets. The status doesn't change.
//
//	credentials, err := client.ForgotPasswordSetNewPassword(ctx, userID, okta.UserCredentials{
//		Password:         &okta.PasswordCredential{Value: newPassword},
//		RecoveryQuestion: &okta.RecoveryQuestionCredential{Answer: answer},
//	}, nil)
//
// A wrong answer is [CodeCredentialsRefused], a user without a recovery question [CodeForgotPasswordNotAllowed], and a
// user of another status [CodeNotAllowedInStatus].
//
// It implements forgotPasswordSetNewPassword: POST
// /api/v1/users/{userId}/credentials/forgot_password_recovery_question.
func (c *Client) ForgotPasswordSetNewPassword(ctx context.Context, userID string, credentials UserCredentials, options *ForgotPasswordSetNewPasswordOptions, callOptions ...CallOption) (UserCredentials, error) {
	o := valueOf(options)
	params := &gen.ForgotPasswordSetNewPasswordParams{SendEmail: o.SendEmail}
	request, err := client.NewForgotPasswordSetNewPasswordRequest(c.server, userID, params, writableCredentials(credentials))
	return exec[UserCredentials](ctx, c, "forgotPasswordSetNewPassword", request, err, callOptions)
}
