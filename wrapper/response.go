package wrapper

import (
	"bytes"
	"net/http"
	"time"

	"github.com/okta-userapi/userapi-go/wrapper/internal/ratelimit"
)

const headerRequestID = "X-Okta-Request-Id"

// Response is the HTTP side of an answer.
type Response struct {
	StatusCode int
	Header     http.Header
	Body       []byte // as it came, decompressed
}

// fill makes it the response of an answer, whose body is not its own.
func (r *Response) fill(status int, header http.Header, body []byte) {
	*r = Response{StatusCode: status, Header: header, Body: bytes.Clone(body)}
}

// RequestID is Okta's id of the request, for its support.
func (r *Response) RequestID() string { return r.Header.Get(headerRequestID) }

// RateLimit returns what the answer says of the rate limit of its class of endpoints; ok is false where it says nothing
// that can be read.
func (r *Response) RateLimit() (limit RateLimit, ok bool) {
	read, ok := ratelimit.Read(r.Header)
	return RateLimit(read), ok
}

// RateLimit is how much of the rate limit of a class of endpoints is left, for all clients of the org together.
type RateLimit struct {
	Limit     int       // requests allowed in a window; 0 on a 429 means that too many were under way at once
	Remaining int       // requests left in this window
	Reset     time.Time // when the window ends, by the server's clock
}
