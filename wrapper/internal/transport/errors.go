package transport

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/okta-userapi/userapi-go/wrapper/internal/sendonce"
)

// connectionError is an attempt that got no whole answer from the network. Its text is its cause's.
type connectionError struct{ error }

func (e *connectionError) Unwrap() error { return e.error }

// brokenConnection is the connectionError of an attempt that ended so; nil where it ended otherwise.
func brokenConnection(err error) *connectionError {
	if _, ok := errors.AsType[*authorizeError](err); ok {
		return nil // it may have one in it, of another request
	}
	broken, _ := errors.AsType[*connectionError](err)
	return broken
}

// unsent reports whether nothing of the request left this machine, or the server says that it did nothing with it.
func (e *connectionError) unsent() bool {
	if sendonce.Unprocessed(e.error) {
		return true
	}
	failed, ok := errors.AsType[*net.OpError](e.error)
	return ok && (failed.Op == "dial" || failed.Op == "proxyconnect")
}

// permanent reports whether no request was sent, and the next attempt would fail the same way.
func (e *connectionError) permanent() bool {
	if dns, ok := errors.AsType[*net.DNSError](e.error); ok {
		return dns.IsNotFound
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](e.error); ok {
		return true
	}
	if _, ok := errors.AsType[tls.RecordHeaderError](e.error); ok {
		return true
	}
	if _, ok := errors.AsType[*proxyError](e.error); ok {
		return true
	}
	if errors.Is(e.error, http.ErrSchemeMismatch) {
		return true
	}
	if malformed, ok := errors.AsType[*malformedError](e.error); ok && malformed.isTLS {
		return true
	}
	return alertIn(e.error) != nil
}

// alertIn is the TLS alert of the server in an error; nil where there is none. crypto/tls has no type for it.
func alertIn(err error) error {
	alert, ok := errors.AsType[*net.OpError](err)
	if !ok || alert.Op != "remote error" {
		return nil
	}
	return alert
}

// newConnectionError makes an error of what net/http says of a request that got no answer.
func newConnectionError(request *http.Request, err error) *connectionError {
	if alert := alertIn(err); alert != nil {
		return &connectionError{alert} // net/http wraps it in words that depend on when it came
	}
	e := &connectionError{withoutQuotes(err)}
	if request.Context().Err() == nil && !e.unsent() && !e.permanent() {
		e.error = fmt.Errorf("the connection broke before the answer came: %w", WithoutURL(e.error))
	}
	return e
}

// proxyError is a proxy that makes no connection to the org.
type proxyError struct{ status int }

func (e *proxyError) Error() string {
	if e.status == http.StatusProxyAuthRequired {
		return "the proxy wants a user and password: put them into its URL"
	}
	return fmt.Sprintf("the proxy makes no connection to the org: it answers %d", e.status)
}

// WithoutURL takes the *url.Error off an error: its text holds the URL with its query.
func WithoutURL(err error) error {
	for {
		wrapped, ok := errors.AsType[*url.Error](err)
		if !ok {
			return err
		}
		err = wrapped.Err
	}
}

// malformedError is an answer that net/http can't read. Its own words quote what it found, which may be a secret.
type malformedError struct {
	cause error
	isTLS bool
}

func (e *malformedError) Error() string {
	if e.isTLS {
		return "the server speaks TLS: use https://"
	}
	return "the answer is not HTTP that can be read"
}

func (e *malformedError) Unwrap() error { return e.cause }

// withoutQuotes keeps the words of an answer out of the text of an error of net/http, which has no types for them.
func withoutQuotes(err error) error {
	const alert = `malformed HTTP response "\x15\x03` // how an alert of TLS begins
	words := err.Error()
	for _, quoting := range []string{"malformed ", "bad Content-Length", "transfer encoding"} {
		if strings.Contains(words, quoting) {
			return &malformedError{WithoutURL(err), strings.Contains(words, alert)}
		}
	}
	return err
}
