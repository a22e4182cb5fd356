// Package token is what a client and an Authorizer agree on that gets access tokens by requests of its own, and renews
// them.
package token

import (
	"net/http"
	"net/url"
	"time"

	"github.com/okta-userapi/userapi-go/wrapper/internal/transport"
)

// RefreshAhead is how long before its end an access token is replaced at most. It stands here since the client's policy
// names it.
const RefreshAhead = 5 * time.Minute

// Binder is an Authorizer that sends requests of its own, and so is another one for each client.
type Binder interface {
	// Bind makes the authorizer of one client, of the org at a URL. It may send requests by what exchange returns,
	// whose attempts go through sign.
	Bind(org *url.URL, exchange func(sign Sign) Exchange) (transport.Renewer, error)
}

// Exchange sends a request for a token through the client's errors, retries, log and time limits, and has the body of
// an answer that is 2xx read. outOfTime is whether it failed for nothing but the end of the request's context, which
// was over or too near to try again.
type Exchange func(request *http.Request, read func(body []byte) error) (outOfTime bool, err error)

// Sign makes one attempt at a request, with as many requests by send as that takes. It may close the body of an answer
// that it has no use for.
type Sign = func(request *http.Request, send Send) (*http.Response, error)

// Send sends a request. The answer's body is in memory.
type Send = func(request *http.Request) (*http.Response, error)
