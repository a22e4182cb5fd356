package oktatest_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// test is one that records how it ended.
type test struct {
	failed   string
	cleanups int
}

func (t *test) Helper()        {}
func (t *test) Cleanup(func()) { t.cleanups++ }

func (t *test) Fatalf(format string, args ...any) { t.failed = fmt.Sprintf(format, args...) }

func TestNewClientIsForTheOrg(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	id := org.SeedUsers(1)[0]
	user, err := oktatest.NewClient(t, org).GetUser(t.Context(), id, nil)
	require.NoError(t, err)
	require.Equal(t, id, user.ID)
	require.Equal(t, []string{"getUser"}, org.Operations())

	var asked int
	own := &http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		asked++
		return org.Transport().RoundTrip(r)
	})}
	_, err = oktatest.NewClient(t, org, okta.WithHTTPClient(own)).GetUser(t.Context(), id, nil)
	require.NoError(t, err)
	require.Equal(t, 1, asked, "options win")

	var failing test
	require.Nil(t, oktatest.NewClient(&failing, org, okta.WithUserAgent("")))
	require.Contains(t, failing.failed, "WithUserAgent")
	require.Zero(t, failing.cleanups)
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
