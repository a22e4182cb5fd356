package oktatest

import okta "github.com/okta-userapi/userapi-go/wrapper"

// TB is what [NewClient] needs of a test, such as a *testing.T.
type TB interface {
	Helper()
	Cleanup(func())
	Fatalf(format string, args ...any)
}

// NewClient returns a client for the org, with its token and without a socket. Options come after those, and win. The
// client is closed when the test ends.
func NewClient(t TB, org *Org, options ...okta.Option) *okta.Client {
	t.Helper()
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), append([]okta.Option{okta.WithHTTPClient(org.HTTPClient())}, options...)...)
	if err != nil {
		t.Fatalf("oktatest: %v", err)
		return nil
	}
	t.Cleanup(client.Close)
	return client
}
