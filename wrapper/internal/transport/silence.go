package transport

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
	"time"
)

// errAttemptTimedOut is the cause of the end of an attempt that took longer than the request timeout.
var errAttemptTimedOut = errors.New("the request timeout is over")

// Health checks of an HTTP/2 connection: after so long a silence it is asked for a sign of life, which has to come in so long a time.
const (
	pingAfter   = 15 * time.Second
	pingTimeout = 10 * time.Second
)

// audibleConn knows when something last came over it.
type audibleConn struct {
	net.Conn
	heard atomic.Pointer[time.Time]
}

func (c *audibleConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if n > 0 {
		now := time.Now()
		c.heard.Store(&now)
	}
	return n, err
}

func dialAudible(dial func(ctx context.Context, network, address string) (net.Conn, error)) func(ctx context.Context, network, address string) (net.Conn, error) {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return &audibleConn{Conn: conn}, nil
	}
}

// dropSilent sends a request, and closes its connection where the request timeout ends without a byte having come over it. HTTP/2 sends
// all requests over one connection and keeps it after a timeout: where the other end is gone, each of them would fail for minutes. A
// connection over which others get answers is left alone.
func dropSilent(send func(*http.Request) (*http.Response, error), request *http.Request) (*http.Response, error) {
	start := time.Now()
	var conn net.Conn
	ctx := httptrace.WithClientTrace(request.Context(), &httptrace.ClientTrace{GotConn: func(info httptrace.GotConnInfo) { conn = info.Conn }})
	response, err := send(request.WithContext(ctx))
	if err == nil || !errors.Is(context.Cause(ctx), errAttemptTimedOut) {
		return response, err
	}
	if wrapped, ok := conn.(interface{ NetConn() net.Conn }); ok { // of crypto/tls
		conn = wrapped.NetConn()
	}
	if own, ok := conn.(*audibleConn); ok {
		if heard := own.heard.Load(); heard == nil || heard.Before(start) {
			_ = own.Close()
		}
	}
	return nil, err
}
