package oktatest

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// ownOrder and ownOrderOfGroups are those of the directory: oldest first.
var (
	ownOrder         = order[*user]{place: func(u *user) place { return place{operand{kind: isMoment, time: u.created}.sortKey(), u.seq} }}
	ownOrderOfGroups = order[*group]{place: func(g *group) place { return place{number: g.seq} }}
)

// sortedBy is the order that sortBy and sortOrder ask for, with an order's own places among equals. A sortOrder other
// than desc counts as asc.
func (o order[T]) sortedBy(attributes attributes[T], sortBy, sortOrder string) (order[T], *refusal) {
	if sortBy == "" {
		return o, nil
	}
	attribute, err := attributes.attribute(sortBy)
	if err != nil {
		return order[T]{}, invalidSearch("sortBy: " + err.Error())
	}
	in := order[T]{name: sortBy, descending: sortOrder == "desc"}
	if in.descending {
		in.name += " desc"
	}
	in.place = func(item T) place {
		var first operand
		if values := attribute(item); len(values) > 0 {
			first = values[0]
		}
		return place{first.sortKey(), o.place(item).number}
	}
	return in, nil
}

// sorted are the users or groups in an order. Those that it is given are in the directory's own, so that a search by
// the time of creation costs no sorting.
func sorted[T any](items []T, in order[T], matches func(T) bool) []T {
	switch in.name {
	case "", "created":
		return items
	case "created desc":
		items = slices.Clone(items)
		slices.Reverse(items)
		return items
	}
	type placed struct {
		place
		item T
	}
	var all []placed
	for _, item := range items {
		if matches(item) {
			all = append(all, placed{in.place(item), item})
		}
	}
	slices.SortFunc(all, func(a, b placed) int {
		if in.descending {
			a, b = b, a
		}
		return a.compare(b.place)
	})
	out := make([]T, 0, len(all))
	for _, placed := range all {
		out = append(out, placed.item)
	}
	return out
}

// createdIn are the users that were created in a span of time.
func (d *directory) createdIn(s span) []*user {
	from := func(at stamp) int {
		i, _ := slices.BinarySearchFunc(d.users, at, func(u *user, at stamp) int { return cmp.Compare(u.created, at) })
		return i
	}
	start := from(s.start)
	return d.users[start:max(start, from(s.end))]
}

// sortedBytes is how much of a text sorts. A cursor holds it, in a header.
const sortedBytes = 200

// sortKey is a text that sorts as the value does among values of its kind, and after those that are not set.
func (o operand) sortKey() string {
	switch o.kind {
	case isString:
		folded := fold(o)
		return "s" + folded[:min(len(folded), sortedBytes)]
	case isTruth:
		return fmt.Sprint("b", o.truth)
	case isMoment:
		return "t" + o.time.time().Format(stampLayout)
	case isNumber:
		number, _ := o.number.Float64()
		bits := math.Float64bits(number)
		if number < 0 {
			return fmt.Sprintf("n%016x", ^bits)
		}
		return fmt.Sprintf("n%016x", bits|1<<63)
	}
	return ""
}
