package gen

import (
	"fmt"
	"io"
	"log/slog"
)

// Models that hold a password, a token or a link that works like one hide themselves from every print and from slog.
// Their fields are read as any others are, and their JSON is what the wire needs: who marshals one writes its secrets.

// show prints words, whatever the verb.
func show(state fmt.State, words string) { _, _ = io.WriteString(state, words) }

// Format prints who the user is: id, status and login.
func (u User) Format(state fmt.State, _ rune) {
	fmt.Fprintf(state, "User(%q, %q, %q)", u.ID, u.Status, u.Profile.Login.String())
}

// LogValue is who the user is: id, status and login.
func (u User) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", u.ID), slog.String("status", string(u.Status)), slog.String("login", u.Profile.Login.String()))
}

// Format prints which factor it is: id, type, provider and status.
func (f UserFactor) Format(state fmt.State, _ rune) {
	fmt.Fprintf(state, "UserFactor(%q, %q, %q, %q)", f.ID, f.FactorType, f.Provider, f.Status)
}

// LogValue is which factor it is: id, type, provider and status.
func (f UserFactor) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", f.ID), slog.String("factorType", string(f.FactorType)),
		slog.String("provider", string(f.Provider)), slog.String("status", string(f.Status)))
}

// Format prints the result alone.
func (r VerifyUserFactorResponse) Format(state fmt.State, _ rune) {
	fmt.Fprintf(state, "VerifyUserFactorResponse(%q)", r.FactorResult)
}

// LogValue is the result alone.
func (r VerifyUserFactorResponse) LogValue() slog.Value {
	return slog.GroupValue(slog.String("factorResult", string(r.FactorResult)))
}

// Format prints the type alone.
func (ActivateFactorRequest) Format(state fmt.State, _ rune) {
	show(state, "ActivateFactorRequest(hidden)")
}

// LogValue is the type alone.
func (ActivateFactorRequest) LogValue() slog.Value {
	return slog.StringValue("ActivateFactorRequest(hidden)")
}

// Format prints the type alone.
func (ChangePasswordRequest) Format(state fmt.State, _ rune) {
	show(state, "ChangePasswordRequest(hidden)")
}

// LogValue is the type alone.
func (ChangePasswordRequest) LogValue() slog.Value {
	return slog.StringValue("ChangePasswordRequest(hidden)")
}

// Format prints the type alone.
func (CreateUserRequest) Format(state fmt.State, _ rune) { show(state, "CreateUserRequest(hidden)") }

// LogValue is the type alone.
func (CreateUserRequest) LogValue() slog.Value {
	return slog.StringValue("CreateUserRequest(hidden)")
}

// Format prints the type alone.
func (ExpirePasswordResult) Format(state fmt.State, _ rune) {
	show(state, "ExpirePasswordResult(hidden)")
}

// LogValue is the type alone.
func (ExpirePasswordResult) LogValue() slog.Value {
	return slog.StringValue("ExpirePasswordResult(hidden)")
}

// Format prints the type alone.
func (ForgotPasswordResponse) Format(state fmt.State, _ rune) {
	show(state, "ForgotPasswordResponse(hidden)")
}

// LogValue is the type alone.
func (ForgotPasswordResponse) LogValue() slog.Value {
	return slog.StringValue("ForgotPasswordResponse(hidden)")
}

// Format prints the type alone.
func (PasswordCredential) Format(state fmt.State, _ rune) { show(state, "PasswordCredential(hidden)") }

// LogValue is the type alone.
func (PasswordCredential) LogValue() slog.Value {
	return slog.StringValue("PasswordCredential(hidden)")
}

// Format prints the type alone.
func (PasswordCredentialHash) Format(state fmt.State, _ rune) {
	show(state, "PasswordCredentialHash(hidden)")
}

// LogValue is the type alone.
func (PasswordCredentialHash) LogValue() slog.Value {
	return slog.StringValue("PasswordCredentialHash(hidden)")
}

// Format prints the type alone.
func (RecoveryQuestionCredential) Format(state fmt.State, _ rune) {
	show(state, "RecoveryQuestionCredential(hidden)")
}

// LogValue is the type alone.
func (RecoveryQuestionCredential) LogValue() slog.Value {
	return slog.StringValue("RecoveryQuestionCredential(hidden)")
}

// Format prints the type alone.
func (ResetPasswordToken) Format(state fmt.State, _ rune) { show(state, "ResetPasswordToken(hidden)") }

// LogValue is the type alone.
func (ResetPasswordToken) LogValue() slog.Value {
	return slog.StringValue("ResetPasswordToken(hidden)")
}

// Format prints the type alone.
func (TempPassword) Format(state fmt.State, _ rune) { show(state, "TempPassword(hidden)") }

// LogValue is the type alone.
func (TempPassword) LogValue() slog.Value { return slog.StringValue("TempPassword(hidden)") }

// Format prints the type alone.
func (UserActivationToken) Format(state fmt.State, _ rune) {
	show(state, "UserActivationToken(hidden)")
}

// LogValue is the type alone.
func (UserActivationToken) LogValue() slog.Value {
	return slog.StringValue("UserActivationToken(hidden)")
}

// Format prints the type alone.
func (UserCredentials) Format(state fmt.State, _ rune) { show(state, "UserCredentials(hidden)") }

// LogValue is the type alone.
func (UserCredentials) LogValue() slog.Value { return slog.StringValue("UserCredentials(hidden)") }

// Format prints the type alone.
func (UserFactorProfile) Format(state fmt.State, _ rune) { show(state, "UserFactorProfile(hidden)") }

// LogValue is the type alone.
func (UserFactorProfile) LogValue() slog.Value { return slog.StringValue("UserFactorProfile(hidden)") }

// Format prints the type alone.
func (VerifyFactorRequest) Format(state fmt.State, _ rune) {
	show(state, "VerifyFactorRequest(hidden)")
}

// LogValue is the type alone.
func (VerifyFactorRequest) LogValue() slog.Value {
	return slog.StringValue("VerifyFactorRequest(hidden)")
}
