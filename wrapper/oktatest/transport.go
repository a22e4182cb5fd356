package oktatest

import (
	"bytes"
	"io"
	"net/http"
	"strconv"
)

// Transport is a transport that reaches the org without a socket, whatever the host in the request is. It serves
// requests in the caller's goroutine, so that testing/synctest can drive the time of a client and of the org together,
// and ends with the error of the request's context where that ends first.
func (o *Org) Transport() http.RoundTripper { return transport{o} }

// HTTPClient is a client with [Org.Transport].
func (o *Org) HTTPClient() *http.Client { return &http.Client{Transport: o.Transport()} }

type transport struct{ org *Org }

// RoundTrip serves the request.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		defer func() { _ = r.Body.Close() }() // a RoundTripper closes it; what was read is all that matters
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	served := r.Clone(r.Context())
	if served.Host == "" {
		served.Host = r.URL.Host
	}
	out, err := t.org.exchange(served)
	if err != nil {
		return nil, err
	}
	body := io.Reader(bytes.NewReader(out.body))
	length := int64(len(out.body))
	if out.cut {
		body = io.MultiReader(body, broken{})
		length = -1
	}
	return &http.Response{
		Status:        strconv.Itoa(out.status) + " " + http.StatusText(out.status),
		StatusCode:    out.status,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        out.header,
		Body:          io.NopCloser(body),
		ContentLength: length,
		Request:       r,
	}, nil
}

// broken is the end of a body whose connection broke.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
