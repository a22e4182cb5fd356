package oktatest_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func TestSortedPagesAreTheSortedListWhateverThePageSize(t *testing.T) {
	t.Parallel()
	values := []string{"", `null`, `"b"`, `"B"`, `"a"`, `"10"`, `true`, `false`, `-7`, `0`, `2.5`, `10`, `9007199254740993`, `["z","a"]`, `[]`, `"` + strings.Repeat("ä", 5000) + `"`}
	rapid.Check(t, func(rt *rapid.T) {
		org := oktatest.NewOrg()
		c := client{t, org, org.HTTPClient(), org.Token(), nil}
		kinds := map[string]string{}
		for i := range rapid.IntRange(0, 8).Draw(rt, "users") {
			u := gen.User{Profile: genProfile(fmt.Sprint("user", i)), Created: time.Unix(rapid.Int64Range(1, 3).Draw(rt, "created"), 0)}
			value := rapid.SampledFrom(values).Draw(rt, "value")
			if value != "" {
				u.Profile.AdditionalProperties = map[string]jsonRaw{"x": jsonRaw(value)}
			}
			added, err := org.AddUser(u)
			require.NoError(rt, err)
			kinds[added.ID] = value
		}
		query := url.Values{"search": {"id pr"}}
		if by := rapid.SampledFrom([]string{"", "created", "profile.x", "profile.login", "status"}).Draw(rt, "sortBy"); by != "" {
			query.Set("sortBy", by)
		}
		whole := c.walk("/api/v1/users?"+query.Encode(), nil)
		require.Len(rt, whole, len(kinds))
		query.Set("limit", fmt.Sprint(rapid.IntRange(1, 5).Draw(rt, "limit")))
		require.Equal(rt, whole, c.walk("/api/v1/users?"+query.Encode(), nil))
		query.Set("sortOrder", "desc")
		backwards := c.walk("/api/v1/users?"+query.Encode(), nil)
		if query.Has("sortBy") {
			slices.Reverse(backwards)
		}
		require.Equal(rt, whole, backwards)
	})
}

func TestValuesOfEachKindAreSorted(t *testing.T) {
	t.Parallel()
	for _, sorted := range [][]string{
		{`null`, `"1"`, `"10"`, `"A"`, `"b"`, `"C"`, `"ü"`},
		{`null`, `-1e300`, `-7`, `-6.5`, `0`, `0.5`, `2`, `10`, `9007199254740991`, `1e300`},
		{`null`, `false`, `true`},
	} {
		org := oktatest.NewOrg()
		c := newClient(t, org)
		var want []string
		for i, value := range slices.Backward(sorted) {
			id := c.create("", object{"profile": profile(fmt.Sprint("user", i), "x", jsonRaw(value))})["id"].(string)
			want = append([]string{id}, want...)
		}
		require.Equal(t, want, c.walk("/api/v1/users?search=id+pr&sortBy=profile.x&limit=2", nil), sorted)
	}
}

func TestASortNeedsAnAttributeAndItsOwnCursors(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	org.SeedUsers(3)
	c := newClient(t, org)
	c.send("GET", "/api/v1/users?search=id+pr&sortBy=shoeSize", nil).is(400, "E0000031")
	next := c.send("GET", "/api/v1/users?search=id+pr&sortBy=profile.login&limit=1", nil).next()
	require.NotEmpty(t, next)
	c.send("GET", next, nil).is(200, "")
	for _, other := range []string{"sortBy=profile.email", "sortBy=profile.login&sortOrder=desc", ""} {
		c.send("GET", strings.Replace(next, "sortBy=profile.login", other, 1), nil).is(400, "E0000029")
	}
}

func TestUsersOfThePastComeFirst(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	org := oktatest.NewOrg(oktatest.WithClock(func() time.Time { return now }))
	c := newClient(t, org)
	ids := org.SeedUsers(3)
	for days := 1; days < 4; days++ {
		added, err := org.AddUser(gen.User{Profile: genProfile(fmt.Sprint("old", days)), Created: now.AddDate(0, 0, -days)})
		require.NoError(t, err)
		ids = append([]string{added.ID}, ids...)
	}
	require.Equal(t, ids, c.walk("/api/v1/users?limit=1", nil))
	between := func(start, end time.Time) []string {
		search := fmt.Sprintf(`created ge %q and created lt %q`, start.Format(time.RFC3339), end.Format(time.RFC3339))
		return c.walk("/api/v1/users?limit=1&"+url.Values{"search": {search}}.Encode(), nil)
	}
	require.Equal(t, ids[1:3], between(now.AddDate(0, 0, -2), now))
	require.Equal(t, ids[2:], between(now.AddDate(0, 0, -1), now.AddDate(0, 0, 1)))
	require.Empty(t, between(now.AddDate(0, 0, 1), now.AddDate(0, 0, 2)))
	require.Empty(t, between(now, now.AddDate(0, 0, -1)))
	c.send("DELETE", user(ids[0]), nil).is(204, "")
	c.send("DELETE", user(ids[0]), nil).is(204, "")
	require.Equal(t, ids[1:], c.walk("/api/v1/users", nil))
}
