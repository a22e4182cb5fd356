package transport

import (
	"bytes"
	"context"
	"crypto/tls"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"net/url"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// relay passes bytes on to a server, connection by connection, until it is told to swallow those of the connections so
// far.
type relay struct {
	net.Listener
	connections atomic.Int32
	mu          sync.Mutex
	swallow     []*atomic.Bool
}

func newRelay(t *testing.T, target string) *relay {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	r := &relay{Listener: listener}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			r.connections.Add(1)
			swallowed := new(atomic.Bool)
			r.mu.Lock()
			r.swallow = append(r.swallow, swallowed)
			r.mu.Unlock()
			server, err := net.Dial("tcp", target)
			if err != nil {
				_ = conn.Close()
				return
			}
			pass := func(from, to net.Conn) {
				defer func() { _, _ = from.Close(), to.Close() }()
				buffer := make([]byte, 16<<10)
				for {
					n, err := from.Read(buffer)
					if err != nil {
						return
					}
					if !swallowed.Load() {
						if _, err := to.Write(buffer[:n]); err != nil {
							return
						}
					}
				}
			}
			go pass(conn, server)
			go pass(server, conn)
		}
	}()
	return r
}

func (r *relay) blackHole() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, swallowed := range r.swallow {
		swallowed.Store(true)
	}
}

// overHTTP2 returns what sends requests by HTTP/2 through a relay to a server, with a request timeout.
func overHTTP2(t *testing.T, handler http.HandlerFunc, timeout time.Duration) (Handler, *relay) {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	server.EnableHTTP2 = true
	server.StartTLS()
	t.Cleanup(server.Close)
	r := newRelay(t, server.Listener.Addr().String())
	roots := server.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs

	client := newHTTPClient(&Config{})
	own := client.Transport.(readable).next.(*http.Transport)
	own.TLSClientConfig = &tls.Config{RootCAs: roots, ServerName: "example.com"}
	t.Cleanup(client.CloseIdleConnections)
	return retry(limitTime(overHTTP(client), timeout), RetryPolicy{BaseWait: 100 * time.Millisecond}.withDefaults()), r
}

func read(t *testing.T, send Handler, r *relay) error {
	t.Helper()
	target := &url.URL{Scheme: "https", Host: r.Addr().String(), Path: "/"}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, target.String(), nil)
	require.NoError(t, err)
	response, err := send(&Call{Repeatable: true}, request)
	if err != nil {
		return err
	}
	assert.Equal(t, 2, response.ProtoMajor)
	return response.Body.Close()
}

func TestADeadHTTP2ConnectionIsGivenUp(t *testing.T) {
	t.Parallel()
	send, r := overHTTP2(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "{}") }, 500*time.Millisecond)
	require.NoError(t, read(t, send, r))
	r.blackHole()

	var all sync.WaitGroup
	for range 8 {
		all.Go(func() { assert.NoError(t, read(t, send, r), "another attempt has a connection of its own") })
	}
	all.Wait()
	require.GreaterOrEqual(t, r.connections.Load(), int32(2))
}

func TestAConnectionOverWhichOthersGetAnswersIsKept(t *testing.T) {
	t.Parallel()
	slow := make(chan struct{})
	var answered atomic.Int32
	send, r := overHTTP2(t, func(w http.ResponseWriter, request *http.Request) {
		if request.Header.Get("Slow") != "" {
			select {
			case <-slow:
			case <-request.Context().Done():
			}
			return
		}
		answered.Add(1)
		_, _ = io.WriteString(w, "{}")
	}, 500*time.Millisecond)
	defer close(slow)
	require.NoError(t, read(t, send, r))

	stopped, stop := context.WithCancel(t.Context())
	var others sync.WaitGroup
	others.Go(func() {
		for stopped.Err() == nil {
			assert.NoError(t, read(t, send, r))
		}
	})
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://"+r.Addr().String()+"/", nil)
	require.NoError(t, err)
	request.Header.Set("Slow", "yes")
	_, err = send(&Call{}, request)
	require.ErrorIs(t, err, context.DeadlineExceeded)
	stop()
	others.Wait()
	require.Positive(t, answered.Load())
	require.EqualValues(t, 1, r.connections.Load())
}

// Not parallel: it reads the standard log.
func TestWhatNobodyAskedForIsNotLogged(t *testing.T) {
	var logged bytes.Buffer
	log.SetOutput(&logged)
	defer log.SetOutput(os.Stderr)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { _ = listener.Close() }()
	connections := make(chan net.Conn, 2)
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			connections <- conn
			_, _ = conn.Read(make([]byte, 4096))
			_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
		}
	}()
	client := newHTTPClient(&Config{})
	send := limitTime(overHTTP(client), 0)
	for range 2 {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+listener.Addr().String(), nil)
		require.NoError(t, err)
		response, err := send(&Call{}, request)
		require.NoError(t, err)
		require.NoError(t, response.Body.Close())

		conn := <-connections
		_, err = io.WriteString(conn, `"tempPassword":"secret"}`)
		require.NoError(t, err)
		_, err = conn.Read(make([]byte, 1))
		require.ErrorIs(t, err, io.EOF, "the connection is closed")
	}
	require.Empty(t, logged.String())
}

// net/http may tell that a request has ended after the next one has taken the connection, whose answer is then awaited.
func TestAConnectionThatTheNextRequestHasTakenIsNotIdle(t *testing.T) {
	t.Parallel()
	ours, theirs := net.Pipe()
	defer func() { _, _ = ours.Close(), theirs.Close() }()
	conn := &watchedConn{Conn: ours}
	var first, second *watchedConn
	one := httptrace.ContextClientTrace(watch(t.Context(), &first))
	two := httptrace.ContextClientTrace(watch(t.Context(), &second))
	one.GotConn(httptrace.GotConnInfo{Conn: conn})
	two.GotConn(httptrace.GotConnInfo{Conn: conn})
	one.PutIdleConn(nil)
	read := func() (int, error) {
		go func() { _, _ = theirs.Write([]byte("HTTP")) }()
		return conn.Read(make([]byte, 4))
	}
	n, err := read()
	require.NoError(t, err)
	require.Equal(t, 4, n)
	two.PutIdleConn(nil)
	_, err = read()
	require.ErrorIs(t, err, io.EOF)
}
