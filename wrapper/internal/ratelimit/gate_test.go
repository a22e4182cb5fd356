package ratelimit_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/wrapper/internal/ratelimit"
)

// virtual runs a test in virtual time, which begins at the start of a minute.
func virtual(t *testing.T, test func(*testing.T)) {
	t.Parallel()
	synctest.Test(t, test)
}

// answered lets a request of class "users" in, which must not have to wait, and answers it.
func answered(t *testing.T, gate *ratelimit.Gate, response *http.Response) {
	t.Helper()
	start := time.Now()
	pass, err := gate.Enter(t.Context(), "users")
	require.NoError(t, err)
	require.Zero(t, time.Since(start))
	pass.Done(response)
}

// enter lets a request of class "users" in.
func enter(t *testing.T, gate *ratelimit.Gate) *ratelimit.Pass {
	t.Helper()
	pass, err := gate.Enter(t.Context(), "users")
	require.NoError(t, err)
	return pass
}

// enterFor tries to enter with a deadline, and returns how long that took.
func enterFor(t *testing.T, gate *ratelimit.Gate, patience time.Duration) (*ratelimit.Pass, time.Duration, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	start := time.Now()
	pass, err := gate.Enter(ctx, "users")
	return pass, time.Since(start), err
}

func requireHeld(t *testing.T, err error, wait time.Duration) {
	t.Helper()
	held, ok := errors.AsType[*ratelimit.HeldError](err)
	require.True(t, ok, "%v", err)
	require.Equal(t, wait, held.Wait)
}

// It could where an int has 32 bits.
func TestTheLargestLimitDoesNotOverflow(t *testing.T) {
	virtual(t, func(t *testing.T) {
		for _, largest := range []int{1<<30 - 1, 1<<31 - 1} {
			gate, reset := ratelimit.New(1, time.Hour), time.Now().Add(time.Minute)
			for range 3 {
				answered(t, gate, reply(200, time.Now(), largest, largest, reset))
			}
		}
	})
}

func TestAHerdTakesNoLongerThanTheLimitAllows(t *testing.T) {
	t.Parallel()
	for _, of := range []struct {
		limit  int
		length time.Duration
	}{{1000, 3 * time.Second}, {100, time.Second}, {600, time.Minute}} {
		for _, phase := range []time.Duration{0, 100, 333, 500, 667, 900} {
			for _, latency := range []time.Duration{1, 10, 50} {
				t.Run(fmt.Sprintf("%d in %s/at %d ms/over %d ms", of.limit, of.length, phase, latency), func(t *testing.T) {
					virtual(t, func(t *testing.T) {
						o := &org{limit: of.limit, length: of.length, latency: latency * time.Millisecond}
						gate := ratelimit.New(1, time.Hour)
						time.Sleep(phase * time.Millisecond)
						require.NoError(t, request(t.Context(), gate, o.users))
						start := time.Now()
						took := herd(t, 64, 50, o.users, gate)
						least := start.Truncate(of.length).Add(time.Duration(3200/of.limit) * of.length).Sub(start)
						t.Logf("%s of %s, the last window opened after %s", took, least, o.opened.Sub(start))
						assert.Zero(t, o.refused, "headers have been seen before the herd came")
						assert.Equal(t, 3201, o.ok)
						assert.LessOrEqual(t, o.opened.Sub(start), least*105/100)
						if latency == 1 { // else the requests of the last window take some of the time that the limit allows
							assert.LessOrEqual(t, took, least*105/100)
						}
					})
				})
			}
		}
	}
}

func TestAHerdWithoutKnowledgeIsRefusedNoMoreThanWhatIsInFlight(t *testing.T) {
	virtual(t, func(t *testing.T) {
		o := &org{limit: 20, length: time.Second, latency: 10 * time.Millisecond}
		took := herd(t, 64, 10, o.users, ratelimit.New(1, time.Hour))
		assert.LessOrEqual(t, o.refused, 64-20)
		assert.Equal(t, 640, o.ok)
		assert.LessOrEqual(t, took, 33*time.Second)
	})
}

func TestTwoClientsShareALimit(t *testing.T) {
	virtual(t, func(t *testing.T) {
		o := &org{limit: 100, length: time.Second, latency: 20 * time.Millisecond}
		start := time.Now()
		var later atomic.Int32
		send := func() *http.Response {
			response := o.users()
			if response.StatusCode == http.StatusTooManyRequests && time.Since(start) >= o.length {
				later.Add(1)
			}
			return response
		}
		took := herd(t, 64, 25, send, ratelimit.New(1, time.Hour), ratelimit.New(1, time.Hour))
		t.Logf("%s, %d refused, %d of them later", took, o.refused, later.Load())
		assert.LessOrEqual(t, o.refused, 64, "128 came at once, neither herd knowing of the other, and 100 were allowed")
		assert.LessOrEqual(t, later.Load(), int32(64*25*2/100), "of a hundred requests one is refused at most, mostly none: each herd sees the other only in what its own answers say is left")
		assert.LessOrEqual(t, took, 32*time.Second*105/100)
	})
}

func TestAShareLeavesTheRestToOthers(t *testing.T) {
	virtual(t, func(t *testing.T) {
		o := &org{limit: 100, length: time.Second, latency: 10 * time.Millisecond}
		gate := ratelimit.New(0.5, time.Hour)
		require.NoError(t, request(t.Context(), gate, o.users))
		took := herd(t, 64, 25, o.users, gate)
		assert.Zero(t, o.refused)
		assert.GreaterOrEqual(t, took, 31*time.Second)
		assert.LessOrEqual(t, took, 33*time.Second)
	})
}

func TestAShareIsAllWhereNoneIsGiven(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(0, time.Hour)
		for left := 9; left >= 0; left-- {
			answered(t, gate, reply(200, time.Now(), 10, left, time.Now().Add(time.Minute)))
		}
	})
}

// An int of 32 bits must not overflow.
func TestTheLargestLimitHoldsNobody(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, 0)
		for range 100 {
			answered(t, gate, reply(200, time.Now(), math.MaxInt32, math.MaxInt32, time.Now().Add(time.Minute)))
		}
	})
}

func TestASmallShareIsOneRequestAtLeast(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(0.01, time.Hour)
		for range 3 {
			answered(t, gate, reply(200, time.Now(), 10, 9, time.Now().Add(time.Minute)))
			_, _, err := enterFor(t, gate, time.Second)
			requireHeld(t, err, time.Minute)
			time.Sleep(time.Minute)
		}
	})
}

func TestRequestsInFlightAndSmallerLimitsAreNotTakenForOtherClients(t *testing.T) {
	t.Parallel()
	for name, before := range map[string]func(*testing.T, *ratelimit.Gate){
		"in flight": func(t *testing.T, gate *ratelimit.Gate) {
			answered(t, gate, reply(200, time.Now(), 100, 99, time.Now().Add(time.Minute)))
			for range 9 {
				_, err := gate.Enter(t.Context(), "users")
				require.NoError(t, err)
			}
			answered(t, gate, reply(200, time.Now(), 100, 89, time.Now().Add(time.Minute)))
		},
		"a smaller limit": func(t *testing.T, gate *ratelimit.Gate) {
			answered(t, gate, reply(200, time.Now(), 600, 590, time.Now().Add(time.Minute)))
			answered(t, gate, reply(200, time.Now(), 100, 89, time.Now().Add(time.Minute)))
		},
	} {
		t.Run(name, func(t *testing.T) {
			virtual(t, func(t *testing.T) {
				gate := ratelimit.New(1, time.Hour)
				before(t, gate)
				require.GreaterOrEqual(t, len(enterAll(t, gate)), 80)
			})
		})
	}
}

func TestWhoComesLaterDoesNotJumpTheLine(t *testing.T) {
	t.Parallel()
	for range 30 { // whether the timer or the newcomer is first is left to chance
		synctest.Test(t, func(t *testing.T) {
			gate := ratelimit.New(1, time.Hour)
			answered(t, gate, reply(200, time.Now(), 1, 0, time.Now().Add(time.Minute)))
			var order []string
			var all sync.WaitGroup
			all.Go(func() {
				pass, err := gate.Enter(t.Context(), "users")
				assert.NoError(t, err)
				order = append(order, "first")
				pass.Done(nil)
			})
			synctest.Wait()
			time.Sleep(time.Minute)
			pass, err := gate.Enter(t.Context(), "users")
			require.NoError(t, err)
			synctest.Wait()
			order = append(order, "second")
			pass.Done(nil)
			all.Wait()
			require.Equal(t, []string{"first", "second"}, order)
		})
	}
}

func TestANewWindowBeginsSlowly(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, time.Hour)
		answered(t, gate, reply(200, time.Now(), 100, 99, time.Now().Add(time.Second)))
		time.Sleep(time.Second)
		passes := make(chan *ratelimit.Pass, 20)
		var all sync.WaitGroup
		for range cap(passes) {
			all.Go(func() {
				pass, err := gate.Enter(t.Context(), "users")
				assert.NoError(t, err)
				passes <- pass
			})
		}
		synctest.Wait()
		require.Len(t, passes, 1)
		end := time.Now().Add(time.Minute)
		for _, of := range []struct {
			answer  *http.Response
			entered int
		}{
			{reply(200, time.Now(), 100, 99, end), 2},
			{reply(500, time.Now(), 100, 98, end), 2},
			{nil, 2},
			{reply(429, time.Now(), 100, 97, end), 0},
		} {
			before := len(passes) - 1
			(<-passes).Done(of.answer)
			synctest.Wait()
			require.Len(t, passes, before+of.entered)
		}
		before := len(passes)
		time.Sleep(250*time.Millisecond - time.Nanosecond)
		synctest.Wait()
		require.Len(t, passes, before)
		time.Sleep(time.Nanosecond)
		synctest.Wait()
		require.Len(t, passes, before+2, "an answer is not waited for for ever")
		all.Wait()
	})
}

func TestEachClassHasItsOwnLimit(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, 2*time.Minute)
		answered(t, gate, reply(200, time.Now(), 2, 0, time.Now().Add(time.Minute)))
		start := time.Now()
		_, err := gate.Enter(t.Context(), "groups")
		require.NoError(t, err)
		require.Zero(t, time.Since(start))
		_, err = gate.Enter(t.Context(), "users")
		require.NoError(t, err)
		require.Equal(t, time.Minute, time.Since(start))
	})
}

func TestNobodyIsHeldWhileEnoughIsLeft(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, 0)
		for left := 599; left >= 0; left-- {
			answered(t, gate, reply(200, time.Now(), 600, left, time.Now().Add(time.Minute)))
		}
	})
}

func TestWhoWouldWaitTooLongIsToldAtOnce(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, 90*time.Second)
		answered(t, gate, reply(200, time.Now(), 1, 0, time.Now().Add(time.Minute)))

		_, took, err := enterFor(t, gate, time.Minute)
		requireHeld(t, err, time.Minute)
		require.ErrorContains(t, err, "not sent: the rate limit is used up")
		require.Zero(t, took)

		short := ratelimit.New(1, time.Minute)
		answered(t, short, reply(200, time.Now(), 1, 0, time.Now().Add(time.Minute)))
		_, took, err = enterFor(t, short, time.Hour)
		requireHeld(t, err, time.Minute)
		require.Zero(t, took)

		_, took, err = enterFor(t, gate, 61*time.Second)
		require.NoError(t, err)
		require.Equal(t, time.Minute, took)
	})
}

func TestTheLineIsToldWhenTheWindowIsUsedUpByOthers(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, time.Hour)
		answered(t, gate, reply(200, time.Now(), 10, 1, time.Now().Add(time.Minute)))
		slow, err := gate.Enter(t.Context(), "users")
		require.NoError(t, err)
		told := make(chan time.Duration)
		go func() {
			_, took, err := enterFor(t, gate, 65*time.Second)
			_, held := errors.AsType[*ratelimit.HeldError](err)
			assert.True(t, held, "%v", err)
			told <- took
		}()
		time.Sleep(10 * time.Second)
		// It ends later than was thought.
		slow.Done(reply(429, time.Now().Add(-7*time.Second), 10, 0, time.Now().Add(50*time.Second)))
		require.Equal(t, 10*time.Second, <-told)
		require.NoError(t, gate.Idle(), "no timer runs where nobody waits")
	})
}

func TestRequestsInFlightMayHaveBeenCounted(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, time.Hour)
		answered(t, gate, reply(200, time.Now(), 10, 2, time.Now().Add(time.Minute)))
		passes := []*ratelimit.Pass{enter(t, gate), enter(t, gate)}
		time.AfterFunc(time.Second, func() { passes[0].Done(reply(200, time.Now(), 10, 1, time.Now().Add(59*time.Second))) })
		time.AfterFunc(2*time.Second, func() { passes[1].Done(nil) })
		_, took, err := enterFor(t, gate, 30*time.Second)
		require.NoError(t, err)
		require.Equal(t, 2*time.Second, took)
	})
}

func TestAWaitOverSeveralWindowsIsToldByTheLongestOfThem(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, 65*time.Second)
		answered(t, gate, reply(200, time.Now(), 1, 0, time.Now().Add(55*time.Minute))) // too long to be one of Okta's
		time.Sleep(2 * time.Second)
		answered(t, gate, reply(200, time.Now(), 1, 0, time.Now().Add(10*time.Second)))
		go func() {
			_, err := gate.Enter(t.Context(), "users")
			assert.NoError(t, err)
		}()
		synctest.Wait()
		_, took, err := enterFor(t, gate, time.Hour)
		requireHeld(t, err, 70*time.Second)
		require.Zero(t, took)
		time.Sleep(time.Minute)
	})
}

func TestMaxWaitBoundsTheWholeWait(t *testing.T) {
	virtual(t, func(t *testing.T) {
		const longest = 70 * time.Second
		o := &org{limit: 10, length: time.Minute, latency: 10 * time.Millisecond}
		gate := ratelimit.New(1, longest)
		require.NoError(t, request(t.Context(), gate, o.users))
		var mu sync.Mutex
		let, atOnce, later := 0, 0, 0
		var all sync.WaitGroup
		for range 200 {
			all.Go(func() {
				start := time.Now()
				err := request(t.Context(), gate, o.users)
				took := time.Since(start)
				assert.LessOrEqual(t, took, longest+2*o.latency)
				mu.Lock()
				defer mu.Unlock()
				held, ok := errors.AsType[*ratelimit.HeldError](err)
				switch {
				case err == nil:
					let++
				case !ok:
					assert.NoError(t, err)
				case took == 0:
					assert.GreaterOrEqual(t, held.Wait, longest)
					atOnce++
				default:
					later++
				}
			})
		}
		all.Wait()
		assert.Zero(t, o.refused)
		assert.Equal(t, 9+10, let, "the rest of this window, and the next one")
		assert.GreaterOrEqual(t, atOnce, 200-9-2*10)
		assert.Equal(t, 200, let+atOnce+later)
	})
}

func TestNobodyWaitsForAnAnswerLongerThanMaxWait(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, 70*time.Second)
		busy, err := gate.Enter(t.Context(), "users")
		require.NoError(t, err)
		other, err := gate.Enter(t.Context(), "users")
		require.NoError(t, err)
		other.Done(reply(429, time.Now(), 0, 0, time.Now())) // one at a time, from now on
		_, took, err := enterFor(t, gate, time.Hour)
		requireHeld(t, err, 0)
		require.Equal(t, 70*time.Second, took)
		busy.Done(nil)
		require.NoError(t, gate.Idle())
	})
}

func TestATrialWaitsForRoomNoLongerThanMaxWait(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, 5*time.Second)
		answered(t, gate, reply(200, time.Now(), 600, 0, time.Now().Add(55*time.Minute)))
		busy, err := gate.Enter(t.Context(), "groups")
		require.NoError(t, err)
		other, err := gate.Enter(t.Context(), "groups")
		require.NoError(t, err)
		other.Done(reply(429, time.Now(), 0, 0, time.Now())) // one at a time, from now on
		_, took, err := enterFor(t, gate, time.Hour)
		requireHeld(t, err, 0)
		require.Equal(t, 5*time.Second, took)
		busy.Done(nil)
		require.NoError(t, gate.Idle())
	})
}

func TestACancelledCallerLeavesTheLineToOthers(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, 10*time.Minute)
		answered(t, gate, reply(200, time.Now(), 1, 0, time.Now().Add(time.Minute)))
		start := time.Now()
		ctx, cancel := context.WithCancel(t.Context())
		var all sync.WaitGroup
		for range 5 {
			all.Go(func() {
				_, err := gate.Enter(ctx, "users")
				assert.ErrorIs(t, err, context.Canceled)
				assert.EqualError(t, err, "waiting for the rate limit: context canceled")
				assert.Equal(t, 10*time.Second, time.Since(start))
			})
		}
		synctest.Wait()
		all.Go(func() {
			pass, err := gate.Enter(t.Context(), "users")
			assert.NoError(t, err)
			assert.Equal(t, time.Minute, time.Since(start))
			pass.Done(nil)
		})
		time.Sleep(10 * time.Second)
		cancel()
		all.Wait()
		require.NoError(t, gate.Idle())
	})
}

func TestRequestsThatHangHoldNoNewWindow(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, time.Hour)
		answered(t, gate, reply(200, time.Now(), 3, 2, time.Now().Add(time.Minute)))
		for range 2 {
			hanging, err := gate.Enter(t.Context(), "users")
			require.NoError(t, err)
			defer hanging.Done(nil)
		}
		pass, took, err := enterFor(t, gate, time.Hour)
		require.NoError(t, err)
		require.Equal(t, time.Minute, took)
		pass.Done(reply(200, time.Now(), 3, 2, time.Now().Add(time.Minute)))
		answered(t, gate, nil)
	})
}

func TestALateAnswerSaysNothingOfTheNextWindow(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, time.Hour)
		reset := time.Now().Add(time.Minute)
		answered(t, gate, reply(200, time.Now(), 100, 99, reset))
		late, err := gate.Enter(t.Context(), "users")
		require.NoError(t, err)
		later, err := gate.Enter(t.Context(), "users")
		require.NoError(t, err)
		time.Sleep(time.Minute)
		pass, err := gate.Enter(t.Context(), "users")
		require.NoError(t, err)
		late.Done(reply(200, time.Now().Add(-time.Second), 100, 0, reset))
		answered(t, gate, nil)
		pass.Done(reply(200, time.Now(), 100, 98, reset.Add(time.Minute)))
		later.Done(reply(200, time.Now().Add(-time.Second), 100, 0, reset))
		answered(t, gate, nil)
	})
}

func TestOfAnswersThatOvertakeEachOtherTheLowestCounts(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, 30*time.Second)
		reset := time.Now().Add(time.Minute)
		answered(t, gate, reply(200, time.Now(), 10, 9, reset))
		first, err := gate.Enter(t.Context(), "users")
		require.NoError(t, err)
		second, err := gate.Enter(t.Context(), "users")
		require.NoError(t, err)
		second.Done(reply(200, time.Now(), 10, 0, reset))
		first.Done(reply(200, time.Now(), 10, 8, reset))
		_, _, err = enterFor(t, gate, time.Second)
		require.Error(t, err)
	})
}

// The times of an answer are in whole seconds, so its window may end nearly a second before they say.
func TestTheLastRequestsOfAWindowFindOutWhenItEnds(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, time.Hour)
		start := time.Now()
		reset := start.Add(10 * time.Second)
		theirs := start.Add(600 * time.Millisecond) // their next second begins after 400 ms
		answered(t, gate, reply(200, theirs, 100, 6, reset))
		var passes [6]*ratelimit.Pass
		for i := range passes {
			var err error
			passes[i], err = gate.Enter(t.Context(), "users")
			require.NoError(t, err)
		}
		var mu sync.Mutex
		var at []time.Duration
		left := 3
		var all sync.WaitGroup
		for range 5 {
			all.Go(func() {
				pass, err := gate.Enter(t.Context(), "users")
				assert.NoError(t, err)
				mu.Lock()
				defer mu.Unlock()
				at = append(at, time.Since(start)/time.Millisecond)
				left--
				if left >= 0 {
					pass.Done(reply(200, theirs.Add(time.Since(start)), 100, left+3, reset))
				}
			})
		}
		synctest.Wait()
		for _, pass := range passes[:3] {
			pass.Done(nil) // three may go, and three are still in flight
		}
		all.Wait()
		// The one after 500 ms is answered in their next second, so 9 s after it the window is over, and not only after
		// 10 s.
		require.Equal(t, []time.Duration{250, 500, 750, 9500, 9750}, at)
	})
}

func TestOneOddAnswerCostsSeconds(t *testing.T) {
	t.Parallel()
	for name, odd := range map[string]struct {
		status    int
		remaining int
		reset     time.Duration
	}{
		"used up for an hour":         {200, 0, 55 * time.Minute},
		"refused for an hour":         {429, 0, 55 * time.Minute},
		"used up for this window":     {200, 0, 50 * time.Second},
		"refused for this window":     {429, 0, 50 * time.Second},
		"used up for another window":  {200, 0, 30 * time.Second},
		"used up for a longer window": {200, 0, 90 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			virtual(t, func(t *testing.T) {
				gate := ratelimit.New(1, 90*time.Second)
				o := &org{limit: 600, length: time.Minute, latency: 10 * time.Millisecond}
				time.Sleep(10 * time.Second)
				assert.Zero(t, herd(t, 16, 1, o.users, gate)/time.Second)
				answered(t, gate, reply(odd.status, time.Now(), 600, odd.remaining, time.Now().Add(odd.reset)))
				assert.LessOrEqual(t, herd(t, 16, 10, o.users, gate), 4*time.Second)
				assert.Zero(t, o.refused)
			})
		})
	}
}

func TestTheTrialDecides(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, 90*time.Second)
		reset := time.Now().Add(55 * time.Minute)
		answered(t, gate, reply(429, time.Now(), 600, 0, reset))
		trial, took, err := enterFor(t, gate, time.Hour)
		require.NoError(t, err)
		require.Equal(t, 2*time.Second, took)
		told := make(chan error)
		go func() {
			_, _, err := enterFor(t, gate, time.Hour)
			told <- err
		}()
		synctest.Wait()
		trial.Done(reply(429, time.Now(), 600, 0, reset))
		requireHeld(t, <-told, time.Until(reset))
		// From now on it is believed, and tried again after longer and longer.
		for _, pause := range []time.Duration{4, 8, 16, 32, 60, 60} {
			time.Sleep(pause*time.Second - time.Nanosecond)
			_, _, err := enterFor(t, gate, time.Hour)
			requireHeld(t, err, time.Until(reset))
			time.Sleep(time.Nanosecond)
			answered(t, gate, reply(429, time.Now(), 600, 0, reset))
		}
		time.Sleep(time.Minute)
		answered(t, gate, reply(200, time.Now(), 600, 599, time.Now().Add(time.Minute)))
		answered(t, gate, reply(200, time.Now(), 600, 598, time.Now().Add(time.Minute)))
	})
}

func TestATrialThatIsServedConfirmsNothing(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, 90*time.Second)
		reset := time.Now().Add(50 * time.Second)
		answered(t, gate, reply(200, time.Now(), 600, 599, reset))
		answered(t, gate, reply(200, time.Now(), 600, 0, reset))
		time.Sleep(2 * time.Second)
		answered(t, gate, reply(200, time.Now(), 600, 0, reset))
		_, took, err := enterFor(t, gate, time.Hour)
		require.NoError(t, err)
		require.Equal(t, 4*time.Second, took)
	})
}

func TestAWindowThatEndsBeforeItsTrialOpensThen(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, 90*time.Second)
		answered(t, gate, reply(200, time.Now(), 600, 599, time.Now().Add(time.Second)))
		answered(t, gate, reply(200, time.Now(), 600, 0, time.Now().Add(time.Second)))
		_, took, err := enterFor(t, gate, time.Hour)
		require.NoError(t, err)
		require.Equal(t, time.Second, took)
	})
}

func TestATrialEndsWithItsWindow(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, 90*time.Second)
		answered(t, gate, reply(200, time.Now(), 1, 0, time.Now().Add(90*time.Second)))
		time.Sleep(90 * time.Second)
		enter(t, gate)
		_, _, err := enterFor(t, gate, time.Second)
		require.Error(t, err, "the limit is one")
	})
}

func TestAnswersThatMakeNoSenseChangeNothing(t *testing.T) {
	t.Parallel()
	for name, odd := range map[string]func() *http.Response{
		"a reset past":    func() *http.Response { return reply(200, time.Now(), 600, 0, time.Now()) },
		"a reset far off": func() *http.Response { return reply(200, time.Now(), 600, 0, time.Now().Add(2*time.Hour)) },
		"a limit of none": func() *http.Response { return reply(200, time.Now(), 0, 0, time.Now().Add(time.Minute)) },
	} {
		t.Run(name, func(t *testing.T) {
			virtual(t, func(t *testing.T) {
				gate := ratelimit.New(1, time.Hour)
				answered(t, gate, reply(200, time.Now(), 600, 5, time.Now().Add(time.Minute)))
				answered(t, gate, odd())
				require.Len(t, enterAll(t, gate), 5)
			})
		})
	}
}

func TestATrialThatIsNotAnsweredIsFollowedByAnother(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, 90*time.Second)
		answered(t, gate, reply(429, time.Now(), 600, 0, time.Now().Add(55*time.Minute)))
		for range 3 {
			_, took, err := enterFor(t, gate, time.Hour)
			require.NoError(t, err)
			require.Equal(t, 2*time.Second, took)
		}
	})
}

func TestAnHonestRefusalIsNotTried(t *testing.T) {
	t.Parallel()
	for name, before := range map[string][]int{
		"nothing was known": nil,
		"little was left":   {30},
	} {
		t.Run(name, func(t *testing.T) {
			virtual(t, func(t *testing.T) {
				gate := ratelimit.New(1, 90*time.Second)
				for _, remaining := range before {
					answered(t, gate, reply(200, time.Now(), 600, remaining, time.Now().Add(time.Minute)))
				}
				answered(t, gate, reply(429, time.Now(), 600, 0, time.Now().Add(time.Minute)))
				_, took, err := enterFor(t, gate, time.Hour)
				require.NoError(t, err)
				require.Equal(t, time.Minute, took)
			})
		})
	}
}

func TestALimitThatOthersUseIsNotDoubtedInTheNextWindow(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, 90*time.Second)
		answered(t, gate, reply(200, time.Now(), 600, 599, time.Now().Add(time.Minute)))
		answered(t, gate, reply(200, time.Now(), 600, 250, time.Now().Add(time.Minute)))
		time.Sleep(time.Minute)
		answered(t, gate, reply(200, time.Now(), 600, 290, time.Now().Add(time.Minute)))
		time.Sleep(30 * time.Second)
		answered(t, gate, reply(429, time.Now(), 600, 0, time.Now().Add(30*time.Second)))
		_, took, err := enterFor(t, gate, time.Hour)
		require.NoError(t, err)
		require.Equal(t, 30*time.Second, took)
	})
}

func TestASurprisingRefusalIsTriedOnce(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, 90*time.Second)
		reset := time.Now().Add(time.Minute)
		answered(t, gate, reply(200, time.Now(), 600, 599, reset))
		answered(t, gate, reply(429, time.Now(), 600, 0, reset))
		trial, took, err := enterFor(t, gate, time.Hour)
		require.NoError(t, err)
		require.Equal(t, 2*time.Second, took)
		trial.Done(reply(429, time.Now(), 600, 0, reset))
		_, took, err = enterFor(t, gate, time.Hour)
		require.NoError(t, err)
		require.Equal(t, 58*time.Second, took)
	})
}

func TestAServerWhoseRemainingNeverFallsHoldsNobody(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, time.Hour)
		took := herd(t, 16, 100, func() *http.Response {
			time.Sleep(10 * time.Millisecond)
			return reply(200, time.Now(), 50, 49, time.Now().Truncate(time.Minute).Add(time.Minute))
		}, gate)
		assert.LessOrEqual(t, took, 2*time.Second)
	})
}

func TestAServerClockThatJumpsLetsNoMoreThroughThanAFew(t *testing.T) {
	t.Parallel()
	for _, jump := range []time.Duration{-30 * time.Second, -20 * time.Second, 20 * time.Second, 30 * time.Second} {
		for _, at := range []time.Duration{70 * time.Second, 90 * time.Second, 110 * time.Second} {
			t.Run(fmt.Sprint(jump, " at ", at), func(t *testing.T) {
				virtual(t, func(t *testing.T) {
					began := time.Now()
					o := &org{limit: 100, length: time.Minute, latency: 10 * time.Millisecond, clock: func() time.Time {
						if time.Since(began) >= at {
							return time.Now().Add(jump)
						}
						return time.Now()
					}}
					gate := ratelimit.New(1, time.Hour)
					require.NoError(t, request(t.Context(), gate, o.users))
					took := herd(t, 16, 50, o.users, gate)
					assert.LessOrEqual(t, o.refused, 3)
					assert.LessOrEqual(t, took, 9*time.Minute)
				})
			})
		}
	}
}

func TestHeadersThatGoAwayOrMakeNoSenseHoldNobodyForLong(t *testing.T) {
	t.Parallel()
	for name, header := range map[string]func(*http.Response){
		"none":        func(r *http.Response) { r.Header = http.Header{} },
		"not numbers": func(r *http.Response) { r.Header.Set("X-Rate-Limit-Limit", "x") },
		"a reset past": func(r *http.Response) {
			r.Header.Set("X-Rate-Limit-Reset", fmt.Sprint(time.Now().Add(-time.Hour).Unix()))
		},
		"a reset far off": func(r *http.Response) {
			r.Header.Set("X-Rate-Limit-Reset", fmt.Sprint(time.Now().Add(240*time.Hour).Unix()))
		},
		"a limit of none": func(r *http.Response) { r.Header.Set("X-Rate-Limit-Limit", "0") },
		"negative":        func(r *http.Response) { r.Header.Set("X-Rate-Limit-Limit", "-10") },
	} {
		t.Run(name, func(t *testing.T) {
			virtual(t, func(t *testing.T) {
				gate := ratelimit.New(1, time.Hour)
				answered(t, gate, reply(200, time.Now(), 10, 9, time.Now().Add(time.Second)))
				took := herd(t, 10, 10, func() *http.Response {
					response := reply(200, time.Now(), 10, 0, time.Now().Add(time.Second))
					header(response)
					return response
				}, gate)
				assert.LessOrEqual(t, took, 2*time.Second)
			})
		})
	}
}

func TestWithoutADateTheResetIsByTheLocalClock(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, time.Hour)
		response := reply(200, time.Now(), 2, 0, time.Now().Add(time.Minute))
		response.Header.Del("Date")
		answered(t, gate, response)
		_, took, err := enterFor(t, gate, time.Hour)
		require.NoError(t, err)
		require.Equal(t, time.Minute, took)
	})
}

func TestTheServersClockMayDiffer(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, time.Hour)
		theirs := time.Now().Add(-time.Hour)
		answered(t, gate, reply(200, theirs, 2, 0, theirs.Add(30*time.Second)))
		_, took, err := enterFor(t, gate, time.Hour)
		require.NoError(t, err)
		require.Equal(t, 30*time.Second, took)
	})
}

func TestARefusalWithAResetRoundedDownIsWaitedFor(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, time.Hour)
		answered(t, gate, reply(429, time.Now(), 1, 0, time.Now()))
		_, took, err := enterFor(t, gate, time.Hour)
		require.NoError(t, err)
		require.Equal(t, time.Second, took)
	})
}
