package ratelimit_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/wrapper/internal/ratelimit"
)

// crowdedOrg has a limit of requests at once, and counts how much of it is used over time.
type crowdedOrg struct {
	most int

	mu      sync.Mutex
	running int
	used    time.Duration // for each request at once
	since   time.Time
	ok      int
	refused int
}

func (o *crowdedOrg) change(by int) (running int) {
	now := time.Now()
	o.used += time.Duration(o.running) * now.Sub(o.since)
	o.since = now
	o.running += by
	return o.running
}

func (o *crowdedOrg) send() *http.Response {
	o.mu.Lock()
	if o.change(1) > o.most {
		o.refused++
		o.change(-1)
		o.mu.Unlock()
		time.Sleep(time.Millisecond)
		return reply(429, time.Now(), 0, 0, time.Now().Add(time.Hour))
	}
	o.ok++
	o.mu.Unlock()
	time.Sleep(10*time.Millisecond + rand.N(20*time.Millisecond))
	o.mu.Lock()
	defer o.mu.Unlock()
	o.change(-1)
	return reply(200, time.Now(), 100_000, 90_000, time.Now().Truncate(time.Minute).Add(time.Minute))
}

func TestALimitOfRequestsAtOnceIsUsedToNineTenths(t *testing.T) {
	t.Parallel()
	for _, most := range []int{1, 2, 5, 15, 35, 75} {
		t.Run(fmt.Sprint(most), func(t *testing.T) {
			virtual(t, func(t *testing.T) {
				o := &crowdedOrg{most: most, since: time.Now()}
				took := herd(t, 100, 100, o.send, ratelimit.New(1, time.Hour))
				used := float64(o.used) / float64(took) / float64(most)
				t.Logf("%d at once: used to %.3f, %d refused of %d", most, used, o.refused, o.ok)
				assert.Equal(t, 100*100, o.ok)
				assert.GreaterOrEqual(t, used, 0.9)
				assert.LessOrEqual(t, o.refused, o.ok/10)
			})
		})
	}
}

func tooMany() *http.Response { return reply(429, time.Now(), 0, 0, time.Now().Add(time.Hour)) }

func TestARefusalOfTooManyAtOnceHoldsOtherClassesForAWhileOnly(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, time.Hour)
		passes := enterMany(t, gate, 4)
		passes[0].Done(tooMany()) // two from now on, and three are in flight
		entered := make(chan *ratelimit.Pass)
		for _, class := range []string{"groups", "apps"} {
			go func() {
				pass, err := gate.Enter(t.Context(), class)
				assert.NoError(t, err)
				entered <- pass
			}()
		}
		synctest.Wait()
		passes[1].Done(nil)
		synctest.Wait()
		require.Empty(t, entered)
		passes[2].Done(nil)
		first := <-entered
		passes[3].Done(nil)
		second := <-entered
		first.Done(nil)
		second.Done(nil)
		require.NoError(t, gate.Idle())
	})
}

func TestARefusalCountsThoseInFlightWhenItWasSent(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, time.Hour)
		passes := enterMany(t, gate, 8)
		fine := func() *http.Response { return &http.Response{StatusCode: 200} }
		finish(passes[:7], fine) // their answers come in the same instant, before the refusal
		passes[7].Done(tooMany())
		passes = enterAll(t, gate)
		require.Len(t, passes, 4)
		finish(passes, fine)
	})
}

// enterMany lets in n requests.
func enterMany(t *testing.T, gate *ratelimit.Gate, n int) (passes []*ratelimit.Pass) {
	t.Helper()
	for range n {
		passes = append(passes, enter(t, gate))
	}
	return passes
}

// enterAll lets in as many requests of a class as the gate takes at once.
func enterAll(t *testing.T, gate *ratelimit.Gate) (passes []*ratelimit.Pass) {
	t.Helper()
	for {
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
		pass, err := gate.Enter(ctx, "users")
		cancel()
		if err != nil {
			return passes
		}
		passes = append(passes, pass)
	}
}

func finish(passes []*ratelimit.Pass, answer func() *http.Response) {
	for _, pass := range passes {
		pass.Done(answer())
	}
}

func TestTheWidthFollowsRefusals(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, time.Minute)
		passes := enterMany(t, gate, 16)
		fine := func() *http.Response { return &http.Response{StatusCode: 200} }
		lost := func() *http.Response { return nil }

		finish(passes, tooMany)
		passes = enterAll(t, gate)
		require.Len(t, passes, 8, "all refusals of one burst halve it once")
		finish(passes, lost)
		passes = enterAll(t, gate)
		require.Len(t, passes, 8, "lost answers say nothing")
		finish(passes[:1], tooMany)
		finish(passes[1:], lost)
		passes = enterAll(t, gate)
		require.Len(t, passes, 4, "it is halved until a round goes well")
		finish(passes[:3], fine)
		passes = append(passes[3:], enterAll(t, gate)...)
		require.Len(t, passes, 4, "which this one is not yet")
		finish(passes[:1], fine)
		passes = append(passes[1:], enterAll(t, gate)...)
		require.Len(t, passes, 5, "a round adds one")
		finish(passes[:1], tooMany)
		finish(passes[1:], lost)
		passes = enterAll(t, gate)
		require.Len(t, passes, 4, "a width that is about right loses one")
		for range 19 {
			finish(passes, fine)
			passes = enterAll(t, gate)
			require.Len(t, passes, 4, "what was refused is not tried soon")
		}
		finish(passes, fine)
		require.Len(t, enterAll(t, gate), 5)
	})
}

func TestOneRequestIsNotTooMany(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, time.Minute)
		answered(t, gate, tooMany())
		require.Len(t, enterAll(t, gate), 1)
	})
}
