package oktatest

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// ownOrder is that of the directory: oldest first.
var ownOrder = order[*user]{place: func(u *user) place { return place{operand{kind: isMoment, time: u.created}.sortKey(), u.seq} }}

// orderOf is the order that sortBy and sortOrder ask for. A sortOrder other than desc counts as asc.
func orderOf(sortBy, sortOrder string) (order[*user], *refusal) {
	if sortBy == "" {
		return ownOrder, nil
	}
	attribute, err := attributeOf(sortBy)
	if err != nil {
		return order[*user]{}, invalidSearch("sortBy: " + err.Error())
	}
	in := order[*user]{name: sortBy, descending: sortOrder == "desc"}
	if in.descending {
		in.name += " desc"
	}
	in.place = func(u *user) place {
		var first operand
		if values := attribute(u); len(values) > 0 {
			first = values[0]
		}
		return place{first.sortKey(), u.seq}
	}
	return in, nil
}

// sorted are the users in an order. Those that it is given are in the directory's own, so that a search by the time of
// creation costs no sorting.
func sorted(users []*user, in order[*user], matches func(*user) bool) []*user {
	switch in.name {
	case "", "created":
		return users
	case "created desc":
		users = slices.Clone(users)
		slices.Reverse(users)
		return users
	}
	type item struct {
		place
		*user
	}
	var items []item
	for _, u := range users {
		if matches(u) {
			items = append(items, item{in.place(u), u})
		}
	}
	slices.SortFunc(items, func(a, b item) int {
		if in.descending {
			a, b = b, a
		}
		return a.compare(b.place)
	})
	out := make([]*user, 0, len(items))
	for _, item := range items {
		out = append(out, item.user)
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
