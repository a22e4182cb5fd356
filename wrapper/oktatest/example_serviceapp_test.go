package oktatest_test

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"fmt"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oauth"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// A test of a program that signs in as a service app: the app was not granted the scope that the program needs.
func ExampleOrg_AddServiceApp() {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		fmt.Println(err)
		return
	}
	org := oktatest.NewOrg()
	org.SeedUsers(1)
	app, err := org.AddServiceApp(oktatest.ServiceApp{
		Keys:   map[string]crypto.PublicKey{"kid-1": key.Public()},
		Scopes: []string{"okta.users.read"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	private, err := oauth.NewPrivateKey(key)
	if err != nil {
		fmt.Println(err)
		return
	}
	client, err := okta.NewClient(org.URL(), oauth.ClientCredentials(oauth.Config{
		ClientID: app.ClientID, Key: private, KeyID: "kid-1", Scopes: app.Scopes,
	}), okta.WithHTTPClient(org.HTTPClient()))
	if err != nil {
		fmt.Println(err)
		return
	}
	err = offboard(context.Background(), client, "user1@example.com")
	fmt.Println(errors.Is(err, okta.ErrMissingScope), org.UsedScopes())
	// Output: true [okta.users.manage]
}
