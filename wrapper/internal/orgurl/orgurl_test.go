package orgurl_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

func TestAnOrgURLThatCannotWorkIsRefused(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"":                                    "the org URL is empty",
		"acme.okta.com":                       "has to start with https://",
		"ftp://acme.okta.com":                 "has to start with https://",
		"https://":                            "has no host",
		"https://:443":                        "has no host",
		"https:acme.okta.com":                 "has no host",
		"https://{yourOktaDomain}":            "has a placeholder in it",
		"https://acme.okta.com/{":             "has a placeholder in it",
		"https://acme.okta.com/}":             "has a placeholder in it",
		"https://acme.okta.com/<":             "has a placeholder in it",
		"https://acme.okta.com/>":             "has a placeholder in it",
		"https://acme.okta.com /":             "can't be parsed",
		"https://acme.okta.com\n":             "can't be parsed",
		"https://user:pass@acme.okta.com/%zz": "can't be parsed",
		"https://user:pass@acme.okta.com":     "has a user or password in it",
		"https://user@acme.okta.com":          "has a user or password in it",
		"https://acme.okta.com?x=1":           "has a query",
		"https://acme.okta.com?":              "has a query",
		"https://acme.okta.com#x":             "has a fragment",
		"https://acme.example/t%2Fa":          "has an escaped slash",
		"https://acme.example/api/v1":         "ends in /api/v1, which the client adds itself",
		"https://acme.example/x/api/v1//":     "ends in /api/v1, which the client adds itself",

		"https://acme.okta.com:":      "has a colon and no port behind its host",
		"https://acme.okta.com:/":     "has a colon and no port behind its host",
		"https://[::1]:":              "has a colon and no port behind its host",
		"https://acme.okta.com:0":     "has a port that is not between 1 and 65535",
		"https://acme.okta.com:65536": "has a port that is not between 1 and 65535",

		"https://acme.okta.com.":       "ends in a dot",
		"https://acme-admin.okta.com.": "ends in a dot",
		"https://acme.example.:8443":   "ends in a dot",

		"https://acme-admin.okta.com":           "use https://acme.okta.com",
		"https://Acme-Admin.oktapreview.com":    "use https://acme.oktapreview.com",
		"https://acme-admin.okta-emea.com/":     "use https://acme.okta-emea.com",
		"https://acme-admin.okta-gov.com:443":   "use https://acme.okta-gov.com",
		"https://acme-admin.okta.mil":           "use https://acme.okta.mil",
		"https://acme-admin.okta.com/dashboard": "use https://acme.okta.com",

		"https://acme.okta.com/app/UserHome":       "is that of a page in the browser, or has another path: use https://acme.okta.com",
		"https://acme.okta.com/oauth2/default":     "is that of a page in the browser, or has another path: use https://acme.okta.com",
		"https://login.acme.example/app/UserHome":  "is that of a page in the browser: leave /app/UserHome out",
		"https://acme.example/admin/dashboard/":    "is that of a page in the browser: leave /admin/dashboard out",
		"https://acme.example/login/login.htm":     "is that of a page in the browser: leave /login/login.htm out",
		"https://acme.example/x/login/login.htm//": "is that of a page in the browser: leave /login/login.htm out",

		"https://acme.оkta.com":          "has letters that are not ASCII", // Cyrillic о
		"https://acme.%D0%BEkta.com":     "has letters that are not ASCII",
		"https://acme.okta。com":          "has letters that are not ASCII",
		"https://bücher.example":         "has letters that are not ASCII",
		"https://acme.xn--kta-red.com":   "only looks as if it were on okta.com",
		"https://acme.XN--KTA-RED.com/":  "only looks as if it were on okta.com",
		"https://acme.xn--80atlr.com:80": "only looks as if it were on okta.com",
		"https://xn--cme-5cd.okta.com":   "has letters of another script, which no org on okta.com has",

		"http://acme.okta.com":             "is http://",
		"http://10.0.0.5":                  "is http://",
		"http://192.168.0.1:8080":          "is http://",
		"http://0.0.0.0":                   "is http://",
		"http://128.0.0.1":                 "is http://",
		"http://169.254.169.254":           "is http://",
		"http://[::]":                      "is http://",
		"http://[::2]":                     "is http://",
		"http://[fe80::1]":                 "is http://",
		"http://[2001:db8::1]":             "is http://",
		"http://127.0.0.1.example.com":     "is http://",
		"http://localhost.example.com":     "is http://",
		"http://notlocalhost":              "is http://",
		"http://localhost.localhostile.nz": "is http://",
	}
	for orgURL, want := range tests {
		client, err := okta.NewClient(orgURL, okta.APIToken(testkit.Token))
		require.ErrorContains(t, err, "okta: new client: the ", orgURL)
		require.ErrorContains(t, err, want, orgURL)
		testkit.OneLined(t, err.Error())
		assert.NotContains(t, err.Error(), "pass@")
		assert.Nil(t, client)
	}
	_, err := okta.NewClient("ftp://acme.okta.com", okta.APIToken(testkit.Token), okta.WithInsecureHTTP())
	require.ErrorContains(t, err, "has to start with https://")
}

func TestRequestsGoToTheOrgURLAsTheOrgWritesIt(t *testing.T) {
	t.Parallel()
	for orgURL, want := range map[string]string{
		"https://acme.okta.com":              "https://acme.okta.com",
		"https://Acme.OKTA.com/":             "https://acme.okta.com",
		"HTTPS://acme.okta.com//":            "https://acme.okta.com",
		"https://acme.okta.com:443":          "https://acme.okta.com",
		"https://acme.okta.com:8443":         "https://acme.okta.com:8443",
		"https://acme.okta.com:80":           "https://acme.okta.com:80",
		"https://acme.okta.com:65535":        "https://acme.okta.com:65535",
		"https://acme.example:443/proxy/":    "https://acme.example/proxy",
		"https://acme.example/api/v1/x":      "https://acme.example/api/v1/x",
		"https://acme-admin.example":         "https://acme-admin.example",
		"https://login.acme-admin.example":   "https://login.acme-admin.example",
		"https://acme-admin.notokta.com":     "https://acme-admin.notokta.com",
		"https://admin.okta.com":             "https://admin.okta.com",
		"https://xn--bcher-kva.example":      "https://xn--bcher-kva.example",
		"https://xn--cme-5cd.example/x":      "https://xn--cme-5cd.example/x",
		"https://okta.com.example/app":       "https://okta.com.example/app",
		"https://10.0.0.5":                   "https://10.0.0.5",
		"http://localhost:80":                "http://localhost",
		"http://localhost:443":               "http://localhost:443",
		"http://LOCALHOST:8080/x":            "http://localhost:8080/x",
		"http://okta.localhost":              "http://okta.localhost",
		"http://127.0.0.1":                   "http://127.0.0.1",
		"http://127.1.2.3:8080":              "http://127.1.2.3:8080",
		"http://[::1]:8080/x":                "http://[::1]:8080/x",
		"https://acme.okta.com/#":            "https://acme.okta.com",
		"https://acme.example/app/UserHomes": "https://acme.example/app/UserHomes",
	} {
		client, err := okta.NewClient(orgURL, okta.APIToken(testkit.Token), sentTo(t, want))
		require.NoError(t, err, orgURL)
		_, err = client.GetUser(t.Context(), "00u1", nil)
		require.NoError(t, err)
	}
	client, err := okta.NewClient("http://10.0.0.5", okta.APIToken(testkit.Token), okta.WithInsecureHTTP(), sentTo(t, "http://10.0.0.5"))
	require.NoError(t, err)
	_, err = client.GetUser(t.Context(), "00u1", nil)
	require.NoError(t, err)
}

// sentTo expects a request for a user of the org at a URL.
func sentTo(t *testing.T, orgURL string) okta.Option {
	return okta.WithHTTPClient(&http.Client{Transport: testkit.Wire(func(request *http.Request) (*http.Response, error) {
		assert.Equal(t, orgURL+"/api/v1/users/00u1", request.URL.String())
		return testkit.Reply(200, nil, `{"id":"00u1"}`), nil
	})})
}
