package main

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func Example() {
	main()
	// Output: 2 added, 1 removed
}

// newGroup makes an org with users, of whom the first ones are members of a group.
func newGroup(t *testing.T, users, members int) (*oktatest.Org, *okta.Client, string) {
	t.Helper()
	org := oktatest.NewOrg()
	group := org.AddGroup("Engineers")
	for _, id := range org.SeedUsers(users)[:members] {
		require.NoError(t, org.AddGroupMember(group.ID, id))
	}
	client := oktatest.NewClient(t, org)
	return org, client, group.ID
}

// logins are those of the seeded users from one number to another.
func logins(from, to int) []string {
	var logins []string
	for i := from; i <= to; i++ {
		logins = append(logins, fmt.Sprintf("user%d@example.com", i))
	}
	return logins
}

func requireMembers(t *testing.T, client *okta.Client, groupID string, want []string) {
	t.Helper()
	var members []string
	for member, err := range client.ListGroupUsers(t.Context(), groupID, nil) {
		require.NoError(t, err)
		members = append(members, member.Profile.Login.String())
	}
	require.ElementsMatch(t, want, members)
}

func TestALargeGroupIsSyncedThoughAPageFailsOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		org, client, group := newGroup(t, 2320, 2300)
		require.NoError(t, org.Script("listGroupUsers", oktatest.Pass(), oktatest.Fail(503, "E0000009", "try again")))
		want := logins(11, 2320)
		want[0] = strings.ToUpper(want[0]) // the case of a login doesn't matter

		added, removed, err := SyncGroup(t.Context(), client, group, want)
		require.NoError(t, err)
		assert.Equal(t, 20, added)
		assert.Equal(t, 10, removed)
		assert.Equal(t, 20, org.Count("addUserToGroup"))
		assert.Equal(t, 10, org.Count("removeUserFromGroup"))
		requireMembers(t, client, group, logins(11, 2320))

		added, removed, err = SyncGroup(t.Context(), client, group, want)
		require.NoError(t, err)
		assert.Zero(t, added)
		assert.Zero(t, removed)
	})
}

func TestNothingChangesWhenTheListOfMembersEndsEarly(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		org, client, group := newGroup(t, 2300, 2300)
		unavailable := oktatest.Fail(503, "E0000009", "try again")
		require.NoError(t, org.Script("listGroupUsers", oktatest.Pass(), unavailable, unavailable, unavailable, unavailable))

		_, _, err := SyncGroup(t.Context(), client, group, logins(1, 3))
		require.ErrorContains(t, err, "503 Service Unavailable")
		requireMembers(t, client, group, logins(1, 2300))
	})
}

func TestAMissingGroupIsToldApart(t *testing.T) {
	t.Parallel()
	org, client, _ := newGroup(t, 3, 0)
	_, _, err := SyncGroup(t.Context(), client, "00gmissing", logins(1, 3))
	require.ErrorIs(t, err, okta.ErrNotFound)
	require.Zero(t, org.Count("addUserToGroup"))
}

func TestLoginsThatCannotBeAddedAreNamedAndTheOthersAdded(t *testing.T) {
	t.Parallel()
	org, client, group := newGroup(t, 3, 1)
	gone, err := org.User("user3@example.com")
	require.NoError(t, err)
	require.NoError(t, org.SetStatus(gone.ID, okta.UserStatusDeprovisioned))
	owner, err := org.User("user1@example.com")
	require.NoError(t, err)
	require.NoError(t, org.SetTokenOwner(owner.ID))

	added, removed, err := SyncGroup(t.Context(), client, group, []string{"nobody@example.com", "user2@example.com", "user3@example.com", "me"})
	assert.Equal(t, 1, added)
	assert.Equal(t, 1, removed)
	require.ErrorContains(t, err, "add nobody@example.com: okta: getUser: 404 Not Found")
	require.ErrorContains(t, err, "add user3@example.com: okta: addUserToGroup: 403 Forbidden")
	require.ErrorContains(t, err, "add me: this is user1@example.com: write the whole login")
	requireMembers(t, client, group, []string{"user2@example.com"})
}
