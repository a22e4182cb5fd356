package wrapper

import (
	"context"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/gen/client"
)

// ListFactors returns the factors that the user has enrolled, those that are not activated yet included. Okta doesn't
// page them.
//
// It implements listFactors: GET /api/v1/users/{userId}/factors.
func (c *Client) ListFactors(ctx context.Context, userID string, callOptions ...CallOption) ([]UserFactor, error) {
	request, err := client.NewListFactorsRequest(c.server, userID)
	return execList[UserFactor](ctx, c, "listFactors", request, err, callOptions)
}

// EnrollFactorOptions are the optional parameters of [Client.EnrollFactor].
type EnrollFactorOptions struct {
	// UpdatePhone is whether the number in the profile replaces one that the user has already, for SMS and calls; false
	// by default.
	UpdatePhone bool

	// TemplateID is the id of the org's own template of the text message.
	TemplateID string

	// TokenLifetimeSeconds is how long the code in an email is good for, 1 to 86400; 0 leaves it to Okta, which uses
	// 300.
	TokenLifetimeSeconds int32

	// Activate is whether a factor of the type SMS, call or email is activated at once, without a code; false by
	// default.
	Activate bool

	// AcceptLanguage is the language of the message that is sent, such as "fr"; by default the user's.
	AcceptLanguage string
}

// EnrollFactor enrolls a factor for the user, and returns it. FactorType and Provider are required, and in Profile what
// the type needs: a PhoneNumber, an Email, a Question and its Answer. Only these, FactorProfileID and Verify are sent.
//
//	factor, err := client.EnrollFactor(ctx, userID, okta.UserFactor{
//		FactorType: okta.FactorTypeSMS,
//		Provider:   okta.FactorProviderOkta,
//		Profile:    okta.UserFactorProfile{PhoneNumber: okta.Set("+442071838750")},
//	}, nil)
//
// A question is ACTIVE afterwards. A phone or an address was sent a code, and is PENDING_ACTIVATION unless Activate is
// set; so are an authenticator app, whose shared secret stands in Embedded["activation"], a push and a security key.
// ActivateFactor ends that.
//
// A factor that the user has already, and a type that the org doesn't offer, is [CodeValidationFailed]; a number that is
// none is [CodeInvalidPhoneNumber]. A phone or an address that got a code a moment ago is [ErrRateLimited], with
// [CodeSMSRecentlySent], [CodeEmailRecentlySent] or [CodeCallRecentlyMade]. The call is not safe to repeat: when an
// answer was lost, look at ListFactors before you try again.
//
// It implements enrollFactor: POST /api/v1/users/{userId}/factors.
func (c *Client) EnrollFactor(ctx context.Context, userID string, factor UserFactor, options *EnrollFactorOptions, callOptions ...CallOption) (UserFactor, error) {
	o := valueOf(options)
	request, err := client.NewEnrollFactorRequest(c.server, userID, &gen.EnrollFactorParams{
		UpdatePhone:          optional(o.UpdatePhone),
		TemplateID:           optional(o.TemplateID),
		TokenLifetimeSeconds: optional(o.TokenLifetimeSeconds),
		Activate:             optional(o.Activate),
	}, writableFactor(factor))
	if err == nil {
		err = setHeader(request, "Accept-Language", o.AcceptLanguage)
	}
	return exec[UserFactor](ctx, c, "enrollFactor", request, err, callOptions)
}

// ListSupportedFactors returns the types of factor that the org offers the user, with the status of the user's own:
// NOT_SETUP where there is none. Okta doesn't page them.
//
// It implements listSupportedFactors: GET /api/v1/users/{userId}/factors/catalog.
func (c *Client) ListSupportedFactors(ctx context.Context, userID string, callOptions ...CallOption) ([]UserFactorSupported, error) {
	request, err := client.NewListSupportedFactorsRequest(c.server, userID)
	return execList[UserFactorSupported](ctx, c, "listSupportedFactors", request, err, callOptions)
}

// ListSupportedSecurityQuestions returns the questions that EnrollFactor takes. Okta doesn't page them.
//
// It implements listSupportedSecurityQuestions: GET /api/v1/users/{userId}/factors/questions.
func (c *Client) ListSupportedSecurityQuestions(ctx context.Context, userID string, callOptions ...CallOption) ([]SecurityQuestion, error) {
	request, err := client.NewListSupportedSecurityQuestionsRequest(c.server, userID)
	return execList[SecurityQuestion](ctx, c, "listSupportedSecurityQuestions", request, err, callOptions)
}

// GetFactor reads one factor of the user. Where there is none with this id, it is [CodeNotFound].
//
// It implements getFactor: GET /api/v1/users/{userId}/factors/{factorId}.
func (c *Client) GetFactor(ctx context.Context, userID, factorID string, callOptions ...CallOption) (UserFactor, error) {
	request, err := client.NewGetFactorRequest(c.server, userID, factorID)
	return exec[UserFactor](ctx, c, "getFactor", request, err, callOptions)
}

// DeleteFactorOptions are the optional parameters of [Client.DeleteFactor].
type DeleteFactorOptions struct {
	// RemoveRecoveryEnrollment is whether the factor's phone or address can't be used for the recovery of the account
	// any more, either; false by default.
	RemoveRecoveryEnrollment bool
}

// DeleteFactor takes a factor from the user, whatever its status. The user can enroll another. ResetAllFactors takes all
// of them.
//
// It implements deleteFactor: DELETE /api/v1/users/{userId}/factors/{factorId}.
func (c *Client) DeleteFactor(ctx context.Context, userID, factorID string, options *DeleteFactorOptions, callOptions ...CallOption) error {
	o := valueOf(options)
	request, err := client.NewDeleteFactorRequest(c.server, userID, factorID, &gen.DeleteFactorParams{RemoveRecoveryEnrollment: optional(o.RemoveRecoveryEnrollment)})
	return execNone(ctx, c, "deleteFactor", request, err, callOptions)
}

// ActivateFactor activates a factor that is PENDING_ACTIVATION, and returns it. The request has what shows that the
// user has it: a PassCode, or what a security key signed. For a push it can be empty; until the user has scanned the QR
// code, the result then has the FactorResult WAITING and no ID: call again.
//
// A wrong code is [CodeInvalidPassCode], one that was used already [CodePassCodeUsed], one that has expired
// [CodePassCodeExpired]. After five wrong ones it is [ErrRateLimited] for a while. A factor that is active already is
// [CodeValidationFailed].
//
// It implements activateFactor: POST /api/v1/users/{userId}/factors/{factorId}/lifecycle/activate.
func (c *Client) ActivateFactor(ctx context.Context, userID, factorID string, activation ActivateFactorRequest, callOptions ...CallOption) (UserFactor, error) {
	request, err := client.NewActivateFactorRequest(c.server, userID, factorID, activation)
	if activation == (ActivateFactorRequest{}) {
		request, err = withoutBody(client.NewActivateFactorRequestWithBody(c.server, userID, factorID, "", nil))
	}
	return exec[UserFactor](ctx, c, "activateFactor", request, err, callOptions)
}

// ResendEnrollFactorOptions are the optional parameters of [Client.ResendEnrollFactor].
type ResendEnrollFactorOptions struct {
	// TemplateID is the id of the org's own template of the text message.
	TemplateID string
}

// ResendEnrollFactor sends another activation code for a factor of the type SMS, call or email that is
// PENDING_ACTIVATION. Pass the factor as EnrollFactor returned it: its type, provider and profile are sent.
//
// Too soon after the last code, which is 30 seconds for a phone, it is [ErrRateLimited], with [CodeSMSRecentlySent],
// [CodeEmailRecentlySent] or [CodeCallRecentlyMade].
//
// It implements resendEnrollFactor: POST /api/v1/users/{userId}/factors/{factorId}/resend.
func (c *Client) ResendEnrollFactor(ctx context.Context, userID, factorID string, factor UserFactor, options *ResendEnrollFactorOptions, callOptions ...CallOption) (UserFactor, error) {
	o := valueOf(options)
	request, err := client.NewResendEnrollFactorRequest(c.server, userID, factorID, &gen.ResendEnrollFactorParams{TemplateID: optional(o.TemplateID)}, writableFactor(factor))
	return exec[UserFactor](ctx, c, "resendEnrollFactor", request, err, callOptions)
}

// GetFactorTransactionStatus tells how far the verification of a push is: its FactorResult is WAITING until the user
// has answered. [TransactionID] gives the id, and [Client.WaitForFactorResult] asks again and again.
//
// It implements getFactorTransactionStatus: GET /api/v1/users/{userId}/factors/{factorId}/transactions/{transactionId}.
func (c *Client) GetFactorTransactionStatus(ctx context.Context, userID, factorID, transactionID string, callOptions ...CallOption) (VerifyUserFactorResponse, error) {
	request, err := client.NewGetFactorTransactionStatusRequest(c.server, userID, factorID, transactionID)
	return exec[VerifyUserFactorResponse](ctx, c, "getFactorTransactionStatus", request, err, callOptions)
}

// VerifyFactorOptions are the optional parameters of [Client.VerifyFactor].
type VerifyFactorOptions struct {
	// TemplateID is the id of the org's own template of the text message.
	TemplateID string

	// TokenLifetimeSeconds is how long the code in an email is good for, 1 to 86400; 0 leaves it to Okta, which uses
	// 300.
	TokenLifetimeSeconds int32

	// XForwardedFor is the address of the user's device, which a push shows to the user.
	XForwardedFor string

	// UserAgent is the program that the user signs in with, which a push shows to the user, in place of the client's
	// own.
	UserAgent string

	// AcceptLanguage is the language of the message that is sent, such as "fr"; by default the user's.
	AcceptLanguage string
}

// VerifyFactor verifies that the user has a factor, which has to be ACTIVE. With an empty request it sends a challenge:
// a code to a phone or an address, a push, or what a security key has to sign; the FactorResult is CHALLENGE, or
// WAITING for a push. With a PassCode, an Answer, or what the key signed, the FactorResult is SUCCESS.
//
//	_, err := client.VerifyFactor(ctx, userID, factorID, okta.VerifyFactorRequest{PassCode: code}, nil)
//
// A wrong code or answer is [CodeInvalidPassCode], a code that was used already [CodePassCodeUsed], one that has expired
// [CodePassCodeExpired]. After five wrong ones, and for another code too soon, it is [ErrRateLimited]. The call is not
// safe to repeat.
//
// It implements verifyFactor: POST /api/v1/users/{userId}/factors/{factorId}/verify.
func (c *Client) VerifyFactor(ctx context.Context, userID, factorID string, verification VerifyFactorRequest, options *VerifyFactorOptions, callOptions ...CallOption) (VerifyUserFactorResponse, error) {
	o := valueOf(options)
	params := &gen.VerifyFactorParams{TemplateID: optional(o.TemplateID), TokenLifetimeSeconds: optional(o.TokenLifetimeSeconds)}
	request, err := client.NewVerifyFactorRequest(c.server, userID, factorID, params, verification)
	if verification == (VerifyFactorRequest{}) {
		request, err = withoutBody(client.NewVerifyFactorRequestWithBody(c.server, userID, factorID, params, "", nil))
	}
	for _, header := range []struct{ name, value string }{
		{"X-Forwarded-For", o.XForwardedFor}, {"User-Agent", o.UserAgent}, {"Accept-Language", o.AcceptLanguage},
	} {
		if err == nil {
			err = setHeader(request, header.name, header.value)
		}
	}
	return exec[VerifyUserFactorResponse](ctx, c, "verifyFactor", request, err, callOptions)
}

// writableFactor keeps of a factor what a client can write.
func writableFactor(factor UserFactor) UserFactor {
	factor.Profile.QuestionText, factor.Profile.AuthenticatorName = Attribute{}, Attribute{}
	return UserFactor{
		FactorType:      factor.FactorType,
		Provider:        factor.Provider,
		Profile:         factor.Profile,
		FactorProfileID: factor.FactorProfileID,
		Verify:          factor.Verify,
	}
}
