package wrapper_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

func TestAppTargetsAreAppsOfTheCatalogAndInstances(t *testing.T) {
	t.Parallel()
	server := newScript(t, "", exchange{method: "GET", uri: "/api/v1/users/u/roles/r/targets/catalog/apps", answer: `[
		{"name":"moon","displayName":"Moon","description":null,"status":"ORBITING","lastUpdated":"2026-02-03T10:00:00.000Z","category":"SPACE","verificationStatus":"SEEN",
			"website":"https://moon.example.com/","signOnModes":["ROCKET"],"features":[],"new":{"a":1},
			"_links":{"logo":[{"name":"medium","href":"https://x/m.png","type":"image/png"}],"self":{"href":"https://x/api/v1/catalog/apps/moon"}}},
		{"name":"Payroll","status":"ACTIVE","id":"0oa1","_links":{"self":{"href":"https://x/api/v1/apps/0oa1"}}}]`})
	targets, err := okta.Collect(testkit.NewClient(t, server.URL).ListApplicationTargetsForApplicationAdministratorRoleForUser(t.Context(), "u", "r", nil), 10)
	require.NoError(t, err)
	require.Len(t, targets, 2)
	assert.Equal(t, []any{"", "moon", "Moon", okta.CatalogApplicationStatus("ORBITING"), []string{"ROCKET"}},
		[]any{targets[0].ID, targets[0].Name, targets[0].DisplayName, targets[0].Status, targets[0].SignOnModes})
	assert.Equal(t, "https://x/m.png", targets[0].Links.Get("logo")[0].Href)
	assert.Equal(t, []any{"0oa1", "Payroll", "", okta.CatalogApplicationStatusActive}, []any{targets[1].ID, targets[1].Name, targets[1].DisplayName, targets[1].Status})
	assert.Equal(t, "https://x/api/v1/apps/0oa1", targets[1].Links.Get("self")[0].Href)
}
