package config

import (
	"cmp"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"time"

	"github.com/okta-userapi/userapi-go/wrapper/internal/printable"
)

// Config is what a client can be configured with from outside the program, by the names that Okta's own SDKs document.
// Members that are zero are taken from the environment or, where that doesn't set them either, from a file; see [Load].
//
// Printing it shows each value and where it came from, and nothing of what is secret.
type Config struct {
	// OrgURL is the org's URL: OKTA_CLIENT_ORGURL or OKTA_CLIENT_OKTADOMAIN, okta.client.orgUrl.
	OrgURL string

	// AuthorizationMode is SSWS (an API token), Bearer (an access token) or PrivateKey (OAuth 2.0 client credentials):
	// OKTA_CLIENT_AUTHORIZATIONMODE, okta.client.authorizationMode. "" stands for the one whose members are set.
	AuthorizationMode string

	// Token is the API token or access token: OKTA_CLIENT_TOKEN, okta.client.token.
	Token Secret `json:"-"`

	// ClientID is the service app's: OKTA_CLIENT_CLIENTID, okta.client.clientId.
	ClientID string

	// Scopes are what the service app asks for: OKTA_CLIENT_SCOPES, separated by commas or spaces, okta.client.scopes.
	Scopes []string

	// PrivateKey is the service app's key as PEM or a JSON Web Key, or the path of a file that holds it, from the
	// working directory or, in a file, from that file's: OKTA_CLIENT_PRIVATEKEY, okta.client.privateKey.
	PrivateKey Secret `json:"-"`

	// PrivateKeyID is the id (kid) of the key: OKTA_CLIENT_PRIVATEKEYID or OKTA_CLIENT_KID, okta.client.privateKeyId.
	PrivateKeyID string

	// DPoP is as in [oauth.Config]: OKTA_CLIENT_DPOPENABLED, okta.client.dpopEnabled. Where it is false the client uses
	// DPoP as soon as the org demands it.
	DPoP bool

	// UserAgent is as in [okta.WithUserAgent]: OKTA_CLIENT_USERAGENT, okta.client.userAgent.
	UserAgent string

	// Logging is whether to log requests to slog.Default(), as [okta.WithLogger] does: OKTA_CLIENT_LOGGING_ENABLED,
	// okta.client.logging.enabled.
	Logging bool

	// ConnectionTimeout is as in [okta.WithConnectionTimeout], outside the program in whole seconds:
	// OKTA_CLIENT_CONNECTIONTIMEOUT, okta.client.connectionTimeout. 0 stands for the default.
	ConnectionTimeout time.Duration

	// RequestTimeout is as in [okta.WithRequestTimeout], outside the program in whole seconds, where 0 stands for no
	// limit: OKTA_CLIENT_REQUESTTIMEOUT, okta.client.requestTimeout. Nil stands for the default.
	RequestTimeout *time.Duration

	// MaxRetries is how often a request is sent again at most: OKTA_CLIENT_RATELIMIT_MAXRETRIES,
	// okta.client.rateLimit.maxRetries. Nil stands for the default of [okta.RetryPolicy].
	MaxRetries *int

	// MaxBackoff is the MaxWait of [okta.RetryPolicy], outside the program in whole seconds:
	// OKTA_CLIENT_RATELIMIT_MAXBACKOFF, okta.client.rateLimit.maxBackoff. 0 stands for the default.
	MaxBackoff time.Duration

	// ProxyHost, ProxyPort, ProxyUsername and ProxyPassword name an HTTP proxy: OKTA_CLIENT_PROXY_HOST and so on,
	// okta.client.proxy.host and so on. Without them the proxy is that of HTTPS_PROXY and NO_PROXY.
	ProxyHost, ProxyPort, ProxyUsername string
	ProxyPassword                       Secret `json:"-"`

	// DisableHTTPSCheck is as [okta.WithInsecureHTTP]: OKTA_TESTING_DISABLEHTTPSCHECK, okta.testing.disableHttpsCheck or
	// okta.testing.testingDisableHttpsCheck.
	DisableHTTPSCheck bool

	// TrustWorkingDirectory lets a file in the working directory decide where and how secrets are sent that are not its
	// own; see [Load]. Only the program can set it.
	TrustWorkingDirectory bool

	from map[string]string // where each value came from, by its key in a file
}

// Load completes explicit from the environment and from a file: what is set in explicit wins over the environment, and
// that over the file. The file is the first that exists of okta.yaml, .okta.yaml and .okta/okta.yaml in the working
// directory, and then in the home directory. Only that one is read.
//
// A file in the working directory may have come with somebody else's code. So it is an error where it names the org, a
// proxy or http (okta.client.orgUrl, okta.client.proxy, okta.testing.disableHttpsCheck) for a secret from elsewhere: a
// token, key or proxy password of the environment or the program, or a key whose file is outside of that directory.
// With TrustWorkingDirectory it is none, for programs that keep the URL in a file of their own and the secret in the
// environment.
//
// A name that is not known, an unreadable file, or a value that makes no sense is an error that names the variable, or
// the file, line and key; OKTA_CLIENT_ID and OKTA_CLIENT_SECRET, which sign-in libraries use, are left alone. Variables
// may be spelled with more underscores, as in OKTA_CLIENT_REQUEST_TIMEOUT. What the SDKs' settings of a cache, of the
// renewal of tokens and proofs, and of the log's level are for, a client does without: they are known, and do nothing.
func Load(explicit Config) (Config, error) {
	var f folders
	f.working, _ = os.Getwd() // "" where there is none
	f.home, _ = os.UserHomeDir()
	cfg, err := load(explicit, os.Environ(), f)
	if err != nil {
		return Config{}, fmt.Errorf("okta: configuration: %w", err)
	}
	return cfg, nil
}

// String returns a line for each value that is set, with where it came from.
func (c Config) String() string {
	var text strings.Builder
	for _, s := range settings() {
		value := s.get(&c)
		if value == "" {
			continue
		}
		if s.secret {
			value = "[redacted]"
		} else if at := strings.LastIndexByte(value, '@'); s.url && at >= 0 {
			value = "[redacted]" + value[at:]
		}
		fmt.Fprintf(&text, "%s: %s (%s)\n", s.key, printable.OneLine(value), cmp.Or(c.from[s.key], "explicit"))
	}
	return text.String()
}

// Format keeps secrets out of every print.
func (c Config) Format(state fmt.State, _ rune) { _, _ = io.WriteString(state, c.String()) }

// LogValue is what log/slog shows: the lines of String.
func (c Config) LogValue() slog.Value { return slog.StringValue(c.String()) }

// given is a value from outside, and where it stands.
type given struct {
	value, from string
	folder      string // of the file; "" where it is the environment's
	foreign     bool   // others may have set it; see folders.isForeign
}

func load(explicit Config, environment []string, f folders) (Config, error) {
	file, err := firstFile(f)
	if err != nil {
		return Config{}, err
	}
	variables, err := fromEnvironment(environment)
	if err != nil {
		return Config{}, err
	}
	cfg := explicit
	cfg.from = make(map[string]string)
	origins := make(map[string]given)
	for _, s := range settings() {
		if s.get(&explicit) != "" {
			continue
		}
		g, ok := variables[s.key]
		if !ok {
			g, ok = file[s.key]
		}
		if !ok {
			continue
		}
		if s.key == keyPrivateKey && isPath(g.value) {
			g.value = inFolder(g.folder, g.value)
			g.foreign = g.foreign && isWithin(f.working, keyPath(g.value))
		}
		if err := s.set(&cfg, g.value); err != nil {
			return Config{}, fmt.Errorf("%s %w", g.from, err)
		}
		cfg.from[s.key] = g.from
		origins[s.key] = g
	}
	for _, s := range settings() {
		if s.url && strings.Contains(s.get(&cfg), "@") {
			return Config{}, fmt.Errorf("%s has a user or password in it: leave them out, or set those of a proxy by their own names", cfg.where(s.key))
		}
	}
	return cfg, cfg.checkTrust(origins)
}
