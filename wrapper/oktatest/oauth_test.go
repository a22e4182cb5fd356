package oktatest_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
	"github.com/okta-userapi/userapi-go/wrapper/oauth"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

var (
	appKey   = sync.OnceValue(newKey) // is registered with the apps of these tests
	proofKey = sync.OnceValue(newKey) // is what their tokens are bound to
)

func newKey() *ecdsa.PrivateKey {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	return key
}

// addApp registers an app with appKey.
func addApp(t testing.TB, org *oktatest.Org, app oktatest.ServiceApp) oktatest.ServiceApp {
	t.Helper()
	app.Keys = map[string]crypto.PublicKey{"kid-1": appKey().Public()}
	app, err := org.AddServiceApp(app)
	require.NoError(t, err)
	return app
}

// serviceClient is a client of the wrapper that signs in as an app.
func serviceClient(t *testing.T, org *oktatest.Org, clientID string, scopes ...string) *okta.Client {
	t.Helper()
	key, err := oauth.NewPrivateKey(appKey())
	require.NoError(t, err)
	client, err := okta.NewClient(org.URL(), oauth.ClientCredentials(oauth.Config{ClientID: clientID, Key: key, KeyID: "kid-1", Scopes: scopes}), okta.WithHTTPClient(org.HTTPClient()))
	require.NoError(t, err)
	return client
}

// service sends requests as an app does, made by hand.
type service struct {
	t     testing.TB
	org   *oktatest.Org
	app   oktatest.ServiceApp
	clock func() time.Time
	jti   int
}

func newService(t testing.TB, app oktatest.ServiceApp, options ...oktatest.Option) *service {
	t.Helper()
	now := time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)
	s := &service{t: t}
	s.clock = func() time.Time { return now }
	s.org = oktatest.NewOrg(append(options, oktatest.WithClock(func() time.Time { return s.clock() }))...)
	s.app = addApp(t, s.org, app)
	return s
}

// pass lets time pass.
func (s *service) pass(d time.Duration) {
	now := s.clock().Add(d)
	s.clock = func() time.Time { return now }
}

func (s *service) sign(key *ecdsa.PrivateKey, header map[string]any, claims ...map[string]any) string {
	s.jti++
	all := map[string]any{"iat": s.clock().Unix(), "jti": fmt.Sprint("jti-", s.jti)}
	for _, claims := range claims {
		maps.Copy(all, claims)
	}
	return testkit.JWT{Algorithm: jose.ES256, Key: key, Header: header, Claims: all}.Sign(s.t)
}

// assertion is that of the app, with some claims changed.
func (s *service) assertion(changes ...map[string]any) string {
	claims := map[string]any{"iss": s.app.ClientID, "sub": s.app.ClientID, "aud": s.org.URL() + "/oauth2/v1/token", "exp": s.clock().Add(5 * time.Minute).Unix()}
	return s.sign(appKey(), map[string]any{"kid": "kid-1"}, append([]map[string]any{claims}, changes...)...)
}

// proof is one of a request, with some claims changed.
func (s *service) proof(method, target string, changes ...map[string]any) string {
	header := map[string]any{"typ": "dpop+jwt", "jwk": jose.JSONWebKey{Key: proofKey().Public()}}
	return s.sign(proofKey(), header, append([]map[string]any{{"htm": method, "htu": target}}, changes...)...)
}

func tokenHash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

func (s *service) form(assertion, scope string) url.Values {
	return url.Values{
		"grant_type": {"client_credentials"}, "scope": {scope},
		"client_assertion_type": {"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"}, "client_assertion": {assertion},
	}
}

// post sends a form to the token endpoint, with a proof unless it is "".
func (s *service) post(form url.Values, proof string) response {
	header := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
	if proof != "" {
		header.Set("DPoP", proof)
	}
	return s.send(http.MethodPost, "/oauth2/v1/token", header, form.Encode())
}

func (s *service) send(method, path string, header http.Header, body string) response {
	s.t.Helper()
	r := httptest.NewRequestWithContext(s.t.Context(), method, s.org.URL()+path, strings.NewReader(body))
	r.Header = header
	answer := httptest.NewRecorder()
	s.org.ServeHTTP(answer, r)
	return response{s.t, answer.Code, answer.Header(), answer.Body.String()}
}

// token is a new one, bound where the app wants that.
func (s *service) token(scope string) string {
	s.t.Helper()
	proof := ""
	if *s.app.DPoP {
		endpoint := s.org.URL() + "/oauth2/v1/token"
		nonce := s.post(s.form(s.assertion(), scope), s.proof(http.MethodPost, endpoint)).header.Get("DPoP-Nonce")
		proof = s.proof(http.MethodPost, endpoint, map[string]any{"nonce": nonce})
	}
	answer := s.post(s.form(s.assertion(), scope), proof).is(200, "").object()
	token, _ := answer["access_token"].(string)
	require.NotEmpty(s.t, token)
	return token
}

// as does an operation with a bearer token.
func (s *service) as(token, method, path string) response {
	return s.send(method, path, http.Header{"Authorization": {"Bearer " + token}, "Content-Type": {"application/json"}}, "")
}

// oauthError checks an answer of the token endpoint.
func (r response) oauthError(status int, code, description string) {
	r.t.Helper()
	assert.Equal(r.t, status, r.status)
	assert.Equal(r.t, map[string]any{"error": code, "error_description": description}, r.object())
	assert.Equal(r.t, "application/json", r.header.Get("Content-Type"))
}

// challenged checks an answer whose reason is in a header alone.
func (r response) challenged(status int, challenge string) {
	r.t.Helper()
	assert.Equal(r.t, status, r.status)
	assert.Equal(r.t, challenge, r.header.Get("WWW-Authenticate"))
	assert.Empty(r.t, r.body)
	assert.Empty(r.t, r.header.Get("Content-Type"))
}

func TestAServiceAppSignsInAndDoesWhatItWasGranted(t *testing.T) {
	t.Parallel()
	for _, bound := range []bool{true, false} {
		org := oktatest.NewOrg()
		org.SeedUsers(2)
		app := addApp(t, org, oktatest.ServiceApp{Scopes: []string{"okta.users.read"}, DPoP: &bound})
		require.Regexp(t, `^0oa\w{17}$`, app.ClientID)
		require.NoError(t, org.SetTokenOwner("user1"))
		client := serviceClient(t, org, app.ClientID, "okta.users.read", "okta.users.manage")
		users, err := okta.Collect(client.ListUsers(t.Context(), nil), 10)
		require.NoError(t, err)
		require.Len(t, users, 2)
		err = client.SuspendUser(t.Context(), users[0].ID)
		require.ErrorIs(t, err, okta.ErrMissingScope)
		require.ErrorContains(t, err, "okta: suspendUser: 403 Forbidden: insufficient_scope")
		_, err = client.GetUser(t.Context(), "me", nil)
		require.ErrorIs(t, err, okta.ErrNotFound, "an app is no user")
		user, err := org.User(users[0].ID)
		require.NoError(t, err)
		require.Equal(t, okta.UserStatusActive, user.Status, "nothing was done")
		require.Positive(t, org.Count("token"))
		require.NotEqual(t, bound, strings.HasPrefix(org.Requests()[len(org.Requests())-1].Header.Get("Authorization"), "Bearer "))
	}
}

func TestEachOperationWantsTheScopesOfTheContract(t *testing.T) {
	t.Parallel()
	s := newService(t, oktatest.ServiceApp{Scopes: gen.Scopes(), DPoP: new(false)})
	tokens := map[string]string{}
	for _, scope := range gen.Scopes() {
		tokens[scope] = s.token(scope)
	}
	for _, operation := range gen.Operations() {
		path := strings.NewReplacer("{", "", "}", "").Replace(operation.Path)
		for scope, token := range tokens {
			answer := s.as(token, operation.Method, path)
			covered := true
			for _, needed := range operation.Scopes {
				covered = covered && gen.ScopeCovers(scope, needed)
			}
			if covered {
				require.Empty(t, answer.header.Get("WWW-Authenticate"), "%s with %s", operation.ID, scope)
				continue
			}
			answer.challenged(403, fmt.Sprintf(`Bearer authorization_uri="https://oktatest.example/oauth2/v1/authorize", realm="https://oktatest.example", scope=%q, error="insufficient_scope", `+
				`error_description="The access token provided does not contain the required scopes.", resource=%q`, strings.Join(operation.Scopes, " "), path))
		}
	}
}

// TestTheTokenEndpointSaysWhatOrgsSay has the words of orgs for the refusals whose words were seen.
func TestTheTokenEndpointSaysWhatOrgsSay(t *testing.T) {
	t.Parallel()
	s := newService(t, oktatest.ServiceApp{Scopes: []string{"okta.users.read"}})
	endpoint := s.org.URL() + "/oauth2/v1/token"
	post := func(assertion string) response { return s.post(s.form(assertion, "okta.users.read"), "") }
	post(s.assertion(map[string]any{"aud": s.org.URL()})).oauthError(401, "invalid_client", "The audience claim for client_assertion must be the endpoint invoked for the request.")
	post(s.assertion(map[string]any{"exp": s.clock().Unix()})).oauthError(401, "invalid_client", "The client_assertion token is expired.")
	post(s.sign(appKey(), map[string]any{"kid": "another"}, map[string]any{"sub": s.app.ClientID})).oauthError(401, "invalid_client", "The client_assertion JWT kid is invalid.")
	post(s.sign(proofKey(), map[string]any{"kid": "kid-1"}, map[string]any{"sub": s.app.ClientID})).oauthError(401, "invalid_client", "The client_assertion signature is invalid.")
	s.post(url.Values{}, "").oauthError(401, "invalid_client", "The client_assertion_type is invalid.")
	post(s.assertion()).oauthError(400, "invalid_dpop_proof", "The DPoP proof JWT header is missing.")

	answer := s.post(s.form(s.assertion(), "okta.users.read"), s.proof("POST", endpoint))
	answer.oauthError(400, "use_dpop_nonce", "Authorization server requires nonce in DPoP proof.")
	nonce := map[string]any{"nonce": answer.header.Get("DPoP-Nonce")}
	require.NotEmpty(t, nonce["nonce"])
	s.post(s.form(s.assertion(), "okta.users.read"), s.proof("POST", s.org.URL(), nonce)).oauthError(400, "invalid_dpop_proof", "'htu' claim in the DPoP proof JWT is invalid.")
	s.post(s.form(s.assertion(), "okta.users.manage"), s.proof("POST", endpoint, nonce)).oauthError(400, "consent_required", "You are not allowed any of the requested scopes.")

	answer = s.post(s.form(s.assertion(), "okta.users.manage okta.users.read"), s.proof("POST", endpoint, nonce)).is(200, "")
	got := answer.object()
	require.NotEmpty(t, got["access_token"])
	delete(got, "access_token")
	require.Equal(t, map[string]any{"token_type": "DPoP", "expires_in": 3600.0, "scope": "okta.users.read"}, got, "of the scopes, those that were granted")
}

func TestATokenRequestThatIsNoneIsRefused(t *testing.T) {
	t.Parallel()
	s := newService(t, oktatest.ServiceApp{Scopes: []string{"okta.users.read"}, DPoP: new(false)})
	for name, test := range map[string]struct {
		change func(url.Values)
		status int
		code   string
	}{
		"another grant":     {func(form url.Values) { form.Set("grant_type", "password") }, 400, "unsupported_grant_type"},
		"no scope":          {func(form url.Values) { form.Del("scope") }, 400, "invalid_scope"},
		"a scope of no API": {func(form url.Values) { form.Set("scope", "okta.users.read openid") }, 400, "invalid_scope"},
		"another client id": {func(form url.Values) { form.Set("client_id", "0oa2") }, 401, "invalid_client"},
	} {
		form := s.form(s.assertion(), "okta.users.read")
		test.change(form)
		answer := s.post(form, "")
		require.Equal(t, test.status, answer.status, name)
		require.Equal(t, test.code, answer.object()["error"], name)
	}
	form := s.form(s.assertion(), "okta.users.read")
	form.Set("client_id", s.app.ClientID)
	s.post(form, "").is(200, "")
	answer := s.send(http.MethodPost, "/oauth2/v1/token", http.Header{"Content-Type": {"application/json"}}, "{}")
	require.Equal(t, "invalid_request", answer.object()["error"])
	answer = s.send(http.MethodPost, "/oauth2/v1/token", http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}, "%zz")
	require.Equal(t, "invalid_request", answer.object()["error"])
	s.send(http.MethodGet, "/oauth2/v1/token", nil, "").is(405, "E0000022")
}

func TestATokenEndsOnTheOrgsClockOrWhenItIsRevoked(t *testing.T) {
	t.Parallel()
	s := newService(t, oktatest.ServiceApp{Scopes: []string{"okta.users.read"}, DPoP: new(false)})
	other := addApp(t, s.org, oktatest.ServiceApp{ClientID: "0oa-other", Scopes: []string{"okta.users.read"}, DPoP: new(false)})
	token := s.token("okta.users.read")
	s.pass(time.Hour - time.Second)
	s.as(token, "GET", "/api/v1/users").is(200, "")
	s.org.RevokeAccessTokens(other.ClientID)
	s.as(token, "GET", "/api/v1/users").is(200, "")
	s.pass(time.Second)
	const challenge = `Bearer authorization_uri="https://oktatest.example/oauth2/v1/authorize", realm="https://oktatest.example", scope="okta.users.read", error="invalid_token", error_description=%q, resource="/api/v1/users"`
	s.as(token, "GET", "/api/v1/users").challenged(401, fmt.Sprintf(challenge, "The access token has expired."))

	token = s.token("okta.users.read")
	s.org.RevokeAccessTokens(s.app.ClientID)
	s.as(token, "GET", "/api/v1/users").challenged(401, fmt.Sprintf(challenge, "The access token is invalid."))
	s.as(s.token("okta.users.read"), "GET", "/api/v1/users").is(200, "")
}

func TestAnAssertionIsTakenOnceForAsLongAsItLives(t *testing.T) {
	t.Parallel()
	s := newService(t, oktatest.ServiceApp{Scopes: []string{"okta.users.read"}, DPoP: new(false)})
	assertion := s.assertion(map[string]any{"exp": s.clock().Add(time.Hour).Unix()})
	s.post(s.form(assertion, "okta.users.read"), "").is(200, "")
	for range 5 {
		s.pass(11 * time.Minute)
		s.token("okta.users.read")
		require.Equal(t, "invalid_client", s.post(s.form(assertion, "okta.users.read"), "").is(401, "").object()["error"])
	}
	without := s.assertion(map[string]any{"jti": nil})
	for range 2 {
		s.post(s.form(without, "okta.users.read"), "").is(200, "")
	}
}

func TestAKeyIDMayBeMissingWhereThereIsOneKey(t *testing.T) {
	t.Parallel()
	s := newService(t, oktatest.ServiceApp{Scopes: []string{"okta.users.read"}, DPoP: new(false)})
	sign := func(clientID string) string {
		return s.sign(appKey(), nil, map[string]any{"iss": clientID, "sub": clientID, "aud": s.org.URL() + "/oauth2/v1/token", "exp": s.clock().Add(time.Minute).Unix()})
	}
	s.post(s.form(sign(s.app.ClientID), "okta.users.read"), "").is(200, "")
	two, err := s.org.AddServiceApp(oktatest.ServiceApp{Keys: map[string]crypto.PublicKey{"1": appKey().Public(), "2": proofKey().Public()}, Scopes: []string{"okta.users.read"}})
	require.NoError(t, err)
	s.post(s.form(sign(two.ClientID), "okta.users.read"), "").oauthError(401, "invalid_client", "The client_assertion JWT kid is invalid.")
}

func TestNoncesAreRotated(t *testing.T) {
	t.Parallel()
	s := newService(t, oktatest.ServiceApp{Scopes: []string{"okta.users.read"}})
	endpoint := s.org.URL() + "/oauth2/v1/token"
	post := func(nonce string) response {
		return s.post(s.form(s.assertion(), "okta.users.read"), s.proof("POST", endpoint, map[string]any{"nonce": nonce}))
	}
	next := func() string { return post("").header.Get("DPoP-Nonce") }
	first := next()
	s.pass(24*time.Hour - time.Second)
	require.Equal(t, first, next())
	s.pass(time.Second)
	second := next()
	require.NotEqual(t, first, second)
	s.pass(48*time.Hour - time.Second)
	post(first).is(200, "")
	s.pass(time.Second)
	require.Equal(t, "use_dpop_nonce", post(first).is(400, "").object()["error"], "after three days")
	post(second).is(200, "")
	s.org.RotateDPoPNonce()
	require.Equal(t, "use_dpop_nonce", post(second).is(400, "").object()["error"])
	post(next()).is(200, "")
}

func TestAProofIsOfTheRequestAsTheOrgComparesIt(t *testing.T) {
	t.Parallel()
	s := newService(t, oktatest.ServiceApp{Scopes: []string{"okta.users.read"}}, oktatest.WithPathPrefix("/okta"))
	s.org.SeedUsers(1)
	token := s.token("okta.users.read")
	get := func(path, target string) response {
		proof := s.proof("GET", "https://oktatest.example/okta"+target, map[string]any{"ath": tokenHash(token)})
		return s.send("GET", path, http.Header{"Authorization": {"DPoP " + token}, "Dpop": {proof}}, "")
	}
	get("/api/v1/users?limit=1", "/api/v1/users").is(200, "")
	get("/api/v1/users/o%27neil%40x%25%20%22%23%C3%BC", "/api/v1/users/o'neil@x%25%20%22%23ü").is(404, "E0000007")
	get("/api/v1/users/o%27neil", "/api/v1/users/o%27neil").challenged(400, `DPoP algs="RS256 RS384 RS512 ES256 ES384 ES512", authorization_uri="https://oktatest.example/okta/oauth2/v1/authorize", `+
		`realm="https://oktatest.example/okta", scope="okta.users.read", error="invalid_dpop_proof", error_description="'htu' claim in the DPoP proof JWT is invalid.", resource="/okta/api/v1/users/o%27neil"`)
}

func TestAnAppWithoutDPoPGetsABearerTokenForAProofToo(t *testing.T) {
	t.Parallel()
	s := newService(t, oktatest.ServiceApp{Scopes: []string{"okta.users.read"}, DPoP: new(false)})
	for name, proof := range map[string]string{"good": s.proof("POST", s.org.URL()+"/oauth2/v1/token"), "bad": "no JWT"} {
		answer := s.post(s.form(s.assertion(), "okta.users.read"), proof).is(200, "").object()
		require.Equal(t, "Bearer", answer["token_type"], name)
		token, _ := answer["access_token"].(string)
		s.as(token, "GET", "/api/v1/users").is(200, "")
	}
}

func TestATokenRequestMayHaveItsParametersInTheQuery(t *testing.T) {
	t.Parallel()
	s := newService(t, oktatest.ServiceApp{Scopes: []string{"okta.users.read"}})
	header := http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}
	send := func(nonce, inBody string) response {
		query := s.form(s.assertion(), "okta.users.read")
		body := url.Values{}
		if inBody != "" {
			body[inBody] = query[inBody]
			query.Del(inBody)
		}
		header.Set("DPoP", s.proof("POST", s.org.URL()+"/oauth2/v1/token", map[string]any{"nonce": nonce}))
		return s.send("POST", "/oauth2/v1/token?"+query.Encode(), header, body.Encode())
	}
	nonce := send("", "").is(400, "").header.Get("DPoP-Nonce")
	send(nonce, "").is(200, "")
	send(nonce, "client_assertion").is(200, "")
}

func TestTheOrgWritesItsAddressInOneWay(t *testing.T) {
	t.Parallel()
	s := newService(t, oktatest.ServiceApp{Scopes: []string{"okta.users.read"}, DPoP: new(false)})
	for address, written := range map[string]string{
		"https://Oktatest.Example:443": "https://oktatest.example", "http://oktatest.example:80": "http://oktatest.example",
		"https://oktatest.example:8443": "https://oktatest.example:8443", "http://oktatest.example:443": "http://oktatest.example:443",
	} {
		form := s.form(s.assertion(map[string]any{"aud": written + "/oauth2/v1/token"}), "okta.users.read")
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, address+"/oauth2/v1/token", strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		answer := httptest.NewRecorder()
		s.org.ServeHTTP(answer, r)
		require.Equal(t, 200, answer.Code, "%s: %s", address, answer.Body)
	}
}

func TestAnAppStaysAsItWasRegistered(t *testing.T) {
	t.Parallel()
	app := oktatest.ServiceApp{Scopes: []string{"okta.users.read"}, DPoP: new(false)}
	s := newService(t, app)
	*app.DPoP, app.Scopes[0] = true, "okta.users.manage"
	*s.app.DPoP, s.app.Scopes[0] = true, "okta.users.manage"
	clear(s.app.Keys)
	answer := s.post(s.form(s.assertion(), "okta.users.read"), "").is(200, "").object()
	require.Equal(t, "Bearer", answer["token_type"])
	require.Equal(t, "okta.users.read", answer["scope"])
}

func TestOperationsAskForNoncesWhereTheyAreToldTo(t *testing.T) {
	t.Parallel()
	s := newService(t, oktatest.ServiceApp{Scopes: []string{"okta.users.read"}}, oktatest.WithDPoPNonces())
	token := s.token("okta.users.read")
	get := func(nonce string) response {
		proof := s.proof("GET", s.org.URL()+"/api/v1/users", map[string]any{"ath": tokenHash(token), "nonce": nonce})
		return s.send("GET", "/api/v1/users", http.Header{"Authorization": {"DPoP " + token}, "Dpop": {proof}}, "")
	}
	refused := get("")
	require.Equal(t, 401, refused.status)
	require.Contains(t, refused.header.Get("WWW-Authenticate"), `error="use_dpop_nonce"`)
	get(refused.header.Get("DPoP-Nonce")).is(200, "")
}

func TestTheAuthorizationServerDescribesItself(t *testing.T) {
	t.Parallel()
	server := oktatest.NewServer(oktatest.NewOrg(oktatest.WithPathPrefix("okta")))
	t.Cleanup(server.Close)
	for _, path := range []string{"/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"} {
		r, err := http.NewRequestWithContext(t.Context(), "GET", server.URL+"/okta"+path, nil)
		require.NoError(t, err)
		answer, err := server.Client().Do(r)
		require.NoError(t, err)
		var got map[string]any
		require.NoError(t, json.NewDecoder(answer.Body).Decode(&got))
		require.NoError(t, answer.Body.Close())
		require.Equal(t, server.URL+"/okta", got["issuer"])
		require.Equal(t, server.URL+"/okta/oauth2/v1/token", got["token_endpoint"])
		require.Equal(t, []any{"private_key_jwt"}, got["token_endpoint_auth_methods_supported"])
		require.Equal(t, []any{"RS256", "RS384", "RS512", "ES256", "ES384", "ES512"}, got["dpop_signing_alg_values_supported"])
		require.Contains(t, got["scopes_supported"], "okta.users.manage")
	}
}

func TestATokenRequestCanBeScripted(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	app := addApp(t, org, oktatest.ServiceApp{Scopes: []string{"okta.users.read"}, DPoP: new(false)})
	require.NoError(t, org.Script("token", oktatest.Text(400, "application/json", `{"error":"access_denied"}`)))
	_, err := serviceClient(t, org, app.ClientID, "okta.users.read").GetUser(t.Context(), "nobody", nil)
	require.ErrorContains(t, err, "okta: token: 400 Bad Request: access_denied")
	require.Zero(t, org.Count("getUser"))
}

func TestServiceAppsThatAreNoGoodAreRefused(t *testing.T) {
	t.Parallel()
	good := map[string]crypto.PublicKey{"kid-1": appKey().Public()}
	small, err := ecdsa.GenerateKey(elliptic.P224(), rand.Reader)
	require.NoError(t, err)
	org := oktatest.NewOrg()
	for want, app := range map[string]oktatest.ServiceApp{
		"it has no keys": {},
		`the key "kid-1": it is a *ecdsa.PrivateKey: pass an *rsa.PublicKey or *ecdsa.PublicKey`: {Keys: map[string]crypto.PublicKey{"kid-1": appKey()}},
		`the key "": it is not on P-256, P-384 or P-521`:                                         {Keys: map[string]crypto.PublicKey{"": small.Public()}},
		`the scope "openid" is none of Okta's`:                                                   {Keys: good, Scopes: []string{"openid"}},
		`the scope "okta.users.read okta.users.manage" is none of Okta's`:                        {Keys: good, Scopes: []string{"okta.users.read okta.users.manage"}},
		`what the role "MOBILE_ADMIN" may do is not modelled`:                                    {Keys: good, Role: okta.RoleTypeMobileAdmin},
	} {
		_, err := org.AddServiceApp(app)
		require.ErrorContains(t, err, "add service app: "+want)
	}
	addApp(t, org, oktatest.ServiceApp{ClientID: "0oa1"})
	_, err = org.AddServiceApp(oktatest.ServiceApp{ClientID: "0oa1", Keys: good})
	require.EqualError(t, err, `add service app: there is one with the client id "0oa1" already`)
}

// FuzzTokenRequest sends anything for a token: nobody gets one, and everybody is told why in the shape of OAuth 2.0.
func FuzzTokenRequest(f *testing.F) {
	s := newService(f, oktatest.ServiceApp{ClientID: "0oa1", Scopes: []string{"okta.users.read"}})
	f.Add(s.form(s.assertion(), "okta.users.read").Encode(), s.proof("POST", s.org.URL()+"/oauth2/v1/token"))
	f.Add("client_assertion=e30.e30.e30", "e30.e30.e30")
	f.Fuzz(func(t *testing.T, form, proof string) {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, s.org.URL()+"/oauth2/v1/token", bytes.NewReader([]byte(form)))
		r.Header = http.Header{"Content-Type": {"application/x-www-form-urlencoded"}, "Dpop": {proof}}
		answer := httptest.NewRecorder()
		s.org.ServeHTTP(answer, r)
		require.Contains(t, []int{400, 401}, answer.Code)
		var body map[string]string
		require.NoError(t, json.Unmarshal(answer.Body.Bytes(), &body))
		require.NotEmpty(t, body["error"])
		require.NotEmpty(t, body["error_description"])
	})
}
