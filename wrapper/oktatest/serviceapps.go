package oktatest

import (
	"cmp"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/okta-userapi/userapi-go/gen"
)

// ServiceApp is an app of the type that the admin console calls API Services: a program that signs in as itself, with
// the client credentials grant and a key (private_key_jwt).
type ServiceApp struct {
	// ClientID is the app's client id. One is made where it is empty.
	ClientID string

	// Keys are the public keys that are registered with the app, by their ids (kid): RSA of 2048 bits or more, or ECDSA
	// on P-256, P-384 or P-521.
	Keys map[string]crypto.PublicKey

	// Scopes are the OAuth 2.0 scopes that the app was granted, such as "okta.users.read"; see [gen.ScopesOf].
	Scopes []string

	// Role is the administrator role that the app was assigned, one of those that [Org.SetTokenRole] takes. "" stands
	// for SUPER_ADMIN.
	Role gen.RoleType

	// DPoP is whether the app's tokens are bound to a key of the client (RFC 9449). Nil stands for true, as with the apps
	// that are made in an org since 2024.
	DPoP *bool
}

// minRSABits is the size below which an org refuses an RSA key.
const minRSABits = 2048

// AddServiceApp registers a service app, and returns it with what was left to the org.
func (o *Org) AddServiceApp(app ServiceApp) (ServiceApp, error) {
	app.Role = cmp.Or(app.Role, gen.RoleTypeSuperAdmin)
	if app.DPoP == nil {
		app.DPoP = new(true)
	}
	if err := app.check(); err != nil {
		return ServiceApp{}, fmt.Errorf("add service app: %w", err)
	}
	if app.ClientID == "" {
		o.mu.Lock()
		app.ClientID = o.directory.newID("0oa")
		o.mu.Unlock()
	}
	if !o.authorizationServer.register(app.clone()) {
		return ServiceApp{}, fmt.Errorf("add service app: there is one with the client id %q already", app.ClientID)
	}
	return app, nil
}

func (app *ServiceApp) clone() ServiceApp {
	return ServiceApp{app.ClientID, maps.Clone(app.Keys), slices.Clone(app.Scopes), app.Role, new(*app.DPoP)}
}

func (app *ServiceApp) check() error {
	if len(app.Keys) == 0 {
		return errors.New("it has no keys: pass the public half of at least one")
	}
	for id, key := range app.Keys {
		if err := checkKey(key); err != nil {
			return fmt.Errorf("the key %q: %w", id, err)
		}
	}
	for _, scope := range app.Scopes {
		if !isScope(scope) {
			return fmt.Errorf("the scope %q is none of Okta's: name one such as okta.users.read", scope)
		}
	}
	return checkRole(app.Role)
}

func checkKey(key crypto.PublicKey) error {
	switch key := key.(type) {
	case *rsa.PublicKey:
		if key == nil || key.N == nil || key.N.BitLen() < minRSABits {
			return fmt.Errorf("it is RSA of less than %d bits", minRSABits)
		}
		return nil
	case *ecdsa.PublicKey:
		if key == nil || !slices.Contains([]elliptic.Curve{elliptic.P256(), elliptic.P384(), elliptic.P521()}, key.Curve) {
			return errors.New("it is not on P-256, P-384 or P-521")
		}
		return nil
	}
	return fmt.Errorf("it is a %T: pass an *rsa.PublicKey or *ecdsa.PublicKey", key)
}

// isScope reports whether a text has the form of the scopes of Okta's own APIs.
func isScope(text string) bool {
	return strings.HasPrefix(text, "okta.") && !strings.ContainsAny(text, " \t\r\n,\"\\")
}

// RevokeAccessTokens ends the access tokens of a service app before their time.
func (o *Org) RevokeAccessTokens(clientID string) { o.authorizationServer.revoke(clientID) }

// RotateDPoPNonce makes the org ask for another nonce in the proofs of DPoP, at once and without the three days in which
// the one before it goes on to be taken.
func (o *Org) RotateDPoPNonce() { o.authorizationServer.rotateNonce() }

// WithDPoPNonces makes operations, too, ask for a nonce in the proofs of DPoP, as RFC 9449 allows. Unless set the token
// endpoint alone does.
func WithDPoPNonces() Option { return func(o *Org) { o.authorizationServer.noncesEverywhere = true } }
