// Package ranges walks a long list side by side, by disjoint ranges of the time when its items were created. It knows
// nothing of what the items are, nor of how they are asked for.
package ranges

import (
	"errors"
	"slices"
	"time"
)

// Range is what is left of a part of a list: the items created from From on and before To, without those that are done.
type Range struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to,omitzero"` // zero for no end

	// After is the cursor of the next page, of the search from From to Asked; "" for the first page of that to To.
	After string    `json:"after,omitempty"`
	Asked time.Time `json:"asked,omitzero"`

	// Last is the latest creation among the items that are done, and Skip the ids of those created then, which a search
	// from Last on would find once more. Where they are many, they are left out.
	Last time.Time `json:"last,omitzero"`
	Skip []string  `json:"skip,omitempty"`
}

// Search is what is asked for: the items created from From on and before To, which is zero for no end, sorted by that
// time; from the page on that follows the cursor After.
type Search struct {
	From, To time.Time
	After    string
}

// search is what to ask for next of a range that ends at a time.
func (r Range) search(to time.Time) Search {
	if r.After == "" {
		return Search{From: r.From, To: to}
	}
	return Search{From: r.From, To: r.Asked, After: r.After}
}

// Whole is the range of all items.
func Whole() Range { return Range{From: time.Unix(0, 0).UTC()} }

// Check says what is wrong with ranges that come from elsewhere.
func Check(ranges []Range) error {
	var sorted []Range
	for _, r := range ranges {
		switch {
		case r.From.IsZero():
			return errors.New("a range has no beginning")
		case !before(r.From, r.To):
			return errors.New("a range ends before it begins")
		case r.After != "" && !r.Asked.IsZero() && before(r.Asked, r.To):
			return errors.New("a range ends after the search that its cursor is of")
		case !r.Last.IsZero() && !(Range{From: r.From, To: r.To}).holds(r.Last):
			return errors.New("what is done of a range is outside of it")
		}
		sorted = append(sorted, r)
	}
	slices.SortFunc(sorted, func(a, b Range) int { return a.From.Compare(b.From) })
	for i := 1; i < len(sorted); i++ {
		if before(sorted[i].From, sorted[i-1].To) {
			return errors.New("two ranges have a time in common")
		}
	}
	return nil
}

// holds reports whether an item that was created at a time is of the range.
func (r Range) holds(created time.Time) bool {
	return !created.Before(r.From) && before(created, r.To)
}

// before reports whether a time is before an end, which is zero for no end.
func before(t, end time.Time) bool { return end.IsZero() || t.Before(end) }
