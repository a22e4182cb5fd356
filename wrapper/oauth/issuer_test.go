package oauth_test

import (
	"bytes"
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
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
	"github.com/okta-userapi/userapi-go/wrapper/oauth"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
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
// twice. Where it has an org in memory, that one checks instead.
type issuer struct {
	t       *testing.T
	org     *oktatest.Org
	key     crypto.PublicKey
	keyID   string
	life    time.Duration
	latency time.Duration

	dpop          bool   // refuses requests without a proof
	tokenNonce    string // demanded in proofs at the token endpoint
	resourceNonce string // demanded in proofs elsewhere
	strangers     bool   // whether bad tokens and proofs are expected, and refused; else they fail the test

	// In place of an answer: the n-th token request's, and any other request's.
	tokenAnswer func(n int) (*http.Response, error)
	answer      func(*http.Request) *http.Response

	mu       sync.Mutex
	tokens   map[string]issued
	seen     map[string]bool
	fetches  int
	requests int
	forms    []url.Values
	headers  []jose.Header // of assertions
	targets  []string      // of proofs, "" where there was none
}

// issued is a token.
type issued struct {
	end        time.Time
	thumbprint string // of the key that it is bound to
}

// algorithms are those that Okta takes.
var algorithms = []jose.SignatureAlgorithm{jose.RS256, jose.RS384, jose.RS512, jose.ES256, jose.ES384, jose.ES512}

// withBoth runs a test with the issuer of this file, and with one that leaves the decisions to an org in memory.
func withBoth(t *testing.T, test func(t *testing.T, o *issuer)) {
	t.Parallel()
	t.Run("by hand", func(t *testing.T) {
		t.Parallel()
		test(t, &issuer{t: t})
	})
	t.Run("org in memory", func(t *testing.T) {
		t.Parallel()
		test(t, &issuer{t: t, org: oktatest.NewOrg()})
	})
}

// another is a new issuer of the same sort.
func (o *issuer) another() *issuer {
	fresh := &issuer{t: o.t}
	if o.org != nil {
		fresh.org = oktatest.NewOrg()
	}
	return fresh
}

// inTimeOfItsOwn is withBoth, in a time that the test drives.
func inTimeOfItsOwn(t *testing.T, test func(t *testing.T, o *issuer)) {
	withBoth(t, func(t *testing.T, o *issuer) {
		synctest.Test(t, func(t *testing.T) {
			o.t = t
			test(t, o)
		})
	})
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
		cfg.Scopes = []string{"okta.users.read", "okta.users.manage", "okta.roles.manage"}
	}
	o.open(cfg.KeyID, cfg.Scopes)
	options = append([]okta.Option{watched(), okta.WithHTTPClient(&http.Client{Transport: testkit.Wire(o.roundTrip)})}, options...)
	client, err := okta.NewClient("https://acme.okta.com", oauth.ClientCredentials(cfg), options...)
	require.NoError(o.t, err)
	return client
}

// open makes the issuer ready for a client.
func (o *issuer) open(keyID string, scopes []string) {
	if o.life == 0 {
		o.life = time.Hour
	}
	o.keyID, o.tokens, o.seen = keyID, map[string]issued{}, map[string]bool{}
	if o.org == nil {
		return
	}
	if o.resourceNonce != "" {
		oktatest.WithDPoPNonces()(o.org)
	}
	_, err := o.org.AddServiceApp(oktatest.ServiceApp{
		ClientID: "0oa1", Keys: map[string]crypto.PublicKey{keyID: o.key}, Scopes: scopes, DPoP: &o.dpop,
	})
	require.NoError(o.t, err)
}

// revoke ends all tokens.
func (o *issuer) revoke() {
	o.mu.Lock()
	defer o.mu.Unlock()
	clear(o.tokens)
	if o.org != nil {
		o.org.RevokeAccessTokens("0oa1")
	}
}

// rotateNonces makes other nonces the ones that are demanded.
func (o *issuer) rotateNonces() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.tokenNonce += "+"
	o.resourceNonce += "+"
	if o.org != nil {
		o.org.RotateDPoPNonce()
	}
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
	o.targets = append(o.targets, targetOf(r.Header.Get("DPoP")))
	if response, err := o.authorize(r); response != nil || err != nil {
		return response, err
	}
	if o.answer != nil {
		return o.answer(r), nil
	}
	return testkit.Reply(200, nil, `{"id":"00u1"}`), nil
}

// flaw is what is wrong with an assertion, a token or a proof.
type flaw struct {
	status       int
	code, reason string
	nonce        string // that is demanded
}

func (o *issuer) flawed(status int, code, reason string, arguments ...any) *flaw {
	o.t.Helper()
	reason = fmt.Sprintf(reason, arguments...)
	assert.True(o.t, o.strangers, "%s: %s", code, reason)
	return &flaw{status: status, code: code, reason: reason}
}

// authorize answers a request with a token that is not taken.
func (o *issuer) authorize(r *http.Request) (*http.Response, error) {
	if o.org != nil {
		response, err := o.org.Transport().RoundTrip(r)
		if err != nil || response.Header.Get("WWW-Authenticate") != "" {
			return response, err
		}
		return nil, response.Body.Close() // the token was taken, and there are no users to ask for
	}
	scheme, value, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	bad := o.checkToken(r, scheme, value)
	if bad == nil {
		return nil, nil
	}
	header := http.Header{"Www-Authenticate": {fmt.Sprintf(`%s error=%q`, scheme, bad.code)}}
	if bad.nonce != "" {
		header.Set("DPoP-Nonce", bad.nonce)
	}
	return testkit.Reply(bad.status, header, `{"errorCode":"E0000011","errorSummary":"Invalid token provided"}`), nil
}

func (o *issuer) checkToken(r *http.Request, scheme, value string) *flaw {
	token, known := o.tokens[value]
	switch {
	case !known || !time.Now().Before(token.end):
		return &flaw{status: 401, code: "invalid_token"} // which happens to every client
	case (token.thumbprint != "") != (scheme == "DPoP"):
		return o.flawed(401, "invalid_token", "a token of another scheme than %s", scheme)
	case token.thumbprint == "":
		assert.Empty(o.t, r.Header.Get("DPoP"))
		return nil
	}
	nonce, thumbprint, bad := o.proof(r, value)
	switch {
	case bad != nil:
		return bad
	case thumbprint != token.thumbprint:
		return o.flawed(400, "invalid_dpop_proof", "another key than the token's")
	case nonce != o.resourceNonce:
		return &flaw{status: 401, code: "use_dpop_nonce", nonce: o.resourceNonce}
	}
	return nil
}

func (o *issuer) issue(r *http.Request) (*http.Response, error) {
	o.fetches++
	assert.Equal(o.t, http.MethodPost, r.Method)
	assert.Empty(o.t, r.Header.Get("Authorization"))
	assert.Equal(o.t, "application/x-www-form-urlencoded", r.Header.Get("Content-Type"))
	data, err := io.ReadAll(r.Body)
	require.NoError(o.t, err)
	r.Body = io.NopCloser(bytes.NewReader(data))
	form, err := url.ParseQuery(string(data))
	require.NoError(o.t, err)
	o.forms = append(o.forms, form)
	if assertion, err := jose.ParseSignedCompact(form.Get("client_assertion"), algorithms); err == nil {
		o.headers = append(o.headers, assertion.Signatures[0].Protected)
	}
	if !o.strangers {
		assert.Regexp(o.t, "^userapi-go/", r.Header.Get("User-Agent"))
	}
	if o.org == nil {
		if bad := o.assertion(form); bad != nil {
			return refused(bad), nil
		}
	}
	if o.tokenAnswer != nil {
		if response, err := o.tokenAnswer(o.fetches); response != nil || err != nil {
			return response, err
		}
	}
	if o.org != nil {
		return o.org.Transport().RoundTrip(r)
	}
	kind, token := "Bearer", issued{end: time.Now().Add(o.life)}
	switch {
	case r.Header.Get("DPoP") != "":
		nonce, thumbprint, bad := o.proof(r, "")
		if bad == nil && nonce != o.tokenNonce {
			bad = &flaw{status: 400, code: "use_dpop_nonce", reason: "Authorization server requires nonce in DPoP proof.", nonce: o.tokenNonce}
		}
		if bad != nil {
			return refused(bad), nil
		}
		kind, token.thumbprint = "DPoP", thumbprint
	case o.dpop:
		return refused(&flaw{status: 400, code: "invalid_dpop_proof", reason: "The DPoP proof JWT header is missing."}), nil
	}
	value := fmt.Sprintf("%s-%d", testkit.AccessToken, o.fetches)
	o.tokens[value] = token
	return testkit.Reply(200, nil, fmt.Sprintf(`{"token_type":%q,"expires_in":%d,"access_token":%q,"scope":"okta.users.read"}`, kind, int(o.life/time.Second), value)), nil
}

// refused is the token endpoint's answer to a flaw.
func refused(bad *flaw) *http.Response {
	header := http.Header{}
	if bad.nonce != "" {
		header.Set("DPoP-Nonce", bad.nonce)
	}
	return testkit.Reply(bad.status, header, fmt.Sprintf(`{"error":%q,"error_description":%q}`, bad.code, bad.reason))
}

// claims reads a token that is signed with a key, or with the one in its header where that is nil.
func (o *issuer) claims(compact string, key any) (map[string]any, jose.Header, error) {
	signed, err := jose.ParseSignedCompact(compact, algorithms)
	if err != nil {
		return nil, jose.Header{}, err
	}
	header := signed.Signatures[0].Protected
	if key == nil {
		if header.JSONWebKey == nil || !header.JSONWebKey.IsPublic() {
			return nil, header, errors.New("no public key in the header")
		}
		key = header.JSONWebKey.Key
	}
	payload, err := signed.Verify(key)
	if err != nil {
		return nil, header, err
	}
	var claims map[string]any
	return claims, header, json.Unmarshal(payload, &claims)
}

// first reports whether a token's jti is new.
func (o *issuer) first(claims map[string]any) bool {
	jti, _ := claims["jti"].(string)
	if jti == "" || o.seen[jti] {
		return false
	}
	o.seen[jti] = true
	if !o.strangers {
		assert.GreaterOrEqual(o.t, len(jti), 16)
		assert.InDelta(o.t, time.Now().Unix(), claims["iat"], 1)
	}
	return true
}

// seconds is a claim's time from now; NaN where it has none.
func seconds(claim any) float64 {
	at, isNumber := claim.(float64)
	if !isNumber {
		return math.NaN()
	}
	return at - float64(time.Now().Unix())
}

func (o *issuer) assertion(form url.Values) *flaw {
	bad := func(reason string, arguments ...any) *flaw {
		return o.flawed(401, "invalid_client", reason, arguments...)
	}
	if kind := form.Get("client_assertion_type"); kind != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" {
		return bad("an assertion of the type %s", kind)
	}
	claims, header, err := o.claims(form.Get("client_assertion"), o.key)
	ahead := seconds(claims["exp"])
	switch {
	case err != nil:
		return bad("an assertion that can't be read: %v", err)
	case o.keyID != "" && header.KeyID != o.keyID:
		return bad("the key %s", header.KeyID)
	case claims["iss"] != "0oa1" || claims["sub"] != "0oa1":
		return bad("issuer %v, subject %v", claims["iss"], claims["sub"])
	case claims["aud"] != "https://acme.okta.com/oauth2/v1/token":
		return bad("audience %v", claims["aud"])
	case !(ahead > 0 && ahead <= 3600):
		return bad("an end %v seconds ahead", ahead)
	case seconds(claims["iat"]) > 300:
		return bad("issued in the future")
	case !o.first(claims):
		return bad("jti %v", claims["jti"])
	}
	if !o.strangers {
		assert.InDelta(o.t, (5 * time.Minute).Seconds(), ahead, 1)
	}
	return nil
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

// targetOf is the htu of a proof, whatever it is worth.
func targetOf(proof string) string {
	var claims struct {
		Target string `json:"htu"`
	}
	if signed, err := jose.ParseSignedCompact(proof, algorithms); err == nil {
		_ = json.Unmarshal(signed.UnsafePayloadWithoutVerification(), &claims)
	}
	return claims.Target
}

// proof reads the proof of a request, and the thumbprint of its key.
func (o *issuer) proof(r *http.Request, token string) (nonce, thumbprint string, _ *flaw) {
	bad := func(reason string, arguments ...any) (string, string, *flaw) {
		return "", "", o.flawed(400, "invalid_dpop_proof", reason, arguments...)
	}
	proofs := r.Header.Values("DPoP")
	if len(proofs) != 1 {
		return bad("%d proofs", len(proofs))
	}
	claims, header, err := o.claims(proofs[0], nil)
	if err != nil {
		return bad("a proof that can't be read: %v", err)
	}
	target := "https://acme.okta.com" + asCompared(r.URL.EscapedPath())
	var hash any
	if token != "" {
		sum := sha256.Sum256([]byte(token))
		hash = base64.RawURLEncoding.EncodeToString(sum[:])
	}
	switch {
	case header.ExtraHeaders[jose.HeaderType] != "dpop+jwt":
		return bad("typ %v", header.ExtraHeaders[jose.HeaderType])
	case claims["htm"] != r.Method:
		return bad("htm %v for %s", claims["htm"], r.Method)
	case claims["htu"] != target:
		return bad("htu %v for %s", claims["htu"], target)
	case !(math.Abs(seconds(claims["iat"])) <= 300):
		return bad("iat %v", claims["iat"])
	case claims["ath"] != hash:
		return bad("ath %v for %v", claims["ath"], hash)
	case !o.first(claims):
		return bad("jti %v", claims["jti"])
	}
	sum, err := header.JSONWebKey.Thumbprint(crypto.SHA256)
	require.NoError(o.t, err)
	nonce, _ = claims["nonce"].(string)
	return nonce, string(sum), nil
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
