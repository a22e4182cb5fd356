package wrapper_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

func TestRolesAreDecodedWhateverTheirType(t *testing.T) {
	t.Parallel()
	server := newScript(t, "", exchange{method: "GET", uri: "/api/v1/users/u/roles", answer: `[
		{"id":"r1","label":"Moon","type":"MOON_ADMIN","status":"PAUSED","assignmentType":"ORBIT","created":"2026-02-03T10:00:00.000Z","new":{"a":1},
			"_links":{"assignee":{"href":"https://x/api/v1/users/u"}}},
		{"id":"r2","type":"CUSTOM","role":"cr0","resource-set":"iam","description":null,"_embedded":{"targets":{}}}]`})
	roles, err := testkit.NewClient(t, server.URL).ListAssignedRoles(t.Context(), "u", nil)
	require.NoError(t, err)
	require.Len(t, roles, 2)
	assert.Equal(t, okta.RoleType("MOON_ADMIN"), roles[0].Type)
	assert.Equal(t, okta.RoleStatus("PAUSED"), roles[0].Status)
	assert.Equal(t, okta.RoleAssignmentType("ORBIT"), roles[0].AssignmentType)
	assert.Equal(t, "https://x/api/v1/users/u", roles[0].Links.Get("assignee")[0].Href)
	assert.Equal(t, "cr0", roles[1].Role)
	assert.Equal(t, "iam", roles[1].ResourceSet)
	assert.Equal(t, json.RawMessage("{}"), roles[1].Embedded["targets"])
}

func TestARoleThatWasListedCanBeAssignedToAnother(t *testing.T) {
	t.Parallel()
	server := newScript(t, "", exchange{method: "POST", uri: "/api/v1/users/u2/roles", status: 201, answer: `{"id":"r2"}`,
		body: `{"type":"USER_ADMIN","assignmentType":"USER"}`})
	role := okta.Role{ID: "r1", Label: "User Administrator", Type: okta.RoleTypeUserAdmin, Status: okta.RoleStatusActive,
		AssignmentType: okta.RoleAssignmentTypeUser, Links: okta.Links(`{"assignee":{}}`)}
	assigned, err := testkit.NewClient(t, server.URL).AddRoleToUser(t.Context(), "u2", role, nil)
	require.NoError(t, err)
	assert.Equal(t, "r2", assigned.ID)
}

func TestGroupsKeepTheirAttributesAndLogos(t *testing.T) {
	t.Parallel()
	server := newScript(t, "", exchange{method: "GET", uri: "/api/v1/users/u/groups", answer: `[
		{"id":"g1","type":"ORBIT_GROUP","objectClass":["okta:user_group"],"profile":{"name":"Engineers","description":null,"cost":9007199254740993,"open":true},
			"_links":{"logo":[{"name":"medium","href":"https://x/m.png","type":"image/png"},{"name":"large","href":"https://x/l.png"}],"users":{"href":"https://x/users"}}}]`})
	var groups []okta.Group
	for group, err := range testkit.NewClient(t, server.URL).ListUserGroups(t.Context(), "u", nil) {
		require.NoError(t, err)
		groups = append(groups, group)
	}
	require.Len(t, groups, 1)
	assert.Equal(t, okta.GroupType("ORBIT_GROUP"), groups[0].Type)
	assert.Equal(t, okta.Clear(), groups[0].Profile.Description)
	assert.Equal(t, json.RawMessage("9007199254740993"), groups[0].Profile.AdditionalProperties["cost"])
	assert.Len(t, groups[0].Links.Get("logo"), 2)
	assert.Equal(t, "https://x/users", groups[0].Links.Get("users")[0].Href)
}
