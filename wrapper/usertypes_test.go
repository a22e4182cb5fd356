package wrapper_test

import (
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func TestDeletingAUserTypeGoesOnAfterServerErrors(t *testing.T) {
	t.Parallel()
	for failures, attempts := range map[int]int{0: 1, 1: 2, 3: 4, 7: 8} {
		synctest.Test(t, func(t *testing.T) {
			org := oktatest.NewOrg()
			client := orgClient(t, org, okta.WithRetry(okta.RetryPolicy{Attempts: 8}))
			made, err := client.CreateUserType(t.Context(), okta.UserType{Name: "contractor", DisplayName: "Contractor"})
			require.NoError(t, err)
			for range failures {
				require.NoError(t, org.Script("deleteUserType", oktatest.Fail(500, "E0000009", "Internal Server Error")))
			}
			require.NoError(t, client.DeleteUserType(t.Context(), made.ID))
			assert.Equal(t, attempts, org.Count("deleteUserType"))
			_, err = client.GetUserType(t.Context(), made.ID)
			require.ErrorIs(t, err, okta.ErrNotFound)
		})
	}
}

// The answer was an error, and the type was gone all the same.
func TestAUserTypeThatIsGoneAfterAServerErrorIsDeleted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		org := oktatest.NewOrg()
		client := orgClient(t, org)
		require.NoError(t, org.Script("deleteUserType",
			oktatest.Fail(500, "E0000009", "Internal Server Error"), oktatest.Fail(404, "E0000007", "Not found: Resource not found: oty1 (CVDType)")))
		require.NoError(t, client.DeleteUserType(t.Context(), "oty1"))
		require.ErrorIs(t, client.DeleteUserType(t.Context(), "oty1"), okta.CodeNotFound)
	})
}

func TestAUserTypeLeadsToItsSchema(t *testing.T) {
	t.Parallel()
	client := orgClient(t, oktatest.NewOrg())
	made, err := client.CreateUserType(t.Context(), okta.UserType{Name: "contractor", DisplayName: "Contractor"})
	require.NoError(t, err)
	schema, err := client.GetUserSchema(t.Context(), okta.SchemaID(made.Links))
	require.NoError(t, err)
	assert.Equal(t, "contractor", schema.Name)
	assert.Len(t, schema.Definitions.Base.Properties, 31)

	user, err := client.CreateUser(t.Context(), okta.User{Type: made, Profile: okta.UserProfile{
		Login: okta.Set("ada@example.com"), Email: okta.Set("ada@example.com"), FirstName: okta.Set("Ada"), LastName: okta.Set("Lovelace"),
	}}, nil)
	require.NoError(t, err)
	assert.Equal(t, made.ID, user.Type.ID)
	assert.Equal(t, okta.SchemaID(made.Links), okta.SchemaID(user.Links))
	for user, err := range client.ListUsers(t.Context(), nil) {
		require.NoError(t, err)
		assert.Empty(t, okta.SchemaID(user.Links), "an item of a list has no link to it")
	}
}
