package oktatest

import (
	"crypto"
	"crypto/rand"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/okta-userapi/userapi-go/gen"
)

// tokenOperation and metadataOperation are the authorization server's, which the contract of the Users API lacks. Their
// names are those in the journal and in scripts.
var (
	tokenOperation    = gen.Operation{ID: "token", Method: http.MethodPost, Path: "/oauth2/v1/token", RateLimitClass: "token"}
	metadataOperation = gen.Operation{ID: "metadata", Method: http.MethodGet, RateLimitClass: "metadata", Repeatable: true, SecretFree: true}
)

// metadataPaths are where clients of OAuth 2.0 and of OpenID Connect look for the metadata.
var metadataPaths = []string{"/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"}

const (
	accessTokenLife = time.Hour

	// maxAssertionLife is how far ahead the end of an assertion may be.
	maxAssertionLife = time.Hour

	assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
)

// tokenAnswer is the body of an answer with a token.
type tokenAnswer struct {
	TokenType   string `json:"token_type"`
	ExpiresIn   int    `json:"expires_in"`
	AccessToken string `json:"access_token"`
	Scope       string `json:"scope"`
}

// tokenError is the body of a refusal.
type tokenError struct {
	Error       string `json:"error"`
	Description string `json:"error_description"`
}

// issueToken answers a request for a token.
func (o *Org) issueToken(out *answer, r *http.Request) {
	form, refused := readForm(r)
	if refused == nil {
		var issued tokenAnswer
		issued, refused = o.authorizationServer.issue(r, form, o.origin(r), o.origin(r)+o.prefix+tokenOperation.Path, o.now())
		if refused == nil {
			out.json(http.StatusOK, issued)
			return
		}
	}
	if refused.nonce != "" {
		out.header.Set("DPoP-Nonce", refused.nonce)
	}
	out.json(refused.status, tokenError{refused.code, refused.description})
}

// readForm reads the form of a request for a token.
func readForm(r *http.Request) (url.Values, *oauthRefusal) {
	mediaType, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || mediaType != "application/x-www-form-urlencoded" {
		return nil, badTokenRequest("invalid_request", "The body has to be a form: application/x-www-form-urlencoded.")
	}
	form, err := url.ParseQuery(string(readBody(r)))
	if err != nil {
		return nil, badTokenRequest("invalid_request", "The body is no form that can be read.")
	}
	// RFC 6749 has all in the body. An org takes it in the query too, where Okta's SDKs for Go and Python's 2.9 send it.
	for name, values := range r.URL.Query() {
		form[name] = append(form[name], values...)
	}
	return form, nil
}

func badTokenRequest(code, description string) *oauthRefusal {
	return &oauthRefusal{status: http.StatusBadRequest, code: code, description: description}
}

func invalidClient(description string) *oauthRefusal {
	return &oauthRefusal{status: http.StatusUnauthorized, code: "invalid_client", description: description}
}

// issue makes a token for the app that a request proves to come from.
func (s *authorizationServer) issue(r *http.Request, form url.Values, origin, endpoint string, now time.Time) (tokenAnswer, *oauthRefusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	app, refused := s.authenticate(form, endpoint, now)
	if refused != nil {
		return tokenAnswer{}, refused
	}
	if form.Get("grant_type") != "client_credentials" {
		return tokenAnswer{}, badTokenRequest("unsupported_grant_type", "The grant_type has to be client_credentials.")
	}
	token := accessToken{app: app, expires: now.Add(accessTokenLife)}
	kind := schemeBearer
	if *app.DPoP { // a proof that was not asked for is passed over, as Okta's SDK for Node.js always sends one
		kind = schemeDPoP
		if token.thumbprint, refused = s.checkProofOfClient(r, origin, now); refused != nil {
			return tokenAnswer{}, refused
		}
	}
	if token.scopes, refused = grantedScopes(app, strings.Fields(form.Get("scope"))); refused != nil {
		return tokenAnswer{}, refused
	}
	for value, old := range s.tokens {
		if !now.Before(old.expires) {
			delete(s.tokens, value)
		}
	}
	value := rand.Text()
	s.tokens[value] = token
	return tokenAnswer{kind, int(accessTokenLife / time.Second), value, strings.Join(token.scopes, " ")}, nil
}

// authenticate finds the app whose assertion a form has (private_key_jwt).
func (s *authorizationServer) authenticate(form url.Values, endpoint string, now time.Time) (ServiceApp, *oauthRefusal) {
	if form.Get("client_assertion_type") != assertionType {
		return ServiceApp{}, invalidClient("The client_assertion_type is invalid.")
	}
	assertion, err := jwt.ParseSigned(form.Get("client_assertion"), algorithms)
	if err != nil {
		return ServiceApp{}, invalidClient("The client_assertion is no JWT that is signed with one of the algorithms.")
	}
	var claims jwt.Claims
	if err := assertion.UnsafeClaimsWithoutVerification(&claims); err != nil {
		return ServiceApp{}, invalidClient("The claims of the client_assertion can't be read.")
	}
	app, known := s.apps[claims.Subject]
	if id := form.Get("client_id"); !known || id != "" && id != app.ClientID {
		return ServiceApp{}, invalidClient("Invalid value for 'client_id' parameter.")
	}
	key, known := app.key(assertion.Headers[0].KeyID)
	switch {
	case !known:
		return ServiceApp{}, invalidClient("The client_assertion JWT kid is invalid.")
	case assertion.Claims(key, &claims) != nil:
		return ServiceApp{}, invalidClient("The client_assertion signature is invalid.")
	}
	if refused := s.checkClaims(claims, app, endpoint, now); refused != nil {
		return ServiceApp{}, refused
	}
	return app, nil
}

// key is the key of an id. Where the app has one key only, "" stands for its id.
func (app *ServiceApp) key(id string) (key crypto.PublicKey, known bool) {
	if id == "" && len(app.Keys) == 1 {
		for _, key := range app.Keys {
			return key, true
		}
	}
	key, known = app.Keys[id]
	return key, known
}

func (s *authorizationServer) checkClaims(claims jwt.Claims, app ServiceApp, endpoint string, now time.Time) *oauthRefusal {
	switch {
	case claims.Issuer != app.ClientID:
		return invalidClient("The issuer of the client_assertion has to be the client_id, as its subject is.")
	case len(claims.Audience) != 1 || claims.Audience[0] != endpoint:
		return invalidClient("The audience claim for client_assertion must be the endpoint invoked for the request.")
	case claims.Expiry == nil || !now.Before(claims.Expiry.Time()):
		return invalidClient("The client_assertion token is expired.")
	case claims.Expiry.Time().After(now.Add(maxAssertionLife)):
		return invalidClient("The client_assertion token ends more than an hour ahead.")
	case claims.IssuedAt != nil && claims.IssuedAt.Time().After(now.Add(clockSkew)):
		return invalidClient("The client_assertion token was issued in the future.")
	case claims.ID != "" && !s.seen.first("assertion "+app.ClientID+" "+claims.ID, claims.Expiry.Time(), now):
		return invalidClient("The client_assertion token was used before: its jti is known.")
	}
	return nil
}

// grantedScopes finds which of the scopes that were asked for an app gets: those that it was granted.
func grantedScopes(app ServiceApp, asked []string) ([]string, *oauthRefusal) {
	switch {
	case len(asked) == 0:
		return nil, badTokenRequest("invalid_scope", "The request has no scope.")
	case slices.ContainsFunc(asked, func(scope string) bool { return !isScope(scope) }):
		return nil, badTokenRequest("invalid_scope", "One or more scopes are not configured for the authorization server resource.")
	}
	granted := slices.DeleteFunc(asked, func(scope string) bool { return !slices.Contains(app.Scopes, scope) })
	if len(granted) == 0 {
		return nil, badTokenRequest("consent_required", "You are not allowed any of the requested scopes.")
	}
	return granted, nil
}
