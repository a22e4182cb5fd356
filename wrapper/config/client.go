package config

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/printable"
	"github.com/okta-userapi/userapi-go/wrapper/oauth"
)

// NewClient returns a client with the configuration that [Load] makes of explicit, the environment and a file. Options
// win over all of those.
//
//	client, err := config.NewClient(config.Config{})
func NewClient(explicit Config, options ...okta.Option) (*okta.Client, error) {
	cfg, err := Load(explicit)
	if err != nil {
		return nil, err
	}
	auth, err := cfg.authorizer()
	if err != nil {
		return nil, fmt.Errorf("okta: configuration: %w", err)
	}
	configured, err := cfg.options()
	if err != nil {
		return nil, fmt.Errorf("okta: configuration: %w", err)
	}
	return okta.NewClient(cfg.OrgURL, auth, append(configured, options...)...)
}

// where names a setting in an error.
func (c *Config) where(key string) string { return cmp.Or(c.from[key], key) }

// authorizer makes the Authorizer of the mode.
func (c *Config) authorizer() (okta.Authorizer, error) {
	mode := c.AuthorizationMode
	if mode == "" {
		switch withKey := c.ClientID != "" || c.PrivateKey.Reveal() != ""; {
		case c.Token.Reveal() != "" && withKey:
			return nil, fmt.Errorf("both %s and a client id or private key are set: say which to use with authorizationMode SSWS or PrivateKey", c.where("okta.client.token"))
		case withKey:
			mode = "PrivateKey"
		default:
			mode = "SSWS"
		}
	}
	if c.OrgURL == "" {
		return nil, missing("OKTA_CLIENT_ORGURL", "okta.client.orgUrl", "")
	}
	switch strings.ToLower(mode) {
	case "ssws":
		if c.Token.Reveal() == "" {
			return nil, missing("OKTA_CLIENT_TOKEN", "okta.client.token", mode)
		}
		return okta.APIToken(c.Token.Reveal()), nil
	case "bearer":
		if c.Token.Reveal() == "" {
			return nil, missing("OKTA_CLIENT_TOKEN", "okta.client.token", mode)
		}
		return okta.BearerToken(c.Token.Reveal()), nil
	case "privatekey":
		return c.clientCredentials(mode)
	}
	return nil, fmt.Errorf("%s is %q: use SSWS, Bearer or PrivateKey", c.where("okta.client.authorizationMode"), printable.OneLine(mode))
}

func missing(name, key, mode string) error {
	if mode == "" {
		return fmt.Errorf("%s (%s in okta.yaml) is not set", name, key)
	}
	return fmt.Errorf("%s (%s in okta.yaml) is not set, which the authorization mode %s needs", name, key, mode)
}

func (c *Config) clientCredentials(mode string) (okta.Authorizer, error) {
	switch {
	case c.ClientID == "":
		return nil, missing("OKTA_CLIENT_CLIENTID", "okta.client.clientId", mode)
	case c.PrivateKey.Reveal() == "":
		return nil, missing("OKTA_CLIENT_PRIVATEKEY", "okta.client.privateKey", mode)
	case len(c.Scopes) == 0:
		return nil, missing("OKTA_CLIENT_SCOPES", "okta.client.scopes", mode)
	}
	text := []byte(c.PrivateKey.Reveal())
	if isPath(c.PrivateKey.Reveal()) {
		var err error
		if text, err = readFile(keyPath(c.PrivateKey.Reveal())); err != nil {
			// The value is not shown: it may be a key after all.
			return nil, fmt.Errorf("%s is neither a key nor the path of a file that can be read: %w", c.where(keyPrivateKey), err)
		}
	}
	parsed, err := oauth.ParsePrivateKey(text)
	if err != nil {
		return nil, fmt.Errorf("%s: the private key %w", c.where(keyPrivateKey), errors.Unwrap(err))
	}
	return oauth.ClientCredentials(oauth.Config{ClientID: c.ClientID, Key: parsed, KeyID: c.PrivateKeyID, Scopes: c.Scopes, DPoP: c.DPoP}), nil
}

// isPath tells the path of a key's file from a key.
func isPath(text string) bool {
	text = strings.TrimSpace(text)
	return !strings.HasPrefix(text, "{") && !strings.Contains(text, "-----BEGIN") && !strings.ContainsAny(text, "\n\r") && len(text) < 256
}

// keyPath is where the file of a key is.
func keyPath(key string) string {
	path := strings.TrimSpace(key)
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	return path
}

// inFolder is the path of a key that a file in a folder names.
func inFolder(folder, path string) string {
	if strings.HasPrefix(path, "~/") || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(folder, path)
}

// options are the options that the configuration stands for.
func (c *Config) options() ([]okta.Option, error) {
	policy := okta.RetryPolicy{MaxWait: c.MaxBackoff}
	switch {
	case c.ConnectionTimeout < 0:
		return nil, errors.New("the ConnectionTimeout is negative: use 0 for the default")
	case c.MaxRetries != nil && *c.MaxRetries < 0:
		return nil, errors.New("the MaxRetries are negative: use 0 for none")
	case c.MaxRetries != nil:
		policy.Attempts = *c.MaxRetries + 1
	}
	options := []okta.Option{okta.WithRetry(policy)}
	if c.ConnectionTimeout > 0 {
		options = append(options, okta.WithConnectionTimeout(c.ConnectionTimeout))
	}
	if c.RequestTimeout != nil {
		options = append(options, okta.WithRequestTimeout(*c.RequestTimeout))
	}
	if c.UserAgent != "" {
		options = append(options, okta.WithUserAgent(c.UserAgent))
	}
	if c.Logging {
		options = append(options, okta.WithLogger(slog.Default()))
	}
	if c.DisableHTTPSCheck {
		options = append(options, okta.WithInsecureHTTP())
	}
	if c.ProxyHost != "" {
		proxy, err := c.proxy()
		if err != nil {
			return nil, err
		}
		options = append(options, okta.WithProxy(proxy))
	}
	return options, nil
}

func (c *Config) proxy() (*url.URL, error) {
	host := c.ProxyHost
	if !strings.Contains(host, "://") {
		host = "http://" + host
	}
	proxy, err := url.Parse(host)
	if err != nil || proxy.Hostname() == "" || !slices.Contains([]string{"http", "https", "socks5"}, proxy.Scheme) {
		return nil, fmt.Errorf("%s is not the host of a proxy: use a name like proxy.example.com", c.where("okta.client.proxy.host"))
	}
	if c.ProxyPort != "" {
		if _, err := strconv.ParseUint(c.ProxyPort, 10, 16); err != nil {
			return nil, fmt.Errorf("%s is not a port", c.where("okta.client.proxy.port"))
		}
		proxy.Host = net.JoinHostPort(proxy.Hostname(), c.ProxyPort)
	}
	if c.ProxyUsername != "" {
		proxy.User = url.UserPassword(c.ProxyUsername, c.ProxyPassword.Reveal())
	}
	return proxy, nil
}
