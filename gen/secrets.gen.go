// Code generated from openapi/okta-users.yaml by openapi/internal/tool. DO NOT EDIT.

package gen

import (
	"fmt"
	"log/slog"
)

// Format prints the type alone, since there is a secret in it.
func (ActivateFactorRequest) Format(state fmt.State, _ rune) {
	show(state, "ActivateFactorRequest(hidden)")
}

// LogValue is what Format prints.
func (ActivateFactorRequest) LogValue() slog.Value {
	return slog.StringValue("ActivateFactorRequest(hidden)")
}

// Format prints the type alone, since there is a secret in it.
func (ChangePasswordRequest) Format(state fmt.State, _ rune) {
	show(state, "ChangePasswordRequest(hidden)")
}

// LogValue is what Format prints.
func (ChangePasswordRequest) LogValue() slog.Value {
	return slog.StringValue("ChangePasswordRequest(hidden)")
}

// Format prints the type alone, since there is a secret in it.
func (CreateUserRequest) Format(state fmt.State, _ rune) { show(state, "CreateUserRequest(hidden)") }

// LogValue is what Format prints.
func (CreateUserRequest) LogValue() slog.Value { return slog.StringValue("CreateUserRequest(hidden)") }

// Format prints the type and the id alone, since there is a secret in it.
func (m ExpirePasswordResult) Format(state fmt.State, _ rune) {
	show(state, hiddenBut("ExpirePasswordResult", m.ID))
}

// LogValue is what Format prints.
func (m ExpirePasswordResult) LogValue() slog.Value {
	return slog.StringValue(hiddenBut("ExpirePasswordResult", m.ID))
}

// Format prints the type alone, since there is a secret in it.
func (ForgotPasswordResponse) Format(state fmt.State, _ rune) {
	show(state, "ForgotPasswordResponse(hidden)")
}

// LogValue is what Format prints.
func (ForgotPasswordResponse) LogValue() slog.Value {
	return slog.StringValue("ForgotPasswordResponse(hidden)")
}

// Format prints the type and the id alone, since there is a secret in it.
func (m IdentityProvider) Format(state fmt.State, _ rune) {
	show(state, hiddenBut("IdentityProvider", m.ID))
}

// LogValue is what Format prints.
func (m IdentityProvider) LogValue() slog.Value {
	return slog.StringValue(hiddenBut("IdentityProvider", m.ID))
}

// Format prints the type alone, since there is a secret in it.
func (PasswordCredential) Format(state fmt.State, _ rune) { show(state, "PasswordCredential(hidden)") }

// LogValue is what Format prints.
func (PasswordCredential) LogValue() slog.Value {
	return slog.StringValue("PasswordCredential(hidden)")
}

// Format prints the type alone, since there is a secret in it.
func (PasswordCredentialHash) Format(state fmt.State, _ rune) {
	show(state, "PasswordCredentialHash(hidden)")
}

// LogValue is what Format prints.
func (PasswordCredentialHash) LogValue() slog.Value {
	return slog.StringValue("PasswordCredentialHash(hidden)")
}

// Format prints the type alone, since there is a secret in it.
func (RecoveryQuestionCredential) Format(state fmt.State, _ rune) {
	show(state, "RecoveryQuestionCredential(hidden)")
}

// LogValue is what Format prints.
func (RecoveryQuestionCredential) LogValue() slog.Value {
	return slog.StringValue("RecoveryQuestionCredential(hidden)")
}

// Format prints the type alone, since there is a secret in it.
func (ResetPasswordToken) Format(state fmt.State, _ rune) { show(state, "ResetPasswordToken(hidden)") }

// LogValue is what Format prints.
func (ResetPasswordToken) LogValue() slog.Value {
	return slog.StringValue("ResetPasswordToken(hidden)")
}

// Format prints the type alone, since there is a secret in it.
func (TempPassword) Format(state fmt.State, _ rune) { show(state, "TempPassword(hidden)") }

// LogValue is what Format prints.
func (TempPassword) LogValue() slog.Value { return slog.StringValue("TempPassword(hidden)") }

// Format prints the type alone, since there is a secret in it.
func (UserActivationToken) Format(state fmt.State, _ rune) {
	show(state, "UserActivationToken(hidden)")
}

// LogValue is what Format prints.
func (UserActivationToken) LogValue() slog.Value {
	return slog.StringValue("UserActivationToken(hidden)")
}

// Format prints the type alone, since there is a secret in it.
func (UserCredentials) Format(state fmt.State, _ rune) { show(state, "UserCredentials(hidden)") }

// LogValue is what Format prints.
func (UserCredentials) LogValue() slog.Value { return slog.StringValue("UserCredentials(hidden)") }

// Format prints the type and the id alone, since there is a secret in it.
func (m UserFactor) Format(state fmt.State, _ rune) { show(state, hiddenBut("UserFactor", m.ID)) }

// LogValue is what Format prints.
func (m UserFactor) LogValue() slog.Value { return slog.StringValue(hiddenBut("UserFactor", m.ID)) }

// Format prints the type alone, since there is a secret in it.
func (UserFactorProfile) Format(state fmt.State, _ rune) { show(state, "UserFactorProfile(hidden)") }

// LogValue is what Format prints.
func (UserFactorProfile) LogValue() slog.Value { return slog.StringValue("UserFactorProfile(hidden)") }

// Format prints the type alone, since there is a secret in it.
func (VerifyFactorRequest) Format(state fmt.State, _ rune) {
	show(state, "VerifyFactorRequest(hidden)")
}

// LogValue is what Format prints.
func (VerifyFactorRequest) LogValue() slog.Value {
	return slog.StringValue("VerifyFactorRequest(hidden)")
}

// Format prints the type alone, since there is a secret in it.
func (VerifyUserFactorResponse) Format(state fmt.State, _ rune) {
	show(state, "VerifyUserFactorResponse(hidden)")
}

// LogValue is what Format prints.
func (VerifyUserFactorResponse) LogValue() slog.Value {
	return slog.StringValue("VerifyUserFactorResponse(hidden)")
}
