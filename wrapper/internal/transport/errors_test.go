package transport

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAConnectionIsSaidToHaveBrokenOnlyWhereItDid(t *testing.T) {
	t.Parallel()
	const broke = "the connection broke before the answer came: "
	ended, end := context.WithCancel(t.Context())
	end()
	reset := &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}
	refused := &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	for name, test := range map[string]struct {
		ctx  context.Context
		err  error
		want string
	}{
		"it broke":                  {t.Context(), reset, broke + reset.Error()},
		"it broke, and a URL says":  {t.Context(), &url.Error{Op: "Get", URL: "https://acme.okta.com/?q=ada", Err: io.EOF}, broke + "EOF"},
		"the caller ended it":       {ended, reset, reset.Error()},
		"it was never made":         {t.Context(), refused, refused.Error()},
		"the proxy makes none":      {t.Context(), &proxyError{403}, "the proxy makes no connection to the org: it answers 403"},
		"the proxy wants to know":   {t.Context(), &proxyError{407}, "the proxy wants a user and password: put them into its URL"},
		"the server speaks of http": {t.Context(), http.ErrSchemeMismatch, http.ErrSchemeMismatch.Error()},
	} {
		err := newConnectionError(post(t, "https://acme.okta.com/", nil).WithContext(test.ctx), test.err)
		require.EqualError(t, err, test.want, name)
	}
}

func TestWhatABrokenConnectionSaysOfTheRequest(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		err               error
		unsent, permanent bool
	}{
		"reset":                     {err: &net.OpError{Op: "read", Err: syscall.ECONNRESET}},
		"written in part":           {err: &net.OpError{Op: "write", Err: syscall.EPIPE}},
		"refused":                   {err: &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}, unsent: true},
		"refused by the proxy":      {err: &net.OpError{Op: "proxyconnect", Err: syscall.ECONNREFUSED}, unsent: true},
		"a name that isn't there":   {err: &net.OpError{Op: "dial", Err: &net.DNSError{IsNotFound: true}}, unsent: true, permanent: true},
		"a name server that failed": {err: &net.OpError{Op: "dial", Err: &net.DNSError{}}, unsent: true},
		"an alert":                  {err: &net.OpError{Op: "remote error", Err: errors.New("tls: handshake failure")}, permanent: true},
		"no HTTP":                   {err: &malformedError{cause: io.EOF}},
		"TLS in place of HTTP":      {err: &malformedError{cause: io.EOF, isTLS: true}, permanent: true},
	} {
		e := &connectionError{test.err}
		assert.Equal(t, test.unsent, e.unsent(), name)
		assert.Equal(t, test.permanent, e.permanent(), name)
	}
	assert.Nil(t, brokenConnection(&authorizeError{&connectionError{io.EOF}}), "it was another request's connection")
	assert.NotNil(t, brokenConnection(&url.Error{Err: &connectionError{io.EOF}}))
	assert.Nil(t, brokenConnection(nil))
}
