package api_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// runAppTargets runs the examples of app targets on a role of the user that it adds.
func runAppTargets(ctx context.Context, t *testing.T, client *okta.Client, org *oktatest.Org, userID string) {
	t.Helper()
	org.AddApp("facebook", "Facebook")
	payroll := org.AddApp("oidc_client", "Payroll")
	role, err := client.AddRoleToUser(ctx, userID, okta.Role{Type: okta.RoleTypeAppAdmin}, nil)
	require.NoError(t, err)
	require.NoError(t, exampleAddAllAppsAsTargetToRole(ctx, client, userID, role.ID))
	require.NoError(t, exampleAddApplicationTargetToAppAdminRoleForUser(ctx, client, userID, role.ID, payroll.ID))
	require.NoError(t, exampleAddApplicationTargetToAdminRoleForUser(ctx, client, userID, role.ID))
	require.NoError(t, exampleListApplicationTargetsForApplicationAdministratorRoleForUser(ctx, client, userID, role.ID))
	require.NoError(t, exampleRemoveApplicationTargetFromAdministratorRoleForUser(ctx, client, userID, role.ID, payroll.ID))
	require.NoError(t, exampleAddApplicationTargetToAppAdminRoleForUser(ctx, client, userID, role.ID, payroll.ID))
	require.NoError(t, exampleRemoveApplicationTargetFromApplicationAdministratorRoleForUser(ctx, client, userID, role.ID))
}
