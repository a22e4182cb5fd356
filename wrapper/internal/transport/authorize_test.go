package transport

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// renewing has a new token whenever it is asked for one.
type renewing struct{ authorized int }

func (r *renewing) Authorize(request *http.Request) error {
	r.authorized++
	request.Header.Set("Authorization", fmt.Sprintf("DPoP token-%d", r.authorized))
	request.Header.Set("DPoP", fmt.Sprintf("proof-%d", r.authorized))
	return nil
}

func (*renewing) Renew(*http.Request, *http.Response) bool { return true }

func newRequest(t *testing.T, target string, body io.Reader) *http.Request {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, target, body)
	require.NoError(t, err)
	return request
}

func TestARequestToAnotherOriginGetsNoCredentials(t *testing.T) {
	t.Parallel()
	base := &url.URL{Scheme: "https", Host: "acme.okta.com", Path: "/"}
	for _, target := range []string{"http://acme.okta.com/", "https://evil.example/", "https://acme.okta.com:8443/", "https://acme.okta.com.evil.example/"} {
		auth := new(renewing)
		send := authorize(func(*Call, *http.Request) (*http.Response, error) { panic("it was sent") }, base, auth)
		_, err := send(new(Call), newRequest(t, target, nil))
		require.EqualError(t, err, "the request is not to the org's own origin", target)
		require.Zero(t, auth.authorized)
	}
}

// tokenless can't get a token, since the connection to where it gets them breaks.
type tokenless struct{ asked int }

func (a *tokenless) Authorize(*http.Request) error {
	a.asked++
	return &connectionError{io.ErrUnexpectedEOF}
}

func TestWhatCanNotBeAuthorizedIsNotRepeatedAsIfItHadBeenSent(t *testing.T) {
	t.Parallel()
	auth := new(tokenless)
	base := &url.URL{Scheme: "https", Host: "acme.okta.com"}
	send := retry(authorize(func(*Call, *http.Request) (*http.Response, error) { panic("it was sent") }, base, auth), RetryPolicy{}.withDefaults())
	call := &Call{Repeatable: true}
	_, err := send(call, newRequest(t, "https://acme.okta.com/", nil))
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	require.Equal(t, 1, auth.asked)
	require.False(t, call.MaybeDone)
}

// counted is a body that counts how often it is closed.
type counted struct {
	io.Reader
	closed int
}

func (c *counted) Close() error { c.closed++; return nil }

func TestARequestIsAuthorizedAnewOnceWhereItMayBeSentAgain(t *testing.T) {
	t.Parallel()
	const target = "https://acme.okta.com/"
	for name, test := range map[string]struct {
		call Call
		body io.Reader
		want []string
	}{
		"a request":                          {Call{}, strings.NewReader("{}"), []string{"DPoP token-1", "DPoP token-2"}},
		"one that is not to be sent again":   {Call{WithoutRetry: true}, nil, []string{"DPoP token-1"}},
		"one whose body can't be read again": {Call{}, io.MultiReader(strings.NewReader("{}")), []string{"DPoP token-1"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var sent []string
			var bodies []*counted
			send := authorize(func(_ *Call, request *http.Request) (*http.Response, error) {
				sent = append(sent, request.Header.Get("Authorization"))
				bodies = append(bodies, &counted{Reader: strings.NewReader("no")})
				return &http.Response{StatusCode: http.StatusUnauthorized, Body: bodies[len(bodies)-1]}, nil
			}, &url.URL{Scheme: "https", Host: "acme.okta.com"}, new(renewing))
			response, err := send(&test.call, newRequest(t, target, test.body))
			require.NoError(t, err)
			require.Equal(t, test.want, sent)
			assert.Same(t, bodies[len(bodies)-1], response.Body)
			for i, body := range bodies {
				want := 1
				if i == len(bodies)-1 {
					want = 0 // it is the caller's
				}
				assert.Equal(t, want, body.closed)
			}
			last := len(sent)
			assert.Equal(t, "[redacted] and [redacted]", test.call.Redact(fmt.Sprintf("token-%d and proof-%d", last, last)))
		})
	}
}
