package transport

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestWhatABrokenConnectionSaysOfTheRequest(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		err               error
		unsent, permanent bool
	}{
		"broken":             {&net.OpError{Op: "read", Err: syscall.ECONNRESET}, false, false},
		"closed":             {io.ErrUnexpectedEOF, false, false},
		"not made":           {&net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}, true, false},
		"no proxy":           {&net.OpError{Op: "proxyconnect", Err: syscall.ECONNREFUSED}, true, false},
		"not processed":      {errors.New("http2: Transport: cannot retry err [http2: Transport received Server's graceful shutdown GOAWAY] after Request.Body was written; define Request.GetBody to avoid this error"), true, false},
		"no such host":       {&net.OpError{Op: "dial", Err: &net.DNSError{IsNotFound: true}}, true, true},
		"name server down":   {&net.OpError{Op: "dial", Err: &net.DNSError{IsTemporary: true}}, true, false},
		"an alert":           {&net.OpError{Op: "remote error", Err: tls.AlertError(40)}, false, true},
		"not HTTP":           {errors.New(`malformed HTTP response "00secret"`), false, false},
		"TLS":                {errors.New(`malformed HTTP response "\x15\x03\x01\x00\x02\x02F"`), false, true},
		"refused by a proxy": {&proxyError{502}, false, true},
	} {
		request := newRequest(t, "https://acme.okta.com/", nil)
		e := newConnectionError(request, test.err)
		assert.Equal(t, test.unsent, e.unsent(), name)
		assert.Equal(t, test.permanent, e.permanent(), name)
		const broke = "the connection broke before the answer came: "
		assert.Equal(t, !test.unsent && !test.permanent, strings.HasPrefix(e.Error(), broke), name)

		ended, cancel := context.WithCancel(t.Context())
		cancel()
		assert.NotContains(t, newConnectionError(request.WithContext(ended), test.err).Error(), broke, name)
	}
}
