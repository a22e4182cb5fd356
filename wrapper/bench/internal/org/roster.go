package org

import (
	"bytes"
	"cmp"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/okta-userapi/userapi-go/wrapper/bench/internal/fixture"
)

// roster has all users of an org in the order in which they were created, to be searched by that.
type roster struct {
	created []time.Time
	users   [][]byte
}

func newRoster(items fixture.Items) *roster {
	r := new(roster)
	for n := range fixture.Pages * fixture.PageSize {
		r.created = append(r.created, fixture.Created(items, n))
		r.users = append(r.users, fixture.User(items, n))
	}
	return r
}

// bound is one of the two that a range of times has.
var bound = regexp.MustCompile(`^created (ge|gt|lt|le) "([^"]+)"$`)

// find returns the places of the users that a search finds among the first so many. All it knows are bounds of created,
// joined by "and".
func (r *roster) find(search string, users int) (from, to int, ok bool) {
	from, to = 0, min(users, len(r.users))
	for condition := range strings.SplitSeq(search, " and ") {
		parts := bound.FindStringSubmatch(condition)
		if parts == nil {
			return 0, 0, false
		}
		at, err := time.Parse(time.RFC3339, parts[2])
		if err != nil {
			return 0, 0, false
		}
		before, _ := slices.BinarySearchFunc(r.created, at, time.Time.Compare)
		until, _ := slices.BinarySearchFunc(r.created, at.Add(1), time.Time.Compare)
		switch parts[1] {
		case "ge":
			from = max(from, before)
		case "gt":
			from = max(from, until)
		case "lt":
			to = min(to, before)
		case "le":
			to = min(to, until)
		}
	}
	return from, max(from, to), true
}

// search answers a list that is searched and sorted by the time of creation. A cursor says how many users of the list
// came before.
func (s *Server) search(header http.Header, r *http.Request, settings *Settings) (content, bool) {
	roster, query := s.rosters[settings.Items], r.URL.Query()
	if roster == nil || query.Get("sortBy") != "created" {
		return content{}, false
	}
	from, to, ok := roster.find(query.Get("search"), settings.Users)
	if !ok {
		return content{}, false
	}
	size, err := strconv.Atoi(cmp.Or(query.Get("limit"), "200"))
	if err != nil || size < 1 || size > fixture.PageSize {
		return content{}, false
	}
	done := 0
	if after, found := strings.CutPrefix(query.Get("after"), "PGE"); found {
		if done, err = strconv.Atoi(after); err != nil || done < 0 {
			return content{}, false
		}
	}
	descending := query.Get("sortOrder") == "desc"
	count := max(0, min(size, to-from-done))
	page := bytes.NewBuffer(make([]byte, 0, 1024*count+2))
	page.WriteByte('[')
	for i := range count {
		if i > 0 {
			page.WriteByte(',')
		}
		place := from + done + i
		if descending {
			place = to - 1 - done - i
		}
		page.Write(roster.users[place])
	}
	page.WriteByte(']')

	s.listed.Add(1)
	next := ""
	if done += count; from+done < to {
		query.Set("after", "PGE"+strconv.Itoa(done))
		next = query.Encode()
	}
	addLinks(header, r, next)
	return compressed(page.Bytes()), true
}
