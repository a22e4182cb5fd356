package jobs

import "github.com/okta/okta-sdk-golang/v5/okta"

// SignIn is v5's: v2 has no DPoP. The client uses it where the org demands it; it can't be asked for.
func SignIn(orgURL, clientID, keyID string, pem []byte, options ...okta.ConfigSetter) (*okta.APIClient, error) {
	configuration, err := okta.NewConfiguration(append([]okta.ConfigSetter{
		okta.WithOrgUrl(orgURL),
		okta.WithAuthorizationMode("PrivateKey"),
		okta.WithClientId(clientID),
		okta.WithPrivateKey(string(pem)),
		okta.WithPrivateKeyId(keyID),
		okta.WithScopes([]string{"okta.users.read"}),
	}, options...)...)
	if err != nil {
		return nil, err
	}
	return okta.NewAPIClient(configuration), nil
}
