package wrapper_test

import (
	"context"
	"math"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

func TestWithUserAgentNamesTheProgramBeforeTheLibrary(t *testing.T) {
	t.Parallel()
	var sent string
	client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) {
		sent = r.Header.Get("User-Agent")
		return testkit.Reply(200, nil, `{}`), nil
	}, okta.WithUserAgent("hr-sync/1.4"))
	_, err := client.GetUser(t.Context(), "00u1")
	require.NoError(t, err)
	assert.Regexp(t, `^hr-sync/1\.4 userapi-go/\d`, sent)

	_, err = okta.NewClient("https://acme.okta.com", okta.APIToken(testkit.Token), okta.WithUserAgent(""))
	require.ErrorContains(t, err, "WithUserAgent")
}

func TestWithProxySendsThroughTheProxyAsItWasGiven(t *testing.T) {
	t.Parallel()
	asked := make(chan string, 1)
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- r.RequestURI
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"id":"00u1"}`))
	}))
	t.Cleanup(proxy.Close)
	given, err := url.Parse(proxy.URL)
	require.NoError(t, err)
	client := testkit.NewClient(t, "http://acme.okta.test", testkit.Watched(), okta.WithInsecureHTTP(), okta.WithProxy(given))
	t.Cleanup(client.Close)
	given.Host = "changed.invalid"
	user, err := client.GetUser(t.Context(), "00u1")
	require.NoError(t, err)
	assert.Equal(t, "00u1", user.ID)
	assert.Equal(t, "http://acme.okta.test/api/v1/users/00u1", <-asked)
}

func TestWithProxyTakesEachKindOfProxy(t *testing.T) {
	t.Parallel()
	for _, scheme := range []string{"http", "https", "socks5"} {
		_, err := okta.NewClient("https://acme.okta.com", okta.APIToken(testkit.Token), okta.WithProxy(&url.URL{Scheme: scheme, Host: "proxy.example.com:8080"}))
		require.NoError(t, err, scheme)
	}
}

func TestWithRequestTimeoutOfZeroIsNoLimit(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		options []okta.Option
		want    error
	}{
		"no limit":    {[]okta.Option{okta.WithRequestTimeout(0)}, nil},
		"the default": {nil, context.DeadlineExceeded},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) {
					select {
					case <-r.Context().Done():
						return nil, r.Context().Err()
					case <-time.After(2*time.Minute + time.Second):
						return testkit.Reply(200, nil, `{}`), nil
					}
				}, test.options...)
				_, err := client.GetUser(t.Context(), "00u1", okta.WithoutRetry())
				require.ErrorIs(t, err, test.want)
			})
		})
	}
}

func TestWithInsecureHTTPAloneSendsATokenInTheClear(t *testing.T) {
	t.Parallel()
	sent := 0
	wire := okta.WithHTTPClient(&http.Client{Transport: testkit.Wire(func(*http.Request) (*http.Response, error) {
		sent++
		return testkit.Reply(200, nil, `{}`), nil
	})})
	for _, host := range []string{"acme.okta.test", "10.0.0.5", "192.168.1.1", "0.0.0.0", "[fe80::1]", "localhost.example.com", "notlocalhost"} {
		_, err := okta.NewClient("http://"+host, okta.APIToken(testkit.Token), wire)
		require.ErrorContains(t, err, "would send the token in the clear", host)
		client, err := okta.NewClient("http://"+host, okta.APIToken(testkit.Token), wire, okta.WithInsecureHTTP())
		require.NoError(t, err, host)
		_, err = client.GetUser(t.Context(), "00u1")
		require.NoError(t, err, host)
	}
	assert.Equal(t, 7, sent)
	for _, host := range []string{"localhost", "127.0.0.1", "127.1.2.3:8080", "[::1]:8080", "org.localhost"} {
		_, err := okta.NewClient("http://"+host, okta.APIToken(testkit.Token), wire)
		require.NoError(t, err, "%s is this machine", host)
	}
}

func TestRedirectsAreNotFollowedWhateverTheHTTPClientDoes(t *testing.T) {
	t.Parallel()
	sent := 0
	client := testkit.NewClient(t, "https://acme.okta.com", testkit.Watched(), okta.WithHTTPClient(&http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return nil },
		Transport: testkit.Wire(func(*http.Request) (*http.Response, error) {
			sent++
			return testkit.Reply(307, http.Header{"Location": {"https://evil.example.com/?token=1"}}, ""), nil
		}),
	}))
	_, err := client.CreateUser(t.Context(), okta.User{}, nil)
	require.ErrorContains(t, err, "redirected to https://evil.example.com, which is not followed")
	assert.Equal(t, 1, sent)
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
