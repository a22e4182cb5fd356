package oauth

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/cryptosigner"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/token"
	"github.com/okta-userapi/userapi-go/wrapper/internal/transport"
)

// Config says how a service app of the org gets its access tokens; see [ClientCredentials].
type Config struct {
	// ClientID is the app's client id, such as "0oa1gwfpeiAKcyDHz0h8".
	ClientID string

	// Key is the private key whose public half is registered with the app; see [ParsePrivateKey].
	Key *PrivateKey

	// KeyID is the id (kid) under which the public key is registered. "" stands for the id in the key, where it is a
	// JSON Web Key; the org can do without as long as the app has one key.
	KeyID string

	// Algorithm signs the client's assertions: RS256, RS384, RS512, ES256, ES384 or ES512. "" stands for the alg of a
	// JSON Web Key, for RS256 with an RSA key, and for the one that goes with an ECDSA key's curve.
	Algorithm string

	// Scopes are what the app asks for and was granted, such as "okta.users.read".
	Scopes []string

	// DPoP binds tokens to a key that the client makes for itself, so that a stolen token is of no use (RFC 9449).
	// Where it is false the client does so as soon as the org demands it; true saves it the refusal.
	DPoP bool
}

// ClientCredentials authorizes with OAuth 2.0 access tokens, which it gets from the org's own token endpoint with a
// signed assertion (private_key_jwt). The app acts with the scopes and administrator roles that it was granted.
//
// A token is fetched when it is first needed, once for all concurrent callers, and anew shortly before it expires or
// after an answer 401. A fetch ends with the context of the call that needs it; another call that waits then takes
// over. Its errors are an [*okta.Error] with the operation "token" and the server's OAuth code, such as
// "invalid_client".
func ClientCredentials(cfg Config) okta.Authorizer {
	cfg.Scopes = slices.Clone(cfg.Scopes)
	return &clientCredentials{cfg: cfg}
}

// clientCredentials is used by pointer, so that printing what holds it shows an address.
type clientCredentials struct{ cfg Config }

func (a *clientCredentials) Authorize(*http.Request) error {
	return errors.New("ClientCredentials work in a client only: pass them to okta.NewClient")
}

// Format keeps the configuration out of every print.
func (a *clientCredentials) Format(state fmt.State, _ rune) {
	_, _ = state.Write([]byte("oauth.ClientCredentials([redacted])"))
}

func (a *clientCredentials) validate() error {
	switch {
	case a.cfg.ClientID == "":
		return errors.New("the ClientID of ClientCredentials is empty")
	case a.cfg.Key == nil || a.cfg.Key.signer == nil:
		return errors.New("the Key of ClientCredentials is nil: read one with ParsePrivateKey")
	case len(a.cfg.Scopes) == 0:
		return errors.New("the Scopes of ClientCredentials are empty: name at least one, such as okta.users.read")
	}
	for _, scope := range a.cfg.Scopes {
		if scope == "" || strings.ContainsAny(scope, " \t\r\n,") {
			return fmt.Errorf("the scope %q of ClientCredentials is not one scope: pass each as an element of its own", scope)
		}
	}
	return nil
}

// signer returns what signs the assertions.
func (a *clientCredentials) signer() (jose.Signer, error) {
	algorithm := jose.SignatureAlgorithm(a.cfg.Algorithm)
	if algorithm == "" {
		algorithm = a.cfg.Key.algorithms[0]
	}
	if !slices.Contains(a.cfg.Key.algorithms, algorithm) {
		return nil, fmt.Errorf("the Algorithm %q of ClientCredentials does not go with the key: use one of %v", a.cfg.Algorithm, a.cfg.Key.algorithms)
	}
	options := (&jose.SignerOptions{}).WithType("JWT")
	id := a.cfg.KeyID
	if id == "" {
		id = a.cfg.Key.id
	}
	if id != "" {
		options = options.WithHeader("kid", id)
	}
	return jose.NewSigner(jose.SigningKey{Algorithm: algorithm, Key: cryptosigner.Opaque(a.cfg.Key.signer)}, options)
}

// Bind makes the source of one client's tokens.
func (a *clientCredentials) Bind(org *url.URL, exchange func(sign token.Sign) token.Exchange) (transport.Renewer, error) {
	if err := a.validate(); err != nil {
		return nil, err
	}
	signer, err := a.signer()
	if err != nil {
		return nil, err
	}
	s := &tokenSource{cfg: a.cfg, signer: signer, endpoint: org.JoinPath("oauth2/v1/token").String()}
	if a.cfg.DPoP {
		if s.dpop, err = newProver(); err != nil {
			return nil, err
		}
	}
	s.exchange = exchange(s.sign)
	return s, nil
}
