package transport

import (
	"errors"
	"net/http"
	"net/url"
)

// Authorizer puts credentials on a request.
type Authorizer interface {
	Authorize(request *http.Request) error
}

// Renewer is an Authorizer whose credentials go out of date.
type Renewer interface {
	Authorizer

	// Renew sees the answer to a request that was authorized, and reports whether to authorize it anew and send it
	// again.
	Renew(sent *http.Request, response *http.Response) bool
}

// authorize adds the credentials, and only to requests to the org's own origin.
func authorize(next Handler, base *url.URL, auth Authorizer) Handler {
	renewer, renewable := auth.(Renewer)
	return func(c *Call, request *http.Request) (*http.Response, error) {
		if request.URL.Scheme != base.Scheme || request.URL.Host != base.Host {
			return nil, errors.New("the request is not to the org's own origin")
		}
		for n := 1; ; n++ {
			attempt, err := rewound(request, n)
			if err != nil {
				return nil, err
			}
			attempt = attempt.Clone(attempt.Context()) // nobody above sees the credentials
			if err := auth.Authorize(attempt); err != nil {
				return nil, &authorizeError{err}
			}
			c.sent = attempt.Header
			response, err := next(c, attempt)
			if err != nil {
				return nil, err
			}
			if !renewable || !renewer.Renew(attempt, response) || n > 1 || c.WithoutRetry || !canRewind(request) {
				response.Request = request // net/http's has the credentials
				return response, nil
			}
			discard(response)
		}
	}
}

// authorizeError is a request that got no credentials. It is not sent: what failed, such as a request for a token, was
// repeated by itself.
type authorizeError struct{ cause error }

func (e *authorizeError) Error() string { return "authorize: " + e.cause.Error() }

func (e *authorizeError) Unwrap() error { return e.cause }
