package ratelimit_test

import (
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
		var passes []*ratelimit.Pass
		for range 4 {
			pass, err := gate.Enter(t.Context(), "users")
			require.NoError(t, err)
			passes = append(passes, pass)
		}
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

func TestRequestsOfOneBurstNarrowOnce(t *testing.T) {
	virtual(t, func(t *testing.T) {
		gate := ratelimit.New(1, time.Second)
		var passes []*ratelimit.Pass
		for range 16 {
			pass, err := gate.Enter(t.Context(), "users")
			require.NoError(t, err)
			passes = append(passes, pass)
		}
		for _, pass := range passes {
			pass.Done(tooMany())
		}
		for range 16 / 2 {
			_, err := gate.Enter(t.Context(), "users")
			require.NoError(t, err)
		}
		_, took, err := enterFor(t, gate, time.Hour)
		requireHeld(t, err, 0)
		require.Equal(t, time.Second, took)
	})
}
