package transport_test

import (
	"context"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
	"github.com/okta-userapi/userapi-go/wrapper/internal/transport"
)

func TestTimeoutsThatAreNoneAreRefused(t *testing.T) {
	t.Parallel()
	for want, options := range map[string][]okta.Option{
		"WithConnectionTimeout(0s) is not a time to wait":         {okta.WithConnectionTimeout(0)},
		"WithConnectionTimeout(-1s) is not a time to wait":        {okta.WithConnectionTimeout(-time.Second)},
		"WithRequestTimeout(-1s) is negative":                     {okta.WithRequestTimeout(-time.Second)},
		"WithConnectionTimeout does nothing after WithHTTPClient": {okta.WithHTTPClient(&http.Client{}), okta.WithConnectionTimeout(time.Second)},
	} {
		_, err := okta.NewClient("https://acme.okta.com", okta.APIToken(testkit.Token), options...)
		require.ErrorContains(t, err, want)
	}
	_, err := okta.NewClient("https://acme.okta.com", okta.APIToken(testkit.Token), okta.WithRequestTimeout(0), okta.WithConnectionTimeout(time.Second))
	require.NoError(t, err)
}

func TestTheRequestTimeoutIsTwoMinutesOrNoneAtAll(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		options []okta.Option
		answers bool
	}{
		"by default":   {nil, false},
		"0":            {[]okta.Option{okta.WithRequestTimeout(0)}, true},
		"of one's own": {[]okta.Option{okta.WithRequestTimeout(2 * time.Hour)}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) {
					if err := transport.Sleep(r.Context(), time.Hour); err != nil {
						return nil, err
					}
					return testkit.Reply(200, nil, "{}"), nil
				}, test.options...)
				start := time.Now()
				_, err := client.GetUser(t.Context(), "00u1", nil, okta.WithoutRetry())
				if test.answers {
					require.NoError(t, err)
					return
				}
				require.ErrorContains(t, err, "within the request timeout of 2m0s")
				require.Equal(t, 2*time.Minute, time.Since(start))
			})
		})
	}
}

func TestAnAnswerThatIsThereIsTakenAlthoughItsTimeIsOver(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
			time.Sleep(2 * time.Minute) // as a transport that doesn't look at the context
			return testkit.Reply(200, nil, `{"id":"00u1"}`), nil
		}, okta.WithRequestTimeout(time.Minute))
		user, err := client.GetUser(t.Context(), "00u1", nil)
		require.NoError(t, err)
		require.Equal(t, "00u1", user.ID)
	})
}

// lasting is a context for which package context has to start a goroutine that waits for its end.
type lasting struct {
	context.Context
	done chan struct{}
}

func (l lasting) Done() <-chan struct{} { return l.done }

func TestNothingOfACallWaitsForTheEndOfItsContext(t *testing.T) {
	t.Parallel()
	for _, limit := range []time.Duration{0, time.Minute} {
		synctest.Test(t, func(t *testing.T) { // which fails where a goroutine is left
			client := testkit.Wired(t, func(*http.Request) (*http.Response, error) { return testkit.Reply(200, nil, "{}"), nil }, okta.WithRequestTimeout(limit))
			_, err := client.GetUser(lasting{context.Background(), make(chan struct{})}, "00u1", nil)
			require.NoError(t, err)
		})
	}
}

func TestTheRequestTimeoutEndsAHandshakeThatNobodyAnswers(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = listener.Close() })
	client, err := okta.NewClient("https://"+listener.Addr().String(), okta.APIToken(testkit.Token), testkit.Watched(),
		okta.WithConnectionTimeout(time.Second), okta.WithRequestTimeout(200*time.Millisecond))
	require.NoError(t, err)
	start := time.Now()
	_, err = client.GetUser(t.Context(), "00u1", nil, okta.WithoutRetry())
	require.ErrorContains(t, err, "no whole answer within the request timeout of 200ms")
	assert.Less(t, time.Since(start), 5*time.Second)
}
