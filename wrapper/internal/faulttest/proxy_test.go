package faulttest_test

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// stage is what a proxy does with a connection, whose client has asked for one to target.
type stage func(client *net.TCPConn, target string)

// newProxy starts a proxy, and returns its URL.
func newProxy(t *testing.T, do stage) *url.URL {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	var all sync.WaitGroup
	t.Cleanup(func() {
		_ = listener.Close()
		all.Wait()
	})
	all.Go(func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			all.Go(func() {
				defer func() { _ = client.Close() }()
				request, err := http.ReadRequest(bufio.NewReader(client))
				if err == nil && assert.Equal(t, http.MethodConnect, request.Method) {
					do(client.(*net.TCPConn), request.Host)
				}
			})
		}
	})
	return &url.URL{Scheme: "http", Host: listener.Addr().String()}
}

// answer is a stage that answers, and goes on to another.
func answer(words string, next stage) stage {
	return func(client *net.TCPConn, target string) {
		_, _ = io.WriteString(client, words)
		next(client, target)
	}
}

const connected = "HTTP/1.1 200 Connection established\r\n\r\n"

// interrupt answers what the client says.
func interrupt(words string) stage {
	return func(client *net.TCPConn, target string) {
		_, _ = client.Read(make([]byte, 1))
		answer(words, hold)(client, target)
	}
}

// hangUp closes the connection.
func hangUp(*net.TCPConn, string) {}

// breakOff resets the connection.
func breakOff(client *net.TCPConn, _ string) { _ = client.SetLinger(0) }

// hold does nothing until the client closes the connection.
func hold(client *net.TCPConn, _ string) { _, _ = io.Copy(io.Discard, client) }

// tunnel passes on what the client sends, and so many bytes of what the target answers.
func tunnel(bytes int64, next stage) stage {
	return func(client *net.TCPConn, target string) {
		server, err := net.Dial("tcp", target)
		if err != nil {
			return
		}
		defer func() { _ = server.Close() }()
		var up sync.WaitGroup
		defer up.Wait()
		up.Go(func() {
			_, _ = io.Copy(server, client)
			_ = server.Close()
		})
		_, _ = io.CopyN(client, server, bytes)
		next(client, target)
		_ = client.Close()
	}
}

func TestFaultsOfAProxy(t *testing.T) {
	t.Parallel()
	const (
		middle = 16 << 10 // of what large answers; the handshake has less
		broken = "the connection broke before the answer came"
	)
	for name, fault := range map[string]struct {
		proxy   stage
		nobody  bool
		reaches bool
		want    string
	}{
		"closes instead of an answer":    {proxy: hangUp, want: broken},
		"resets instead of an answer":    {proxy: breakOff, want: broken},
		"never answers":                  {proxy: hold, want: "within the request timeout"},
		"closes within its answer":       {proxy: answer(connected[:20], hangUp), want: broken},
		"answers what is not HTTP":       {proxy: answer(token+"\r\n\r\n", hold), want: "the answer is not HTTP that can be read"},
		"wants a password":               {proxy: answer("HTTP/1.1 407 "+token+"\r\n\r\n", hold), nobody: true, want: "the proxy wants a user and password"},
		"has no way to the org":          {proxy: answer("HTTP/1.1 502 "+token+"\r\n\r\n", hold), nobody: true, want: "it answers 502"},
		"closes before the handshake":    {proxy: answer(connected, hangUp), want: broken},
		"silent before the handshake":    {proxy: answer(connected, hold), want: "within the request timeout"},
		"answers in place of the org":    {proxy: answer(connected, interrupt("HTTP/1.1 200 "+token+"\r\n\r\n")), nobody: true, want: "server gave HTTP response to HTTPS client"},
		"closes in the handshake":        {proxy: answer(connected, tunnel(100, hangUp)), want: broken},
		"resets in the handshake":        {proxy: answer(connected, tunnel(100, breakOff)), want: broken},
		"closes in the middle of answer": {proxy: answer(connected, tunnel(middle, hangUp)), reaches: true, want: "read the answer to the end: "},
		"resets in the middle of answer": {proxy: answer(connected, tunnel(middle, breakOff)), reaches: true, want: "read the answer to the end: "},
		"stalls in the middle of answer": {proxy: answer(connected, tunnel(middle, hold)), reaches: true, want: "within the request timeout"},
	} {
		for kind, do := range calls {
			t.Run(name+"/"+kind, func(t *testing.T) {
				t.Parallel()
				o := newOrg(t, large, encrypted)
				client := newClient(t, o.URL, okta.WithProxy(newProxy(t, fault.proxy)))
				want := attemptsOf(kind)
				if fault.nobody {
					want = 1
				}
				err := do(t.Context(), client)
				requireFailure(t, err, fault.want, want)
				assert.NotContains(t, err.Error(), token)
				if !fault.reaches {
					want = 0
				}
				assert.Equal(t, want, o.count(), "what the org was asked to do")
				o.requireNoneOpen(t, client)
			})
		}
	}
}

func TestAProxyThatIsNotThereIsTriedAgainForEveryOperation(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, listener.Close())
	for kind, do := range calls {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			client := newClient(t, "https://acme.okta.test", okta.WithProxy(&url.URL{Scheme: "http", Host: listener.Addr().String()}))
			requireFailure(t, do(t.Context(), client), "connection refused", attempts)
		})
	}
}
