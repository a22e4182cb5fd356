package wrapper

import (
	"context"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/gen/client"
)

// ActivateUserOptions are the parameters of [Client.ActivateUser] that have a default.
type ActivateUserOptions struct {
	// SendEmail is whether Okta mails the activation link; nil stands for true. With false the result holds the link.
	SendEmail *bool
}

// ActivateUser activates a user that is STAGED or DEPROVISIONED. The status afterwards is ACTIVE where the user has a
// password, and PROVISIONED where one has still to be chosen. Activation may go on after the answer: while it does,
// TransitioningToStatus is the status that it will end in.
//
// The result is empty when Okta mails the link, and holds it (a secret) with SendEmail false. A user of another status
// is [CodeAlreadyActive].
//
// It implements activateUser: POST /api/v1/users/{userId}/lifecycle/activate.
func (c *Client) ActivateUser(ctx context.Context, userID string, options *ActivateUserOptions, callOptions ...CallOption) (UserActivationToken, error) {
	o := valueOf(options)
	request, err := client.NewActivateUserRequest(c.server, userID, &gen.ActivateUserParams{SendEmail: o.SendEmail == nil || *o.SendEmail})
	return exec[UserActivationToken](ctx, c, "activateUser", request, err, callOptions)
}

// ReactivateUserOptions are the optional parameters of [Client.ReactivateUser].
type ReactivateUserOptions struct {
	// SendEmail is whether Okta mails the activation link; false by default: the result holds it.
	SendEmail bool
}

// ReactivateUser makes another activation link for a user that is PROVISIONED or RECOVERY and didn't use the last one
// in time. The status doesn't change.
//
// The result holds the link (a secret), and is empty when Okta mails it. A user of another status is
// [CodeNotAllowedInStatus].
//
// It implements reactivateUser: POST /api/v1/users/{userId}/lifecycle/reactivate.
func (c *Client) ReactivateUser(ctx context.Context, userID string, options *ReactivateUserOptions, callOptions ...CallOption) (UserActivationToken, error) {
	o := valueOf(options)
	request, err := client.NewReactivateUserRequest(c.server, userID, &gen.ReactivateUserParams{SendEmail: optional(o.SendEmail)})
	return exec[UserActivationToken](ctx, c, "reactivateUser", request, err, callOptions)
}

// DeactivateUserOptions are the optional parameters of [Client.DeactivateUser].
type DeactivateUserOptions struct {
	// SendEmail is whether to mail the org's administrators about the deactivation; false by default.
	SendEmail bool

	// Prefer, set to "respond-async", has Okta answer before the deactivation is done: TransitioningToStatus and
	// WaitForStatus tell when it is.
	Prefer string
}

// DeactivateUser deactivates a user of any status but DEPROVISIONED, which is the status afterwards. The user's groups,
// apps, roles and factors are lost: ActivateUser brings back the user, not those. Deactivation may go on after the
// answer: while it does, TransitioningToStatus is DEPROVISIONED.
//
// A user that is DEPROVISIONED already is [CodeNotFound], as one is that doesn't exist. So the call is harmless to
// repeat: with [WithRetryUnsafe], look at the user where that code comes back.
//
// It implements deactivateUser: POST /api/v1/users/{userId}/lifecycle/deactivate.
func (c *Client) DeactivateUser(ctx context.Context, userID string, options *DeactivateUserOptions, callOptions ...CallOption) error {
	o := valueOf(options)
	request, err := client.NewDeactivateUserRequest(c.server, userID, &gen.DeactivateUserParams{SendEmail: optional(o.SendEmail)})
	if err == nil {
		err = setHeader(request, "Prefer", o.Prefer)
	}
	return execNone(ctx, c, "deactivateUser", request, err, callOptions)
}

// SuspendUser suspends an ACTIVE user, whose status is SUSPENDED afterwards: the user can't sign in, and keeps groups,
// apps and roles. UnsuspendUser undoes it.
//
// A user of another status is [CodeValidationFailed]. So the call is harmless to repeat: with [WithRetryUnsafe], look
// at the user where that code comes back.
//
// It implements suspendUser: POST /api/v1/users/{userId}/lifecycle/suspend.
func (c *Client) SuspendUser(ctx context.Context, userID string, callOptions ...CallOption) error {
	request, err := client.NewSuspendUserRequest(c.server, userID)
	return execNone(ctx, c, "suspendUser", request, err, callOptions)
}

// UnsuspendUser brings a SUSPENDED user back to ACTIVE.
//
// A user of another status is [CodeValidationFailed]. So the call is harmless to repeat: with [WithRetryUnsafe], look
// at the user where that code comes back.
//
// It implements unsuspendUser: POST /api/v1/users/{userId}/lifecycle/unsuspend.
func (c *Client) UnsuspendUser(ctx context.Context, userID string, callOptions ...CallOption) error {
	request, err := client.NewUnsuspendUserRequest(c.server, userID)
	return execNone(ctx, c, "unsuspendUser", request, err, callOptions)
}

// UnlockUser brings a LOCKED_OUT user back to ACTIVE, with the password as it was. It also ends the blocks of an ACTIVE
// user that can't sign in from unknown devices, which [Client.ListUserBlocks] lists.
//
// Any other user is [CodeUnlockNotAllowed]. So the call is harmless to repeat: with [WithRetryUnsafe], look at the user
// where that code comes back.
//
// It implements unlockUser: POST /api/v1/users/{userId}/lifecycle/unlock.
func (c *Client) UnlockUser(ctx context.Context, userID string, callOptions ...CallOption) error {
	request, err := client.NewUnlockUserRequest(c.server, userID)
	return execNone(ctx, c, "unlockUser", request, err, callOptions)
}

// ExpirePasswordOptions are the optional parameters of [Client.ExpirePassword].
type ExpirePasswordOptions struct {
	// TempPassword is whether to replace the password by a random one that the result holds; false by default. The
	// newest of Okta's documents don't have it: use ExpirePasswordWithTempPassword.
	TempPassword bool
}

// ExpirePassword makes a user that is ACTIVE or PASSWORD_EXPIRED choose a new password at the next sign-in; the status
// is PASSWORD_EXPIRED afterwards.
//
// The result has the members of the user or, with TempPassword, the temporary password alone: a secret that is shown
// this once only, and another one after each call. A user of another status is [CodeNotAllowedInStatus].
//
// It implements expirePassword: POST /api/v1/users/{userId}/lifecycle/expire_password.
func (c *Client) ExpirePassword(ctx context.Context, userID string, options *ExpirePasswordOptions, callOptions ...CallOption) (ExpirePasswordResult, error) {
	o := valueOf(options)
	request, err := client.NewExpirePasswordRequest(c.server, userID, &gen.ExpirePasswordParams{TempPassword: optional(o.TempPassword)})
	return exec[ExpirePasswordResult](ctx, c, "expirePassword", request, err, callOptions)
}

// ExpirePasswordWithTempPasswordOptions are the optional parameters of [Client.ExpirePasswordWithTempPassword].
type ExpirePasswordWithTempPasswordOptions struct {
	// RevokeSessions is whether to end the user's sessions too; false by default.
	RevokeSessions bool
}

// ExpirePasswordWithTempPassword replaces the password of a user that is ACTIVE, PASSWORD_EXPIRED or RECOVERY by a
// random one, with which the user signs in once and then has to choose another; the status is PASSWORD_EXPIRED
// afterwards.
//
// The result holds the temporary password: a secret that is shown this once only, and another one after each call. A
// user of another status is [CodeNotAllowedInStatus].
//
// It implements expirePasswordWithTempPassword: POST
// /api/v1/users/{userId}/lifecycle/expire_password_with_temp_password.
func (c *Client) ExpirePasswordWithTempPassword(ctx context.Context, userID string, options *ExpirePasswordWithTempPasswordOptions, callOptions ...CallOption) (TempPassword, error) {
	o := valueOf(options)
	params := &gen.ExpirePasswordWithTempPasswordParams{RevokeSessions: optional(o.RevokeSessions)}
	request, err := client.NewExpirePasswordWithTempPasswordRequest(c.server, userID, params)
	return exec[TempPassword](ctx, c, "expirePasswordWithTempPassword", request, err, callOptions)
}

// ResetPasswordOptions are the optional parameters of [Client.ResetPassword].
type ResetPasswordOptions struct {
	// Provider, set to "OKTA", turns a federated user back into one whose password Okta holds.
	Provider string

	// SendEmail is whether Okta mails the link; with false the result holds it. Nil leaves it out, which recent orgs
	// refuse and older ones take for true.
	SendEmail *bool

	// RevokeSessions is whether to end the user's sessions too; false by default.
	RevokeSessions bool
}

// ResetPassword makes a one-time link with which the user sets a new password. The status is RECOVERY afterwards (a
// PROVISIONED user stays so), the old password no longer works, and an earlier link is void.
//
// The result is empty when Okta mails the link, and holds it (a secret) with SendEmail false. A user that is STAGED,
// SUSPENDED or DEPROVISIONED is [CodeNotAllowedInStatus].
//
// It implements resetPassword: POST /api/v1/users/{userId}/lifecycle/reset_password.
func (c *Client) ResetPassword(ctx context.Context, userID string, options *ResetPasswordOptions, callOptions ...CallOption) (ResetPasswordToken, error) {
	o := valueOf(options)
	request, err := client.NewResetPasswordRequest(c.server, userID, &gen.ResetPasswordParams{
		Provider:       optional(o.Provider),
		SendEmail:      o.SendEmail,
		RevokeSessions: optional(o.RevokeSessions),
	})
	return exec[ResetPasswordToken](ctx, c, "resetPassword", request, err, callOptions)
}

// ResetAllFactors takes all factors from a user, who has to enroll again: that can't be undone. The user is ACTIVE,
// PROVISIONED, RECOVERY or PASSWORD_EXPIRED, and stays so. DeleteFactor takes one.
//
// A user of another status is [CodeNotAllowedInStatus].
//
// It implements resetAllFactors: POST /api/v1/users/{userId}/lifecycle/reset_factors.
func (c *Client) ResetAllFactors(ctx context.Context, userID string, callOptions ...CallOption) error {
	request, err := client.NewResetAllFactorsRequest(c.server, userID)
	return execNone(ctx, c, "resetAllFactors", request, err, callOptions)
}
