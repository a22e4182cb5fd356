package transport_test

import (
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

// sentInAMinute is how many of 100 requests at once an org that allows 40 a minute gets, and how many it refuses,
// before the minute is over.
func sentInAMinute(t *testing.T, options ...okta.Option) (allowed, refused int) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		reset := time.Now().Add(time.Minute)
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
			mu.Lock()
			defer mu.Unlock()
			switch {
			case !time.Now().Before(reset):
				return testkit.Reply(200, nil, `{}`), nil
			case allowed == 40:
				refused++
				return testkit.Reply(429, testkit.LimitHeader(40, 0, reset), testkit.Limited), nil
			}
			allowed++
			return testkit.Reply(200, testkit.LimitHeader(40, 40-allowed, reset), `{}`), nil
		}, options...)
		_, err := client.GetUser(t.Context(), "00u1", nil) // the client learns of the limit
		require.NoError(t, err)
		var all sync.WaitGroup
		for range 99 {
			all.Go(func() { _, _ = client.GetUser(t.Context(), "00u1", nil) })
		}
		all.Wait()
	})
	return allowed, refused
}

func TestTheGateHoldsBackWhatTheOrgWouldRefuse(t *testing.T) {
	t.Parallel()
	allowed, refused := sentInAMinute(t)
	assert.Equal(t, 40, allowed)
	assert.Zero(t, refused)
}

func TestAShareOfTheLimitLeavesTheRestToOthers(t *testing.T) {
	t.Parallel()
	allowed, refused := sentInAMinute(t, okta.WithRateLimitShare(0.5))
	assert.LessOrEqual(t, allowed, 20)
	assert.Zero(t, refused)
}

func TestWithoutTheGateTheOrgRefuses(t *testing.T) {
	t.Parallel()
	_, refused := sentInAMinute(t, okta.WithoutRateLimitGate())
	assert.Positive(t, refused)
}

func TestSharesThatAreNoneAreRefused(t *testing.T) {
	t.Parallel()
	for _, share := range []float64{0, -0.5, 1.01} {
		_, err := okta.NewClient("https://acme.okta.com", okta.APIToken(testkit.Token), okta.WithRateLimitShare(share))
		require.ErrorContains(t, err, "is not a share")
	}
}

func TestWhatIsHeldTooLongIsRateLimitedAndNotSent(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		sent := 0
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
			sent++
			return testkit.Reply(200, testkit.LimitHeader(1, 0, time.Now().Add(time.Minute)), `{}`), nil
		}, okta.WithRetry(okta.RetryPolicy{MaxWait: 10 * time.Second}))
		require.NoError(t, client.SuspendUser(t.Context(), "00u1"))
		err := client.SuspendUser(t.Context(), "00u1")
		require.ErrorIs(t, err, okta.ErrRateLimited)
		require.ErrorContains(t, err, "not sent: the rate limit is used up")
		require.Equal(t, 1, sent)
	})
}
