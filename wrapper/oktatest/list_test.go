package oktatest_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// next is the path and query of the next page, "" on the last one.
func (r response) next() string {
	for _, line := range r.header.Values("Link") {
		address, relation, _ := strings.Cut(line, ">; ")
		if relation == `rel="next"` {
			_, path, _ := strings.Cut(address, "https://oktatest.example")
			return path
		}
	}
	return ""
}

// walk follows a list to its end and returns the ids.
func (c client) walk(path string, between func()) []string {
	c.t.Helper()
	var values []string
	for path != "" {
		page := c.send("GET", path, nil).is(200, "")
		require.Contains(c.t, page.header.Values("Link")[0], `rel="self"`)
		for _, item := range page.list() {
			values = append(values, item["id"].(string))
		}
		path = page.next()
		if between != nil {
			between()
		}
	}
	return values
}

func TestAWalkSeesEveryUserOnceWhateverThePageSize(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	ids := org.SeedUsers(450)
	require.Equal(t, ids, c.walk("/api/v1/users", nil))
	require.Equal(t, 3, org.Count("listUsers"), "200 a page unless told otherwise")
	c.http = org.HTTPClient() // the answers above were held against the contract
	for _, limit := range []int{1, 7, 150, 199, 200, 201, 100000} {
		require.Equal(t, ids, c.walk(fmt.Sprintf("/api/v1/users?limit=%d", limit), nil), limit)
	}
	require.Len(t, c.send("GET", "/api/v1/users?limit=100000", nil).list(), 200)
	for _, bad := range []string{"limit=0", "limit=-1", "after=nonsense", "after=00u1", "limit=10&after=200u"} {
		c.send("GET", "/api/v1/users?"+bad, nil).is(400, "E0000029")
	}
	for _, bad := range []string{"limit=x", "limit=1.5", "limit=99999999999", "limit="} {
		c.send("GET", "/api/v1/users?"+bad, nil).is(400, "E0000001")
	}
}

func TestPagesAreStableUnderInsertsAndRemovals(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	ids := org.SeedUsers(10)
	step := 0
	seen := c.walk("/api/v1/users?limit=3", func() {
		switch step++; step {
		case 1: // the one that the cursor stands on, and one before it
			for _, id := range []string{ids[2], ids[0]} {
				c.send("DELETE", user(id), nil).is(204, "")
				c.send("DELETE", user(id), nil).is(204, "")
			}
		case 2: // one that is still to come, and a new one
			c.send("DELETE", user(ids[7]), nil).is(204, "")
			ids = append(ids, org.SeedUsers(1)...)
		}
	})
	require.Equal(t, append(ids[:7:7], ids[8:]...), seen)
}

func TestSearchFilterAndQ(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	ids := org.SeedUsers(40)
	special := c.create("activate=false", object{"profile": profile("o'hara+x@example.com", "firstName", "Zoë", "nickName", `say "hi"`, "badge", 17)})["id"].(string)
	c.send("DELETE", user(ids[0]), nil).is(204, "")
	list := func(key, expression string) []string {
		return c.walk("/api/v1/users?limit=9&"+url.Values{key: {expression}}.Encode(), nil)
	}
	require.Len(t, c.walk("/api/v1/users", nil), 40)
	require.Equal(t, []string{ids[0]}, list("search", `status eq "DEPROVISIONED"`))
	require.Equal(t, []string{ids[0]}, list("filter", `status eq "DEPROVISIONED"`))
	require.Len(t, list("search", `profile.department eq "Sales"`), 13)
	require.Equal(t, []string{special}, list("search", `profile.nickName eq "say \"hi\"" and profile.badge ge 17`))
	require.Equal(t, []string{special}, list("search", `profile.login eq "o'hara+x@example.com"`))
	require.Len(t, list("search", `id pr`), 41)
	c.send("GET", "/api/v1/users?search="+url.QueryEscape(`profile.login xx "a"`), nil).is(400, "E0000031")
	c.send("GET", "/api/v1/users?filter="+url.QueryEscape(`profile.department eq "Sales"`), nil).is(400, "E0000031")
	c.send("GET", "/api/v1/users?q=a&search=id+pr", nil).is(400, "E0000001")
	require.Equal(t, []string{special}, list("q", "zoë"))
	require.Len(t, list("q", "grace"), 4)
	require.Empty(t, list("q", "user1@"), "deactivated users are not found with q")
	require.Equal(t, []string{ids[1]}, list("q", "user2@example"))
	require.Empty(t, c.send("GET", "/api/v1/users?q=a&limit=1", nil).next(), "q is not paged")

	page := c.send("GET", `/api/v1/users?search=profile.department%20eq+%22Sales%22&limit=5`, nil)
	require.Contains(t, page.next(), url.Values{"search": {`profile.department eq "Sales"`}}.Encode())
}

func TestGroupsAndTargetsArePaged(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	id := org.SeedUsers(1)[0]
	role := c.send("POST", user(id, "roles"), object{"type": "HELP_DESK_ADMIN"}).is(201, "").object()["id"].(string)
	require.Equal(t, "JBCUYUC7IRCVGS27IFCE2SKO", role)
	var groups []string
	for i := range 45 {
		groups = append(groups, org.AddGroup(fmt.Sprint("Group ", i)).ID)
	}
	for i := range groups { // the last one first: lists are in the order of the groups
		group := groups[len(groups)-1-i]
		require.NoError(t, org.AddGroupMember(group, id))
		c.send("PUT", user(id, "roles", role, "targets", "groups", group), nil).is(204, "")
		c.send("PUT", user(id, "roles", role, "targets", "groups", group), nil).is(204, "")
	}
	require.Equal(t, groups, c.walk(user(id, "roles", role, "targets", "groups"), nil))
	require.Equal(t, 3, org.Count("listGroupTargetsForRole"), "20 a page unless told otherwise")
	require.Equal(t, groups, c.walk(user(id, "groups")+"?limit=7", nil)[1:])
	cursor := c.send("GET", user(id, "groups")+"?limit=7", nil).next()
	_, query, _ := strings.Cut(cursor, "?")
	c.send("GET", "/api/v1/users?"+query, nil).is(400, "E0000029")
	require.NoError(t, org.RemoveGroupMember(groups[0], id))
	require.Equal(t, groups[1:], c.walk(user(id, "groups"), nil)[1:])
}
