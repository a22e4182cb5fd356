package exampleorg

import (
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"time"
)

// Limit is a rate limit before an org. Its windows are shorter than the minute of a real one, so that a test meets
// several of them in a few seconds.
type Limit struct {
	org      http.Handler
	requests int
	window   time.Duration

	mu      sync.Mutex
	reset   time.Time // when the window ends
	used    int       // in the window
	most    int       // that any window was asked for
	refused int
}

// NewLimit allows so many requests in a window, which is some whole seconds.
func NewLimit(org http.Handler, requests int, window time.Duration) *Limit {
	return &Limit{org: org, requests: requests, window: window}
}

// ServeHTTP answers a request.
func (l *Limit) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer := httptest.NewRecorder()
	l.org.ServeHTTP(answer, r)
	header := w.Header()
	maps.Copy(header, answer.Header())
	if !l.admit(header) {
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = io.WriteString(w, `{"errorCode":"E0000047","errorSummary":"API call exceeded rate limit due to too many requests.","errorCauses":[]}`)
		return
	}
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes())
}

// admit counts a request and tells of the limit in the header.
func (l *Limit) admit(header http.Header) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if now := time.Now(); !now.Before(l.reset) {
		l.reset, l.used = now.Truncate(time.Second).Add(l.window), 0 // resets are told in whole seconds
	}
	l.used++
	l.most = max(l.most, l.used)
	header.Set("X-Rate-Limit-Limit", strconv.Itoa(l.requests))
	header.Set("X-Rate-Limit-Remaining", strconv.Itoa(max(0, l.requests-l.used)))
	header.Set("X-Rate-Limit-Reset", strconv.FormatInt(l.reset.Unix(), 10))
	if l.used > l.requests {
		l.refused++
		return false
	}
	return true
}

// Refused is how many requests were answered with 429.
func (l *Limit) Refused() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.refused
}

// Most is the largest number of requests that came in one window.
func (l *Limit) Most() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.most
}
