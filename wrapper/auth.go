package wrapper

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/okta-userapi/userapi-go/wrapper/internal/credentials"
)

// Authorizer puts credentials on requests. It is asked once an attempt, for requests to the org's own origin only.
// [APIToken] is the usual one; an implementation has to be safe for concurrent use and never log what it holds.
type Authorizer interface {
	// Authorize sets the headers that prove who is calling. Its context is the request's.
	Authorize(request *http.Request) error
}

// APIToken authorizes with an API token, made in the org's admin console under Security › API › Tokens. The token acts as the
// administrator who made it. NewClient refuses one that is empty or has other than printable ASCII.
func APIToken(token string) Authorizer {
	return &fixedToken{scheme: "SSWS", kind: "API token", name: "okta.APIToken", token: token}
}

// BearerToken authorizes with an OAuth 2.0 access token that was got elsewhere. It is not renewed; package
// wrapper/oauth has credentials that are. NewClient refuses one that is empty or has other than printable ASCII.
func BearerToken(token string) Authorizer {
	return &fixedToken{scheme: "Bearer", kind: "bearer token", name: "okta.BearerToken", token: token}
}

// fixedToken is used by pointer, so that printing what holds it shows an address.
type fixedToken struct{ scheme, kind, name, token string }

func (a *fixedToken) Authorize(request *http.Request) error {
	request.Header.Set("Authorization", a.scheme+" "+a.token)
	return nil
}

// validate refuses what would be sent in vain.
func (a *fixedToken) validate() error {
	switch {
	case a.token == "":
		return fmt.Errorf("the %s is empty", a.kind)
	case strings.HasPrefix(a.token, a.scheme+" "):
		return fmt.Errorf("the %s starts with %q: pass the token alone", a.kind, a.scheme+" ")
	case strings.ContainsFunc(a.token, func(r rune) bool { return r <= ' ' || r > '~' }):
		return fmt.Errorf("the %s has a space, a line break or another character that no token has: check how it was read", a.kind)
	}
	return nil
}

// Format keeps the token out of every print.
func (a *fixedToken) Format(state fmt.State, _ rune) {
	_, _ = state.Write([]byte(a.name + "([redacted])"))
}

// authorize adds the credentials, and only to requests to the org's own origin.
func authorize(next handler, base *url.URL, auth Authorizer) handler {
	return func(c *call, request *http.Request) (*http.Response, error) {
		if request.URL.Scheme != base.Scheme || request.URL.Host != base.Host {
			return nil, errors.New("the request is not to the org's own origin")
		}
		for n := 1; ; n++ {
			attempt, err := replay(request, n)
			if err != nil {
				return nil, err
			}
			attempt = attempt.Clone(attempt.Context()) // nobody above sees the credentials
			if err := auth.Authorize(attempt); err != nil {
				return nil, fmt.Errorf("authorize: %w", err)
			}
			response, err := next(c, attempt)
			if err != nil {
				return nil, err
			}
			own, ok := auth.(credentials.Renewer)
			if !ok || !own.Renew(attempt, response) || n > 1 || c.withoutRetry || !replayable(request) {
				response.Request = request // net/http's has the credentials
				return response, nil
			}
			discard(response)
		}
	}
}

// operationToken is the operation of a request for a token.
const operationToken = "token"

// bind makes credentials that send requests of their own those of one client. around puts a client's layers around theirs: errors, retries,
// log and time limits as for all requests, without the gate, middleware and credentials.
func bind(auth Authorizer, base *url.URL, wire handler, around func(next handler) handler) (Authorizer, error) {
	own, ok := auth.(credentials.Binder)
	if !ok {
		return auth, nil
	}
	return own.Bind(base, func(sign credentials.Sign) credentials.Exchange {
		return exchangeBy(around(func(c *call, request *http.Request) (*http.Response, error) {
			return sign(request, func(request *http.Request) (*http.Response, error) { return wire(c, request) })
		}))
	})
}

func exchangeBy(send handler) credentials.Exchange {
	return func(request *http.Request, read func(body []byte) error) (outOfTime bool, err error) {
		c := &call{operation: operationToken, retryUnsafe: true}
		response, err := send(c, request)
		if err != nil {
			return c.outOfTime || request.Context().Err() != nil, err
		}
		defer discard(response)
		body, err := bodyOf(response)
		if err != nil {
			return false, unanswered(operationToken, err)
		}
		if err := read(body); err != nil {
			return false, unreadable(operationToken, response, nil, err) // without the body, which may hold a token
		}
		return false, nil
	}
}
