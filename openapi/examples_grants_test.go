package openapi_test

import (
	"encoding/json"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
)

// grants sees the examples of grants, clients and refresh tokens.
func (e *exampleTest) grants(userID string) {
	e.t.Helper()
	app := e.org.AddOAuth2Client(gen.OAuth2Client{ClientName: "Notes", ClientURI: "https://notes.example.com"}).ClientID
	grant, err := e.org.AddGrant(userID, gen.OAuth2ScopeConsentGrant{ClientID: app, ScopeID: "scp1readNotes000000d7"})
	require.NoError(e.t, err)
	token, err := e.org.AddRefreshToken(userID, gen.OAuth2RefreshToken{ClientID: app, Scopes: []string{"offline_access", "notes.read"}})
	require.NoError(e.t, err)
	user := "/users/" + userID
	e.get(user+"/clients", "listUserClients.200.clients")
	e.get(user+"/grants", "listUserGrants.200.page")
	e.get(user+"/grants/"+grant.ID, "getUserGrant.200.grant")
	e.get(user+"/clients/"+app+"/grants", "listGrantsForUserAndClient.200.page")
	e.get(user+"/clients/"+app+"/tokens", "listRefreshTokensForUserAndClient.200.page")
	e.get(user+"/clients/"+app+"/tokens/"+token.ID, "getRefreshTokenForUserAndClient.200.token")
}

// linkedObjects sees the examples of linked objects.
func (e *exampleTest) linkedObjects(userID string) {
	e.t.Helper()
	const definitions = "/meta/schemas/user/linkedObjects"
	e.post(definitions, "addLinkedObjectDefinition.manager", "addLinkedObjectDefinition.201.definition")
	e.get(definitions, "listLinkedObjectDefinitions.200.definitions")
	e.get(definitions+"/manager", "getLinkedObjectDefinition.200.definition")
	e.put("/users/"+userID+"/linkedObjects/manager/"+userID, "", "")
	e.get("/users/"+userID+"/linkedObjects/manager", "getLinkedObjectsForUser.200.links")
}

// devicesRiskAndSubscriptions sees the examples of identity providers, devices, risk and subscriptions.
func (e *exampleTest) devicesRiskAndSubscriptions(userID string) {
	e.t.Helper()
	_, err := e.org.AddIdentityProvider(userID, gen.IdentityProvider{
		Type: "GOOGLE", Name: "Google",
		Protocol: map[string]json.RawMessage{
			"type": json.RawMessage(`"OAUTH2"`), "scopes": json.RawMessage(`["email"]`),
			"credentials": json.RawMessage(`{"client":{"client_id":"notes","client_secret":"secret"}}`),
		},
		Policy: map[string]json.RawMessage{"maxClockSkew": json.RawMessage("0")},
	})
	require.NoError(e.t, err)
	_, err = e.org.AddDevice(userID, gen.Device{Profile: gen.DeviceProfile{
		DisplayName: "Ada's laptop", Platform: gen.DevicePlatformMacOS, Registered: true,
		Manufacturer: "Difference", Model: "Engine 2", OSVersion: "26.1.0", SerialNumber: "DE-1822",
	}})
	require.NoError(e.t, err)
	user := "/users/" + userID
	e.get(user+"/idps", "listUserIdentityProviders.200.idps")
	e.get(user+"/devices", "listUserDevices.200.devices")
	e.sendExample("PUT", user+"/risk", "upsertUserRisk.level", "upsertUserRisk.201.risk")
	e.sendExample("PUT", user+"/risk", "upsertUserRisk.levelAndReason", "upsertUserRisk.200.risk")
	e.get(user+"/risk", "getUserRisk.200.risk")

	require.NoError(e.t, e.org.SetTokenOwner(userID))
	e.post(user+"/subscriptions/USER_LOCKED_OUT/subscribe", "", "")
	e.get(user+"/subscriptions/USER_LOCKED_OUT", "getUserSubscriptionByNotificationType.200.subscription")
	e.get(user+"/subscriptions", "listUserSubscriptions.200.subscriptions")
}
