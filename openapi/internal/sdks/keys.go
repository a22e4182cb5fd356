package main

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-jose/go-jose/v4"
)

// A serviceApp is a service app of the orgs that a suite signs in to with a key.
type serviceApp struct {
	id   string
	dpop bool
}

// The apps have one key in common, and were granted these scopes.
var (
	bearerApp = serviceApp{id: "0oaBearer"}
	dpopApp   = serviceApp{id: "0oaDPoP", dpop: true}
	scopes    = []string{"okta.users.manage", "okta.users.read"}
)

// appOf is the app that a test signs in as: the one whose tokens are bound by DPoP where the test's name speaks of it.
func appOf(test string) serviceApp {
	if strings.Contains(strings.ToLower(test), "dpop") {
		return dpopApp
	}
	return bearerApp
}

// scheme is that of the app's tokens.
func (app serviceApp) scheme() string {
	if app.dpop {
		return "DPoP"
	}
	return "Bearer"
}

// appKeys are the key of the apps, and the seed of an org that knows them.
type appKeys struct {
	pem  string // PKCS #1, the one form that every SDK takes
	seed string // a file
}

const keyID = "key-1"

func newAppKeys(folder string) (appKeys, error) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return appKeys{}, fmt.Errorf("make a key: %w", err)
	}
	type seedApp struct {
		ClientID string             `json:"clientId"`
		Scopes   []string           `json:"scopes"`
		DPoP     bool               `json:"dpop"`
		JWKS     jose.JSONWebKeySet `json:"jwks"`
	}
	public := jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: key.Public(), KeyID: keyID, Use: "sig", Algorithm: string(jose.RS256)}}}
	var apps []seedApp
	for _, app := range []serviceApp{bearerApp, dpopApp} {
		apps = append(apps, seedApp{app.id, scopes, app.dpop, public})
	}
	text, err := json.Marshal(map[string]any{"serviceApps": apps})
	if err != nil {
		return appKeys{}, fmt.Errorf("write the apps: %w", err)
	}
	keys := appKeys{
		pem:  string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})),
		seed: filepath.Join(folder, "serviceapps.json"),
	}
	return keys, os.WriteFile(keys.seed, text, 0o600)
}

// environment is what SDKs and our own tests read to sign in as an app.
func (k appKeys) environment(app serviceApp) []string {
	variables := []string{
		"OKTA_CLIENT_AUTHORIZATIONMODE=PrivateKey",
		"OKTA_CLIENT_CLIENTID=" + app.id,
		"OKTA_CLIENT_SCOPES=" + strings.Join(scopes, ","),
		"OKTA_CLIENT_PRIVATEKEY=" + k.pem,
		"OKTA_CLIENT_PRIVATEKEYID=" + keyID, // Go
		"OKTA_CLIENT_KEYID=" + keyID,        // Node.js
	}
	if app.dpop {
		return append(variables, "DPOP=true") // our own tests
	}
	return variables
}
