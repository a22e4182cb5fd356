package wrapper

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/wrapper/internal/token"
	"github.com/okta-userapi/userapi-go/wrapper/internal/transport"
)

// Authorizer puts credentials on requests. It is asked once an attempt, for requests to the org's own origin only.
// [APIToken] is the usual one; an implementation has to be safe for concurrent use and never log what it holds.
type Authorizer interface {
	// Authorize sets the headers that prove who is calling. Its context is the request's.
	Authorize(request *http.Request) error
}

// APIToken authorizes with an API token, made in the org's admin console under Security › API › Tokens. The token acts
// as the administrator who made it. NewClient refuses one that is empty or has other than printable ASCII.
func APIToken(token string) Authorizer {
	return &fixedToken{scheme: "SSWS", kind: "API token", name: "okta.APIToken", token: func() string { return token }}
}

// BearerToken authorizes with an OAuth 2.0 access token that was got elsewhere. It is not renewed; package
// wrapper/oauth has credentials that are. NewClient refuses one that is empty or has other than printable ASCII.
func BearerToken(token string) Authorizer {
	return &fixedToken{scheme: "Bearer", kind: "bearer token", name: "okta.BearerToken", token: func() string { return token }}
}

// fixedToken holds its token in a function, since a print of an unexported field that holds a fixedToken doesn't ask
// Format.
type fixedToken struct {
	scheme, kind, name string
	token              func() string
}

func (a *fixedToken) Authorize(request *http.Request) error {
	request.Header.Set("Authorization", a.scheme+" "+a.token())
	return nil
}

// validate refuses what would be sent in vain.
func (a *fixedToken) validate() error {
	token := a.token()
	switch {
	case token == "":
		return fmt.Errorf("the %s is empty", a.kind)
	case strings.HasPrefix(token, a.scheme+" "):
		return fmt.Errorf("the %s starts with %q: pass the token alone", a.kind, a.scheme+" ")
	case strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }):
		return fmt.Errorf("the %s has a space, a line break or another character that no token has: check how it was read", a.kind)
	}
	return nil
}

// Format keeps the token out of every print.
func (a *fixedToken) Format(state fmt.State, _ rune) {
	_, _ = state.Write([]byte(a.name + "([redacted])"))
}

// operationToken is the operation of a request for an access token.
const operationToken = "token"

// bindTokens makes an Authorizer that gets tokens by requests of its own that of one client, and leaves any other as it
// is.
func bindTokens(auth Authorizer, base *url.URL, way *transport.Transport) (Authorizer, error) {
	binder, ok := auth.(token.Binder)
	if !ok {
		return auth, nil
	}
	return binder.Bind(base, func(sign token.Sign) token.Exchange { return exchangeToken(way.Signed(sign)) })
}

func exchangeToken(next transport.Handler) token.Exchange {
	return func(request *http.Request, read func(body []byte) error) (outOfTime bool, err error) {
		c := newCall(gen.Operation{ID: operationToken, Repeatable: true})
		response, err := c.send(next, request)
		if err != nil {
			return c.OutOfTime || request.Context().Err() != nil, err
		}
		defer func() { _ = response.Body.Close() }()
		body, err := transport.ReadBody(response)
		if err == nil {
			err = read(body)
		}
		if err != nil {
			return false, c.unreadable(response, nil, err)
		}
		return false, nil
	}
}
