package wrapper

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Config is what a client can be configured with from outside the program, by the names that Okta's own SDKs document. Members that are
// zero are taken from the environment or, where that doesn't set them either, from a file; see [LoadConfig].
//
// Printing it shows each value and where it came from, and nothing of what is secret.
type Config struct {
	// OrgURL is the org's URL: OKTA_CLIENT_ORGURL, okta.client.orgUrl.
	OrgURL string

	// AuthorizationMode is SSWS (an API token), Bearer (an access token) or PrivateKey (OAuth 2.0 client credentials):
	// OKTA_CLIENT_AUTHORIZATIONMODE, okta.client.authorizationMode. "" stands for the one whose members are set.
	AuthorizationMode string

	// Token is the API token or access token: OKTA_CLIENT_TOKEN, okta.client.token.
	Token string `json:"-"`

	// ClientID is the service app's: OKTA_CLIENT_CLIENTID, okta.client.clientId.
	ClientID string

	// Scopes are what the service app asks for: OKTA_CLIENT_SCOPES, separated by commas or spaces, okta.client.scopes.
	Scopes []string

	// PrivateKey is the service app's key as PEM or a JSON Web Key, or the path of a file that holds it, from the working directory or, in a
	// file, from that file's: OKTA_CLIENT_PRIVATEKEY, okta.client.privateKey.
	PrivateKey string `json:"-"`

	// PrivateKeyID is the id (kid) of the key: OKTA_CLIENT_PRIVATEKEYID, okta.client.privateKeyId.
	PrivateKeyID string

	// ConnectionTimeout is as in [WithConnectionTimeout], outside the program in whole seconds: OKTA_CLIENT_CONNECTIONTIMEOUT,
	// okta.client.connectionTimeout. 0 stands for the default.
	ConnectionTimeout time.Duration

	// RequestTimeout is as in [WithRequestTimeout], outside the program in whole seconds, where 0 stands for no limit:
	// OKTA_CLIENT_REQUESTTIMEOUT, okta.client.requestTimeout. Nil stands for the default.
	RequestTimeout *time.Duration

	// MaxRetries is how often a request is sent again at most: OKTA_CLIENT_RATELIMIT_MAXRETRIES, okta.client.rateLimit.maxRetries. Nil stands
	// for the default of [RetryPolicy].
	MaxRetries *int

	// MaxBackoff is the MaxWait of [RetryPolicy], outside the program in whole seconds: OKTA_CLIENT_RATELIMIT_MAXBACKOFF,
	// okta.client.rateLimit.maxBackoff. 0 stands for the default.
	MaxBackoff time.Duration

	// ProxyHost, ProxyPort, ProxyUsername and ProxyPassword name an HTTP proxy: OKTA_CLIENT_PROXY_HOST and so on, okta.client.proxy.host
	// and so on. Without them the proxy is that of HTTPS_PROXY and NO_PROXY.
	ProxyHost, ProxyPort, ProxyUsername string
	ProxyPassword                       string `json:"-"`

	// DisableHTTPSCheck is as [WithInsecureHTTP]: OKTA_TESTING_DISABLEHTTPSCHECK, okta.testing.disableHttpsCheck.
	DisableHTTPSCheck bool

	from map[string]string // where each value came from, by its key in a file
}

// LoadConfig completes explicit from the environment and from a file: what is set in explicit wins over the environment, and that over the
// file. The file is the first that exists of okta.yaml, .okta.yaml and .okta/okta.yaml in the working directory, and then in the home
// directory. Only that one is read, so that a file in a working directory can't send a token of the home directory elsewhere.
//
// A name that is not known, an unreadable file, or a value that makes no sense is an error that names the variable, or the file, line and
// key; OKTA_CLIENT_ID and OKTA_CLIENT_SECRET, which sign-in libraries use, are left alone. Variables may be spelled with more
// underscores, as in OKTA_CLIENT_REQUEST_TIMEOUT. The settings of the SDKs' cache are known and do nothing: there is none.
func LoadConfig(explicit Config) (Config, error) {
	var folders []string
	for _, folder := range []func() (string, error){os.Getwd, os.UserHomeDir} {
		if path, err := folder(); err == nil {
			folders = append(folders, path)
		}
	}
	cfg, err := loadConfig(explicit, os.Environ(), folders)
	if err != nil {
		return Config{}, fmt.Errorf("okta: configuration: %w", err)
	}
	return cfg, nil
}

// NewClientFromConfig returns a client with the configuration that [LoadConfig] makes of explicit, the environment and a file. Options
// win over all of those.
//
//	client, err := okta.NewClientFromConfig(okta.Config{})
func NewClientFromConfig(explicit Config, options ...Option) (*Client, error) {
	cfg, err := LoadConfig(explicit)
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
	return NewClient(cfg.OrgURL, auth, append(configured, options...)...)
}

// setting is one thing that can be configured.
type setting struct {
	key    string // in a file
	secret bool
	url    bool                 // what stands before an @ in it is secret
	get    func(*Config) string // "" where it isn't set
	set    func(*Config, string) error
}

// settings are in the order in which they are shown.
func settings() []setting {
	text := func(key string, field func(*Config) *string) setting {
		return setting{
			key: key,
			get: func(c *Config) string { return *field(c) },
			set: func(c *Config, value string) error { *field(c) = value; return nil },
		}
	}
	secret := func(key string, field func(*Config) *string) setting {
		s := text(key, field)
		s.secret = true
		return s
	}
	address := func(key string, field func(*Config) *string) setting {
		s := text(key, field)
		s.url = true
		return s
	}
	duration := func(key string, field func(*Config) *time.Duration) setting {
		return setting{
			key: key,
			get: func(c *Config) string { return shown(*field(c) != 0, *field(c)) },
			set: func(c *Config, value string) (err error) { *field(c), err = seconds(value); return err },
		}
	}
	return []setting{
		address("okta.client.orgUrl", func(c *Config) *string { return &c.OrgURL }),
		text("okta.client.authorizationMode", func(c *Config) *string { return &c.AuthorizationMode }),
		secret("okta.client.token", func(c *Config) *string { return &c.Token }),
		text("okta.client.clientId", func(c *Config) *string { return &c.ClientID }),
		{
			key: "okta.client.scopes",
			get: func(c *Config) string { return strings.Join(c.Scopes, " ") },
			set: func(c *Config, value string) error {
				c.Scopes = strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' || r == '\n' })
				return nil
			},
		},
		secret("okta.client.privateKey", func(c *Config) *string { return &c.PrivateKey }),
		text("okta.client.privateKeyId", func(c *Config) *string { return &c.PrivateKeyID }),
		duration("okta.client.connectionTimeout", func(c *Config) *time.Duration { return &c.ConnectionTimeout }),
		{
			key: "okta.client.requestTimeout",
			get: func(c *Config) string {
				if c.RequestTimeout == nil {
					return ""
				}
				return c.RequestTimeout.String()
			},
			set: func(c *Config, value string) error {
				timeout, err := seconds(value)
				c.RequestTimeout = &timeout
				return err
			},
		},
		{
			key: "okta.client.rateLimit.maxRetries",
			get: func(c *Config) string {
				if c.MaxRetries == nil {
					return ""
				}
				return strconv.Itoa(*c.MaxRetries)
			},
			set: func(c *Config, value string) error {
				retries, err := strconv.ParseUint(value, 10, 16)
				if err != nil {
					return errors.New("is not a number of retries: use 0 or more")
				}
				c.MaxRetries = new(int(retries))
				return nil
			},
		},
		duration("okta.client.rateLimit.maxBackoff", func(c *Config) *time.Duration { return &c.MaxBackoff }),
		address("okta.client.proxy.host", func(c *Config) *string { return &c.ProxyHost }),
		text("okta.client.proxy.port", func(c *Config) *string { return &c.ProxyPort }),
		text("okta.client.proxy.username", func(c *Config) *string { return &c.ProxyUsername }),
		secret("okta.client.proxy.password", func(c *Config) *string { return &c.ProxyPassword }),
		{
			key: "okta.testing.disableHttpsCheck",
			get: func(c *Config) string { return shown(c.DisableHTTPSCheck, true) },
			set: func(c *Config, value string) (err error) {
				if c.DisableHTTPSCheck, err = strconv.ParseBool(value); err != nil {
					return errors.New("is not true or false")
				}
				return nil
			},
		},
	}
}

// inert are the settings of the SDKs' cache.
func inert() []string {
	return []string{"okta.client.cache.enabled", "okta.client.cache.defaultTtl", "okta.client.cache.defaultTti"}
}

func shown(isSet bool, value any) string {
	if !isSet {
		return ""
	}
	return fmt.Sprint(value)
}

func seconds(value string) (time.Duration, error) {
	n, err := strconv.ParseUint(value, 10, 31)
	if err != nil {
		return 0, errors.New("is not a time in whole seconds: use 0 or more")
	}
	return time.Duration(n) * time.Second, nil
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
		fmt.Fprintf(&text, "%s: %s (%s)\n", s.key, oneLine(value), cmp.Or(c.from[s.key], "explicit"))
	}
	return text.String()
}

// Format keeps secrets out of every print.
func (c Config) Format(state fmt.State, _ rune) { _, _ = io.WriteString(state, c.String()) }

// given is a value from outside, and where it stands.
type given struct{ value, from, folder string }

func loadConfig(explicit Config, environment, folders []string) (Config, error) {
	file, err := firstFile(folders)
	if err != nil {
		return Config{}, err
	}
	variables, err := fromEnvironment(environment)
	if err != nil {
		return Config{}, err
	}
	cfg := explicit
	cfg.from = make(map[string]string)
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
		if err := s.set(&cfg, g.value); err != nil {
			return Config{}, fmt.Errorf("%s %w", g.from, err)
		}
		cfg.from[s.key] = g.from
		if s.key == "okta.client.privateKey" && g.folder != "" {
			cfg.PrivateKey = inFolder(g.folder, cfg.PrivateKey)
		}
	}
	return cfg, nil
}

// fromEnvironment finds the settings in variables, each of the form name=value. An empty one is not set.
func fromEnvironment(environment []string) (map[string]given, error) {
	keys := make(map[string]string)
	for _, s := range settings() {
		keys[variable(s.key)] = s.key
	}
	for _, key := range inert() {
		keys[variable(key)] = key
	}
	found := make(map[string]given)
	for _, entry := range environment {
		name, value, _ := strings.Cut(entry, "=")
		value = strings.TrimSpace(value)
		if !strings.HasPrefix(name, "OKTA_CLIENT_") && !strings.HasPrefix(name, "OKTA_TESTING_") || value == "" {
			continue
		}
		key, ok := keys[strings.ReplaceAll(name, "_", "")]
		if !ok && (name == "OKTA_CLIENT_ID" || name == "OKTA_CLIENT_SECRET") {
			continue // of a sign-in library
		}
		if !ok {
			return nil, fmt.Errorf("the environment variable %s is not known: unset it, or see okta.Config for the names", oneLine(name))
		}
		if other, twice := found[key]; twice && other.value != value {
			return nil, fmt.Errorf("the environment variables %s and %s are two spellings of one setting and differ: unset one", other.from, name)
		}
		found[key] = given{value: value, from: name}
	}
	return found, nil
}

// variable is the name of a key's environment variable without underscores.
func variable(key string) string { return strings.ToUpper(strings.ReplaceAll(key, ".", "")) }

// firstFile reads the first configuration file that exists.
func firstFile(folders []string) (map[string]given, error) {
	for _, folder := range folders {
		for _, name := range []string{"okta.yaml", ".okta.yaml", filepath.Join(".okta", "okta.yaml")} {
			path := filepath.Join(folder, name)
			data, err := readFile(path, maxConfigFile)
			if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
				continue
			}
			if err != nil {
				return nil, fmt.Errorf("%s can't be read: %w", path, err)
			}
			return parseFile(path, data)
		}
	}
	return nil, nil
}

// What is read of a file at most. Both are a few kB, and the YAML parser's time grows with the square of what is nested.
const (
	maxConfigFile = 64 << 10
	maxKeyFile    = 1 << 20
)

func readFile(path string, most int64) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, withoutPath(err)
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(io.LimitReader(file, most+1))
	switch {
	case err != nil:
		return nil, withoutPath(err)
	case int64(len(data)) > most:
		return nil, fmt.Errorf("it is larger than %d KiB", most>>10)
	}
	return data, nil
}

// withoutPath takes the path off an error, for a text that has it already.
func withoutPath(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	return err
}

// parseFile reads the settings in a YAML file.
func parseFile(path string, data []byte) (map[string]given, error) {
	file, err := parser.ParseBytes(bytes.TrimPrefix(data, []byte("\ufeff")), 0, parser.AllowDuplicateMapKey())
	if err != nil {
		// The parser's words show the lines around, and with them a token or key.
		return nil, fmt.Errorf("%s is not YAML%s: put values with special characters in quotes", path, lineIn(err))
	}
	f := &configFile{path: path, found: make(map[string]given), known: inert()}
	for _, s := range settings() {
		f.known = append(f.known, s.key)
	}
	documents := 0
	for _, document := range file.Docs {
		if _, directive := document.Body.(*ast.DirectiveNode); directive || isNull(document.Body) {
			continue
		}
		if documents++; documents > 1 {
			return nil, fmt.Errorf("%s has more than one YAML document: keep one", path)
		}
		if err := f.walk("", 1, document.Body); err != nil {
			return nil, err
		}
	}
	return f.found, nil
}

// lineIn returns where a YAML error is, such as " in line 3"; "" where it doesn't say.
func lineIn(err error) string {
	located, ok := errors.AsType[interface {
		error
		GetToken() *token.Token
	}](err)
	if !ok || located.GetToken() == nil || located.GetToken().Position == nil {
		return ""
	}
	return fmt.Sprintf(" in line %d", located.GetToken().Position.Line)
}

type configFile struct {
	path  string
	known []string
	found map[string]given
}

// walk takes in the values at and below a key.
func (f *configFile) walk(key string, line int, node ast.Node) error {
	from := fmt.Sprintf("%s:%d: %s", f.path, line, key)
	isSetting := slices.Contains(f.known, key)
	isGroup := key == "" || slices.ContainsFunc(f.known, func(known string) bool { return strings.HasPrefix(known, key+".") })
	if !isSetting && !isGroup {
		if strings.ContainsFunc(key, func(r rune) bool { return r != '.' && (r|0x20 < 'a' || r|0x20 > 'z') }) {
			from = fmt.Sprintf("%s:%d: a key", f.path, line) // which may be a token that lost its colon
		}
		return fmt.Errorf("%s is not known: remove it, or see okta.Config for the names", from)
	}
	if isNull(node) {
		return nil
	}
	if isSetting {
		value, err := settingText(key, node)
		if err != nil {
			return fmt.Errorf("%s %w", from, err)
		}
		if _, twice := f.found[key]; twice {
			return fmt.Errorf("%s is set twice: keep one", from)
		}
		if value != "" {
			f.found[key] = given{value: value, from: from, folder: filepath.Dir(f.path)}
		}
		return nil
	}
	var entries []*ast.MappingValueNode
	switch node := node.(type) {
	case *ast.MappingNode:
		entries = node.Values
	case *ast.MappingValueNode:
		entries = []*ast.MappingValueNode{node}
	default:
		if key == "" {
			return fmt.Errorf("%s is not a configuration: its first key has to be okta", f.path)
		}
		return fmt.Errorf("%s is not a group of keys: see okta.Config for the names", from)
	}
	for _, entry := range entries {
		name := entry.Key.GetToken()
		below := name.Value
		if key != "" {
			below = key + "." + name.Value
		}
		if err := f.walk(below, name.Position.Line, entry.Value); err != nil {
			return err
		}
	}
	return nil
}

func isNull(node ast.Node) bool {
	_, null := node.(*ast.NullNode)
	return null || node == nil
}

// settingText returns a value as a text; a list, which only scopes are, with spaces between.
func settingText(key string, node ast.Node) (string, error) {
	list, ok := node.(*ast.SequenceNode)
	if !ok || key != "okta.client.scopes" {
		text, ok := scalar(node)
		if !ok {
			return "", errors.New("is not one value: write it behind the key, without anchors and aliases")
		}
		return strings.TrimSpace(text), nil
	}
	var values []string
	for _, element := range list.Values {
		value, ok := scalar(element)
		if !ok {
			return "", errors.New("is not a list of texts")
		}
		values = append(values, value)
	}
	return strings.Join(values, " "), nil
}

// scalar returns a value as it is written.
func scalar(node ast.Node) (text string, ok bool) {
	switch node := node.(type) {
	case *ast.StringNode:
		return node.Value, true
	case *ast.LiteralNode:
		return node.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return node.GetToken().Value, true
	}
	return "", false
}

// where names a setting in an error.
func (c *Config) where(key string) string { return cmp.Or(c.from[key], key) }

// authorizer makes the Authorizer of the mode.
func (c *Config) authorizer() (Authorizer, error) {
	mode := c.AuthorizationMode
	if mode == "" {
		switch withKey := c.ClientID != "" || c.PrivateKey != ""; {
		case c.Token != "" && withKey:
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
		if c.Token == "" {
			return nil, missing("OKTA_CLIENT_TOKEN", "okta.client.token", mode)
		}
		return APIToken(c.Token), nil
	case "bearer":
		if c.Token == "" {
			return nil, missing("OKTA_CLIENT_TOKEN", "okta.client.token", mode)
		}
		return BearerToken(c.Token), nil
	case "privatekey":
		return c.clientCredentials(mode)
	}
	return nil, fmt.Errorf("%s is %q: use SSWS, Bearer or PrivateKey", c.where("okta.client.authorizationMode"), oneLine(mode))
}

func missing(name, key, mode string) error {
	if mode == "" {
		return fmt.Errorf("%s (%s in okta.yaml) is not set", name, key)
	}
	return fmt.Errorf("%s (%s in okta.yaml) is not set, which the authorization mode %s needs", name, key, mode)
}

func (c *Config) clientCredentials(mode string) (Authorizer, error) {
	switch {
	case c.ClientID == "":
		return nil, missing("OKTA_CLIENT_CLIENTID", "okta.client.clientId", mode)
	case c.PrivateKey == "":
		return nil, missing("OKTA_CLIENT_PRIVATEKEY", "okta.client.privateKey", mode)
	case len(c.Scopes) == 0:
		return nil, missing("OKTA_CLIENT_SCOPES", "okta.client.scopes", mode)
	}
	const key = "okta.client.privateKey"
	text := []byte(c.PrivateKey)
	if isPath(c.PrivateKey) {
		var err error
		if text, err = readFile(c.keyPath(), maxKeyFile); err != nil {
			// The value is not shown: it may be a key after all.
			return nil, fmt.Errorf("%s is neither a key nor the path of a file that can be read: %w", c.where(key), err)
		}
	}
	parsed, err := parsePrivateKey(text)
	if err != nil {
		return nil, fmt.Errorf("%s: the private key %w", c.where(key), err)
	}
	return ClientCredentials(ClientCredentialsConfig{ClientID: c.ClientID, Key: parsed, KeyID: c.PrivateKeyID, Scopes: c.Scopes}), nil
}

// isPath tells the path of a key's file from a key.
func isPath(text string) bool {
	text = strings.TrimSpace(text)
	return !strings.HasPrefix(text, "{") && !strings.Contains(text, "-----BEGIN") && !strings.ContainsAny(text, "\n\r") && len(text) < 256
}

func (c *Config) keyPath() string {
	path := strings.TrimSpace(c.PrivateKey)
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	return path
}

// inFolder is the private key that a file in a folder names, where that is by a path.
func inFolder(folder, key string) string {
	if !isPath(key) || strings.HasPrefix(key, "~/") || filepath.IsAbs(key) {
		return key
	}
	return filepath.Join(folder, key)
}

// options are the options that the configuration stands for.
func (c *Config) options() ([]Option, error) {
	switch {
	case c.ConnectionTimeout < 0:
		return nil, errors.New("the ConnectionTimeout is negative: use 0 for the default")
	case c.MaxRetries != nil && *c.MaxRetries < 0:
		return nil, errors.New("the MaxRetries are negative: use 0 for none")
	}
	options := []Option{func(cfg *config) error {
		cfg.configuredTimeout = c.ConnectionTimeout
		return nil
	}}
	policy := RetryPolicy{MaxWait: c.MaxBackoff}
	if c.MaxRetries != nil {
		policy.Attempts = *c.MaxRetries + 1
	}
	options = append(options, WithRetry(policy))
	if c.RequestTimeout != nil {
		options = append(options, WithRequestTimeout(*c.RequestTimeout))
	}
	if c.DisableHTTPSCheck {
		options = append(options, WithInsecureHTTP())
	}
	if c.ProxyHost == "" {
		return options, nil
	}
	proxy, err := c.proxy()
	if err != nil {
		return nil, err
	}
	return append(options, func(cfg *config) error {
		cfg.proxy = http.ProxyURL(proxy)
		return nil
	}), nil
}

func (c *Config) proxy() (*url.URL, error) {
	host := c.ProxyHost
	if !strings.Contains(host, "://") {
		host = "http://" + host
	}
	proxy, err := url.Parse(host)
	if err != nil || proxy.Host == "" || proxy.User != nil {
		return nil, fmt.Errorf("%s is not the host of a proxy: use a name like proxy.example.com", c.where("okta.client.proxy.host"))
	}
	if c.ProxyPort != "" {
		if _, err := strconv.ParseUint(c.ProxyPort, 10, 16); err != nil {
			return nil, fmt.Errorf("%s is not a port", c.where("okta.client.proxy.port"))
		}
		proxy.Host = net.JoinHostPort(proxy.Hostname(), c.ProxyPort)
	}
	if c.ProxyUsername != "" {
		proxy.User = url.UserPassword(c.ProxyUsername, c.ProxyPassword)
	}
	return proxy, nil
}
