package ranges

import (
	"context"
	"errors"
	"iter"
	"maps"
	"slices"
	"sync"
	"time"
)

// ErrBusy is that a walk is ranged over already.
var ErrBusy = errors.New("the walk is being ranged over already")

// Source is the list that is walked. T is an item, and R what comes with a page of them.
type Source[T, R any] struct {
	// Pages are the pages that a search finds.
	Pages func(context.Context, Search) iter.Seq2[Answer[T, R], error]

	// Newest is when the newest item was created; zero where there is none. A wrong time costs no item.
	Newest func(context.Context) (time.Time, error)

	ID      func(T) string
	Created func(T) time.Time // whole milliseconds

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
	sorted  bool            // whether all came in order
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
	p := &part[T, R]{to: r.To, next: r, done: r, last: r.Last, sorted: true, ties: make(map[string]bool)}
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

// run is one ranging over what is left.
type run[T, R any] struct {
	*Walk[T, R]
	ctx     context.Context
	cancel  context.CancelFunc
	out     chan delivery[T, R]
	group   sync.WaitGroup
	began   time.Time
	walkers int // allowed
	running int
	over    bool // nothing is begun or sent any more
}

type delivery[T, R any] struct {
	page *Page[T, R]
	err  error
}

// Pages are the pages that are left. Those that are not done when the range ends come again in the next one.
func (w *Walk[T, R]) Pages(ctx context.Context) iter.Seq2[*Page[T, R], error] {
	return func(yield func(*Page[T, R], error) bool) {
		r, err := w.begin(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		defer r.end()
		for {
			var got delivery[T, R]
			more := true
			select {
			case got, more = <-r.out:
			case <-ctx.Done():
			}
			if got.err == nil {
				got.err = ctx.Err() // a page that was fetched ahead comes too late
			}
			switch {
			case got.err != nil:
				yield(nil, got.err)
				return
			case !more, !yield(got.page, nil):
				return
			}
			close(got.page.back)
		}
	}
}

func (w *Walk[T, R]) begin(ctx context.Context) (*run[T, R], error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.run != nil {
		return nil, ErrBusy
	}
	r := &run[T, R]{Walk: w, began: time.Now(), walkers: w.walkers}
	r.ctx, r.cancel = context.WithCancel(ctx)
	waiting := 0
	if w.readAhead {
		waiting = w.walkers
	}
	r.out = make(chan delivery[T, R], waiting)
	w.run = r
	if w.walkers > 1 && slices.ContainsFunc(w.parts, func(p *part[T, R]) bool { return p.to.IsZero() }) {
		r.group.Go(r.findNewest)
	}
	r.schedule()
	return r, nil
}

// end stops the walkers and drops what is not done.
func (r *run[T, R]) end() {
	r.cancel()
	r.group.Wait()
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, p := range r.parts {
		r.parts[i] = newPart[T, R](p.left())
		p.waiting = nil
	}
	r.elapsed += time.Since(r.began)
	r.Walk.run = nil
}

// findNewest finds where a part without an end has its last items, so that it can be cut.
func (r *run[T, R]) findNewest() {
	newest, err := r.source.Newest(r.ctx)
	if err != nil {
		r.fail(err)
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if !newest.IsZero() {
		r.state.Newest = newest
	}
	r.schedule()
}

// schedule gives idle walkers something to do: a part that nobody is on, or else a piece of the one with the most
// items. They begin when all cuts are made, so that none asks for what is another's. Whoever calls it holds the lock.
func (r *run[T, R]) schedule() {
	if r.over || r.ctx.Err() != nil {
		return
	}
	var begin []*part[T, R]
	for r.running < r.walkers {
		i := slices.IndexFunc(r.parts, func(p *part[T, R]) bool { return p.stage == open })
		if i < 0 {
			cut := r.cutHeaviest()
			if cut == nil {
				break
			}
			i = len(r.parts)
			r.parts = append(r.parts, cut)
		}
		r.parts[i].stage = walked
		r.running++
		begin = append(begin, r.parts[i])
	}
	for _, p := range begin {
		r.group.Go(func() { r.walk(p) })
	}
	if r.running == 0 {
		r.over = true
		close(r.out)
	}
}

// walk fetches the pages of a part, by as many searches as it takes.
func (r *run[T, R]) walk(p *part[T, R]) {
	for {
		err := r.fetch(p)
		r.mu.Lock()
		switch {
		case err == nil, r.ctx.Err() != nil:
		case r.source.Broken(err) && p.restart():
			r.mu.Unlock()
			continue
		case r.source.Crowded(err) && r.walkers > 1:
			r.walkers--
			p.stage = open
		default:
			r.mu.Unlock()
			r.fail(&RangeError{From: p.next.From, To: p.to, Err: err})
			r.mu.Lock()
		}
		r.running--
		r.schedule()
		r.mu.Unlock()
		return
	}
}

// fail ends the run with an error.
func (r *run[T, R]) fail(err error) {
	r.mu.Lock()
	over := r.over
	r.over = true
	r.mu.Unlock()
	if over {
		return
	}
	select {
	case r.out <- delivery[T, R]{err: err}:
	case <-r.ctx.Done():
	}
}

// fetch fetches the pages of one search.
func (r *run[T, R]) fetch(p *part[T, R]) error {
	r.mu.Lock()
	p.next.To = p.to
	search := p.next.search()
	r.mu.Unlock()
	for answer, err := range r.source.Pages(r.ctx, search) {
		if err != nil {
			return err
		}
		page, err := r.take(p, search, answer)
		if err != nil {
			return err
		}
		if len(page.Items) > 0 {
			select {
			case r.out <- delivery[T, R]{page: page}:
			case <-r.ctx.Done():
				return r.ctx.Err()
			}
		}
		if page.ends {
			return nil
		}
		if len(page.Items) > 0 && !r.readAhead {
			select {
			case <-page.back:
			case <-r.ctx.Done():
				return r.ctx.Err()
			}
		}
	}
	return nil
}

// errNoTime is that an item can't be told to be of a range.
var errNoTime = errors.New("an item has no time of creation")

// take makes a page of an answer. Items of other ranges are left out, and those that an earlier search has found.
func (r *run[T, R]) take(p *part[T, R], search Search, answer Answer[T, R]) (*Page[T, R], error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	start, latest := r.start(p), p.last
	mine := Range{From: p.next.From, To: p.to}
	var items []T
	for _, item := range answer.Items {
		created, id := r.source.Created(item), r.source.ID(item)
		if created.IsZero() {
			return nil, errNoTime
		}
		p.sorted = p.sorted && !created.Before(latest)
		if latest.Before(created) {
			latest = created
		}
		if !mine.holds(created) || created.Equal(p.last) && p.ties[id] {
			continue
		}
		items = append(items, item)
		if p.last.Before(created) {
			p.last = created
			clear(p.ties)
		}
		if created.Equal(p.last) {
			p.ties[id] = true
		}
	}
	page := &Page[T, R]{Items: items, With: answer.With, walk: r.Walk, part: p, undone: len(items), back: make(chan struct{})}
	page.ends = answer.After == "" || p.sorted && len(answer.Items) > 0 && !before(latest, p.to)
	skipping := len(p.next.Skip) > 0 && p.last.Equal(p.next.From)
	p.next = Range{From: p.next.From, Asked: search.To, After: answer.After, Last: p.last}
	if skipping {
		p.next.Skip = slices.Sorted(maps.Keys(p.ties))
	}
	page.next = p.next
	if page.ends {
		p.stage = fetched
	}
	r.learn(p, start, answer.Items, page.ends)
	p.waiting = append(p.waiting, page)
	r.settle(p)
	r.schedule()
	return page, nil
}

// restart makes the next search of a part begin where the one before has come to. It reports whether that is possible.
func (p *part[T, R]) restart() bool {
	if p.next.After == "" || !p.sorted || !p.next.From.Before(p.last) {
		return false
	}
	p.next = Range{From: p.last, Last: p.last, Skip: slices.Sorted(maps.Keys(p.ties))}
	if n := len(p.waiting); n > 0 {
		p.waiting[n-1].next = p.next
	} else {
		p.done = p.next
	}
	return true
}
