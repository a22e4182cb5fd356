package okta

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func clientWithScopes(t *testing.T, scopes ...string) *APIClient {
	t.Helper()
	configuration, err := NewConfiguration(WithCache(false), WithScopes(scopes))
	require.NoError(t, err)
	return NewAPIClient(configuration)
}

func create(t *testing.T, client *APIClient) (*User, error) {
	t.Helper()
	body := CreateUserRequest{Credentials: testFactory.NewValidTestUserCredentialsWithPassword(), Profile: testFactory.NewValidTestUserProfile()}
	user, _, err := client.UserAPI.CreateUser(t.Context()).Body(body).Execute()
	return user, err
}

func usersAreCreatedReadAndListed(t *testing.T) {
	client := clientWithScopes(t, "okta.users.manage", "okta.users.read")
	ids := make(map[string]bool)
	for i := 0; i < 3; i++ {
		user, err := create(t, client)
		require.NoError(t, err)
		for _, key := range []string{user.GetId(), user.Profile.GetLogin()} {
			got, _, err := client.UserAPI.GetUser(t.Context(), key).Execute()
			require.NoError(t, err)
			require.Equal(t, user.GetId(), got.GetId())
		}
		ids[user.GetId()] = true
	}
	listed, _, err := client.UserAPI.ListUsers(t.Context()).Limit(200).Execute()
	require.NoError(t, err)
	for _, user := range listed {
		delete(ids, user.GetId())
	}
	require.Empty(t, ids, "not listed")
}

func aTooNarrowScopeIsRefused(t *testing.T) {
	client := clientWithScopes(t, "okta.users.read")
	_, _, err := client.UserAPI.ListUsers(t.Context()).Execute()
	require.NoError(t, err)
	_, err = create(t, client)
	require.ErrorContains(t, err, "403")
}

func aScopeThatWasNotGrantedIsRefused(t *testing.T) {
	_, _, err := clientWithScopes(t, "okta.groups.read").UserAPI.ListUsers(t.Context()).Execute()
	require.ErrorContains(t, err, "Empty access token")
}

func TestWithAKeyUsersAreCreatedReadAndListed(t *testing.T)     { usersAreCreatedReadAndListed(t) }
func TestWithAKeyATooNarrowScopeIsRefused(t *testing.T)         { aTooNarrowScopeIsRefused(t) }
func TestWithAKeyAScopeThatWasNotGrantedIsRefused(t *testing.T) { aScopeThatWasNotGrantedIsRefused(t) }
func TestWithDPoPUsersAreCreatedReadAndListed(t *testing.T)     { usersAreCreatedReadAndListed(t) }
func TestWithDPoPATooNarrowScopeIsRefused(t *testing.T)         { aTooNarrowScopeIsRefused(t) }
func TestWithDPoPAScopeThatWasNotGrantedIsRefused(t *testing.T) { aScopeThatWasNotGrantedIsRefused(t) }
