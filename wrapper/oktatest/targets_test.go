package oktatest_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okta-userapi/userapi-go/gen"
	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// appTargets is the path of a role's app targets, or of one.
func appTargets(userID, roleID string, target ...string) string {
	return user(append([]string{userID, "roles", roleID, "targets", "catalog", "apps"}, target...)...)
}

// addRole assigns a role, and returns its id.
func (c client) addRole(userID string, kind gen.RoleType) string {
	c.t.Helper()
	return c.send("POST", user(userID, "roles"), object{"type": kind}).is(201, "").object()["id"].(string)
}

// appTargetAnswers takes a user through the answers about app targets.
func appTargetAnswers(c client, org *oktatest.Org, id string) {
	c.t.Helper()
	sales, support := org.AddApp("facebook", "Facebook of Sales").ID, org.AddApp("facebook", "Facebook of Support").ID
	mail := org.AddApp("mail", "Mail").ID
	role, other := c.addRole(id, gen.RoleTypeAppAdmin), c.addRole(id, gen.RoleTypeHelpDeskAdmin)

	c.send("GET", appTargets(id, role), nil).is(200, "")
	c.send("PUT", appTargets(id, role, "facebook", sales), nil).is(204, "")
	c.send("PUT", appTargets(id, role, "facebook", support), nil).is(204, "")
	c.send("PUT", appTargets(id, role, "facebook", mail), nil).is(404, "E0000007")
	c.send("PUT", appTargets(id, role, "noapp"), nil).is(404, "E0000007")
	c.send("PUT", appTargets(id, "norole", "facebook"), nil).is(404, "E0000007")
	c.send("PUT", appTargets(id, other), nil).is(400, "E0000001")
	c.send("PUT", appTargets(id, other, "facebook"), nil).is(400, "E0000001")
	c.send("PUT", appTargets(id, other, "facebook", sales), nil).is(400, "E0000001")
	c.send("GET", appTargets(id, role)+"?limit=1", nil).is(200, "")
	c.send("GET", appTargets(id, role)+"?limit=0", nil).is(400, "E0000029")
	c.send("GET", appTargets(id, "norole"), nil).is(404, "E0000007")
	c.send("DELETE", appTargets(id, role, "facebook", sales), nil).is(204, "")
	c.send("DELETE", appTargets(id, role, "facebook", sales), nil).is(404, "E0000007")
	c.send("DELETE", appTargets(id, role, "facebook", support), nil).is(400, "E0000001")
	c.send("PUT", appTargets(id, role, "mail"), nil).is(204, "")
	c.send("PUT", appTargets(id, role, "facebook"), nil).is(204, "")
	c.send("PUT", appTargets(id, role, "facebook", sales), nil).is(400, "E0000001")
	c.send("GET", appTargets(id, role), nil).is(200, "")
	c.send("DELETE", appTargets(id, role, "facebook"), nil).is(204, "")
	c.send("DELETE", appTargets(id, role, "facebook"), nil).is(404, "E0000007")
	c.send("DELETE", appTargets(id, role, "mail"), nil).is(400, "E0000001")
	c.send("PUT", appTargets(id, role), nil).is(200, "")
	c.send("DELETE", user(id, "roles", role), nil).is(204, "")
	c.send("DELETE", user(id, "roles", other), nil).is(204, "")
}

// targetNames are the names of the apps of a list.
func (r response) targetNames() []string {
	names := []string{}
	for _, app := range r.list() {
		names = append(names, app["name"].(string))
	}
	return names
}

func TestAnAppTargetTakesThePlaceOfTheAppsInstances(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	id := org.SeedUsers(1)[0]
	sales, support := org.AddApp("facebook", "Sales"), org.AddApp("facebook", "Support")
	mail := org.AddApp("mail", "Mail")
	role := c.addRole(id, gen.RoleTypeAppAdmin)
	targets := func() []string { return c.send("GET", appTargets(id, role), nil).is(200, "").targetNames() }

	require.Empty(t, targets(), "the role is for all apps")
	c.send("PUT", appTargets(id, role, "mail", mail.ID), nil).is(204, "")
	require.Equal(t, []string{"Mail"}, targets(), "the first one narrows the role")
	c.send("PUT", appTargets(id, role, "facebook", support.ID), nil).is(204, "")
	c.send("PUT", appTargets(id, role, "facebook", sales.ID), nil).is(204, "")
	c.send("PUT", appTargets(id, role, "facebook", sales.ID), nil).is(204, "")
	require.ElementsMatch(t, []string{"Sales", "Support", "Mail"}, targets())
	c.send("DELETE", appTargets(id, role, "facebook"), nil).is(404, "E0000007")

	c.send("PUT", appTargets(id, role, "facebook"), nil).is(204, "")
	require.Equal(t, []string{"facebook", "Mail"}, targets())
	c.send("PUT", appTargets(id, role, "facebook", sales.ID), nil).is(400, "E0000001")
	c.send("DELETE", appTargets(id, role, "facebook", sales.ID), nil).is(404, "E0000007")
	c.send("PUT", appTargets(id, role), nil).is(200, "")
	require.Empty(t, targets())
	require.Empty(t, c.send("GET", user(id, "roles", role, "targets", "groups"), nil).list())
}

func TestAppTargetsComeInPages(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	id := org.SeedUsers(1)[0]
	role := c.addRole(id, gen.RoleTypeAppAdmin)
	for i := range 45 {
		name := fmt.Sprintf("app%02d", i*7%45)
		org.AddApp(name, "Instance")
		c.send("PUT", appTargets(id, role, name), nil).is(204, "")
	}
	var names []string
	var sizes []int
	for path := appTargets(id, role); path != ""; {
		page := c.send("GET", path, nil).is(200, "")
		names, sizes = append(names, page.targetNames()...), append(sizes, len(page.list()))
		path = page.next()
	}
	require.Equal(t, []int{20, 20, 5}, sizes)
	require.IsIncreasing(t, names)
	c.send("GET", appTargets(id, role)+"?after=200u1", nil).is(400, "E0000029")
}

// The targets are those of a set that follows the documentation, whatever is added and removed.
func TestAppTargetsAreThoseThatTheDocsMakeOneExpect(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		org := oktatest.NewOrg()
		client := oktatest.NewClient(t, org)
		user := org.SeedUsers(1)[0]
		role, err := client.AddRoleToUser(t.Context(), user, okta.Role{Type: okta.RoleTypeAppAdmin}, nil)
		require.NoError(t, err)
		instances := make(map[string][]string) // their ids, by the app's name
		for _, name := range []string{"facebook", "face", "mail", "mail"} {
			instances[name] = append(instances[name], org.AddApp(name, "An app").ID)
		}

		want := make(map[[2]string]bool) // the names, with the ids where an instance is the target
		t.Repeat(map[string]func(*rapid.T){
			"add all": func(t *rapid.T) {
				require.NoError(t, client.AddAllAppsAsTargetToRole(t.Context(), user, role.ID))
				clear(want)
			},
			"add app": func(t *rapid.T) {
				name := rapid.SampledFrom([]string{"facebook", "face", "mail"}).Draw(t, "name")
				require.NoError(t, client.AddApplicationTargetToAdminRoleForUser(t.Context(), user, role.ID, name))
				maps.DeleteFunc(want, func(target [2]string, _ bool) bool { return target[0] == name })
				want[[2]string{name}] = true
			},
			"add instance": func(t *rapid.T) {
				name := rapid.SampledFrom([]string{"face", "mail"}).Draw(t, "name")
				id := rapid.SampledFrom(instances[name]).Draw(t, "id")
				err := client.AddApplicationTargetToAppAdminRoleForUser(t.Context(), user, role.ID, name, id)
				if want[[2]string{name}] {
					require.ErrorIs(t, err, okta.CodeValidationFailed)
					return
				}
				require.NoError(t, err)
				want[[2]string{name, id}] = true
			},
			"remove": func(t *rapid.T) {
				name := rapid.SampledFrom([]string{"facebook", "face", "mail"}).Draw(t, "name")
				removed := [2]string{name, rapid.SampledFrom(append([]string{""}, instances[name]...)).Draw(t, "id")}
				if removed[1] == "" {
					err = client.RemoveApplicationTargetFromApplicationAdministratorRoleForUser(t.Context(), user, role.ID, name)
				} else {
					err = client.RemoveApplicationTargetFromAdministratorRoleForUser(t.Context(), user, role.ID, name, removed[1])
				}
				switch {
				case !want[removed]:
					require.ErrorIs(t, err, okta.ErrNotFound)
				case len(want) == 1:
					require.ErrorIs(t, err, okta.CodeValidationFailed)
				default:
					require.NoError(t, err)
					delete(want, removed)
				}
			},
			"": func(t *rapid.T) {
				got := make(map[[2]string]bool)
				for app, err := range client.ListApplicationTargetsForApplicationAdministratorRoleForUser(t.Context(), user, role.ID, nil) {
					require.NoError(t, err)
					require.Equal(t, app.ID == "", app.DisplayName != "", "an instance has no displayName")
					target := [2]string{app.Name}
					for name, ids := range instances {
						if slices.Contains(ids, app.ID) {
							target = [2]string{name, app.ID}
						}
					}
					require.False(t, got[target], "twice")
					got[target] = true
				}
				require.Equal(t, want, got)
			},
		})
	})
}

func TestARoleOfAGroupIsNotReadAsTheUsers(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	id, group := org.SeedUsers(1)[0], org.AddGroup("Admins")
	require.NoError(t, org.AddGroupRole(group.ID, gen.RoleTypeAppAdmin))
	require.NoError(t, org.AddGroupMember(group.ID, id))
	inherited := c.send("GET", user(id, "roles"), nil).list()[0]["id"].(string)
	c.send("GET", user(id, "roles", inherited), nil).is(404, "E0000007")
	own := c.addRole(id, gen.RoleTypeAppAdmin)
	require.Equal(t, c.send("GET", user(id, "roles"), nil).list()[0], c.send("GET", user(id, "roles", own), nil).is(200, "").object())
}

func TestTheAppOfALinkIsOneThatRolesCanBeLimitedTo(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	id := org.SeedUsers(1)[0]
	known := org.AddApp("mail", "Mail")
	for _, link := range []gen.AppLink{
		{AppName: "mail", AppInstanceID: known.ID, Label: "Mail"},
		{AppName: "mail", Label: "Mail of the past"},
		{AppName: "wiki", AppInstanceID: "0oaWiki", Label: "Wiki"},
	} {
		require.NoError(t, org.AddAppLink(id, link))
	}
	role := c.addRole(id, gen.RoleTypeAppAdmin)
	ids := map[string]bool{}
	for _, link := range c.send("GET", user(id, "appLinks"), nil).list() {
		ids[link["appInstanceId"].(string)] = true
		c.send("PUT", appTargets(id, role, link["appName"].(string), link["appInstanceId"].(string)), nil).is(204, "")
	}
	require.Len(t, ids, 3)
	require.True(t, ids[known.ID] && ids["0oaWiki"])
	require.ElementsMatch(t, []string{"Mail", "Mail of the past", "Wiki"}, c.send("GET", appTargets(id, role), nil).targetNames())
}
