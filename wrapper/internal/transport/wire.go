package transport

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/okta-userapi/userapi-go/wrapper/internal/sendonce"
)

// overHTTP sends the request and reads the answer whole, so that a break in its middle is an error of the attempt.
func overHTTP(client *http.Client) Handler {
	pool := new(sync.Pool)
	return func(c *Call, request *http.Request) (*http.Response, error) {
		if err := request.Context().Err(); err != nil {
			return nil, err
		}
		c.Attempts++
		if !c.Repeatable {
			sendonce.HideIdempotencyKey(request)
		}
		response, err := client.Do(request)
		if err != nil {
			return nil, newConnectionError(request, err)
		}
		body, err := readAll(response, pool)
		if errors.Is(err, errTooLarge) {
			return nil, err
		}
		if err != nil {
			return nil, &connectionError{fmt.Errorf("read the answer to the end: %w", withoutQuotes(err))}
		}
		response.Body = body
		if c.Answered != nil {
			c.Answered(response.StatusCode, response.Header, body.buffer.Bytes())
		}
		return response, nil
	}
}

func newHTTPClient(cfg *Config) *http.Client {
	client := new(http.Client)
	if cfg.HTTPClient != nil {
		*client = *cfg.HTTPClient
	} else {
		client.Transport = newTransport(cfg)
	}
	client.Transport = readable{cmp.Or(client.Transport, http.DefaultTransport)}
	client.Jar = nil
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return client
}

// CloseIdleConnections lets http.Client close those of next.
func (r readable) CloseIdleConnections() {
	if closer, ok := r.next.(interface{ CloseIdleConnections() }); ok {
		closer.CloseIdleConnections()
	}
}

// readable makes of every answer one that http.Client hands on and whose body ends.
type readable struct{ next http.RoundTripper }

func (r readable) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := r.next.RoundTrip(request)
	if err != nil || response == nil {
		return response, err
	}
	switch response.StatusCode / 100 {
	case 1: // 101: the body is the connection, which no context ends
		if response.Body != nil {
			_ = response.Body.Close()
		}
		response.Body, response.ContentLength = http.NoBody, 0
	case 3: // http.Client parses it before it asks whether to follow, and quotes what it can't parse
		if _, err := request.URL.Parse(response.Header.Get("Location")); err != nil {
			response.Header.Del("Location")
		}
	}
	return response, nil
}

// newTransport is http.DefaultTransport with room for many concurrent callers of one host.
func newTransport(cfg *Config) *http.Transport {
	proxy := cfg.Proxy
	if proxy == nil {
		proxy = http.ProxyFromEnvironment
	}
	dialer := &net.Dialer{Timeout: cmp.Or(cfg.ConnectionTimeout, DefaultConnectionTimeout), KeepAlive: 30 * time.Second}
	return &http.Transport{
		Proxy: func(request *http.Request) (*url.URL, error) {
			if request.URL.Scheme == "http" && IsLoopback(request.URL.Hostname()) {
				return nil, nil //nolint:nilnil // no proxy: the token is in the clear and may not leave this machine
			}
			return proxy(request)
		},
		OnProxyConnectResponse: func(_ context.Context, _ *url.URL, _ *http.Request, response *http.Response) error {
			if response.StatusCode != http.StatusOK {
				return &proxyError{response.StatusCode} // in place of the words of the proxy's status line
			}
			return nil
		},
		DialContext:           dialWatched(dialer.DialContext),
		HTTP2:                 &http.HTTP2Config{SendPingTimeout: pingAfter, PingTimeout: pingTimeout},
		ForceAttemptHTTP2:     true,
		MaxIdleConns:          256,
		MaxIdleConnsPerHost:   128,
		IdleConnTimeout:       90 * time.Second,
		TLSHandshakeTimeout:   10 * time.Second,
		ExpectContinueTimeout: time.Second,
	}
}

// IsLoopback reports whether a host is this machine.
func IsLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || ip != nil && ip.IsLoopback()
}
