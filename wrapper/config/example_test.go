package config_test

import (
	"log"
	"time"

	"github.com/okta-userapi/userapi-go/wrapper/config"
)

func ExampleNewClient() {
	// The URL and the credentials are those of the environment, or of okta.yaml.
	client, err := config.NewClient(config.Config{RequestTimeout: new(30 * time.Second)})
	if err != nil {
		log.Fatal(err)
	}
	_ = client
}
