package oauth

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheLifeOfATokenIsBelievedWithinReason(t *testing.T) {
	t.Parallel()
	start := time.Now()
	for expires, want := range map[string]struct{ life, ahead time.Duration }{
		`1`:         {time.Second, 100 * time.Millisecond},
		`600`:       {10 * time.Minute, time.Minute},
		`3000`:      {50 * time.Minute, 5 * time.Minute},
		`86400`:     {24 * time.Hour, 5 * time.Minute},
		`31622399`:  {366*24*time.Hour - time.Second, 5 * time.Minute},
		`31622400`:  {time.Hour, 5 * time.Minute},
		`1e30`:      {time.Hour, 5 * time.Minute},
		`0`:         {time.Hour, 5 * time.Minute},
		`-1`:        {time.Hour, 5 * time.Minute},
		`1.5`:       {time.Hour, 5 * time.Minute},
		`"600"`:     {10 * time.Minute, time.Minute},
		`null`:      {time.Hour, 5 * time.Minute},
		`922337203`: {time.Hour, 5 * time.Minute},
	} {
		token, err := new(tokenSource).parse([]byte(`{"access_token":"a","token_type":"Bearer","expires_in":`+expires+`}`), start)
		require.NoError(t, err, expires)
		assert.Equal(t, want.life, token.expires.Sub(start), expires)
		assert.Equal(t, want.ahead, token.expires.Sub(token.refresh), expires)
		assert.Equal(t, start, token.fetched)
	}
}

func TestTheTypeOfATokenIsTheOneThatWasAskedFor(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string][3]string{ // scheme without a proof, with one that the org demanded, and with one that was configured
		`"token_type":"Bearer"`: {schemeBearer, schemeBearer, ""},
		`"token_type":"bearer"`: {schemeBearer, schemeBearer, ""},
		`"token_type":""`:       {schemeBearer, schemeBearer, ""},
		`"token_type":"dpop"`:   {"", schemeDPoP, schemeDPoP},
		`"token_type":"MAC"`:    {"", "", ""},
	} {
		for i, source := range []*tokenSource{{}, {dpop: new(prover)}, {dpop: new(prover), cfg: Config{DPoP: true}}} {
			token, err := source.parse([]byte(`{"access_token":"a",`+answer+`}`), time.Now())
			if want[i] == "" {
				require.Error(t, err, answer)
				continue
			}
			require.NoError(t, err, answer)
			assert.Equal(t, want[i], token.scheme, answer)
		}
	}
	for _, body := range []string{`{}`, `{"access_token":""}`, `{"access_token":"a\nb"}`, `{"access_token":7}`, `[]`} {
		_, err := new(tokenSource).parse([]byte(body), time.Now())
		require.Error(t, err, body)
	}
}

func TestWhichAnswersRenewAToken(t *testing.T) {
	t.Parallel()
	const wantsNonce = `DPoP error="use_dpop_nonce"`
	tests := map[string]struct {
		token     *accessToken // that of the source, of an age; the request was sent with "current"
		age       time.Duration
		scheme    string
		status    int
		nonce     string
		challenge string
		body      string

		again, kept, accepted bool
	}{
		"an answer as it should be":               {token: &accessToken{value: "current"}, status: 200, kept: true, accepted: true},
		"a refusal of what was asked":             {token: &accessToken{value: "current"}, status: 403, kept: true, accepted: true},
		"an answer to another token":              {token: &accessToken{value: "new"}, status: 200, kept: true},
		"a mistake in the request":                {token: &accessToken{value: "current"}, status: 400, kept: true},
		"refused, and taken before":               {token: &accessToken{value: "current", accepted: true}, status: 401, again: true},
		"refused, and never taken":                {token: &accessToken{value: "current"}, age: minRenewal - 1, status: 401, kept: true},
		"refused, and never taken in a minute":    {token: &accessToken{value: "current"}, age: minRenewal, status: 401, again: true},
		"refused, and replaced meanwhile":         {token: &accessToken{value: "new"}, status: 401, again: true, kept: true},
		"refused, and dropped meanwhile":          {status: 401, again: true},
		"a feature that the org lacks":            {token: &accessToken{value: "current", accepted: true}, status: 401, body: `{"errorCode":"E0000015"}`, kept: true, accepted: true},
		"a feature, to a token never taken":       {token: &accessToken{value: "current"}, age: minRenewal, status: 401, body: `{"errorCode":"E0000015"}`, kept: true, accepted: true},
		"a feature, to another token":             {token: &accessToken{value: "new"}, status: 401, body: `{"errorCode":"E0000015"}`, kept: true},
		"refused with a code":                     {token: &accessToken{value: "current", accepted: true}, status: 401, body: `{"errorCode":"E0000011"}`, again: true},
		"a nonce is wanted":                       {token: &accessToken{value: "current"}, scheme: schemeDPoP, status: 401, nonce: "n", challenge: wantsNonce, again: true, kept: true},
		"a nonce is wanted in the body":           {token: &accessToken{value: "current"}, scheme: schemeDPoP, status: 400, nonce: "n", body: `{"error":"use_dpop_nonce"}`, again: true, kept: true},
		"a nonce is wanted and not brought":       {token: &accessToken{value: "current"}, scheme: schemeDPoP, status: 400, challenge: wantsNonce, kept: true},
		"a nonce is brought and not wanted":       {token: &accessToken{value: "current"}, scheme: schemeDPoP, status: 400, nonce: "n", kept: true},
		"a nonce is wanted of a bearer token":     {token: &accessToken{value: "current"}, status: 400, nonce: "n", challenge: wantsNonce, kept: true},
		"a nonce is wanted by another status":     {token: &accessToken{value: "current"}, scheme: schemeDPoP, status: 403, nonce: "n", challenge: wantsNonce, kept: true, accepted: true},
		"a body with an error that is none of it": {token: &accessToken{value: "current"}, scheme: schemeDPoP, status: 400, nonce: "n", body: `{"error":"use_dpop_nonce"`, kept: true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				source := &tokenSource{token: test.token}
				if test.token != nil {
					test.token.fetched = time.Now()
				}
				time.Sleep(test.age)
				scheme := test.scheme
				if scheme == "" {
					scheme = schemeBearer
				}
				sent := &http.Request{Header: http.Header{"Authorization": {scheme + " current"}}}
				response := &http.Response{StatusCode: test.status, Header: make(http.Header), Body: io.NopCloser(strings.NewReader(test.body))}
				if test.nonce != "" {
					response.Header.Set(headerDPoPNonce, test.nonce)
				}
				response.Header.Set("WWW-Authenticate", test.challenge)

				assert.Equal(t, test.again, source.Renew(sent, response))
				assert.Equal(t, test.kept, source.token != nil)
				assert.Equal(t, test.nonce, source.nonces.resource)
				if source.token != nil {
					assert.Equal(t, test.accepted, source.token.accepted)
				}
				left, err := io.ReadAll(response.Body)
				require.NoError(t, err)
				assert.Equal(t, test.body, string(left), "the body is left to be read")
			})
		})
	}
}

func TestTheNonceOfAProofIsRead(t *testing.T) {
	t.Parallel()
	p, err := newProver()
	require.NoError(t, err)
	for _, nonce := range []string{"", "n-1"} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://acme.okta.com/a?b", nil)
		require.NoError(t, err)
		require.NoError(t, p.prove(request, nonce, ""))
		assert.Equal(t, nonce, nonceIn(request.Header.Get("DPoP")))
	}
	for _, proof := range []string{"", ".", "..", "a.!.c", "a.bm9wZQ.c", "a"} {
		assert.Empty(t, nonceIn(proof), fmt.Sprintf("%q", proof))
	}
}
