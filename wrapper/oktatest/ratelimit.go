package oktatest

import (
	"strconv"
	"sync"
	"time"
)

// limits counts requests: those of a class in a minute, and those under way.
type limits struct {
	perMinute, concurrent int

	mu      sync.Mutex
	windows map[string]*window
	running int
}

// window is a minute of one class.
type window struct {
	reset time.Time // in whole seconds, as the header says it
	used  int
}

// quota is what the headers say.
type quota struct {
	limit, remaining int
	reset            time.Time
}

// enter counts a request that begins; leave must be called when it ends.
func (l *limits) enter() (leave func(), admitted bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.running++
	return func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.running--
	}, l.concurrent <= 0 || l.running <= l.concurrent
}

// unlimited is the limit of an org without one: so high that nobody reaches it.
const unlimited = 100_000_000

// take counts a request of a class, puts the headers on its answer, and reports whether it was within the limit.
func (l *limits) take(class string, now time.Time, out *answer) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.windows == nil {
		l.windows = make(map[string]*window)
	}
	w := l.windows[class]
	if w == nil || !now.Before(w.reset) {
		w = &window{reset: now.Truncate(time.Second).Add(time.Minute)}
		l.windows[class] = w
	}
	within := w.used < l.perMinute
	if within {
		w.used++
	}
	out.limited(quota{l.perMinute, l.perMinute - w.used, w.reset})
	return within
}

func (a *answer) limited(q quota) {
	a.header.Set("X-Rate-Limit-Limit", strconv.Itoa(q.limit))
	a.header.Set("X-Rate-Limit-Remaining", strconv.Itoa(q.remaining))
	a.header.Set("X-Rate-Limit-Reset", strconv.FormatInt(max(0, q.reset.Unix()), 10))
}
