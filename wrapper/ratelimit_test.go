package wrapper_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

// limiter is an org that counts requests in windows of whole seconds, a limit a class.
type limiter struct {
	limit      int
	length     time.Duration
	latency    time.Duration // twice a random part of it, on average as much
	concurrent int           // most under way at once; 0 for no such limit

	mu      sync.Mutex
	began   time.Time
	opened  time.Time // when the newest window's first request came
	windows map[string]*limiterWindow
	running int
	peak    int
	ok      int
	refused int
	later   int // refused after the first window
	crowded int
	bursts  map[time.Time]int // requests that were sent in the same instant, after the first window
}

type limiterWindow struct {
	reset time.Time
	used  int
}

func (l *limiter) RoundTrip(request *http.Request) (*http.Response, error) {
	l.mu.Lock()
	if !l.began.IsZero() && time.Since(l.began) >= l.length {
		l.bursts[time.Now()]++
	}
	l.mu.Unlock()
	l.pause()
	response := l.answer(request)
	l.pause()
	l.mu.Lock()
	l.running--
	l.mu.Unlock()
	return response, nil
}

func (l *limiter) pause() {
	if l.latency > 0 {
		time.Sleep(rand.N(l.latency))
	}
}

func (l *limiter) answer(request *http.Request) *http.Response {
	class := request.Method + " user"
	if request.URL.Path == "/api/v1/users" {
		class = request.Method + " users"
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if l.windows == nil {
		l.windows, l.bursts, l.began = make(map[string]*limiterWindow), make(map[time.Time]int), now
	}
	w := l.windows[class]
	if w == nil || !now.Before(w.reset) {
		w = &limiterWindow{reset: now.Truncate(l.length).Add(l.length)}
		l.windows[class], l.opened = w, now
	}
	l.running++
	l.peak = max(l.peak, l.running)
	if l.concurrent > 0 && l.running > l.concurrent {
		l.crowded++
		return testkit.Reply(429, testkit.LimitHeader(0, 0, now.Add(time.Hour)), testkit.Limited)
	}
	w.used++
	header := testkit.LimitHeader(l.limit, max(0, l.limit-w.used), w.reset)
	if w.used > l.limit {
		l.refused++
		if now.Sub(l.began) >= l.length {
			l.later++
		}
		return testkit.Reply(429, header, testkit.Limited)
	}
	l.ok++
	if class == "GET users" {
		return testkit.Reply(200, header, `[]`)
	}
	return testkit.Reply(200, header, `{"id":"00u1"}`)
}

func connect(t *testing.T, l *limiter, options ...okta.Option) *okta.Client {
	t.Helper()
	return testkit.Wired(t, l.RoundTrip, options...)
}

// herd makes goroutines read users, and returns how long they all took.
func herd(t *testing.T, goroutines, reads int, clients ...*okta.Client) time.Duration {
	t.Helper()
	start := time.Now()
	var all sync.WaitGroup
	for _, client := range clients {
		for range goroutines {
			all.Go(func() {
				for range reads {
					_, err := client.GetUser(t.Context(), "00u1")
					assert.NoError(t, err)
				}
			})
		}
	}
	all.Wait()
	return time.Since(start)
}

func TestAHerdStaysWithinTheLimit(t *testing.T) {
	t.Parallel()
	for name, phase := range map[string]time.Duration{"from a window's start": 0, "from its middle": 500 * time.Millisecond, "from its end": 990 * time.Millisecond} {
		for _, latency := range []time.Duration{0, 10 * time.Millisecond, 50 * time.Millisecond} {
			t.Run(name+"/"+latency.String(), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					l := &limiter{limit: 100, length: time.Second, latency: latency}
					client := connect(t, l)
					time.Sleep(phase)
					_, err := client.GetUser(t.Context(), "00u1")
					require.NoError(t, err)
					took := herd(t, 64, 50, client)
					t.Logf("%s, %d refused, peak %d", took, l.refused, l.peak)
					assert.Zero(t, l.refused, "headers have been seen before the herd came")
					assert.Equal(t, 3201, l.ok)
					assert.LessOrEqual(t, took, 32*time.Second*102/100)
				})
			})
		}
	}
}

// Resets and dates are in whole seconds. Whatever part of one a herd begins at, it finds out when the server's windows end.
func TestAHerdTakesNoLongerThanTheLimitAllows(t *testing.T) {
	t.Parallel()
	for _, of := range []struct {
		limit  int
		length time.Duration
	}{{1000, 3 * time.Second}, {100, time.Second}, {600, time.Minute}} {
		for _, phase := range []time.Duration{0, 100, 333, 500, 667, 900} {
			for _, latency := range []time.Duration{0, 1, 10, 50} {
				t.Run(fmt.Sprintf("%d in %s/at %d ms/over %d ms", of.limit, of.length, phase, latency), func(t *testing.T) {
					t.Parallel()
					synctest.Test(t, func(t *testing.T) {
						l := &limiter{limit: of.limit, length: of.length, latency: latency * time.Millisecond}
						client := connect(t, l)
						time.Sleep(phase * time.Millisecond)
						_, err := client.GetUser(t.Context(), "00u1")
						require.NoError(t, err)
						start := time.Now()
						took := herd(t, 64, 50, client)
						least := start.Truncate(of.length).Add(time.Duration(3200/of.limit) * of.length).Sub(start)
						opened := l.opened.Sub(start)
						t.Logf("%s of %s, the last window's first after %s, %d refused", took, least, opened, l.refused)
						assert.Zero(t, l.refused, "headers have been seen before the herd came")
						if of.length == time.Second && latency == 50 {
							// What is left of the first second is two round trips, or ten: too few for its 100 reads, and for those
							// held back in the seconds in which the gate still learns. The rest of them may need one second more.
							assert.LessOrEqual(t, opened, (least+time.Second)*101/100)
							return
						}
						assert.LessOrEqual(t, opened, least*101/100)
						// One read, then two, then four are sent in a new window: the last one takes about nine round trips, which
						// the limit doesn't know of. The runs in which they are most of the hundredth, or more, say nothing here.
						if 9*l.latency <= least/200 {
							assert.LessOrEqual(t, took, least*101/100)
						}
					})
				})
			}
		}
	}
}

// useUp makes all requests of a window, each by a caller of its own who has as long as patience says, and returns how long they took.
func useUp(t *testing.T, l *limiter, patience time.Duration, w testkit.Wire) time.Duration {
	t.Helper()
	client := testkit.Wired(t, w)
	start := time.Now()
	_, err := client.GetUser(t.Context(), "00u1")
	require.NoError(t, err)
	var all sync.WaitGroup
	for range l.limit - 1 {
		all.Go(func() {
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			defer cancel()
			_, err := client.GetUser(ctx, "00u1")
			assert.NoError(t, err)
		})
	}
	all.Wait()
	assert.Equal(t, l.limit, l.ok)
	assert.Zero(t, l.refused)
	return time.Since(start)
}

func TestNobodyIsHeldLongForTheClock(t *testing.T) {
	t.Parallel()
	for _, of := range []struct{ trip, longest time.Duration }{
		{0, 2 * time.Second},                              // two ticks, of which the first is seen to a sixteenth of a second
		{300 * time.Millisecond, 1500 * time.Millisecond}, // one tick: over so long a way, the next would tell no more
	} {
		for phase := time.Duration(0); phase < time.Second; phase += 50 * time.Millisecond {
			synctest.Test(t, func(t *testing.T) {
				time.Sleep(phase)
				l := &limiter{limit: 600, length: time.Minute}
				took := useUp(t, l, time.Hour, func(request *http.Request) (*http.Response, error) {
					time.Sleep(of.trip / 2)
					defer time.Sleep(of.trip / 2)
					return l.RoundTrip(request)
				})
				assert.Greater(t, took, 2*of.trip, "the last of them show the clock")
				assert.LessOrEqual(t, took, of.longest)
			})
		}
	}
}

func TestNobodyIsHeldForTheClockWhereThatIsOfNoUse(t *testing.T) {
	t.Parallel()
	for name, of := range map[string]struct {
		limit    int
		patience time.Duration
		date     func(n int) string
	}{
		"who has little time":    {600, 1900 * time.Millisecond, nil},
		"by a limit that is low": {15, time.Hour, nil},
		"without a date":         {600, time.Hour, func(int) string { return "" }},
		"by clocks that differ": {600, time.Hour, func(n int) string {
			return time.Now().Add(time.Duration(n%2) * 2 * time.Second).UTC().Format(http.TimeFormat)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				l := &limiter{limit: of.limit, length: time.Minute}
				var n atomic.Int32
				assert.Zero(t, useUp(t, l, of.patience, func(request *http.Request) (*http.Response, error) {
					response, err := l.RoundTrip(request)
					if of.date != nil {
						response.Header["Date"] = []string{of.date(int(n.Add(1)))}
					}
					return response, err
				}))
			})
		})
	}
}

func TestAHerdWithoutKnowledgeBurnsNoMoreThanWhatIsInFlight(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := &limiter{limit: 20, length: time.Second, latency: 10 * time.Millisecond}
		took := herd(t, 64, 10, connect(t, l))
		t.Logf("%s, %d refused", took, l.refused)
		assert.LessOrEqual(t, l.refused, 64-20)
		assert.Equal(t, 640, l.ok)
		assert.LessOrEqual(t, took, 32*time.Second*102/100)
	})
}

func TestTwoHerdsShareAnOrgWithoutAStorm(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := &limiter{limit: 100, length: time.Second, latency: 20 * time.Millisecond}
		took := herd(t, 64, 25, connect(t, l), connect(t, l))
		t.Logf("%s, %d refused, %d of them later than in the first second", took, l.refused, l.later)
		assert.Equal(t, 3200, l.ok)
		assert.LessOrEqual(t, l.refused, 64, "128 came at once, neither herd knowing of the other, and 100 were allowed")
		assert.LessOrEqual(t, l.later, 5)
		assert.LessOrEqual(t, took, 32*time.Second*105/100)
	})
}

func TestWithoutTheGateAHerdStorms(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := &limiter{limit: 100, length: time.Second, latency: 10 * time.Millisecond}
		herd(t, 64, 5, connect(t, l, okta.WithoutRateLimitGate(), okta.WithRetry(okta.RetryPolicy{Attempts: 100})))
		assert.Greater(t, l.refused, 64)
	})
}

func TestTheGateWakesItsCallersGently(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := &limiter{limit: 100, length: time.Second, latency: 10 * time.Millisecond}
		herd(t, 64, 50, connect(t, l))
		require.NotEmpty(t, l.bursts)
		for at, together := range l.bursts {
			assert.LessOrEqual(t, together, 3, at)
		}
	})
}

func TestAShareLeavesTheRestToOthers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := &limiter{limit: 100, length: time.Second, latency: 10 * time.Millisecond}
		client := connect(t, l, okta.WithRateLimitShare(0.5))
		_, err := client.GetUser(t.Context(), "00u1")
		require.NoError(t, err)
		took := herd(t, 64, 25, client)
		t.Logf("%s, %d refused", took, l.refused)
		assert.Zero(t, l.refused)
		assert.GreaterOrEqual(t, took, 31*time.Second)
		assert.LessOrEqual(t, took, 32*time.Second*102/100)
	})
}

func TestEachClassHasItsOwnLimit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := &limiter{limit: 2, length: time.Minute}
		client := connect(t, l)
		start := time.Now()
		for range 2 {
			_, err := client.GetUser(t.Context(), "00u1")
			require.NoError(t, err)
		}
		for range 2 {
			for _, err := range client.ListUsers(t.Context(), nil) {
				require.NoError(t, err)
			}
		}
		assert.Zero(t, time.Since(start))
		_, err := client.GetUser(t.Context(), "00u1")
		require.NoError(t, err)
		assert.Equal(t, time.Minute, time.Since(start))
		assert.Zero(t, l.refused)
	})
}

func TestTheConcurrencyLimitNarrowsTheClient(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := &limiter{limit: 100_000, length: time.Minute, latency: 20 * time.Millisecond, concurrent: 15}
		took := herd(t, 64, 50, connect(t, l, okta.WithRetry(okta.RetryPolicy{Attempts: 10})))
		t.Logf("%s, %d crowded of %d", took, l.crowded, l.ok)
		assert.Less(t, l.crowded, l.ok/10)
		assert.Equal(t, 3200, l.ok)
		assert.Less(t, took, time.Minute, "its reset, an hour off, says nothing")
	})
}

func TestTheGateDoesNotBeginAWaitThatIsTooLong(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := &limiter{limit: 1, length: time.Minute}
		client := connect(t, l)
		_, err := client.GetUser(t.Context(), "00u1")
		require.NoError(t, err)

		start := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), 59*time.Second)
		defer cancel()
		_, err = client.GetUser(ctx, "00u1")
		require.ErrorIs(t, err, okta.ErrRateLimited)
		require.ErrorContains(t, err, "okta: getUser: not sent: the rate limit is used up")
		e, _ := errors.AsType[*okta.Error](err)
		assert.Equal(t, time.Minute, e.RetryAfter)
		assert.Zero(t, e.Attempts)
		assert.Zero(t, time.Since(start))

		_, err = connectedAfter(t, l, okta.WithRetry(okta.RetryPolicy{MaxWait: 59 * time.Second})).GetUser(t.Context(), "00u1")
		require.ErrorIs(t, err, okta.ErrRateLimited)
		assert.Zero(t, time.Since(start))

		ctx, cancel = context.WithTimeout(t.Context(), 61*time.Second)
		defer cancel()
		_, err = client.GetUser(ctx, "00u1")
		require.NoError(t, err)
		assert.Equal(t, time.Minute, time.Since(start))
	})
}

// connectedAfter returns a client that has seen the limit used up.
func connectedAfter(t *testing.T, l *limiter, options ...okta.Option) *okta.Client {
	client := connect(t, l, options...)
	_, err := client.GetUser(t.Context(), "00u1", okta.WithoutRetry())
	require.ErrorIs(t, err, okta.ErrRateLimited)
	return client
}

func TestACancelledCallerLeavesTheGateToOthers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := &limiter{limit: 1, length: time.Minute}
		client := connect(t, l)
		_, err := client.GetUser(t.Context(), "00u1")
		require.NoError(t, err)
		start := time.Now()
		ctx, cancel := context.WithCancel(t.Context())
		var all sync.WaitGroup
		for range 10 {
			all.Go(func() {
				_, err := client.GetUser(ctx, "00u1")
				assert.ErrorIs(t, err, context.Canceled)
				assert.Equal(t, 10*time.Second, time.Since(start))
			})
		}
		synctest.Wait()
		all.Go(func() {
			_, err := client.GetUser(t.Context(), "00u1")
			assert.NoError(t, err)
			assert.Equal(t, time.Minute, time.Since(start))
		})
		time.Sleep(10 * time.Second)
		cancel()
		all.Wait()
		assert.Equal(t, 2, l.ok)
	})
}

func TestASlowRequestDoesNotHoldANewWindow(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var sent atomic.Int32
		client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) {
			if sent.Add(1) > 2 {
				time.Sleep(30 * time.Second)
			}
			reset := time.Now().Truncate(time.Minute).Add(time.Minute)
			if sent.Load() == 2 {
				return testkit.Reply(200, testkit.LimitHeader(600, 0, reset), `{}`), nil
			}
			return testkit.Reply(200, testkit.LimitHeader(600, 599, reset), `{}`), nil
		})
		for range 2 {
			_, err := client.GetUser(t.Context(), "00u1")
			require.NoError(t, err)
		}
		start := time.Now()
		var all sync.WaitGroup
		for range 32 {
			all.Go(func() {
				_, err := client.GetUser(t.Context(), "00u1")
				assert.NoError(t, err)
			})
		}
		all.Wait()
		assert.LessOrEqual(t, time.Since(start), time.Minute+30*time.Second+7*250*time.Millisecond)
	})
}

func TestHeadersThatGoAwayOrMakeNoSenseHoldNobodyForLong(t *testing.T) {
	t.Parallel()
	headers := map[string]func(now time.Time) http.Header{
		"none": func(time.Time) http.Header { return nil },
		"not numbers": func(time.Time) http.Header {
			return http.Header{"X-Rate-Limit-Limit": {"x"}, "X-Rate-Limit-Remaining": {"0"}}
		},
		"a reset past":    func(now time.Time) http.Header { return testkit.LimitHeader(10, 0, now.Add(-time.Hour)) },
		"a reset far off": func(now time.Time) http.Header { return testkit.LimitHeader(10, 0, now.Add(240*time.Hour)) },
		"no date": func(now time.Time) http.Header {
			h := testkit.LimitHeader(10, 9, now.Add(time.Second))
			h["Date"] = nil
			return h
		},
		"a negative limit": func(now time.Time) http.Header {
			h := testkit.LimitHeader(10, 9, now)
			h["X-Rate-Limit-Limit"] = []string{"-10"}
			return h
		},
	}
	for name, header := range headers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				first := true
				var mu sync.Mutex
				client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
					mu.Lock()
					defer mu.Unlock()
					if first {
						first = false
						return testkit.Reply(200, testkit.LimitHeader(10, 9, time.Now().Add(time.Second)), `{}`), nil
					}
					return testkit.Reply(200, header(time.Now()), `{}`), nil
				})
				_, err := client.GetUser(t.Context(), "00u1")
				require.NoError(t, err)
				assert.LessOrEqual(t, herd(t, 10, 10, client), 13*time.Second)
			})
		})
	}
}

func TestWithoutADateTheResetIsByTheLocalClock(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		n := 0
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
			n++
			header := testkit.LimitHeader(2, max(0, 2-n), time.Now().Truncate(time.Minute).Add(time.Minute))
			header["Date"] = nil
			return testkit.Reply(200, header, `{}`), nil
		})
		start := time.Now()
		for range 3 {
			_, err := client.GetUser(t.Context(), "00u1")
			require.NoError(t, err)
		}
		assert.Equal(t, time.Minute, time.Since(start))
	})
}

func TestAServerClockThatGoesBackCostsOneRefusal(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		// From the second minute on the server's clock is 20 s behind what it was.
		behind, began := time.Duration(0), time.Now()
		used, refused := 0, 0
		window := time.Time{}
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
			if time.Since(began) >= 30*time.Second {
				behind = 20 * time.Second
			}
			now := time.Now().Add(-behind)
			if reset := now.Truncate(time.Minute).Add(time.Minute); reset != window {
				window, used = reset, 0
			}
			used++
			header := testkit.LimitHeader(10, max(0, 10-used), window)
			header["Date"] = []string{now.UTC().Format(http.TimeFormat)}
			if used > 10 {
				refused++
				return testkit.Reply(429, header, testkit.Limited), nil
			}
			return testkit.Reply(200, header, `{}`), nil
		})
		for range 50 {
			_, err := client.GetUser(t.Context(), "00u1")
			require.NoError(t, err)
		}
		assert.LessOrEqual(t, refused, 1)
		assert.Less(t, time.Since(began), 6*time.Minute)
	})
}

func TestSharesThatAreNoneAreRefused(t *testing.T) {
	t.Parallel()
	for _, share := range []float64{0, -1, 1.01, 50} {
		_, err := okta.NewClient("https://acme.okta.com", okta.APIToken(testkit.Token), okta.WithRateLimitShare(share))
		require.ErrorContains(t, err, "is not a share")
		require.False(t, strings.Contains(err.Error(), "\n"))
	}
}
