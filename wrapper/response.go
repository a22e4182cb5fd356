package wrapper

import (
	"net/http"
	"strconv"
	"time"
)

const (
	headerRequestID          = "X-Okta-Request-Id"
	headerRateLimitLimit     = "X-Rate-Limit-Limit"
	headerRateLimitRemaining = "X-Rate-Limit-Remaining"
	headerRateLimitReset     = "X-Rate-Limit-Reset"
)

// Response is the HTTP side of an answer.
type Response struct {
	StatusCode int
	Header     http.Header
	Body       []byte // as it came, decompressed
}

// RequestID is Okta's id of the request, for its support.
func (r *Response) RequestID() string { return r.Header.Get(headerRequestID) }

// RateLimit returns what the answer says of the rate limit of its class of endpoints; ok is false where it says nothing
// that can be read.
func (r *Response) RateLimit() (limit RateLimit, ok bool) { return readRateLimit(r.Header) }

// RateLimit is how much of the rate limit of a class of endpoints is left, for all clients of the org together.
type RateLimit struct {
	Limit     int       // requests allowed in a window; 0 on a 429 means that too many were under way at once
	Remaining int       // requests left in this window
	Reset     time.Time // when the window ends, by the server's clock
}

func readRateLimit(header http.Header) (RateLimit, bool) {
	if header.Get(headerRateLimitLimit) == "" {
		return RateLimit{}, false
	}
	limit, err := strconv.ParseUint(header.Get(headerRateLimitLimit), 10, 31)
	if err != nil {
		return RateLimit{}, false
	}
	remaining, err := strconv.ParseUint(header.Get(headerRateLimitRemaining), 10, 31)
	if err != nil {
		return RateLimit{}, false
	}
	reset, err := strconv.ParseUint(header.Get(headerRateLimitReset), 10, 33)
	if err != nil {
		return RateLimit{}, false
	}
	return RateLimit{Limit: int(limit), Remaining: int(remaining), Reset: time.Unix(int64(reset), 0).UTC()}, true
}
