package wrapper

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// An org that answers anything, and callers that give up at any time, leave the gate as it was made: nobody in it, nobody waiting,
// and nobody held for longer than the longest wait.
func TestTheGateStandsWhateverComes(t *testing.T) {
	t.Parallel()
	for seed := range uint64(40) {
		synctest.Test(t, func(t *testing.T) {
			var mu sync.Mutex
			random := rand.New(rand.NewPCG(seed, seed))
			pick := func(n int) int {
				mu.Lock()
				defer mu.Unlock()
				return random.IntN(n)
			}
			const longest = 2 * time.Minute
			g := newGate([]float64{1, 0.5, 0.01}[pick(3)], longest)
			answer := func() *http.Response {
				if pick(10) == 0 {
					return nil
				}
				now := time.Now()
				response := &http.Response{StatusCode: []int{200, 200, 200, 429, 500}[pick(5)], Header: http.Header{}}
				response.Header.Set("Date", now.Add(time.Duration(pick(3)-1)*time.Second).UTC().Format(http.TimeFormat))
				if pick(10) == 0 {
					response.Header.Del("Date")
				}
				if pick(8) == 0 {
					return response
				}
				limit := []int{0, 1, 2, 30, 600}[pick(5)]
				response.Header.Set(headerRateLimitLimit, fmt.Sprint(limit))
				response.Header.Set(headerRateLimitRemaining, fmt.Sprint(pick(limit+1)))
				reset := now.Truncate(time.Minute).Add([]time.Duration{time.Minute, time.Second, -time.Hour, 100 * time.Hour, 2 * time.Minute}[pick(5)])
				response.Header.Set(headerRateLimitReset, fmt.Sprint(reset.Unix()))
				return response
			}
			var all sync.WaitGroup
			for range 30 {
				all.Go(func() {
					for range 20 {
						ctx, cancel := context.WithTimeout(t.Context(), time.Duration(1+pick(200))*time.Second)
						start := time.Now()
						k, err := g.enter(ctx, fmt.Sprint("class", pick(2)))
						assert.LessOrEqual(t, time.Since(start), 200*time.Second)
						if _, held := errors.AsType[*heldError](err); err != nil && !held {
							assert.ErrorIs(t, err, context.DeadlineExceeded)
						}
						if err == nil {
							time.Sleep(time.Duration(pick(3000)) * time.Millisecond)
							g.leave(k, answer())
						}
						cancel()
						time.Sleep(time.Duration(pick(1000)) * time.Millisecond)
					}
				})
			}
			all.Wait()
			require.Zero(t, g.inFlight)
			for name, k := range g.classes {
				require.Zero(t, k.inFlight, name)
				require.Empty(t, k.waiting, name)
				if k.timer != nil {
					require.False(t, k.timer.Stop(), "no timer runs where nobody waits")
				}
			}

			// Somebody who can wait gets in.
			k, err := g.enter(t.Context(), "class0")
			if _, held := errors.AsType[*heldError](err); !held {
				require.NoError(t, err)
				g.leave(k, nil)
			}
		})
	}
}

func TestNoTimerRunsWhereNobodyWaits(t *testing.T) {
	t.Parallel()
	for name, last := range map[string]string{"all let in": "9", "all refused": "0"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				answer := func(remaining string, reset time.Duration) *http.Response {
					now := time.Now()
					response := &http.Response{StatusCode: http.StatusOK, Header: http.Header{}}
					response.Header.Set("Date", now.UTC().Format(http.TimeFormat))
					response.Header.Set(headerRateLimitLimit, "10")
					response.Header.Set(headerRateLimitRemaining, remaining)
					response.Header.Set(headerRateLimitReset, fmt.Sprint(now.Add(reset).Unix()))
					return response
				}
				g := newGate(1, time.Minute)
				k, err := g.enter(t.Context(), "class")
				require.NoError(t, err)
				slow, err := g.enter(t.Context(), "class")
				require.NoError(t, err)
				g.leave(k, answer("0", 30*time.Second))
				entered := make(chan error)
				go func() {
					_, err := g.enter(t.Context(), "class")
					entered <- err
				}()
				synctest.Wait()
				g.leave(slow, answer(last, time.Hour))
				if err := <-entered; last == "0" {
					require.ErrorIs(t, err, ErrRateLimited)
				} else {
					require.NoError(t, err)
				}
				require.False(t, k.timer.Stop())
			})
		})
	}
}
