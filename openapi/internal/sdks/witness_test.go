package main

import (
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// issuing is an org that issues tokens of a type, each with the scope it is said, and takes every request.
func issuing(kind, scope string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/oauth2/v1/token" {
			_, _ = fmt.Fprintf(w, `{"token_type": %q, "access_token": "issued", "scope": %q}`, kind, scope)
		}
	}
}

func TestAWitnessSeesHowRequestsWereAuthorized(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		kind, scope, authorization, proof string
		complaint                         string
	}{
		"a bearer token":                  {"Bearer", "a b", "Bearer issued", "", ""},
		"a bound token":                   {"DPoP", "a b", "DPoP issued", "a proof", ""},
		"an API token":                    {"Bearer", "a b", "SSWS api", "", "no request with a token of the scheme Bearer"},
		"a token from elsewhere":          {"Bearer", "a b", "Bearer other", "", "GET /api/v1/users has a token that the org did not issue as one of Bearer"},
		"a bound token without its proof": {"DPoP", "a b", "DPoP issued", "", "proof false with the scheme DPoP"},
		"a bearer token with a proof":     {"Bearer", "a b", "Bearer issued", "a proof", "proof true with the scheme Bearer"},
		"another scope than was asked":    {"Bearer", "a", "Bearer issued", "", `asked for the scopes "a b", and got "a"`},
	} {
		for where, query := range map[string]bool{"body": false, "query": true} {
			t.Run(name+" in the "+where, func(t *testing.T) {
				t.Parallel()
				org := httptest.NewServer(issuing(test.kind, test.scope))
				t.Cleanup(org.Close)
				w, err := newWitness(org.URL)
				require.NoError(t, err)
				form := url.Values{"scope": {"a b"}}.Encode()
				if query {
					send(t, http.MethodPost, w.server.URL+"/oauth2/v1/token?"+form, nil, "")
				} else {
					send(t, http.MethodPost, w.server.URL+"/oauth2/v1/token", nil, form)
				}
				header := http.Header{"Authorization": {test.authorization}}
				if test.proof != "" {
					header.Set("DPoP", test.proof)
				}
				send(t, http.MethodGet, w.server.URL+"/api/v1/users", header, "")
				err = w.close(test.kind)
				if test.complaint == "" {
					assert.NoError(t, err)
					return
				}
				assert.ErrorContains(t, err, test.complaint)
			})
		}
	}
}

func TestAWitnessPassesOnTheAddressThatTheSDKKnows(t *testing.T) {
	t.Parallel()
	org := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, r.Host) }))
	t.Cleanup(org.Close)
	w, err := newWitness(org.URL)
	require.NoError(t, err)
	assert.Equal(t, strings.TrimPrefix(w.server.URL, "http://"), send(t, http.MethodGet, w.server.URL+"/api/v1/users", nil, ""))
	require.Error(t, w.close("Bearer"))
}

func send(t *testing.T, method, address string, header http.Header, body string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	require.NoError(t, err)
	maps.Copy(request.Header, header)
	answer, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	return string(text)
}
