package oktatest_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// groupNames are the names of the groups of a list.
func (r response) groupNames() []string {
	var names []string
	for _, group := range r.list() {
		names = append(names, group["profile"].(object)["name"].(string))
	}
	return names
}

func groupNamed(name any) object { return object{"profile": object{"name": name}} }

func TestGroupsAreFoundByQSearchAndFilter(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	org := oktatest.NewOrg(oktatest.WithClock(func() time.Time { return now }))
	c := newClient(t, org)
	for _, body := range []object{
		{"name": "Engineers", "cost": 7}, {"name": "English", "description": "Who teaches"}, {"name": "analysts", "remote": true},
	} {
		now = now.Add(time.Hour)
		c.send("POST", "/api/v1/groups", object{"profile": body}).is(200, "")
	}
	for query, want := range map[string][]string{
		"":                          {"Everyone", "Engineers", "English", "analysts"},
		"q=eng":                     {"Engineers", "English"},
		"q=eng&limit=1":             {"Engineers"},
		"q=lish":                    nil,
		`filter=type eq "BUILT_IN"`: {"Everyone"},
		`filter=lastUpdated ge "2026-01-01T02:00:00.000Z"`:                {"English", "analysts"},
		`search=profile.name sw "eng" and profile.cost eq 7`:              {"Engineers"},
		`search=profile.description co "teach" or profile.remote eq true`: {"English", "analysts"},
		`search=created lt "2026-01-01T01:30:00.000Z"`:                    {"Everyone", "Engineers"},
		`search=id pr&sortBy=profile.name&sortOrder=desc`:                 {"Everyone", "English", "Engineers", "analysts"},
		`search=id pr&sortBy=created&sortOrder=desc`:                      {"analysts", "English", "Engineers", "Everyone"},
		`filter=id pr&sortBy=profile.name`:                                {"Everyone", "Engineers", "English", "analysts"},
	} {
		answer := c.send("GET", "/api/v1/groups?"+strings.ReplaceAll(strings.ReplaceAll(query, " ", "%20"), `"`, "%22"), nil).is(200, "")
		require.Equal(t, want, answer.groupNames(), query)
		require.Empty(t, answer.next(), query)
	}
	for _, attribute := range []string{"status", "activated", "type.id", "login"} {
		c.send("GET", "/api/v1/groups?search="+url.QueryEscape(attribute+" pr"), nil).is(400, "E0000031")
	}
}

func TestAWalkSeesEachGroupAndMemberOnceWhateverThePageSize(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	users := org.SeedUsers(1100)
	group := org.AddGroup("Group").ID
	groups := []string{c.send("GET", "/api/v1/groups?q=Everyone", nil).list()[0]["id"].(string), group}
	for i := range 305 {
		groups = append(groups, org.AddGroup(fmt.Sprint("Group ", i)).ID)
	}
	for _, id := range slices.Backward(users[1:]) {
		require.NoError(t, org.AddGroupMember(group, id))
	}
	require.Equal(t, users[1:], c.walk(groupPath(group, "users"), nil))
	require.Equal(t, 2, org.Count("listGroupUsers"), "1000 a page unless told otherwise")
	require.Equal(t, users, c.walk(groupPath(groups[0], "users"), nil), "whoever is not deactivated is in Everyone")
	require.Equal(t, groups, c.walk("/api/v1/groups", nil))
	require.Equal(t, 2, org.Count("listGroups"), "one page of 10,000 unless told otherwise")
	require.Len(t, c.send("GET", "/api/v1/groups?q=g", nil).list(), 300)
	c.http = org.HTTPClient() // the answers above were held against the contract
	for _, limit := range []int{1, 7, 306, 100_000} {
		require.Equal(t, groups, c.walk(fmt.Sprintf("/api/v1/groups?limit=%d", limit), nil), limit)
	}
	search := "/api/v1/groups?search=id+pr&sortBy=profile.name"
	require.Equal(t, c.walk(search, nil), c.walk(search+"&limit=7", nil))
	for _, limit := range []int{90, 1099, 100_000} {
		require.Equal(t, users[1:], c.walk(fmt.Sprintf("%s?limit=%d", groupPath(group, "users"), limit), nil), limit)
	}
}

func TestGroupProfilesAreChecked(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	for cause, body := range map[string]object{
		"name: The field cannot be left blank":   {"profile": object{"description": "x"}},
		"name: The value must be a text":         groupNamed(7),
		"name: The field is too long":            groupNamed(strings.Repeat("ü", 256)),
		"description: The value must be a text":  {"profile": object{"name": "x", "description": true}},
		"a: The value must be a text, a number,": {"profile": object{"name": "x", "a": object{}}},
		"name: An object with this field":        groupNamed("Everyone"),
	} {
		require.Contains(t, c.send("POST", "/api/v1/groups", body).is(400, "E0000001").body, cause)
	}
	c.send("POST", "/api/v1/groups", object{}).is(400, "E0000001")
	c.send("POST", "/api/v1/groups", groupNamed(strings.Repeat("ü", 255))).is(200, "")
	made := c.send("POST", "/api/v1/groups", object{"profile": object{"name": `"A" & \B`, "cost": jsonRaw("9007199254740993")}}).is(200, "")
	require.Contains(t, made.body, "9007199254740993")
	read := c.send("GET", groupPath(made.object()["id"].(string)), nil).object()
	require.Equal(t, made.object(), read)
	c.send("PUT", groupPath(read["id"].(string)), read).is(200, "")
}

func TestAMembershipMovesTheGroupsTimeOnlyWhereItChanges(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	org := oktatest.NewOrg(oktatest.WithClock(func() time.Time { return now }))
	c := newClient(t, org)
	id := org.SeedUsers(1)[0]
	group := org.AddGroup("Engineers").ID
	times := func() [2]any {
		g := c.send("GET", groupPath(group), nil).object()
		return [2]any{g["lastUpdated"], g["lastMembershipUpdated"]}
	}
	const first, second, fourth = "2026-01-01T00:00:00.000Z", "2026-01-01T01:00:00.000Z", "2026-01-01T03:00:00.000Z"
	for _, step := range []struct {
		method, path string
		body         any
		want         [2]any
	}{
		{"PUT", groupPath(group, "users", id), nil, [2]any{first, second}},
		{"PUT", groupPath(group, "users", id), nil, [2]any{first, second}},
		{"DELETE", groupPath(group, "users", id), nil, [2]any{first, fourth}},
		{"DELETE", groupPath(group, "users", id), nil, [2]any{first, fourth}},
		{"PUT", groupPath(group), groupNamed("Builders"), [2]any{"2026-01-01T05:00:00.000Z", fourth}},
	} {
		now = now.Add(time.Hour)
		require.Less(t, c.send(step.method, step.path, step.body).status, 300)
		require.Equal(t, step.want, times())
	}
}

func TestOnlyGroupsMadeInOktaCanBeChanged(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	id := org.SeedUsers(1)[0]
	before := c.send("GET", "/api/v1/groups", nil)
	everyone := before.list()[0]["id"].(string)
	c.send("PUT", groupPath(everyone), groupNamed("Nobody")).is(403, "E0000006")
	c.send("DELETE", groupPath(everyone), nil).is(403, "E0000006")
	for _, method := range []string{http.MethodPut, http.MethodDelete} {
		c.send(method, groupPath(everyone, "users", id), nil).is(403, "E0000006")
		c.send(method, groupPath(everyone, "users", "nobody"), nil).is(403, "E0000006")
	}
	require.Equal(t, before.body, c.send("GET", "/api/v1/groups", nil).body)
}

func TestADeactivatedUserIsInNoGroup(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	ids := org.SeedUsers(2)
	group := org.AddGroup("Engineers").ID
	for _, id := range ids {
		c.send("PUT", groupPath(group, "users", id), nil).is(204, "")
	}
	c.send("POST", user(ids[0], "lifecycle", "deactivate"), nil).is(200, "")
	require.Equal(t, ids[1:], c.walk(groupPath(group, "users"), nil))
	c.send("PUT", groupPath(group, "users", ids[0]), nil).is(403, "E0000038")
	c.send("DELETE", groupPath(group, "users", ids[0]), nil).is(204, "")
	require.Equal(t, ids[1:], c.walk(groupPath(group, "users"), nil))
}

func TestWithAGroupGoMembershipsTargetsAndWhatCameFromIt(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	id := org.SeedUsers(1)[0]
	gone, stays := org.AddGroup("Gone").ID, org.AddGroup("Stays").ID
	c.send("PUT", groupPath(gone, "users", id), nil).is(204, "")
	require.NoError(t, org.AddGroupRole(gone, gen.RoleTypeOrgAdmin))
	wide := c.send("POST", user(id, "roles"), object{"type": "USER_ADMIN"}).is(201, "").object()["id"].(string)
	narrow := c.send("POST", user(id, "roles"), object{"type": "HELP_DESK_ADMIN"}).is(201, "").object()["id"].(string)
	c.send("POST", user(id, "roles"), object{"type": "APP_ADMIN"}).is(201, "")
	for _, target := range []string{gone, stays} {
		c.send("PUT", user(id, "roles", wide, "targets", "groups", target), nil).is(204, "")
	}
	c.send("PUT", user(id, "roles", narrow, "targets", "groups", gone), nil).is(204, "")

	c.send("DELETE", groupPath(gone), nil).is(204, "")
	require.Len(t, c.walk(user(id, "groups"), nil), 1)
	require.Equal(t, []string{stays}, c.walk(user(id, "roles", wide, "targets", "groups"), nil))
	var left []any
	for _, role := range c.send("GET", user(id, "roles"), nil).list() {
		left = append(left, role["type"])
	}
	require.Equal(t, []any{"USER_ADMIN", "APP_ADMIN"}, left, "a role limited to the group alone does not become one for the whole org")
	c.send("POST", "/api/v1/groups", groupNamed("Gone")).is(200, "")
}
