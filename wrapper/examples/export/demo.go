package main

import (
	"time"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/examples/internal/exampleorg"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// demoClient is a client of an org in memory that takes its time.
func demoClient(options ...okta.Option) (*okta.Client, error) {
	org, err := exampleorg.New(5000, oktatest.WithLatency(100*time.Millisecond), oktatest.WithRateLimit(600))
	if err != nil {
		return nil, err
	}
	return okta.NewClient(org.URL(), okta.APIToken(org.Token()), append(options, okta.WithHTTPClient(org.HTTPClient()))...)
}
