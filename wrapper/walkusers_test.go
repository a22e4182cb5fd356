package wrapper_test

import (
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// orgWith returns an org with a user for each time of creation, and their ids.
func orgWith(created []time.Time, options ...oktatest.Option) (org *oktatest.Org, ids []string) {
	var past atomic.Pointer[time.Time]
	org = oktatest.NewOrg(append(options, oktatest.WithJournal(0), oktatest.WithClock(func() time.Time {
		if at := past.Load(); at != nil {
			return *at
		}
		return time.Now()
	}))...)
	for _, at := range created {
		past.Store(&at)
		ids = append(ids, org.SeedUsers(1)...)
	}
	past.Store(nil)
	return org, ids
}

func clientOf(t *testing.T, org *oktatest.Org, options ...okta.Option) *okta.Client {
	t.Helper()
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), append(options, okta.WithHTTPClient(org.HTTPClient()))...)
	require.NoError(t, err)
	return client
}

var longAgo = time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)

// evenly are n times in five years.
func evenly(n int) []time.Time {
	times := make([]time.Time, n)
	for i := range times {
		times[i] = longAgo.Add(time.Duration(i) * 5 * 365 * 24 * time.Hour / time.Duration(n))
	}
	return times
}

func randomly(n int) []time.Time {
	times := make([]time.Time, n)
	for i := range times {
		times[i] = longAgo.Add(rand.N(5 * 365 * 24 * time.Hour))
	}
	slices.SortFunc(times, time.Time.Compare)
	return times
}

// inAHeap are n times in five years, nine of ten of them in one hour.
func inAHeap(n int, hour time.Time) []time.Time {
	times := evenly(n / 10)
	for i := range n - len(times) {
		times = append(times, hour.Add(time.Duration(i)*time.Hour/time.Duration(n)))
	}
	slices.SortFunc(times, time.Time.Compare)
	return times
}

func TestAWalkTakesAFractionOfTheTimeOfAList(t *testing.T) {
	t.Parallel()
	const users, latency = 20_000, 300 * time.Millisecond
	for name, test := range map[string]struct {
		created []time.Time
		most    float64 // of the time of a list without read-ahead
	}{
		"random":               {randomly(users), 0.16},
		"even":                 {evenly(users), 0.16},
		"a heap in the middle": {inAHeap(users, longAgo.Add(17_000*time.Hour+17*time.Minute)), 0.25},
		"a heap at the start":  {inAHeap(users, longAgo.Add(time.Minute)), 0.25},
		"a heap at the end":    {inAHeap(users, longAgo.Add(5*365*24*time.Hour-2*time.Hour)), 0.25},
		"all in one second":    {slices.Repeat([]time.Time{longAgo}, users), 1.1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				org, _ := orgWith(test.created, oktatest.WithLatency(latency))
				client := clientOf(t, org)
				plain := users / 200 * latency
				start := time.Now()
				walk := client.WalkUsers(nil)
				n := 0
				for _, err := range walk.Users(t.Context()) {
					require.NoError(t, err)
					n++
				}
				took := time.Since(start)
				assert.Equal(t, users, n)
				t.Logf("%.3f of a list's time, %d requests, %+v", took.Seconds()/plain.Seconds(), org.Count("listUsers"), walk.Progress())
				assert.LessOrEqual(t, took.Seconds()/plain.Seconds(), test.most)
			})
		})
	}
}

var _ = testkit.Token
