package ranges

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sync"
	"time"
)

// run is one ranging over what is left.
type run[T, R any] struct {
	*Walk[T, R]
	ctx     context.Context
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

// Pages are the pages that are left. Those that are not done when the next range begins come again in that.
func (w *Walk[T, R]) Pages(ctx context.Context) iter.Seq2[*Page[T, R], error] {
	return func(yield func(*Page[T, R], error) bool) {
		walking, stop := context.WithCancel(ctx)
		defer stop()
		r, err := w.begin(walking)
		if err != nil {
			yield(nil, err)
			return
		}
		defer func() {
			stop()
			r.end()
		}()
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
			if got.err != nil {
				yield(nil, got.err)
				return
			}
			if !more || !yield(got.page, nil) {
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
	for i, p := range w.parts { // what an earlier run has left, without what it fetched
		w.parts[i] = newPart[T, R](p.left())
		p.waiting = nil
	}
	r := &run[T, R]{Walk: w, ctx: ctx, began: time.Now(), walkers: w.walkers}
	ahead := 0 // how many pages wait for the loop, beside the one that each walker has
	if w.readAhead {
		ahead = w.walkers
	}
	r.out = make(chan delivery[T, R], ahead)
	w.run = r
	if w.walkers > 1 && slices.ContainsFunc(w.parts, func(p *part[T, R]) bool { return p.to.IsZero() }) {
		r.group.Go(r.findNewest)
	}
	r.schedule()
	return r, nil
}

// end waits for the walkers, whose context has ended. What they have fetched can still be done.
func (r *run[T, R]) end() {
	r.group.Wait()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.elapsed += time.Since(r.began)
	r.run = nil
}

// findNewest finds where a part without an end has its last items, so that it can be cut.
func (r *run[T, R]) findNewest() {
	newest, err := r.source.Newest(r.ctx)
	switch {
	case err == nil:
	case r.source.Crowded(err):
		return // more walkers would be too many
	default:
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
			failed := &RangeError{From: p.next.From, To: p.to, Err: err}
			r.mu.Unlock()
			r.fail(failed)
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
	search := p.next.search(p.to)
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

// take makes a page of an answer. Items of other ranges are left out, and those that an earlier search has found.
func (r *run[T, R]) take(p *part[T, R], search Search, answer Answer[T, R]) (*Page[T, R], error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	start, highest := r.start(p), p.last
	mine := Range{From: p.next.From, To: p.to}
	var items []T
	for _, item := range answer.Items {
		created, id := r.source.Created(item), r.source.ID(item)
		if created.IsZero() {
			return nil, fmt.Errorf("%q has no time of creation, by which to tell which range it is of", id)
		}
		if created.Before(highest) {
			return nil, ErrUnsorted
		}
		highest = created
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
	page.ends = answer.After == "" || !before(highest, p.to)
	p.next = Range{From: p.next.From, Asked: search.To, After: answer.After, Last: p.last, Skip: p.skip()}
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

// mostSkipped is how many ids are kept with what is left, so that it stays small.
const mostSkipped = 100

// skip are the ids of the latest items, which a search from their time on finds once more.
func (p *part[T, R]) skip() []string {
	if len(p.ties) > mostSkipped {
		return nil
	}
	return slices.Sorted(maps.Keys(p.ties))
}

// restart makes the next search of a part begin where the one before has come to. It reports whether that is possible.
func (p *part[T, R]) restart() bool {
	if p.next.After == "" || !p.next.From.Before(p.last) {
		return false
	}
	p.next = Range{From: p.last}
	return true
}
