package transport_test

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

// refusingTLS refuses each handshake with an alert, as cfg makes it, and returns where it listens and what trusts it.
func refusingTLS(t *testing.T, cfg *tls.Config) (orgURL string, trust *x509.CertPool) {
	t.Helper()
	trusted := httptest.NewTLSServer(nil)
	defer trusted.Close()
	cfg.Certificates = trusted.TLS.Certificates
	address := serve(t, func(conn net.Conn) {
		assert.Error(t, tls.Server(conn, cfg).Handshake())
		_ = conn.(*net.TCPConn).CloseWrite()
		_, _ = io.Copy(io.Discard, conn) // a connection that is closed with data unread takes the alert with it
	})
	return "https://" + address, trusted.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
}

// trusting sends requests by a transport that trusts a server, in the newest version of TLS that both know up to
// newest.
func trusting(t *testing.T, trust *x509.CertPool, newest uint16) okta.Option {
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trust, MaxVersion: newest}}
	t.Cleanup(transport.CloseIdleConnections)
	return okta.WithHTTPClient(&http.Client{Transport: transport})
}

// proxy is the option that sends requests through the proxy at a URL.
func proxy(t *testing.T, at string) okta.Option {
	t.Helper()
	parsed, err := url.Parse(at)
	require.NoError(t, err)
	return okta.WithProxy(parsed)
}

// hostile is a status line that is not for a log: it has a token, and characters that turn what stands after them
// around.
const hostile = "00hostile-Token \u202e\u2066 ofni"

func TestWhatFailsTheSameWayNextTimeIsTriedOnce(t *testing.T) {
	t.Parallel()
	const org = "https://acme.okta.test"
	plain := func(t *testing.T) string {
		server := httptest.NewServer(http.NotFoundHandler())
		t.Cleanup(server.Close)
		return strings.TrimPrefix(server.URL, "http://")
	}
	for name, fault := range map[string]struct {
		setUp func(t *testing.T) (orgURL string, options []okta.Option)
		want  string
	}{
		"a client certificate is required": {func(t *testing.T) (string, []okta.Option) {
			orgURL, trust := refusingTLS(t, &tls.Config{ClientAuth: tls.RequireAnyClientCert})
			return orgURL, []okta.Option{trusting(t, trust, tls.VersionTLS13)}
		}, "remote error: tls: certificate required"},
		"a client certificate is required by TLS 1.2": {func(t *testing.T) (string, []okta.Option) {
			orgURL, trust := refusingTLS(t, &tls.Config{ClientAuth: tls.RequireAnyClientCert})
			return orgURL, []okta.Option{trusting(t, trust, tls.VersionTLS12)}
		}, "remote error: tls: handshake failure"},
		"the versions of TLS differ": {func(t *testing.T) (string, []okta.Option) {
			orgURL, _ := refusingTLS(t, &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11})
			return orgURL, nil
		}, "remote error: tls: protocol version not supported"},
		"no protocol in common": {func(t *testing.T) (string, []okta.Option) {
			orgURL, _ := refusingTLS(t, &tls.Config{NextProtos: []string{"smtp"}})
			return orgURL, nil
		}, "remote error: tls: no application protocol"},
		"https to a port of http": {func(t *testing.T) (string, []okta.Option) { return "https://" + plain(t), nil },
			"http: server gave HTTP response to HTTPS client"},
		"https to a port of neither": {func(t *testing.T) (string, []okta.Option) {
			return strings.Replace(raw(t, "SSH-2.0-"+hostile+"\r\n"), "http", "https", 1), nil
		}, "tls: first record does not look like a TLS handshake"},
		"http to a port of https": {func(t *testing.T) (string, []okta.Option) {
			return "http://" + serve(t, func(conn net.Conn) {
				_, _ = conn.Read(make([]byte, 4096))
				_, _ = conn.Write([]byte{21, 3, 1, 0, 2, 2, 70}) // the alert "protocol version"
				_ = conn.Close()
			}), nil
		}, "the server speaks TLS: use https://"},
		"http to a port of https that knows HTTP": {func(t *testing.T) (string, []okta.Option) {
			server := httptest.NewUnstartedServer(nil)
			server.Config.ErrorLog = log.New(io.Discard, "", 0)
			server.StartTLS()
			t.Cleanup(server.Close)
			return strings.Replace(server.URL, "https", "http", 1), nil
		}, "400 Bad Request"},
		"the proxy wants a password": {func(t *testing.T) (string, []okta.Option) {
			return org, []okta.Option{proxy(t, raw(t, "HTTP/1.1 407 "+hostile+"\r\nProxy-Authenticate: Basic realm=\""+hostile+"\"\r\n\r\n"))}
		}, "the proxy wants a user and password: put them into its URL"},
		"the proxy wants a password, also on the way to this machine": {func(t *testing.T) (string, []okta.Option) {
			return "https://localhost", []okta.Option{proxy(t, raw(t, "HTTP/1.1 407 "+hostile+"\r\n\r\n"))}
		}, "the proxy wants a user and password: put them into its URL"},
		"the proxy refuses": {func(t *testing.T) (string, []okta.Option) {
			return org, []okta.Option{proxy(t, raw(t, "HTTP/1.1 502 "+hostile+"\r\nContent-Length: 18\r\n\r\n00hostile-Token\r\n\r\n"))}
		}, "the proxy makes no connection to the org: it answers 502"},
		"https to a proxy of http": {func(t *testing.T) (string, []okta.Option) {
			return org, []okta.Option{proxy(t, "https://"+plain(t))}
		}, "proxyconnect tcp: tls: first record does not look like a TLS handshake"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			orgURL, options := fault.setUp(t)
			client := testkit.NewClient(t, orgURL, append(options, testkit.Watched(), okta.WithRetry(okta.RetryPolicy{BaseWait: 1}))...)
			t.Cleanup(client.Close)
			_, read := client.GetUser(t.Context(), "00u1", nil)
			_, created := client.CreateUser(t.Context(), okta.User{}, nil)
			for operation, err := range map[string]error{"getUser": read, "createUser": created} {
				require.EqualError(t, err, "okta: "+operation+": "+fault.want)
				testkit.AssertSafe(t, operation, err)
				failure, ok := errors.AsType[*okta.Error](err)
				require.True(t, ok)
				assert.Equal(t, 1, failure.Attempts)
			}
		})
	}
}
