package wrapper

import (
	"cmp"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/okta-userapi/userapi-go/gen"
)

// Version is the version of this module, as it stands in the User-Agent header.
const Version = "0.1.0"

// Client calls the Users API of one Okta org. It is made by [NewClient], safe for concurrent use, and keeps nothing but
// connections between calls: no user, no cookie.
type Client struct {
	server string
	gen    *gen.ClientWithResponses
	send   handler
	bodies *sync.Pool
}

// NewClient returns a client of the org at orgURL, such as "https://acme.okta.com". It checks its arguments and sends nothing.
//
// The URL is the org's own, not its admin console's ("https://acme-admin.okta.com"); it may have a port and a path
// prefix, for a proxy, but no user, query or fragment. It has to be https, except to this machine or with
// [WithInsecureHTTP].
func NewClient(orgURL string, auth Authorizer, options ...Option) (*Client, error) {
	client, err := newClient(orgURL, auth, options)
	if err != nil {
		return nil, fmt.Errorf("okta: new client: %w", err)
	}
	return client, nil
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
	base, err := parseOrgURL(orgURL, cfg.insecureHTTP)
	if err != nil {
		return nil, err
	}
	if auth == nil {
		return nil, errors.New("an Authorizer is needed, such as okta.APIToken(token)")
	}
	if v, ok := auth.(interface{ validate() error }); ok {
		if err := v.validate(); err != nil {
			return nil, err
		}
	}

	client := &Client{server: base.String(), bodies: new(sync.Pool)}
	client.send, err = transport(&cfg, base, auth, client.bodies)
	if err != nil {
		return nil, err
	}
	client.gen, err = gen.NewClientWithResponses(client.server, gen.WithHTTPClient(doer{client}))
	return client, err
}

// Gen returns the generated client, for what this package does not wrap. Its requests have the same auth, limits and errors.
// It does not guard ids: "" or ".." as an id reaches another resource.
func (c *Client) Gen() *gen.ClientWithResponses { return c.gen }

// oktaDomains are the domains whose first label has the suffix "-admin" in the URL of an admin console.
var oktaDomains = [...]string{".okta.com", ".oktapreview.com", ".okta-emea.com", ".okta-gov.com", ".okta.mil"}

func parseOrgURL(orgURL string, insecureHTTP bool) (*url.URL, error) {
	const example = `: pass a URL like "https://acme.okta.com"`
	if orgURL == "" {
		return nil, errors.New("the org URL is empty" + example)
	}
	if strings.ContainsAny(orgURL, "{}<>") {
		return nil, errors.New("the org URL still has a placeholder in it" + example)
	}
	base, err := url.Parse(orgURL)
	if err != nil {
		// The text of a url.Error holds the URL, which may hold a password.
		return nil, errors.New("the org URL can't be parsed" + example)
	}
	host := strings.ToLower(base.Hostname())
	switch {
	case base.Scheme != "https" && base.Scheme != "http":
		return nil, errors.New("the org URL has to start with https://" + example)
	case host == "":
		return nil, errors.New("the org URL has no host" + example)
	case base.User != nil:
		return nil, errors.New("the org URL has a user or password in it: pass credentials as an Authorizer")
	case base.RawQuery != "" || base.ForceQuery:
		return nil, errors.New("the org URL has a query" + example)
	case base.Fragment != "":
		return nil, errors.New("the org URL has a fragment" + example)
	case base.RawPath != "":
		return nil, errors.New("the org URL has an escaped slash, or the like, in its path" + example)
	case strings.HasSuffix(strings.TrimRight(base.Path, "/"), "/api/v1"):
		return nil, errors.New("the org URL ends in /api/v1, which the client adds itself" + example)
	case base.Scheme == "http" && !insecureHTTP && !isLoopback(host):
		return nil, errors.New("the org URL is http://, which would send the token in the clear: use https://, or WithInsecureHTTP on a network you trust")
	}
	label, _, _ := strings.Cut(host, ".")
	for _, domain := range oktaDomains {
		if strings.HasSuffix(host, domain) && strings.HasSuffix(label, "-admin") {
			return nil, fmt.Errorf("the org URL is that of the admin console: use https://%s%s", strings.TrimSuffix(label, "-admin"), strings.TrimPrefix(host, label))
		}
	}
	// An authorization server compares the URLs in an assertion or a proof with its own as texts.
	base.Host = strings.ToLower(base.Host)
	if port := base.Port(); port == "443" && base.Scheme == "https" || port == "80" && base.Scheme == "http" {
		base.Host = strings.TrimSuffix(base.Host, ":"+port)
	}
	base.Path = strings.TrimRight(base.Path, "/") + "/"
	return base, nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || ip != nil && ip.IsLoopback()
}

func newHTTPClient(cfg *config) *http.Client {
	client := new(http.Client)
	if cfg.httpClient != nil {
		*client = *cfg.httpClient
	} else {
		client.Transport = newTransport(cfg)
	}
	client.Transport = answers{cmp.Or(client.Transport, http.DefaultTransport)}
	client.Jar = nil
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return client
}

// answers sees to it that http.Client hands every answer on, and that every body ends.
type answers struct{ next http.RoundTripper }

func (a answers) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := a.next.RoundTrip(request)
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
func newTransport(cfg *config) *http.Transport {
	proxy := cfg.proxy
	if proxy == nil {
		proxy = http.ProxyFromEnvironment
	}
	timeout := cmp.Or(cfg.connectionTimeout, defaultConnectionTimeout)
	dialer := &net.Dialer{Timeout: timeout, KeepAlive: 30 * time.Second}
	return &http.Transport{
		Proxy: func(request *http.Request) (*url.URL, error) {
			if request.URL.Scheme == "http" && isLoopback(request.URL.Hostname()) {
				return nil, nil //nolint:nilnil // no proxy: the token is in the clear and may not leave this machine
			}
			return proxy(request)
		},
		DialContext:           dialer.DialContext,
		ForceAttemptHTTP2:     true,
		MaxIdleConns:          256,
		MaxIdleConnsPerHost:   128,
		IdleConnTimeout:       90 * time.Second,
		TLSHandshakeTimeout:   10 * time.Second,
		ExpectContinueTimeout: time.Second,
	}
}

func (c *config) userAgentHeader() string {
	own := "userapi-go/" + Version + " (" + runtime.Version() + "; " + runtime.GOOS + "/" + runtime.GOARCH + ")"
	if c.userAgent == "" {
		return own
	}
	return c.userAgent + " " + own
}
