package transport

import (
	"context"
	"net"
	"sync/atomic"
	"time"
)

// Health checks of an HTTP/2 connection: after so long a silence it is asked for a sign of life, which has to come in so long a time.
const (
	pingAfter   = 15 * time.Second
	pingTimeout = 10 * time.Second
)

// audibleConn knows when something last came over it.
type audibleConn struct {
	net.Conn
	heard atomic.Int64 // in Unix time, as nanoseconds
}

func (c *audibleConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if n > 0 {
		c.heard.Store(time.Now().UnixNano())
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

// closeSilent closes a connection over which nothing came since a time. A connection that the transport did not make is left alone.
func closeSilent(conn net.Conn, since time.Time) {
	if secure, ok := conn.(interface{ NetConn() net.Conn }); ok { // of crypto/tls
		conn = secure.NetConn()
	}
	if own, ok := conn.(*audibleConn); ok {
		if own.heard.Load() < since.UnixNano() {
			_ = own.Close()
		}
	}
}
