package api_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// runGrants runs the examples of grants, clients and refresh tokens.
func runGrants(ctx context.Context, t *testing.T, org *oktatest.Org, client *okta.Client, userID string) {
	t.Helper()
	app := org.AddOAuth2Client(gen.OAuth2Client{ClientName: "Notes"}).ClientID
	var grants, tokens []string
	for range 2 {
		grant, err := org.AddGrant(userID, gen.OAuth2ScopeConsentGrant{ClientID: app, ScopeID: "scp1"})
		require.NoError(t, err)
		token, err := org.AddRefreshToken(userID, gen.OAuth2RefreshToken{ClientID: app})
		require.NoError(t, err)
		grants, tokens = append(grants, grant.ID), append(tokens, token.ID)
	}
	require.NoError(t, exampleListUserClients(ctx, client, userID))
	require.NoError(t, exampleListUserGrants(ctx, client, userID))
	require.NoError(t, exampleGetUserGrant(ctx, client, userID, grants[0]))
	require.NoError(t, exampleRevokeUserGrant(ctx, client, userID, grants[0]))
	require.NoError(t, exampleListGrantsForUserAndClient(ctx, client, userID, app))
	require.NoError(t, exampleRevokeGrantsForUserAndClient(ctx, client, userID, app))
	require.NoError(t, exampleRevokeUserGrants(ctx, client, userID))
	require.NoError(t, exampleListRefreshTokensForUserAndClient(ctx, client, userID, app))
	require.NoError(t, exampleGetRefreshTokenForUserAndClient(ctx, client, userID, app, tokens[0]))
	require.NoError(t, exampleRevokeTokenForUserAndClient(ctx, client, userID, app, tokens[0]))
	require.NoError(t, exampleRevokeTokensForUserAndClient(ctx, client, userID, app))
	clients, err := client.ListUserClients(ctx, userID)
	require.NoError(t, err)
	require.Empty(t, clients, "all is revoked")
}

// runLinkedObjects runs the examples of linked objects.
func runLinkedObjects(ctx context.Context, t *testing.T, org *oktatest.Org, client *okta.Client, userID string) {
	t.Helper()
	manager := org.SeedUsers(1)[0]
	require.NoError(t, exampleAddLinkedObjectDefinition(ctx, client))
	require.NoError(t, exampleListLinkedObjectDefinitions(ctx, client))
	require.NoError(t, exampleGetLinkedObjectDefinition(ctx, client))
	require.NoError(t, exampleSetLinkedObjectForUser(ctx, client, userID, manager))
	require.NoError(t, exampleGetLinkedObjectsForUser(ctx, client, userID))
	require.NoError(t, exampleRemoveLinkedObjectForUser(ctx, client, userID))
	require.NoError(t, exampleDeleteLinkedObjectDefinition(ctx, client))
}

// runDevicesRiskAndSubscriptions runs the examples of identity providers, devices, risk and subscriptions.
func runDevicesRiskAndSubscriptions(ctx context.Context, t *testing.T, org *oktatest.Org, client *okta.Client, userID string) {
	t.Helper()
	require.NoError(t, exampleListUserIdentityProviders(ctx, client, userID))
	require.NoError(t, exampleListUserDevices(ctx, client, userID))
	require.NoError(t, exampleUpsertUserRisk(ctx, client, userID))
	require.NoError(t, exampleGetUserRisk(ctx, client, userID))

	require.NoError(t, org.SetTokenOwner(userID))
	require.NoError(t, exampleListUserSubscriptions(ctx, client))
	require.NoError(t, exampleGetUserSubscriptionByNotificationType(ctx, client))
	require.NoError(t, exampleSubscribeUserSubscriptionByNotificationType(ctx, client))
	require.NoError(t, exampleUnsubscribeUserSubscriptionByNotificationType(ctx, client))
}
