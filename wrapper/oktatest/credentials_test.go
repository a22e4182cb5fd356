package oktatest_test

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func changePassword(from, to string) object {
	return object{"oldPassword": object{"value": from}, "newPassword": object{"value": to}}
}

func newAda(t *testing.T, options ...oktatest.Option) (*oktatest.Org, client, string) {
	t.Helper()
	org := oktatest.NewOrg(options...)
	c := newClient(t, org)
	return org, c, c.create("", object{"profile": profile("ada"), "credentials": object{
		"password": object{"value": "first-1"}, "recovery_question": object{"question": "Who?", "answer": "Charles"},
	}})["id"].(string)
}

func TestWrongPasswordsLockTheUserOut(t *testing.T) {
	t.Parallel()
	org, c, id := newAda(t, oktatest.WithLockout(3))
	path := user(id, "credentials", "change_password")
	c.send("POST", path, changePassword("wrong", "x")).is(403, "E0000014")
	require.Error(t, org.SignIn("ada", "wrong"))
	c.send("POST", path, changePassword("first-1", "second-2")).is(200, "")
	require.Error(t, org.SignIn("ada", "first-1"))
	require.Error(t, org.SignIn("ada", "first-1"))
	c.send("POST", path, changePassword("wrong", "x")).is(403, "E0000014")
	require.Equal(t, "LOCKED_OUT", c.send("GET", user(id), nil).object()["status"])
	c.send("POST", path, changePassword("second-2", "third-3")).is(403, "E0000038")
	c.send("POST", user(id, "lifecycle", "unlock"), nil).is(200, "")
	require.Error(t, org.SignIn("ada", "wrong"), "it counts anew")
	require.NoError(t, org.SignIn("ada", "second-2"))
	require.Equal(t, 1, org.Sessions(id))
	c.send("DELETE", user(id, "sessions"), nil).is(204, "")
	require.Equal(t, 0, org.Sessions(id))
}

func TestAResetLinkVoidsThePasswordAndTheLinkBefore(t *testing.T) {
	t.Parallel()
	org, c, id := newAda(t)
	link := c.send("POST", user(id, "lifecycle", "reset_password")+"?sendEmail=false", nil).is(200, "").object()
	require.Contains(t, link["resetPasswordUrl"], "https://oktatest.example/reset_password/")
	c.send("POST", user(id, "credentials", "change_password"), changePassword("first-1", "second-2")).is(403, "E0000014")
	require.Equal(t, object{}, c.send("POST", user(id, "lifecycle", "reset_password")+"?sendEmail=true", nil).is(200, "").object())
	mails := org.Mails()
	require.Len(t, mails, 1)
	require.Equal(t, "resetPassword", mails[0].Operation)
	require.Equal(t, "mail@example.com", mails[0].To)
	require.Equal(t, "https://oktatest.example/reset_password/"+mails[0].Token, mails[0].URL)
	require.Error(t, org.OpenResetLink(lastSegment(link["resetPasswordUrl"].(string)), "second-2"))
	require.NoError(t, org.OpenResetLink(mails[0].Token, "second-2"))
	require.NoError(t, org.SignIn("ada", "second-2"))
	require.Error(t, org.OpenResetLink(mails[0].Token, "third-3"))
}

func TestForgottenPasswords(t *testing.T) {
	t.Parallel()
	org, c, id := newAda(t)
	path := user(id, "credentials", "forgot_password")
	set := func(answer string) object {
		return object{"password": object{"value": "second-2"}, "recovery_question": object{"answer": answer}}
	}
	c.send("POST", path, set("Byron")).is(403, "E0000014")
	require.Equal(t, object{"password": object{}, "recovery_question": object{"question": "Who?"}, "provider": object{"type": "OKTA", "name": "OKTA"}},
		c.send("POST", path, set("Charles")).is(200, "").object())
	require.NoError(t, org.SignIn("ada", "second-2"))
	c.send("POST", path, object{"recovery_question": object{"answer": "Charles"}}).is(400, "E0000001")
	c.send("POST", path, "{").is(400, "E0000003")
	require.Contains(t, c.send("POST", path+"?sendEmail=false", nil).is(200, "").object()["resetPasswordUrl"], "/signin/reset-password/")
	c.send("POST", user(id, "credentials", "change_password"), changePassword("second-2", "third-3")).is(200, "")
	require.Equal(t, "ACTIVE", c.send("GET", user(id), nil).object()["status"], "the old password worked")

	plain := c.create("", object{"profile": profile("grace"), "credentials": object{"password": object{"value": "first-1"}}})["id"].(string)
	c.send("POST", user(plain, "credentials", "forgot_password"), set("Charles")).is(403, "E0000034")
	require.Contains(t, c.send("POST", user(plain, "credentials", "forgot_password")+"?sendEmail=false", nil).is(200, "").object(), "resetPasswordUrl")
}

func TestExpiredPasswords(t *testing.T) {
	t.Parallel()
	org, c, id := newAda(t)
	path := user(id, "lifecycle", "expire_password")
	require.Equal(t, "PASSWORD_EXPIRED", c.send("POST", path, nil).is(200, "").object()["status"])
	require.EqualError(t, org.SignIn("ada", "first-1"), "sign in: the password is expired")
	temporary := c.send("POST", path+"?tempPassword=true", nil).is(200, "").object()
	require.Len(t, temporary, 1)
	other := c.send("POST", path+"?tempPassword=true", nil).is(200, "").object()
	require.NotEqual(t, temporary, other)
	c.send("POST", user(id, "credentials", "change_password"), changePassword(temporary["tempPassword"].(string), "x")).is(403, "E0000014")
	c.send("POST", user(id, "credentials", "change_password"), changePassword(other["tempPassword"].(string), "second-2")).is(200, "")
	require.NoError(t, org.SignIn("ada", "second-2"))

	federated := c.create("provider=true", object{"profile": profile("grace"), "credentials": object{"provider": object{"type": "FEDERATION"}}})["id"].(string)
	c.send("POST", user(federated, "lifecycle", "expire_password"), nil).is(403, "E0000014")
	c.send("POST", user(federated, "credentials", "change_password"), changePassword("x", "y")).is(403, "E0000014")
	c.send("POST", user(federated, "lifecycle", "reset_password")+"?provider=LDAP", nil).is(400, "E0000001")
	c.send("POST", user(federated, "lifecycle", "reset_password")+"?provider=OKTA", nil).is(200, "")
	require.Equal(t, object{"provider": object{"type": "OKTA", "name": "OKTA"}}, c.send("GET", user(federated), nil).object()["credentials"])
}

// recoveryAnswers takes a user who is ACTIVE and has a recovery question through the answers to a password's recovery by
// it.
func recoveryAnswers(c client, id, answer string) {
	c.t.Helper()
	path := user(id, "credentials", "forgot_password_recovery_question")
	body := object{"password": object{"value": "third-3"}, "recovery_question": object{"answer": answer}}
	c.send("POST", path, body).is(200, "")
	c.send("POST", path+"?sendEmail=false", body).is(200, "")
	c.send("POST", path, object{"password": object{"value": "third-3"}, "recovery_question": object{"answer": "wrong"}}).is(403, "E0000014")
	c.send("POST", path, object{"recovery_question": object{"answer": answer}}).is(400, "E0000001")
	c.send("POST", path, "{").is(400, "E0000003")
	c.send("POST", user("nobody", "credentials", "forgot_password_recovery_question"), body).is(404, "E0000007")
}

func TestThePasswordIsRecoveredByTheAnswerToTheQuestion(t *testing.T) {
	t.Parallel()
	org, c, id := newAda(t)
	path := user(id, "credentials", "forgot_password_recovery_question")
	set := func(answer string) object {
		return object{"password": object{"value": "second-2"}, "recovery_question": object{"answer": answer}}
	}
	for _, answer := range []string{"Byron", "", "charles"} {
		c.send("POST", path, set(answer)).is(403, "E0000014")
	}
	require.NoError(t, org.SignIn("ada", "first-1"), "a wrong answer changes nothing")
	c.send("POST", path, set("Charles")).is(200, "")
	require.Error(t, org.SignIn("ada", "first-1"))
	require.NoError(t, org.SignIn("ada", "second-2"))
	require.Equal(t, "ACTIVE", c.send("GET", user(id), nil).object()["status"])
	require.Empty(t, org.Mails())
	for _, status := range []gen.UserStatus{
		gen.UserStatusStaged, gen.UserStatusProvisioned, gen.UserStatusRecovery, gen.UserStatusPasswordExpired,
		gen.UserStatusLockedOut, gen.UserStatusSuspended, gen.UserStatusDeprovisioned,
	} {
		require.NoError(t, org.SetStatus(id, status))
		c.send("POST", path, set("Charles")).is(403, "E0000038")
	}

	plain := c.create("", object{"profile": profile("grace"), "credentials": object{"password": object{"value": "first-1"}}})["id"].(string)
	c.send("POST", user(plain, "credentials", "forgot_password_recovery_question"), set("Charles")).is(403, "E0000034")
}

func TestATemporaryPasswordIsForOneSignIn(t *testing.T) {
	t.Parallel()
	org, c, id := newAda(t)
	path := user(id, "lifecycle", "expire_password_with_temp_password")
	temporary := func(query string) string {
		t.Helper()
		answer := c.send("POST", path+query, nil).is(200, "").object()
		require.Len(t, answer, 1)
		require.Equal(t, "PASSWORD_EXPIRED", c.send("GET", user(id), nil).object()["status"])
		return answer["tempPassword"].(string)
	}
	require.NoError(t, org.SignIn("ada", "first-1"))
	first := temporary("")
	require.Len(t, first, 12)
	require.Equal(t, 1, org.Sessions(id))
	second := temporary("?revokeSessions=true")
	require.Zero(t, org.Sessions(id))
	require.NotEqual(t, first, second)
	require.EqualError(t, org.SignIn("ada", first), "sign in: the password is wrong")
	require.EqualError(t, org.SignIn("ada", second), "sign in: the password is expired")
	c.send("POST", user(id, "credentials", "change_password"), changePassword(second, "second-2")).is(200, "")
	require.NoError(t, org.SignIn("ada", "second-2"))

	link := c.send("POST", user(id, "lifecycle", "reset_password")+"?sendEmail=false", nil).is(200, "").object()
	third := temporary("")
	require.Error(t, org.OpenResetLink(lastSegment(link["resetPasswordUrl"].(string)), "third-3"))
	c.send("POST", user(id, "credentials", "change_password"), changePassword(third, "third-3")).is(200, "")

	federated := c.create("provider=true", object{"profile": profile("grace"), "credentials": object{"provider": object{"type": "FEDERATION"}}})["id"].(string)
	c.send("POST", user(federated, "lifecycle", "expire_password_with_temp_password"), nil).is(403, "E0000014")
}

func TestCredentialBodiesNeedTheirFields(t *testing.T) {
	t.Parallel()
	_, c, id := newAda(t)
	for _, body := range []object{{}, changePassword("", "x"), changePassword("first-1", "")} {
		c.send("POST", user(id, "credentials", "change_password"), body).is(400, "E0000001")
	}
	for _, body := range []object{
		{}, {"password": object{"value": "first-1"}}, {"recovery_question": object{"question": "Who?", "answer": "Charles"}},
		{"password": object{"value": "first-1"}, "recovery_question": object{"question": "Who?"}},
		{"password": object{"value": "first-1"}, "recovery_question": object{"question": "Who?", "answer": "I"}},
	} {
		c.send("POST", user(id, "credentials", "change_recovery_question"), body).is(400, "E0000001")
	}
}

func TestImportedPasswordsWork(t *testing.T) {
	t.Parallel()
	encode := base64.StdEncoding.EncodeToString
	sum512 := sha512.Sum512([]byte("saltright"))
	sum256 := sha256.Sum256([]byte("rightsalt"))
	sum1 := sha1.Sum([]byte("right"))
	sumMD5 := md5.Sum([]byte("saltright"))
	salt := encode([]byte("salt"))
	for name, tt := range map[string]struct {
		hash  gen.PasswordCredentialHash
		works bool
	}{
		"SHA-512": {gen.PasswordCredentialHash{Algorithm: "SHA-512", Salt: salt, SaltOrder: "PREFIX", Value: encode(sum512[:])}, true},
		"SHA-256": {gen.PasswordCredentialHash{Algorithm: "SHA-256", Salt: salt, SaltOrder: "POSTFIX", Value: encode(sum256[:])}, true},
		"SHA-1":   {gen.PasswordCredentialHash{Algorithm: "SHA-1", Value: encode(sum1[:])}, true},
		"MD5":     {gen.PasswordCredentialHash{Algorithm: "MD5", Salt: salt, Value: encode(sumMD5[:])}, true},
		"BCRYPT":  {gen.PasswordCredentialHash{Algorithm: "BCRYPT", WorkFactor: 10, Salt: "rwh3vH166HCH/NT9XV5FYu", Value: "x"}, false},
		"garbage": {gen.PasswordCredentialHash{Algorithm: "MD5", Value: "%"}, false},
	} {
		org := oktatest.NewOrg()
		_, err := org.AddUser(gen.User{Profile: genProfile("ada"), Credentials: gen.UserCredentials{Password: &gen.PasswordCredential{Hash: &tt.hash}}})
		require.NoError(t, err)
		require.Error(t, org.SignIn("ada", "wrong"), name)
		require.Equal(t, tt.works, org.SignIn("ada", "right") == nil, name)
	}
}

func TestSessionsEndWithAPasswordWhereThatIsAskedFor(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	id := c.create("", object{"profile": profile("ada@example.com"), "credentials": object{"password": object{"value": "first-1"}}})["id"].(string)
	change := func(from, to string, revoke bool) {
		c.send("POST", user(id, "credentials", "change_password"), object{
			"oldPassword": object{"value": from}, "newPassword": object{"value": to}, "revokeSessions": revoke,
		}).is(200, "")
	}
	require.NoError(t, org.SignIn("ada@example.com", "first-1"))
	change("first-1", "second-2", false)
	require.Equal(t, 1, org.Sessions(id))
	change("second-2", "third-3", true)
	require.Zero(t, org.Sessions(id))
	require.NoError(t, org.SignIn("ada@example.com", "third-3"))
	c.send("POST", user(id, "lifecycle", "reset_password")+"?sendEmail=false", nil).is(200, "")
	require.Equal(t, 1, org.Sessions(id))
	c.send("POST", user(id, "lifecycle", "reset_password")+"?sendEmail=false&revokeSessions=true", nil).is(200, "")
	require.Zero(t, org.Sessions(id))
}
