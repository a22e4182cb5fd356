package wrapper

import (
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

func (a *apiToken) validate() error { return validToken("API token", "SSWS ", a.token) }

// Format keeps the token out of every print.
func (a *apiToken) Format(state fmt.State, _ rune) {
	_, _ = state.Write([]byte("okta.APIToken([redacted])"))
}

// BearerToken authorizes with an OAuth 2.0 access token that was got elsewhere. It is not renewed: see [ClientCredentials] for tokens
// that are. NewClient refuses one that is empty or has other than printable ASCII.
func BearerToken(token string) Authorizer { return &bearerToken{token: token} }

// bearerToken is used by pointer, so that printing what holds it shows an address.
type bearerToken struct{ token string }

func (a *bearerToken) Authorize(request *http.Request) error {
	request.Header.Set("Authorization", "Bearer "+a.token)
	return nil
}

func (a *bearerToken) validate() error { return validToken("bearer token", "Bearer ", a.token) }

// Format keeps the token out of every print.
func (a *bearerToken) Format(state fmt.State, _ rune) {
	_, _ = state.Write([]byte("okta.BearerToken([redacted])"))
}

// validToken refuses what would be sent in vain.
func validToken(kind, prefix, token string) error {
	switch {
	case token == "":
		return fmt.Errorf("the %s is empty", kind)
	case strings.HasPrefix(token, prefix):
		return fmt.Errorf("the %s starts with %q: pass the token alone", kind, prefix)
	case strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }):
		return fmt.Errorf("the %s has a space, a line break or another character that no token has: check how it was read", kind)
	}
	return nil
}
