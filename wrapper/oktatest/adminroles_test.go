package oktatest_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// allowed are the operations that a role may do, found out by trying all.
func allowed(t *testing.T, role gen.RoleType) []string {
	t.Helper()
	var ids []string
	for _, operation := range gen.Operations() {
		org := oktatest.NewOrg()
		org.SeedUsers(1)
		require.NoError(t, org.SetTokenOwner("user1"))
		require.NoError(t, org.SetTokenRole(role))
		answer := newClient(t, org).send(operation.Method, strings.NewReplacer("{userId}", "me", "{", "", "}", "").Replace(operation.Path), nil)
		if !strings.Contains(answer.body, "E0000006") {
			ids = append(ids, operation.ID)
			continue
		}
		answer.is(403, "E0000006")
	}
	return ids
}

func TestARoleMayDoSomeOperations(t *testing.T) {
	t.Parallel()
	may := map[gen.RoleType][]string{}
	for _, role := range []gen.RoleType{okta.RoleTypeSuperAdmin, okta.RoleTypeOrgAdmin, okta.RoleTypeUserAdmin, okta.RoleTypeHelpDeskAdmin, okta.RoleTypeReadOnlyAdmin} {
		may[role] = allowed(t, role)
	}
	require.Len(t, may[okta.RoleTypeSuperAdmin], len(gen.Operations()))
	for role, operations := range map[gen.RoleType]struct{ may, mayNot []string }{
		okta.RoleTypeOrgAdmin:      {[]string{"createUser", "createGroup", "deleteGroup"}, []string{"addRoleToUser", "listAssignedRoles", "removeGroupTargetFromRole"}},
		okta.RoleTypeUserAdmin:     {[]string{"createUser", "deactivateUser", "suspendUser", "addUserToGroup", "removeUserFromGroup", "listGroups"}, []string{"createGroup", "deleteGroup", "updateGroup", "addRoleToUser", "listAssignedRoles"}},
		okta.RoleTypeHelpDeskAdmin: {[]string{"getUser", "listUserGroups", "resetPassword", "expirePassword", "unlockUser", "resetAllFactors", "endAllUserSessions"}, []string{"createUser", "updateUser", "suspendUser", "deactivateUser", "addUserToGroup", "listAssignedRoles"}},
		okta.RoleTypeReadOnlyAdmin: {[]string{"getUser", "listUsers", "listGroups", "listAppLinks"}, []string{"resetPassword", "updateUser", "partialUpdateUser", "createGroup", "listAssignedRoles", "endAllUserSessions"}},
	} {
		assert.Subset(t, may[role], operations.may, role)
		for _, id := range operations.mayNot {
			assert.NotContains(t, may[role], id, role)
		}
	}
	for _, less := range [][2]gen.RoleType{
		{okta.RoleTypeReadOnlyAdmin, okta.RoleTypeHelpDeskAdmin}, {okta.RoleTypeHelpDeskAdmin, okta.RoleTypeUserAdmin},
		{okta.RoleTypeUserAdmin, okta.RoleTypeOrgAdmin}, {okta.RoleTypeOrgAdmin, okta.RoleTypeSuperAdmin},
	} {
		assert.Subset(t, may[less[1]], may[less[0]], "%s may do less than %s", less[0], less[1])
	}
}

func TestWhatARoleMayNotDoIsNotDone(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	ids := org.SeedUsers(1)
	require.NoError(t, org.SetTokenRole(okta.RoleTypeReadOnlyAdmin))
	client := oktatest.NewClient(t, org)
	require.ErrorIs(t, client.SuspendUser(t.Context(), ids[0]), okta.CodeAccessDenied)
	user, err := client.GetUser(t.Context(), ids[0], nil)
	require.NoError(t, err)
	require.Equal(t, okta.UserStatusActive, user.Status)

	require.NoError(t, org.SetTokenRole(okta.RoleTypeSuperAdmin))
	require.NoError(t, client.SuspendUser(t.Context(), ids[0]))
	require.EqualError(t, org.SetTokenRole("CUSTOM"), `set token role: what the role "CUSTOM" may do is not modelled: use SUPER_ADMIN, ORG_ADMIN, USER_ADMIN, HELP_DESK_ADMIN or READ_ONLY_ADMIN`)
}

func TestAServiceAppHasARoleOfItsOwn(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	ids := org.SeedUsers(1)
	app := addApp(t, org, oktatest.ServiceApp{Scopes: []string{"okta.users.manage", "okta.roles.read"}, Role: okta.RoleTypeHelpDeskAdmin})
	client := serviceClient(t, org, app.ClientID, app.Scopes...)
	_, err := client.ResetPassword(t.Context(), ids[0], nil)
	require.NoError(t, err)
	require.ErrorIs(t, client.DeactivateUser(t.Context(), ids[0], nil), okta.CodeAccessDenied, "the scope is not enough")
	_, err = client.ListAssignedRoles(t.Context(), ids[0], nil)
	require.ErrorIs(t, err, okta.CodeAccessDenied)
}

func TestTheHelpDesksOperationsAreTheContracts(t *testing.T) {
	t.Parallel()
	may := allowed(t, okta.RoleTypeHelpDeskAdmin)
	may = slices.DeleteFunc(may, func(id string) bool { return gen.OperationByID(id).Method == "GET" })
	require.ElementsMatch(t, []string{"deleteFactor", "endAllUserSessions", "expirePassword", "expirePasswordWithTempPassword", "forgotPassword", "resetAllFactors", "resetPassword", "unlockUser"}, may)
}
