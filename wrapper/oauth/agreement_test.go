package oauth_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

const tokenEndpoint = "https://acme.okta.com/oauth2/v1/token"

// visitor is a client made by hand, which can do everything wrong.
type visitor struct {
	t         *testing.T
	o         *issuer
	assertion testkit.JWT
	proof     testkit.JWT
	form      url.Values
	raw       map[string]string // in place of the assertion or the proof, by "assertion" and "proof"
	jtis      int
}

func newVisitor(t *testing.T, o *issuer) *visitor {
	t.Helper()
	now := time.Now().Unix()
	return &visitor{
		t: t, o: o,
		assertion: testkit.JWT{
			Algorithm: jose.ES256, Key: testKeys()["P-256"], Header: map[string]any{"typ": "JWT", "kid": "kid-1"},
			Claims: map[string]any{"iss": "0oa1", "sub": "0oa1", "aud": tokenEndpoint, "iat": now, "exp": now + 300},
		},
		proof: testkit.JWT{
			Algorithm: jose.ES384, Key: testKeys()["P-384"],
			Header: map[string]any{"typ": "dpop+jwt", "jwk": jose.JSONWebKey{Key: testKeys()["P-384"].Public()}},
			Claims: map[string]any{"iat": now},
		},
		form: url.Values{
			"grant_type": {"client_credentials"}, "scope": {"okta.users.read"},
			"client_assertion_type": {"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
		},
		raw: map[string]string{},
	}
}

// sign signs a token whose jti, unless it has one, is new.
func (v *visitor) sign(token testkit.JWT, more map[string]any) string {
	v.t.Helper()
	claims := make(map[string]any)
	maps.Copy(claims, more)
	if _, has := token.Claims["jti"]; !has {
		v.jtis++
		claims["jti"] = fmt.Sprint("jti-", v.jtis)
	}
	maps.Copy(claims, token.Claims)
	token.Claims = claims
	return token.Sign(v.t)
}

// verdict is what a server says: a status, and an error code where it refuses.
type verdict struct {
	status int
	code   string
}

var taken = verdict{status: 200}

// send sends a request and reads the answer.
func (v *visitor) send(r *http.Request) (verdict, http.Header, map[string]any) {
	v.t.Helper()
	response, err := v.o.roundTrip(r)
	require.NoError(v.t, err)
	data, err := io.ReadAll(response.Body)
	require.NoError(v.t, err)
	require.NoError(v.t, response.Body.Close())
	var body map[string]any
	_ = json.Unmarshal(data, &body) // a challenge has none
	code, _ := body["error"].(string)
	if _, challenge, found := strings.Cut(response.Header.Get("WWW-Authenticate"), ` error="`); found {
		code, _, _ = strings.Cut(challenge, `"`)
	}
	return verdict{response.StatusCode, code}, response.Header, body
}

// ask asks for a token, with a proof where that is wanted.
func (v *visitor) ask(prove bool, nonce any) (verdict, http.Header, string) {
	v.t.Helper()
	form := maps.Clone(v.form)
	form.Set("client_assertion", v.raw["assertion"])
	if v.raw["assertion"] == "" {
		form.Set("client_assertion", v.sign(v.assertion, nil))
	}
	r, err := http.NewRequestWithContext(v.t.Context(), http.MethodPost, tokenEndpoint, strings.NewReader(form.Encode()))
	require.NoError(v.t, err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if prove {
		r.Header.Set("DPoP", v.raw["proof"])
		if v.raw["proof"] == "" {
			r.Header.Set("DPoP", v.sign(v.proof, map[string]any{"htm": "POST", "htu": tokenEndpoint, "nonce": nonce}))
		}
	}
	got, header, body := v.send(r)
	token, _ := body["access_token"].(string)
	return got, header, token
}

// nonce is what the token endpoint demands.
func (v *visitor) nonce() string {
	v.t.Helper()
	got, header, _ := v.ask(true, nil)
	require.Equal(v.t, verdict{400, "use_dpop_nonce"}, got)
	return header.Get("DPoP-Nonce")
}

// token is a good token.
func (v *visitor) token(prove bool) string {
	v.t.Helper()
	var nonce any
	if prove {
		nonce = v.nonce()
	}
	got, _, token := v.ask(prove, nonce)
	require.Equal(v.t, taken, got)
	require.NotEmpty(v.t, token)
	return token
}

// get asks for a user with a token, after a change to the request where there is one.
func (v *visitor) get(scheme, token string, change func(*http.Request)) verdict {
	v.t.Helper()
	r, err := http.NewRequestWithContext(v.t.Context(), http.MethodGet, "https://acme.okta.com/api/v1/users/o%27neil?expand=blocks", nil)
	require.NoError(v.t, err)
	r.Header.Set("Authorization", scheme+" "+token)
	if scheme == "DPoP" {
		hash := sha256.Sum256([]byte(token))
		r.Header.Set("DPoP", v.sign(v.proof, map[string]any{
			"htm": "GET", "htu": "https://acme.okta.com/api/v1/users/o'neil", "ath": base64.RawURLEncoding.EncodeToString(hash[:]),
		}))
	}
	if change != nil {
		change(r)
	}
	got, _, _ := v.send(r)
	return got
}

// without leaves a claim or a member of a header out.
func without(name string) map[string]any { return map[string]any{name: nil} }

// badAssertions are refused with 401 and invalid_client, whether tokens are bound or not.
var badAssertions = map[string]func(*visitor){
	"none":                         func(v *visitor) { v.raw["assertion"] = " " },
	"no JWT":                       func(v *visitor) { v.raw["assertion"] = "a.b.c" },
	"of another type":              func(v *visitor) { v.form.Set("client_assertion_type", "saml2-bearer") },
	"of no type":                   func(v *visitor) { v.form.Del("client_assertion_type") },
	"not signed":                   func(v *visitor) { v.raw["assertion"] = unsigned(v.assertion.Claims) },
	"signed with a shared secret":  func(v *visitor) { v.assertion.Algorithm, v.assertion.Key = jose.HS256, make([]byte, 64) },
	"signed with another key":      func(v *visitor) { v.assertion.Algorithm, v.assertion.Key = jose.ES384, testKeys()["P-384"] },
	"signed for another assertion": func(v *visitor) { v.raw["assertion"] = changed(v.assertion.Sign(v.t), v.assertion.Claims) },
	"cut off":                      func(v *visitor) { v.raw["assertion"] = v.assertion.Sign(v.t)[:200] },
	"of an unknown key":            func(v *visitor) { v.assertion.Header["kid"] = "kid-2" },
	"for the org":                  func(v *visitor) { v.assertion.Claims["aud"] = "https://acme.okta.com" },
	"for another org":              func(v *visitor) { v.assertion.Claims["aud"] = "https://other.okta.com/oauth2/v1/token" },
	"for another server":           func(v *visitor) { v.assertion.Claims["aud"] = "https://acme.okta.com/oauth2/default/v1/token" },
	"for two":                      func(v *visitor) { v.assertion.Claims["aud"] = []string{tokenEndpoint, "https://other.okta.com"} },
	"for nobody":                   func(v *visitor) { maps.Copy(v.assertion.Claims, without("aud")) },
	"over plain http":              func(v *visitor) { v.assertion.Claims["aud"] = "http://acme.okta.com/oauth2/v1/token" },
	"expired":                      func(v *visitor) { v.assertion.Claims["exp"] = time.Now().Unix() },
	"without an end":               func(v *visitor) { maps.Copy(v.assertion.Claims, without("exp")) },
	"with an end that is text":     func(v *visitor) { v.assertion.Claims["exp"] = "tomorrow" },
	"that lives too long":          func(v *visitor) { v.assertion.Claims["exp"] = time.Now().Unix() + 3601 },
	"issued in the future":         func(v *visitor) { v.assertion.Claims["iat"] = time.Now().Unix() + 301 },
	"of another issuer":            func(v *visitor) { v.assertion.Claims["iss"] = "0oa2" },
	"of no issuer":                 func(v *visitor) { maps.Copy(v.assertion.Claims, without("iss")) },
	"of another subject":           func(v *visitor) { v.assertion.Claims["sub"] = "0oa2" },
	"of no subject":                func(v *visitor) { maps.Copy(v.assertion.Claims, without("sub")) },
	"used before": func(v *visitor) {
		v.assertion.Claims["jti"] = "once"
		v.raw["assertion"] = v.assertion.Sign(v.t)
		got, _, _ := v.ask(false, nil)
		require.Equal(v.t, taken, got)
	},
}

func unsigned(claims map[string]any) string {
	payload, _ := json.Marshal(claims)
	return base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none","typ":"JWT"}`)) + "." + base64.RawURLEncoding.EncodeToString(payload) + "."
}

// changed is a signed token with another payload.
func changed(compact string, claims map[string]any) string {
	claims = maps.Clone(claims)
	claims["exp"] = time.Now().Unix() + 600
	payload, _ := json.Marshal(claims)
	parts := strings.Split(compact, ".")
	return parts[0] + "." + base64.RawURLEncoding.EncodeToString(payload) + "." + parts[2]
}

// badProofs are refused with 400 and invalid_dpop_proof, at the token endpoint and with a token.
var badProofs = map[string]func(*visitor){
	"a JWT of another type":        func(v *visitor) { v.proof.Header["typ"] = "JWT" },
	"a JWT of no type":             func(v *visitor) { maps.Copy(v.proof.Header, without("typ")) },
	"a JWT without a key":          func(v *visitor) { maps.Copy(v.proof.Header, without("jwk")) },
	"a JWT with a private key":     func(v *visitor) { v.proof.Header["jwk"] = jose.JSONWebKey{Key: testKeys()["P-384"]} },
	"a JWT with another key":       func(v *visitor) { v.proof.Header["jwk"] = jose.JSONWebKey{Key: testKeys()["P-256"].Public()} },
	"signed with a shared secret":  func(v *visitor) { v.proof.Algorithm, v.proof.Key = jose.HS256, make([]byte, 64) },
	"for another method":           func(v *visitor) { v.proof.Claims["htm"] = "PATCH" },
	"for no method":                func(v *visitor) { maps.Copy(v.proof.Claims, without("htm")) },
	"for another path":             func(v *visitor) { v.proof.Claims["htu"] = "https://acme.okta.com/api/v1/users" },
	"for another org":              func(v *visitor) { v.proof.Claims["htu"] = "https://other.okta.com/oauth2/v1/token" },
	"for plain http":               func(v *visitor) { v.proof.Claims["htu"] = "http://acme.okta.com/oauth2/v1/token" },
	"for no place":                 func(v *visitor) { maps.Copy(v.proof.Claims, without("htu")) },
	"for an escaped path":          func(v *visitor) { v.proof.Claims["htu"] = "https://acme.okta.com/api/v1/users/o%27neil" },
	"for a path with its query":    func(v *visitor) { v.proof.Claims["htu"] = "https://acme.okta.com/api/v1/users/o'neil?expand=blocks" },
	"old":                          func(v *visitor) { v.proof.Claims["iat"] = time.Now().Unix() - 301 },
	"of the future":                func(v *visitor) { v.proof.Claims["iat"] = time.Now().Unix() + 301 },
	"of no time":                   func(v *visitor) { maps.Copy(v.proof.Claims, without("iat")) },
	"of a time that is text":       func(v *visitor) { v.proof.Claims["iat"] = "now" },
	"without a jti":                func(v *visitor) { maps.Copy(v.proof.Claims, without("jti")) },
	"with a jti that is no text":   func(v *visitor) { v.proof.Claims["jti"] = 7 },
	"with a target that is a list": func(v *visitor) { v.proof.Claims["htu"] = []string{tokenEndpoint} },
}

// badTokens are refused when they are used: each is what comes of one that is good.
var badTokens = map[string]struct {
	nonces bool // whether operations demand nonces
	use    func(v *visitor, token string) verdict
	want   verdict
}{
	"unknown": {use: func(v *visitor, _ string) verdict { return v.get("DPoP", "eyJ", nil) }, want: verdict{401, "invalid_token"}},
	"expired": {use: func(v *visitor, token string) verdict {
		time.Sleep(time.Hour)
		return v.get("DPoP", token, nil)
	}, want: verdict{401, "invalid_token"}},
	"revoked": {use: func(v *visitor, token string) verdict {
		v.o.revoke()
		return v.get("DPoP", token, nil)
	}, want: verdict{401, "invalid_token"}},
	"bound, and sent as a bearer token": {use: func(v *visitor, token string) verdict { return v.get("Bearer", token, nil) }, want: verdict{401, "invalid_token"}},
	"without a proof": {use: func(v *visitor, token string) verdict {
		return v.get("DPoP", token, func(r *http.Request) { r.Header.Del("DPoP") })
	}, want: verdict{400, "invalid_dpop_proof"}},
	"with two proofs": {use: func(v *visitor, token string) verdict {
		return v.get("DPoP", token, func(r *http.Request) { r.Header.Add("DPoP", r.Header.Get("DPoP")) })
	}, want: verdict{400, "invalid_dpop_proof"}},
	"with a proof of another key": {use: func(v *visitor, token string) verdict {
		v.proof.Algorithm, v.proof.Key = jose.ES256, testKeys()["P-256"]
		v.proof.Header["jwk"] = jose.JSONWebKey{Key: testKeys()["P-256"].Public()}
		return v.get("DPoP", token, nil)
	}, want: verdict{400, "invalid_dpop_proof"}},
	"with a proof of another token": {use: func(v *visitor, token string) verdict {
		v.proof.Claims["ath"] = "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo"
		return v.get("DPoP", token, nil)
	}, want: verdict{400, "invalid_dpop_proof"}},
	"with a proof of no token": {use: func(v *visitor, token string) verdict {
		maps.Copy(v.proof.Claims, without("ath"))
		return v.get("DPoP", token, nil)
	}, want: verdict{400, "invalid_dpop_proof"}},
	"with a proof that was used": {use: func(v *visitor, token string) verdict {
		v.proof.Claims["jti"] = "once"
		require.Equal(v.t, taken, v.get("DPoP", token, nil))
		return v.get("DPoP", token, nil)
	}, want: verdict{400, "invalid_dpop_proof"}},
	"with a proof without the nonce": {nonces: true, use: func(v *visitor, token string) verdict { return v.get("DPoP", token, nil) }, want: verdict{401, "use_dpop_nonce"}},
	"with a proof with another nonce": {nonces: true, use: func(v *visitor, token string) verdict {
		v.proof.Claims["nonce"] = "another"
		return v.get("DPoP", token, nil)
	}, want: verdict{401, "use_dpop_nonce"}},
}

// visit makes a visitor of an issuer of the same sort as o.
func visit(t *testing.T, o *issuer, bound, nonces bool) *visitor {
	t.Helper()
	o = o.another()
	o.t, o.strangers, o.dpop, o.key, o.tokenNonce = t, true, bound, testKeys()["P-256"].Public(), "nonce-1"
	if nonces {
		o.resourceNonce = "nonce-2"
	}
	o.open("kid-1", []string{"okta.users.read"})
	return newVisitor(t, o)
}

// TestBothIssuersRefuseTheSame holds the issuer of these tests and the org in memory against each other.
func TestBothIssuersRefuseTheSame(t *testing.T) {
	inTimeOfItsOwn(t, func(t *testing.T, o *issuer) {
		good := visit(t, o, false, false)
		require.Equal(t, taken, good.get("Bearer", good.token(false), nil))
		require.Equal(t, verdict{401, "invalid_token"}, good.get("DPoP", good.token(false), nil))
		good = visit(t, o, true, false)
		require.Equal(t, taken, good.get("DPoP", good.token(true), nil))

		for name, spoil := range badAssertions {
			v := visit(t, o, false, false)
			spoil(v)
			got, _, token := v.ask(false, nil)
			assert.Equal(t, verdict{401, "invalid_client"}, got, "an assertion: %s", name)
			assert.Empty(t, token)
		}
		for name, spoil := range badProofs {
			v := visit(t, o, true, false)
			token, nonce := v.token(true), v.nonce()
			spoil(v)
			got, _, issued := v.ask(true, nonce)
			assert.Equal(t, verdict{400, "invalid_dpop_proof"}, got, "a proof for a token: %s", name)
			assert.Empty(t, issued)
			assert.Equal(t, verdict{400, "invalid_dpop_proof"}, v.get("DPoP", token, nil), "a proof with a token: %s", name)
		}
		for name, bad := range badTokens {
			v := visit(t, o, true, bad.nonces)
			assert.Equal(t, bad.want, bad.use(v, v.token(true)), "a token: %s", name)
		}

		v := visit(t, o, true, false)
		got, _, _ := v.ask(false, nil)
		assert.Equal(t, verdict{400, "invalid_dpop_proof"}, got, "no proof")
		got, _, _ = v.ask(true, "another")
		assert.Equal(t, verdict{400, "use_dpop_nonce"}, got, "another nonce")
	})
	require.GreaterOrEqual(t, len(badAssertions)+len(badProofs)+len(badTokens), 40)
}
