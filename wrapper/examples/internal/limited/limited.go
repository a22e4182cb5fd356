// Package limited puts a rate limit before an org in memory whose windows are shorter than the minute of a real one, so
// that a test meets several of them in a few seconds.
package limited

import (
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"time"
)

// Handler answers by another one, up to so many times in a window, and else with 429.
type Handler struct {
	org      http.Handler
	requests int
	window   time.Duration

	mu      sync.Mutex
	reset   time.Time // when the window ends
	used    int       // in the window
	most    int       // that any window was asked for
	refused int
}

// New puts a limit of so many requests in a window, which is some whole seconds, before an org.
func New(org http.Handler, requests int, window time.Duration) *Handler {
	return &Handler{org: org, requests: requests, window: window}
}

// ServeHTTP answers a request.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer := httptest.NewRecorder()
	h.org.ServeHTTP(answer, r)
	header := w.Header()
	maps.Copy(header, answer.Header())
	if !h.admit(header) {
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = io.WriteString(w, `{"errorCode":"E0000047","errorSummary":"API call exceeded rate limit due to too many requests.","errorCauses":[]}`)
		return
	}
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes())
}

// admit counts a request and tells of the limit in the header.
func (h *Handler) admit(header http.Header) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if now := time.Now(); !now.Before(h.reset) {
		h.reset, h.used = now.Truncate(time.Second).Add(h.window), 0 // resets are told in whole seconds
	}
	h.used++
	h.most = max(h.most, h.used)
	header.Set("X-Rate-Limit-Limit", strconv.Itoa(h.requests))
	header.Set("X-Rate-Limit-Remaining", strconv.Itoa(max(0, h.requests-h.used)))
	header.Set("X-Rate-Limit-Reset", strconv.FormatInt(h.reset.Unix(), 10))
	if h.used > h.requests {
		h.refused++
		return false
	}
	return true
}

// Refused is how many requests were answered with 429.
func (h *Handler) Refused() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.refused
}

// Most is the largest number of requests that came in one window.
func (h *Handler) Most() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.most
}
