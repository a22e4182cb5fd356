// Package orgurl reads the URL of an org, and refuses what is none: the token goes where it points.
package orgurl

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/okta-userapi/userapi-go/wrapper/internal/transport"
)

// oktaDomains are the domains of orgs that have none of their own. The org is the first label, with the suffix "-admin"
// in the URL of its admin console.
var oktaDomains = [...]string{"okta.com", "oktapreview.com", "okta-emea.com", "okta-gov.com", "okta.mil"}

// pages are paths that people copy from a browser.
var pages = [...]string{"/app/UserHome", "/admin/dashboard", "/login/login.htm"}

// Parse returns the URL as an org writes it, with a slash at its end.
func Parse(orgURL string, insecureHTTP bool) (*url.URL, error) {
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
	base.Host = strings.ToLower(base.Host)
	base.Path = strings.TrimRight(base.Path, "/")
	host := base.Hostname()
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
	case strings.HasSuffix(base.Path, "/api/v1"):
		return nil, errors.New("the org URL ends in /api/v1, which the client adds itself" + example)
	case strings.HasSuffix(base.Host, ":"):
		return nil, errors.New("the org URL has a colon and no port behind its host: leave the colon out")
	case base.Port() != "" && !isPort(base.Port()):
		return nil, errors.New("the org URL has a port that is not between 1 and 65535")
	case strings.HasSuffix(host, "."):
		return nil, errors.New("the host of the org URL ends in a dot: leave it out")
	case strings.ContainsFunc(host, func(r rune) bool { return r > '~' }):
		return nil, errors.New("the host of the org URL has letters that are not ASCII, which may only look like those of the org: type it anew, or write a domain that has them in punycode (xn--)")
	case base.Scheme == "http" && !insecureHTTP && !transport.IsLoopback(host):
		return nil, errors.New("the org URL is http://, which would send the token in the clear: use https://, or WithInsecureHTTP on a network you trust")
	}
	for _, domain := range oktaDomains {
		if err := checkDomain(host, domain, base.Path); err != nil {
			return nil, err
		}
	}
	for _, page := range pages {
		if strings.HasSuffix(base.Path, page) {
			return nil, errors.New("the org URL is that of a page in the browser: leave " + page + " out")
		}
	}
	// An authorization server compares the URLs in an assertion or a proof with its own as texts.
	if port := base.Port(); port == "443" && base.Scheme == "https" || port == "80" && base.Scheme == "http" {
		base.Host = strings.TrimSuffix(base.Host, ":"+port)
	}
	base.Path += "/"
	return base, nil
}

// checkDomain refuses a URL that is on one of Okta's domains and no org's, or that only looks as if it were on it.
func checkDomain(host, domain, path string) error {
	if looksLike(host, domain) {
		return fmt.Errorf("the host of the org URL only looks as if it were on %s: it has letters of another script: type it anew", domain)
	}
	org, ok := strings.CutSuffix(host, "."+domain)
	if !ok {
		return nil
	}
	label, _, _ := strings.Cut(org, ".")
	withoutAdmin, isAdmin := strings.CutSuffix(label, "-admin")
	switch {
	case strings.Contains(host, "xn--"):
		return errors.New("the host of the org URL has letters of another script, which no org on " + domain + " has: type it anew")
	case isAdmin:
		return fmt.Errorf("the org URL is that of the admin console: use https://%s%s", withoutAdmin, strings.TrimPrefix(host, label))
	case path != "":
		return errors.New("the org URL is that of a page in the browser, or has another path: use https://" + host)
	}
	return nil
}

func isPort(text string) bool {
	port, err := strconv.ParseUint(text, 10, 16)
	return err == nil && port > 0
}
