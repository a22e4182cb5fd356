//go:debug x509usefallbackroots=1
package faulttest_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/Shopify/toxiproxy/v2"
	"github.com/Shopify/toxiproxy/v2/collectors"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

func TestMain(m *testing.M) {
	trustTestServers()

	// The proxy leaves its own goroutines behind when a connection breaks.
	const proxy = "github.com/Shopify/toxiproxy/v2"
	goleak.VerifyTestMain(m,
		goleak.IgnoreAnyFunction(proxy+"/toxics.(*ToxicStub).Run"),
		goleak.IgnoreAnyFunction(proxy+".(*ToxicLink).read"),
		goleak.IgnoreAnyFunction(proxy+".(*ToxicLink).write"))
}

// trustTestServers makes every client trust the servers of httptest, as by a root of this machine. A client's own
// transport can't be told.
func trustTestServers() {
	server := httptest.NewTLSServer(nil)
	defer server.Close()
	x509.SetFallbackRoots(server.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs)
}

const token = "00test-token"

// org is a server that counts what it was asked to do, and which connections it has.
type org struct {
	*httptest.Server
	answer http.HandlerFunc

	mu          sync.Mutex
	asked       int
	connections map[net.Conn]bool
}

func newOrg(t *testing.T, answer http.HandlerFunc, start func(*httptest.Server)) *org {
	t.Helper()
	o := &org{answer: answer, connections: make(map[net.Conn]bool)}
	o.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		o.mu.Lock()
		o.asked++
		o.mu.Unlock()
		o.answer(w, r)
	}))
	o.Config.ErrorLog = log.New(io.Discard, "", 0)
	o.Config.ConnContext = func(ctx context.Context, connection net.Conn) context.Context {
		return context.WithValue(ctx, connectionKey{}, connection)
	}
	o.Config.ConnState = func(connection net.Conn, state http.ConnState) {
		o.mu.Lock()
		defer o.mu.Unlock()
		if state == http.StateClosed || state == http.StateHijacked {
			delete(o.connections, connection)
		} else {
			o.connections[connection] = true
		}
	}
	start(o.Server)
	t.Cleanup(o.Close)
	return o
}

type connectionKey struct{}

// reset breaks the connection of a request that is encrypted.
func reset(r *http.Request) {
	connection := r.Context().Value(connectionKey{}).(*tls.Conn).NetConn().(*net.TCPConn)
	_ = connection.SetLinger(0)
	_ = connection.Close()
}

// begin sends the first half of what large sends.
func begin(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = fmt.Fprintf(w, `{"id":"00u1","profile":{"note":"%s`, strings.Repeat("x", 32<<10))
	w.(http.Flusher).Flush()
}

func (o *org) count() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.asked
}

func (o *org) open() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return len(o.connections)
}

// large is a user whose body doesn't fit what the proxy lets through at first.
func large(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = fmt.Fprintf(w, `{"id":"00u1","profile":{"note":%q}}`, strings.Repeat("x", 64<<10))
}

func status(code int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
		_, _ = io.WriteString(w, "<html>gateway</html>")
	}
}

// throughProxy puts a proxy with a toxic in front of an org. The toxic works on answers, after the org has done what it was asked.
func throughProxy(t *testing.T, upstream, toxic string) *toxiproxy.Proxy {
	t.Helper()
	server := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(prometheus.NewRegistry()), zerolog.Nop())
	server.Metrics.ProxyMetrics = collectors.NewProxyMetricCollectors()
	proxy := toxiproxy.NewProxy(server, t.Name(), "127.0.0.1:0", upstream[strings.Index(upstream, "//")+2:])
	require.NoError(t, proxy.Start())
	t.Cleanup(proxy.Stop)
	if toxic != "" {
		_, err := proxy.Toxics.AddToxicJson(strings.NewReader(toxic))
		require.NoError(t, err)
	}
	return proxy
}

var calls = map[string]func(context.Context, *okta.Client) error{
	"GET": func(ctx context.Context, c *okta.Client) error { _, err := c.GetUser(ctx, "00u1", nil); return err },
	"POST": func(ctx context.Context, c *okta.Client) error {
		_, err := c.CreateUser(ctx, okta.User{}, nil)
		return err
	},
	"PUT": func(ctx context.Context, c *okta.Client) error {
		_, err := c.UpdateUser(ctx, "00u1", okta.User{Profile: okta.UserProfile{NickName: okta.Set("Countess")}}, nil)
		return err
	},
	"DELETE":      func(ctx context.Context, c *okta.Client) error { return c.RemoveRoleFromUser(ctx, "00u1", "ra1") },
	"DELETE user": func(ctx context.Context, c *okta.Client) error { return c.DeactivateOrDeleteUser(ctx, "00u1", nil) },
}

var safe = map[string]bool{"GET": true, "PUT": true, "DELETE": true}

const attempts = 3

// plain starts a server without TLS.
func plain(s *httptest.Server) { s.Start() }

// encrypted starts a server with TLS, for HTTP/1.1 alone.
func encrypted(s *httptest.Server) { s.StartTLS() }

// attemptsOf is how often a call of a kind is sent after a fault that may have come after it was carried out.
func attemptsOf(kind string) int {
	if safe[kind] {
		return attempts
	}
	return 1
}

// newClient returns a client with a transport of its own, that doesn't wait for long.
func newClient(t *testing.T, url string, options ...okta.Option) *okta.Client {
	t.Helper()
	options = append(options, okta.WithRetry(okta.RetryPolicy{Attempts: attempts, BaseWait: 10 * time.Millisecond}), okta.WithRequestTimeout(500*time.Millisecond))
	client, err := okta.NewClient(url, okta.APIToken(token), options...)
	require.NoError(t, err)
	t.Cleanup(client.Close)
	return client
}

// requireFailure checks how a call failed, and after how many attempts.
func requireFailure(t *testing.T, err error, want string, attempts int) {
	t.Helper()
	require.ErrorContains(t, err, want)
	failure, ok := errors.AsType[*okta.Error](err)
	require.True(t, ok)
	assert.Equal(t, attempts, failure.Attempts)
}

// requireNoneOpen checks that a client left no connection of an org open.
func (o *org) requireNoneOpen(t *testing.T, client *okta.Client) {
	t.Helper()
	require.Eventually(t, func() bool {
		client.Close() // net/http may still be at the end of a request
		return o.open() == 0
	}, 10*time.Second, 5*time.Millisecond)
}

func TestFaultsOnRealConnections(t *testing.T) {
	elsewhere := newOrg(t, status(200), plain)
	faults := map[string]struct {
		answer   http.HandlerFunc // large where nil
		start    func(*httptest.Server)
		toxic    string
		everyone bool // repeated for every operation
		nobody   bool
		reached  int // requests that reach the org an attempt; 1 unless set
		want     string
		prepare  func(t *testing.T, o *org, proxy *toxiproxy.Proxy, transport *http.Transport)
	}{
		"429 with Retry-After": {answer: status(429, "Retry-After", "1"), everyone: true, want: "429 Too Many Requests"},
		"429 without headers":  {answer: status(429), everyone: true, want: "429 Too Many Requests"},
		"429 with broken headers": {answer: status(429, "Retry-After", "soon", "X-Rate-Limit-Limit", "1", "X-Rate-Limit-Remaining", "x", "X-Rate-Limit-Reset", "-5"),
			everyone: true, want: "429 Too Many Requests"},
		"429 of concurrency":   {answer: status(429, "X-Rate-Limit-Limit", "0", "X-Rate-Limit-Remaining", "0", "X-Rate-Limit-Reset", "9999999999"), everyone: true, want: "429 Too Many Requests"},
		"500":                  {answer: status(500), want: "500 Internal Server Error"},
		"502":                  {answer: status(502), want: "502 Bad Gateway"},
		"503":                  {answer: status(503), want: "503 Service Unavailable"},
		"504":                  {answer: status(504), want: "504 Gateway Timeout"},
		"401":                  {answer: status(401), nobody: true, want: "401 Unauthorized"},
		"redirect":             {answer: status(307, "Location", elsewhere.URL+"/api/v1/users"), nobody: true, want: "redirected to " + elsewhere.URL},
		"reset before headers": {toxic: `{"type":"reset_peer","stream":"downstream","attributes":{"timeout":0}}`, want: "connection reset by peer"},
		"cut in the body":      {toxic: `{"type":"limit_data","stream":"downstream","attributes":{"bytes":2048}}`, want: "unexpected EOF"},
		"slow headers":         {toxic: `{"type":"latency","stream":"downstream","attributes":{"latency":5000}}`, want: "within the request timeout"},
		"no headers":           {toxic: `{"type":"timeout","stream":"downstream","attributes":{"timeout":0}}`, want: "within the request timeout"},
		"slow body":            {toxic: `{"type":"bandwidth","stream":"downstream","attributes":{"rate":8}}`, want: "within the request timeout"},
		"connection refused": {everyone: true, reached: -1, want: "connection refused",
			prepare: func(_ *testing.T, _ *org, proxy *toxiproxy.Proxy, _ *http.Transport) { proxy.Stop() }},
		"unknown host":      {nobody: true, reached: -1, want: "no such host", prepare: resolve(3)},
		"name server fails": {everyone: true, reached: -1, want: "server misbehaving", prepare: resolve(2)},
		"untrusted certificate": {start: encrypted, nobody: true, reached: -1, want: "certificate",
			prepare: func(_ *testing.T, _ *org, _ *toxiproxy.Proxy, transport *http.Transport) {
				transport.TLSClientConfig = &tls.Config{RootCAs: x509.NewCertPool()}
			}},
	}
	for name, fault := range faults {
		for kind, do := range calls {
			t.Run(name+"/"+kind, func(t *testing.T) {
				t.Parallel()
				answer, start := fault.answer, fault.start
				if answer == nil {
					answer = large
				}
				if start == nil {
					start = plain
				}
				o := newOrg(t, answer, start)
				var proxy *toxiproxy.Proxy
				url := o.URL
				if o.TLS == nil {
					proxy = throughProxy(t, o.URL, fault.toxic)
					url = "http://" + proxy.Listen
				}
				transport := &http.Transport{}
				t.Cleanup(transport.CloseIdleConnections)
				if fault.prepare != nil {
					fault.prepare(t, o, proxy, transport)
					if strings.Contains(name, "host") || strings.Contains(name, "name") {
						url = "http://acme.okta.test"
					}
				}
				client, err := okta.NewClient(url, okta.APIToken(token), okta.WithInsecureHTTP(), okta.WithHTTPClient(&http.Client{Transport: transport}),
					okta.WithRetry(okta.RetryPolicy{Attempts: attempts, BaseWait: 10 * time.Millisecond, MaxWait: 3 * time.Second}), okta.WithRequestTimeout(time.Second))
				require.NoError(t, err)

				err = do(t.Context(), client)
				require.ErrorContains(t, err, fault.want)
				e, ok := errors.AsType[*okta.Error](err)
				require.True(t, ok)
				want := 1
				if !fault.nobody && (fault.everyone || safe[kind]) {
					want = attempts
				}
				assert.Equal(t, want, e.Attempts)
				switch {
				case fault.reached < 0:
					assert.Zero(t, o.count())
				default:
					assert.Equal(t, want, o.count(), "what the org was asked to do")
				}

				// No connection is left open.
				transport.CloseIdleConnections()
				if proxy != nil {
					proxy.Stop()
				}
				require.Eventually(t, func() bool { return o.open() == 0 }, 10*time.Second, 5*time.Millisecond)
			})
		}
	}
	t.Cleanup(func() { assert.Zero(t, elsewhere.count(), "a redirect is not followed") })
}

// resolve sends the transport's look-ups to a name server that answers with a code.
func resolve(code byte) func(*testing.T, *org, *toxiproxy.Proxy, *http.Transport) {
	return func(t *testing.T, _ *org, _ *toxiproxy.Proxy, transport *http.Transport) {
		server, err := net.ListenPacket("udp", "127.0.0.1:0")
		require.NoError(t, err)
		t.Cleanup(func() { _ = server.Close() })
		go func() {
			query := make([]byte, 512)
			for {
				n, from, err := server.ReadFrom(query)
				if err != nil {
					return
				}
				answer := append([]byte(nil), query[:n]...)
				answer[2] |= 0x80 // an answer
				answer[3] = 0x80 | code
				answer[10], answer[11] = 0, 0 // without what the query had behind the question
				end := 12
				for end < n && answer[end] != 0 {
					end += int(answer[end]) + 1
				}
				_, _ = server.WriteTo(answer[:min(end+5, n)], from)
			}
		}()
		resolver := &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "udp", server.LocalAddr().String())
		}}
		transport.DialContext = (&net.Dialer{Resolver: resolver}).DialContext
	}
}

func TestAConnectionIsReusedAfterAnError(t *testing.T) {
	var mu sync.Mutex
	connections := map[string]bool{}
	n := 0
	o := newOrg(t, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		connections[r.RemoteAddr] = true
		if n++; n%2 == 1 {
			status(503)(w, r)
			return
		}
		large(w, r)
	}, plain)
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	client, err := okta.NewClient(o.URL, okta.APIToken(token), okta.WithHTTPClient(&http.Client{Transport: transport}), okta.WithRetry(okta.RetryPolicy{BaseWait: time.Millisecond}))
	require.NoError(t, err)
	for range 20 {
		_, err := client.GetUser(t.Context(), "00u1", nil)
		require.NoError(t, err)
	}
	assert.Len(t, connections, 1)
}

func TestAUserIsCreatedOnceThoughTheAnswerIsLost(t *testing.T) {
	o := newOrg(t, large, plain)
	proxy := throughProxy(t, o.URL, `{"type":"reset_peer","stream":"downstream","attributes":{"timeout":0}}`)
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	client, err := okta.NewClient("http://"+proxy.Listen, okta.APIToken(token), okta.WithHTTPClient(&http.Client{Transport: transport}), okta.WithRetry(okta.RetryPolicy{BaseWait: time.Millisecond}))
	require.NoError(t, err)
	_, err = client.CreateUser(t.Context(), okta.User{}, nil)
	require.Error(t, err)
	assert.Equal(t, 1, o.count())

	_, err = client.CreateUser(t.Context(), okta.User{}, nil, okta.WithRetryUnsafe())
	require.Error(t, err)
	assert.Equal(t, 1+4, o.count(), "unless asked for")
}

func TestNoWaitPassesTheDeadline(t *testing.T) {
	o := newOrg(t, status(503, "Retry-After", "60"), plain)
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	client, err := okta.NewClient(o.URL, okta.APIToken(token), okta.WithHTTPClient(&http.Client{Transport: transport}))
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	start := time.Now()
	_, err = client.GetUser(ctx, "00u1", nil)
	require.ErrorContains(t, err, "503 Service Unavailable; retry after 1m0s")
	assert.Less(t, time.Since(start), 5*time.Second)
}
