package transport

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/url"
	"strings"
)

// connectionError is an attempt that got no whole answer from the network. Its text is its cause's.
type connectionError struct{ error }

func (e *connectionError) Unwrap() error { return e.error }

// unsent reports whether nothing of the request left this machine.
func (e *connectionError) unsent() bool {
	dial, ok := errors.AsType[*net.OpError](e.error)
	return ok && (dial.Op == "dial" || dial.Op == "proxyconnect")
}

// permanent reports whether the next attempt would fail the same way.
func (e *connectionError) permanent() bool {
	if dns, ok := errors.AsType[*net.DNSError](e.error); ok {
		return dns.IsNotFound
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](e.error); ok {
		return true
	}
	if _, ok := errors.AsType[x509.HostnameError](e.error); ok {
		return true
	}
	if _, ok := errors.AsType[tls.RecordHeaderError](e.error); ok {
		return true
	}
	_, alert := errors.AsType[tls.AlertError](e.error)
	return alert
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
type malformedError struct{ cause error }

func (e *malformedError) Error() string { return "the answer is not HTTP that can be read" }

func (e *malformedError) Unwrap() error { return e.cause }

// withoutQuotes keeps the words of an answer out of the text of an error of net/http, which has no types for them.
func withoutQuotes(err error) error {
	words := err.Error()
	for _, quoting := range []string{"malformed ", "bad Content-Length", "transfer encoding"} {
		if strings.Contains(words, quoting) {
			return &malformedError{WithoutURL(err)}
		}
	}
	return err
}
