package testkit

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// Everything is what the clients of a whole run log; see Watched.
var Everything Log

// Watched makes a client log into Everything.
func Watched() okta.Option { return okta.WithLogger(Everything.Logger()) }

// NewClient returns a client of the org at a URL.
func NewClient(t *testing.T, orgURL string, options ...okta.Option) *okta.Client {
	t.Helper()
	client, err := okta.NewClient(orgURL, okta.APIToken(Token), options...)
	require.NoError(t, err)
	return client
}

// Wired returns a client whose requests go over a wire, and which is watched.
func Wired(t *testing.T, wire Wire, options ...okta.Option) *okta.Client {
	t.Helper()
	options = append([]okta.Option{Watched(), okta.WithHTTPClient(&http.Client{Transport: wire})}, options...)
	return NewClient(t, "https://acme.okta.com", options...)
}

// LimitHeader is what an answer says of its rate limit.
func LimitHeader(limit, remaining int, reset time.Time) http.Header {
	return http.Header{
		"X-Rate-Limit-Limit":     {fmt.Sprint(limit)},
		"X-Rate-Limit-Remaining": {fmt.Sprint(remaining)},
		"X-Rate-Limit-Reset":     {fmt.Sprint(reset.Unix())},
	}
}

// AssertSafe checks what holds for every error: one line that names the operation, with neither the token nor a query.
func AssertSafe(t *testing.T, operation string, err error) {
	t.Helper()
	text := err.Error()
	assert.True(t, strings.HasPrefix(text, "okta: "+operation+": "), text)
	assert.NotContains(t, text, "\n")
	assert.NotContains(t, text, "secret-search")
	for _, print := range []string{text, fmt.Sprintf("%v", err), fmt.Sprintf("%+v", err), fmt.Sprintf("%#v", err)} {
		assert.NotContains(t, print, Token)
		assert.NotContains(t, print, "SSWS")
	}
}
