package oktatest

import (
	"net/http"
	"slices"

	"github.com/okta-userapi/userapi-go/gen"
)

var providerTypes = []gen.AuthenticationProviderType{
	gen.AuthenticationProviderTypeActiveDirectory, gen.AuthenticationProviderTypeFederation,
	gen.AuthenticationProviderTypeImport, gen.AuthenticationProviderTypeLDAP,
	gen.AuthenticationProviderTypeOkta, gen.AuthenticationProviderTypeSocial,
}

// provider checks a provider and fills in its name.
func provider(sent gen.AuthenticationProvider) (gen.AuthenticationProvider, *refusal) {
	if !slices.Contains(providerTypes, sent.Type) {
		return sent, invalid("provider", "provider: The type must be one of the known ones")
	}
	if sent.Name == "" {
		sent.Name = string(sent.Type)
	}
	return sent, nil
}

// hasCredentials reports whether a request has something to say of credentials.
func hasCredentials(sent gen.UserCredentials) bool {
	return sent.Password != nil || sent.RecoveryQuestion != nil || sent.Provider.Type != ""
}

// newCredentials checks the credentials of a request and returns the change that they make. What is sent without its
// secret, as in a user that was read, changes nothing.
func newCredentials(sent gen.UserCredentials, of gen.AuthenticationProviderType, creating bool) (func(*user, stamp), *refusal) {
	pass, refused := newPassword(value(sent.Password), creating)
	if refused != nil {
		return nil, refused
	}
	if pass.exists() && (of == gen.AuthenticationProviderTypeFederation || of == gen.AuthenticationProviderTypeSocial) {
		return nil, invalid("password", "password: A user of this provider can't have a password")
	}
	question := value(sent.RecoveryQuestion)
	switch {
	case creating && question.Question != "" && question.Answer == "", question.Question == "" && question.Answer != "":
		return nil, invalid("recovery_question", "recovery_question: A question and an answer are required")
	case question.Answer != "" && len(question.Answer) < 4:
		return nil, invalid("recovery_question", "recovery_question: The answer must have 4 characters or more")
	}
	return func(u *user, now stamp) {
		if pass.exists() {
			u.setPassword("", now)
			u.password = pass
		}
		if pass.kind == hashed && u.provider.Type == gen.AuthenticationProviderTypeOkta {
			u.provider = gen.AuthenticationProvider{Type: gen.AuthenticationProviderTypeImport, Name: "IMPORT"}
		}
		if question.Answer != "" {
			u.question, u.answer = question.Question, question.Answer
		}
	}, nil
}

// newPassword reads a password to set; one without value, hash and hook is none.
func newPassword(sent gen.PasswordCredential, creating bool) (password, *refusal) {
	given := 0
	for _, has := range []bool{sent.Value != "", sent.Hash != nil, sent.Hook != nil} {
		if has {
			given++
		}
	}
	switch {
	case given > 1:
		return password{}, invalid("password", "password: Only one of value, hash and hook can be used")
	case given == 0:
		return password{}, nil
	case sent.Hook != nil && !creating:
		return password{}, invalid("password", "password: A hook can only be used to create a user")
	case sent.Hook != nil && sent.Hook.Type != "default":
		return password{}, invalid("password", "password: The type of the hook must be default")
	case sent.Hook != nil:
		return password{kind: hooked}, nil
	case sent.Hash != nil:
		return hashedPassword(sent.Hash)
	}
	return password{kind: clearText, value: sent.Value}, nil
}

var digestAlgorithms = []gen.DigestAlgorithm{gen.DigestAlgorithmSHA256HMAC, gen.DigestAlgorithmSHA512HMAC}

func hashedPassword(hash *gen.PasswordCredentialHash) (password, *refusal) {
	algorithms := []gen.PasswordCredentialHashAlgorithm{
		gen.PasswordCredentialHashAlgorithmBCRYPT, gen.PasswordCredentialHashAlgorithmSHA512,
		gen.PasswordCredentialHashAlgorithmSHA256, gen.PasswordCredentialHashAlgorithmSHA1,
		gen.PasswordCredentialHashAlgorithmMD5, gen.PasswordCredentialHashAlgorithmPBKDF2,
	}
	switch {
	case !slices.Contains(algorithms, hash.Algorithm):
		return password{}, invalid("password", "password: The hash algorithm is not known")
	case hash.Value == "":
		return password{}, invalid("password", "password: The hash has no value")
	case hash.Algorithm == gen.PasswordCredentialHashAlgorithmBCRYPT && (hash.WorkFactor < 1 || hash.WorkFactor > 20):
		return password{}, invalid("password", "password: The work factor of BCRYPT must be from 1 to 20")
	case hash.Algorithm == gen.PasswordCredentialHashAlgorithmBCRYPT && len(hash.Salt) != 22:
		return password{}, invalid("password", "password: The salt of BCRYPT must have 22 characters")
	case hash.Algorithm == gen.PasswordCredentialHashAlgorithmPBKDF2 && (hash.Salt == "" || hash.IterationCount < 1 || hash.KeySize < 1):
		return password{}, invalid("password", "password: PBKDF2 needs a salt, an iterationCount and a keySize")
	case hash.Algorithm == gen.PasswordCredentialHashAlgorithmPBKDF2 && !slices.Contains(digestAlgorithms, hash.DigestAlgorithm):
		return password{}, invalid("password", "password: The digest algorithm of PBKDF2 is not known")
	}
	return password{kind: hashed, hash: hash}, nil
}

func (h handlers) ChangePassword(w http.ResponseWriter, r *http.Request, userID gen.UserID, _ gen.ChangePasswordParams) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		var body gen.ChangePasswordRequest
		if refused := decode(r, &body); refused != nil {
			return refuse(refused)
		}
		if body.OldPassword.Value == "" || body.NewPassword.Value == "" {
			return refuse(invalid("password", "oldPassword, newPassword: The fields cannot be left blank"))
		}
		to, refused := c.allow("changePassword", u)
		if refused != nil {
			return refuse(refused)
		}
		if refused := c.check(u, body.OldPassword.Value); refused != nil {
			return refuse(refused)
		}
		u.setPassword(body.NewPassword.Value, c.stamp())
		if body.RevokeSessions {
			u.sessions = 0
		}
		c.take("changePassword", u, to)
		return ok(u.credentials())
	})
}

// check checks a password as a sign-in does: too many wrong ones in a row lock the user out.
func (d *directory) check(u *user, text string) *refusal {
	if u.password.is(text) {
		u.failures = 0
		return nil
	}
	u.failures++
	if u.failures >= d.lockout && (u.status == active || u.status == expired) {
		d.enter(u, lockedOut)
	}
	return wrongPassword(u)
}

func wrongPassword(u *user) *refusal {
	if !u.password.exists() {
		return credentialsRefused("The user has no password")
	}
	return credentialsRefused("Old Password is not correct")
}

func (h handlers) ChangeRecoveryQuestion(w http.ResponseWriter, r *http.Request, userID gen.UserID) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		var body gen.UserCredentials
		if refused := decode(r, &body); refused != nil {
			return refuse(refused)
		}
		pass, question := value(body.Password), value(body.RecoveryQuestion)
		switch {
		case pass.Value == "":
			return refuse(invalid("password", "password: The field cannot be left blank"))
		case question.Question == "" || question.Answer == "":
			return refuse(invalid("recovery_question", "recovery_question: A question and an answer are required"))
		}
		change, refused := newCredentials(gen.UserCredentials{RecoveryQuestion: &question}, u.provider.Type, false)
		if refused != nil {
			return refuse(refused)
		}
		to, refused := c.allow("changeRecoveryQuestion", u)
		if refused != nil {
			return refuse(refused)
		}
		if !u.password.is(pass.Value) {
			return refuse(wrongPassword(u))
		}
		change(u, c.stamp())
		c.take("changeRecoveryQuestion", u, to)
		return ok(u.credentials())
	})
}

func (h handlers) ForgotPassword(w http.ResponseWriter, r *http.Request, userID gen.UserID, params gen.ForgotPasswordParams) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		var body gen.UserCredentials
		if r.ContentLength != 0 {
			if refused := decode(r, &body); refused != nil {
				return refuse(refused)
			}
		}
		to, refused := c.allow("forgotPassword", u)
		if refused != nil {
			return refuse(refused)
		}
		if body.Password == nil && body.RecoveryQuestion == nil {
			c.take("forgotPassword", u, to)
			return c.resetLink("forgotPassword", u, "/signin/reset-password/", params.SendEmail == nil || *params.SendEmail)
		}
		return c.recoverPassword(u, body)
	})
}

func (h handlers) ForgotPasswordSetNewPassword(w http.ResponseWriter, r *http.Request, userID gen.UserID, _ gen.ForgotPasswordSetNewPasswordParams) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		var body gen.UserCredentials
		if refused := decode(r, &body); refused != nil {
			return refuse(refused)
		}
		if _, refused := c.allow("forgotPasswordSetNewPassword", u); refused != nil {
			return refuse(refused)
		}
		return c.recoverPassword(u, body)
	})
}

// recoverPassword sets a new password where the answer to the recovery question is right.
func (c call) recoverPassword(u *user, sent gen.UserCredentials) (reply, *refusal) {
	pass, question := value(sent.Password), value(sent.RecoveryQuestion)
	switch {
	case pass.Value == "":
		return refuse(invalid("password", "password: The field cannot be left blank"))
	case u.question == "":
		return refuse(noRecoveryQuestion())
	case question.Answer != u.answer:
		return refuse(credentialsRefused("The credentials provided were incorrect."))
	}
	u.setPassword(pass.Value, c.stamp())
	u.touch(c.stamp())
	return ok(u.credentials())
}

func (h handlers) ResetPassword(w http.ResponseWriter, r *http.Request, userID gen.UserID, params gen.ResetPasswordParams) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		if to := value(params.Provider); to != "" && to != "OKTA" {
			return refuse(invalid("provider", "provider: The value must be OKTA"))
		}
		if refused := c.move("resetPassword", u); refused != nil {
			return refuse(refused)
		}
		if value(params.Provider) == "OKTA" {
			u.provider = gen.AuthenticationProvider{Type: gen.AuthenticationProviderTypeOkta, Name: "OKTA"}
		}
		if value(params.RevokeSessions) {
			u.sessions = 0
		}
		u.password.void = u.password.exists()
		return c.resetLink("resetPassword", u, "/reset_password/", params.SendEmail == nil || *params.SendEmail)
	})
}

// resetLink makes the user's reset link, the only one that works from now on.
func (c call) resetLink(operation string, u *user, path string, send bool) (reply, *refusal) {
	u.links.reset = c.newID("rst")
	link := c.base + path + u.links.reset
	if send {
		c.mail(operation, u, link, u.links.reset)
		return done()
	}
	return ok(map[string]string{"resetPasswordUrl": link})
}

func (h handlers) ExpirePassword(w http.ResponseWriter, r *http.Request, userID gen.UserID, params gen.ExpirePasswordParams) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		if refused := c.expire("expirePassword", u); refused != nil {
			return refuse(refused)
		}
		if value(params.TempPassword) {
			return c.temporaryPassword(u)
		}
		return ok(u.wire(c.base))
	})
}

func (h handlers) ExpirePasswordWithTempPassword(w http.ResponseWriter, r *http.Request, userID gen.UserID, params gen.ExpirePasswordWithTempPasswordParams) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		if refused := c.expire("expirePasswordWithTempPassword", u); refused != nil {
			return refuse(refused)
		}
		if value(params.RevokeSessions) {
			u.sessions = 0
		}
		return c.temporaryPassword(u)
	})
}

// expire expires the user's password.
func (c call) expire(operation string, u *user) *refusal {
	to, refused := c.allow(operation, u)
	if refused != nil {
		return refused
	}
	if !u.password.exists() {
		return wrongPassword(u)
	}
	c.take(operation, u, to)
	return nil
}

// temporaryPassword sets a random password, and answers with it.
func (c call) temporaryPassword(u *user) (reply, *refusal) {
	temporary := c.newID("")[2:14]
	u.setPassword(temporary, c.stamp())
	return ok(map[string]string{"tempPassword": temporary})
}
