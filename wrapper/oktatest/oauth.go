package oktatest

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"

	"github.com/okta-userapi/userapi-go/gen"
)

// authorizationServer is the org's own authorization server: it knows the service apps, and the tokens that they got.
type authorizationServer struct {
	noncesEverywhere bool

	mu     sync.Mutex
	apps   map[string]ServiceApp // by client id
	tokens map[string]accessToken
	seen   onceOnly
	nonces []nonce // the newest last
}

type accessToken struct {
	app        ServiceApp
	scopes     []string
	thumbprint string // of the key that the token is bound to; "" where it is a bearer token
	expires    time.Time
}

// algorithms are what assertions and proofs may be signed with.
var algorithms = []jose.SignatureAlgorithm{jose.RS256, jose.RS384, jose.RS512, jose.ES256, jose.ES384, jose.ES512}

func algorithmNames() []string {
	names := make([]string, len(algorithms))
	for i, algorithm := range algorithms {
		names[i] = string(algorithm)
	}
	return names
}

func (s *authorizationServer) register(app ServiceApp) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.apps == nil {
		s.apps, s.tokens = make(map[string]ServiceApp), make(map[string]accessToken)
	}
	if _, taken := s.apps[app.ClientID]; taken {
		return false
	}
	s.apps[app.ClientID] = app
	return true
}

func (s *authorizationServer) revoke(clientID string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for value, token := range s.tokens {
		if token.app.ClientID == clientID {
			delete(s.tokens, value)
		}
	}
}

// oauthRefusal is an error of OAuth 2.0: the token endpoint's body, or the challenge of an operation.
type oauthRefusal struct {
	status            int
	code, description string
	nonce             string // that the next proof has to have
}

func invalidAccessToken(description string) *oauthRefusal {
	return &oauthRefusal{status: http.StatusUnauthorized, code: "invalid_token", description: description}
}

// The schemes of access tokens.
const (
	schemeBearer = "Bearer"
	schemeDPoP   = "DPoP"
)

// accessTokenOf finds the access token that a request has, and its scheme.
func accessTokenOf(r *http.Request) (scheme, value string, found bool) {
	scheme, value, _ = strings.Cut(r.Header.Get("Authorization"), " ")
	for _, known := range []string{schemeBearer, schemeDPoP} {
		if strings.EqualFold(scheme, known) {
			return known, value, true
		}
	}
	return "", "", false
}

// authorize finds the app whose token a request has, or says why the token is not taken for this operation.
func (s *authorizationServer) authorize(r *http.Request, scheme, value, origin string, operation gen.Operation, now time.Time) (ServiceApp, *oauthRefusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	token, known := s.tokens[value]
	switch {
	case !known:
		return ServiceApp{}, invalidAccessToken("The access token is invalid.")
	case !now.Before(token.expires):
		return ServiceApp{}, invalidAccessToken("The access token has expired.")
	case (token.thumbprint != "") != (scheme == schemeDPoP):
		return ServiceApp{}, invalidAccessToken("The access token is of another scheme than " + scheme + ".")
	}
	if scheme == schemeDPoP {
		if refused := s.checkProofOfToken(r, value, token.thumbprint, origin, now); refused != nil {
			return ServiceApp{}, refused
		}
	}
	for _, needed := range operation.Scopes {
		if !slices.ContainsFunc(token.scopes, func(granted string) bool { return gen.ScopeCovers(granted, needed) }) {
			return ServiceApp{}, &oauthRefusal{
				status: http.StatusForbidden, code: "insufficient_scope",
				description: "The access token provided does not contain the required scopes.",
			}
		}
	}
	return token.app, nil
}

// admit reports whether who sent a request may do the operation; where not, the answer says why.
func (o *Org) admit(out *answer, r *http.Request, route route) bool {
	if route.public {
		return true
	}
	role := o.roleOfToken()
	scheme, value, found := accessTokenOf(r)
	switch {
	case found:
		app, refused := o.authorizationServer.authorize(r, scheme, value, o.origin(r), route.operation, o.now())
		if refused != nil {
			out.challenge(scheme, o.base(r), r.URL, route.operation, refused)
			return false
		}
		if r.PathValue("userId") == "me" {
			out.refuse(notFound("me", "User")) // an app is no user
			return false
		}
		role = app.Role
	case !o.authorized(r):
		out.refuse(invalidToken())
		return false
	}
	if !permissions[role](route.operation) {
		out.refuse(notPermitted())
		return false
	}
	return true
}

func (o *Org) roleOfToken() gen.RoleType {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.tokenRole
}

// challenge refuses a request as an org refuses an access token: in a header alone.
func (a *answer) challenge(scheme, base string, target *url.URL, operation gen.Operation, refused *oauthRefusal) {
	algs := ""
	if scheme == schemeDPoP {
		algs = fmt.Sprintf("algs=%q, ", strings.Join(algorithmNames(), " "))
	}
	a.status = refused.status
	a.header.Set("WWW-Authenticate", fmt.Sprintf("%s %sauthorization_uri=%q, realm=%q, scope=%q, error=%q, error_description=%q, resource=%q",
		scheme, algs, base+"/oauth2/v1/authorize", base, strings.Join(operation.Scopes, " "), refused.code, refused.description, target.EscapedPath()))
	if refused.nonce != "" {
		a.header.Set("DPoP-Nonce", refused.nonce)
	}
}

// origin is the address that the client used as an org writes it: in lower case, and without the usual port.
func (o *Org) origin(r *http.Request) string {
	scheme, host, _ := strings.Cut(strings.TrimSuffix(o.base(r), o.prefix), "://")
	host = strings.ToLower(host)
	switch scheme {
	case "https":
		host = strings.TrimSuffix(host, ":443")
	case "http":
		host = strings.TrimSuffix(host, ":80")
	}
	return scheme + "://" + host
}

// metadata are what a client can learn of the authorization server (RFC 8414), as far as this one goes.
type metadata struct {
	Issuer              string   `json:"issuer"`
	TokenEndpoint       string   `json:"token_endpoint"`
	Scopes              []string `json:"scopes_supported"`
	ResponseTypes       []string `json:"response_types_supported"`
	GrantTypes          []string `json:"grant_types_supported"`
	AuthMethods         []string `json:"token_endpoint_auth_methods_supported"`
	AssertionAlgorithms []string `json:"token_endpoint_auth_signing_alg_values_supported"`
	ProofAlgorithms     []string `json:"dpop_signing_alg_values_supported"`
}

func (o *Org) metadata(out *answer, r *http.Request) {
	issuer := o.origin(r) + o.prefix
	out.json(http.StatusOK, metadata{
		Issuer:              issuer,
		TokenEndpoint:       issuer + tokenOperation.Path,
		Scopes:              gen.Scopes(),
		ResponseTypes:       []string{},
		GrantTypes:          []string{"client_credentials"},
		AuthMethods:         []string{"private_key_jwt"},
		AssertionAlgorithms: algorithmNames(),
		ProofAlgorithms:     algorithmNames(),
	})
}
