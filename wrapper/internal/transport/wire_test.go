package transport

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestIsLoopback(t *testing.T) {
	t.Parallel()
	for host, want := range map[string]bool{
		"localhost": true, "acme.localhost": true, "127.0.0.1": true, "127.1.2.3": true, "::1": true,
		"": false, "10.0.0.5": false, "192.0.2.1": false, "2001:db8::1": false, "0.0.0.0": false,
		"localhost.example.com": false, "notlocalhost": false, "127.0.0.1.example.com": false, "acme.okta.com": false,
	} {
		assert.Equal(t, want, IsLoopback(host), host)
	}
}
