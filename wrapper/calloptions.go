package wrapper

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/okta-userapi/userapi-go/wrapper/internal/printable"
)

// CallOption changes one call of an operation. Every method takes any number of them.
type CallOption func(*call) error

// WithHeader sets a header on the call's requests, such as "If-Match". Headers that the client itself is in charge of,
// Authorization and DPoP among them, are refused.
func WithHeader(name, value string) CallOption {
	return func(c *call) error {
		name = http.CanonicalHeaderKey(name)
		switch {
		case !validHeaderName(name):
			return &ArgumentError{Operation: c.Operation, Argument: "WithHeader", Reason: fmt.Sprintf("name %q is not a header name", name)}
		case !printable.IsHeaderValue(value):
			return &ArgumentError{Operation: c.Operation, Argument: "WithHeader", Reason: "value of " + name + " has a line break or another control character"}
		case name == "Authorization" || name == "Dpop" || name == "Host" || name == "Content-Length" || name == "Transfer-Encoding":
			return &ArgumentError{Operation: c.Operation, Argument: "WithHeader", Reason: name + " is set by the client itself"}
		}
		if c.Header == nil {
			c.Header = make(http.Header)
		}
		c.Header.Set(name, value)
		return nil
	}
}

// WithResponse fills response with the HTTP side of the call's last answer, also when the call ends in an error. On a
// paged list it is the page fetched last; a page's own is in its Response.
func WithResponse(response *Response) CallOption {
	return func(c *call) error {
		if response == nil {
			return &ArgumentError{Operation: c.Operation, Argument: "WithResponse", Reason: "is nil: pass a pointer to a Response"}
		}
		*response = Response{}
		c.response = response
		return nil
	}
}

// WithRetryUnsafe repeats the call after a lost answer or a server error even where doing it twice is not the same as
// doing it once: a POST, or deactivateOrDeleteUser. The first attempt may have been carried out: a user can be created
// twice, a mail sent twice, a user deleted that was to be deactivated.
func WithRetryUnsafe() CallOption {
	return func(c *call) error {
		c.Repeatable = true
		return nil
	}
}

// WithoutRetry makes the call's first answer its last, whatever it is.
func WithoutRetry() CallOption {
	return func(c *call) error {
		c.WithoutRetry = true
		return nil
	}
}

// WithoutReadAhead makes a list ask for a page only when the loop has come to it. By default, from the second page on,
// the next page is fetched and decoded while the loop is at work on the current one. It has no effect on other
// operations.
func WithoutReadAhead() CallOption {
	return func(c *call) error {
		c.withoutReadAhead = true
		return nil
	}
}

func validHeaderName(name string) bool {
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return r <= ' ' || r > '~' || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, r)
	})
}
