package sendonce_test

import (
	"bufio"
	"context"
	"encoding/binary"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/okta-userapi/userapi-go/wrapper/internal/sendonce"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// listen serves each connection with serve, until the test ends.
func listen(t *testing.T, serve func(net.Conn)) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	var all sync.WaitGroup
	ctx, end := context.WithCancel(context.Background())
	t.Cleanup(func() {
		_ = listener.Close()
		end() // a client keeps a connection on which it has just been refused
		all.Wait()
	})
	all.Go(func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			context.AfterFunc(ctx, func() { _ = connection.Close() })
			all.Go(func() {
				defer func() { _ = connection.Close() }()
				serve(connection)
			})
		}
	})
	return listener.Addr().String()
}

// counter counts requests that arrive, whether they are answered or not.
type counter struct {
	mu    sync.Mutex
	heads []string
}

func (c *counter) add(head string) (n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.heads = append(c.heads, head)
	return len(c.heads)
}

func (c *counter) all() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.heads
}

// breaking answers the first request over HTTP/1.1 and keeps the connection, and breaks it after it has read another.
func breaking(t *testing.T, arrived *counter) string {
	return listen(t, func(connection net.Conn) {
		reader := bufio.NewReader(connection)
		for {
			var head strings.Builder
			for {
				line, err := reader.ReadString('\n')
				if err != nil {
					return
				}
				if line == "\r\n" {
					break
				}
				head.WriteString(line)
			}
			if strings.Contains(head.String(), "Content-Length: 2\r\n") {
				if _, err := reader.Discard(2); err != nil {
					return
				}
			}
			if arrived.add(head.String()) == 2 {
				return
			}
			_, _ = io.WriteString(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
		}
	})
}

// send sends a request and ends its answer.
func send(t *testing.T, transport *http.Transport, request *http.Request) error {
	t.Helper()
	response, err := transport.RoundTrip(request)
	if err == nil {
		err = response.Body.Close()
	}
	return err
}

func newRequest(t *testing.T, method, address, body string) *http.Request {
	t.Helper()
	var reader io.Reader
	if body != "" {
		reader = strings.NewReader(body)
	}
	request, err := http.NewRequestWithContext(t.Context(), method, "http://"+address+"/x", reader)
	require.NoError(t, err)
	return request
}

func TestABrokenConnectionDoesNotSendARequestAgain(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ method, body, key string }{
		"GET":                                {http.MethodGet, "", ""},
		"HEAD":                               {http.MethodHead, "", ""},
		"OPTIONS":                            {http.MethodOptions, "", ""},
		"GET with a body":                    {http.MethodGet, "{}", ""},
		"GET with a key":                     {http.MethodGet, "", "Idempotency-Key"},
		"DELETE with a key":                  {http.MethodDelete, "", "Idempotency-Key"},
		"POST with a key":                    {http.MethodPost, "{}", "Idempotency-Key"},
		"POST with another key":              {http.MethodPost, "{}", "X-Idempotency-Key"},
		"POST without a body and with a key": {http.MethodPost, "", "Idempotency-Key"},
		"PUT without a body and with a key":  {http.MethodPut, "", "X-Idempotency-Key"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, marked := range []bool{false, true} {
				var arrived counter
				address := breaking(t, &arrived)
				transport := &http.Transport{}
				defer transport.CloseIdleConnections()
				require.NoError(t, send(t, transport, newRequest(t, http.MethodGet, address, "")))

				request := newRequest(t, test.method, address, test.body)
				if test.key != "" {
					request.Header.Set(test.key, "k")
				}
				if !marked {
					require.NoError(t, send(t, transport, request))
					require.Len(t, arrived.all(), 3, "net/http sends it again")
					continue
				}
				sendonce.Mark(request)
				err := send(t, transport, request)
				require.Error(t, err)
				require.Len(t, arrived.all(), 2)
				require.False(t, sendonce.Unprocessed(err), err.Error())
				if test.key != "" {
					assert.Contains(t, arrived.all()[1], strings.ToLower(test.key)+": k\r\n")
				}
			}
		})
	}
}

func TestAMarkedRequestIsTheSameOverHTTP1(t *testing.T) {
	t.Parallel()
	for _, method := range []string{"GET", "HEAD", "DELETE", "OPTIONS", "POST", "PUT", "PATCH"} {
		for _, body := range []string{"", "{}"} {
			var heads [2]string
			for i := range heads {
				var arrived counter
				transport := &http.Transport{}
				request := newRequest(t, method, breaking(t, &arrived), body)
				request.Host = "acme.okta.com"
				if i == 1 {
					sendonce.Mark(request)
				}
				require.NoError(t, send(t, transport, request))
				transport.CloseIdleConnections()
				heads[i] = arrived.all()[0]
			}
			assert.Equal(t, heads[0], heads[1], "%s %q", method, body)
		}
	}
}

// The frames of HTTP/2 that a test needs.
const (
	frameHeaders, frameReset, frameSettings, frameGoAway = 0x1, 0x3, 0x4, 0x7

	flagEnd = 0x1 | 0x4 // END_STREAM and END_HEADERS
)

func frame(kind, flags byte, stream uint32, payload ...byte) []byte {
	head := binary.BigEndian.AppendUint32(nil, uint32(len(payload))<<8|uint32(kind))
	return append(binary.BigEndian.AppendUint32(append(head, flags), stream), payload...)
}

// refusing speaks just enough HTTP/2 to answer the first request, and to say of the second that it was not processed.
func refusing(t *testing.T, arrived *counter, refuse func(stream uint32) []byte) string {
	const preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
	return listen(t, func(connection net.Conn) {
		reader := bufio.NewReader(connection)
		if _, err := reader.Discard(len(preface)); err != nil {
			return
		}
		_, _ = connection.Write(frame(frameSettings, 0, 0))
		for {
			var head [9]byte
			if _, err := io.ReadFull(reader, head[:]); err != nil {
				return
			}
			if _, err := reader.Discard(int(binary.BigEndian.Uint32(head[:4]) >> 8)); err != nil {
				return
			}
			if head[3] != frameHeaders {
				continue
			}
			stream := binary.BigEndian.Uint32(head[5:])
			if arrived.add("") == 2 {
				_, _ = connection.Write(refuse(stream))
				continue
			}
			const status200 = 0x88 // of HPACK's static table
			_, _ = connection.Write(frame(frameHeaders, flagEnd, stream, status200))
		}
	})
}

func TestARequestThatHTTP2RefusesIsNotSentAgain(t *testing.T) {
	t.Parallel()
	refusals := map[string]struct {
		frame       func(stream uint32) []byte
		unprocessed bool
	}{
		"refused stream":    {func(stream uint32) []byte { return frame(frameReset, 0, stream, 0, 0, 0, 7) }, true},
		"protocol error":    {func(stream uint32) []byte { return frame(frameReset, 0, stream, 0, 0, 0, 1) }, false},
		"graceful shutdown": {func(uint32) []byte { return frame(frameGoAway, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0) }, true},
	}
	for name, refusal := range refusals {
		for _, method := range []string{"GET", "DELETE", "POST"} {
			t.Run(name+" "+method, func(t *testing.T) {
				t.Parallel()
				for _, marked := range []bool{false, true} {
					var arrived counter
					address := refusing(t, &arrived, refusal.frame)
					transport := &http.Transport{Protocols: new(http.Protocols)}
					transport.Protocols.SetUnencryptedHTTP2(true)
					defer transport.CloseIdleConnections()
					require.NoError(t, send(t, transport, newRequest(t, http.MethodGet, address, "")))

					body := ""
					if method == http.MethodPost {
						body = "{}"
					}
					request := newRequest(t, method, address, body)
					if !marked {
						err := send(t, transport, request)
						if refusal.unprocessed {
							require.NoError(t, err)
							require.Len(t, arrived.all(), 3, "net/http sends it again")
						} // after another error it depends on the version of Go
						continue
					}
					sendonce.Mark(request)
					err := send(t, transport, request)
					require.Error(t, err)
					require.Len(t, arrived.all(), 2)
					require.Equal(t, refusal.unprocessed, sendonce.Unprocessed(err), err.Error())
				}
			})
		}
	}
}
