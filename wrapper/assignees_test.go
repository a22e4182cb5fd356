package wrapper_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func TestALinkInABodyThatCannotBeReadIsAnError(t *testing.T) {
	t.Parallel()
	for _, links := range []string{`7`, `[]`, `{"next":7}`, `{"next":{}}`, `{"next":{"href":7}}`, `{"next":[{"href":"https://x/?after=c1"}]}`} {
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
			return testkit.Reply(http.StatusOK, http.Header{"Content-Type": {"application/json"}}, `{"value":[{"id":"1"}],"_links":`+links+`}`), nil
		})
		_, err := okta.Collect(client.ListUsersWithRoleAssignments(t.Context(), nil), 10)
		assert.ErrorContains(t, err, "the link to the next page can't be read", links)
	}
	for _, body := range []string{`{"value":[{"id":"1"}]}`, `{"value":[{"id":"1"}],"_links":null}`, `{"value":[{"id":"1"},7],"_links":{"next":null}}`} {
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
			return testkit.Reply(http.StatusOK, http.Header{"Content-Type": {"application/json"}}, body), nil
		})
		users, err := okta.Collect(client.ListUsersWithRoleAssignments(t.Context(), nil), 10)
		require.NoError(t, err, body)
		assert.Len(t, users, 1, body)
	}
}

func TestUsersWithRolesAreListedPageByPage(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	ids := org.SeedUsers(7)
	client := orgClient(t, org)
	for _, id := range ids[:5] {
		_, err := client.AddRoleToUser(t.Context(), id, okta.Role{Type: okta.RoleTypeReadOnlyAdmin}, nil)
		require.NoError(t, err)
	}
	list := client.ListUsersWithRoleAssignments(t.Context(), &okta.ListUsersWithRoleAssignmentsOptions{Limit: 2})
	got, err := collect(idsOf(list, func(u okta.RoleAssignedUser) string { return u.ID }))
	require.NoError(t, err)
	assert.Equal(t, ids[:5], got)
	assert.Equal(t, 3, org.Count("listUsersWithRoleAssignments"))

	for page, err := range client.ListUsersWithRoleAssignmentsPages(t.Context(), &okta.ListUsersWithRoleAssignmentsOptions{Limit: 4}) {
		require.NoError(t, err)
		rest, err := okta.Collect(client.ListUsersWithRoleAssignments(t.Context(), &okta.ListUsersWithRoleAssignmentsOptions{After: page.After}), 10)
		require.NoError(t, err)
		require.Len(t, rest, 1)
		assert.Equal(t, ids[4], rest[0].ID)
		break
	}
}
