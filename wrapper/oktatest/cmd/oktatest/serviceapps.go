package main

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"fmt"
	"io"
	"strings"

	"github.com/go-jose/go-jose/v4"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// seedServiceApp is a service app of a file. The zero value is one that may do everything, with a key that is made.
type seedServiceApp struct {
	ClientID string             `json:"clientId"`
	Scopes   []string           `json:"scopes"`
	DPoP     *bool              `json:"dpop"`
	Role     gen.RoleType       `json:"role"`
	JWKS     jose.JSONWebKeySet `json:"jwks"`
}

// keyBits is the size of the keys that are made. Every SDK of Okta's takes RSA.
const keyBits = 2048

// addServiceApps registers apps and writes how to sign in as each.
func addServiceApps(org *oktatest.Org, apps []seedServiceApp, address string, w io.Writer) error {
	for i, app := range apps {
		if err := app.add(org, address, w); err != nil {
			return fmt.Errorf("service app %d: %w", i+1, err)
		}
	}
	return nil
}

func (app seedServiceApp) add(org *oktatest.Org, address string, w io.Writer) error {
	if len(app.Scopes) == 0 {
		app.Scopes = gen.Scopes()
	}
	var private jose.JSONWebKey
	if len(app.JWKS.Keys) == 0 {
		key, err := rsa.GenerateKey(rand.Reader, keyBits)
		if err != nil {
			return fmt.Errorf("make a key: %w", err)
		}
		private = jose.JSONWebKey{Key: key, KeyID: rand.Text(), Use: "sig", Algorithm: string(jose.RS256)}
		app.JWKS.Keys = []jose.JSONWebKey{private.Public()}
	}
	keys := make(map[string]crypto.PublicKey)
	for _, key := range app.JWKS.Keys {
		keys[key.KeyID] = key.Key
	}
	added, err := org.AddServiceApp(oktatest.ServiceApp{ClientID: app.ClientID, Keys: keys, Scopes: app.Scopes, Role: app.Role, DPoP: app.DPoP})
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "Client: %s, a %s with DPoP %t and the scopes %s\n", added.ClientID, added.Role, *added.DPoP, strings.Join(added.Scopes, " "))
	if private.Key == nil {
		return nil
	}
	text, err := private.MarshalJSON()
	if err != nil {
		return fmt.Errorf("write the key: %w", err)
	}
	fmt.Fprintf(w, "Its environment, as package wrapper/config reads it, and Okta's SDKs, of which Go's want the key as PEM and Node.js's the scopes apart by blanks:\n")
	for _, variable := range [][2]string{
		{"ORGURL", address},
		{"AUTHORIZATIONMODE", "PrivateKey"},
		{"CLIENTID", added.ClientID},
		{"SCOPES", strings.Join(added.Scopes, ",")},
		{"PRIVATEKEY", string(text)},
		{"PRIVATEKEYID", private.KeyID},
	} {
		fmt.Fprintf(w, "  export OKTA_CLIENT_%s='%s'\n", variable[0], strings.ReplaceAll(variable[1], "'", `'\''`))
	}
	return nil
}
