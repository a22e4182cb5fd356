package main

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/json"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/go-jose/go-jose/v4"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oauth"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func TestTheEnvironmentOfAClientThatIsMadeSignsIn(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- run(ctx, []string{"-addr", ":0", "-users", "1", "-clients", "1"}, in, io.Discard) }()
	environment := map[string]string{}
	for lines := bufio.NewScanner(out); environment["PRIVATEKEYID"] == "" && lines.Scan(); {
		if found := regexp.MustCompile(`^  export OKTA_CLIENT_(\w+)='(.+)'$`).FindStringSubmatch(lines.Text()); found != nil {
			environment[found[1]] = found[2]
		}
	}
	require.Equal(t, "PrivateKey", environment["AUTHORIZATIONMODE"])
	key, err := oauth.ParsePrivateKey([]byte(environment["PRIVATEKEY"]))
	require.NoError(t, err)
	client, err := okta.NewClient(environment["ORGURL"], oauth.ClientCredentials(oauth.Config{
		ClientID: environment["CLIENTID"], Key: key, KeyID: environment["PRIVATEKEYID"], Scopes: strings.Split(environment["SCOPES"], ","),
	}))
	require.NoError(t, err)
	user, err := client.GetUser(t.Context(), "user1", nil)
	require.NoError(t, err)
	require.NoError(t, client.SuspendUser(t.Context(), user.ID))
	client.Close()
	stop()
	require.NoError(t, <-ended)
}

func TestAServiceAppOfTheSeedHasKeysOfItsOwn(t *testing.T) {
	t.Parallel()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	jwks, err := json.Marshal(jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: key.Public(), KeyID: "kid-1"}}})
	require.NoError(t, err)
	planned, err := readSeed(seedFile(t, `{"serviceApps": [{"clientId": "0oaReports", "scopes": ["okta.users.read"], "dpop": false, "role": "READ_ONLY_ADMIN", "jwks": `+string(jwks)+`}]}`))
	require.NoError(t, err)
	org := oktatest.NewOrg()
	var out strings.Builder
	require.NoError(t, addServiceApps(org, planned.ServiceApps, "http://127.0.0.1:8080", &out))
	require.Equal(t, "Client: 0oaReports, a READ_ONLY_ADMIN with DPoP false and the scopes okta.users.read\n", out.String(), "a key of the file's own needs no words")

	private, err := oauth.NewPrivateKey(key)
	require.NoError(t, err)
	client, err := okta.NewClient(org.URL(), oauth.ClientCredentials(oauth.Config{ClientID: "0oaReports", Key: private, KeyID: "kid-1", Scopes: []string{"okta.users.read"}}), okta.WithHTTPClient(org.HTTPClient()))
	require.NoError(t, err)
	_, err = client.GetUser(t.Context(), "nobody", nil)
	require.ErrorIs(t, err, okta.ErrNotFound)
}

func TestServiceAppsAndRolesThatAreNoGoodAreExplained(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]string{
		`{"serviceApps":[{"scopes":["openid"]}]}`:  `service app 1: add service app: the scope "openid" is none of Okta's`,
		`{"serviceApps":[{"role":"KING"}]}`:        `service app 1: add service app: what the role "KING" may do is not modelled`,
		`{"serviceApps":[{"jwks":{"keys":[{}]}}]}`: "missing json web key type",
	} {
		err := run(t.Context(), []string{"-addr", ":0", "-seed", seedFile(t, content)}, io.Discard, io.Discard)
		require.ErrorContains(t, err, want, content)
	}
	err := run(t.Context(), []string{"-addr", ":0", "-role", "KING"}, io.Discard, io.Discard)
	require.ErrorContains(t, err, `-role: set token role: what the role "KING" may do is not modelled`)
}
