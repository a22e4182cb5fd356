package oktatest_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

var (
	blockedFromUnknown = gen.UserBlock{Type: gen.UserBlockTypeDeviceBased, AppliesTo: gen.UserBlockScopeUnknownDevices}
	blockedFromAny     = gen.UserBlock{Type: gen.UserBlockTypeDeviceBased, AppliesTo: gen.UserBlockScopeAnyDevices}
)

// blockAnswers takes a user who is ACTIVE through the answers about blocks.
func blockAnswers(t *testing.T, c client, org *oktatest.Org, id string) {
	t.Helper()
	c.send("GET", user(id, "blocks"), nil).is(200, "")
	require.NoError(t, org.AddBlock(id, blockedFromUnknown))
	c.send("GET", user(id, "blocks"), nil).is(200, "")
	c.send("GET", user("nobody", "blocks"), nil).is(404, "E0000007")
	c.send("POST", user(id, "lifecycle", "unlock"), nil).is(200, "")
	lacking := newClient(t, oktatest.NewOrg(oktatest.WithoutUserBlocks()))
	lacking.send("GET", user(lacking.org.SeedUsers(1)[0], "blocks"), nil).is(401, "E0000015")
}

func TestBlocksEndWhenTheUserIsUnlocked(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	id := org.SeedUsers(1)[0]
	blocks := func() []object { return c.send("GET", user(id, "blocks"), nil).is(200, "").list() }
	require.Equal(t, "[]", c.send("GET", user(id, "blocks"), nil).body)

	require.NoError(t, org.AddBlock(id, blockedFromAny))
	require.Equal(t, []object{{"type": "DEVICE_BASED", "appliesTo": "ANY_DEVICES"}}, blocks())
	c.send("POST", user(id, "lifecycle", "unlock"), nil).is(403, "E0000032")
	require.Len(t, blocks(), 1)
	require.NoError(t, org.AddBlock(id, blockedFromUnknown))
	c.send("POST", user(id, "lifecycle", "unlock"), nil).is(200, "")
	require.Empty(t, blocks())
	require.Equal(t, "ACTIVE", c.send("GET", user(id), nil).object()["status"])

	require.NoError(t, org.AddBlock(id, blockedFromAny))
	require.NoError(t, org.SetStatus(id, gen.UserStatusLockedOut))
	c.send("POST", user(id, "lifecycle", "unlock"), nil).is(200, "")
	require.Empty(t, blocks())
	require.NoError(t, org.AddBlock(id, blockedFromUnknown))
	require.NoError(t, org.SetStatus(id, gen.UserStatusSuspended))
	c.send("POST", user(id, "lifecycle", "unlock"), nil).is(403, "E0000032")
}
