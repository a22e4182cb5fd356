package wrapper

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// Authorizer puts credentials on requests. It is asked once an attempt, for requests to the org's own origin only.
// [APIToken] is the usual one; an implementation has to be safe for concurrent use and never log what it holds.
type Authorizer interface {
	// Authorize sets the headers that prove who is calling. Its context is the request's.
	Authorize(request *http.Request) error
}

// APIToken authorizes with an API token, made in the org's admin console under Security › API › Tokens. The token acts as the
// administrator who made it. NewClient refuses one that is empty or has other than printable ASCII.
func APIToken(token string) Authorizer { return &apiToken{token: token} }

// apiToken is used by pointer, so that printing what holds it shows an address.
type apiToken struct{ token string }

func (a *apiToken) Authorize(request *http.Request) error {
	request.Header.Set("Authorization", "SSWS "+a.token)
	return nil
}

func (a *apiToken) validate() error {
	if a.token == "" {
		return errors.New("the API token is empty")
	}
	if strings.HasPrefix(a.token, "SSWS ") {
		return errors.New("the API token starts with \"SSWS \": pass the token alone")
	}
	if strings.ContainsFunc(a.token, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return errors.New("the API token has a space, a line break or another character that no token has: check how it was read")
	}
	return nil
}

// Format keeps the token out of every print.
func (a *apiToken) Format(state fmt.State, _ rune) {
	_, _ = state.Write([]byte("okta.APIToken([redacted])"))
}
