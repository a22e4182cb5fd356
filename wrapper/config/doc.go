// Package config makes a client from the environment and from okta.yaml, by the names that Okta's own SDKs document. It
// is a package of its own, so that programs that configure a client in code don't build what reads YAML.
//
//	client, err := config.NewClient(config.Config{})
package config
