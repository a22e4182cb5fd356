// Package org is the server of the benchmarks. It answers from pages rendered beforehand, so that it costs as little as
// it can beside the clients on the same machine.
package org

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/okta-userapi/userapi-go/wrapper/bench/internal/fixture"
)

// Settings are how the server behaves during one run.
type Settings struct {
	Users  int           // how many the list has
	Items  fixture.Items // what they look like
	Delay  time.Duration // before each answer
	Gzip   bool          // whether answers are compressed
	Limit  int           // requests allowed in a window; 0 stands for no limit worth the name
	Window time.Duration // in whole seconds, as Okta's resets are
}

// Stats are what the server saw since its settings were made.
type Stats struct {
	Requests int64 // to the API, those that were refused included
	Refused  int64 // with 429
	Pages    int64 // of the list

	// Least is the shortest time that the requests that were answered can have taken under the limit: from the first
	// one to the start of the window that the last one had to be in.
	Least time.Duration
}

// Server is an http.Handler with the routes that the contestants call, and two below /bench/ to steer it.
type Server struct {
	pages   map[fixture.Items][]content
	rosters map[fixture.Items]*roster
	user    content
	cursors []string
	places  map[string]int

	settings atomic.Pointer[Settings]
	requests atomic.Int64
	refused  atomic.Int64
	listed   atomic.Int64

	mu      sync.Mutex
	first   time.Time // when the first request came
	window  time.Time // when the present window began
	served  int       // in the present window
	allowed int64     // in all windows
}

type content struct{ plain, gzipped []byte }

// MaxUsers is how long a list can be.
const MaxUsers = 100_000

// New renders all there is to answer.
func New() *Server {
	s := &Server{
		pages:   make(map[fixture.Items][]content),
		rosters: make(map[fixture.Items]*roster),
		user:    compressed(fixture.User(fixture.Full, 0)),
		places:  make(map[string]int),
	}
	for _, items := range []fixture.Items{fixture.Full, fixture.SelfOnly, fixture.Heaped} {
		for n := range fixture.Pages {
			page := content{plain: fixture.Page(items, n)}
			if items != fixture.Full {
				page = compressed(page.plain)
			}
			s.pages[items] = append(s.pages[items], page)
		}
		if items != fixture.Full {
			s.rosters[items] = newRoster(items)
		}
	}
	for n := range MaxUsers / fixture.PageSize {
		cursor := fmt.Sprintf("200u%08x%05d", uint32(n)*2654435761, n)
		s.cursors = append(s.cursors, cursor)
		s.places[cursor] = n
	}
	s.settings.Store(&Settings{Users: MaxUsers, Items: fixture.Full})
	return s
}

func compressed(plain []byte) content {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(plain); err != nil {
		panic(err) // a bytes.Buffer takes everything
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return content{plain, out.Bytes()}
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/bench/settings":
		s.set(w, r)
		return
	case "/bench/stats":
		_ = json.NewEncoder(w).Encode(s.stats())
		return
	}
	settings := s.settings.Load()
	number := s.requests.Add(1)
	if settings.Delay > 0 {
		time.Sleep(settings.Delay)
	}

	header := w.Header()
	header.Set("Content-Type", "application/json")
	header.Set("Cache-Control", "no-cache, no-store")
	header.Set("X-Okta-Request-Id", "Zx"+strconv.FormatInt(number, 36)+"AAAB8k")
	header.Set("Set-Cookie", "JSESSIONID=4F1C; Path=/; Secure; HttpOnly")
	if !s.admit(header, settings) {
		s.refused.Add(1)
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = io.WriteString(w, `{"errorCode":"E0000047","errorSummary":"API call exceeded rate limit due to too many requests.","errorLink":"E0000047","errorId":"oaeT1","errorCauses":[]}`)
		return
	}

	answer := s.user
	switch id, one := strings.CutPrefix(r.URL.Path, "/api/v1/users/"); {
	case r.Header.Get("Authorization") == "":
		http.Error(w, "no credentials", http.StatusUnauthorized)
		return
	case r.Method == http.MethodPost && r.URL.Path == "/api/v1/users":
		if body, err := io.ReadAll(r.Body); err != nil || !bytes.Contains(body, []byte(`"login":"`)) {
			http.Error(w, "no login", http.StatusBadRequest)
			return
		}
	case r.Method == http.MethodGet && r.URL.Path == "/api/v1/users":
		find := s.page
		if r.URL.Query().Has("search") {
			find = s.search
		}
		var ok bool
		if answer, ok = find(header, r, settings); !ok {
			http.Error(w, "no such cursor or search", http.StatusBadRequest)
			return
		}
	case r.Method == http.MethodGet && one && id != "":
	default:
		http.NotFound(w, r)
		return
	}
	body := answer.plain
	if settings.Gzip && answer.gzipped != nil && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		header.Set("Content-Encoding", "gzip")
		body = answer.gzipped
	}
	_, _ = w.Write(body)
}

// page finds the page that is asked for, and puts the links to it and to the next one into the header, each on a line
// of its own.
func (s *Server) page(header http.Header, r *http.Request, settings *Settings) (content, bool) {
	query := r.URL.Query()
	n := 0
	if cursor := query.Get("after"); cursor != "" {
		var ok bool
		if n, ok = s.places[cursor]; !ok {
			return content{}, false
		}
	}
	s.listed.Add(1)
	next := ""
	if (n+1)*fixture.PageSize < settings.Users {
		next = "after=" + s.cursors[n+1] + "&limit=200"
	}
	addLinks(header, r, next)
	return s.pages[settings.Items][n%fixture.Pages], true
}

// addLinks adds the links to a page itself and to the one with the query next, where that is not "".
func addLinks(header http.Header, r *http.Request, next string) {
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	base := scheme + "://" + r.Host + "/api/v1/users?"
	header.Add("Link", "<"+base+r.URL.RawQuery+`>; rel="self"`)
	if next != "" {
		header.Add("Link", "<"+base+next+`>; rel="next"`)
	}
}

// admit counts a request against the limit and tells of it in the header.
func (s *Server) admit(header http.Header, settings *Settings) bool {
	limit, window := settings.Limit, settings.Window
	if limit == 0 {
		limit, window = 1_000_000, time.Minute
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	if s.first.IsZero() {
		s.first = now
	}
	if now.Sub(s.window) >= window {
		// Resets are told in whole seconds, so windows begin on one.
		s.window, s.served = now.Truncate(time.Second), 0
	}
	s.served++
	header.Set("X-Rate-Limit-Limit", strconv.Itoa(limit))
	header.Set("X-Rate-Limit-Remaining", strconv.Itoa(max(0, limit-s.served)))
	header.Set("X-Rate-Limit-Reset", strconv.FormatInt(s.window.Add(window).Unix(), 10))
	if s.served > limit {
		return false
	}
	s.allowed++
	return true
}

func (s *Server) set(w http.ResponseWriter, r *http.Request) {
	settings := new(Settings)
	if err := json.NewDecoder(r.Body).Decode(settings); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.settings.Store(settings)
	s.requests.Store(0)
	s.refused.Store(0)
	s.listed.Store(0)
	s.first, s.window, s.served, s.allowed = time.Time{}, time.Time{}, 0, 0
}

func (s *Server) stats() Stats {
	s.mu.Lock()
	defer s.mu.Unlock()
	stats := Stats{Requests: s.requests.Load(), Refused: s.refused.Load(), Pages: s.listed.Load()}
	if settings := s.settings.Load(); settings.Limit > 0 && s.allowed > 0 {
		windows := time.Duration((s.allowed - 1) / int64(settings.Limit))
		stats.Least = max(0, s.first.Truncate(time.Second).Add(windows*settings.Window).Sub(s.first))
	}
	return stats
}
