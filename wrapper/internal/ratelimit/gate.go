// Package ratelimit reads what answers say of the org's rate limits, and has a gate that keeps to them. It knows HTTP
// headers, and nothing of what the requests are for.
package ratelimit

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"
)

// HeldError says that a request was not sent, since it would have had to wait too long.
type HeldError struct {
	Wait time.Duration // as far as can be told now
}

func (e *HeldError) Error() string {
	return "not sent: the rate limit is used up, and the wait for its reset is longer than the context or " +
		"RetryPolicy.MaxWait allows"
}

const (
	// patience is how long the gate waits for the first answers of a new window before it lets in more requests.
	patience = 250 * time.Millisecond

	// spread is how many of a window's last requests are sent one by one, at most, and apart is the time between them.
	spread = 3
	apart  = time.Second / (spread + 1)
)

// Gate holds back the requests that the org would refuse.
//
// The org counts requests by class of endpoints, in windows of time. Each answer says how many requests remain in the
// window, and when the window ends. The gate lets a request in while more remain than are in flight; other callers wait
// in line for the next window. A class of which no answer has come yet is open. A new window begins slowly: one request
// goes first, and each answer lets in two more, so that callers who waited don't all come at once, and so that little
// is refused where the window has not ended after all.
//
// The gate has no goroutine. Callers and their answers move the line on, and so does a timer where somebody waits.
type Gate struct {
	share   float64
	maxWait time.Duration

	mu          sync.Mutex
	classes     map[string]*class
	entered     int64 // requests let in so far
	inFlight    int
	concurrency concurrency
}

// class is a class of endpoints, which share a rate limit.
type class struct {
	window
	waiters []*waiter
	timer   *time.Timer // when waiters can be let in without an answer
	entered time.Time   // when the last request was let in
}

// waiter is a caller in line. Its turn ends with a pass or an error, or when the caller leaves.
type waiter struct {
	latest time.Time // when it gives up
	done   chan struct{}
	pass   *Pass
	err    error
}

// Pass is a request that was let in.
type Pass struct {
	gate   *Gate
	class  *class
	number int64 // of the requests let in, which one it is
	window int   // of the class's windows, which one it was let in in
	beside int   // how many were in flight then, itself among them
}

// New returns a gate that uses at most a share of each limit, and in which nobody waits for longer than maxWait. A
// share of 0 stands for 1, all of it.
func New(share float64, maxWait time.Duration) *Gate {
	if share == 0 {
		share = 1
	}
	return &Gate{share: share, maxWait: maxWait, classes: make(map[string]*class)}
}

// Enter waits for the turn of a request of a class. [Pass.Done] has to be called when the request is over. The error is
// a [*HeldError] as soon as it is known that the turn would come too late for the context's deadline or the gate's
// longest wait, and wraps the context's error where that ends first.
func (g *Gate) Enter(ctx context.Context, name string) (*Pass, error) {
	g.mu.Lock()
	now := time.Now()
	k := g.classes[name]
	if k == nil {
		k = new(class)
		g.classes[name] = k
	}
	k.endAt(now, g.entered)
	if _, held := g.held(k, now); !held && len(k.waiters) == 0 {
		defer g.mu.Unlock()
		return g.letIn(k, now), nil
	}
	latest := now.Add(g.maxWait)
	if deadline, ok := ctx.Deadline(); ok && deadline.Before(latest) {
		latest = deadline
	}
	if turn := g.turnOf(k, len(k.waiters), now); !turn.Before(latest) && ctx.Err() == nil {
		defer g.mu.Unlock()
		return nil, &HeldError{Wait: turn.Sub(now)}
	}
	w := &waiter{latest: latest, done: make(chan struct{})}
	k.waiters = append(k.waiters, w)
	if len(k.waiters) == 1 {
		g.moveOn(k, now)
	}
	g.mu.Unlock()

	timeout := time.NewTimer(g.maxWait)
	defer timeout.Stop()
	select {
	case <-w.done:
		return w.pass, w.err
	case <-ctx.Done():
	case <-timeout.C:
	}
	return g.leave(ctx, k, w)
}

// leave takes a caller out of the line, unless its turn came in the same moment.
func (g *Gate) leave(ctx context.Context, k *class, w *waiter) (*Pass, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	i := slices.Index(k.waiters, w)
	if i < 0 {
		return w.pass, w.err
	}
	now := time.Now()
	wait := max(0, g.turnOf(k, i, now).Sub(now))
	k.waiters = slices.Delete(k.waiters, i, i+1)
	g.moveOn(k, now)
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("waiting for the rate limit: %w", err)
	}
	return nil, &HeldError{Wait: wait}
}

// Done ends a request, with its answer or nil where none came.
func (p *Pass) Done(response *http.Response) {
	g, k := p.gate, p.class
	g.mu.Lock()
	defer g.mu.Unlock()
	now := time.Now()
	g.inFlight--
	k.leave(p)
	switch {
	case response == nil:
		k.permits += 2
	case tooManyAtOnce(response):
		g.concurrency.narrow(p.number, g.entered, max(p.beside, g.inFlight+1))
	default:
		g.concurrency.widen()
		k.learn(p.number, g.entered, response, now)
		if response.StatusCode != http.StatusTooManyRequests {
			k.permits += 2 // of the window that the answer is of
		}
	}
	if g.concurrency.width == 0 {
		g.moveOn(k, now)
		return
	}
	for _, k := range g.classes {
		g.moveOn(k, now)
	}
}

// moveOn lets in whom it can, tells those whose turn would come too late, and sets the timer for the rest.
func (g *Gate) moveOn(k *class, now time.Time) {
	if k.timer != nil {
		k.timer.Stop()
	}
	k.endAt(now, g.entered)
	for len(k.waiters) > 0 {
		until, held := g.held(k, now)
		if held {
			g.refuseLate(k, now)
			g.wakeAt(k, until, now)
			return
		}
		w := k.waiters[0]
		k.waiters = k.waiters[1:]
		w.pass = g.letIn(k, now)
		close(w.done)
	}
}

// refuseLate tells the waiters whose turn would come too late.
func (g *Gate) refuseLate(k *class, now time.Time) {
	place := 0
	k.waiters = slices.DeleteFunc(k.waiters, func(w *waiter) bool {
		turn := g.turnOf(k, place, now)
		if turn.Before(w.latest) {
			place++
			return false
		}
		w.err = &HeldError{Wait: turn.Sub(now)}
		close(w.done)
		return true
	})
}

// wakeAt moves a class on at a time, which is zero where only an answer can.
func (g *Gate) wakeAt(k *class, at, now time.Time) {
	if at.IsZero() || len(k.waiters) == 0 {
		return
	}
	if k.timer == nil {
		k.timer = time.AfterFunc(at.Sub(now), func() { g.wake(k) })
		return
	}
	k.timer.Reset(at.Sub(now))
}

// wake moves a class on where no answer has done so in time.
func (g *Gate) wake(k *class) {
	g.mu.Lock()
	defer g.mu.Unlock()
	k.permits = max(k.permits, 2)
	g.moveOn(k, time.Now())
}

// letIn counts a request that is let in.
func (g *Gate) letIn(k *class, now time.Time) *Pass {
	if k.limit > 0 && g.left(k) <= 0 {
		k.trialAt = now.Add(k.trialWait) // this one is the trial; the next one goes then if no answer comes
	}
	g.entered++
	g.inFlight++
	k.inFlight++
	k.permits--
	k.entered = now
	return &Pass{gate: g, class: k, number: g.entered, window: k.number, beside: g.inFlight}
}

// held reports whether the next request of a class has to wait, and until when; zero stands for the next answer.
func (g *Gate) held(k *class, now time.Time) (until time.Time, held bool) {
	left := g.left(k)
	switch {
	case g.concurrency.width > 0 && g.inFlight >= g.concurrency.width:
		return time.Time{}, true
	case k.limit == 0:
		return time.Time{}, false
	case left <= 0:
		until = k.opens()
		return until, now.Before(until)
	case left <= min(spread, k.limit/16) && left < len(k.waiters):
		// The times in answers are in whole seconds, so the window may end up to a second before k.ends. Where the last
		// requests are spread over a second, one of them is answered soon after the server's clock has ticked, and its
		// Date shows the end to a quarter of a second. Most of the line waits for that end anyway.
		until = k.entered.Add(apart)
		return until, now.Before(until)
	case k.permits <= 0:
		return now.Add(patience), true
	case k.shared() && k.inFlight > 0 && k.inFlight >= (k.remaining-k.reserve())/4:
		return k.ends, true
	}
	return time.Time{}, false
}

// left is how many more requests of a class can be let in in its window.
func (g *Gate) left(k *class) int { return g.unused(k) - k.pending() }

// unused is how many requests of a class can still be answered in its window.
func (g *Gate) unused(k *class) int {
	if g.share == 1 {
		return k.remaining - k.reserve()
	}
	return min(k.remaining-k.reserve(), g.perWindow(k)-k.answered)
}

// perWindow is how many requests of a class this client may send in a window.
func (g *Gate) perWindow(k *class) int { return max(1, int(float64(k.limit)*g.share)) }

// turnOf is when a place in a class's line has its turn, at the earliest. The answers may have counted those in flight.
func (g *Gate) turnOf(k *class, place int, now time.Time) time.Time {
	unused := max(0, g.unused(k))
	switch {
	case k.limit == 0 || place < unused:
		return now
	case k.doubted():
		return k.opens()
	}
	windows := (place - unused) / g.perWindow(k)
	return k.ends.Add(time.Duration(windows) * k.length)
}
