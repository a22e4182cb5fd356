// Package transport takes a request from a call to the wire, and its answer back, through layers that stand in one
// order for all requests. It knows HTTP and what Okta says in headers. It knows no user, no operation's meaning, and
// none of Okta's JSON.
package transport

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/okta-userapi/userapi-go/wrapper/internal/ratelimit"
)

// Handler sends a request of a call and returns its answer, whose body is in memory: see [ReadBody].
type Handler func(*Call, *http.Request) (*http.Response, error)

// Call is one use of an operation: what the layers have to know of it, and what they found out.
type Call struct {
	// Operation names the call in the log and in the context of its requests.
	Operation string

	// RateLimitClass names the calls that count for the same rate limit.
	RateLimitClass string

	// Repeatable is whether it may be sent again after its answer was lost.
	Repeatable bool

	// WithoutRetry makes the first answer the last.
	WithoutRetry bool

	// Header is added to the request's.
	Header http.Header

	// Answered is told of each answer, where it isn't nil. The body is the layer's own.
	Answered func(status int, header http.Header, body []byte)

	// Attempts is how often it was sent.
	Attempts int

	// OutOfTime is whether it was not sent again since its context would have ended before.
	OutOfTime bool

	// MaybeDone is whether an attempt may have been carried out although its answer was lost, or was a server's error.
	MaybeDone bool

	held time.Duration // how long the rate limit held the present attempt
	sent http.Header   // of the last attempt, with its credentials
}

// Redact takes the credentials of the call out of a text that the server sent.
func (c *Call) Redact(text string) string {
	for _, name := range []string{"Authorization", "DPoP"} {
		secret := c.sent.Get(name)
		if _, token, found := strings.Cut(secret, " "); found {
			secret = token
		}
		if secret != "" {
			text = strings.ReplaceAll(text, secret, "[redacted]")
		}
	}
	return text
}

// Config is how a client's requests are sent. A zero member stands for its default.
type Config struct {
	HTTPClient     *http.Client
	Middleware     []Middleware
	UserAgent      string
	Retry          RetryPolicy
	RateLimitShare float64
	WithoutGate    bool
	RequestTimeout *time.Duration // of one attempt; 0 is no limit

	// Log puts a log around what is sent. It is a function so that only a program that logs links log/slog.
	Log func(next Handler) Handler

	// What follows is of the transport that is made where there is no HTTPClient.

	ConnectionTimeout time.Duration
	Proxy             func(*http.Request) (*url.URL, error) // nil stands for the environment's
}

// Defaults that the client's policy names.
const (
	DefaultConnectionTimeout = 30 * time.Second
	DefaultRequestTimeout    = 2 * time.Minute
)

// Transport is the way of the requests of one client, of the org at base.
type Transport struct {
	base   *url.URL
	cfg    Config
	client *http.Client
	wire   Handler
}

// New returns a transport. It sends nothing.
func New(base *url.URL, cfg Config) *Transport {
	cfg.Retry = cfg.Retry.withDefaults()
	timeout := DefaultRequestTimeout
	if cfg.RequestTimeout != nil {
		timeout = *cfg.RequestTimeout
	}
	client := newHTTPClient(&cfg)
	wire := limitTime(overHTTP(client), timeout)
	if cfg.Log != nil {
		wire = cfg.Log(wire)
	}
	return &Transport{base: base, cfg: cfg, client: client, wire: wire}
}

// Close closes the connections that wait for further requests, except those of an HTTPClient, which is not the
// transport's own.
func (t *Transport) Close() {
	if t.cfg.HTTPClient == nil {
		t.client.CloseIdleConnections()
	}
}

// Authorized returns the way of requests with credentials. Read from its last line it goes from the caller to the wire.
// The order has reasons: an attempt waits at the gate, so that a repeated one waits its turn again; middleware is
// inside the gate, to see and time each attempt but not the waits, and outside the credentials, to never see them; the
// log and the time limit belong to what is sent on the wire, token requests and a second try with a new token included.
func (t *Transport) Authorized(auth Authorizer) Handler {
	send := authorize(t.wire, t.base, auth)
	send = throughMiddleware(send, t.cfg.Middleware)
	if !t.cfg.WithoutGate {
		send = throughGate(send, ratelimit.New(t.cfg.RateLimitShare, t.cfg.Retry.MaxWait))
	}
	return t.repeated(send)
}

// Signed returns the way of requests that carry proofs of their own, such as those for a token: sign sends each attempt
// by send. There is no gate and no middleware on it.
func (t *Transport) Signed(sign func(request *http.Request, send func(*http.Request) (*http.Response, error)) (*http.Response, error)) Handler {
	return t.repeated(func(c *Call, request *http.Request) (*http.Response, error) {
		return sign(request, func(request *http.Request) (*http.Response, error) { return t.wire(c, request) })
	})
}

func (t *Transport) repeated(next Handler) Handler {
	return setHeaders(retry(next, t.cfg.Retry), t.cfg.UserAgent)
}

func setHeaders(next Handler, userAgent string) Handler {
	return func(c *Call, request *http.Request) (*http.Response, error) {
		if Operation(request.Context()) != c.Operation {
			request = request.WithContext(WithOperation(request.Context(), c.Operation))
		}
		request.Header.Set("User-Agent", cmp.Or(request.Header.Get("User-Agent"), userAgent))
		request.Header.Set("Accept", cmp.Or(request.Header.Get("Accept"), "application/json"))
		maps.Copy(request.Header, c.Header)
		return next(c, request)
	}
}

type operationKey struct{}

// WithOperation returns a context for the requests of a call.
func WithOperation(ctx context.Context, operation string) context.Context {
	return context.WithValue(ctx, operationKey{}, operation)
}

// Operation returns the operation of the call that a request's context belongs to; "" elsewhere.
func Operation(ctx context.Context) string {
	operation, _ := ctx.Value(operationKey{}).(string)
	return operation
}

// throughGate holds requests back that the org's rate limit would refuse.
func throughGate(next Handler, gate *ratelimit.Gate) Handler {
	return func(c *Call, request *http.Request) (response *http.Response, err error) {
		start := time.Now()
		pass, err := gate.Enter(request.Context(), c.RateLimitClass)
		c.held = time.Since(start)
		if err != nil {
			return nil, err
		}
		defer func() { pass.Done(response) }()
		return next(c, request)
	}
}
