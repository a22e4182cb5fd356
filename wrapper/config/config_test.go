package config_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/wrapper/config"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

// place gives a test a working and a home directory of its own, with files in them, and an environment without OKTA
// variables.
func place(t *testing.T, files map[string]string, environment map[string]string) (work string) {
	t.Helper()
	root := t.TempDir()
	home := filepath.Join(root, "home")
	work = filepath.Join(root, "work")
	require.NoError(t, os.MkdirAll(work, 0o700))
	require.NoError(t, os.MkdirAll(home, 0o700))
	for name, content := range files {
		path := filepath.Join(root, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o700))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
	}
	for _, entry := range os.Environ() {
		if name, _, _ := strings.Cut(entry, "="); strings.HasPrefix(name, "OKTA_") {
			t.Setenv(name, "")
		}
	}
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	for name, value := range environment {
		t.Setenv(name, value)
	}
	t.Chdir(work)
	return work
}

const wholeFile = `
okta:
  client:
    orgUrl: https://file.okta.com
    authorizationMode: PrivateKey
    token: 00test-Token_that-must-not-leak
    clientId: 0oafile
    scopes: [okta.users.read, okta.users.manage]
    privateKey: |
      -----BEGIN PRIVATE KEY-----
      must-not-leak
      -----END PRIVATE KEY-----
    privateKeyId: kid-file
    dpopEnabled: true
    userAgent: hr-sync/1.4
    logging:
      enabled: true
      logLevel: 10
    connectionTimeout: 10
    requestTimeout: 0
    rateLimit:
      maxRetries: 2
      maxBackoff: 30
    proxy:
      host: proxy.example.com
      port: 8080
      username: ada@example.com
      password: p@proxy-that-must-not-leak
    cache:
      enabled: true
      defaultTtl: 300
  testing:
    disableHttpsCheck: true
`

func TestTheFileAndTheEnvironmentNameTheSameSettings(t *testing.T) {
	want := config.Config{
		OrgURL: "https://file.okta.com", AuthorizationMode: "PrivateKey", Token: config.NewSecret(testkit.Token), ClientID: "0oafile",
		Scopes: []string{"okta.users.read", "okta.users.manage"}, PrivateKey: config.NewSecret("-----BEGIN PRIVATE KEY-----\nmust-not-leak\n-----END PRIVATE KEY-----"),
		PrivateKeyID: "kid-file", ConnectionTimeout: 10 * time.Second, RequestTimeout: new(time.Duration(0)), MaxRetries: new(2), MaxBackoff: 30 * time.Second,
		ProxyHost: "proxy.example.com", ProxyPort: "8080", ProxyUsername: "ada@example.com", ProxyPassword: config.NewSecret("p@proxy-that-must-not-leak"), DisableHTTPSCheck: true,
		DPoP: true, UserAgent: "hr-sync/1.4", Logging: true,
	}
	asJSON := func(cfg config.Config) string {
		text, err := json.Marshal(cfg)
		require.NoError(t, err)
		return string(text) + cfg.Token.Reveal() + cfg.PrivateKey.Reveal() + cfg.ProxyPassword.Reveal()
	}
	documented := map[string]string{
		"OKTA_CLIENT_ORGURL": want.OrgURL, "OKTA_CLIENT_AUTHORIZATIONMODE": want.AuthorizationMode, "OKTA_CLIENT_TOKEN": want.Token.Reveal(), "OKTA_CLIENT_CLIENTID": want.ClientID,
		"OKTA_CLIENT_SCOPES": "okta.users.read,okta.users.manage", "OKTA_CLIENT_PRIVATEKEY": want.PrivateKey.Reveal(), "OKTA_CLIENT_PRIVATEKEYID": want.PrivateKeyID,
		"OKTA_CLIENT_CONNECTIONTIMEOUT": "10", "OKTA_CLIENT_REQUESTTIMEOUT": "0", "OKTA_CLIENT_RATELIMIT_MAXRETRIES": "2", "OKTA_CLIENT_RATELIMIT_MAXBACKOFF": "30",
		"OKTA_CLIENT_PROXY_HOST": want.ProxyHost, "OKTA_CLIENT_PROXY_PORT": want.ProxyPort, "OKTA_CLIENT_PROXY_USERNAME": want.ProxyUsername, "OKTA_CLIENT_PROXY_PASSWORD": want.ProxyPassword.Reveal(),
		"OKTA_CLIENT_CACHE_ENABLED": "true", "OKTA_TESTING_DISABLE_HTTPS_CHECK": "true",
		"OKTA_CLIENT_DPOP_ENABLED": "true", "OKTA_CLIENT_USERAGENT": want.UserAgent, "OKTA_CLIENT_LOGGING_ENABLED": "true", "OKTA_CLIENT_OAUTH_TOKEN_RENEWAL_OFFSET": "5",
	}
	inCode := map[string]string{
		"OKTA_CLIENT_CONNECTION_TIMEOUT": "10", "OKTA_CLIENT_REQUEST_TIMEOUT": "0", "OKTA_CLIENT_RATE_LIMIT_MAX_RETRIES": "2", "OKTA_CLIENT_RATE_LIMIT_MAX_BACKOFF": "30",
	}
	t.Run("file", func(t *testing.T) {
		place(t, map[string]string{"work/okta.yaml": wholeFile}, nil)
		got, err := config.Load(config.Config{})
		require.NoError(t, err)
		assert.Equal(t, asJSON(want), asJSON(got))
	})
	t.Run("environment", func(t *testing.T) {
		place(t, nil, documented)
		got, err := config.Load(config.Config{})
		require.NoError(t, err)
		assert.Equal(t, asJSON(want), asJSON(got))
	})
	t.Run("the other spelling", func(t *testing.T) {
		inCode["OKTA_CLIENT_ID"], inCode["OKTA_CLIENT_SECRET"] = "of another library", "of another library"
		place(t, nil, inCode)
		got, err := config.Load(config.Config{})
		require.NoError(t, err)
		assert.Equal(t, asJSON(config.Config{ConnectionTimeout: want.ConnectionTimeout, RequestTimeout: want.RequestTimeout, MaxRetries: want.MaxRetries, MaxBackoff: want.MaxBackoff}), asJSON(got))
	})
}

func TestNamesOfOtherSDKsMeanTheSame(t *testing.T) {
	check := func(t *testing.T) {
		cfg, err := config.Load(config.Config{})
		require.NoError(t, err)
		assert.Equal(t, "https://acme.okta.com kid true", fmt.Sprint(cfg.OrgURL, " ", cfg.PrivateKeyID, " ", cfg.DisableHTTPSCheck))
	}
	t.Run("file", func(t *testing.T) {
		place(t, map[string]string{"work/okta.yaml": "okta: {client: {oktaDomain: 'https://acme.okta.com', kid: kid}, testing: {testingDisableHttpsCheck: true}}"}, nil)
		check(t)
	})
	t.Run("environment", func(t *testing.T) {
		place(t, nil, map[string]string{"OKTA_CLIENT_OKTADOMAIN": "https://acme.okta.com", "OKTA_CLIENT_KID": "kid", "OKTA_TESTING_TESTINGDISABLEHTTPSCHECK": "true"})
		check(t)
	})
	t.Run("both names", func(t *testing.T) {
		place(t, map[string]string{"work/okta.yaml": "okta: {client: {kid: a, privateKeyId: b}}"}, nil)
		_, err := config.Load(config.Config{})
		require.ErrorContains(t, err, "okta.client.privateKeyId is set twice")
	})
}

func TestNamesThatCannotMeanTheSameSayWhatToDo(t *testing.T) {
	for name, test := range map[string]struct{ variable, file, want string }{
		"an assertion":    {"OKTA_CLIENT_CLIENTASSERTION", "clientAssertion: must-not-leak", "set okta.client.privateKey"},
		"an access token": {"OKTA_CLIENT_OAUTH2_ACCESSTOKEN", "oauth2: {accessToken: must-not-leak}", "set okta.client.token, and okta.client.authorizationMode to Bearer"},
		"an older mode":   {"OKTA_CLIENT_AUTHENTICATION_SCHEME", "authenticationScheme: must-not-leak", "set okta.client.authorizationMode"},
	} {
		t.Run(name, func(t *testing.T) {
			place(t, nil, map[string]string{test.variable: "must-not-leak"})
			_, err := config.Load(config.Config{})
			require.ErrorContains(t, err, test.variable+" is ")
			require.ErrorContains(t, err, test.want)
			require.NotContains(t, err.Error(), "must-not-leak")

			place(t, map[string]string{"work/okta.yaml": "okta:\n  client:\n    " + test.file + "\n"}, nil)
			_, err = config.Load(config.Config{})
			require.ErrorContains(t, err, "okta.yaml:3: okta.client.")
			require.ErrorContains(t, err, test.want)
			require.NotContains(t, err.Error(), "must-not-leak")
		})
	}
}

func TestExplicitOverEnvironmentOverFiles(t *testing.T) {
	file := func(name string) string {
		return fmt.Sprintf("okta: {client: {orgUrl: 'https://%s.okta.com', token: token-of-%s, clientId: client-of-%s}}", name, name, name)
	}
	all := map[string]string{"work/okta.yaml": file("one"), "work/.okta.yaml": file("two"), "work/.okta/okta.yaml": file("three"), "home/okta.yaml": file("four"), "home/.okta.yaml": file("five"), "home/.okta/okta.yaml": file("six")}
	for _, step := range []struct{ remove, org string }{{"", "one"}, {"work/okta.yaml", "two"}, {"work/.okta.yaml", "three"}, {"work/.okta/okta.yaml", "four"}, {"home/okta.yaml", "five"}, {"home/.okta.yaml", "six"}} {
		delete(all, step.remove)
		t.Run(step.org, func(t *testing.T) {
			place(t, all, map[string]string{"OKTA_CLIENT_TOKEN": "token-of-environment"})
			cfg, err := config.Load(config.Config{ClientID: "explicit", TrustWorkingDirectory: true})
			require.NoError(t, err)
			assert.Equal(t, "https://"+step.org+".okta.com", cfg.OrgURL)
			assert.Equal(t, "token-of-environment", cfg.Token.Reveal())
			assert.Equal(t, "explicit", cfg.ClientID)
		})
	}
}

func TestAConfigSaysWhereItsValuesCameFrom(t *testing.T) {
	work := place(t, map[string]string{"work/okta.yaml": wholeFile}, map[string]string{"OKTA_CLIENT_ORGURL": "https://acme.okta.com", "OKTA_CLIENT_REQUEST_TIMEOUT": "30"})
	cfg, err := config.Load(config.Config{ClientID: "0oamine"})
	require.NoError(t, err)
	file := filepath.Join(work, "okta.yaml")
	want := strings.ReplaceAll(`okta.client.orgUrl: https://acme.okta.com (OKTA_CLIENT_ORGURL)
okta.client.authorizationMode: PrivateKey (FILE:5: okta.client.authorizationMode)
okta.client.token: [redacted] (FILE:6: okta.client.token)
okta.client.clientId: 0oamine (explicit)
okta.client.scopes: okta.users.read okta.users.manage (FILE:8: okta.client.scopes)
okta.client.privateKey: [redacted] (FILE:9: okta.client.privateKey)
okta.client.privateKeyId: kid-file (FILE:13: okta.client.privateKeyId)
okta.client.dpopEnabled: true (FILE:14: okta.client.dpopEnabled)
okta.client.userAgent: hr-sync/1.4 (FILE:15: okta.client.userAgent)
okta.client.connectionTimeout: 10s (FILE:19: okta.client.connectionTimeout)
okta.client.requestTimeout: 30s (OKTA_CLIENT_REQUEST_TIMEOUT)
okta.client.rateLimit.maxRetries: 2 (FILE:22: okta.client.rateLimit.maxRetries)
okta.client.rateLimit.maxBackoff: 30s (FILE:23: okta.client.rateLimit.maxBackoff)
okta.client.proxy.host: proxy.example.com (FILE:25: okta.client.proxy.host)
okta.client.proxy.port: 8080 (FILE:26: okta.client.proxy.port)
okta.client.proxy.username: ada@example.com (FILE:27: okta.client.proxy.username)
okta.client.proxy.password: [redacted] (FILE:28: okta.client.proxy.password)
okta.client.logging.enabled: true (FILE:17: okta.client.logging.enabled)
okta.testing.disableHttpsCheck: true (FILE:33: okta.testing.disableHttpsCheck)
`, "FILE", file)
	assert.Equal(t, want, cfg.String())
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		assert.Equal(t, want, fmt.Sprintf(verb, cfg))
		assert.Equal(t, want, fmt.Sprintf(verb, &cfg))
	}
	assert.Equal(t, want, cfg.LogValue().String())
}

func TestNoPrintShowsASecret(t *testing.T) {
	place(t, map[string]string{"work/okta.yaml": wholeFile}, nil)
	cfg, err := config.Load(config.Config{})
	require.NoError(t, err)
	type hidden struct {
		cfg   config.Config
		token config.Secret
	}
	type shown struct{ Config config.Config }
	for _, value := range []any{
		cfg, &cfg, cfg.Token, &cfg.Token, hidden{cfg, cfg.Token}, &hidden{cfg, cfg.Token}, []hidden{{cfg, cfg.Token}}, shown{cfg}, &shown{cfg}, map[string]config.Config{"a": cfg},
		config.Config{OrgURL: "https://ada:must-not-leak@acme.okta.com"},
	} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			text := fmt.Sprintf(verb, value)
			require.NotContains(t, text, "must-not-leak", "%s %T", verb, value)
			require.NotContains(t, text, fmt.Sprintf("%x", "must-not-leak"), "%s %T", verb, value)
		}
		var log testkit.Log
		log.Logger().Info("a value", "value", value)
		require.NotContains(t, log.String(), "must-not-leak", "%T", value)
	}
	assert.Equal(t, "[redacted]", fmt.Sprint(cfg.Token))
	assert.Equal(t, testkit.Token, cfg.Token.Reveal())
	assert.Empty(t, config.Secret{}.Reveal())
}

func TestConfigurationErrorsNameTheirPlace(t *testing.T) {
	yaml := func(text string) map[string]string { return map[string]string{"work/okta.yaml": text} }
	tests := map[string]struct {
		files, environment map[string]string
		want               string
	}{
		"unknown key":            {yaml("okta:\n  client:\n    orgURL: x"), nil, "okta.yaml:3: okta.client.orgURL is not known"},
		"a lost colon":           {yaml("okta: {client: {token 00must-not-leak}}"), nil, "okta.yaml:1: a key is not known"},
		"unknown group":          {yaml("okta:\n  clients: {}"), nil, "okta.yaml:2: okta.clients is not known"},
		"unknown top":            {yaml("client: {}"), nil, "okta.yaml:1: client is not known"},
		"unknown below a value":  {yaml("okta: {client: {token: {value: must-not-leak}}}"), nil, "okta.yaml:1: okta.client.token is not one value"},
		"value for a group":      {yaml("okta:\n  client: must-not-leak"), nil, "okta.yaml:2: okta.client is not a group of keys"},
		"not a mapping":          {yaml("- must-not-leak"), nil, "okta.yaml is not a configuration: its first key has to be okta"},
		"twice":                  {yaml("okta:\n  client:\n    token: a\n    token: must-not-leak"), nil, "okta.yaml:4: okta.client.token is set twice"},
		"alias":                  {yaml("okta:\n  client:\n    token: &x must-not-leak\n    clientId: *x"), nil, "okta.yaml:3: okta.client.token is not one value"},
		"broken YAML":            {yaml("okta:\n  client:\n    token: 'must-not-leak\n"), nil, "okta.yaml is not YAML"},
		"a token with a star":    {yaml("okta: {client: {token: *must-not-leak}}"), nil, "okta.yaml:1: okta.client.token is not one value"},
		"two documents":          {yaml("okta: {}\n---\nokta: {}"), nil, "more than one YAML document"},
		"not a time":             {yaml("okta: {client: {requestTimeout: 30s}}"), nil, "okta.yaml:1: okta.client.requestTimeout is not a time in whole seconds"},
		"a negative time":        {nil, map[string]string{"OKTA_CLIENT_CONNECTIONTIMEOUT": "-1"}, "OKTA_CLIENT_CONNECTIONTIMEOUT is not a time in whole seconds"},
		"not a number":           {nil, map[string]string{"OKTA_CLIENT_RATELIMIT_MAXRETRIES": "few"}, "OKTA_CLIENT_RATELIMIT_MAXRETRIES is not a number of retries"},
		"scopes of what":         {yaml("okta: {client: {scopes: [[a]]}}"), nil, "okta.yaml:1: okta.client.scopes is not a list of texts"},
		"a list of tokens":       {yaml("okta: {client: {token: [must-not-leak]}}"), nil, "okta.yaml:1: okta.client.token is not one value"},
		"unknown variable":       {nil, map[string]string{"OKTA_CLIENT_ORGURI": "x"}, "the environment variable OKTA_CLIENT_ORGURI is not known"},
		"two spellings":          {nil, map[string]string{"OKTA_CLIENT_REQUESTTIMEOUT": "1", "OKTA_CLIENT_REQUEST_TIMEOUT": "2"}, "are two spellings of one setting and differ"},
		"nothing":                {nil, nil, "OKTA_CLIENT_ORGURL (okta.client.orgUrl in okta.yaml) is not set"},
		"no token":               {nil, map[string]string{"OKTA_CLIENT_ORGURL": "https://acme.okta.com"}, "OKTA_CLIENT_TOKEN (okta.client.token in okta.yaml) is not set, which the authorization mode SSWS needs"},
		"no bearer token":        {nil, map[string]string{"OKTA_CLIENT_ORGURL": "https://acme.okta.com", "OKTA_CLIENT_AUTHORIZATIONMODE": "Bearer"}, "which the authorization mode Bearer needs"},
		"no client id":           {nil, map[string]string{"OKTA_CLIENT_ORGURL": "https://acme.okta.com", "OKTA_CLIENT_AUTHORIZATIONMODE": "PrivateKey"}, "OKTA_CLIENT_CLIENTID (okta.client.clientId in okta.yaml) is not set, which the authorization mode PrivateKey needs"},
		"no key":                 {nil, map[string]string{"OKTA_CLIENT_ORGURL": "https://acme.okta.com", "OKTA_CLIENT_CLIENTID": "0oa1"}, "OKTA_CLIENT_PRIVATEKEY (okta.client.privateKey in okta.yaml) is not set"},
		"no scopes":              {nil, map[string]string{"OKTA_CLIENT_ORGURL": "https://acme.okta.com", "OKTA_CLIENT_CLIENTID": "0oa1", "OKTA_CLIENT_PRIVATEKEY": "key.pem"}, "OKTA_CLIENT_SCOPES (okta.client.scopes in okta.yaml) is not set"},
		"no such key file":       {nil, map[string]string{"OKTA_CLIENT_ORGURL": "https://acme.okta.com", "OKTA_CLIENT_CLIENTID": "0oa1", "OKTA_CLIENT_PRIVATEKEY": "must-not-leak", "OKTA_CLIENT_SCOPES": "x"}, "OKTA_CLIENT_PRIVATEKEY is neither a key nor the path of a file that can be read: no such file"},
		"a damaged key":          {nil, map[string]string{"OKTA_CLIENT_ORGURL": "https://acme.okta.com", "OKTA_CLIENT_CLIENTID": "0oa1", "OKTA_CLIENT_PRIVATEKEY": "-----BEGIN must-not-leak", "OKTA_CLIENT_SCOPES": "x"}, "OKTA_CLIENT_PRIVATEKEY: the private key is a damaged PEM block"},
		"both a token and a key": {nil, map[string]string{"OKTA_CLIENT_ORGURL": "https://acme.okta.com", "OKTA_CLIENT_CLIENTID": "0oa1", "OKTA_CLIENT_TOKEN": "must-not-leak"}, "both OKTA_CLIENT_TOKEN and a client id or private key are set"},
		"unknown mode":           {nil, map[string]string{"OKTA_CLIENT_ORGURL": "https://acme.okta.com", "OKTA_CLIENT_AUTHORIZATIONMODE": "JWT"}, `OKTA_CLIENT_AUTHORIZATIONMODE is "JWT": use SSWS, Bearer or PrivateKey`},
		"a placeholder":          {yaml("okta: {client: {orgUrl: 'https://{yourOktaDomain}', token: must-not-leak}}"), nil, "placeholder"},
		"no proxy host":          {nil, map[string]string{"OKTA_CLIENT_ORGURL": "https://acme.okta.com", "OKTA_CLIENT_TOKEN": "x", "OKTA_CLIENT_PROXY_HOST": "http://"}, "OKTA_CLIENT_PROXY_HOST is not the host of a proxy"},
		"a password in the URL":  {nil, map[string]string{"OKTA_CLIENT_ORGURL": "https://ada:must-not-leak@acme.okta.com", "OKTA_CLIENT_TOKEN": "x"}, "OKTA_CLIENT_ORGURL has a user or password in it"},
		"a password of a proxy":  {yaml("okta: {client: {proxy: {host: 'http://ada:must-not-leak@proxy'}}}"), nil, "okta.yaml:1: okta.client.proxy.host has a user or password in it"},
		"no proxy port":          {nil, map[string]string{"OKTA_CLIENT_ORGURL": "https://acme.okta.com", "OKTA_CLIENT_TOKEN": "x", "OKTA_CLIENT_PROXY_HOST": "proxy", "OKTA_CLIENT_PROXY_PORT": "http"}, "OKTA_CLIENT_PROXY_PORT is not a port"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			place(t, test.files, test.environment)
			_, err := config.NewClient(config.Config{})
			require.ErrorContains(t, err, test.want)
			require.NotContains(t, err.Error(), "must-not-leak")
			require.NotContains(t, err.Error(), "\n")
			require.True(t, strings.HasPrefix(err.Error(), "okta: "))
		})
	}
}

func TestPasswordsInURLsAreNotPrinted(t *testing.T) {
	cfg := config.Config{OrgURL: "https://ada:must-not-leak@acme.okta.com", ProxyHost: "ada:must-not-leak@proxy.example.com"}
	require.Equal(t, "okta.client.orgUrl: [redacted]@acme.okta.com (explicit)\nokta.client.proxy.host: [redacted]@proxy.example.com (explicit)\n", cfg.String())
}
