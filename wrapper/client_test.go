package wrapper_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

func TestNewClientRefusesWhatCannotWork(t *testing.T) {
	t.Parallel()
	good := okta.APIToken(testkit.Token)
	tests := []struct {
		name    string
		auth    okta.Authorizer
		options []okta.Option
		want    string
	}{
		{"no authorizer", nil, nil, "Authorizer is needed"},
		{"empty token", okta.APIToken(""), nil, "API token is empty"},
		{"token with a line break", okta.APIToken("abc\n"), nil, "line break"},
		{"token with its scheme", okta.APIToken("SSWS abc"), nil, "pass the token alone"},
		{"empty bearer token", okta.BearerToken(""), nil, "the bearer token is empty"},
		{"bearer token with its scheme", okta.BearerToken("Bearer x"), nil, `the bearer token starts with "Bearer "`},
		{"bearer token with a line break", okta.BearerToken("x\n"), nil, "a line break"},
		{"no HTTP client", good, []okta.Option{okta.WithHTTPClient(nil)}, "WithHTTPClient"},
		{"no proxy", good, []okta.Option{okta.WithProxy(nil)}, "WithProxy needs the URL of a proxy"},
		{"a proxy without a host", good, []okta.Option{okta.WithProxy(&url.URL{Scheme: "http", User: url.UserPassword("user", "pass"), Host: ":8080"})}, "WithProxy needs"},
		{"a proxy of another scheme", good, []okta.Option{okta.WithProxy(&url.URL{Scheme: "ftp", Host: "proxy"})}, "WithProxy needs"},
		{"a proxy after an HTTP client", good, []okta.Option{okta.WithHTTPClient(&http.Client{}), okta.WithProxy(&url.URL{Scheme: "http", Host: "proxy"})}, "WithProxy does nothing after WithHTTPClient"},
		{"bad user agent", good, []okta.Option{okta.WithUserAgent("a\nb")}, "WithUserAgent"},
		{"nil middleware", good, []okta.Option{okta.WithMiddleware(nil)}, "WithMiddleware"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			client, err := okta.NewClient("https://acme.okta.com", test.auth, test.options...)
			require.ErrorContains(t, err, test.want)
			require.ErrorContains(t, err, "okta: new client: ")
			assert.NotContains(t, err.Error(), "pass@")
			assert.Nil(t, client)
		})
	}
}

func TestPrintsOfAClientHoldNoToken(t *testing.T) {
	t.Parallel()
	auth := okta.APIToken(testkit.Token)
	client := testkit.NewClient(t, "https://acme.okta.com")
	for _, value := range []any{auth, &auth, client, *client, struct{ Auth okta.Authorizer }{auth}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
			assert.NotContains(t, fmt.Sprintf(verb, value), testkit.Token)
			assert.NotContains(t, fmt.Sprintf(verb, value), fmt.Sprintf("%x", testkit.Token))
		}
		data, _ := json.Marshal(value)
		assert.NotContains(t, string(data), testkit.Token)
	}
}

func TestTheGivenHTTPClientIsNotChangedAndItsJarNotUsed(t *testing.T) {
	t.Parallel()
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	given := &http.Client{Jar: jar}
	server := newScript(t, "", exchange{method: "GET", uri: "/api/v1/users/a", answer: "{}"}, exchange{method: "GET", uri: "/api/v1/users/a", answer: "{}"})
	client := testkit.NewClient(t, server.URL, okta.WithHTTPClient(given))
	for range 2 {
		_, err = client.GetUser(t.Context(), "a", nil)
		require.NoError(t, err)
	}
	assert.Equal(t, &http.Client{Jar: jar}, given)
}

func TestCloseClosesTheClientsOwnConnections(t *testing.T) {
	t.Parallel()
	closed := make(chan struct{}, 1)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateClosed {
			closed <- struct{}{}
		}
	}
	server.Start()
	t.Cleanup(server.Close)
	client := testkit.NewClient(t, server.URL)
	require.NoError(t, client.SuspendUser(t.Context(), "00u1"))
	client.Close()
	select {
	case <-closed:
	case <-time.After(10 * time.Second):
		t.Fatal("the connection is still open")
	}
}

func TestCallOptionsAreChecked(t *testing.T) {
	t.Parallel()
	client := testkit.NewClient(t, newScript(t, "").URL)
	for name, option := range map[string]okta.CallOption{
		"an empty header name":    okta.WithHeader("", "x"),
		"a broken header name":    okta.WithHeader("a b", "x"),
		"a line break in a value": okta.WithHeader("If-Match", "x\r\nAuthorization: y"),
		"the client's own header": okta.WithHeader("authorization", "Bearer x"),
		"no response to fill":     okta.WithResponse(nil),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := client.GetUser(t.Context(), "a", nil, option)
			var argument *okta.ArgumentError
			require.ErrorAs(t, err, &argument)
			err = drain(client.ListUsers(t.Context(), nil, option))
			require.ErrorAs(t, err, &argument)
		})
	}
	var argument *okta.ArgumentError
	require.ErrorAs(t, drain(client.ListUsers(t.Context(), &okta.ListUsersOptions{Limit: -1})), &argument)
	require.ErrorAs(t, drain(client.ListUserGroups(t.Context(), "u", &okta.ListUserGroupsOptions{Limit: -1})), &argument)
	require.ErrorAs(t, drain(client.ListGroupTargetsForRole(t.Context(), "u", "r", &okta.ListGroupTargetsForRoleOptions{Limit: -1})), &argument)
	require.ErrorAs(t, drain(client.ListApplicationTargetsForApplicationAdministratorRoleForUser(t.Context(), "u", "r",
		&okta.ListApplicationTargetsForApplicationAdministratorRoleForUserOptions{Limit: -1})), &argument)
}

func TestOptionsThatAreNilDoNothing(t *testing.T) {
	t.Parallel()
	server := newScript(t, "", exchange{method: "GET", uri: "/api/v1/users/a", answer: `{}`})
	_, err := testkit.NewClient(t, server.URL, nil).GetUser(t.Context(), "a", nil)
	require.NoError(t, err)
}

func TestWithResponse(t *testing.T) {
	t.Parallel()
	server := newScript(t, "", exchange{method: "GET", uri: "/api/v1/users/a", reply: func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("X-Okta-Request-Id", "req1")
		w.Header().Set("X-Rate-Limit-Limit", "600")
		w.Header().Set("X-Rate-Limit-Remaining", "599")
		w.Header().Set("X-Rate-Limit-Reset", "1767225660")
		_, _ = w.Write([]byte(`{"id":"a"}`))
	}})
	var response okta.Response
	_, err := testkit.NewClient(t, server.URL).GetUser(t.Context(), "a", nil, okta.WithResponse(&response))
	require.NoError(t, err)
	assert.Equal(t, 200, response.StatusCode)
	assert.Equal(t, "req1", response.RequestID())
	assert.JSONEq(t, `{"id":"a"}`, string(response.Body))
	limit, ok := response.RateLimit()
	require.True(t, ok)
	assert.Equal(t, 600, limit.Limit)
	assert.Equal(t, 599, limit.Remaining)
	assert.Equal(t, int64(1767225660), limit.Reset.Unix())
	_, ok = new(okta.Response).RateLimit()
	assert.False(t, ok)
}

func TestMiddlewareSeesOperationsInOrderAndNoCredentials(t *testing.T) {
	t.Parallel()
	var seen []string
	trace := func(name string) okta.Middleware {
		return func(request *http.Request, next func(*http.Request) (*http.Response, error)) (*http.Response, error) {
			assert.Empty(t, request.Header.Get("Authorization"))
			seen = append(seen, name+" "+okta.Operation(request.Context()))
			response, err := next(request)
			seen = append(seen, name+" done")
			return response, err
		}
	}
	server := newScript(t, "", exchange{method: "POST", uri: "/api/v1/users/a/lifecycle/suspend", answer: `{}`})
	client := testkit.NewClient(t, server.URL, okta.WithMiddleware(trace("outer"), trace("inner")))
	require.NoError(t, client.SuspendUser(t.Context(), "a"))
	assert.Equal(t, []string{"outer suspendUser", "inner suspendUser", "inner done", "outer done"}, seen)
	assert.Empty(t, okta.Operation(context.Background()))
}

func TestMiddlewareCannotSendCredentialsElsewhere(t *testing.T) {
	t.Parallel()
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the other host was contacted") }))
	defer other.Close()
	server := newScript(t, "")
	client := testkit.NewClient(t, server.URL, okta.WithMiddleware(func(request *http.Request, next func(*http.Request) (*http.Response, error)) (*http.Response, error) {
		request.URL.Host = other.Listener.Addr().String()
		return next(request)
	}))
	require.ErrorContains(t, client.SuspendUser(t.Context(), "a"), "not to the org's own origin")
}
