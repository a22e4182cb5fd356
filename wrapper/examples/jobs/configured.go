package jobs

import (
	"time"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/config"
)

// Configured is a client of the org and with the credentials that the environment, or okta.yaml, names. It gives a
// request half a minute.
func Configured(options ...okta.Option) (*okta.Client, error) {
	return config.NewClient(config.Config{RequestTimeout: new(30 * time.Second)}, options...)
}
