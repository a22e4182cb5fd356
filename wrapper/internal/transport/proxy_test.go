package transport_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

// TestProxyVariablesWork runs itself in another process, since net/http reads the variables once.
func TestProxyVariablesWork(t *testing.T) {
	if os.Getenv("USERAPI_TEST_PROXY") != "" {
		client, err := okta.NewClient("http://acme.okta.test", okta.APIToken(testkit.Token), okta.WithInsecureHTTP())
		require.NoError(t, err)
		user, err := client.GetUser(t.Context(), "00u1", nil)
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
