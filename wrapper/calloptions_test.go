package wrapper_test

import (
	"errors"
	"io"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

func TestWithHeaderSetsAHeader(t *testing.T) {
	t.Parallel()
	client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) {
		assert.Equal(t, []string{"fr"}, r.Header.Values("Accept-Language"), "the last one of a name is sent")
		assert.Equal(t, []string{`W/"1"`}, r.Header.Values("If-Match"))
		assert.Equal(t, []string{"application/json; okta-response=omitCredentials"}, r.Header.Values("Accept"), "in place of the client's own")
		return testkit.Reply(200, nil, "{}"), nil
	})
	_, err := client.GetUser(t.Context(), "00u1", nil, okta.WithHeader("Accept-Language", "de"), okta.WithHeader("if-match", `W/"1"`),
		okta.WithHeader("accept-language", "fr"), okta.WithHeader("Accept", "application/json; okta-response=omitCredentials"))
	require.NoError(t, err)
}

func TestHeadersThatTheClientSetsAreRefused(t *testing.T) {
	t.Parallel()
	client := testkit.Wired(t, func(*http.Request) (*http.Response, error) { return nil, errors.New("it was sent") })
	for _, name := range []string{"authorization", "DPoP", "host", "Content-length", "transfer-encoding"} {
		_, err := client.GetUser(t.Context(), "00u1", nil, okta.WithHeader(name, "x"))
		require.ErrorContains(t, err, http.CanonicalHeaderKey(name)+" is set by the client itself")
	}
}

func TestWhatIsNoHeaderNameIsRefused(t *testing.T) {
	t.Parallel()
	client := testkit.Wired(t, func(*http.Request) (*http.Response, error) { return nil, errors.New("it was sent") })
	for _, name := range []string{"", "a b", "a\x00b", "a:b", "é", "a(b", "a\x7fb"} {
		_, err := client.GetUser(t.Context(), "00u1", nil, okta.WithHeader(name, "x"))
		require.ErrorContains(t, err, "is not a header name", "%q", name)
	}
}

func TestWithResponseHoldsNothingOfTheCallBefore(t *testing.T) {
	t.Parallel()
	broken := false
	client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
		if broken {
			return nil, io.ErrUnexpectedEOF
		}
		return testkit.Reply(200, nil, "{}"), nil
	})
	var response okta.Response
	require.NoError(t, client.SuspendUser(t.Context(), "00u1", okta.WithResponse(&response)))
	require.Equal(t, 200, response.StatusCode)
	broken = true
	require.Error(t, client.SuspendUser(t.Context(), "00u1", okta.WithResponse(&response)))
	require.Equal(t, okta.Response{}, response)
}
