package wrapper_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func TestLinkedUsersAreFoundByTheirLinksAlone(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	client := orgClient(t, org)
	users := org.SeedUsers(3)
	definition := okta.LinkedObject{
		Primary:    okta.LinkedObjectDetails{Name: "manager", Title: "Manager", Type: okta.LinkedObjectDetailsTypeUser},
		Associated: okta.LinkedObjectDetails{Name: "subordinate", Title: "Subordinate", Type: okta.LinkedObjectDetailsTypeUser},
	}
	made, err := client.AddLinkedObjectDefinition(t.Context(), definition)
	require.NoError(t, err)
	require.Equal(t, definition.Primary, made.Primary)
	for _, subordinate := range users[1:] {
		require.NoError(t, client.SetLinkedObjectForUser(t.Context(), subordinate, "manager", users[0]))
	}
	managers, err := client.GetLinkedObjectsForUser(t.Context(), users[1], "manager")
	require.NoError(t, err)
	require.Len(t, managers, 1)
	require.Equal(t, users[0], managers[0].UserID())
	subordinates, err := client.GetLinkedObjectsForUser(t.Context(), users[0], "subordinate")
	require.NoError(t, err)
	require.Len(t, subordinates, 2)
	require.Equal(t, users[1:], []string{subordinates[0].UserID(), subordinates[1].UserID()})

	none, err := client.GetLinkedObjectsForUser(t.Context(), users[0], "manager")
	require.NoError(t, err)
	require.Empty(t, none)
	_, err = client.GetLinkedObjectsForUser(t.Context(), users[0], "mentor")
	require.ErrorIs(t, err, okta.ErrNotFound)
	_, err = client.AddLinkedObjectDefinition(t.Context(), definition)
	require.ErrorIs(t, err, okta.ErrConflict)
	require.ErrorIs(t, err, okta.ErrNameTaken)
}

func TestADefinitionIsNotMadeTwice(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	require.NoError(t, org.Script("addLinkedObjectDefinition", oktatest.DropAfter()))
	_, err := orgClient(t, org).AddLinkedObjectDefinition(t.Context(), okta.LinkedObject{})
	require.Error(t, err)
	require.Equal(t, 1, org.Count("addLinkedObjectDefinition"))
}
