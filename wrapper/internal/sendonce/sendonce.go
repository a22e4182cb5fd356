// Package sendonce keeps net/http from sending a request again by itself.
//
// Where a kept connection breaks before the answer, http.Transport sends a request that it takes for repeatable on
// another connection, and nobody above learns of it: over HTTP/1 one with a method like GET, or with an Idempotency-Key
// header, and over HTTP/2 any that the server says it did not process.
package sendonce

import (
	"io"
	"net/http"
	"strings"
)

// Mark makes request, which is about to be sent and no longer shared, one that net/http sends once.
//
// What the server gets means the same as before: over HTTP/2 a GET or DELETE without a body ends with an empty frame of
// data, and over HTTP/1 an idempotency key's header is in lower case. One case is left: a POST or PUT without a body
// that an HTTP/2 server says it did not process is sent again, since only a body prevents that, and HTTP/1 would send
// that one in chunks.
func Mark(request *http.Request) {
	HideIdempotencyKey(request)
	request.GetBody = nil
	if request.Body != nil && request.Body != http.NoBody {
		return
	}
	switch request.Method {
	case http.MethodGet, http.MethodHead, http.MethodDelete, http.MethodOptions:
		// With these, net/http looks into a body of unknown length before it says on the wire that there is one.
		request.Body, request.ContentLength = io.NopCloser(strings.NewReader("")), 0
	}
}

// HideIdempotencyKey keeps net/http from taking request for repeatable because of a header, which it looks for in one
// spelling. It still sends again what it knows was not processed.
func HideIdempotencyKey(request *http.Request) {
	for _, key := range [...]string{"Idempotency-Key", "X-Idempotency-Key"} {
		if values, ok := request.Header[key]; ok {
			delete(request.Header, key)
			request.Header[strings.ToLower(key)] = values
		}
	}
}

// Unprocessed reports whether err, of a marked request, says that an HTTP/2 server did not process it. net/http has no
// type for that, only words.
func Unprocessed(err error) bool {
	if err == nil {
		return false
	}
	_, reason, refused := strings.Cut(err.Error(), "http2: Transport: cannot retry err [")
	return refused && (strings.HasPrefix(reason, "http2: Transport received Server's graceful shutdown GOAWAY]") ||
		strings.Contains(reason, "; REFUSED_STREAM; received from peer]"))
}
