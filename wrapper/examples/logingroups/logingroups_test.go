package main

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func Example() {
	main()
	// Output:
	// user1@example.com is in [Engineers Everyone]
	// nobody@example.com may not sign in
}

// newOrg makes an org with three users, of whom the first is the token's owner.
func newOrg(t *testing.T) (*oktatest.Org, *okta.Client, []string) {
	t.Helper()
	org := oktatest.NewOrg()
	ids := org.SeedUsers(3)
	require.NoError(t, org.SetTokenOwner(ids[0]))
	once := okta.WithRetry(okta.RetryPolicy{Attempts: 1})
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), okta.WithHTTPClient(org.HTTPClient()), once)
	require.NoError(t, err)
	return org, client, ids
}

func TestGroupsOfAllPagesComeInOrder(t *testing.T) {
	t.Parallel()
	org, client, ids := newOrg(t)
	want := []string{"Everyone"}
	for i := range 450 {
		name := fmt.Sprintf("Team %03d", i)
		require.NoError(t, org.AddGroupMember(org.AddGroup(name).ID, ids[1]))
		want = append(want, name)
	}
	for _, login := range []string{"user2@example.com", "USER2@example.com"} {
		groups, err := LoginGroups(t.Context(), client, login)
		require.NoError(t, err)
		assert.Equal(t, want, groups)
	}
	assert.Greater(t, org.Count("listUserGroups"), 2, "the groups came in one page")
}

func TestOnlyAWholeLoginIsAUser(t *testing.T) {
	t.Parallel()
	org, client, ids := newOrg(t)
	for _, login := range []string{"nobody@example.com", "me", "user2", ids[1]} {
		_, err := LoginGroups(t.Context(), client, login)
		require.ErrorIsf(t, err, ErrUnknownUser, "%s", login)
	}
	require.Zero(t, org.Count("listUserGroups"))
}

func TestOtherErrorsAreNotAnUnknownUser(t *testing.T) {
	t.Parallel()
	for _, operation := range []string{"getUser", "listUserGroups"} {
		for _, answer := range []oktatest.Answer{oktatest.Fail(401, "E0000011", "Invalid token"), oktatest.Fail(503, "E0000009", "try again"), oktatest.Drop()} {
			org, client, _ := newOrg(t)
			require.NoError(t, org.Script(operation, answer))
			_, err := LoginGroups(t.Context(), client, "user1@example.com")
			require.Error(t, err)
			require.NotErrorIs(t, err, ErrUnknownUser)
		}
	}
}
