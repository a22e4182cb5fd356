package ranges

import (
	"math"
	"slices"
	"time"
)

// Split cuts what is left into n parts or fewer, of about the same time.
func Split(state State, n int) []State {
	left := slices.SortedFunc(slices.Values(state.Ranges), func(a, b Range) int { return a.From.Compare(b.From) })
	spanOf := func(r Range) (start, end time.Time) {
		start, end = latest(r.From, r.Last, state.Oldest), r.To
		if end.IsZero() {
			end = state.Newest.Add(resolution)
		}
		return start, latest(start, end)
	}
	whole := 0.0
	for _, r := range left {
		start, end := spanOf(r)
		whole += end.Sub(start).Seconds()
	}
	var pieces []Range
	for _, r := range left {
		start, end := spanOf(r)
		into := int(math.Round(float64(n) * end.Sub(start).Seconds() / max(1, whole)))
		for i := 1; i < into; i++ {
			at := start.Add(end.Sub(start) / time.Duration(into) * time.Duration(i)).Truncate(resolution)
			if !latest(r.From, r.Last).Before(at) || !before(at, r.To) {
				continue
			}
			piece := r
			piece.To = at
			pieces = append(pieces, piece)
			r = Range{From: at, To: r.To}
		}
		pieces = append(pieces, r)
	}
	var parts []State
	for i := range n {
		if mine := pieces[i*len(pieces)/n : (i+1)*len(pieces)/n]; len(mine) > 0 {
			start, _ := spanOf(mine[0])
			part := State{Ranges: mine, Oldest: start, Newest: mine[len(mine)-1].To}
			if part.Newest.IsZero() {
				part.Newest = state.Newest
			}
			parts = append(parts, part)
		}
	}
	return parts
}

// latest is the latest of some times.
func latest(t time.Time, others ...time.Time) time.Time {
	for _, other := range others {
		if t.Before(other) {
			t = other
		}
	}
	return t
}
