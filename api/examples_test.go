package api_test

import (
	"context"
	"errors"
	"fmt"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// The Go examples of the reference: `make docs` takes the bodies of these functions, and TestExamples runs them.

func exampleListUsers(ctx context.Context, client *okta.Client) error {
	for user, err := range client.ListUsers(ctx, &okta.ListUsersOptions{Search: `profile.department eq "Engineering"`}) {
		if err != nil {
			return err
		}
		fmt.Println(user.ID, user.Status, user.Profile.Login)
	}
	return nil
}

func exampleCreateUser(ctx context.Context, client *okta.Client) error {
	var profile okta.UserProfile
	profile.FirstName = okta.Set("Ada")
	profile.LastName = okta.Set("Lovelace")
	profile.Email = okta.Set("ada@example.com")
	profile.Login = okta.Set("ada@example.com")
	if err := profile.Set("badgeNumber", 1815); err != nil { // a custom attribute
		return err
	}
	user, err := client.CreateUser(ctx, okta.User{Profile: profile}, &okta.CreateUserOptions{Activate: new(false)})
	if err != nil {
		return err
	}
	fmt.Println(user.ID, user.Status)
	return nil
}

func exampleGetUser(ctx context.Context, client *okta.Client) error {
	user, err := client.GetUser(ctx, "ada@example.com", nil)
	if err != nil {
		return err
	}
	fmt.Println(user.ID, user.Status)
	return nil
}

func examplePartialUpdateUser(ctx context.Context, client *okta.Client, userID string) error {
	user, err := client.PartialUpdateUser(ctx, userID, okta.User{Profile: okta.UserProfile{
		NickName:    okta.Set("Countess"),
		MobilePhone: okta.Clear(),
	}}, nil)
	if err != nil {
		return err
	}
	fmt.Println(user.Profile.NickName)
	return nil
}

func exampleUpdateUser(ctx context.Context, client *okta.Client, userID string) error {
	var read okta.Response
	user, err := client.GetUser(ctx, userID, nil, okta.WithResponse(&read))
	if err != nil {
		return err
	}
	user.Profile.LastName = okta.Set("King")
	user, err = client.UpdateUser(ctx, userID, user, &okta.UpdateUserOptions{IfMatch: read.ETag()})
	if errors.Is(err, okta.ErrPreconditionFailed) {
		return errors.New("somebody else has changed the user: read it again")
	}
	if err != nil {
		return err
	}
	fmt.Println(user.Profile.LastName)
	return nil
}

func exampleDeactivateOrDeleteUser(ctx context.Context, client *okta.Client, userID string) error {
	return client.DeactivateOrDeleteUser(ctx, userID, nil)
}

func exampleListAppLinks(ctx context.Context, client *okta.Client, userID string) error {
	links, err := client.ListAppLinks(ctx, userID, &okta.ListAppLinksOptions{ShowAll: true})
	if err != nil {
		return err
	}
	for _, link := range links {
		fmt.Println(link.Label, link.LinkURL)
	}
	return nil
}

func exampleListUserBlocks(ctx context.Context, client *okta.Client, userID string) error {
	blocks, err := client.ListUserBlocks(ctx, userID)
	if errors.Is(err, okta.CodeFeatureDenied) {
		return errors.New("the org lacks the feature")
	}
	if err != nil {
		return err
	}
	for _, block := range blocks {
		fmt.Println(block.Type, block.AppliesTo)
	}
	return nil
}

func exampleChangePassword(ctx context.Context, client *okta.Client, userID string) error {
	_, err := client.ChangePassword(ctx, userID, okta.ChangePasswordRequest{
		OldPassword: okta.PasswordCredential{Value: "Analytical-Engine-1843"},
		NewPassword: okta.PasswordCredential{Value: "Difference-Engine-1822"},
	}, nil)
	return err
}

func exampleChangeRecoveryQuestion(ctx context.Context, client *okta.Client, userID string) error {
	credentials, err := client.ChangeRecoveryQuestion(ctx, userID, okta.UserCredentials{
		Password:         &okta.PasswordCredential{Value: "Difference-Engine-1822"},
		RecoveryQuestion: &okta.RecoveryQuestionCredential{Question: "Who wrote the notes?", Answer: "Ada Lovelace"},
	})
	if err != nil {
		return err
	}
	fmt.Println(credentials.RecoveryQuestion.Question)
	return nil
}

func exampleForgotPassword(ctx context.Context, client *okta.Client, userID string) error {
	answer, err := client.ForgotPassword(ctx, userID, &okta.ForgotPasswordOptions{SendEmail: new(false)})
	if err != nil {
		return err
	}
	fmt.Println(answer.ResetPasswordURL)
	return nil
}

func exampleForgotPasswordSetNewPassword(ctx context.Context, client *okta.Client, userID string) error {
	_, err := client.ForgotPasswordSetNewPassword(ctx, userID, okta.UserCredentials{
		Password:         &okta.PasswordCredential{Value: "Difference-Engine-1822"},
		RecoveryQuestion: &okta.RecoveryQuestionCredential{Answer: "Ada Lovelace"},
	}, nil)
	if errors.Is(err, okta.CodeCredentialsRefused) {
		return errors.New("the answer is wrong, or the policy refuses the password")
	}
	return err
}

func exampleListUserGroups(ctx context.Context, client *okta.Client, userID string) error {
	for group, err := range client.ListUserGroups(ctx, userID, nil) {
		if err != nil {
			return err
		}
		fmt.Println(group.ID, group.Profile.Name)
	}
	return nil
}

func exampleListGroups(ctx context.Context, client *okta.Client) error {
	for group, err := range client.ListGroups(ctx, &okta.ListGroupsOptions{Filter: `type eq "OKTA_GROUP"`, Limit: 200}) {
		if err != nil {
			return err
		}
		fmt.Println(group.ID, group.Profile.Name)
	}
	return nil
}

func exampleCreateGroup(ctx context.Context, client *okta.Client) error {
	group, err := client.CreateGroup(ctx, okta.Group{Profile: okta.GroupProfile{
		Name:        okta.Set("Builders"),
		Description: okta.Set("Who builds the engines"),
	}})
	if err != nil {
		return err
	}
	fmt.Println(group.ID)
	return nil
}

func exampleGetGroup(ctx context.Context, client *okta.Client, groupID string) error {
	group, err := client.GetGroup(ctx, groupID)
	if err != nil {
		return err
	}
	fmt.Println(group.Profile.Name, group.LastMembershipUpdated)
	return nil
}

func exampleUpdateGroup(ctx context.Context, client *okta.Client, groupID string) error {
	group, err := client.GetGroup(ctx, groupID)
	if err != nil {
		return err
	}
	group.Profile.Description = okta.Set("Who builds and runs the engines")
	group, err = client.UpdateGroup(ctx, groupID, group)
	if err != nil {
		return err
	}
	fmt.Println(group.LastUpdated)
	return nil
}

func exampleDeleteGroup(ctx context.Context, client *okta.Client, groupID string) error {
	return client.DeleteGroup(ctx, groupID)
}

func exampleListGroupUsers(ctx context.Context, client *okta.Client, groupID string) error {
	for user, err := range client.ListGroupUsers(ctx, groupID, nil) {
		if err != nil {
			return err
		}
		fmt.Println(user.ID, user.Profile.Login)
	}
	return nil
}

func exampleAddUserToGroup(ctx context.Context, client *okta.Client, groupID, userID string) error {
	return client.AddUserToGroup(ctx, groupID, userID)
}

func exampleRemoveUserFromGroup(ctx context.Context, client *okta.Client, groupID, userID string) error {
	return client.RemoveUserFromGroup(ctx, groupID, userID)
}

func exampleActivateUser(ctx context.Context, client *okta.Client, userID string) error {
	link, err := client.ActivateUser(ctx, userID, &okta.ActivateUserOptions{SendEmail: new(false)})
	if err != nil {
		return err
	}
	fmt.Println(link.ActivationURL)
	return nil
}

func exampleReactivateUser(ctx context.Context, client *okta.Client, userID string) error {
	link, err := client.ReactivateUser(ctx, userID, nil)
	if err != nil {
		return err
	}
	fmt.Println(link.ActivationURL)
	return nil
}

func exampleDeactivateUser(ctx context.Context, client *okta.Client, userID string) error {
	return client.DeactivateUser(ctx, userID, nil)
}

func exampleExpirePassword(ctx context.Context, client *okta.Client, userID string) error {
	user, err := client.ExpirePassword(ctx, userID, nil)
	if err != nil {
		return err
	}
	fmt.Println(user.Status)
	return nil
}

func exampleExpirePasswordWithTempPassword(ctx context.Context, client *okta.Client, userID string) error {
	result, err := client.ExpirePasswordWithTempPassword(ctx, userID, &okta.ExpirePasswordWithTempPasswordOptions{RevokeSessions: true})
	if err != nil {
		return err
	}
	fmt.Println(result.TempPassword)
	return nil
}

func exampleResetAllFactors(ctx context.Context, client *okta.Client, userID string) error {
	return client.ResetAllFactors(ctx, userID)
}

func exampleResetPassword(ctx context.Context, client *okta.Client, userID string) error {
	token, err := client.ResetPassword(ctx, userID, &okta.ResetPasswordOptions{SendEmail: new(false)})
	if err != nil {
		return err
	}
	fmt.Println(token.ResetPasswordURL)
	return nil
}

func exampleSuspendUser(ctx context.Context, client *okta.Client, userID string) error {
	return client.SuspendUser(ctx, userID)
}

func exampleUnlockUser(ctx context.Context, client *okta.Client, userID string) error {
	return client.UnlockUser(ctx, userID)
}

func exampleUnsuspendUser(ctx context.Context, client *okta.Client, userID string) error {
	return client.UnsuspendUser(ctx, userID)
}

func exampleListAssignedRoles(ctx context.Context, client *okta.Client, userID string) error {
	roles, err := client.ListAssignedRoles(ctx, userID, nil)
	if err != nil {
		return err
	}
	for _, role := range roles {
		fmt.Println(role.ID, role.Type, role.AssignmentType)
	}
	return nil
}

func exampleAddRoleToUser(ctx context.Context, client *okta.Client, userID string) error {
	role, err := client.AddRoleToUser(ctx, userID, okta.Role{Type: okta.RoleTypeHelpDeskAdmin}, nil)
	if err != nil {
		return err
	}
	fmt.Println(role.ID)
	return nil
}

func exampleGetUserRole(ctx context.Context, client *okta.Client, userID, roleID string) error {
	role, err := client.GetUserRole(ctx, userID, roleID)
	if err != nil {
		return err
	}
	fmt.Println(role.Label, role.Status)
	return nil
}

func exampleRemoveRoleFromUser(ctx context.Context, client *okta.Client, userID, roleID string) error {
	return client.RemoveRoleFromUser(ctx, userID, roleID)
}

func exampleListApplicationTargetsForApplicationAdministratorRoleForUser(ctx context.Context, client *okta.Client, userID, roleID string) error {
	for app, err := range client.ListApplicationTargetsForApplicationAdministratorRoleForUser(ctx, userID, roleID, nil) {
		switch {
		case err != nil:
			return err
		case app.ID != "":
			fmt.Println("one instance:", app.ID, app.Name)
		default:
			fmt.Println("all instances of", app.Name)
		}
	}
	return nil
}

func exampleAddAllAppsAsTargetToRole(ctx context.Context, client *okta.Client, userID, roleID string) error {
	return client.AddAllAppsAsTargetToRole(ctx, userID, roleID)
}

func exampleAddApplicationTargetToAdminRoleForUser(ctx context.Context, client *okta.Client, userID, roleID string) error {
	return client.AddApplicationTargetToAdminRoleForUser(ctx, userID, roleID, "facebook")
}

func exampleRemoveApplicationTargetFromApplicationAdministratorRoleForUser(ctx context.Context, client *okta.Client, userID, roleID string) error {
	return client.RemoveApplicationTargetFromApplicationAdministratorRoleForUser(ctx, userID, roleID, "facebook")
}

func exampleAddApplicationTargetToAppAdminRoleForUser(ctx context.Context, client *okta.Client, userID, roleID, appID string) error {
	return client.AddApplicationTargetToAppAdminRoleForUser(ctx, userID, roleID, "oidc_client", appID)
}

func exampleRemoveApplicationTargetFromAdministratorRoleForUser(ctx context.Context, client *okta.Client, userID, roleID, appID string) error {
	return client.RemoveApplicationTargetFromAdministratorRoleForUser(ctx, userID, roleID, "oidc_client", appID)
}

func exampleListGroupTargetsForRole(ctx context.Context, client *okta.Client, userID, roleID string) error {
	for group, err := range client.ListGroupTargetsForRole(ctx, userID, roleID, nil) {
		if err != nil {
			return err
		}
		fmt.Println(group.ID, group.Profile.Name)
	}
	return nil
}

func exampleAddGroupTargetToRole(ctx context.Context, client *okta.Client, userID, roleID, groupID string) error {
	return client.AddGroupTargetToRole(ctx, userID, roleID, groupID)
}

func exampleRemoveGroupTargetFromRole(ctx context.Context, client *okta.Client, userID, roleID, groupID string) error {
	return client.RemoveGroupTargetFromRole(ctx, userID, roleID, groupID)
}

func exampleEndAllUserSessions(ctx context.Context, client *okta.Client, userID string) error {
	return client.EndAllUserSessions(ctx, userID, &okta.EndAllUserSessionsOptions{OAuthTokens: true})
}
