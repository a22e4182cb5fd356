package wrapper

import (
	"bytes"
	"net/http"
	"time"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/wrapper/internal/ratelimit"
)

const headerRequestID = "X-Okta-Request-Id"

// Response is the HTTP side of an answer.
type Response struct {
	StatusCode int
	Header     http.Header
	Body       []byte // as it came, decompressed

	// Attempts is how often the request had been sent when the answer came.
	Attempts int

	// Unread is what could not be read of a body that was read otherwise: members of another type than Okta documents,
	// whose fields are zero, and items of a list that are left out. A [WithLogger] names them, too.
	Unread []Unread
}

// Unread is a value that could not be read: where it stands, as a JSON Pointer, and why. It holds nothing of the value
// itself.
type Unread = gen.Unread

// keep makes response the last answer to a call.
func (c *call) keep(response *Response) {
	c.Answered = func(status int, header http.Header, body []byte) {
		*response = Response{StatusCode: status, Header: header, Body: bytes.Clone(body), Attempts: c.Attempts}
	}
}

// RequestID is Okta's id of the request, for its support.
func (r *Response) RequestID() string { return r.Header.Get(headerRequestID) }

// ETag is the version of the user that the answer holds, for the IfMatch of an update; "" where the org sends none.
func (r *Response) ETag() string { return r.Header.Get("ETag") }

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
