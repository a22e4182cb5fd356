package ranges

import (
	"context"
	"errors"
	"iter"
	"slices"
	"sync"
	"time"
)

// ErrBusy is that a walk is ranged over already.
var ErrBusy = errors.New("the walk is being ranged over already: end that range first")

// ErrUnsorted is that items didn't come in the order of their creation, so that it can't be told what is left.
var ErrUnsorted = errors.New("the items are not sorted by the time of their creation: take the plain list")

// Source is the list that is walked. T is an item, and R what comes with a page of them.
type Source[T, R any] struct {
	// Pages are the pages that a search finds.
	Pages func(context.Context, Search) iter.Seq2[Answer[T, R], error]

	// Newest is when the newest item was created; zero where there is none. A wrong time costs no item.
	Newest func(context.Context) (time.Time, error)

	ID      func(T) string
	Created func(T) time.Time

	// Broken reports whether a search can't be gone on with at its cursor, so that another one has to take over.
	Broken func(error) bool

	// Crowded reports whether a page was not asked for since too many others are.
	Crowded func(error) bool
}

// Answer is a page as it came.
type Answer[T, R any] struct {
	Items []T
	After string // the cursor of the next one; "" at the end
	With  R
}

// State is all that a walk has to know to go on.
type State struct {
	Ranges     []Range   `json:"ranges"` // what is left
	RangesDone int       `json:"rangesDone"`
	Items      int       `json:"items"` // done
	Pages      int       `json:"pages"` // done
	Oldest     time.Time `json:"oldest,omitzero"`
	Newest     time.Time `json:"newest,omitzero"`
}

// Walk is a walk over a list.
type Walk[T, R any] struct {
	source    Source[T, R]
	walkers   int
	readAhead bool

	mu    sync.Mutex
	parts []*part[T, R]
	state State // without its ranges, which are the parts
	run   *run[T, R]

	// What is known of how many items there are in a time.
	pageSize   int           // of the largest page
	seen       int           // items so far
	seenWithin time.Duration // the time that they were created in

	elapsed time.Duration // of the runs that are over
	before  int           // items that were done when the walk began
}

// part is a range under way.
type part[T, R any] struct {
	to      time.Time     // its end, which moves when the part is cut
	next    Range         // from where to fetch; its To is of no meaning
	done    Range         // from where to go on later; the same
	waiting []*Page[T, R] // pages that were fetched and aren't done, in their order
	stage   stage

	last    time.Time       // the latest creation among the items so far
	ties    map[string]bool // the ids of the items that were created then
	density float64         // items in a millisecond, by the latest page; 0 where it is not known
}

type stage uint8

const (
	open    stage = iota // no walker is on it
	walked               // a walker is
	fetched              // all its pages have come
)

// New returns a walk of what is left by a state. With readAhead a walker fetches a page while the one before is waiting
// or in hand.
func New[T, R any](source Source[T, R], state State, walkers int, readAhead bool) *Walk[T, R] {
	w := &Walk[T, R]{source: source, walkers: walkers, readAhead: readAhead, state: state, before: state.Items}
	for _, r := range state.Ranges {
		w.parts = append(w.parts, newPart[T, R](r))
	}
	w.state.Ranges = nil
	return w
}

func newPart[T, R any](r Range) *part[T, R] {
	p := &part[T, R]{to: r.To, next: r, done: r, last: r.Last, ties: make(map[string]bool)}
	for _, id := range r.Skip {
		p.ties[id] = true
	}
	return p
}

// State is what is left.
func (w *Walk[T, R]) State() State {
	w.mu.Lock()
	defer w.mu.Unlock()
	state := w.state
	state.Ranges = make([]Range, 0, len(w.parts))
	for _, p := range w.parts {
		state.Ranges = append(state.Ranges, p.left())
	}
	return state
}

// left is what is left of a part.
func (p *part[T, R]) left() Range {
	r := p.done
	r.To = p.to
	return r
}

// Elapsed is how long the walk has ranged, and how many items were done in it.
func (w *Walk[T, R]) Elapsed() (time.Duration, int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	elapsed := w.elapsed
	if w.run != nil {
		elapsed += time.Since(w.run.began)
	}
	return elapsed, w.state.Items - w.before
}

// Page is a page of a walk. It has no item of another range.
type Page[T, R any] struct {
	Items []T
	With  R

	walk   *Walk[T, R]
	part   *part[T, R]
	next   Range // what is left of the part when this page and those before are done
	ends   bool  // nothing
	undone int
	back   chan struct{} // closed when the loop is done with it
}

// Done says that so many more items of the page are done.
func (p *Page[T, R]) Done(items int) {
	p.walk.mu.Lock()
	defer p.walk.mu.Unlock()
	p.undone -= items
	p.walk.settle(p.part)
}

// settle moves on what is left of a part, over the pages that are done.
func (w *Walk[T, R]) settle(p *part[T, R]) {
	for len(p.waiting) > 0 && p.waiting[0].undone <= 0 {
		page := p.waiting[0]
		p.waiting = p.waiting[1:]
		p.done = page.next
		w.state.Pages++
		w.state.Items += len(page.Items)
		if page.ends {
			w.parts = slices.DeleteFunc(w.parts, func(other *part[T, R]) bool { return other == p })
			w.state.RangesDone++
		}
	}
}

// RangeError is an error of a range's pages.
type RangeError struct {
	From, To time.Time // zero To for no end
	Err      error
}

func (e *RangeError) Error() string { return e.Err.Error() }

// Unwrap returns the error.
func (e *RangeError) Unwrap() error { return e.Err }
