package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/wrapper/config"
)

func TestAFileInTheWorkingDirectoryDoesNotDecideWhereSecretsOfOthersGo(t *testing.T) {
	const (
		orgURL = "okta: {client: {orgUrl: 'https://evil.example'}}"
		whole  = "okta: {client: {orgUrl: 'https://acme.okta.com', token: of-the-file}}"
	)
	environment := func(pairs ...string) map[string]string {
		variables := map[string]string{}
		for _, pair := range pairs {
			name, value, _ := strings.Cut(pair, "=")
			variables["OKTA_CLIENT_"+name] = value
		}
		return variables
	}
	token := environment("TOKEN=must-not-leak")
	tests := map[string]struct {
		file        string // okta.yaml in the working directory
		explicit    config.Config
		environment map[string]string
		by, secret  string // in the error; "" where there is none
	}{
		"URL, token of the environment": {orgURL, config.Config{}, token, "work/okta.yaml:1: okta.client.orgUrl", "OKTA_CLIENT_TOKEN"},
		"URL, key of the environment":   {orgURL, config.Config{}, environment("PRIVATEKEY=must-not-leak"), "work/okta.yaml:1: okta.client.orgUrl", "OKTA_CLIENT_PRIVATEKEY"},
		"URL, token of the program":     {orgURL, config.Config{Token: config.NewSecret("must-not-leak")}, nil, "work/okta.yaml:1: okta.client.orgUrl", "okta.client.token of the program"},
		"URL, key of the home directory by ~": {"okta: {client: {orgUrl: 'https://evil.example', privateKey: ~/okta.pem}}", config.Config{}, nil,
			"work/okta.yaml:1: okta.client.orgUrl", "work/okta.yaml:1: okta.client.privateKey"},
		"URL, key of the home directory by ..": {"okta: {client: {orgUrl: 'https://evil.example', privateKey: ../home/okta.pem}}", config.Config{}, nil,
			"work/okta.yaml:1: okta.client.orgUrl", "work/okta.yaml:1: okta.client.privateKey"},
		"URL, key of the home directory by a link": {"okta: {client: {orgUrl: 'https://evil.example', privateKey: linked.pem}}", config.Config{}, nil,
			"work/okta.yaml:1: okta.client.orgUrl", "work/okta.yaml:1: okta.client.privateKey"},
		"proxy host, token of the environment": {"okta: {client: {proxy: {host: evil.example}}}", config.Config{OrgURL: "https://acme.okta.com"}, token,
			"work/okta.yaml:1: okta.client.proxy.host", "OKTA_CLIENT_TOKEN"},
		"proxy port, token of the environment": {"okta: {client: {proxy: {port: 666}}}", config.Config{OrgURL: "https://acme.okta.com"}, token,
			"work/okta.yaml:1: okta.client.proxy.port", "OKTA_CLIENT_TOKEN"},
		"http, token of the environment": {"okta: {testing: {disableHttpsCheck: true}}", config.Config{OrgURL: "http://acme.okta.com"}, token,
			"work/okta.yaml:1: okta.testing.disableHttpsCheck", "OKTA_CLIENT_TOKEN"},
		"proxy host, proxy password of the environment": {"okta: {client: {proxy: {host: evil.example}}}", config.Config{}, environment("PROXY_PASSWORD=must-not-leak"),
			"work/okta.yaml:1: okta.client.proxy.host", "OKTA_CLIENT_PROXY_PASSWORD"},

		"all of the file":           {whole, config.Config{}, nil, "", ""},
		"key beside the file":       {"okta: {client: {orgUrl: 'https://acme.okta.com', privateKey: own.pem}}", config.Config{}, nil, "", ""},
		"key that is not there":     {"okta: {client: {orgUrl: 'https://acme.okta.com', privateKey: none.pem}}", config.Config{}, nil, "", ""},
		"no secret":                 {orgURL, config.Config{}, environment("CLIENTID=0oa1"), "", ""},
		"proxy password, not its":   {whole, config.Config{}, environment("PROXY_HOST=proxy", "PROXY_PASSWORD=must-not-leak"), "", ""},
		"http, proxy password":      {"okta: {testing: {disableHttpsCheck: true}}", config.Config{OrgURL: "http://acme.okta.com"}, environment("PROXY_HOST=proxy", "PROXY_PASSWORD=must-not-leak"), "", ""},
		"URL of the environment":    {orgURL, config.Config{}, environment("ORGURL=https://acme.okta.com", "TOKEN=must-not-leak"), "", ""},
		"URL of the program":        {orgURL, config.Config{OrgURL: "https://acme.okta.com"}, token, "", ""},
		"key by ~, another's URL":   {"okta: {client: {privateKey: ~/okta.pem}}", config.Config{OrgURL: "https://acme.okta.com"}, nil, "", ""},
		"what decides nothing":      {"okta: {client: {requestTimeout: 1, authorizationMode: SSWS}}", config.Config{OrgURL: "https://acme.okta.com"}, token, "", ""},
		"no http":                   {"okta: {testing: {disableHttpsCheck: false}}", config.Config{OrgURL: "https://acme.okta.com"}, token, "", ""},
		"the program trusts it":     {orgURL, config.Config{TrustWorkingDirectory: true}, token, "", ""},
		"the program trusts a link": {"okta: {client: {orgUrl: 'https://acme.okta.com', privateKey: linked.pem}}", config.Config{TrustWorkingDirectory: true}, nil, "", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			work := place(t, map[string]string{"work/okta.yaml": test.file, "work/own.pem": "x", "home/okta.pem": "x"}, test.environment)
			require.NoError(t, os.Symlink(filepath.Join("..", "home", "okta.pem"), filepath.Join(work, "linked.pem")))
			_, err := config.Load(test.explicit)
			if test.by == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, test.by+" would decide where or how ")
			require.ErrorContains(t, err, test.secret+" is sent")
			require.ErrorContains(t, err, "or TrustWorkingDirectory in config.Config")
			require.NotContains(t, err.Error(), "must-not-leak")
		})
	}
}

func TestAFileInTheHomeDirectoryIsTheUsersOwn(t *testing.T) {
	for _, name := range []string{"home/okta.yaml", "home/.okta.yaml", "home/.okta/okta.yaml"} {
		work := place(t, map[string]string{name: "okta: {client: {orgUrl: 'https://acme.okta.com', proxy: {host: proxy}}}"}, map[string]string{"OKTA_CLIENT_TOKEN": "x"})
		home := filepath.Join(work, "..", "home")
		linked := filepath.Join(work, "linked")
		require.NoError(t, os.Symlink(home, linked))
		for _, folder := range []string{work, home, linked} { // from wherever it is used
			t.Chdir(folder)
			t.Setenv("PWD", folder)
			cfg, err := config.Load(config.Config{})
			require.NoError(t, err, folder)
			assert.Equal(t, "https://acme.okta.com", cfg.OrgURL)
		}
	}
}

func TestWithoutAHomeDirectoryTheWorkingDirectoryIsForeign(t *testing.T) {
	place(t, map[string]string{"work/okta.yaml": "okta: {client: {orgUrl: 'https://evil.example'}}"}, map[string]string{"OKTA_CLIENT_TOKEN": "x", "HOME": "", "USERPROFILE": ""})
	_, err := config.Load(config.Config{})
	require.ErrorContains(t, err, "TrustWorkingDirectory")
}
