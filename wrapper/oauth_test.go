package wrapper_test

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// testKeys are made once: making an RSA key takes long.
var testKeys = sync.OnceValue(func() map[string]crypto.Signer {
	keys := map[string]crypto.Signer{}
	var err error
	if keys["RSA"], err = rsa.GenerateKey(rand.Reader, 2048); err != nil {
		panic(err)
	}
	for name, curve := range map[string]elliptic.Curve{"P-256": elliptic.P256(), "P-384": elliptic.P384(), "P-521": elliptic.P521()} {
		if keys[name], err = ecdsa.GenerateKey(curve, rand.Reader); err != nil {
			panic(err)
		}
	}
	return keys
})

func privateKey(t *testing.T, name string) *okta.PrivateKey {
	t.Helper()
	key, err := okta.NewPrivateKey(testKeys()[name])
	require.NoError(t, err)
	return key
}

// issuer is an org with a token endpoint. It checks what it gets as Okta does: no assertion, proof or jti is taken twice.
type issuer struct {
	t       *testing.T
	key     crypto.PublicKey
	life    time.Duration
	latency time.Duration

	dpop          bool   // refuses requests without a proof
	tokenNonce    string // demanded in proofs at the token endpoint
	resourceNonce string // demanded in proofs elsewhere

	// In place of an answer: the n-th token request's, and any other request's.
	tokenAnswer func(n int) (*http.Response, error)
	answer      func(*http.Request) *http.Response

	mu       sync.Mutex
	tokens   map[string]time.Time // by token, its end
	seen     map[string]bool
	fetches  int
	requests int
	forms    []url.Values
	headers  []jose.Header
}

func (o *issuer) client(cfg okta.ClientCredentialsConfig, options ...okta.Option) *okta.Client {
	o.t.Helper()
	if cfg.Key == nil {
		cfg.Key = privateKey(o.t, "P-256")
		o.key = testKeys()["P-256"].Public()
	}
	if cfg.ClientID == "" {
		cfg.ClientID = "0oa1"
	}
	if cfg.Scopes == nil {
		cfg.Scopes = []string{"okta.users.read", "okta.users.manage"}
	}
	if o.life == 0 {
		o.life = time.Hour
	}
	o.tokens, o.seen = map[string]time.Time{}, map[string]bool{}
	options = append([]okta.Option{watched(), okta.WithHTTPClient(&http.Client{Transport: wire(o.roundTrip)})}, options...)
	client, err := okta.NewClient("https://acme.okta.com", okta.ClientCredentials(cfg), options...)
	require.NoError(o.t, err)
	return client
}

func (o *issuer) roundTrip(r *http.Request) (*http.Response, error) {
	if o.latency > 0 {
		select {
		case <-time.After(o.latency):
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if r.URL.Path == "/oauth2/v1/token" {
		return o.issue(r)
	}
	o.requests++
	scheme, value, _ := cutSpace(r.Header.Get("Authorization"))
	end, known := o.tokens[value]
	if !known || !time.Now().Before(end) {
		return reply(401, http.Header{"Www-Authenticate": {`Bearer error="invalid_token"`}}, `{"errorCode":"E0000011","errorSummary":"Invalid token provided"}`), nil
	}
	if o.dpop {
		assert.Equal(o.t, "DPoP", scheme)
		if nonce := o.proof(r, value); nonce != o.resourceNonce {
			return reply(401, http.Header{"Www-Authenticate": {`DPoP error="use_dpop_nonce"`}, "Dpop-Nonce": {o.resourceNonce}}, `{"error":"use_dpop_nonce"}`), nil
		}
	} else {
		assert.Equal(o.t, "Bearer", scheme)
		assert.Empty(o.t, r.Header.Get("DPoP"))
	}
	if o.answer != nil {
		return o.answer(r), nil
	}
	return reply(200, nil, `{"id":"00u1"}`), nil
}

func cutSpace(s string) (before, after string, found bool) {
	for i := range s {
		if s[i] == ' ' {
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}

func (o *issuer) issue(r *http.Request) (*http.Response, error) {
	o.fetches++
	assert.Equal(o.t, http.MethodPost, r.Method)
	assert.Empty(o.t, r.Header.Get("Authorization"))
	assert.Equal(o.t, "application/x-www-form-urlencoded", r.Header.Get("Content-Type"))
	assert.Regexp(o.t, "^userapi-go/", r.Header.Get("User-Agent"))
	data, err := io.ReadAll(r.Body)
	require.NoError(o.t, err)
	form, err := url.ParseQuery(string(data))
	require.NoError(o.t, err)
	o.forms = append(o.forms, form)
	o.assertion(form.Get("client_assertion"))
	if o.tokenAnswer != nil {
		if response, err := o.tokenAnswer(o.fetches); response != nil || err != nil {
			return response, err
		}
	}
	kind := "Bearer"
	switch {
	case r.Header.Get("DPoP") != "":
		kind = "DPoP"
		if nonce := o.proof(r, ""); nonce != o.tokenNonce {
			return reply(400, http.Header{"Dpop-Nonce": {o.tokenNonce}}, `{"error":"use_dpop_nonce","error_description":"Authorization server requires nonce in DPoP proof."}`), nil
		}
	case o.dpop:
		return reply(400, nil, `{"error":"invalid_dpop_proof","error_description":"The DPoP proof JWT header is missing."}`), nil
	}
	value := fmt.Sprintf("%s-%d", testAccessToken, o.fetches)
	o.tokens[value] = time.Now().Add(o.life)
	return reply(200, nil, fmt.Sprintf(`{"token_type":%q,"expires_in":%d,"access_token":%q,"scope":"okta.users.read"}`, kind, int(o.life/time.Second), value)), nil
}

func (o *issuer) claims(compact string, key any) map[string]any {
	signed, err := jose.ParseSignedCompact(compact, []jose.SignatureAlgorithm{jose.RS256, jose.RS384, jose.RS512, jose.ES256, jose.ES384, jose.ES512})
	require.NoError(o.t, err)
	header := signed.Signatures[0].Protected
	o.headers = append(o.headers, header)
	if key == nil {
		key = header.JSONWebKey.Key
	}
	payload, err := signed.Verify(key)
	require.NoError(o.t, err)
	var claims map[string]any
	require.NoError(o.t, json.Unmarshal(payload, &claims))
	jti, _ := claims["jti"].(string)
	assert.GreaterOrEqual(o.t, len(jti), 16)
	assert.False(o.t, o.seen[jti], "a jti is used once")
	o.seen[jti] = true
	assert.InDelta(o.t, time.Now().Unix(), claims["iat"], 1)
	return claims
}

func (o *issuer) assertion(compact string) {
	claims := o.claims(compact, o.key)
	assert.Equal(o.t, "0oa1", claims["iss"])
	assert.Equal(o.t, "0oa1", claims["sub"])
	assert.Equal(o.t, "https://acme.okta.com/oauth2/v1/token", claims["aud"])
	assert.InDelta(o.t, time.Now().Add(5*time.Minute).Unix(), claims["exp"], 1)
}

func (o *issuer) proof(r *http.Request, token string) (nonce string) {
	compact := r.Header.Get("DPoP")
	if !assert.NotEmpty(o.t, compact) {
		return ""
	}
	claims := o.claims(compact, nil)
	header := o.headers[len(o.headers)-1]
	assert.Equal(o.t, "dpop+jwt", header.ExtraHeaders[jose.HeaderType])
	assert.True(o.t, header.JSONWebKey.IsPublic())
	assert.Equal(o.t, r.Method, claims["htm"])
	assert.Equal(o.t, "https://acme.okta.com"+r.URL.EscapedPath(), claims["htu"])
	if token == "" {
		assert.NotContains(o.t, claims, "ath")
	} else {
		hash := sha256.Sum256([]byte(token))
		assert.Equal(o.t, base64.RawURLEncoding.EncodeToString(hash[:]), claims["ath"])
	}
	nonce, _ = claims["nonce"].(string)
	return nonce
}

const testAccessToken = "eyJ-Access-Token-that-must-not-leak"

func TestClientCredentialsWithEachAlgorithm(t *testing.T) {
	t.Parallel()
	for algorithm, key := range map[string]string{"RS256": "RSA", "RS384": "RSA", "RS512": "RSA", "ES256": "P-256", "ES384": "P-384", "ES512": "P-521"} {
		t.Run(algorithm, func(t *testing.T) {
			t.Parallel()
			o := &issuer{t: t, key: testKeys()[key].Public()}
			client := o.client(okta.ClientCredentialsConfig{Key: privateKey(t, key), KeyID: "kid-1", Algorithm: algorithm})
			for range 3 {
				_, err := client.GetUser(t.Context(), "a/b c")
				require.NoError(t, err)
			}
			assert.Equal(t, 1, o.fetches)
			assert.Equal(t, algorithm, o.headers[0].Algorithm)
			assert.Equal(t, "kid-1", o.headers[0].KeyID)
			assert.Equal(t, "client_credentials", o.forms[0].Get("grant_type"))
			assert.Equal(t, "okta.users.read okta.users.manage", o.forms[0].Get("scope"))
			assert.Equal(t, "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", o.forms[0].Get("client_assertion_type"))
		})
	}
}

func TestTheAlgorithmFollowsTheKey(t *testing.T) {
	t.Parallel()
	for key, algorithm := range map[string]string{"RSA": "RS256", "P-256": "ES256", "P-384": "ES384", "P-521": "ES512"} {
		o := &issuer{t: t, key: testKeys()[key].Public()}
		_, err := o.client(okta.ClientCredentialsConfig{Key: privateKey(t, key)}).GetUser(t.Context(), "00u1")
		require.NoError(t, err)
		assert.Equal(t, algorithm, o.headers[0].Algorithm)
		assert.Empty(t, o.headers[0].KeyID)
	}
}

func TestAThousandCallersOnAnExpiredTokenFetchOne(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := &issuer{t: t, latency: 50 * time.Millisecond}
		client := o.client(okta.ClientCredentialsConfig{})
		_, err := client.GetUser(t.Context(), "00u1")
		require.NoError(t, err)
		require.Equal(t, 1, o.fetches)

		for name, expire := range map[string]func(){
			"by the clock": func() { time.Sleep(2 * time.Hour) },
			"by the org's word": func() {
				for value := range o.tokens {
					o.tokens[value] = time.Now()
				}
			},
		} {
			before := o.fetches
			expire()
			var all sync.WaitGroup
			for range 1000 {
				all.Go(func() {
					_, err := client.GetUser(t.Context(), "00u1")
					assert.NoError(t, err)
				})
			}
			all.Wait()
			assert.Equal(t, before+1, o.fetches, name)
		}
	})
}

func TestACancelledCallerDoesNotCancelTheOthersToken(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := &issuer{t: t, latency: time.Second}
		client := o.client(okta.ClientCredentialsConfig{})
		ctx, cancel := context.WithCancel(t.Context())
		var all sync.WaitGroup
		all.Go(func() {
			_, err := client.GetUser(ctx, "00u1")
			assert.ErrorIs(t, err, context.Canceled)
		})
		synctest.Wait()
		for range 100 {
			all.Go(func() {
				_, err := client.GetUser(t.Context(), "00u1")
				assert.NoError(t, err)
			})
		}
		all.Go(func() {
			ctx, cancel := context.WithTimeout(t.Context(), 700*time.Millisecond)
			defer cancel()
			_, err := client.GetUser(ctx, "00u1")
			assert.ErrorIs(t, err, context.DeadlineExceeded)
		})
		time.Sleep(500 * time.Millisecond)
		cancel()
		all.Wait()
		assert.Equal(t, 1, o.fetches, "the first request never arrived, and one caller took over")
	})
}

func TestATokenIsReplacedAheadOfItsEnd(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		down := false
		o := &issuer{t: t}
		o.tokenAnswer = func(int) (*http.Response, error) {
			if down {
				return reply(400, nil, `{"error":"invalid_client"}`), nil
			}
			return nil, nil
		}
		client := o.client(okta.ClientCredentialsConfig{})
		get := func() error { _, err := client.GetUser(t.Context(), "00u1"); return err }
		require.NoError(t, get())
		time.Sleep(54 * time.Minute)
		require.NoError(t, get())
		assert.Equal(t, 1, o.fetches)
		time.Sleep(2 * time.Minute)
		require.NoError(t, get())
		assert.Equal(t, 2, o.fetches)

		// While it can't be replaced the old one is used, and asked for again at times.
		down = true
		time.Sleep(56 * time.Minute)
		for range 10 {
			require.NoError(t, get())
		}
		assert.Equal(t, 3, o.fetches)
		time.Sleep(31 * time.Second)
		require.NoError(t, get())
		assert.Equal(t, 4, o.fetches)
		time.Sleep(5 * time.Minute)
		require.ErrorContains(t, get(), "okta: token: 400 Bad Request: invalid_client")
	})
}

func TestARefusedTokenIsReplacedOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for kind, do := range calls {
			o := &issuer{t: t}
			client := o.client(okta.ClientCredentialsConfig{})
			_, err := client.GetUser(t.Context(), "00u1")
			require.NoError(t, err)
			clear(o.tokens)
			require.NoError(t, do(t.Context(), client), kind)
			assert.Equal(t, 2, o.fetches, kind)
			assert.Equal(t, 3, o.requests, kind)

			// A token that is refused from the start is not fetched again and again.
			o.answer = func(*http.Request) *http.Response { return reply(401, nil, `{"errorCode":"E0000011"}`) }
			clear(o.tokens)
			for range 5 {
				require.ErrorIs(t, do(t.Context(), client), okta.CodeInvalidToken, kind)
			}
			assert.Equal(t, 3, o.fetches, kind)
		}
	})
}

func TestTheServersOAuthErrorIsKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		tests := map[string]struct {
			answer   func() (*http.Response, error)
			attempts int
			want     string
		}{
			"OAuth error": {func() (*http.Response, error) {
				return reply(401, nil, `{"error":"invalid_client","error_description":"The client_assertion signature is invalid."}`), nil
			}, 1, "okta: token: 401 Unauthorized: invalid_client: The client_assertion signature is invalid.; request id req-1"},
			"Okta error": {func() (*http.Response, error) { return reply(429, nil, limited), nil },
				4, "okta: token: 429 Too Many Requests: E0000047: API call exceeded rate limit due to too many requests.; after 4 attempts; request id req-1"},
			"server error":  {func() (*http.Response, error) { return reply(503, nil, `<html>`), nil }, 4, "okta: token: 503 Service Unavailable; after 4 attempts; request id req-1"},
			"no connection": {broken(io.EOF), 4, "okta: token: EOF; after 4 attempts"},
			"no token":      {func() (*http.Response, error) { return reply(200, nil, `{"token_type":"Bearer"}`), nil }, 1, "okta: token: 200 OK: the answer can't be read: it has no access_token that can be used; request id req-1"},
			"not JSON":      {func() (*http.Response, error) { return reply(200, nil, `<html>`), nil }, 1, "okta: token: 200 OK: the answer can't be read: it is not the JSON of a token; request id req-1"},
			"other token":   {func() (*http.Response, error) { return reply(200, nil, `{"access_token":"x","token_type":"MAC"}`), nil }, 1, `okta: token: 200 OK: the answer can't be read: its token_type is "MAC", not Bearer or DPoP; request id req-1`},
		}
		for name, test := range tests {
			o := &issuer{t: t, tokenAnswer: func(int) (*http.Response, error) { return test.answer() }}
			client := o.client(okta.ClientCredentialsConfig{})
			_, err := client.GetUser(t.Context(), "00u1")
			require.EqualError(t, err, test.want, name)
			e, ok := errors.AsType[*okta.Error](err)
			require.True(t, ok)
			assert.Equal(t, "token", e.Operation)
			assert.Equal(t, test.attempts, o.fetches, name)
		}
	})
}

func TestDPoPWhenAskedFor(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := &issuer{t: t, dpop: true, tokenNonce: "nonce-1", resourceNonce: "nonce-2"}
		client := o.client(okta.ClientCredentialsConfig{DPoP: true})
		for kind, do := range calls {
			require.NoError(t, do(t.Context(), client), kind)
		}
		assert.Equal(t, 2, o.fetches, "the first proof can't know the nonce")
		assert.Equal(t, len(calls)+1, o.requests)

		// Every answer may bring the next nonce.
		o.answer = func(*http.Request) *http.Response {
			o.resourceNonce += "+"
			return reply(200, http.Header{"Dpop-Nonce": {o.resourceNonce}}, `{}`)
		}
		o.requests = 0
		for range 5 {
			_, err := client.GetUser(t.Context(), "00u1")
			require.NoError(t, err)
		}
		assert.Equal(t, 5, o.requests)

		o.tokenNonce = "nonce-3"
		time.Sleep(2 * time.Hour)
		_, err := client.GetUser(t.Context(), "00u1")
		require.NoError(t, err)
		assert.Equal(t, 4, o.fetches)
	})
}

func TestDPoPWhenTheOrgDemandsIt(t *testing.T) {
	t.Parallel()
	o := &issuer{t: t, dpop: true, tokenNonce: "nonce-1"}
	client := o.client(okta.ClientCredentialsConfig{})
	_, err := client.GetUser(t.Context(), "00u1")
	require.NoError(t, err)
	assert.Equal(t, 3, o.fetches, "without a proof, without the nonce, with it")
}

func TestAProofIsNewOnEachAttempt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := &issuer{t: t, dpop: true}
		o.tokenAnswer = func(n int) (*http.Response, error) {
			if n < 3 {
				return nil, io.EOF
			}
			return nil, nil
		}
		o.answer = func(*http.Request) *http.Response { return reply(429, nil, limited) }
		client := o.client(okta.ClientCredentialsConfig{DPoP: true})
		_, err := client.GetUser(t.Context(), "00u1")
		require.ErrorIs(t, err, okta.ErrRateLimited)
		assert.Equal(t, 4, o.requests)
		assert.Equal(t, 3, o.fetches)
	})
}

func TestDPoPIsNotDroppedSilently(t *testing.T) {
	t.Parallel()
	o := &issuer{t: t, tokenAnswer: func(int) (*http.Response, error) {
		return reply(200, nil, `{"access_token":"x","token_type":"Bearer"}`), nil
	}}
	_, err := o.client(okta.ClientCredentialsConfig{DPoP: true}).GetUser(t.Context(), "00u1")
	require.ErrorContains(t, err, `DPoP was asked for and its token_type is "Bearer"`)
}

func TestANonceThatNeverFitsEnds(t *testing.T) {
	t.Parallel()
	n := 0
	o := &issuer{t: t, tokenAnswer: func(int) (*http.Response, error) {
		n++
		return reply(400, http.Header{"Dpop-Nonce": {fmt.Sprint(n)}}, `{"error":"use_dpop_nonce"}`), nil
	}}
	_, err := o.client(okta.ClientCredentialsConfig{DPoP: true}).GetUser(t.Context(), "00u1")
	require.ErrorIs(t, err, okta.ErrorCode("use_dpop_nonce"))
	assert.Equal(t, 3, n)
}

func TestRedirectsCarryNoCredentials(t *testing.T) {
	t.Parallel()
	for _, host := range []string{"evil.example", "acme.okta.com.evil.example", "acme.okta.com:8443"} {
		o := &issuer{t: t, dpop: true}
		elsewhere := 0
		o.answer = func(r *http.Request) *http.Response {
			return reply(307, http.Header{"Location": {"https://" + host + "/api/v1/users/00u1"}}, "")
		}
		client := o.client(okta.ClientCredentialsConfig{DPoP: true}, okta.WithHTTPClient(&http.Client{Transport: wire(func(r *http.Request) (*http.Response, error) {
			if r.URL.Host != "acme.okta.com" {
				elsewhere++
			}
			return o.roundTrip(r)
		})}))
		_, err := client.GetUser(t.Context(), "00u1")
		require.ErrorContains(t, err, "redirected to https://"+host)
		assert.Zero(t, elsewhere)

		// Nor do requests that middleware sends elsewhere.
		client = o.client(okta.ClientCredentialsConfig{DPoP: true}, okta.WithMiddleware(func(r *http.Request, next func(*http.Request) (*http.Response, error)) (*http.Response, error) {
			r.URL.Host = host
			return next(r)
		}))
		_, err = client.GetUser(t.Context(), "00u1")
		require.ErrorContains(t, err, "not to the org's own origin")
	}
}

func TestClientCredentialsAreChecked(t *testing.T) {
	t.Parallel()
	key := privateKey(t, "P-256")
	scopes := []string{"okta.users.read"}
	tests := map[string]struct {
		auth okta.Authorizer
		want string
	}{
		"no client id":       {okta.ClientCredentials(okta.ClientCredentialsConfig{Key: key, Scopes: scopes}), "the ClientID of ClientCredentials is empty"},
		"no key":             {okta.ClientCredentials(okta.ClientCredentialsConfig{ClientID: "0oa1", Scopes: scopes}), "the Key of ClientCredentials is nil"},
		"an empty key":       {okta.ClientCredentials(okta.ClientCredentialsConfig{ClientID: "0oa1", Key: &okta.PrivateKey{}, Scopes: scopes}), "the Key of ClientCredentials is nil"},
		"no scopes":          {okta.ClientCredentials(okta.ClientCredentialsConfig{ClientID: "0oa1", Key: key}), "the Scopes of ClientCredentials are empty"},
		"scopes in one":      {okta.ClientCredentials(okta.ClientCredentialsConfig{ClientID: "0oa1", Key: key, Scopes: []string{"okta.users.read okta.groups.read"}}), "is not one scope"},
		"another algorithm":  {okta.ClientCredentials(okta.ClientCredentialsConfig{ClientID: "0oa1", Key: key, Scopes: scopes, Algorithm: "RS256"}), "does not go with the key: use one of [ES256]"},
		"algorithm none":     {okta.ClientCredentials(okta.ClientCredentialsConfig{ClientID: "0oa1", Key: key, Scopes: scopes, Algorithm: "none"}), "does not go with the key"},
		"empty bearer token": {okta.BearerToken(""), "the bearer token is empty"},
		"bearer with scheme": {okta.BearerToken("Bearer x"), `the bearer token starts with "Bearer "`},
		"bearer with break":  {okta.BearerToken("x\n"), "a line break"},
	}
	for name, test := range tests {
		_, err := okta.NewClient("https://acme.okta.com", test.auth)
		require.ErrorContains(t, err, test.want, name)
	}
}

func TestBearerToken(t *testing.T) {
	t.Parallel()
	attempts := 0
	client, err := okta.NewClient("https://acme.okta.com", okta.BearerToken(testAccessToken), okta.WithHTTPClient(&http.Client{Transport: wire(func(r *http.Request) (*http.Response, error) {
		attempts++
		assert.Equal(t, "Bearer "+testAccessToken, r.Header.Get("Authorization"))
		return reply(401, nil, `{"errorCode":"E0000011"}`), nil
	})}))
	require.NoError(t, err)
	_, err = client.GetUser(t.Context(), "00u1")
	require.ErrorIs(t, err, okta.CodeInvalidToken)
	assert.Equal(t, 1, attempts)
}

func TestClientCredentialsOutsideAClientSaySo(t *testing.T) {
	t.Parallel()
	auth := okta.ClientCredentials(okta.ClientCredentialsConfig{})
	require.ErrorContains(t, auth.Authorize(nil), "pass them to NewClient")
}

func TestAPanicInATokenRequestHoldsUpNobody(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		sent := 0
		client, err := okta.NewClient("https://acme.okta.com",
			okta.ClientCredentials(okta.ClientCredentialsConfig{ClientID: "c", Key: privateKey(t, "P-256"), Scopes: []string{"okta.users.read"}}),
			okta.WithHTTPClient(&http.Client{Transport: wire(func(*http.Request) (*http.Response, error) {
				if sent++; sent == 1 {
					panic("the RoundTripper's own")
				}
				return reply(200, nil, `{"access_token":"t","token_type":"Bearer","expires_in":3600,"id":"00u1"}`), nil
			})}))
		require.NoError(t, err)
		require.Panics(t, func() { _, _ = client.GetUser(t.Context(), "00u1") })
		_, err = client.GetUser(t.Context(), "00u1")
		require.NoError(t, err)
	})
}

func TestConcurrentCallersAreAllAskedForANonce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := &issuer{t: t, dpop: true, tokenNonce: "t1", resourceNonce: "r1", latency: time.Second}
		client := o.client(okta.ClientCredentialsConfig{DPoP: true})
		atOnce := func() {
			var all sync.WaitGroup
			for range 5 {
				all.Go(func() {
					_, err := client.GetUser(t.Context(), "00u1")
					assert.NoError(t, err)
				})
			}
			all.Wait()
		}
		atOnce()
		fetches := o.fetches
		o.mu.Lock()
		o.resourceNonce = "r2"
		o.mu.Unlock()
		atOnce()
		require.Equal(t, fetches, o.fetches, "a nonce that has changed is no reason for a new token")
	})
}

func TestATokenThatStillWorksIsUsedWhileNoNewOneCanBeHad(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]func(r *http.Request) (*http.Response, error){
		"limited": func(*http.Request) (*http.Response, error) {
			return reply(429, http.Header{"Retry-After": {"60"}}, `{"errorCode":"E0000047"}`), nil
		},
		"unanswered": func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				o := &issuer{t: t}
				refused := 0
				client := o.client(okta.ClientCredentialsConfig{}, okta.WithHTTPClient(&http.Client{Transport: wire(func(r *http.Request) (*http.Response, error) {
					if o.fetches > 0 && strings.HasSuffix(r.URL.Path, "/token") {
						refused++
						return answer(r)
					}
					return o.roundTrip(r)
				})}))
				_, err := client.GetUser(t.Context(), "00u1")
				require.NoError(t, err)
				time.Sleep(55*time.Minute + time.Second) // it lives for almost five minutes more
				ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
				defer cancel()
				start := time.Now()
				for range 3 {
					_, err = client.GetUser(ctx, "00u1")
					require.NoError(t, err)
				}
				require.LessOrEqual(t, time.Since(start), 10*time.Second, "held up once, and not for long")
				require.NotZero(t, refused)
			})
		})
	}
}

func TestACallerInAHurryFailsNobodyElse(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := &issuer{t: t, latency: time.Second, tokenAnswer: func(n int) (*http.Response, error) {
			if n == 1 {
				return reply(503, http.Header{"Retry-After": {"5"}}, `{}`), nil
			}
			return nil, nil
		}}
		client := o.client(okta.ClientCredentialsConfig{})
		var all sync.WaitGroup
		all.Go(func() {
			ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
			defer cancel()
			_, err := client.GetUser(ctx, "00u1")
			assert.Error(t, err)
		})
		time.Sleep(time.Millisecond)
		all.Go(func() {
			_, err := client.GetUser(t.Context(), "00u1")
			assert.NoError(t, err)
		})
		all.Wait()
	})
}

func TestADPoPTokenThatWasNotAskedForIsRefused(t *testing.T) {
	t.Parallel()
	o := &issuer{t: t, tokenAnswer: func(int) (*http.Response, error) {
		return reply(200, nil, `{"token_type":"DPoP","expires_in":3600,"access_token":"abc"}`), nil
	}}
	_, err := o.client(okta.ClientCredentialsConfig{}).GetUser(t.Context(), "00u1")
	require.ErrorContains(t, err, "its token_type is DPoP, and no proof was sent")
}

func TestURLsInAssertionsAndProofsAreAsTheOrgWritesThem(t *testing.T) {
	t.Parallel()
	for _, orgURL := range []string{"https://Acme.okta.com", "https://acme.okta.com:443/"} {
		o := &issuer{t: t, dpop: true}
		o.client(okta.ClientCredentialsConfig{DPoP: true})
		client, err := okta.NewClient(orgURL, okta.ClientCredentials(okta.ClientCredentialsConfig{ClientID: "0oa1", Key: privateKey(t, "P-256"), Scopes: []string{"okta.users.read"}, DPoP: true}),
			okta.WithHTTPClient(&http.Client{Transport: wire(o.roundTrip)}))
		require.NoError(t, err)
		_, err = client.GetUser(t.Context(), "00u1")
		require.NoError(t, err, orgURL)
	}
}
