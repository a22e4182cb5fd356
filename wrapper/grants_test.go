package wrapper_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func TestGrantsAreReadWhateverTheyHold(t *testing.T) {
	t.Parallel()
	server := newScript(t, "", exchange{method: "GET", uri: "/api/v1/users/u/grants", answer: `[
		{"id":"oag1","status":"PAUSED","source":"ROBOT","created":"2026-02-03T10:00:00.000Z","createdBy":{"id":"00u1","type":"User"},"issuer":"https://acme.okta.com",
			"clientId":"0oa1","userId":"u","scopeId":"okta.users.read","new":{"a":1},"_embedded":{"scope":{"id":"scp1"}},
			"_links":{"app":{"href":"https://x/api/v1/apps/0oa1","title":"Notes"},"self":{"href":"https://x/self","hints":{"allow":["GET","DELETE"]}}}}]`})
	grants, err := okta.Collect(testkit.NewClient(t, server.URL).ListUserGrants(t.Context(), "u", nil), 10)
	require.NoError(t, err)
	require.Len(t, grants, 1)
	grant := grants[0]
	assert.Equal(t, okta.GrantOrTokenStatus("PAUSED"), grant.Status)
	assert.Equal(t, okta.OAuth2ScopeConsentGrantSource("ROBOT"), grant.Source)
	assert.Equal(t, "okta.users.read", grant.ScopeID)
	assert.Equal(t, "00u1", grant.CreatedBy.ID)
	assert.JSONEq(t, `{"id":"scp1"}`, string(grant.Embedded["scope"]))
	assert.Equal(t, "https://x/self", grant.Links.Get("self")[0].Href)
}

func TestClientsAreReadInSnakeCase(t *testing.T) {
	t.Parallel()
	server := newScript(t, "", exchange{method: "GET", uri: "/api/v1/users/u/clients",
		answer: `[{"client_id":"0oa1","client_name":"Notes","client_uri":null,"logo_uri":"https://x/logo.png","_links":{"grants":{"href":"https://x/grants"}}}]`})
	clients, err := testkit.NewClient(t, server.URL).ListUserClients(t.Context(), "u")
	require.NoError(t, err)
	require.Equal(t, []okta.OAuth2Client{{ClientID: "0oa1", ClientName: "Notes", LogoURI: "https://x/logo.png", Links: okta.Links(`{"grants":{"href":"https://x/grants"}}`)}}, clients)
}

func TestRefreshTokensAreReadWithoutTheirValues(t *testing.T) {
	t.Parallel()
	server := newScript(t, "", exchange{method: "GET", uri: "/api/v1/users/u/clients/0oa1/tokens/oar1", answer: `{"id":"oar1","status":"ACTIVE",
		"expiresAt":"2026-03-03T10:00:00.000Z","scopes":["offline_access","notes"],"_links":{"revoke":{"href":"https://x/revoke"}}}`})
	token, err := testkit.NewClient(t, server.URL).GetRefreshTokenForUserAndClient(t.Context(), "u", "0oa1", "oar1", nil)
	require.NoError(t, err)
	assert.Equal(t, []string{"offline_access", "notes"}, token.Scopes)
	assert.Equal(t, time.Date(2026, 3, 3, 10, 0, 0, 0, time.UTC), token.ExpiresAt)
	assert.True(t, token.Links.Has("revoke"))
	data, err := json.Marshal(token)
	require.NoError(t, err)
	assert.JSONEq(t, `{"id":"oar1","status":"ACTIVE","expiresAt":"2026-03-03T10:00:00Z","scopes":["offline_access","notes"],"_links":{"revoke":{"href":"https://x/revoke"}}}`, string(data))
}

func TestRevokingWhatALostAnswerHasRevokedSucceeds(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	client := orgClient(t, org)
	id := org.SeedUsers(1)[0]
	app := org.AddOAuth2Client(okta.OAuth2Client{ClientName: "Notes"}).ClientID
	grant, err := org.AddGrant(id, okta.OAuth2ScopeConsentGrant{ClientID: app, ScopeID: "scp1"})
	require.NoError(t, err)
	require.NoError(t, org.Script("revokeUserGrant", oktatest.DropAfter()))
	require.NoError(t, client.RevokeUserGrant(t.Context(), id, grant.ID), "the second attempt finds nothing")
	require.Equal(t, 2, org.Count("revokeUserGrant"))
	require.ErrorIs(t, client.RevokeUserGrant(t.Context(), id, grant.ID), okta.ErrNotFound)
	require.NoError(t, client.RevokeUserGrants(t.Context(), id), "nothing to revoke is no error")
}
