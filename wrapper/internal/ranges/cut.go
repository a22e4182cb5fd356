package ranges

import (
	"math"
	"time"
)

const (
	// resolution is that of the times of creation. A cut between would rely on how a search rounds.
	resolution = time.Second

	// least is how many pages a part has to have left, beside the one that is being fetched, to be cut.
	least = 1

	// believed is how many pages a part is taken to have left at most when the latest page had many items in a short
	// time: heaps end. The cut is then near.
	believed = 128
)

// learn takes in how many items a page had, and in what time.
func (w *Walk[T, R]) learn(p *part[T, R], start time.Time, items []T, ends bool) {
	w.pageSize = max(w.pageSize, len(items))
	if len(items) == 0 {
		return
	}
	first, middle, last := w.source.Created(items[0]), w.source.Created(items[len(items)/2]), w.source.Created(items[len(items)-1])
	if w.state.Oldest.IsZero() {
		w.state.Oldest, start = first, first
	}
	if ends {
		last = w.end(p)
	}
	w.seen += len(items)
	w.seenWithin += max(0, last.Sub(start))
	// The later half of the page says more of what comes than the whole.
	p.density = float64((len(items)+1)/2) / resolutions(last.Sub(middle))
}

// start is from when on the items of a part are still to come.
func (w *Walk[T, R]) start(p *part[T, R]) time.Time {
	return latest(p.next.From, p.last, w.state.Oldest)
}

// end is the end of a part; the newest item's where it has none.
func (w *Walk[T, R]) end(p *part[T, R]) time.Time {
	if p.to.IsZero() {
		return w.state.Newest.Add(resolution)
	}
	return p.to
}

// pagesLeft is about how many pages a part has left, beside the one that is being fetched.
func (w *Walk[T, R]) pagesLeft(p *part[T, R]) float64 {
	density := p.density
	if density == 0 {
		density = float64(w.seen) / resolutions(w.seenWithin)
	}
	return density*resolutions(w.end(p).Sub(w.start(p)))/float64(max(1, w.pageSize)) - 1
}

// cutHeaviest cuts the part with the most items into two, and returns the later piece; nil where no part has many.
func (w *Walk[T, R]) cutHeaviest() *part[T, R] {
	var heaviest *part[T, R]
	most := 0.0
	for _, p := range w.parts {
		if p.stage != walked || w.end(p).Sub(w.start(p)) <= resolution {
			continue
		}
		if pages := w.pagesLeft(p); pages >= least && pages > most {
			heaviest, most = p, pages
		}
	}
	if heaviest == nil {
		return nil
	}
	keeps := most / 2
	if heaviest.density > 0 && most > believed {
		keeps = max(believed/2, math.Sqrt(most))
	}
	start, end := w.start(heaviest), w.end(heaviest)
	kept := time.Duration((1 + keeps) / (1 + most) * float64(end.Sub(start)))
	at := start.Add(max(kept, resolution)).Truncate(resolution)
	cut := newPart[T, R](Range{From: at, To: heaviest.to})
	heaviest.to = at
	return cut
}

// Share is how much of the time between the oldest and the newest item is done.
func (w *Walk[T, R]) Share() float64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.parts) == 0 {
		return 1
	}
	whole := w.state.Newest.Sub(w.state.Oldest)
	if w.state.Oldest.IsZero() || whole <= 0 {
		return 0
	}
	left := time.Duration(0)
	for _, p := range w.parts {
		left += max(0, w.end(p).Sub(latest(p.done.From, p.done.Last, w.state.Oldest)))
	}
	return max(0, 1-float64(left)/float64(whole))
}

// resolutions is a time for calculations: 1 at the least.
func resolutions(d time.Duration) float64 { return max(1, float64(d)/float64(resolution)) }
