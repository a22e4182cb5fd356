// Package credentials is what a client and credentials that it has to get and renew agree on. Those that need no more than the request are an
// okta.Authorizer.
package credentials

import (
	"net/http"
	"net/url"
	"time"
)

// RefreshAhead is how long before its end an access token is replaced at most. It stands here since the client's policy names it.
const RefreshAhead = 5 * time.Minute

// Binder is an Authorizer that sends requests of its own, and so is another one for each client.
type Binder interface {
	// Bind makes the authorizer of one client, of the org at a URL. It may send requests by what exchange returns, whose attempts go through sign.
	Bind(org *url.URL, exchange func(sign Sign) Exchange) (Renewer, error)
}

// Renewer is an Authorizer whose credentials go out of date.
type Renewer interface {
	Authorize(request *http.Request) error

	// Renew sees the answer to a request that was authorized, and reports whether to authorize it anew and send it again.
	Renew(sent *http.Request, response *http.Response) bool
}

// Exchange sends a request for a token through the client's errors, retries, log and time limits, and has the body of an answer that is 2xx
// read. outOfTime is whether it failed for nothing but the end of the request's context, which was over or too near to try again.
type Exchange func(request *http.Request, read func(body []byte) error) (outOfTime bool, err error)

// Sign makes one attempt at a request, with as many requests by send as that takes. It may close the body of an answer that it has no
// use for.
type Sign func(request *http.Request, send Send) (*http.Response, error)

// Send sends a request. The answer's body is in memory.
type Send func(request *http.Request) (*http.Response, error)
