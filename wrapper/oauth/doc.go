// Package oauth authorizes a client with OAuth 2.0 access tokens that it gets and renews by itself, bound to the
// client's key with DPoP where the org demands that or you ask for it. It is a package of its own, so that programs
// with an API token don't build what signs.
//
//	key, err := oauth.ParsePrivateKey(pem)
//	…
//	client, err := okta.NewClient("https://acme.okta.com", oauth.ClientCredentials(oauth.Config{
//		ClientID: "0oa1gwfpeiAKcyDHz0h8",
//		Key:      key,
//		Scopes:   []string{"okta.users.read"},
//	}))
package oauth
