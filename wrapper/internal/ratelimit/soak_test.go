package ratelimit_test

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

	"github.com/okta-userapi/userapi-go/wrapper/internal/ratelimit"
)

// soak is an org in which things happen, and callers of one gate, for some minutes of virtual time.
type soak struct {
	org
	gate *ratelimit.Gate

	lies    bool // at times, what an answer says is not so
	shrinks bool // the limit gets smaller and larger
	others  bool // other clients, without a gate, use the limit
	cancels bool // callers give up at any time, in line or with their request under way

	random   *rand.Rand // guarded by org.mu
	lied     time.Time
	arrived  time.Time     // when the last request of this client came, or the org began to have room for it
	stalled  time.Duration // the longest that none came although the org had room
	mine     int           // answers of this client's that were refusals
	attempts int
	shrunk   int // how often the limit got smaller while a window lasted
}

const (
	soakTime    = 4 * time.Minute
	soakCallers = 20
	soakMaxWait = 70 * time.Second
)

func (s *soak) pick(n int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.random.IntN(n)
}

// send is a request of this client.
func (s *soak) send() *http.Response {
	time.Sleep(time.Duration(s.pick(100)) * time.Millisecond)
	response := s.answer("users")
	s.mu.Lock()
	s.arrived = time.Now()
	s.attempts++
	if response.StatusCode == http.StatusTooManyRequests {
		s.mine++
	}
	if s.lies && time.Since(s.lied) >= 10*time.Second && s.random.IntN(20) == 0 {
		s.lied = time.Now()
		response = s.lie()
	}
	lost := s.cancels && s.random.IntN(50) == 0
	s.mu.Unlock()
	time.Sleep(time.Duration(s.pick(100)) * time.Millisecond)
	if lost {
		return nil
	}
	return response
}

// lie is an odd answer, of a proxy or of one node of many.
func (s *soak) lie() *http.Response {
	now, minute := time.Now(), time.Now().Truncate(time.Minute).Add(time.Minute)
	return []func() *http.Response{
		func() *http.Response { return reply(200, now, s.limit, 0, now.Add(55*time.Minute)) },
		func() *http.Response { return reply(429, now, s.limit, 0, now.Add(55*time.Minute)) },
		func() *http.Response { return reply(429, now, 10, 0, now.Add(2*time.Hour)) },
		func() *http.Response { return reply(200, now, s.limit, 0, minute) },
		func() *http.Response { return reply(200, now, s.limit, 0, now.Add(50*time.Second)) },
		func() *http.Response { return reply(200, now.Add(-30*time.Second), s.limit, 0, minute) },
		func() *http.Response { return reply(200, now, 1, 1, minute) },
		func() *http.Response { return reply(429, now, 0, 0, minute) },
		func() *http.Response { return &http.Response{StatusCode: 502, Header: http.Header{}} },
	}[s.random.IntN(9)]()
}

// caller sends requests until the time is over, each with a deadline of its own.
func (s *soak) caller(t *testing.T, end time.Time) {
	for time.Now().Before(end) {
		patience := time.Duration(1+s.pick(150)) * time.Second
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		if s.cancels && s.pick(4) == 0 {
			time.AfterFunc(time.Duration(s.pick(60))*time.Second, cancel)
		}
		start := time.Now()
		pass, err := s.gate.Enter(ctx, "users")
		assert.LessOrEqual(t, time.Since(start), min(patience, soakMaxWait), "waited past the deadline, or past MaxWait")
		if _, held := errors.AsType[*ratelimit.HeldError](err); err != nil && !held {
			assert.ErrorIs(t, err, ctx.Err())
		}
		if err == nil {
			pass.Done(s.send())
		}
		cancel()
		time.Sleep(time.Duration(s.pick(1000)) * time.Millisecond)
	}
}

// watch measures for how long the org had room and this client sent nothing. A tenth of the limit and some requests are
// no room: a part is left to others, and a lie about no more than what is in flight can't be told from the truth.
func (s *soak) watch(end time.Time) {
	for time.Now().Before(end) {
		time.Sleep(time.Second)
		s.mu.Lock()
		w := s.windows["users"]
		room := s.limit - s.limit/10 - soakCallers/2
		if w != nil && w.reset.After(time.Now()) && w.used >= room {
			s.arrived = time.Now()
		}
		s.stalled = max(s.stalled, time.Since(s.arrived))
		s.mu.Unlock()
	}
}

// disturb is what others do.
func (s *soak) disturb(end time.Time) {
	for time.Now().Before(end) {
		time.Sleep(time.Duration(s.pick(3000)) * time.Millisecond)
		s.mu.Lock()
		if s.shrinks && s.random.IntN(20) == 0 {
			s.next = []int{30, 100, 600}[s.random.IntN(3)]
			if s.next < s.limit { // it grows with a new window only
				s.limit = s.next
				s.shrunk++
			}
		}
		requests := 0
		if s.others {
			requests = s.random.IntN(1 + s.limit/20)
		}
		s.mu.Unlock()
		for range requests {
			s.answer("users")
			time.Sleep(time.Duration(s.pick(50)) * time.Millisecond)
		}
	}
}

func TestSoak(t *testing.T) {
	t.Parallel()
	for seed := range uint64(60) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			virtual(t, func(t *testing.T) {
				random := rand.New(rand.NewPCG(seed, seed))
				s := &soak{random: random, gate: ratelimit.New(1, soakMaxWait),
					lies: seed&1 != 0, shrinks: seed&2 != 0, others: seed&4 != 0, cancels: seed&8 != 0}
				s.limit, s.length = []int{30, 100, 600}[seed%3], time.Minute
				time.Sleep(time.Duration(random.IntN(60_000)) * time.Millisecond)
				answered(t, s.gate, s.answer("users"))

				s.arrived = time.Now()
				end := s.arrived.Add(soakTime)
				var all sync.WaitGroup
				for range soakCallers {
					all.Go(func() { s.caller(t, end) })
				}
				all.Go(func() { s.watch(end) })
				all.Go(func() { s.disturb(end) })
				all.Wait()
				synctest.Wait()
				t.Logf("limit %d, lies %t, shrinks %t, others %t, cancels %t: %d attempts, %d refused, stalled for %s",
					s.limit, s.lies, s.shrinks, s.others, s.cancels, s.attempts, s.mine, s.stalled)

				require.NoError(t, s.gate.Idle())
				assert.LessOrEqual(t, s.stalled, 15*time.Second)
				switch {
				case s.lies:
				case s.shrinks:
					assert.LessOrEqual(t, s.mine, 10+soakCallers*s.shrunk, "what was in flight when the limit shrank")
				case s.others || s.cancels:
					assert.LessOrEqual(t, s.mine, 10)
				default:
					assert.Zero(t, s.mine)
				}
			})
		})
	}
}
