package wrapper

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/okta-userapi/userapi-go/wrapper/internal/printable"
	"github.com/okta-userapi/userapi-go/wrapper/internal/transport"
)

// Option configures a client; see [NewClient].
type Option func(*config) error

type config struct {
	insecureHTTP bool
	name         string // of the user's program
	transport    transport.Config
	logUnread    func(ctx context.Context, operation string, unread []Unread) // nil where nothing is logged
}

// WithConnectionTimeout bounds the time to connect to the org or its proxy, name look-up included; the default is 30 s.
// It can't come after [WithHTTPClient], whose transport has its own.
func WithConnectionTimeout(timeout time.Duration) Option {
	return func(c *config) error {
		switch {
		case timeout <= 0:
			return fmt.Errorf("WithConnectionTimeout(%s) is not a time to wait: use more than 0", timeout)
		case c.transport.HTTPClient != nil:
			return errors.New("WithConnectionTimeout does nothing after WithHTTPClient: set the timeout of its transport")
		}
		c.transport.ConnectionTimeout = timeout
		return nil
	}
}

// WithProxy sends requests through the proxy at a URL, such as "http://proxy.example.com:8080", in place of that of the
// environment (HTTPS_PROXY, HTTP_PROXY, NO_PROXY). Its scheme is http, https or socks5; a user and password in it are
// for the proxy. Requests to http:// on this machine never go through a proxy. It can't come after [WithHTTPClient],
// whose transport has its own.
func WithProxy(proxy *url.URL) Option {
	return func(c *config) error {
		switch {
		case proxy == nil || proxy.Hostname() == "" || proxy.Scheme != "http" && proxy.Scheme != "https" && proxy.Scheme != "socks5":
			return errors.New(`WithProxy needs the URL of a proxy, such as "http://proxy.example.com:8080"`)
		case c.transport.HTTPClient != nil:
			return errors.New("WithProxy does nothing after WithHTTPClient: set the proxy of its transport")
		}
		own := *proxy
		c.transport.Proxy = http.ProxyURL(&own)
		return nil
	}
}

// WithRequestTimeout bounds one attempt, from connecting to the end of the answer's body; the default is 2 minutes, and
// 0 stands for no limit. The whole of a call, with its waits and attempts, is bounded by its context.
func WithRequestTimeout(timeout time.Duration) Option {
	return func(c *config) error {
		if timeout < 0 {
			return fmt.Errorf("WithRequestTimeout(%s) is negative: use 0 for no limit", timeout)
		}
		c.transport.RequestTimeout = &timeout
		return nil
	}
}

// WithHTTPClient sends requests through a copy of client, for a transport, timeout or proxy of one's own, which take
// the place of a [WithConnectionTimeout] or [WithProxy] before it. Redirects are not followed and cookies are not kept,
// whatever the client is set to. By default a transport like http.DefaultTransport is used, which keeps enough idle
// connections for many concurrent callers.
func WithHTTPClient(client *http.Client) Option {
	return func(c *config) error {
		if client == nil {
			return errors.New("WithHTTPClient needs a client")
		}
		c.transport.HTTPClient = client
		return nil
	}
}

// WithInsecureHTTP allows http:// to a host that is not this machine. Tokens and personal data then cross the network
// in the clear.
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
		c.name = name
		return nil
	}
}

// Middleware sees each attempt of each request on its way out and its answer on the way back. It calls next to go on.
// The request has no credentials yet; [Operation] names what is being called. An answer's body is in memory: it can be
// read, and has to be put back by whoever reads it.
type Middleware func(request *http.Request, next func(*http.Request) (*http.Response, error)) (*http.Response, error)

// Operation returns the operationId of the call that a request's context belongs to, such as "getUser", for middleware
// and for an http.RoundTripper of one's own. It is "" elsewhere.
func Operation(ctx context.Context) string { return transport.Operation(ctx) }

// WithMiddleware adds middleware; the first one added sees a request first.
func WithMiddleware(middleware ...Middleware) Option {
	return func(c *config) error {
		for _, m := range middleware {
			if m == nil {
				return errors.New("WithMiddleware needs functions that are not nil")
			}
			c.transport.Middleware = append(c.transport.Middleware, transport.Middleware(m))
		}
		return nil
	}
}

// RetryPolicy says how often, and after which waits, a request is sent again. The zero value is what a client does
// without [WithRetry]. Which answers and faults an operation is repeated after is in the table of the package's
// comment.
//
// deactivateOrDeleteUser is not safe to repeat, although it is a DELETE: on a user that is deactivated it deletes for
// good, so that repeating it after a lost answer would delete where only a deactivation was asked for.
// [WithRetryUnsafe] repeats it, and POST, as GET is.
//
// The server's wait is its Retry-After header or, on a 429, the time from its Date to its X-Rate-Limit-Reset, and up to
// a tenth more so that callers don't come back all at once. Where those headers are missing or make no sense, the wait
// is a back-off: random between zero and BaseWait, twice BaseWait, four times, and so on.
//
// A wait that is longer than MaxWait, or that ends after the context's deadline, is not begun: the server's error is
// returned at once, and its RetryAfter says how long the server asked to wait. After the last attempt the error is the
// server's, too, with the number of attempts. A first attempt that the rate limit would hold back so long isn't sent:
// its error is [ErrRateLimited], with a RetryAfter and without a status.
type RetryPolicy struct {
	// Attempts is how often a request is sent at most, the first time included. 0 stands for 4; 1 never sends again.
	Attempts int

	// BaseWait is the upper bound of the first back-off; 0 stands for 500 ms.
	BaseWait time.Duration

	// MaxWait is the longest wait before an attempt, for a rate limit too; 0 stands for 90 s. Okta's limits start anew
	// every minute.
	MaxWait time.Duration
}

// WithRetry sets how requests are repeated; members that are zero keep their default.
func WithRetry(policy RetryPolicy) Option {
	return func(c *config) error {
		if policy.Attempts < 0 || policy.BaseWait < 0 || policy.MaxWait < 0 {
			return errors.New("WithRetry has a negative member: use 0 for its default, and Attempts 1 for no retry")
		}
		c.transport.Retry = transport.RetryPolicy(policy)
		return nil
	}
}

// WithRateLimitShare makes the client use at most a share of each of the org's rate limits, such as 0.5 for half, and
// leave the rest to the org's other clients. It is above 0 and at most 1; by default the client uses what the others
// leave.
func WithRateLimitShare(share float64) Option {
	return func(c *config) error {
		if !(share > 0 && share <= 1) {
			return fmt.Errorf("WithRateLimitShare(%v) is not a share: use a number above 0 and at most 1", share)
		}
		c.transport.RateLimitShare = share
		return nil
	}
}

// WithoutRateLimitGate sends requests without regard to what is left of the rate limit. Those that the org answers with
// 429 are still repeated, as [RetryPolicy] says.
func WithoutRateLimitGate() Option {
	return func(c *config) error {
		c.transport.WithoutGate = true
		return nil
	}
}

// WithLogger writes one record for each attempt, token requests included: operation, method, status, attempt, duration,
// request id, what is left of the rate limit, and how long that held the attempt back before, which the duration leaves
// out. An attempt that the server failed or limited, or that got no answer, is a warning; all others are of level info.
// Values of an answer that could not be read are a warning with their [Unread]. Nothing of headers, paths, queries or
// bodies is written, at any level: they hold tokens, passwords and links.
//
// Without it nothing is logged.
func WithLogger(logger *slog.Logger) Option {
	return func(c *config) error {
		if logger == nil {
			return errors.New("WithLogger needs a logger, such as slog.Default()")
		}
		c.transport.Log = func(next transport.Handler) transport.Handler { return transport.Log(next, logger) }
		c.logUnread = func(ctx context.Context, operation string, unread []Unread) {
			if len(unread) > 0 {
				logger.LogAttrs(ctx, slog.LevelWarn, "okta answer not read whole", slog.String("operation", operation), slog.Any("unread", unread))
			}
		}
		return nil
	}
}
