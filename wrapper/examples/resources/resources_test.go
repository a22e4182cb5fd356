package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func Example() {
	main()
	// Output:
	// page 1 Ada Lovelace
	// page 1 Grace Hopper
	// page 2 Alan Turing
	// page 2 Edsger Dijkstra
	// page 3 Barbara Liskov
}

func newClient(t *testing.T, org *oktatest.Org) *okta.Client {
	t.Helper()
	client := oktatest.NewClient(t, org)
	return client
}

func TestEveryUserComesOnceThoughEachPageIsAskedForByAnotherProcess(t *testing.T) {
	t.Parallel()
	for _, users := range []int{0, 1, 19, 20, 21, 45} {
		org := oktatest.NewOrg()
		want := org.SeedUsers(users)
		pages := max(1, (users+9)/10)
		var ids []string
		token := ""
		for page := 1; page <= pages; page++ {
			resources, next, err := ListResources(t.Context(), newClient(t, org), token, 10)
			require.NoError(t, err)
			require.LessOrEqual(t, len(resources), 10)
			for _, resource := range resources {
				ids = append(ids, resource.ID)
			}
			assert.Equal(t, page == pages, next == "", "page %d of %d users", page, users)
			token = next
		}
		assert.ElementsMatch(t, want, ids)
		assert.Equal(t, pages, org.Count("listUsers"), "a page of %d users was asked for in vain", users)
	}
}

func TestOnlyActiveUsersAreActive(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	ids := org.SeedUsers(2)
	require.NoError(t, org.SetStatus(ids[1], okta.UserStatusSuspended))
	resources, _, err := ListResources(t.Context(), newClient(t, org), "", 10)
	require.NoError(t, err)
	require.Equal(t, []Resource{{ids[0], "Ada Lovelace", true}, {ids[1], "Grace Hopper", false}}, resources)
}

func TestATokenThatNoListGaveIsToldApart(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	_, _, err := ListResources(t.Context(), newClient(t, org), "made up", 10)
	require.ErrorIs(t, err, okta.CodeInvalidPaging)
}
