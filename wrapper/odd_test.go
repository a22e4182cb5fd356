package wrapper_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

// One odd member costs no more than itself: the rest of its user comes, and the users beside it, and the pages after
// it.
func TestOneOddMemberCostsNoMoreThanItself(t *testing.T) {
	t.Parallel()
	for odd, pointer := range map[string]string{
		`"type":"default"`:                  "/1/type",
		`"lastLogin":""`:                    "/1/lastLogin",
		`"lastLogin":"yesterday"`:           "/1/lastLogin",
		`"_embedded":[]`:                    "/1/_embedded",
		`"status":7`:                        "/1/status",
		`"credentials":{"provider":"OKTA"}`: "/1/credentials/provider",
		`"credentials":{"emails":{"value":"ada@x.com"}}`: "/1/credentials/emails",
	} {
		t.Run(odd, func(t *testing.T) {
			t.Parallel()
			var log bytes.Buffer
			client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) {
				if r.URL.Query().Get("after") != "" {
					return testkit.Reply(200, nil, `[{"id":"4"}]`), nil
				}
				return testkit.Reply(200, http.Header{"Link": {`</api/v1/users?after=c>; rel="next"`}},
					`[{"id":"1"},{"id":"2","profile":{"login":"ada@example.com"},`+odd+`},{"id":"3"}]`), nil
			}, okta.WithLogger(slog.New(slog.NewJSONHandler(&log, nil))))
			var ids []string
			for page, err := range client.ListUsersPages(t.Context(), nil) {
				require.NoError(t, err)
				for _, user := range page.Items {
					ids = append(ids, user.ID)
					if user.ID == "2" {
						assert.Equal(t, okta.Set("ada@example.com"), user.Profile.Login)
					}
				}
				if len(page.Items) == 3 {
					require.Len(t, page.Response.Unread, 1)
					assert.Equal(t, pointer, page.Response.Unread[0].Pointer)
				} else {
					assert.Empty(t, page.Response.Unread)
				}
			}
			require.Equal(t, []string{"1", "2", "3", "4"}, ids)
			require.Equal(t, 1, strings.Count(log.String(), "okta answer not read whole"))
			require.Contains(t, log.String(), pointer)
		})
	}
}

func TestAnItemThatIsNoUserIsLeftOutAndNamed(t *testing.T) {
	t.Parallel()
	client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
		return testkit.Reply(200, nil, `[{"id":"1"},null,7,{"id":"2"}]`), nil
	})
	var response okta.Response
	ids, err := collect(idsOf(client.ListUsers(t.Context(), nil, okta.WithResponse(&response)), func(u okta.User) string { return u.ID }))
	require.NoError(t, err)
	require.Equal(t, []string{"1", "2"}, ids)
	require.Len(t, response.Unread, 2)
	require.Equal(t, "/1", response.Unread[0].Pointer)

	roles, err := client.ListAssignedRoles(t.Context(), "00u1", nil, okta.WithResponse(&response))
	require.NoError(t, err)
	require.Len(t, roles, 2)
	require.Len(t, response.Unread, 2)
}

func TestWhatCouldNotBeReadOfAUserIsNamed(t *testing.T) {
	t.Parallel()
	client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
		return testkit.Reply(200, nil, `{"id":"00u1","created":"2026-01-12T08:30:00.000+0000","lastLogin":""}`), nil
	})
	var response okta.Response
	user, err := client.GetUser(t.Context(), "00u1", nil, okta.WithResponse(&response))
	require.NoError(t, err)
	require.False(t, user.Created.IsZero(), "an offset without a colon is a time")
	require.Equal(t, []okta.Unread{{Pointer: "/lastLogin", Reason: response.Unread[0].Reason}}, response.Unread)
}

// An attribute is text in Okta's own schema. An org may have made it something else: it is kept, and goes back as it
// came.
func TestAnAttributeOfAnyTypeSurvivesAnUpdate(t *testing.T) {
	t.Parallel()
	const profile = `{"login":"ada@example.com","employeeNumber":9007199254740993,"title":["a",null],"manager":{"id":1.10},"division":false,"custom":{"x":[]}}`
	var sent []byte
	client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) {
		if r.Method == http.MethodPut {
			var body bytes.Buffer
			_, err := body.ReadFrom(r.Body)
			sent = body.Bytes()
			return testkit.Reply(200, nil, `{"id":"00u1"}`), err
		}
		return testkit.Reply(200, nil, `{"id":"00u1","profile":`+profile+`}`), nil
	})
	var response okta.Response
	user, err := client.GetUser(t.Context(), "00u1", nil, okta.WithResponse(&response))
	require.NoError(t, err)
	require.Empty(t, response.Unread, "it was read")
	user.Profile.NickName = okta.Set("Countess")
	_, err = client.UpdateUser(t.Context(), user.ID, user, nil)
	require.NoError(t, err)
	require.Equal(t, exactJSON(t, `{"profile":`+strings.Replace(profile, "{", `{"nickName":"Countess",`, 1)+`}`), exactJSON(t, string(sent)))
}

func TestAListIsAsLongAsAPageCanBeAndNoLonger(t *testing.T) {
	t.Parallel()
	client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
		return testkit.Reply(200, nil, "["+strings.TrimSuffix(strings.Repeat("{},", 4<<20), ",")+"]"), nil
	})
	err := drain(client.ListUsers(t.Context(), nil))
	require.ErrorContains(t, err, "there are more than 10000 items")
	_, err = client.ListAppLinks(t.Context(), "00u1", nil)
	require.ErrorContains(t, err, "there are more than 10000 items")
}

func TestErrorsOfOtherShapesSayWhatTheySay(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"errorCode":"E0000001","errorSummary":"bad","errorCauses":["odd",{"errorSummary":"login: taken"}]}`: "E0000001: bad (login: taken)",
		`{"errorCode":"E0000001","errorSummary":"bad","errorCauses":{}}`:                                      "E0000001: bad",
		`{"type":"about:blank","title":"Not allowed","detail":"by this gateway","status":400}`:                "Not allowed: by this gateway",
		`{"errors":[{"message":"first"},"second"]}`:                                                           "first; second",
		`{"status":400,"message":"Resource is odd"}`:                                                          "Resource is odd",
	} {
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) { return testkit.Reply(400, nil, body), nil })
		_, err := client.GetUser(t.Context(), "00u1", nil)
		require.ErrorContains(t, err, want, body)
	}
}

func TestModelsThatHoldSecretsHideThemInEveryPrint(t *testing.T) {
	t.Parallel()
	const secret = "Passw0rd-that-must-not-leak"
	values := []any{
		okta.User{ID: "00u1", Credentials: okta.UserCredentials{Password: &okta.PasswordCredential{Value: secret}}},
		okta.ChangePasswordRequest{NewPassword: okta.PasswordCredential{Value: secret}},
		okta.UserActivationToken{ActivationToken: secret, ActivationURL: secret},
		okta.ResetPasswordToken{ResetPasswordURL: secret},
		okta.TempPassword{TempPassword: secret},
		okta.ExpirePasswordResult{TempPassword: secret},
		okta.ForgotPasswordResponse{ResetPasswordURL: secret},
		struct{ auth okta.Authorizer }{okta.APIToken(testkit.Token)},
		&struct{ auth []okta.Authorizer }{[]okta.Authorizer{okta.BearerToken(testkit.AccessToken)}},
	}
	for _, value := range values {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			assert.Empty(t, testkit.Exposed(fmt.Sprintf(verb, value)), "%T with %s", value, verb)
		}
		var log bytes.Buffer
		slog.New(slog.NewTextHandler(&log, nil)).Info("x", "value", value)
		slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "value", value)
		assert.Empty(t, testkit.Exposed(log.String()), "%T", value)
	}
	body, err := json.Marshal(okta.User{Credentials: okta.UserCredentials{Password: &okta.PasswordCredential{Value: secret}}})
	require.NoError(t, err)
	require.Contains(t, string(body), secret, "the wire has it")
}
