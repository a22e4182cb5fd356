package wrapper_test

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

func TestWithHeaderSetsWhatTheClientIsNotInChargeOf(t *testing.T) {
	t.Parallel()
	var sent http.Header
	client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) {
		sent = r.Header
		return testkit.Reply(200, nil, `{}`), nil
	})
	_, err := client.GetUser(t.Context(), "00u1", okta.WithHeader("if-match", `"1"`), okta.WithHeader("X-Trace~!", ""), okta.WithHeader("If-Match", `"2"`))
	require.NoError(t, err)
	assert.Equal(t, []string{`"2"`}, sent["If-Match"])
	assert.Equal(t, []string{""}, sent["X-Trace~!"])

	for _, name := range []string{"Authorization", "DPoP", "dpop", "Host", "Content-Length", "Transfer-Encoding"} {
		_, err := client.GetUser(t.Context(), "00u1", okta.WithHeader(name, "1"))
		require.ErrorContains(t, err, "is set by the client itself", name)
	}
	for _, name := range []string{"", " ", "a b", "a\x7f", "é", "a:", `a"b`, "a{"} {
		_, err := client.GetUser(t.Context(), "00u1", okta.WithHeader(name, "1"))
		require.ErrorContains(t, err, "is not a header name", name)
	}
}

func TestWithResponseHoldsNothingOfAnEarlierCall(t *testing.T) {
	t.Parallel()
	answers := []string{`{"status":1}`, `{}`}
	client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
		answer := answers[0]
		answers = answers[1:]
		return testkit.Reply(200, nil, answer), nil
	})
	var response okta.Response
	_, err := client.GetUser(t.Context(), "00u1", okta.WithResponse(&response))
	require.NoError(t, err)
	require.Len(t, response.Unread, 1)
	first := response.Body
	_, err = client.GetUser(t.Context(), "00u1", okta.WithResponse(&response))
	require.NoError(t, err)
	assert.Empty(t, response.Unread)
	assert.JSONEq(t, `{"status":1}`, string(first), "it is the caller's own")

	_, err = client.GetUser(t.Context(), strings.Repeat("/", 3), okta.WithResponse(&response))
	require.Error(t, err)
	_, err = client.GetUser(t.Context(), "00u1", okta.WithResponse(&response), okta.WithHeader("Host", ""))
	require.Error(t, err)
	assert.Zero(t, response.StatusCode, "a call that sends nothing has no answer")
}

func TestWithRetryUnsafeRepeatsAPost(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		sent := 0
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) { sent++; return testkit.Reply(503, nil, ""), nil })
		_, err := client.CreateUser(t.Context(), okta.User{}, nil)
		require.Error(t, err)
		assert.Equal(t, 1, sent)
		_, err = client.CreateUser(t.Context(), okta.User{}, nil, okta.WithRetryUnsafe())
		require.Error(t, err)
		assert.Equal(t, 5, sent)
	})
}
