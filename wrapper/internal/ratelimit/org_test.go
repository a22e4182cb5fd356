package ratelimit_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/okta-userapi/userapi-go/wrapper/internal/ratelimit"
)

// org counts requests in windows of whole seconds, with a limit for each class.
type org struct {
	limit      int
	next       int // the limit from the next window on; 0 for no change
	length     time.Duration
	latency    time.Duration // twice a random part of it, on average as much
	concurrent int           // most in flight at once; 0 for no such limit
	clock      func() time.Time

	mu      sync.Mutex
	windows map[string]*counted
	opened  time.Time // when the newest window's first request came
	running int
	ok      int
	refused int
	crowded int
}

type counted struct {
	reset time.Time
	used  int
}

func (o *org) now() time.Time {
	if o.clock != nil {
		return o.clock()
	}
	return time.Now()
}

// send is the way of one request to the org and back.
func (o *org) send(class string) *http.Response {
	o.pause()
	response := o.answer(class)
	o.pause()
	o.mu.Lock()
	defer o.mu.Unlock()
	o.running--
	return response
}

func (o *org) pause() {
	if o.latency > 0 {
		time.Sleep(rand.N(o.latency))
	}
}

func (o *org) answer(class string) *http.Response {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.running++
	if o.concurrent > 0 && o.running > o.concurrent {
		o.crowded++
		return reply(429, o.now(), 0, 0, o.now().Add(time.Hour))
	}
	w := o.count(class)
	if w.used > o.limit {
		o.refused++
		return reply(429, o.now(), o.limit, 0, w.reset)
	}
	o.ok++
	return reply(200, o.now(), o.limit, o.limit-w.used, w.reset)
}

// count counts a request of a class.
func (o *org) count(class string) *counted {
	if o.windows == nil {
		o.windows = make(map[string]*counted)
	}
	w := o.windows[class]
	if reset := o.now().Truncate(o.length).Add(o.length); w == nil || !w.reset.Equal(reset) {
		if o.next > 0 {
			o.limit, o.next = o.next, 0
		}
		w = &counted{reset: reset}
		o.windows[class], o.opened = w, time.Now()
	}
	w.used++
	return w
}

// reply is an answer, made at date by the org's clock.
func reply(status int, date time.Time, limit, remaining int, reset time.Time) *http.Response {
	header := http.Header{}
	header.Set("Date", date.UTC().Format(http.TimeFormat))
	header.Set("X-Rate-Limit-Limit", fmt.Sprint(limit))
	header.Set("X-Rate-Limit-Remaining", fmt.Sprint(remaining))
	header.Set("X-Rate-Limit-Reset", fmt.Sprint(reset.Unix()))
	return &http.Response{StatusCode: status, Header: header}
}

// request sends a request of class "users" through a gate, again where it is refused.
func request(ctx context.Context, gate *ratelimit.Gate, send func() *http.Response) error {
	for {
		pass, err := gate.Enter(ctx, "users")
		if err != nil {
			return err
		}
		response := send()
		pass.Done(response)
		if response == nil || response.StatusCode != http.StatusTooManyRequests {
			return nil
		}
	}
}

// herd makes goroutines send requests, and returns how long they all took.
func herd(t *testing.T, goroutines, requests int, send func() *http.Response, gates ...*ratelimit.Gate) time.Duration {
	t.Helper()
	start := time.Now()
	var all sync.WaitGroup
	for _, gate := range gates {
		for range goroutines {
			all.Go(func() {
				for range requests {
					assert.NoError(t, request(t.Context(), gate, send))
				}
			})
		}
	}
	all.Wait()
	return time.Since(start)
}

func (o *org) users() *http.Response { return o.send("users") }
