package transport

import (
	"context"
	"io"
	"net"
	"net/http/httptrace"
	"sync/atomic"
	"time"
)

// Health checks of an HTTP/2 connection: after so long a silence it is asked for a sign of life, which has to come in
// so long a time.
const (
	pingAfter   = 15 * time.Second
	pingTimeout = 10 * time.Second
)

// watchedConn knows when something last came over it, and whether a request uses it.
type watchedConn struct {
	net.Conn
	heard atomic.Int64 // in Unix time, as nanoseconds

	// The numbers of the last request that used it and of the last one that ended, which are the same while it is idle.
	// Over HTTP/2 none ends. They are numbers since net/http may say that a request ended after another one has taken
	// the connection.
	taken, ended atomic.Int64
}

// Read ends a connection over which something comes that nobody asked for. http.Transport would write it to the
// standard log, and it can be the rest of an answer with a secret.
func (c *watchedConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if n > 0 && c.ended.Load() == c.taken.Load() && c.taken.Load() > 0 {
		return 0, io.EOF
	}
	if n > 0 {
		c.heard.Store(time.Now().UnixNano())
	}
	return n, err
}

// closeSilent closes a connection over which nothing came since a time.
func (c *watchedConn) closeSilent(since time.Time) {
	if c != nil && c.heard.Load() < since.UnixNano() {
		_ = c.Close()
	}
}

func dialWatched(dial func(ctx context.Context, network, address string) (net.Conn, error)) func(ctx context.Context, network, address string) (net.Conn, error) {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return &watchedConn{Conn: conn}, nil
	}
}

// watch puts the connection of the context's request into conn, unless an http.Client of the user's own made it.
func watch(ctx context.Context, conn **watchedConn) context.Context {
	var number int64
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(info httptrace.GotConnInfo) {
			raw := info.Conn
			if secure, ok := raw.(interface{ NetConn() net.Conn }); ok { // of crypto/tls
				raw = secure.NetConn()
			}
			if own, ok := raw.(*watchedConn); ok {
				number = own.taken.Add(1)
				*conn = own
			}
		},
		PutIdleConn: func(err error) {
			if err == nil && *conn != nil {
				(*conn).ended.Store(number)
			}
		},
	})
}
