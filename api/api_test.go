// Package api_test checks the reference: its examples run, and its links lead somewhere.
package api_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// TestExamples runs the Go examples as one user's life; each finds the status that its operation needs.
func TestExamples(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	org := oktatest.NewOrg()
	client := oktatest.NewClient(t, org)
	groups := []string{org.AddGroup("Engineers").ID, org.AddGroup("Operators").ID}

	run := func(name string, err error) {
		t.Helper()
		require.NoError(t, err, name)
	}
	run("createUser", exampleCreateUser(ctx, client))
	ada, err := client.GetUser(ctx, "ada@example.com", nil)
	require.NoError(t, err)
	run("activateUser", exampleActivateUser(ctx, client, ada.ID))
	run("reactivateUser", exampleReactivateUser(ctx, client, ada.ID))
	run("getUser", exampleGetUser(ctx, client))
	run("updateUser", exampleUpdateUser(ctx, client, ada.ID))
	run("partialUpdateUser", examplePartialUpdateUser(ctx, client, ada.ID))
	run("listUsers", exampleListUsers(ctx, client))
	run("listAppLinks", exampleListAppLinks(ctx, client, ada.ID))
	run("listUserGroups", exampleListUserGroups(ctx, client, ada.ID))
	runGrants(ctx, t, org, client, ada.ID)
	runLinkedObjects(ctx, t, org, client, ada.ID)
	runDevicesRiskAndSubscriptions(ctx, t, org, client, ada.ID)

	run("createGroup", exampleCreateGroup(ctx, client))
	run("listGroups", exampleListGroups(ctx, client))
	run("getGroup", exampleGetGroup(ctx, client, groups[0]))
	run("updateGroup", exampleUpdateGroup(ctx, client, groups[0]))
	run("addUserToGroup", exampleAddUserToGroup(ctx, client, groups[0], ada.ID))
	run("listGroupUsers", exampleListGroupUsers(ctx, client, groups[0]))
	run("removeUserFromGroup", exampleRemoveUserFromGroup(ctx, client, groups[0], ada.ID))

	setPassword(ctx, t, client, ada.ID)
	require.NoError(t, org.SetStatus(ada.ID, gen.UserStatusActive))
	run("changePassword", exampleChangePassword(ctx, client, ada.ID))
	run("changeRecoveryQuestion", exampleChangeRecoveryQuestion(ctx, client, ada.ID))
	run("forgotPasswordSetNewPassword", exampleForgotPasswordSetNewPassword(ctx, client, ada.ID))
	run("listUserBlocks", exampleListUserBlocks(ctx, client, ada.ID))
	run("resetAllFactors", exampleResetAllFactors(ctx, client, ada.ID))
	runFactors(ctx, t, org, client, ada.ID)
	run("endAllUserSessions", exampleEndAllUserSessions(ctx, client, ada.ID))
	run("suspendUser", exampleSuspendUser(ctx, client, ada.ID))
	run("unsuspendUser", exampleUnsuspendUser(ctx, client, ada.ID))
	require.NoError(t, org.SetStatus(ada.ID, gen.UserStatusLockedOut))
	run("unlockUser", exampleUnlockUser(ctx, client, ada.ID))
	run("forgotPassword", exampleForgotPassword(ctx, client, ada.ID))
	require.NoError(t, org.SetStatus(ada.ID, gen.UserStatusActive))
	run("resetPassword", exampleResetPassword(ctx, client, ada.ID))
	require.NoError(t, org.SetStatus(ada.ID, gen.UserStatusActive))
	run("expirePassword", exampleExpirePassword(ctx, client, ada.ID))
	run("expirePasswordWithTempPassword", exampleExpirePasswordWithTempPassword(ctx, client, ada.ID))

	run("addRoleToUser", exampleAddRoleToUser(ctx, client, ada.ID))
	run("listAssignedRoles", exampleListAssignedRoles(ctx, client, ada.ID))
	roles, err := client.ListAssignedRoles(ctx, ada.ID, nil)
	require.NoError(t, err)
	for _, group := range groups {
		run("addGroupTargetToRole", exampleAddGroupTargetToRole(ctx, client, ada.ID, roles[0].ID, group))
	}
	run("listGroupTargetsForRole", exampleListGroupTargetsForRole(ctx, client, ada.ID, roles[0].ID))
	run("removeGroupTargetFromRole", exampleRemoveGroupTargetFromRole(ctx, client, ada.ID, roles[0].ID, groups[1]))
	run("getUserRole", exampleGetUserRole(ctx, client, ada.ID, roles[0].ID))
	runAppTargets(ctx, t, client, org, ada.ID)
	run("listUsersWithRoleAssignments", exampleListUsersWithRoleAssignments(ctx, client))
	run("removeRoleFromUser", exampleRemoveRoleFromUser(ctx, client, ada.ID, roles[0].ID))
	run("deleteGroup", exampleDeleteGroup(ctx, client, groups[1]))

	runSchemas(ctx, t, client, run)

	run("deactivateUser", exampleDeactivateUser(ctx, client, ada.ID))
	run("deactivateOrDeleteUser", exampleDeactivateOrDeleteUser(ctx, client, ada.ID))
	_, err = client.GetUser(ctx, ada.ID, nil)
	require.ErrorIs(t, err, okta.ErrNotFound)
}

func setPassword(ctx context.Context, t *testing.T, client *okta.Client, userID string) {
	t.Helper()
	user, err := client.GetUser(ctx, userID, nil)
	require.NoError(t, err)
	user.Credentials.Password = &okta.PasswordCredential{Value: "Analytical-Engine-1843"}
	_, err = client.UpdateUser(ctx, userID, user, nil)
	require.NoError(t, err)
}

func runSchemas(ctx context.Context, t *testing.T, client *okta.Client, run func(name string, err error)) {
	t.Helper()
	run("updateUserProfile", exampleUpdateUserProfile(ctx, client))
	run("getUserSchema", exampleGetUserSchema(ctx, client))
	run("createUserType", exampleCreateUserType(ctx, client))
	run("listUserTypes", exampleListUserTypes(ctx, client))
	types, err := client.ListUserTypes(ctx)
	require.NoError(t, err)
	contractor := types[len(types)-1].ID
	run("getUserType", exampleGetUserType(ctx, client, contractor))
	run("updateUserType", exampleUpdateUserType(ctx, client, contractor))
	run("replaceUserType", exampleReplaceUserType(ctx, client, contractor))
	run("deleteUserType", exampleDeleteUserType(ctx, client, contractor))
}
