package wrapper_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"testing"

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
		url     string
		auth    okta.Authorizer
		options []okta.Option
		want    string
	}{
		{"empty URL", "", good, nil, "the org URL is empty"},
		{"no scheme", "acme.okta.com", good, nil, "has to start with https://"},
		{"another scheme", "ftp://acme.okta.com", good, nil, "has to start with https://"},
		{"no host", "https://", good, nil, "has no host"},
		{"no host but a port", "https://:443", good, nil, "has no host"},
		{"a placeholder", "https://{yourOktaDomain}", good, nil, "placeholder"},
		{"a space", "https://acme.okta.com /", good, nil, "can't be parsed"},
		{"http", "http://acme.okta.com", good, nil, "http://"},
		{"http to what looks like loopback", "http://127.0.0.1.example.com", good, nil, "http://"},
		{"admin console", "https://acme-admin.okta.com", good, nil, "use https://acme.okta.com"},
		{"admin console of a preview org", "https://Acme-Admin.oktapreview.com", good, nil, "use https://acme.oktapreview.com"},
		{"user info", "https://user:pass@acme.okta.com", good, nil, "user or password"},
		{"query", "https://acme.okta.com?x=1", good, nil, "query"},
		{"empty query", "https://acme.okta.com?", good, nil, "query"},
		{"fragment", "https://acme.okta.com#x", good, nil, "fragment"},
		{"API path", "https://acme.okta.com/api/v1/", good, nil, "/api/v1"},
		{"an escaped slash", "https://acme.okta.com/t%2Fa", good, nil, "escaped slash"},
		{"broken escape", "https://user:pass@acme.okta.com/%zz", good, nil, "can't be parsed"},
		{"no authorizer", "https://acme.okta.com", nil, nil, "Authorizer is needed"},
		{"empty token", "https://acme.okta.com", okta.APIToken(""), nil, "API token is empty"},
		{"token with a line break", "https://acme.okta.com", okta.APIToken("abc\n"), nil, "line break"},
		{"token with its scheme", "https://acme.okta.com", okta.APIToken("SSWS abc"), nil, "pass the token alone"},
		{"empty bearer token", "https://acme.okta.com", okta.BearerToken(""), nil, "the bearer token is empty"},
		{"bearer token with its scheme", "https://acme.okta.com", okta.BearerToken("Bearer x"), nil, `the bearer token starts with "Bearer "`},
		{"bearer token with a line break", "https://acme.okta.com", okta.BearerToken("x\n"), nil, "a line break"},
		{"no HTTP client", "https://acme.okta.com", good, []okta.Option{okta.WithHTTPClient(nil)}, "WithHTTPClient"},
		{"no proxy", "https://acme.okta.com", good, []okta.Option{okta.WithProxy(nil)}, "WithProxy needs the URL of a proxy"},
		{"a proxy without a host", "https://acme.okta.com", good, []okta.Option{okta.WithProxy(&url.URL{Scheme: "http", User: url.UserPassword("user", "pass"), Host: ":8080"})}, "WithProxy needs"},
		{"a proxy of another scheme", "https://acme.okta.com", good, []okta.Option{okta.WithProxy(&url.URL{Scheme: "ftp", Host: "proxy"})}, "WithProxy needs"},
		{"a proxy after an HTTP client", "https://acme.okta.com", good, []okta.Option{okta.WithHTTPClient(&http.Client{}), okta.WithProxy(&url.URL{Scheme: "http", Host: "proxy"})}, "WithProxy does nothing after WithHTTPClient"},
		{"bad user agent", "https://acme.okta.com", good, []okta.Option{okta.WithUserAgent("a\nb")}, "WithUserAgent"},
		{"nil middleware", "https://acme.okta.com", good, []okta.Option{okta.WithMiddleware(nil)}, "WithMiddleware"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			client, err := okta.NewClient(test.url, test.auth, test.options...)
			require.ErrorContains(t, err, test.want)
			require.ErrorContains(t, err, "okta: new client: ")
			assert.NotContains(t, err.Error(), "pass@")
			assert.Nil(t, client)
		})
	}
}

func TestNewClientAccepts(t *testing.T) {
	t.Parallel()
	for _, orgURL := range []string{
		"https://acme.okta.com", "https://acme.okta.com/", "https://acme.okta.com:8443/proxy/", "https://login.acme-admin.example",
		"http://localhost:8080", "http://127.0.0.1", "http://[::1]:8080/x",
	} {
		client, err := okta.NewClient(orgURL, okta.APIToken(testkit.Token))
		require.NoError(t, err, orgURL)
		require.NotNil(t, client)
	}
	_, err := okta.NewClient("http://okta.internal", okta.APIToken(testkit.Token), okta.WithInsecureHTTP())
	require.NoError(t, err)
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
		_, err = client.GetUser(t.Context(), "a")
		require.NoError(t, err)
	}
	assert.Equal(t, &http.Client{Jar: jar}, given)
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
			_, err := client.GetUser(t.Context(), "a", option)
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
	_, err := testkit.NewClient(t, server.URL).GetUser(t.Context(), "a", okta.WithResponse(&response))
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
