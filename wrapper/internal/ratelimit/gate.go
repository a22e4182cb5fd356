// Package ratelimit is what answers say of the org's rate limits, and the gate that keeps to them.
package ratelimit

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"
)

// HeldError is a request that was not sent, since it would have had to wait too long.
type HeldError struct{ Wait time.Duration }

func (e *HeldError) Error() string {
	return "not sent: the rate limit is used up, and the wait for its reset is longer than the context or RetryPolicy.MaxWait allows"
}

const (
	// maxWindow is the longest time to a reset that is believed.
	maxWindow = time.Hour

	// patience is how long the gate waits for a new window's first answers before it lets in more.
	patience = 250 * time.Millisecond

	// unlimited is so many answers that a window's start is over.
	unlimited = 1 << 40

	// probes is how many of a window's last requests are held back at most, and a sixteenth of the window at most, to learn when the
	// server's second ticks. Over the gate's life it is twice as many: an unsteady way to the server may forbid to learn it.
	probes = 16

	// closely is how well it is to be known.
	closely = 30 * time.Millisecond

	// hurry is how soon a request has to be answered so that nothing is held back: each tick can take a second.
	hurry = 2 * time.Second
)

// Gate lets requests in while the rate limit of their class lasts. All it knows is from the headers of answers: of a class that it
// has seen none of, it lets everything in.
//
// It has no goroutine: whoever enters or leaves lets in whom they can, and a timer does where nobody comes.
type Gate struct {
	share   float64
	maxWait time.Duration

	mu       sync.Mutex
	classes  map[string]*class
	inFlight int

	// start is a moment by this machine's monotonic clock. What the server's clock showed then was serverStart at the earliest, since a
	// Date is in whole seconds and was written before it arrived, and before serverBefore, since the second of a Date wasn't
	// over when the request was sent: each answer can only bring the two closer. A server that contradicts itself has several clocks,
	// or set its own; serverStart is believed then, and nobody held back.
	//
	// Windows end by that clock. One that is used up before the next second ticks shows no tick, and would be thought to end up to a
	// second too late, as would all that follow. So its last requests are probes: they go one by one, spread over the time in
	// which the second can tick, until the Date of one has moved on.
	start, serverStart, serverBefore time.Time

	trip   time.Duration // the shortest from a request to its answer, which is about what can be known of the server's clock
	probed int           // probes so far

	// width is how many requests may be under way, over all classes; 0 while the org hasn't complained of too many. Each
	// complaint halves it, and as many answers as it is wide add one.
	width  int
	streak int
}

// class is what the gate knows of a class of endpoints, which share a limit.
type class struct {
	waiting  []*waiter
	timer    *time.Timer
	probe    time.Time // when the next probe goes; zero where answers have come since that was planned
	inFlight int

	limit     int           // requests in a window, by all clients; 0 while nothing is known
	length    time.Duration // the longest time to a reset so far
	date      time.Time     // the newest answer's, by the server's clock
	reset     time.Time     // when the window last seen in an answer ends, by the server's clock
	ends      time.Time     // when the present window has surely ended, by this machine's clock
	seen      bool          // whether an answer was of the present window, or only the clock says that it began
	remaining int           // what is left of the window, at most
	first     int           // what was left at the window's first answer
	answered  int           // this client's answers in the window
	started   int           // requests let in during the window
	credit    int           // how many more may be started than at first: two for each answer

	// What this client and the org's others used of the windows before, the older the less.
	ownBefore, othersBefore float64
}

type waiter struct {
	deadline time.Time // zero where there is none
	ready    chan error
}

// New returns a gate.
func New(share float64, maxWait time.Duration) *Gate {
	if share == 0 {
		share = 1
	}
	return &Gate{share: share, maxWait: maxWait, classes: make(map[string]*class), start: time.Now()}
}

// Pass is a request that was let in.
type Pass struct {
	gate  *Gate
	class *class
	sent  time.Time
}

// Enter waits for a turn in a class.
func (g *Gate) Enter(ctx context.Context, class string) (*Pass, error) {
	k, err := g.enter(ctx, class)
	if err != nil {
		return nil, err
	}
	return &Pass{g, k, time.Now()}, nil
}

// Done learns from the answer, which is nil where there was none.
func (p *Pass) Done(response *http.Response) { p.gate.answer(p.class, p.sent, response) }

// enter waits for a turn in a class.
func (g *Gate) enter(ctx context.Context, name string) (*class, error) {
	g.mu.Lock()
	k := g.classes[name]
	if k == nil {
		k = &class{credit: unlimited}
		g.classes[name] = k
	}
	now := time.Now()
	if len(k.waiting) == 0 && g.room(k) && (k.limit == 0 || now.Before(k.ends)) && !g.probing(k, now) {
		g.begin(k)
		g.mu.Unlock()
		return k, nil
	}
	w := &waiter{ready: make(chan error, 1)}
	w.deadline, _ = ctx.Deadline()
	k.waiting = append(k.waiting, w)
	g.admit(k)
	g.mu.Unlock()

	select {
	case err := <-w.ready:
		return k, err
	case <-ctx.Done():
	}

	g.mu.Lock()
	i := slices.Index(k.waiting, w)
	if i >= 0 {
		k.waiting = slices.Delete(k.waiting, i, i+1)
		g.admit(k)
	}
	g.mu.Unlock()
	if i < 0 && <-w.ready == nil {
		g.leave(k, nil)
	}
	return nil, fmt.Errorf("waiting for the rate limit: %w", ctx.Err())
}

// leave is answer where nobody knows when the request was sent, only that it was after the gate was made.
func (g *Gate) leave(k *class, response *http.Response) { g.answer(k, g.start, response) }

// answer learns from an answer, which is nil where there was none, and lets in whom it can.
func (g *Gate) answer(k *class, sent time.Time, response *http.Response) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.inFlight--
	k.inFlight--
	g.learn(k, sent, response)
	if crowded(response) {
		g.narrow()
	} else if response != nil {
		g.widen()
	}
	if g.width == 0 {
		g.admit(k)
		return
	}
	for _, k := range g.classes {
		g.admit(k)
	}
}

// crowded reports whether the org complains of too many requests at once. Its reset then says nothing.
func crowded(response *http.Response) bool {
	if response == nil || response.StatusCode != http.StatusTooManyRequests {
		return false
	}
	limit, ok := Read(response.Header)
	return ok && limit.Limit == 0
}

func (g *Gate) narrow() {
	under := g.inFlight + 1
	if g.width > 0 {
		under = min(under, g.width)
	}
	g.width, g.streak = max(1, under/2), 0
}

func (g *Gate) widen() {
	if g.width == 0 {
		return
	}
	if g.streak++; g.streak >= g.width {
		g.width, g.streak = g.width+1, 0
	}
}

// learn takes in what an answer says of the limit.
func (g *Gate) learn(k *class, sent time.Time, response *http.Response) {
	refused := response != nil && response.StatusCode == http.StatusTooManyRequests
	if !refused {
		k.credit += 2
	}
	if response == nil {
		return
	}
	limit, ok := Read(response.Header)
	if !ok || limit.Limit == 0 {
		k.answered++
		return
	}
	date, dated := Date(response.Header)
	length := limit.Reset.Sub(date)
	if refused && length > -2*time.Second {
		length = max(length, time.Second) // a server that rounds its reset down
	}
	if length <= 0 || length > maxWindow {
		k.answered++
		return
	}
	early := refused && !k.seen && limit.Reset.Equal(k.reset) // the window has not ended when it should have
	ends := time.Now().Add(length)
	if dated {
		if atStart := date.Add(-time.Since(g.start)); early || atStart.After(g.serverStart) {
			g.serverStart = atStart
		}
		if before := date.Add(time.Second - sent.Sub(g.start)); early || g.serverBefore.IsZero() || before.Before(g.serverBefore) {
			g.serverBefore = before
		}
		if trip := time.Since(sent); g.trip == 0 || trip < g.trip {
			g.trip = trip
		}
		k.probe = time.Time{}
		ends = g.start.Add(limit.Reset.Sub(g.serverStart))
	}
	switch {
	case k.limit == 0, limit.Reset.After(k.reset), date.After(k.date) && !limit.Reset.Equal(k.reset):
		if k.seen {
			k.turn()
			k.credit += 2
		}
		k.seen, k.reset, k.ends = true, limit.Reset, ends
		k.remaining, k.first = limit.Remaining, limit.Remaining
	case !limit.Reset.Equal(k.reset):
		return // late, of a window before
	case k.seen:
		k.remaining = min(k.remaining, limit.Remaining)
		if ends.Before(k.ends) {
			k.ends = ends
		}
	case early:
		k.seen, k.remaining, k.ends = true, 0, time.Now().Add(length)
	default:
		return
	}
	k.limit = limit.Limit
	k.length = max(k.length, length)
	if !refused {
		k.answered++
	}
	if date.After(k.date) {
		k.date = date
	}
}

// turn begins a new window: one request goes first, and each answer lets in two more, so that those who were held don't all come at
// once, and so that each client sees what the others take.
func (k *class) turn() {
	own, others := k.use()
	k.ownBefore, k.othersBefore = own/2, others/2
	k.seen = false
	k.remaining, k.first = k.limit, k.limit
	k.answered, k.started, k.credit = 0, 0, 0
	k.ends = time.Now().Add(k.length)
}

// use is what this client and the others used of late.
func (k *class) use() (own, others float64) {
	used := k.first - k.remaining
	return k.ownBefore + float64(k.answered), k.othersBefore + float64(max(0, used-k.answered-k.inFlight))
}

// admit lets in whom it can of a class, refuses those whose wait would be too long, and sees to it that the rest are thought of again.
func (g *Gate) admit(k *class) {
	if k.timer != nil {
		k.timer.Stop() // it runs on only where somebody waits on
	}
	if len(k.waiting) == 0 {
		return
	}
	now := time.Now()
	if k.limit > 0 && !now.Before(k.ends) {
		k.turn()
	}
	wait := k.ends.Sub(now)
	for len(k.waiting) > 0 && g.room(k) {
		if g.probing(k, now) {
			if untilProbe := g.plan(k, now); untilProbe > 0 {
				wait = min(wait, untilProbe)
				break
			}
			g.probed++
			k.probe = time.Time{}
		}
		w := k.waiting[0]
		k.waiting = k.waiting[1:]
		g.begin(k)
		w.ready <- nil
	}
	if k.limit == 0 {
		return
	}
	if g.usedUp(k) {
		k.waiting = slices.DeleteFunc(k.waiting, func(w *waiter) bool {
			tooLong := wait > g.maxWait || !w.deadline.IsZero() && !k.ends.Before(w.deadline)
			if tooLong {
				w.ready <- &HeldError{Wait: wait}
			}
			return tooLong
		})
	} else if k.started > k.credit {
		wait = min(wait, patience)
	}
	if len(k.waiting) == 0 {
		return
	}
	if k.timer == nil {
		k.timer = time.AfterFunc(wait, func() { g.tick(k) })
		return
	}
	k.timer.Reset(wait)
}

// probing reports whether a class's next request is held back until it can tell more of the server's clock.
func (g *Gate) probing(k *class, now time.Time) bool {
	unsure := g.serverBefore.Sub(g.serverStart)
	if k.limit == 0 || unsure <= max(closely, 2*g.trip) || g.probed >= 2*probes || g.left(k) > min(probes, k.limit/probes) {
		return false
	}
	return !slices.ContainsFunc(k.waiting, func(w *waiter) bool {
		return !w.deadline.IsZero() && w.deadline.Sub(now) < hurry
	})
}

// plan returns how long it is until a class's next probe. What is left of the window is spread evenly over the time in which the
// server's second can tick next: however many go before it does, the tick is known to be between two of them.
func (g *Gate) plan(k *class, now time.Time) time.Duration {
	if k.probe.IsZero() {
		since := now.Sub(g.start)
		earliest, latest := g.serverStart.Add(since), g.serverBefore.Add(since)
		tick := earliest.Truncate(time.Second).Add(time.Second)
		from, to := max(0, tick.Sub(latest)), tick.Sub(earliest)
		k.probe = now.Add(from + (to-from)/time.Duration(g.left(k)+1))
	}
	return k.probe.Sub(now)
}

// begin counts a request that is let in.
func (g *Gate) begin(k *class) {
	g.inFlight++
	k.inFlight++
	k.started++
}

// tick is when a window has ended, or patience with its first answers.
func (g *Gate) tick(k *class) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if time.Now().Before(k.ends) {
		k.credit = max(k.credit, 2*k.started)
	}
	g.admit(k)
}

// room reports whether a class can take one more request.
func (g *Gate) room(k *class) bool {
	if g.width > 0 && g.inFlight >= g.width {
		return false
	}
	if k.limit == 0 {
		return true
	}
	if g.usedUp(k) || k.started > k.credit {
		return false
	}
	return k.inFlight == 0 || k.inFlight < k.atOnce()
}

// usedUp reports whether only the next window has room.
func (g *Gate) usedUp(k *class) bool {
	return k.limit > 0 && (k.remaining <= k.reserve() || k.answered+k.inFlight >= g.shareOf(k))
}

// left is how many more requests this client may begin in the window.
func (g *Gate) left(k *class) int {
	return min(k.remaining-k.reserve(), g.shareOf(k)-k.answered) - k.inFlight
}

func (g *Gate) shareOf(k *class) int {
	return max(1, int(float64(k.limit)*g.share))
}

// atOnce is how many requests may be under way: what is left, since none may be refused. Where others use the limit too, it is this
// client's part of that by what was used of late, at least an eighth; and half of it, since others have gone on since the last answer.
func (k *class) atOnce() int {
	if !k.shared() {
		return k.remaining
	}
	own, others := k.use()
	return int(float64(k.remaining-k.reserve()) * max(0.125, own/(own+others)) / 2)
}

// reserve is what is left to requests that others have under way: a fiftieth of the limit.
func (k *class) reserve() int {
	if !k.shared() {
		return 0
	}
	return k.limit / 50
}

// shared reports whether others used the limit of late.
func (k *class) shared() bool {
	_, others := k.use()
	return others >= 1
}
