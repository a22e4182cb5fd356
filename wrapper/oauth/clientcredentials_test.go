package oauth_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
	"github.com/okta-userapi/userapi-go/wrapper/oauth"
)

func TestClientCredentialsWithEachAlgorithm(t *testing.T) {
	withBoth(t, func(t *testing.T, o *issuer) {
		for algorithm, key := range map[string]string{"RS256": "RSA", "RS384": "RSA", "RS512": "RSA", "ES256": "P-256", "ES384": "P-384", "ES512": "P-521"} {
			o := o.another()
			o.key = testKeys()[key].Public()
			client := o.client(oauth.Config{Key: privateKey(t, key), KeyID: "kid-1", Algorithm: algorithm})
			for range 3 {
				_, err := client.GetUser(t.Context(), "a b c", nil)
				require.NoError(t, err, algorithm)
			}
			assert.Equal(t, 1, o.fetches, algorithm)
			assert.Equal(t, algorithm, o.headers[0].Algorithm)
			assert.Equal(t, "kid-1", o.headers[0].KeyID, algorithm)
			assert.Equal(t, "client_credentials", o.forms[0].Get("grant_type"))
			assert.Equal(t, "okta.users.read okta.users.manage okta.roles.manage", o.forms[0].Get("scope"))
			assert.Equal(t, "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", o.forms[0].Get("client_assertion_type"))
		}
	})
}

func TestTheAlgorithmFollowsTheKey(t *testing.T) {
	withBoth(t, func(t *testing.T, o *issuer) {
		for key, algorithm := range map[string]string{"RSA": "RS256", "P-256": "ES256", "P-384": "ES384", "P-521": "ES512"} {
			o := o.another()
			o.key = testKeys()[key].Public()
			_, err := o.client(oauth.Config{Key: privateKey(t, key)}).GetUser(t.Context(), "00u1", nil)
			require.NoError(t, err)
			assert.Equal(t, algorithm, o.headers[0].Algorithm)
			assert.Empty(t, o.headers[0].KeyID)
		}
	})
}

func TestClientCredentialsAreChecked(t *testing.T) {
	t.Parallel()
	key := privateKey(t, "P-256")
	scopes := []string{"okta.users.read"}
	tests := map[string]struct {
		auth okta.Authorizer
		want string
	}{
		"no client id":      {oauth.ClientCredentials(oauth.Config{Key: key, Scopes: scopes}), "the ClientID of ClientCredentials is empty"},
		"no key":            {oauth.ClientCredentials(oauth.Config{ClientID: "0oa1", Scopes: scopes}), "the Key of ClientCredentials is nil"},
		"an empty key":      {oauth.ClientCredentials(oauth.Config{ClientID: "0oa1", Key: &oauth.PrivateKey{}, Scopes: scopes}), "the Key of ClientCredentials is nil"},
		"no scopes":         {oauth.ClientCredentials(oauth.Config{ClientID: "0oa1", Key: key}), "the Scopes of ClientCredentials are empty"},
		"scopes in one":     {oauth.ClientCredentials(oauth.Config{ClientID: "0oa1", Key: key, Scopes: []string{"okta.users.read okta.groups.read"}}), "is not one scope"},
		"another algorithm": {oauth.ClientCredentials(oauth.Config{ClientID: "0oa1", Key: key, Scopes: scopes, Algorithm: "RS256"}), "does not go with the key: use one of [ES256]"},
		"algorithm none":    {oauth.ClientCredentials(oauth.Config{ClientID: "0oa1", Key: key, Scopes: scopes, Algorithm: "none"}), "does not go with the key"},
	}
	for name, test := range tests {
		_, err := okta.NewClient("https://acme.okta.com", test.auth)
		require.ErrorContains(t, err, test.want, name)
	}
}

func TestClientCredentialsOutsideAClientSaySo(t *testing.T) {
	t.Parallel()
	auth := oauth.ClientCredentials(oauth.Config{})
	require.ErrorContains(t, auth.Authorize(nil), "pass them to okta.NewClient")
}

func TestURLsInAssertionsAndProofsAreAsTheOrgWritesThem(t *testing.T) {
	withBoth(t, func(t *testing.T, o *issuer) {
		for _, orgURL := range []string{"https://Acme.okta.com", "https://acme.okta.com:443/"} {
			o := o.another()
			o.dpop = true
			o.client(oauth.Config{DPoP: true})
			client, err := okta.NewClient(orgURL, oauth.ClientCredentials(oauth.Config{ClientID: "0oa1", Key: privateKey(t, "P-256"), Scopes: []string{"okta.users.read"}, DPoP: true}),
				okta.WithHTTPClient(&http.Client{Transport: testkit.Wire(o.roundTrip)}))
			require.NoError(t, err)
			_, err = client.GetUser(t.Context(), "00u1", nil)
			require.NoError(t, err, orgURL)
		}
	})
}
