package wrapper

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/okta-userapi/userapi-go/wrapper/internal/printable"
)

// Option configures a client; see [NewClient].
type Option func(*config) error

type config struct {
	httpClient   *http.Client
	insecureHTTP bool
	middleware   []Middleware
	userAgent    string

	retry          RetryPolicy
	rateLimitShare float64
	withoutGate    bool
	log            func(next handler) handler // nil where nothing is logged

	requestTimeout *time.Duration

	// Of the transport that is made where there is no HTTP client of the user's own.
	connectionTimeout time.Duration                         // 0 stands for the default
	proxy             func(*http.Request) (*url.URL, error) // nil stands for the environment's
}

const (
	defaultConnectionTimeout = 30 * time.Second
	defaultRequestTimeout    = 2 * time.Minute
)

func (c *config) requestTimeoutOrDefault() time.Duration {
	if c.requestTimeout == nil {
		return defaultRequestTimeout
	}
	return *c.requestTimeout
}

// WithConnectionTimeout bounds the time to connect to the org or its proxy, name look-up included; the default is 30 s. It can't come
// after [WithHTTPClient], whose transport has its own.
func WithConnectionTimeout(timeout time.Duration) Option {
	return func(c *config) error {
		switch {
		case timeout <= 0:
			return fmt.Errorf("WithConnectionTimeout(%s) is not a time to wait: use more than 0", timeout)
		case c.httpClient != nil:
			return errors.New("WithConnectionTimeout does nothing after WithHTTPClient: set the timeout of its transport")
		}
		c.connectionTimeout = timeout
		return nil
	}
}

// WithProxy sends requests through the proxy at a URL, such as "http://proxy.example.com:8080", in place of that of the environment
// (HTTPS_PROXY, HTTP_PROXY, NO_PROXY). Its scheme is http, https or socks5; a user and password in it are for the proxy. Requests to
// http:// on this machine never go through a proxy. It can't come after [WithHTTPClient], whose transport has its own.
func WithProxy(proxy *url.URL) Option {
	return func(c *config) error {
		switch {
		case proxy == nil || proxy.Hostname() == "" || proxy.Scheme != "http" && proxy.Scheme != "https" && proxy.Scheme != "socks5":
			return errors.New(`WithProxy needs the URL of a proxy, such as "http://proxy.example.com:8080"`)
		case c.httpClient != nil:
			return errors.New("WithProxy does nothing after WithHTTPClient: set the proxy of its transport")
		}
		own := *proxy
		c.proxy = http.ProxyURL(&own)
		return nil
	}
}

// WithRequestTimeout bounds one attempt, from connecting to the end of the answer's body; the default is 2 minutes, and 0 stands for no limit.
// The whole of a call, with its waits and attempts, is bounded by its context.
func WithRequestTimeout(timeout time.Duration) Option {
	return func(c *config) error {
		if timeout < 0 {
			return fmt.Errorf("WithRequestTimeout(%s) is negative: use 0 for no limit", timeout)
		}
		c.requestTimeout = &timeout
		return nil
	}
}

// WithHTTPClient sends requests through a copy of client, for a transport, timeout or proxy of one's own, which take the place of a
// [WithConnectionTimeout] or [WithProxy] before it. Redirects are not followed and cookies are not kept, whatever the client is set to. By
// default a transport like http.DefaultTransport is used, which keeps enough idle connections for many concurrent callers.
func WithHTTPClient(client *http.Client) Option {
	return func(c *config) error {
		if client == nil {
			return errors.New("WithHTTPClient needs a client")
		}
		c.httpClient = client
		return nil
	}
}

// WithInsecureHTTP allows http:// to a host that is not this machine. Tokens and personal data then cross the
// network in the clear.
func WithInsecureHTTP() Option {
	return func(c *config) error {
		c.insecureHTTP = true
		return nil
	}
}

// WithUserAgent puts name before the client's own name in the User-Agent header, such as "hr-sync/1.4".
func WithUserAgent(name string) Option {
	return func(c *config) error {
		if name == "" || !printable.IsHeaderValue(name) {
			return fmt.Errorf("WithUserAgent %q is not a header value", name)
		}
		c.userAgent = name
		return nil
	}
}

// Middleware sees each attempt of each request on its way out and its answer on the way back. It calls next to go on. The
// request has no credentials yet; [Operation] names what is being called. An answer's body is in memory: it
// can be read, and has to be put back by whoever reads it.
type Middleware func(request *http.Request, next func(*http.Request) (*http.Response, error)) (*http.Response, error)

// WithMiddleware adds middleware; the first one added sees a request first.
func WithMiddleware(middleware ...Middleware) Option {
	return func(c *config) error {
		for _, m := range middleware {
			if m == nil {
				return errors.New("WithMiddleware needs functions that are not nil")
			}
		}
		c.middleware = append(c.middleware, middleware...)
		return nil
	}
}

// CallOption changes one call of an operation. Every method takes any number of them.
type CallOption func(*call) error

// WithHeader sets a header on the call's requests, such as "If-Match". Headers that the client itself is in charge of,
// Authorization and DPoP among them, are refused.
func WithHeader(name, value string) CallOption {
	return func(c *call) error {
		name = http.CanonicalHeaderKey(name)
		switch {
		case !validHeaderName(name):
			return &ArgumentError{Operation: c.operation, Argument: "WithHeader", Reason: fmt.Sprintf("name %q is not a header name", name)}
		case !printable.IsHeaderValue(value):
			return &ArgumentError{Operation: c.operation, Argument: "WithHeader", Reason: "value of " + name + " has a line break or another control character"}
		case name == "Authorization" || name == "Dpop" || name == "Host" || name == "Content-Length" || name == "Transfer-Encoding":
			return &ArgumentError{Operation: c.operation, Argument: "WithHeader", Reason: name + " is set by the client itself"}
		}
		if c.header == nil {
			c.header = make(http.Header)
		}
		c.header.Set(name, value)
		return nil
	}
}

// WithResponse fills response with the HTTP side of the call's last answer, also when the call ends in an error. On a paged list it is the
// page fetched last; a page's own is in its Response.
func WithResponse(response *Response) CallOption {
	return func(c *call) error {
		if response == nil {
			return &ArgumentError{Operation: c.operation, Argument: "WithResponse", Reason: "is nil: pass a pointer to a Response"}
		}
		*response = Response{}
		c.response, c.keepBody = response, true
		return nil
	}
}

func validHeaderName(name string) bool {
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return r <= ' ' || r > '~' || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, r)
	})
}
