package wrapper_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

const idpsWithSecret = `[{"id":"0oa1","type":"STARGATE","name":"Gate","status":"OPEN","created":null,"properties":null,"lastUpdated":"2026-02-03T10:00:00.000Z",
	"protocol":{"type":"OAUTH2","credentials":{"client":{"client_secret":"Passw0rd-that-must-not-leak"}}},"policy":{"maxClockSkew":0}}]`

func TestIdentityProvidersOfAnyTypeAreReadWhole(t *testing.T) {
	t.Parallel()
	client := testkit.Wired(t, func(*http.Request) (*http.Response, error) { return testkit.Reply(200, nil, idpsWithSecret), nil })
	idps, err := client.ListUserIdentityProviders(t.Context(), "u")
	require.NoError(t, err)
	require.Len(t, idps, 1)
	assert.Equal(t, []string{"STARGATE", "OPEN"}, []string{idps[0].Type, idps[0].Status})
	assert.Equal(t, time.Time{}, idps[0].Created)
	assert.JSONEq(t, `{"client":{"client_secret":"Passw0rd-that-must-not-leak"}}`, string(idps[0].Protocol["credentials"]))
	assert.JSONEq(t, `0`, string(idps[0].Policy["maxClockSkew"]))
	assert.Empty(t, testkit.Exposed(fmt.Sprintf("%+v %#v %s", idps, idps, idps)))
}

func TestAnAnswerWithIdentityProvidersIsNotShown(t *testing.T) {
	t.Parallel()
	client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
		return testkit.Reply(200, nil, idpsWithSecret[:len(idpsWithSecret)-10]), nil
	})
	_, err := client.ListUserIdentityProviders(t.Context(), "u")
	require.ErrorContains(t, err, "the answer can't be read")
	assert.Empty(t, testkit.Exposed(fmt.Sprintf("%v %+v %#v", err, err, err)))
}
