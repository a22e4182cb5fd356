package transport

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type roundTrip func(*http.Request) (*http.Response, error)

func (r roundTrip) RoundTrip(request *http.Request) (*http.Response, error) { return r(request) }

func TestEveryAnswerHasABodyThatEndsAndALocationThatParses(t *testing.T) {
	t.Parallel()
	failed := errors.New("failed")
	for name, test := range map[string]struct {
		response *http.Response
		err      error
		body     string
		location string
		closed   int
	}{
		"an answer":                      {response: &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader("{}"))}, body: "{}"},
		"another protocol":               {response: &http.Response{StatusCode: 101}, closed: 1},
		"a redirect":                     {response: &http.Response{StatusCode: 302, Header: http.Header{"Location": {"/a"}}}, location: "/a"},
		"a redirect nobody could follow": {response: &http.Response{StatusCode: 302, Header: http.Header{"Location": {"%zz"}}}},
		"an odd header that isn't used":  {response: &http.Response{StatusCode: 201, Header: http.Header{"Location": {"%zz"}}}, location: "%zz"},
		"a failure":                      {err: failed},
		"a failure with an answer":       {response: &http.Response{StatusCode: 101}, err: failed},
		"nothing":                        {},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			closed := 0
			if test.response != nil && test.response.Body == nil {
				test.response.Body = closing{strings.NewReader(test.body), &closed}
			}
			response, err := readable{roundTrip(func(*http.Request) (*http.Response, error) { return test.response, test.err })}.
				RoundTrip(post(t, nil))
			require.Equal(t, test.err, err)
			assert.Same(t, test.response, response)
			assert.Equal(t, test.closed, closed)
			if err != nil || response == nil {
				return
			}
			body, err := io.ReadAll(response.Body)
			require.NoError(t, err)
			assert.Equal(t, test.body, string(body))
			assert.Equal(t, test.location, response.Header.Get("Location"))
		})
	}
	response, err := readable{roundTrip(func(*http.Request) (*http.Response, error) { return &http.Response{StatusCode: 101}, nil })}.
		RoundTrip(post(t, nil))
	require.NoError(t, err)
	assert.Equal(t, http.NoBody, response.Body)
}

func TestIsLoopback(t *testing.T) {
	t.Parallel()
	for host, want := range map[string]bool{
		"localhost": true, "acme.localhost": true, "127.0.0.1": true, "127.1.2.3": true, "::1": true,
		"": false, "10.0.0.5": false, "192.0.2.1": false, "2001:db8::1": false, "0.0.0.0": false,
		"localhost.example.com": false, "notlocalhost": false, "127.0.0.1.example.com": false, "acme.okta.com": false,
	} {
		assert.Equal(t, want, IsLoopback(host), host)
	}
}
