package config_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/config"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

func TestOneFileAloneIsRead(t *testing.T) {
	place(t, map[string]string{"work/okta.yaml": "okta: {client: {orgUrl: 'https://evil.example'}}", "home/.okta/okta.yaml": "okta: {client: {token: token-of-home}}"}, nil)
	_, err := config.NewClient(config.Config{})
	require.ErrorContains(t, err, "OKTA_CLIENT_TOKEN (okta.client.token in okta.yaml) is not set, which the authorization mode SSWS needs")
}

func TestNegativeNumbersInCodeAreRefused(t *testing.T) {
	place(t, nil, nil)
	for want, cfg := range map[string]config.Config{
		"MaxRetries are negative":       {MaxRetries: new(-1)},
		"ConnectionTimeout is negative": {ConnectionTimeout: -1},
		"RequestTimeout":                {RequestTimeout: new(time.Duration(-1))},
		"negative member":               {MaxBackoff: -1},
	} {
		cfg.OrgURL, cfg.Token = "https://acme.okta.com", config.NewSecret(testkit.Token)
		_, err := config.NewClient(cfg)
		require.ErrorContains(t, err, want)
	}
}

func TestTheUserAgentAndTheLogAreThoseOfTheConfiguration(t *testing.T) {
	var agent string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		agent = r.UserAgent()
		w.WriteHeader(http.StatusNotFound)
	}))
	defer server.Close()
	var log bytes.Buffer
	before := slog.Default()
	defer slog.SetDefault(before)
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})))

	place(t, nil, map[string]string{"OKTA_CLIENT_ORGURL": server.URL, "OKTA_CLIENT_TOKEN": testkit.Token, "OKTA_CLIENT_USERAGENT": "hr-sync/1.4", "OKTA_CLIENT_LOGGING_ENABLED": "true"})
	client, err := config.NewClient(config.Config{})
	require.NoError(t, err)
	_, err = client.GetUser(t.Context(), "00u1", nil)
	require.ErrorIs(t, err, okta.ErrNotFound)
	require.True(t, strings.HasPrefix(agent, "hr-sync/1.4 "), agent)
	require.Contains(t, log.String(), "getUser")
}

func TestAKeyThatReplacesTheFilesIsLookedForFromTheWorkingDirectory(t *testing.T) {
	place(t, map[string]string{"home/.okta/okta.yaml": "okta: {client: {privateKey: one.pem}}", "work/other.pem": "no key"},
		map[string]string{"OKTA_CLIENT_ORGURL": "https://acme.okta.com", "OKTA_CLIENT_CLIENTID": "0oa1", "OKTA_CLIENT_SCOPES": "okta.users.read"})
	cfg, err := config.Load(config.Config{})
	require.NoError(t, err)
	cfg.PrivateKey = config.NewSecret("other.pem")
	_, err = config.NewClient(cfg)
	require.ErrorContains(t, err, "is neither PEM nor a JSON Web Key")
}

func TestAPrivateKeyByPathOrInPlace(t *testing.T) {
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	der, err := x509.MarshalPKCS8PrivateKey(private)
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
			client, err := config.NewClient(config.Config{}, okta.WithHTTPClient(&http.Client{Transport: testkit.Wire(func(r *http.Request) (*http.Response, error) {
				if r.URL.Path != "/oauth2/v1/token" {
					return testkit.Reply(200, nil, `{"id":"00u1"}`), nil
				}
				require.NoError(t, r.ParseForm())
				assert.Equal(t, "okta.users.read okta.users.manage", r.PostForm.Get("scope"))
				assertion, err := jose.ParseSignedCompact(r.PostForm.Get("client_assertion"), []jose.SignatureAlgorithm{jose.ES256})
				require.NoError(t, err)
				_, err = assertion.Verify(private.Public())
				require.NoError(t, err)
				return testkit.Reply(200, nil, `{"token_type":"Bearer","expires_in":3600,"access_token":"`+testkit.AccessToken+`"}`), nil
			})}))
			require.NoError(t, err)
			_, err = client.GetUser(t.Context(), "00u1", nil)
			require.NoError(t, err)
		})
	}
}

func TestTheConfiguredRetriesAndOptionsOverThem(t *testing.T) {
	place(t, nil, map[string]string{"OKTA_CLIENT_ORGURL": "https://acme.okta.com", "OKTA_CLIENT_TOKEN": testkit.Token, "OKTA_CLIENT_RATELIMIT_MAXRETRIES": "0", "OKTA_CLIENT_CONNECTIONTIMEOUT": "5"})
	attempts := 0
	transport := okta.WithHTTPClient(&http.Client{Transport: testkit.Wire(func(*http.Request) (*http.Response, error) { attempts++; return testkit.Reply(503, nil, ""), nil })})
	client, err := config.NewClient(config.Config{}, transport)
	require.NoError(t, err)
	_, err = client.GetUser(t.Context(), "00u1", nil)
	require.Error(t, err)
	assert.Equal(t, 1, attempts)

	client, err = config.NewClient(config.Config{}, transport, okta.WithRetry(okta.RetryPolicy{Attempts: 3, BaseWait: 1}))
	require.NoError(t, err)
	_, err = client.GetUser(t.Context(), "00u1", nil)
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
	place(t, nil, map[string]string{"OKTA_CLIENT_ORGURL": "http://acme.okta.test:8080", "OKTA_CLIENT_TOKEN": testkit.Token, "OKTA_TESTING_DISABLEHTTPSCHECK": "true",
		"OKTA_CLIENT_PROXY_HOST": address.Hostname(), "OKTA_CLIENT_PROXY_PORT": address.Port(), "OKTA_CLIENT_PROXY_USERNAME": "ada", "OKTA_CLIENT_PROXY_PASSWORD": "proxy-that-must-not-leak"})
	client, err := config.NewClient(config.Config{}, watched())
	require.NoError(t, err)
	_, err = client.GetUser(t.Context(), "00u1", nil)
	require.NoError(t, err)
	assert.Equal(t, "http://acme.okta.test:8080/api/v1/users/00u1", asked, "with the org's port")
	assert.True(t, strings.HasPrefix(authorization, "Basic "))

	proxy.Close()
	_, err = client.GetUser(t.Context(), "00u1", nil, okta.WithoutRetry())
	require.Error(t, err)
	assert.Empty(t, testkit.Exposed(fmt.Sprintf("%v %+v %#v", err, err, err)))
}

func TestNoProxyGetsATokenInTheClear(t *testing.T) {
	proxy := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("the proxy was asked for %s, with %q", r.URL, r.Header.Get("Authorization"))
	}))
	defer proxy.Close()
	address, err := url.Parse(proxy.URL)
	require.NoError(t, err)
	for _, orgURL := range []string{"http://localhost:1", "http://okta.localhost:1", "http://127.0.0.1:1"} {
		place(t, nil, map[string]string{"OKTA_CLIENT_ORGURL": orgURL, "OKTA_CLIENT_TOKEN": testkit.Token, "OKTA_CLIENT_PROXY_HOST": address.Hostname(), "OKTA_CLIENT_PROXY_PORT": address.Port()})
		client, err := config.NewClient(config.Config{})
		require.NoError(t, err)
		_, err = client.GetUser(t.Context(), "00u1", nil, okta.WithoutRetry())
		require.Error(t, err)
	}
}
