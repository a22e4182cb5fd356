package wrapper

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"runtime"
	"strings"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/gen/client"
	"github.com/okta-userapi/userapi-go/wrapper/internal/orgurl"
	"github.com/okta-userapi/userapi-go/wrapper/internal/transport"
)

// Version is the version of this module, as it stands in the User-Agent header.
const Version = "0.1.0"

// Client calls the Users API of one Okta org. It is made by [NewClient], safe for concurrent use, and keeps nothing but
// connections between calls: no user, no cookie.
type Client struct {
	server    string
	gen       *client.ClientWithResponses
	transport *transport.Transport
	send      transport.Handler
	logUnread func(ctx context.Context, operation string, unread []Unread)
}

// NewClient returns a client of the org at orgURL, such as "https://acme.okta.com". It checks its arguments and sends
// nothing.
//
// The URL is the org's own, not its admin console's ("https://acme-admin.okta.com") or a page's; it may have a port
// and, for a proxy, a path prefix, but no user, query or fragment. It has to be https, except to this machine or with
// [WithInsecureHTTP].
func NewClient(orgURL string, auth Authorizer, options ...Option) (*Client, error) {
	c, err := newClient(orgURL, auth, options)
	if err != nil {
		return nil, fmt.Errorf("okta: new client: %w", err)
	}
	return c, nil
}

func newClient(orgURL string, auth Authorizer, options []Option) (*Client, error) {
	var cfg config
	for _, option := range options {
		if option == nil {
			continue
		}
		if err := option(&cfg); err != nil {
			return nil, err
		}
	}
	base, err := orgurl.Parse(orgURL, cfg.insecureHTTP)
	if err != nil {
		return nil, err
	}
	if v := reflect.ValueOf(auth); auth == nil || v.Kind() == reflect.Pointer && v.IsNil() {
		return nil, errors.New("an Authorizer is needed, such as okta.APIToken(token)")
	}
	if v, ok := auth.(interface{ validate() error }); ok {
		if err := v.validate(); err != nil {
			return nil, err
		}
	}

	cfg.transport.UserAgent = userAgent(cfg.name)
	way := transport.New(base, cfg.transport)
	auth, err = bindTokens(auth, base, way)
	if err != nil {
		return nil, err
	}
	c := &Client{server: base.String(), transport: way, send: way.Authorized(auth), logUnread: cfg.logUnread}
	if c.logUnread == nil {
		c.logUnread = func(context.Context, string, []Unread) {}
	}
	c.gen, err = client.NewClientWithResponses(c.server, client.WithHTTPClient(rawCalls{c, base.EscapedPath()}))
	return c, err
}

// Gen returns the generated client, for who needs its form of requests and answers. Its requests have the same auth,
// limits, guards of ids, and errors. For endpoints that have no method here there is [Call].
func (c *Client) Gen() *client.ClientWithResponses { return c.gen }

// Close closes the connections that the client keeps for further requests; those under way are left to end. A client
// that is used again connects again. The connections of an HTTP client of one's own are left to it.
func (c *Client) Close() {
	if c.transport != nil {
		c.transport.Close()
	}
}

// rawCalls sends the requests of the generated client as those of the methods are sent.
type rawCalls struct {
	client *Client
	prefix string // of the org's URL
}

func (r rawCalls) Do(request *http.Request) (*http.Response, error) {
	path := strings.TrimPrefix(request.URL.EscapedPath(), strings.TrimSuffix(r.prefix, "/"))
	return newCall(gen.OperationOf(request.Method, path)).send(r.client.send, request)
}

// userAgent is the User-Agent header, with the name of the user's program first.
func userAgent(name string) string {
	own := "userapi-go/" + Version + " (" + runtime.Version() + "; " + runtime.GOOS + "/" + runtime.GOARCH + ")"
	return strings.TrimPrefix(name+" "+own, " ")
}
