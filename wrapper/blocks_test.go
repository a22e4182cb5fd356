package wrapper_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func TestBlocksAreDecodedWhateverTheirType(t *testing.T) {
	t.Parallel()
	server := newScript(t, "", exchange{method: "GET", uri: "/api/v1/users/u/blocks",
		answer: `[{"type":"DEVICE_BASED","appliesTo":"UNKNOWN_DEVICES"},{"type":"MOON_BASED","appliesTo":"MOONS","until":"2026-02-03T10:00:00.000Z"}]`})
	blocks, err := testkit.NewClient(t, server.URL).ListUserBlocks(t.Context(), "u")
	require.NoError(t, err)
	assert.Equal(t, []okta.UserBlock{
		{Type: okta.UserBlockTypeDeviceBased, AppliesTo: okta.UserBlockScopeUnknownDevices},
		{Type: "MOON_BASED", AppliesTo: "MOONS"},
	}, blocks)
}

// The org says 401, and the token is fine.
func TestAnOrgWithoutBlocksDoesNotRefuseTheToken(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg(oktatest.WithoutUserBlocks())
	id := org.SeedUsers(1)[0]
	client := oktatest.NewClient(t, org)
	_, err := client.ListUserBlocks(t.Context(), id)
	require.ErrorIs(t, err, okta.CodeFeatureDenied)
	require.ErrorIs(t, err, okta.ErrForbidden)
	require.NotErrorIs(t, err, okta.ErrUnauthorized)
	require.Equal(t, 1, org.Count("listUserBlocks"))
}
