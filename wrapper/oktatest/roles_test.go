package oktatest_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func TestRolesAreTheUsersOwnOrInherited(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	ids := org.SeedUsers(2)
	group := org.AddGroup("Admins")
	require.NoError(t, org.AddGroupRole(group.ID, gen.RoleTypeOrgAdmin))
	require.Error(t, org.AddGroupRole(group.ID, "KING"))
	require.NoError(t, org.AddGroupMember(group.ID, ids[0]))
	first := c.send("POST", user(ids[0], "roles"), object{"type": "USER_ADMIN"}).is(201, "").object()
	second := c.send("POST", user(ids[1], "roles"), object{"type": "USER_ADMIN"}).is(201, "").object()
	require.Equal(t, first["id"], second["id"], "ids are unique within their user only")
	require.Equal(t, object{"assignee": object{"href": "https://oktatest.example" + user(ids[0])}}, first["_links"])
	c.send("POST", user(ids[0], "roles"), object{"type": "ORG_ADMIN"}).is(201, "")

	roles := c.send("GET", user(ids[0], "roles"), nil).list()
	require.Len(t, roles, 3)
	require.Equal(t, "GROUP", roles[2]["assignmentType"])
	require.Equal(t, object{"assignee": object{"href": "https://oktatest.example/api/v1/groups/" + group.ID}}, roles[2]["_links"])
	c.send("DELETE", user(ids[0], "roles", roles[2]["id"].(string)), nil).is(404, "E0000007")
	c.send("DELETE", user(ids[0], "roles", first["id"].(string)), nil).is(204, "")
	require.Len(t, c.send("GET", user(ids[1], "roles"), nil).list(), 1)
}

func TestCustomRolesAndTargets(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	id := org.SeedUsers(1)[0]
	custom := object{"type": "CUSTOM", "role": "cr0", "resource-set": "iam0"}
	added := c.send("POST", user(id, "roles"), custom).is(201, "").object()
	require.Equal(t, []any{"cr0", "iam0"}, []any{added["role"], added["resource-set"]})
	c.send("POST", user(id, "roles"), custom).is(409, "E0000090")
	c.send("POST", user(id, "roles"), object{"type": "CUSTOM", "role": "cr0", "resource-set": "iam1"}).is(201, "")
	c.send("POST", user(id, "roles"), object{"type": "CUSTOM", "role": "cr0"}).is(400, "E0000001")
	c.send("POST", user(id, "roles"), "null").is(400, "E0000001")

	group := org.AddGroup("Engineers")
	c.send("PUT", user(id, "roles", added["id"].(string), "targets", "groups", group.ID), nil).is(400, "E0000001")
	c.send("PUT", user(id, "roles", "norole", "targets", "groups", group.ID), nil).is(404, "E0000007")
	c.send("GET", user(id, "roles", "norole", "targets", "groups"), nil).is(404, "E0000007")
}

func TestHiddenAppLinksAreShownWhenAskedFor(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	id := org.SeedUsers(1)[0]
	require.NoError(t, org.AddAppLink(id, appLink("Mail", false)))
	require.NoError(t, org.AddAppLink(id, appLink("Wiki", true)))
	require.Error(t, org.AddAppLink("nobody", appLink("Wiki", true)))
	links := c.send("GET", user(id, "appLinks"), nil).list()
	require.Len(t, links, 1)
	require.Equal(t, []any{"Mail", false, float64(0)}, []any{links[0]["label"], links[0]["hidden"], links[0]["sortOrder"]})
	require.Len(t, c.send("GET", user(id, "appLinks")+"?showAll=true", nil).list(), 2)
	c.send("GET", user(id, "appLinks")+"?showAll=all", nil).is(400, "E0000001")
}
