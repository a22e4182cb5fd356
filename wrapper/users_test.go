package wrapper_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

const wholeUser = `{
	"id": "00u1", "status": "ACTIVE", "created": "2026-01-12T08:30:00.000Z", "activated": null, "statusChanged": null, "lastLogin": null,
	"lastUpdated": "2026-01-12T08:30:00.000Z", "passwordChanged": "2026-01-12T08:30:00.000Z", "transitioningToStatus": null,
	"realmId": "guo1", "type": {"id": "oty1", "new": 1}, "aMemberOfTheFuture": {"x": [1]},
	"profile": {"firstName": "Ada", "lastName": "Lovelace", "mobilePhone": null, "secondEmail": "", "login": "ada@example.com", "email": "ada@example.com",
		"badge": 9007199254740993, "ratio": 1.10, "big": 1e400, "tags": ["a", "<b>"], "remote": true, "left": null, "City": "not city"},
	"credentials": {"password": {}, "emails": [{"value": "ada@example.com", "status": "VERIFIED", "type": "PRIMARY"}],
		"recovery_question": {"question": "Who?"}, "provider": {"type": "OKTA", "name": "OKTA"}},
	"_embedded": {"blocks": []},
	"_links": {"self": {"href": "https://x/api/v1/users/00u1"}, "suspend": {"href": "https://x/suspend", "method": "POST"}}
}`

func TestAUserThatWasReadCanBeChangedAndPassedOnAsItIs(t *testing.T) {
	t.Parallel()
	server := newScript(t, "",
		exchange{method: "GET", uri: "/api/v1/users/00u1", answer: wholeUser},
		exchange{method: "PUT", uri: "/api/v1/users/00u1", answer: wholeUser, body: `{
			"realmId": "guo1", "type": {"id": "oty1"},
			"profile": {"firstName": "Ada", "lastName": "King", "mobilePhone": null, "secondEmail": "", "login": "ada@example.com", "email": "ada@example.com",
				"badge": 9007199254740993, "ratio": 1.10, "big": 1e400, "tags": ["a", "<b>"], "remote": true, "left": null, "City": "not city"}}`},
	)
	client := testkit.NewClient(t, server.URL)
	user, err := client.GetUser(t.Context(), "00u1", nil)
	require.NoError(t, err)
	user.Profile.LastName = okta.Set("King")
	_, err = client.UpdateUser(t.Context(), user.ID, user, nil)
	require.NoError(t, err)
}

func TestWhatAUserHoldsIsDecoded(t *testing.T) {
	t.Parallel()
	server := newScript(t, "", exchange{method: "GET", uri: "/api/v1/users/00u1", answer: wholeUser})
	user, err := testkit.NewClient(t, server.URL).GetUser(t.Context(), "00u1", nil)
	require.NoError(t, err)
	assert.Equal(t, "00u1", user.ID)
	assert.Equal(t, okta.UserStatusActive, user.Status)
	assert.Equal(t, time.Date(2026, 1, 12, 8, 30, 0, 0, time.UTC), user.Created)
	assert.True(t, user.LastLogin.IsZero())
	assert.Empty(t, user.TransitioningToStatus)
	assert.Equal(t, "guo1", user.RealmID)
	assert.Equal(t, "oty1", user.Type.ID)
	assert.Equal(t, okta.Set("Ada"), user.Profile.FirstName)
	assert.Equal(t, okta.Clear(), user.Profile.MobilePhone)
	assert.Equal(t, okta.Set(""), user.Profile.SecondEmail)
	assert.Zero(t, user.Profile.City)
	assert.Equal(t, map[string]json.RawMessage{
		"badge": json.RawMessage("9007199254740993"), "ratio": json.RawMessage("1.10"), "big": json.RawMessage("1e400"),
		"tags": json.RawMessage(`["a", "<b>"]`), "remote": json.RawMessage("true"), "left": json.RawMessage("null"), "City": json.RawMessage(`"not city"`),
	}, user.Profile.AdditionalProperties)
	assert.Equal(t, &okta.PasswordCredential{}, user.Credentials.Password)
	assert.Equal(t, "Who?", user.Credentials.RecoveryQuestion.Question)
	assert.Equal(t, okta.AuthenticationProviderTypeOkta, user.Credentials.Provider.Type)
	assert.Equal(t, "VERIFIED", user.Credentials.Emails[0].Status)
	assert.Equal(t, json.RawMessage("[]"), user.Embedded["blocks"])
	assert.True(t, user.Links.Has("suspend"))
	assert.False(t, user.Links.Has("unsuspend"))
	assert.Equal(t, []okta.Link{{Href: "https://x/suspend", Method: "POST"}}, user.Links.Get("suspend"))
}

func TestWhatOktaMayAddOrLeaveOutDoesNotBreakACaller(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, answer string
		check        func(t *testing.T, user okta.User)
	}{
		{"nothing at all", `{}`, func(t *testing.T, user okta.User) { assert.Zero(t, user) }},
		{"nulls everywhere", `{"id":null,"status":null,"created":null,"activated":null,"statusChanged":null,"lastLogin":null,"lastUpdated":null,
			"passwordChanged":null,"transitioningToStatus":null,"realmId":null,"type":null,"profile":null,"credentials":null,"_embedded":null,"_links":null}`,
			func(t *testing.T, user okta.User) {
				assert.Empty(t, user.Links.Get("self"))
				user.Links = nil
				assert.Zero(t, user)
			}},
		{"nulls inside", `{"type":{"id":null},"credentials":{"password":null,"recovery_question":null,"provider":{"type":null,"name":null},"emails":null},"_links":{"self":null}}`,
			func(t *testing.T, user okta.User) {
				assert.Nil(t, user.Credentials.Password)
				assert.Empty(t, user.Links.Get("other"))
			}},
		{"an unknown status", `{"status":"HIBERNATING","transitioningToStatus":"FROZEN"}`, func(t *testing.T, user okta.User) {
			assert.Equal(t, okta.UserStatus("HIBERNATING"), user.Status)
			assert.Equal(t, okta.UserStatus("FROZEN"), user.TransitioningToStatus)
		}},
		{"an unknown provider", `{"credentials":{"provider":{"type":"PASSKEY","more":1},"more":{}}}`, func(t *testing.T, user okta.User) {
			assert.Equal(t, okta.AuthenticationProviderType("PASSKEY"), user.Credentials.Provider.Type)
		}},
		{"a custom attribute that is an object", `{"profile":{"x":{"y":[1,{"z":null}]}}}`, func(t *testing.T, user okta.User) {
			assert.JSONEq(t, `{"y":[1,{"z":null}]}`, string(user.Profile.AdditionalProperties["x"]))
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			server := newScript(t, "", exchange{method: "GET", uri: "/api/v1/users/x", answer: test.answer})
			user, err := testkit.NewClient(t, server.URL).GetUser(t.Context(), "x", nil)
			require.NoError(t, err)
			test.check(t, user)
		})
	}
}

func TestAttributesOfAProfileAreLeftSetOrCleared(t *testing.T) {
	t.Parallel()
	var profile okta.UserProfile
	profile.FirstName = okta.Set("Ada")
	profile.SecondEmail = okta.Set("")
	profile.NickName = okta.Clear()
	require.NoError(t, profile.Set("badge", int64(9007199254740993)))
	require.NoError(t, profile.Set("tags", []string{"a"}))
	require.NoError(t, profile.Set("left", nil))
	server := newScript(t, "", exchange{method: "PUT", uri: "/api/v1/users/x", answer: "{}",
		body: `{"profile":{"firstName":"Ada","secondEmail":"","nickName":null,"badge":9007199254740993,"tags":["a"],"left":null}}`})
	_, err := testkit.NewClient(t, server.URL).UpdateUser(t.Context(), "x", okta.User{Profile: profile}, nil)
	require.NoError(t, err)
}

func TestACustomAttributeWithTheNameOfAFieldIsRefused(t *testing.T) {
	t.Parallel()
	profile := okta.UserProfile{AdditionalProperties: map[string]json.RawMessage{"nickName": json.RawMessage(`"x"`)}}
	_, err := testkit.NewClient(t, newScript(t, "").URL).UpdateUser(t.Context(), "x", okta.User{Profile: profile}, nil)
	require.ErrorContains(t, err, `attribute "nickName" has a field`)
}

func TestReadOnlyMembersAreNeverSent(t *testing.T) {
	t.Parallel()
	var user okta.User
	require.NoError(t, json.Unmarshal([]byte(wholeUser), &user))
	user.TransitioningToStatus = okta.UserStatusActive
	user.Credentials.Password.Value = "pa55"
	user.Credentials.RecoveryQuestion.Answer = "Ada"
	user.Profile = okta.UserProfile{}
	server := newScript(t, "", exchange{method: "POST", uri: "/api/v1/users", answer: "{}", body: `{"realmId":"guo1","type":{"id":"oty1"},
		"credentials":{"password":{"value":"pa55"},"recovery_question":{"question":"Who?","answer":"Ada"},"provider":{"type":"OKTA","name":"OKTA"}}}`})
	_, err := testkit.NewClient(t, server.URL).CreateUser(t.Context(), user, nil)
	require.NoError(t, err)
}

func TestUpdateUserSendsSomething(t *testing.T) {
	t.Parallel()
	client := testkit.NewClient(t, newScript(t, "",
		exchange{method: "PUT", uri: "/api/v1/users/00u1", body: `{"credentials":{"password":{"value":"Analytical-Engine-1843"}}}`, answer: `{}`},
		exchange{method: "PUT", uri: "/api/v1/users/00u1", body: `{"credentials":{"password":{"hash":{"algorithm":"SHA-1","value":"x"}}}}`, answer: `{}`},
	).URL)
	for _, user := range []okta.User{
		{},
		{ID: "00u1", Status: okta.UserStatusActive},
		{Credentials: okta.UserCredentials{Password: &okta.PasswordCredential{}, RecoveryQuestion: &okta.RecoveryQuestionCredential{Question: "Who?"}}},
		{Credentials: okta.UserCredentials{Provider: okta.AuthenticationProvider{Type: okta.AuthenticationProviderTypeOkta, Name: "OKTA"}}},
	} {
		_, err := client.PartialUpdateUser(t.Context(), "00u1", user, nil)
		require.EqualError(t, err, "okta: partialUpdateUser: user holds nothing to update: set attributes of its profile, or credentials")
		_, err = client.UpdateUser(t.Context(), "00u1", user, nil)
		require.EqualError(t, err, "okta: updateUser: user holds nothing to update: set attributes of its profile, or credentials")
	}
	for _, password := range []okta.PasswordCredential{
		{Value: "Analytical-Engine-1843"},
		{Hash: &okta.PasswordCredentialHash{Algorithm: okta.PasswordCredentialHashAlgorithmSHA1, Value: "x"}},
	} {
		_, err := client.UpdateUser(t.Context(), "00u1", okta.User{Credentials: okta.UserCredentials{Password: &password}}, nil)
		require.NoError(t, err)
	}
}

func TestAPasswordIsGivenInOneForm(t *testing.T) {
	t.Parallel()
	client := testkit.NewClient(t, newScript(t, "").URL)
	hash, hook := &okta.PasswordCredentialHash{Value: "x"}, &okta.PasswordCredentialHook{Type: "default"}
	for _, password := range []okta.PasswordCredential{{Value: "x", Hash: hash}, {Value: "x", Hook: hook}, {Hash: hash, Hook: hook}, {Value: "x", Hash: hash, Hook: hook}} {
		user := okta.User{Credentials: okta.UserCredentials{Password: &password}}
		_, err := client.CreateUser(t.Context(), user, nil)
		require.EqualError(t, err, "okta: createUser: credentials.password has two of value, hash and hook: pass one")
		_, err = client.PartialUpdateUser(t.Context(), "00u1", user, nil)
		require.EqualError(t, err, "okta: partialUpdateUser: credentials.password has two of value, hash and hook: pass one")
		_, err = client.UpdateUser(t.Context(), "00u1", user, nil)
		require.EqualError(t, err, "okta: updateUser: credentials.password has two of value, hash and hook: pass one")
	}
}

func TestAnUpdateOfAnOlderVersionIsRefused(t *testing.T) {
	t.Parallel()
	client := newExampleClient()
	var read okta.Response
	user, err := client.GetUser(t.Context(), "ada@example.com", nil, okta.WithResponse(&read))
	require.NoError(t, err)
	require.NotEmpty(t, read.ETag())
	change := okta.User{Profile: okta.UserProfile{NickName: okta.Set("Countess")}}
	_, err = client.PartialUpdateUser(t.Context(), user.ID, change, &okta.PartialUpdateUserOptions{IfMatch: read.ETag()})
	require.NoError(t, err)
	_, err = client.PartialUpdateUser(t.Context(), user.ID, change, &okta.PartialUpdateUserOptions{IfMatch: read.ETag()})
	require.ErrorIs(t, err, okta.ErrPreconditionFailed)
	user.Profile.Title = okta.Set("Analyst")
	_, err = client.UpdateUser(t.Context(), user.ID, user, &okta.UpdateUserOptions{IfMatch: read.ETag()})
	require.ErrorIs(t, err, okta.ErrPreconditionFailed)
	user, err = client.GetUser(t.Context(), user.ID, nil)
	require.NoError(t, err)
	require.Equal(t, "Countess", user.Profile.NickName.String(), "what was changed in between is kept")
}

func TestHeaderParametersAreCheckedBeforeTheyLeave(t *testing.T) {
	t.Parallel()
	client := testkit.NewClient(t, newScript(t, "").URL)
	change := okta.User{Profile: okta.UserProfile{NickName: okta.Set("x")}}
	_, err := client.PartialUpdateUser(t.Context(), "00u1", change, &okta.PartialUpdateUserOptions{IfMatch: "1\n2"})
	require.EqualError(t, err, "okta: partialUpdateUser: If-Match has a line break or another control character")
	_, err = client.UpdateUser(t.Context(), "00u1", change, &okta.UpdateUserOptions{IfMatch: "1\r2"})
	require.EqualError(t, err, "okta: updateUser: If-Match has a line break or another control character")
	err = client.DeactivateUser(t.Context(), "00u1", &okta.DeactivateUserOptions{Prefer: "x\x00"})
	require.EqualError(t, err, "okta: deactivateUser: Prefer has a line break or another control character")
	err = client.DeactivateOrDeleteUser(t.Context(), "00u1", &okta.DeactivateOrDeleteUserOptions{Prefer: "x\n"})
	require.EqualError(t, err, "okta: deactivateOrDeleteUser: Prefer has a line break or another control character")
}
