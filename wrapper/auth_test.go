package wrapper_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

func TestBearerToken(t *testing.T) {
	t.Parallel()
	attempts := 0
	client, err := okta.NewClient("https://acme.okta.com", okta.BearerToken(testkit.AccessToken), okta.WithHTTPClient(&http.Client{Transport: testkit.Wire(func(r *http.Request) (*http.Response, error) {
		attempts++
		assert.Equal(t, "Bearer "+testkit.AccessToken, r.Header.Get("Authorization"))
		return testkit.Reply(401, nil, `{"errorCode":"E0000011"}`), nil
	})}))
	require.NoError(t, err)
	_, err = client.GetUser(t.Context(), "00u1", nil)
	require.ErrorIs(t, err, okta.CodeInvalidToken)
	assert.Equal(t, 1, attempts)
}

func TestATokenIsPrintableASCII(t *testing.T) {
	t.Parallel()
	for text, ok := range map[string]bool{
		"00a": true, "!~": true, "a b": false, " a": false, "a ": false, "a\tb": false, "a\x00": false, "a\x7f": false, "é": false, "": false,
	} {
		for _, auth := range []okta.Authorizer{okta.APIToken(text), okta.BearerToken(text)} {
			_, err := okta.NewClient("https://acme.okta.com", auth)
			assert.Equal(t, ok, err == nil, "%q: %v", text, err)
		}
	}
}

type authorizeByValue struct{ name, value string }

func (a authorizeByValue) Authorize(request *http.Request) error {
	request.Header.Set(a.name, a.value)
	return nil
}

func TestAnAuthorizerOfAnyKindIsTaken(t *testing.T) {
	t.Parallel()
	client, err := okta.NewClient("https://acme.okta.com", authorizeByValue{"Authorization", "Custom 1"}, okta.WithHTTPClient(&http.Client{
		Transport: testkit.Wire(func(r *http.Request) (*http.Response, error) {
			assert.Equal(t, "Custom 1", r.Header.Get("Authorization"))
			return testkit.Reply(200, nil, `{}`), nil
		})}))
	require.NoError(t, err)
	_, err = client.GetUser(t.Context(), "00u1", nil)
	require.NoError(t, err)
}
