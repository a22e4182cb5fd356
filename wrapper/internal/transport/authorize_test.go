package transport

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// renewing is an Authorizer whose credentials are refused until they are renewed often enough.
type renewing struct{ renewals int }

func (r *renewing) Authorize(request *http.Request) error {
	request.Header.Set("Authorization", "Bearer "+strings.Repeat("x", r.renewals+1))
	return nil
}

func (r *renewing) Renew(_ *http.Request, response *http.Response) bool {
	r.renewals++
	return response.StatusCode == http.StatusUnauthorized
}

// closing is a body that counts how often it was closed.
type closing struct {
	io.Reader
	closed *int
}

func (c closing) Close() error { *c.closed++; return nil }

// refusing answers 401, and counts requests and closed bodies.
type refusing struct {
	sent, closed int
	bodies       []string
}

func (r *refusing) send(_ *Call, request *http.Request) (*http.Response, error) {
	r.sent++
	if request.Body != nil {
		body, err := io.ReadAll(request.Body)
		if err != nil {
			return nil, err
		}
		r.bodies = append(r.bodies, string(body))
	}
	return &http.Response{StatusCode: http.StatusUnauthorized, Body: closing{http.NoBody, &r.closed}}, nil
}

func post(t *testing.T, target string, body io.Reader) *http.Request {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, target, body)
	require.NoError(t, err)
	return request
}

func TestCredentialsGoToTheOrgsOriginAlone(t *testing.T) {
	t.Parallel()
	base := &url.URL{Scheme: "https", Host: "acme.okta.com:8443"}
	for target, sent := range map[string]bool{
		"https://acme.okta.com:8443/api/v1/users": true,
		"http://acme.okta.com:8443/api/v1/users":  false,
		"https://acme.okta.com/api/v1/users":      false,
		"https://evil.example.com/api/v1/users":   false,
		"https://acme.okta.com:8443@evil.com/":    false,
	} {
		wire, auth := new(refusing), new(renewing)
		_, err := authorize(wire.send, base, auth)(&Call{WithoutRetry: true}, post(t, target, nil))
		if sent {
			require.NoError(t, err, target)
			continue
		}
		require.ErrorContains(t, err, "not to the org's own origin", target)
		assert.Zero(t, wire.sent, target)
	}
}

func TestRefusedCredentialsAreRenewedOnceWhereTheRequestCanBeSentAgain(t *testing.T) {
	t.Parallel()
	const target = "https://acme.okta.com/"
	base := &url.URL{Scheme: "https", Host: "acme.okta.com"}
	for name, test := range map[string]struct {
		call   Call
		body   io.Reader
		bodies []string
		sent   int
	}{
		"without a body":                 {sent: 2},
		"with a body":                    {body: strings.NewReader("{}"), bodies: []string{"{}", "{}"}, sent: 2},
		"with an empty body":             {body: http.NoBody, bodies: []string{"", ""}, sent: 2},
		"with a body that is read once":  {body: io.MultiReader(strings.NewReader("{}")), bodies: []string{"{}"}, sent: 1},
		"where the caller wants one try": {call: Call{WithoutRetry: true}, sent: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wire, auth := new(refusing), new(renewing)
			request := post(t, target, test.body)
			response, err := authorize(wire.send, base, auth)(&test.call, request)
			require.NoError(t, err)
			assert.Equal(t, http.StatusUnauthorized, response.StatusCode)
			assert.Same(t, request, response.Request)
			assert.Equal(t, test.sent, wire.sent)
			assert.Equal(t, test.bodies, wire.bodies)
			assert.Equal(t, test.sent-1, wire.closed, "the answer that is not handed on is closed")
			assert.Empty(t, request.Header.Get("Authorization"))
		})
	}
}

func TestABodyThatCanNotBeReadAgainIsAnErrorOfItsOwn(t *testing.T) {
	t.Parallel()
	gone := errors.New("gone")
	request := post(t, "https://acme.okta.com/", strings.NewReader("{}"))
	request.GetBody = func() (io.ReadCloser, error) { return nil, gone }
	wire := new(refusing)
	_, err := authorize(wire.send, request.URL, new(renewing))(new(Call), request)
	require.ErrorIs(t, err, gone)
	assert.Equal(t, 1, wire.sent)
}

func TestEachCredentialOfACallIsRedacted(t *testing.T) {
	t.Parallel()
	c := &Call{sent: http.Header{"Authorization": {"DPoP access-token"}, "Dpop": {"the-proof"}}}
	assert.Equal(t, "[redacted] and [redacted], DPoP", c.Redact("access-token and the-proof, DPoP"))
	assert.Equal(t, "nothing", c.Redact("nothing"))
	assert.Equal(t, "nothing", new(Call).Redact("nothing"), "that has sent nothing")
	c = &Call{sent: http.Header{"Authorization": {"token-without-a-scheme"}}}
	assert.Equal(t, "[redacted]", c.Redact("token-without-a-scheme"))
	c = &Call{sent: http.Header{"Authorization": {"SSWS "}}}
	assert.Equal(t, "nothing", c.Redact("nothing"), "an empty token is in every text")
}
