package oauth_test

import (
	"log"
	"os"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oauth"
)

func ExampleClientCredentials() {
	pem, err := os.ReadFile("/run/secrets/okta.pem")
	if err != nil {
		log.Fatal(err)
	}
	key, err := oauth.ParsePrivateKey(pem)
	if err != nil {
		log.Fatal(err)
	}
	client, err := okta.NewClient("https://acme.okta.com", oauth.ClientCredentials(oauth.Config{
		ClientID: "0oa1gwfpeiAKcyDHz0h8",
		Key:      key,
		Scopes:   []string{"okta.users.read"},
	}))
	if err != nil {
		log.Fatal(err)
	}
	_ = client
}
