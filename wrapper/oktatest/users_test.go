package oktatest_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// pbkdf2 is a hash with one member changed.
func pbkdf2(member string, value any) object {
	hash := object{"algorithm": "PBKDF2", "salt": "c2FsdA==", "iterationCount": 600_000, "keySize": 32, "digestAlgorithm": "SHA256_HMAC", "value": "aGFzaA=="}
	hash[member] = value
	return hash
}

func TestCreateUserByQueryAndCredentials(t *testing.T) {
	t.Parallel()
	secret := object{"password": object{"value": "first-1"}}
	hash := object{"password": object{"hash": object{"algorithm": "SHA-256", "salt": "c2FsdA==", "saltOrder": "PREFIX", "value": "BTY+3LJZ3DRsP1AxQC6kjAXQxbaCG+Cv4QL+Qu0oJ8Y="}}}
	federation := object{"provider": object{"type": "FEDERATION", "name": "FEDERATION"}}
	for _, tt := range []struct {
		name, query string
		credentials any
		want        string // a status, or a code and the field at fault
	}{
		{"activated unless told otherwise, and waiting for a password", "", nil, "PROVISIONED"},
		{"not activated", "activate=false", nil, "STAGED"},
		{"with a password", "activate=true", secret, "ACTIVE"},
		{"with a password, not activated", "activate=false", secret, "STAGED"},
		{"with a hashed password", "", hash, "ACTIVE"},
		{"with a password hook", "", object{"password": object{"hook": object{"type": "default"}}}, "ACTIVE"},
		{"with a password to change", "nextLogin=changePassword", secret, "PASSWORD_EXPIRED"},
		{"with a password to change, not activated", "nextLogin=changePassword&activate=false", secret, "STAGED"},
		{"with nothing to change", "nextLogin=changePassword", nil, "PROVISIONED"},
		{"with a provider", "provider=true", federation, "ACTIVE"},
		{"with a provider that the query doesn't speak of", "", federation, "PROVISIONED"},
		{"with a question", "", object{"recovery_question": object{"question": "Who?", "answer": "Charles"}}, "PROVISIONED"},

		{"without the provider that the query speaks of", "provider=true", nil, "E0000001 provider"},
		{"with a provider and a password", "provider=true", object{"provider": federation["provider"], "password": secret["password"]}, "E0000001 password"},
		{"with a question without an answer", "", object{"recovery_question": object{"question": "Who?"}}, "E0000001 recovery_question"},
		{"with an answer without a question", "", object{"recovery_question": object{"answer": "Charles"}}, "E0000001 recovery_question"},
		{"with a short answer", "", object{"recovery_question": object{"question": "Who?", "answer": "I"}}, "E0000001 recovery_question"},
		{"with two kinds of password", "", object{"password": object{"value": "first-1", "hook": object{"type": "default"}}}, "E0000001 password"},
		{"with a hash of an unknown algorithm", "", object{"password": object{"hash": object{"algorithm": "ROT13", "value": "x"}}}, "E0000001 password"},
		{"with a hash without a value", "", object{"password": object{"hash": object{"algorithm": "MD5"}}}, "E0000001 password"},
		{"with BCRYPT without a work factor", "", object{"password": object{"hash": object{"algorithm": "BCRYPT", "value": "x", "salt": "rwh3vH166HCH/NT9XV5FYu"}}}, "E0000001 password"},
		{"with BCRYPT and a short salt", "", object{"password": object{"hash": object{"algorithm": "BCRYPT", "value": "x", "salt": "salt", "workFactor": 10}}}, "E0000001 password"},
		{"with PBKDF2", "", object{"password": object{"hash": pbkdf2("iterationCount", 1000)}}, "ACTIVE"},
		{"with PBKDF2 without iterations", "", object{"password": object{"hash": pbkdf2("iterationCount", 0)}}, "E0000001 password"},
		{"with PBKDF2 without a key size", "", object{"password": object{"hash": pbkdf2("keySize", 0)}}, "E0000001 password"},
		{"with PBKDF2 without a salt", "", object{"password": object{"hash": pbkdf2("salt", "")}}, "E0000001 password"},
		{"with PBKDF2 of an unknown digest", "", object{"password": object{"hash": pbkdf2("digestAlgorithm", "MD5_HMAC")}}, "E0000001 password"},
		{"with an unknown hook", "", object{"password": object{"hook": object{"type": "mine"}}}, "E0000001 password"},
		{"with an unknown next login", "nextLogin=dance", secret, "E0000001 nextLogin"},
		{"with activate that is no boolean", "activate=perhaps", nil, "E0000001 activate"},
		{"with a query that can't be read", "activate=%zz", nil, "E0000001 query"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := newClient(t, oktatest.NewOrg())
			body := object{"profile": profile("ada@example.com")}
			if tt.credentials != nil {
				body["credentials"] = tt.credentials
			}
			answer := c.send("POST", "/api/v1/users?"+tt.query, body)
			if code, field, refused := strings.Cut(tt.want, " "); refused {
				require.Equal(t, "Api validation failed: "+field, answer.is(400, code).object()["errorSummary"])
				require.Len(t, answer.object()["errorCauses"], 1)
				require.Empty(t, c.send("GET", "/api/v1/users", nil).list())
				return
			}
			require.Equal(t, tt.want, answer.is(200, "").object()["status"])
			require.NotContains(t, answer.body, "first-1")
			require.NotContains(t, answer.body, "Charles")
		})
	}
}

func TestProfilesAreChecked(t *testing.T) {
	t.Parallel()
	c := newClient(t, oktatest.NewOrg())
	c.create("activate=false", object{"profile": profile("taken@example.com")})
	for name, tt := range map[string]struct {
		profile any
		causes  []string
	}{
		"nothing": {nil, []string{
			"firstName: The field cannot be left blank", "lastName: The field cannot be left blank",
			"login: The field cannot be left blank", "email: The field cannot be left blank",
		}},
		"a login that is taken":     {profile("TAKEN@example.com"), []string{"login: An object with this field already exists in the current organization"}},
		"an empty first name":       {profile("a", "firstName", ""), []string{"firstName: The field cannot be left blank"}},
		"a last name that is null":  {profile("a", "lastName", nil), []string{"lastName: The field cannot be left blank"}},
		"a first name of a number":  {profile("a", "firstName", 5), []string{"firstName: The value must be a text"}},
		"an email that is none":     {profile("a", "email", "ada"), []string{"email: Does not match required pattern"}},
		"an attribute of objects":   {profile("a", "x", object{"y": 1}), []string{"x: The value must be a text, a number, a boolean, or an array of texts"}},
		"an attribute of mixed":     {profile("a", "x", []any{"y", 1}), []string{"x: The value must be a text, a number, a boolean, or an array of texts"}},
		"an attribute without name": {profile("a", "", "x"), []string{"profile: An attribute needs a name"}},
	} {
		var causes []string
		for _, cause := range c.send("POST", "/api/v1/users", object{"profile": tt.profile}).is(400, "E0000001").object()["errorCauses"].([]any) {
			causes = append(causes, cause.(object)["errorSummary"].(string))
		}
		require.Equal(t, tt.causes, causes, name)
	}
	c.send("POST", "/api/v1/users", object{"profile": "ada"}).is(400, "E0000003")
}

func TestAProfileComesBackAsItWasAndIsReplacedStrictly(t *testing.T) {
	t.Parallel()
	c := newClient(t, oktatest.NewOrg())
	sent := `{"profile":{"firstName":"Ada","lastName":"Lovelace","email":"ada@example.com","login":"ada@example.com",` +
		`"badge":9007199254740993,"ratio":1.50,"remote":true,"tags":["a","b"],"note":"\u00fc \"q\" <b>","nickName":"","title":null,"mobilePhone":"+44"},"realmId":"guo1","id":"mine","status":"ACTIVE"}`
	created := c.send("POST", "/api/v1/users?activate=false", sent).is(200, "")
	for _, part := range []string{`"badge":9007199254740993`, `"ratio":1.50`, `"remote":true`, `"tags":["a","b"]`, `"nickName":""`, `"mobilePhone":"+44"`, `"secondEmail":null`, `"realmId":"guo1"`, `"status":"STAGED"`} {
		require.Contains(t, created.body, part)
	}
	require.Equal(t, `ü "q" <b>`, created.object()["profile"].(object)["note"])
	require.NotContains(t, created.object()["profile"], "title", "what is not set is absent")
	require.NotContains(t, created.object()["credentials"], "password")
	id := created.object()["id"].(string)
	require.NotEqual(t, "mine", id)

	before := c.send("GET", user(id), nil)
	updated := c.send("PUT", user(id), object{"profile": profile("ada2@example.com")}).is(200, "").object()
	require.Equal(t, profile("ada2@example.com", "mobilePhone", nil, "secondEmail", nil), updated["profile"])
	require.NotEqual(t, before.header.Get("Etag"), c.send("GET", user("ADA2@example.com"), nil).is(200, "").header.Get("Etag"))
	c.send("GET", user("ada@example.com"), nil).is(404, "E0000007")
}

func TestAUserThatWasReadCanBeSentBack(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	id := c.create("", object{"profile": profile("ada"), "credentials": object{
		"password": object{"value": "first-1"}, "recovery_question": object{"question": "Who?", "answer": "Charles"},
	}})["id"].(string)
	read := c.send("GET", user(id), nil).object()
	sent := c.send("PUT", user(id), read).is(200, "").object()
	delete(read, "lastUpdated")
	delete(sent, "lastUpdated")
	require.Equal(t, read, sent)
	require.NoError(t, org.SignIn("ada", "first-1"), "the password is still the same")
	c.send("PUT", user(id), object{"credentials": object{"password": object{"hook": object{"type": "default"}}}}).is(400, "E0000001")
	c.send("PUT", user(id), object{"profile": profile("ada"), "credentials": object{"provider": object{"type": "LDAP"}}}).is(200, "")
	c.send("PUT", user(id), object{"profile": profile("ada"), "credentials": object{"provider": object{"type": "SOMETHING"}}}).is(400, "E0000001")
	c.create("", object{"profile": profile("grace")})
	c.send("PUT", user(id), object{"profile": profile("GRACE")}).is(400, "E0000001")
}

func TestUsersAreFoundByIdLoginAndUnambiguousPrefix(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	ada := c.create("", object{"profile": profile("ada@example.com")})["id"].(string)
	c.send("GET", user("me"), nil).is(404, "E0000007")
	require.NoError(t, org.SetTokenOwner(ada))
	for _, id := range []string{ada, "ada@example.com", "Ada@Example.com", "ada", "me"} {
		require.Equal(t, ada, c.send("GET", user(id), nil).is(200, "").object()["id"], id)
	}
	c.create("", object{"profile": profile("ada@other.example")})
	require.Equal(t, "Not found: Resource not found: ada (User)", c.send("GET", user("ada"), nil).is(404, "E0000007").object()["errorSummary"])
	c.send("GET", user("ad"), nil).is(404, "E0000007")
	c.send("DELETE", user("me"), nil).is(204, "")
	c.send("DELETE", user(ada), nil).is(204, "")
	c.send("GET", user("me"), nil).is(404, "E0000007")
	c.create("", object{"profile": profile("ada@example.com")})
}

func TestDeactivationTakesGroupsRolesAndApps(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	id := org.SeedUsers(1)[0]
	group := org.AddGroup("Engineers")
	require.NoError(t, org.AddGroupMember(group.ID, id))
	require.NoError(t, org.AddGroupRole(group.ID, gen.RoleTypeOrgAdmin))
	require.NoError(t, org.AddGroupAppLink(group.ID, appLink("Wiki", false)))
	require.NoError(t, org.AddAppLink(id, appLink("Mail", false)))
	require.NoError(t, org.SignIn("user1@example.com", oktatest.SeededPassword))
	c.send("POST", user(id, "roles"), object{"type": "USER_ADMIN"}).is(201, "")
	counts := func() [4]int {
		return [4]int{
			len(c.send("GET", user(id, "groups"), nil).list()), len(c.send("GET", user(id, "roles"), nil).list()),
			len(c.send("GET", user(id, "appLinks"), nil).list()), org.Sessions(id),
		}
	}
	require.Equal(t, [4]int{2, 2, 2, 1}, counts())
	c.send("DELETE", user(id), nil).is(204, "")
	require.Equal(t, [4]int{}, counts())
	require.Error(t, org.AddGroupMember(group.ID, id))
	require.Error(t, org.AddAppLink(id, appLink("Mail", false)))
	c.send("POST", user(id, "lifecycle", "activate")+"?sendEmail=true", nil).is(200, "")
	require.Equal(t, [4]int{1, 0, 0, 0}, counts(), "only Everyone comes back")
}
