package wrapper_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"crypto/x509"
	"encoding/pem"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// place gives a test a working and a home directory of its own, with files in them, and an environment without OKTA variables.
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
    connectionTimeout: 10
    requestTimeout: 0
    rateLimit:
      maxRetries: 2
      maxBackoff: 30
    proxy:
      host: proxy.example.com
      port: 8080
      username: ada
      password: proxy-that-must-not-leak
    cache:
      enabled: true
      defaultTtl: 300
  testing:
    disableHttpsCheck: true
`

func TestTheFileAndTheEnvironmentNameTheSameSettings(t *testing.T) {
	want := okta.Config{
		OrgURL: "https://file.okta.com", AuthorizationMode: "PrivateKey", Token: testToken, ClientID: "0oafile",
		Scopes: []string{"okta.users.read", "okta.users.manage"}, PrivateKey: "-----BEGIN PRIVATE KEY-----\nmust-not-leak\n-----END PRIVATE KEY-----",
		PrivateKeyID: "kid-file", ConnectionTimeout: 10 * time.Second, RequestTimeout: new(time.Duration(0)), MaxRetries: new(2), MaxBackoff: 30 * time.Second,
		ProxyHost: "proxy.example.com", ProxyPort: "8080", ProxyUsername: "ada", ProxyPassword: "proxy-that-must-not-leak", DisableHTTPSCheck: true,
	}
	asJSON := func(cfg okta.Config) string {
		text, err := json.Marshal(cfg)
		require.NoError(t, err)
		return string(text) + cfg.Token + cfg.PrivateKey + cfg.ProxyPassword
	}
	documented := map[string]string{
		"OKTA_CLIENT_ORGURL": want.OrgURL, "OKTA_CLIENT_AUTHORIZATIONMODE": want.AuthorizationMode, "OKTA_CLIENT_TOKEN": want.Token, "OKTA_CLIENT_CLIENTID": want.ClientID,
		"OKTA_CLIENT_SCOPES": "okta.users.read,okta.users.manage", "OKTA_CLIENT_PRIVATEKEY": want.PrivateKey, "OKTA_CLIENT_PRIVATEKEYID": want.PrivateKeyID,
		"OKTA_CLIENT_CONNECTIONTIMEOUT": "10", "OKTA_CLIENT_REQUESTTIMEOUT": "0", "OKTA_CLIENT_RATELIMIT_MAXRETRIES": "2", "OKTA_CLIENT_RATELIMIT_MAXBACKOFF": "30",
		"OKTA_CLIENT_PROXY_HOST": want.ProxyHost, "OKTA_CLIENT_PROXY_PORT": want.ProxyPort, "OKTA_CLIENT_PROXY_USERNAME": want.ProxyUsername, "OKTA_CLIENT_PROXY_PASSWORD": want.ProxyPassword,
		"OKTA_CLIENT_CACHE_ENABLED": "true", "OKTA_TESTING_DISABLE_HTTPS_CHECK": "true",
	}
	inCode := map[string]string{
		"OKTA_CLIENT_CONNECTION_TIMEOUT": "10", "OKTA_CLIENT_REQUEST_TIMEOUT": "0", "OKTA_CLIENT_RATE_LIMIT_MAX_RETRIES": "2", "OKTA_CLIENT_RATE_LIMIT_MAX_BACKOFF": "30",
	}
	t.Run("file", func(t *testing.T) {
		place(t, map[string]string{"work/okta.yaml": wholeFile}, nil)
		got, err := okta.LoadConfig(okta.Config{})
		require.NoError(t, err)
		assert.Equal(t, asJSON(want), asJSON(got))
	})
	t.Run("environment", func(t *testing.T) {
		place(t, nil, documented)
		got, err := okta.LoadConfig(okta.Config{})
		require.NoError(t, err)
		assert.Equal(t, asJSON(want), asJSON(got))
	})
	t.Run("the other spelling", func(t *testing.T) {
		inCode["OKTA_CLIENT_ID"], inCode["OKTA_CLIENT_SECRET"] = "of another library", "of another library"
		place(t, nil, inCode)
		got, err := okta.LoadConfig(okta.Config{})
		require.NoError(t, err)
		assert.Equal(t, asJSON(okta.Config{ConnectionTimeout: want.ConnectionTimeout, RequestTimeout: want.RequestTimeout, MaxRetries: want.MaxRetries, MaxBackoff: want.MaxBackoff}), asJSON(got))
	})
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
			cfg, err := okta.LoadConfig(okta.Config{ClientID: "explicit"})
			require.NoError(t, err)
			assert.Equal(t, "https://"+step.org+".okta.com", cfg.OrgURL)
			assert.Equal(t, "token-of-environment", cfg.Token)
			assert.Equal(t, "explicit", cfg.ClientID)
		})
	}
}

func TestOneFileAloneIsRead(t *testing.T) {
	place(t, map[string]string{"work/okta.yaml": "okta: {client: {orgUrl: 'https://evil.example'}}", "home/.okta/okta.yaml": "okta: {client: {token: token-of-home}}"}, nil)
	_, err := okta.NewClientFromConfig(okta.Config{})
	require.ErrorContains(t, err, "OKTA_CLIENT_TOKEN (okta.client.token in okta.yaml) is not set, which the authorization mode SSWS needs")
}

func TestAConfigSaysWhereItsValuesCameFrom(t *testing.T) {
	work := place(t, map[string]string{"work/okta.yaml": wholeFile}, map[string]string{"OKTA_CLIENT_ORGURL": "https://acme.okta.com", "OKTA_CLIENT_REQUEST_TIMEOUT": "30"})
	cfg, err := okta.LoadConfig(okta.Config{ClientID: "0oamine"})
	require.NoError(t, err)
	file := filepath.Join(work, "okta.yaml")
	want := strings.ReplaceAll(`okta.client.orgUrl: https://acme.okta.com (OKTA_CLIENT_ORGURL)
okta.client.authorizationMode: PrivateKey (FILE:5: okta.client.authorizationMode)
okta.client.token: [redacted] (FILE:6: okta.client.token)
okta.client.clientId: 0oamine (explicit)
okta.client.scopes: okta.users.read okta.users.manage (FILE:8: okta.client.scopes)
okta.client.privateKey: [redacted] (FILE:9: okta.client.privateKey)
okta.client.privateKeyId: kid-file (FILE:13: okta.client.privateKeyId)
okta.client.connectionTimeout: 10s (FILE:14: okta.client.connectionTimeout)
okta.client.requestTimeout: 30s (OKTA_CLIENT_REQUEST_TIMEOUT)
okta.client.rateLimit.maxRetries: 2 (FILE:17: okta.client.rateLimit.maxRetries)
okta.client.rateLimit.maxBackoff: 30s (FILE:18: okta.client.rateLimit.maxBackoff)
okta.client.proxy.host: proxy.example.com (FILE:20: okta.client.proxy.host)
okta.client.proxy.port: 8080 (FILE:21: okta.client.proxy.port)
okta.client.proxy.username: ada (FILE:22: okta.client.proxy.username)
okta.client.proxy.password: [redacted] (FILE:23: okta.client.proxy.password)
okta.testing.disableHttpsCheck: true (FILE:28: okta.testing.disableHttpsCheck)
`, "FILE", file)
	assert.Equal(t, want, cfg.String())
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		assert.Equal(t, want, fmt.Sprintf(verb, cfg))
		assert.Equal(t, want, fmt.Sprintf(verb, &cfg))
	}
	text, err := json.Marshal(cfg)
	require.NoError(t, err)
	assert.NotContains(t, string(text), "must-not-leak")
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
		"no proxy port":          {nil, map[string]string{"OKTA_CLIENT_ORGURL": "https://acme.okta.com", "OKTA_CLIENT_TOKEN": "x", "OKTA_CLIENT_PROXY_HOST": "proxy", "OKTA_CLIENT_PROXY_PORT": "http"}, "OKTA_CLIENT_PROXY_PORT is not a port"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			place(t, test.files, test.environment)
			_, err := okta.NewClientFromConfig(okta.Config{})
			require.ErrorContains(t, err, test.want)
			require.NotContains(t, err.Error(), "must-not-leak")
			require.NotContains(t, err.Error(), "\n")
			require.True(t, strings.HasPrefix(err.Error(), "okta: "))
		})
	}
}

func TestUnreadableFilesAreErrors(t *testing.T) {
	work := place(t, nil, nil)
	require.NoError(t, os.Mkdir(filepath.Join(work, "okta.yaml"), 0o700))
	_, err := okta.LoadConfig(okta.Config{})
	require.ErrorContains(t, err, filepath.Join(work, "okta.yaml")+" can't be read: is a directory")

	require.NoError(t, os.Remove(filepath.Join(work, "okta.yaml")))
	require.NoError(t, os.WriteFile(filepath.Join(work, "okta.yaml"), make([]byte, 65<<10), 0o600))
	_, err = okta.LoadConfig(okta.Config{})
	require.ErrorContains(t, err, "can't be read: it is larger than 64 KiB")
}

func TestFilesOfEditorsAreRead(t *testing.T) {
	for _, text := range []string{"\ufeffokta: {client: {token: abc}}", "\ufeffokta:\r\n  client:\r\n    token: abc\r\n", "%YAML 1.2\n---\nokta: {client: {token: abc}}\n...\n"} {
		place(t, map[string]string{"work/okta.yaml": text}, nil)
		cfg, err := okta.LoadConfig(okta.Config{})
		require.NoError(t, err, "%q", text)
		require.Equal(t, "abc", cfg.Token)
	}
}

func TestAHomeThatIsNoDirectoryHasNoFile(t *testing.T) {
	work := place(t, nil, map[string]string{"OKTA_CLIENT_TOKEN": "abc", "HOME": os.DevNull, "USERPROFILE": os.DevNull})
	require.NoError(t, os.WriteFile(filepath.Join(work, ".okta"), nil, 0o600))
	cfg, err := okta.LoadConfig(okta.Config{})
	require.NoError(t, err)
	require.Equal(t, "abc", cfg.Token)
}

func TestAVariableOfBlanksIsNotSet(t *testing.T) {
	place(t, map[string]string{"work/okta.yaml": "okta: {client: {token: abc}}"}, map[string]string{"OKTA_CLIENT_TOKEN": " ", "OKTA_CLIENT_RATELIMIT_MAXRETRIES": "\t"})
	cfg, err := okta.LoadConfig(okta.Config{})
	require.NoError(t, err)
	require.Equal(t, "abc", cfg.Token)
}

func TestNegativeNumbersInCodeAreRefused(t *testing.T) {
	place(t, nil, nil)
	for want, cfg := range map[string]okta.Config{
		"MaxRetries are negative":       {MaxRetries: new(-1)},
		"ConnectionTimeout is negative": {ConnectionTimeout: -1},
		"RequestTimeout":                {RequestTimeout: new(time.Duration(-1))},
		"negative member":               {MaxBackoff: -1},
	} {
		cfg.OrgURL, cfg.Token = "https://acme.okta.com", testToken
		_, err := okta.NewClientFromConfig(cfg)
		require.ErrorContains(t, err, want)
	}
}

func TestPasswordsInURLsAreNotPrinted(t *testing.T) {
	cfg := okta.Config{OrgURL: "https://ada:must-not-leak@acme.okta.com", ProxyHost: "ada:must-not-leak@proxy.example.com"}
	require.Equal(t, "okta.client.orgUrl: [redacted]@acme.okta.com (explicit)\nokta.client.proxy.host: [redacted]@proxy.example.com (explicit)\n", cfg.String())
}

func TestAKeyThatReplacesTheFilesIsLookedForFromTheWorkingDirectory(t *testing.T) {
	place(t, map[string]string{"home/.okta/okta.yaml": "okta: {client: {privateKey: one.pem}}", "work/other.pem": "no key"},
		map[string]string{"OKTA_CLIENT_ORGURL": "https://acme.okta.com", "OKTA_CLIENT_CLIENTID": "0oa1", "OKTA_CLIENT_SCOPES": "okta.users.read"})
	cfg, err := okta.LoadConfig(okta.Config{})
	require.NoError(t, err)
	cfg.PrivateKey = "other.pem"
	_, err = okta.NewClientFromConfig(cfg)
	require.ErrorContains(t, err, "is neither PEM nor a JSON Web Key")
}

func TestAnEmptyFileSetsNothing(t *testing.T) {
	for _, text := range []string{"", "# nothing yet\n", "okta:\n", "okta: {client: {token: , rateLimit: null}}"} {
		place(t, map[string]string{"work/okta.yaml": text}, nil)
		cfg, err := okta.LoadConfig(okta.Config{})
		require.NoError(t, err, text)
		assert.Empty(t, cfg.String())
	}
}

func TestAPrivateKeyByPathOrInPlace(t *testing.T) {
	der, err := x509.MarshalPKCS8PrivateKey(testKeys()["P-256"])
	require.NoError(t, err)
	key := string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
	inFile := "okta:\n  client:\n    orgUrl: https://acme.okta.com\n    clientId: 0oa1\n    scopes: okta.users.read okta.users.manage\n    privateKey: "
	tests := map[string]struct{ files, environment map[string]string }{
		"in the environment":       {nil, map[string]string{"OKTA_CLIENT_PRIVATEKEY": key}},
		"in one line":              {nil, map[string]string{"OKTA_CLIENT_PRIVATEKEY": strings.ReplaceAll(key, "\n", `\n`)}},
		"by path":                  {map[string]string{"work/keys/okta.pem": key}, map[string]string{"OKTA_CLIENT_PRIVATEKEY": "keys/okta.pem"}},
		"in the home directory":    {map[string]string{"home/okta.pem": key}, map[string]string{"OKTA_CLIENT_PRIVATEKEY": "~/okta.pem"}},
		"beside its file":          {map[string]string{"home/.okta/okta.yaml": inFile + "okta.pem", "home/.okta/okta.pem": key}, nil},
		"in its file":              {map[string]string{"home/.okta/okta.yaml": inFile + "|\n      " + strings.ReplaceAll(key, "\n", "\n      ")}, nil},
		"in its file, in one line": {map[string]string{"home/.okta/okta.yaml": inFile + fmt.Sprintf("%q", key)}, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if test.environment != nil {
				test.environment["OKTA_CLIENT_ORGURL"] = "https://acme.okta.com"
				test.environment["OKTA_CLIENT_CLIENTID"] = "0oa1"
				test.environment["OKTA_CLIENT_SCOPES"] = "okta.users.read, okta.users.manage"
			}
			place(t, test.files, test.environment)
			o := &issuer{t: t}
			o.client(okta.ClientCredentialsConfig{})
			client, err := okta.NewClientFromConfig(okta.Config{}, okta.WithHTTPClient(&http.Client{Transport: wire(o.roundTrip)}))
			require.NoError(t, err)
			_, err = client.GetUser(t.Context(), "00u1")
			require.NoError(t, err)
			assert.Equal(t, "okta.users.read okta.users.manage", o.forms[0].Get("scope"))
		})
	}
}

func TestTheConfiguredRetriesAndOptionsOverThem(t *testing.T) {
	place(t, nil, map[string]string{"OKTA_CLIENT_ORGURL": "https://acme.okta.com", "OKTA_CLIENT_TOKEN": testToken, "OKTA_CLIENT_RATELIMIT_MAXRETRIES": "0", "OKTA_CLIENT_CONNECTIONTIMEOUT": "5"})
	attempts := 0
	transport := okta.WithHTTPClient(&http.Client{Transport: wire(func(*http.Request) (*http.Response, error) { attempts++; return reply(503, nil, ""), nil })})
	client, err := okta.NewClientFromConfig(okta.Config{}, transport)
	require.NoError(t, err)
	_, err = client.GetUser(t.Context(), "00u1")
	require.Error(t, err)
	assert.Equal(t, 1, attempts)

	client, err = okta.NewClientFromConfig(okta.Config{}, transport, okta.WithRetry(okta.RetryPolicy{Attempts: 3, BaseWait: 1}))
	require.NoError(t, err)
	_, err = client.GetUser(t.Context(), "00u1")
	require.Error(t, err)
	assert.Equal(t, 4, attempts)
}

func TestAConfiguredProxyIsUsed(t *testing.T) {
	var asked, authorization string
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked, authorization = r.URL.String(), r.Header.Get("Proxy-Authorization")
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"id":"00u1"}`))
	}))
	defer proxy.Close()
	address, err := url.Parse(proxy.URL)
	require.NoError(t, err)
	place(t, nil, map[string]string{"OKTA_CLIENT_ORGURL": "http://acme.okta.test:8080", "OKTA_CLIENT_TOKEN": testToken, "OKTA_TESTING_DISABLEHTTPSCHECK": "true",
		"OKTA_CLIENT_PROXY_HOST": address.Hostname(), "OKTA_CLIENT_PROXY_PORT": address.Port(), "OKTA_CLIENT_PROXY_USERNAME": "ada", "OKTA_CLIENT_PROXY_PASSWORD": "proxy-that-must-not-leak"})
	client, err := okta.NewClientFromConfig(okta.Config{}, watched())
	require.NoError(t, err)
	_, err = client.GetUser(t.Context(), "00u1")
	require.NoError(t, err)
	assert.Equal(t, "http://acme.okta.test:8080/api/v1/users/00u1", asked, "with the org's port")
	assert.True(t, strings.HasPrefix(authorization, "Basic "))

	proxy.Close()
	_, err = client.GetUser(t.Context(), "00u1", okta.WithoutRetry())
	require.Error(t, err)
	assert.Empty(t, exposed(fmt.Sprintf("%v %+v %#v", err, err, err)))
}

func TestNoProxyGetsATokenInTheClear(t *testing.T) {
	proxy := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("the proxy was asked for %s, with %q", r.URL, r.Header.Get("Authorization"))
	}))
	defer proxy.Close()
	address, err := url.Parse(proxy.URL)
	require.NoError(t, err)
	for _, orgURL := range []string{"http://localhost:1", "http://okta.localhost:1", "http://127.0.0.1:1"} {
		place(t, nil, map[string]string{"OKTA_CLIENT_ORGURL": orgURL, "OKTA_CLIENT_TOKEN": testToken, "OKTA_CLIENT_PROXY_HOST": address.Hostname(), "OKTA_CLIENT_PROXY_PORT": address.Port()})
		client, err := okta.NewClientFromConfig(okta.Config{})
		require.NoError(t, err)
		_, err = client.GetUser(t.Context(), "00u1", okta.WithoutRetry())
		require.Error(t, err)
	}
}

// TestProxyVariablesWork runs itself in another process, since net/http reads the variables once.
func TestProxyVariablesWork(t *testing.T) {
	if os.Getenv("USERAPI_TEST_PROXY") != "" {
		client, err := okta.NewClient("http://acme.okta.test", okta.APIToken(testToken), okta.WithInsecureHTTP())
		require.NoError(t, err)
		user, err := client.GetUser(t.Context(), "00u1")
		require.NoError(t, err)
		require.Equal(t, "00uproxy", user.ID)
		return
	}
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Connection", "close")
		_, _ = w.Write([]byte(`{"id":"00uproxy"}`))
	}))
	defer proxy.Close()
	child := exec.Command(os.Args[0], "-test.run=^TestProxyVariablesWork$", "-test.v")
	child.Env = append(os.Environ(), "USERAPI_TEST_PROXY=1", "HTTP_PROXY="+proxy.URL, "http_proxy="+proxy.URL, "NO_PROXY=", "no_proxy=")
	output, err := child.CombinedOutput()
	require.NoError(t, err, string(output))
	require.Contains(t, string(output), "--- PASS: TestProxyVariablesWork")
}
