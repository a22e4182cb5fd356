package wrapper_test

import (
	"math"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

// newProxy starts a proxy for http:// that answers by itself, and returns its URL and where it puts the last request.
func newProxy(t *testing.T) (*url.URL, *http.Request) {
	t.Helper()
	last := new(http.Request)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*last = *r
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"id":"00uproxy"}`))
	}))
	t.Cleanup(server.Close)
	at, err := url.Parse(server.URL)
	require.NoError(t, err)
	return at, last
}

func TestWithProxySendsThroughTheProxy(t *testing.T) {
	t.Parallel()
	at, last := newProxy(t)
	at.User = url.UserPassword("user", "proxy-that-must-not-leak")
	client := testkit.NewClient(t, "http://acme.okta.test", okta.WithInsecureHTTP(), okta.WithProxy(at), testkit.Watched())
	t.Cleanup(client.Close)
	at.Host = "changed.invalid" // the client has its own copy
	user, err := client.GetUser(t.Context(), "00u1", nil)
	require.NoError(t, err)
	assert.Equal(t, "00uproxy", user.ID)
	assert.Equal(t, "http://acme.okta.test/api/v1/users/00u1", last.RequestURI)
	assert.Equal(t, "Basic dXNlcjpwcm94eS10aGF0LW11c3Qtbm90LWxlYWs=", last.Header.Get("Proxy-Authorization"))
}

func TestHTTPOnThisMachineGoesThroughNoProxy(t *testing.T) {
	t.Parallel()
	at, last := newProxy(t)
	server := newScript(t, "", exchange{method: "GET", uri: "/api/v1/users/00u1", answer: `{}`})
	client := testkit.NewClient(t, server.URL, okta.WithProxy(at))
	t.Cleanup(client.Close)
	_, err := client.GetUser(t.Context(), "00u1", nil)
	require.NoError(t, err)
	assert.Empty(t, last.Method, "the proxy was not asked")
}

func TestEachKindOfProxyIsTaken(t *testing.T) {
	t.Parallel()
	for _, scheme := range []string{"http", "https", "socks5"} {
		testkit.NewClient(t, "https://acme.okta.com", okta.WithProxy(&url.URL{Scheme: scheme, Host: "proxy.example"}))
	}
}

func TestWithUserAgentPutsANameFirst(t *testing.T) {
	t.Parallel()
	client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) {
		assert.Regexp(t, `^hr-sync/1\.4 userapi-go/\d+\.\d+\.\d+ \(go`, r.Header.Get("User-Agent"))
		return testkit.Reply(200, nil, "{}"), nil
	}, okta.WithUserAgent("hr-sync/1.4"))
	require.NoError(t, client.SuspendUser(t.Context(), "00u1"))
}

func TestOptionsThatSayNothingAreRefused(t *testing.T) {
	t.Parallel()
	for want, option := range map[string]okta.Option{
		`WithUserAgent "" is not a header value`: okta.WithUserAgent(""),
		"WithRateLimitShare(NaN) is not a share": okta.WithRateLimitShare(math.NaN()),
	} {
		_, err := okta.NewClient("https://acme.okta.com", okta.APIToken(testkit.Token), option)
		require.ErrorContains(t, err, want)
	}
}

func TestOptionsTakeWhatIsAtTheEndOfTheirRange(t *testing.T) {
	t.Parallel()
	for name, option := range map[string]okta.Option{
		"the whole of the limit":  okta.WithRateLimitShare(1),
		"hardly any of the limit": okta.WithRateLimitShare(math.SmallestNonzeroFloat64),
		"the shortest timeout":    okta.WithConnectionTimeout(1),
		"no policy of one's own":  okta.WithRetry(okta.RetryPolicy{}),
	} {
		_, err := okta.NewClient("https://acme.okta.com", okta.APIToken(testkit.Token), option)
		require.NoError(t, err, name)
	}
}
