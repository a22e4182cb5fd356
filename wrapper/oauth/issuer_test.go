package oauth_test

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
	"github.com/okta-userapi/userapi-go/wrapper/oauth"
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

func privateKey(t *testing.T, name string) *oauth.PrivateKey {
	t.Helper()
	key, err := oauth.NewPrivateKey(testKeys()[name])
	require.NoError(t, err)
	return key
}

// issuer is an org with a token endpoint. It checks what it gets as Okta does: no assertion, proof or jti is taken
// twice.
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
	targets  []any // of proofs
}

func (o *issuer) client(cfg oauth.Config, options ...okta.Option) *okta.Client {
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
	options = append([]okta.Option{watched(), okta.WithHTTPClient(&http.Client{Transport: testkit.Wire(o.roundTrip)})}, options...)
	client, err := okta.NewClient("https://acme.okta.com", oauth.ClientCredentials(cfg), options...)
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
	scheme, value, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	end, known := o.tokens[value]
	if !known || !time.Now().Before(end) {
		return testkit.Reply(401, http.Header{"Www-Authenticate": {`Bearer error="invalid_token"`}}, `{"errorCode":"E0000011","errorSummary":"Invalid token provided"}`), nil
	}
	if o.dpop {
		assert.Equal(o.t, "DPoP", scheme)
		if nonce := o.proof(r, value); nonce != o.resourceNonce {
			return testkit.Reply(401, http.Header{"Www-Authenticate": {`DPoP error="use_dpop_nonce"`}, "Dpop-Nonce": {o.resourceNonce}}, `{"error":"use_dpop_nonce"}`), nil
		}
	} else {
		assert.Equal(o.t, "Bearer", scheme)
		assert.Empty(o.t, r.Header.Get("DPoP"))
	}
	if o.answer != nil {
		return o.answer(r), nil
	}
	return testkit.Reply(200, nil, `{"id":"00u1"}`), nil
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
			return testkit.Reply(400, http.Header{"Dpop-Nonce": {o.tokenNonce}}, `{"error":"use_dpop_nonce","error_description":"Authorization server requires nonce in DPoP proof."}`), nil
		}
	case o.dpop:
		return testkit.Reply(400, nil, `{"error":"invalid_dpop_proof","error_description":"The DPoP proof JWT header is missing."}`), nil
	}
	value := fmt.Sprintf("%s-%d", testkit.AccessToken, o.fetches)
	o.tokens[value] = time.Now().Add(o.life)
	return testkit.Reply(200, nil, fmt.Sprintf(`{"token_type":%q,"expires_in":%d,"access_token":%q,"scope":"okta.users.read"}`, kind, int(o.life/time.Second), value)), nil
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

// asCompared is a path on the wire as an org compares it with a proof: decoded, but for what stands for %, space, " and
// #.
func asCompared(path string) string {
	return regexp.MustCompile(`%[0-9A-F]{2}`).ReplaceAllStringFunc(path, func(escape string) string {
		switch escape {
		case "%25", "%20", "%22", "%23":
			return escape
		}
		decoded, _ := hex.DecodeString(escape[1:])
		return string(decoded)
	})
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
	assert.Equal(o.t, "https://acme.okta.com"+asCompared(r.URL.EscapedPath()), claims["htu"])
	o.targets = append(o.targets, claims["htu"])
	if token == "" {
		assert.NotContains(o.t, claims, "ath")
	} else {
		hash := sha256.Sum256([]byte(token))
		assert.Equal(o.t, base64.RawURLEncoding.EncodeToString(hash[:]), claims["ath"])
	}
	nonce, _ = claims["nonce"].(string)
	return nonce
}

// calls are one of each method, with a body where it has one.
var calls = map[string]func(context.Context, *okta.Client) error{
	"GET": func(ctx context.Context, c *okta.Client) error { _, err := c.GetUser(ctx, "00u1", nil); return err },
	"POST": func(ctx context.Context, c *okta.Client) error {
		_, err := c.CreateUser(ctx, okta.User{}, nil)
		return err
	},
	"PUT": func(ctx context.Context, c *okta.Client) error {
		_, err := c.UpdateUser(ctx, "00u1", okta.User{Profile: okta.UserProfile{NickName: okta.Set("Countess")}}, nil)
		return err
	},
	"DELETE": func(ctx context.Context, c *okta.Client) error { return c.RemoveRoleFromUser(ctx, "00u1", "ra1") },
}
