package jobs

import (
	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oauth"
)

// SignIn is a client of a service app, whose access tokens are bound to a key of its own by DPoP: who steals one can't
// use it.
func SignIn(orgURL, clientID, keyID string, pem []byte, options ...okta.Option) (*okta.Client, error) {
	key, err := oauth.ParsePrivateKey(pem)
	if err != nil {
		return nil, err
	}
	return okta.NewClient(orgURL, oauth.ClientCredentials(oauth.Config{
		ClientID: clientID,
		Key:      key,
		KeyID:    keyID,
		Scopes:   []string{"okta.users.read"},
		DPoP:     true,
	}), options...)
}
