package main

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func Example() {
	main()
	// Output:
	// listUsers
	// addUserToGroup
	// removeUserFromGroup
}

const quotedEmail = `"ada lovelace"@example.com`

// newOrg makes an org with a group, ten users, and one whose email has quotes in it.
func newOrg(t *testing.T) (org *oktatest.Org, client *okta.Client, groupID, userID string) {
	t.Helper()
	org = oktatest.NewOrg()
	org.SeedUsers(10)
	user, err := org.AddUser(okta.User{Profile: okta.UserProfile{
		Login: okta.Set("ada@example.com"), Email: okta.Set(quotedEmail), FirstName: okta.Set("Ada"), LastName: okta.Set("Lovelace"),
	}})
	require.NoError(t, err)
	client, err = okta.NewClient(org.URL(), okta.APIToken(org.Token()), okta.WithHTTPClient(org.HTTPClient()))
	require.NoError(t, err)
	return org, client, org.AddGroup("Production").ID, user.ID
}

// memberIDs are the ids of a group's members.
func memberIDs(t *testing.T, client *okta.Client, groupID string) []string {
	t.Helper()
	members, err := okta.Collect(client.ListGroupUsers(t.Context(), groupID, nil), 100)
	require.NoError(t, err)
	ids := []string{}
	for _, member := range members {
		ids = append(ids, member.ID)
	}
	return ids
}

func TestAccessEndsOnTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		_, client, group, user := newOrg(t)
		end := time.Now().Add(8 * time.Hour)
		done := make(chan error, 1)
		go func() { done <- GrantUntil(t.Context(), client, quotedEmail, group, end) }()

		time.Sleep(8*time.Hour - time.Second)
		synctest.Wait()
		assert.Equal(t, []string{user}, memberIDs(t, client, group))
		require.NoError(t, <-done)
		assert.Equal(t, end, time.Now())
		assert.Empty(t, memberIDs(t, client, group))
	})
}

func TestAGrantGoesOnAfterItWasStopped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		org, client, group, user := newOrg(t)
		end := time.Now().Add(time.Hour)
		stopped, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		require.ErrorIs(t, GrantUntil(stopped, client, quotedEmail, group, end), context.DeadlineExceeded)
		assert.Equal(t, []string{user}, memberIDs(t, client, group))

		require.NoError(t, GrantUntil(t.Context(), client, quotedEmail, group, end))
		assert.Equal(t, end, time.Now())
		assert.Empty(t, memberIDs(t, client, group))

		// A grant that is over gives nothing again.
		require.NoError(t, GrantUntil(t.Context(), client, quotedEmail, group, end))
		assert.Equal(t, end, time.Now())
		assert.Equal(t, 2, org.Count("addUserToGroup"))
		assert.Empty(t, memberIDs(t, client, group))
	})
}

func TestAccessOfADeletedUserIsOver(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		_, client, group, user := newOrg(t)
		done := make(chan error, 1)
		go func() { done <- GrantUntil(t.Context(), client, quotedEmail, group, time.Now().Add(time.Hour)) }()
		synctest.Wait()
		require.NoError(t, client.DeleteUserPermanently(t.Context(), user, nil))
		require.NoError(t, <-done)
	})
}

func TestOnlyTheUserWithThatEmailGetsAccess(t *testing.T) {
	t.Parallel()
	org, client, group, _ := newOrg(t)
	_, err := org.AddUser(okta.User{Profile: okta.UserProfile{
		Login: okta.Set("twin@example.com"), Email: okta.Set("user1@example.com"), FirstName: okta.Set("Ada"), LastName: okta.Set("Byron"),
	}})
	require.NoError(t, err)

	for email, want := range map[string]string{
		"nobody@example.com":      `nobody has the email "nobody@example.com"`,
		`x" or status eq "ACTIVE`: `nobody has the email "x\" or status eq \"ACTIVE"`,
		"user1@example.com":       "several users have the email",
	} {
		err := GrantUntil(t.Context(), client, email, group, time.Now().Add(time.Millisecond))
		require.ErrorContains(t, err, want)
	}
	require.Zero(t, org.Count("addUserToGroup"))
}
