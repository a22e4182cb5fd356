package integration

import (
	"testing"

	"github.com/okta/okta-sdk-golang/v2/okta"
	"github.com/okta/okta-sdk-golang/v2/okta/query"
	"github.com/okta/okta-sdk-golang/v2/tests"
	"github.com/stretchr/testify/require"
)

func newUser(t *testing.T, client *okta.Client) (*okta.User, error) {
	t.Helper()
	login := randomEmail()
	profile := okta.UserProfile{"firstName": "Ada", "lastName": "Lovelace", "email": login, "login": login}
	user, _, err := client.User.CreateUser(t.Context(), okta.CreateUserRequest{Profile: &profile}, query.NewQueryParams(query.WithActivate(false)))
	return user, err
}

func TestWithAKeyUsersAreCreatedReadAndListed(t *testing.T) {
	_, client, err := tests.NewClient(t.Context(), okta.WithCache(false))
	require.NoError(t, err)
	ids := make(map[string]bool)
	for i := 0; i < 3; i++ {
		user, err := newUser(t, client)
		require.NoError(t, err)
		got, _, err := client.User.GetUser(t.Context(), user.Id)
		require.NoError(t, err)
		require.Equal(t, user.Id, got.Id)
		ids[user.Id] = true
	}
	listed, response, err := client.User.ListUsers(t.Context(), query.NewQueryParams(query.WithLimit(2)))
	for ; ; response, err = response.Next(t.Context(), &listed) {
		require.NoError(t, err)
		for _, user := range listed {
			delete(ids, user.Id)
		}
		if !response.HasNextPage() {
			break
		}
		listed = nil
	}
	require.Empty(t, ids, "on no page")
}

func TestWithAKeyATooNarrowScopeIsRefused(t *testing.T) {
	_, client, err := tests.NewClient(t.Context(), okta.WithScopes([]string{"okta.users.read"}))
	require.NoError(t, err)
	_, _, err = client.User.ListUsers(t.Context(), nil)
	require.NoError(t, err)
	_, err = newUser(t, client)
	require.ErrorContains(t, err, "The access token provided does not contain the required scopes.")
}

func TestWithAKeyAScopeThatWasNotGrantedIsRefused(t *testing.T) {
	_, client, err := tests.NewClient(t.Context(), okta.WithScopes([]string{"okta.groups.read"}))
	require.NoError(t, err)
	_, _, err = client.User.ListUsers(t.Context(), nil)
	require.ErrorContains(t, err, "You are not allowed any of the requested scopes.")
}
