package jobs

import (
	"context"

	"github.com/okta/okta-sdk-golang/v2/okta"
)

// Configured reads the same names from the environment and okta.yaml.
func Configured(options ...okta.ConfigSetter) (*okta.Client, error) {
	_, client, err := okta.NewClient(context.Background(), append(options, okta.WithRequestTimeout(30))...)
	return client, err
}
