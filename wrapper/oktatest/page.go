package oktatest

import (
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
	userList       = list{"200u", 200, 200}
	groupList      = list{"200g", 200, 200}
	targetList     = list{"PGE", 20, 200}
	cursorEncoding = base32.HexEncoding.WithPadding(base32.NoPadding)
)

// cursorMask makes cursors that don't look like numbers.
const cursorMask = 0xA5C396E17B2D480F

// cursor stands after the item with a number. It stays right when items come or go, the item itself included.
func (l list) cursor(after uint64) string {
	data := binary.BigEndian.AppendUint64(nil, after^cursorMask)
	data = binary.BigEndian.AppendUint32(data, crc32.ChecksumIEEE(append([]byte(l.cursors), data...)))
	return l.cursors + cursorEncoding.EncodeToString(data)
}

func (l list) parseCursor(cursor string) (uint64, *refusal) {
	text, isOurs := strings.CutPrefix(cursor, l.cursors)
	data, err := cursorEncoding.DecodeString(text)
	if !isOurs || err != nil || len(data) != 12 {
		return 0, invalidPaging("after: The cursor is not valid")
	}
	after := binary.BigEndian.Uint64(data) ^ cursorMask
	if l.cursor(after) != cursor {
		return 0, invalidPaging("after: The cursor is not valid")
	}
	return after, nil
}

// page is which part of a list a request asks for.
type page struct {
	list  list
	after uint64
	limit int
}

func (l list) page(after *string, limit *int32) (page, *refusal) {
	p := page{list: l, limit: l.limit}
	if limit != nil {
		if *limit < 1 {
			return page{}, invalidPaging("limit: The limit must be 1 or more")
		}
		p.limit = min(int(*limit), l.largestLimit)
	}
	if after != nil && *after != "" {
		var refused *refusal
		if p.after, refused = l.parseCursor(*after); refused != nil {
			return page{}, refused
		}
	}
	return p, nil
}

// cut takes the page's items from a list in order of their numbers. next is the number to go on after, 0 at the end.
func cut[T numbered](p page, items []T, keep func(T) bool) (taken []T, next uint64) {
	start, found := slices.BinarySearchFunc(items, p.after, bySeq[T])
	if found {
		start++
	}
	for _, item := range items[start:] {
		if !keep(item) {
			continue
		}
		if len(taken) == p.limit {
			return taken, taken[p.limit-1].number()
		}
		taken = append(taken, item)
	}
	return taken, 0
}

// links are the Link lines of a page.
func (p page) links(r *http.Request, base string, next uint64) http.Header {
	here, _, _ := strings.Cut(r.URL.RequestURI(), "?")
	if i := strings.Index(here, "/api/v1/"); i >= 0 {
		here = base + here[i:]
	}
	line := func(relation string, query url.Values) string {
		query.Set("limit", strconv.Itoa(p.limit))
		return fmt.Sprintf("<%s?%s>; rel=%q", here, query.Encode(), relation)
	}
	lines := []string{line("self", r.URL.Query())}
	if next > 0 {
		query := r.URL.Query()
		query.Set("after", p.list.cursor(next))
		lines = append(lines, line("next", query))
	}
	return http.Header{"Link": lines}
}
