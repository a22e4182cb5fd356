package oktatest

import (
	"cmp"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// list is what a paged list does with its parameters.
type list struct {
	cursors      string // how its cursors begin, so that one list's don't pass for another's
	limit        int    // where the request says none
	largestLimit int
}

var (
	userList         = list{"200u", 200, 200}
	groupList        = list{"200g", 200, 200}
	orgGroupList     = list{"00g", 10_000, 10_000}
	memberList       = list{"00u", 1000, 1000}
	targetList       = list{"PGE", 20, 200}
	grantList        = list{"oag", 20, 200}
	refreshTokenList = list{"oar", 20, 200}
	appTargetList    = list{"0oa", 20, 200}
	assigneeList     = list{"00r", 100, 200}
	cursorEncoding   = base32.HexEncoding.WithPadding(base32.NoPadding)
)

// cursorMask makes cursors that don't look like numbers.
const cursorMask = 0xA5C396E17B2D480F

// place is where an item stands in a list: by the text that the list is sorted by, and by number among equals.
type place struct {
	key    string
	number uint64
}

func (p place) compare(other place) int {
	return cmp.Or(strings.Compare(p.key, other.key), cmp.Compare(p.number, other.number))
}

// order is how a list is sorted.
type order[T any] struct {
	name       string // "" for the list's own order
	place      func(T) place
	descending bool
}

func (o order[T]) compare(item T, after place) int {
	if o.descending {
		return after.compare(o.place(item))
	}
	return o.place(item).compare(after)
}

// cursor stands after a place in an order. It stays right when items come or go, the one at the place included.
func (l list) cursor(order string, after place) string {
	data := binary.BigEndian.AppendUint64(nil, after.number^cursorMask)
	data = append(data, after.key...)
	data = binary.BigEndian.AppendUint32(data, crc32.ChecksumIEEE(append([]byte(l.cursors+order), data...)))
	return l.cursors + cursorEncoding.EncodeToString(data)
}

func (l list) parseCursor(order, cursor string) (place, *refusal) {
	text, isOurs := strings.CutPrefix(cursor, l.cursors)
	data, err := cursorEncoding.DecodeString(text)
	if !isOurs || err != nil || len(data) < 12 {
		return place{}, invalidPaging("after: The cursor is not valid")
	}
	after := place{string(data[8 : len(data)-4]), binary.BigEndian.Uint64(data) ^ cursorMask}
	if l.cursor(order, after) != cursor {
		return place{}, invalidPaging("after: The cursor is not valid")
	}
	return after, nil
}

// page is which part of a list a request asks for.
type page struct {
	list  list
	order string
	after *place // nil for the first page
	limit int
}

func (l list) page(order string, after *string, limit *int32) (page, *refusal) {
	p := page{list: l, order: order, limit: l.limit}
	if limit != nil {
		if *limit < 1 {
			return page{}, invalidPaging("limit: The limit must be 1 or more")
		}
		p.limit = min(int(*limit), l.largestLimit)
	}
	if value(after) != "" {
		start, refused := l.parseCursor(order, *after)
		if refused != nil {
			return page{}, refused
		}
		p.after = &start
	}
	return p, nil
}

// cut takes the page's items from a list in order. next is the place to go on after, nil at the end.
func cut[T any](p page, items []T, in order[T], keep func(T) bool) (taken []T, next *place) {
	if p.after != nil {
		start, found := slices.BinarySearchFunc(items, *p.after, in.compare)
		if found {
			start++
		}
		items = items[start:]
	}
	for _, item := range items {
		if !keep(item) {
			continue
		}
		if len(taken) == p.limit {
			return taken, new(in.place(taken[p.limit-1]))
		}
		taken = append(taken, item)
	}
	return taken, nil
}

// links are the Link lines of a page.
func (p page) links(r *http.Request, base string, next *place) http.Header {
	lines := []string{fmt.Sprintf(`<%s>; rel="self"`, p.address(r, base, r.URL.Query()))}
	if next != nil {
		lines = append(lines, fmt.Sprintf(`<%s>; rel="next"`, p.next(r, base, *next)))
	}
	return http.Header{"Link": lines}
}

// next is the address of the next page.
func (p page) next(r *http.Request, base string, next place) string {
	query := r.URL.Query()
	query.Set("after", p.list.cursor(p.order, next))
	return p.address(r, base, query)
}

// address is that of a page of the list, with a query.
func (p page) address(r *http.Request, base string, query url.Values) string {
	query.Set("limit", strconv.Itoa(p.limit))
	return addressOf(r, base) + "?" + query.Encode()
}

// addressOf is the address of a request without its query.
func addressOf(r *http.Request, base string) string {
	here, _, _ := strings.Cut(r.URL.RequestURI(), "?")
	if i := strings.Index(here, "/api/v1/"); i >= 0 {
		here = base + strings.TrimSuffix(here[i:], "/")
	}
	return here
}
