package api_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/schema"
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

func exampleListUserClients(ctx context.Context, client *okta.Client, userID string) error {
	clients, err := client.ListUserClients(ctx, userID)
	if err != nil {
		return err
	}
	for _, c := range clients {
		fmt.Println(c.ClientID, c.ClientName)
	}
	return nil
}

func exampleListGrantsForUserAndClient(ctx context.Context, client *okta.Client, userID, clientID string) error {
	for grant, err := range client.ListGrantsForUserAndClient(ctx, userID, clientID, nil) {
		if err != nil {
			return err
		}
		fmt.Println(grant.ID, grant.ScopeID)
	}
	return nil
}

func exampleRevokeGrantsForUserAndClient(ctx context.Context, client *okta.Client, userID, clientID string) error {
	return client.RevokeGrantsForUserAndClient(ctx, userID, clientID)
}

func exampleListRefreshTokensForUserAndClient(ctx context.Context, client *okta.Client, userID, clientID string) error {
	for token, err := range client.ListRefreshTokensForUserAndClient(ctx, userID, clientID, nil) {
		if err != nil {
			return err
		}
		fmt.Println(token.ID, token.Scopes, token.ExpiresAt)
	}
	return nil
}

func exampleRevokeTokensForUserAndClient(ctx context.Context, client *okta.Client, userID, clientID string) error {
	return client.RevokeTokensForUserAndClient(ctx, userID, clientID)
}

func exampleGetRefreshTokenForUserAndClient(ctx context.Context, client *okta.Client, userID, clientID, tokenID string) error {
	token, err := client.GetRefreshTokenForUserAndClient(ctx, userID, clientID, tokenID, nil)
	if err != nil {
		return err
	}
	fmt.Println(token.Status, token.Scopes, token.ExpiresAt)
	return nil
}

func exampleRevokeTokenForUserAndClient(ctx context.Context, client *okta.Client, userID, clientID, tokenID string) error {
	return client.RevokeTokenForUserAndClient(ctx, userID, clientID, tokenID)
}

func exampleListUserGrants(ctx context.Context, client *okta.Client, userID string) error {
	for grant, err := range client.ListUserGrants(ctx, userID, nil) {
		if err != nil {
			return err
		}
		fmt.Println(grant.ID, grant.ClientID, grant.ScopeID)
	}
	return nil
}

func exampleRevokeUserGrants(ctx context.Context, client *okta.Client, userID string) error {
	return client.RevokeUserGrants(ctx, userID)
}

func exampleGetUserGrant(ctx context.Context, client *okta.Client, userID, grantID string) error {
	grant, err := client.GetUserGrant(ctx, userID, grantID, nil)
	if err != nil {
		return err
	}
	fmt.Println(grant.Status, grant.ClientID, grant.ScopeID)
	return nil
}

func exampleRevokeUserGrant(ctx context.Context, client *okta.Client, userID, grantID string) error {
	return client.RevokeUserGrant(ctx, userID, grantID)
}

func exampleListLinkedObjectDefinitions(ctx context.Context, client *okta.Client) error {
	definitions, err := client.ListLinkedObjectDefinitions(ctx)
	if err != nil {
		return err
	}
	for _, definition := range definitions {
		fmt.Println(definition.Primary.Name, definition.Associated.Name)
	}
	return nil
}

func exampleAddLinkedObjectDefinition(ctx context.Context, client *okta.Client) error {
	_, err := client.AddLinkedObjectDefinition(ctx, okta.LinkedObject{
		Primary:    okta.LinkedObjectDetails{Name: "manager", Title: "Manager", Type: okta.LinkedObjectDetailsTypeUser},
		Associated: okta.LinkedObjectDetails{Name: "subordinate", Title: "Subordinate", Type: okta.LinkedObjectDetailsTypeUser},
	})
	return err
}

func exampleGetLinkedObjectDefinition(ctx context.Context, client *okta.Client) error {
	definition, err := client.GetLinkedObjectDefinition(ctx, "manager")
	if err != nil {
		return err
	}
	fmt.Println(definition.Primary.Title, definition.Associated.Title)
	return nil
}

func exampleDeleteLinkedObjectDefinition(ctx context.Context, client *okta.Client) error {
	return client.DeleteLinkedObjectDefinition(ctx, "manager")
}

func exampleSetLinkedObjectForUser(ctx context.Context, client *okta.Client, userID, managerID string) error {
	return client.SetLinkedObjectForUser(ctx, userID, "manager", managerID)
}

func exampleGetLinkedObjectsForUser(ctx context.Context, client *okta.Client, userID string) error {
	managers, err := client.GetLinkedObjectsForUser(ctx, userID, "manager")
	if err != nil {
		return err
	}
	for _, manager := range managers {
		fmt.Println(manager.UserID())
	}
	return nil
}

func exampleRemoveLinkedObjectForUser(ctx context.Context, client *okta.Client, userID string) error {
	return client.RemoveLinkedObjectForUser(ctx, userID, "manager")
}

func exampleListUserIdentityProviders(ctx context.Context, client *okta.Client, userID string) error {
	idps, err := client.ListUserIdentityProviders(ctx, userID)
	if err != nil {
		return err
	}
	for _, idp := range idps {
		fmt.Println(idp.ID, idp.Type, idp.Name)
	}
	return nil
}

func exampleListUserDevices(ctx context.Context, client *okta.Client, userID string) error {
	devices, err := client.ListUserDevices(ctx, userID)
	if err != nil {
		return err
	}
	for _, enrolled := range devices {
		fmt.Println(enrolled.Device.Profile.DisplayName, enrolled.Device.Profile.Platform)
	}
	return nil
}

func exampleGetUserRisk(ctx context.Context, client *okta.Client, userID string) error {
	risk, err := client.GetUserRisk(ctx, userID)
	if err != nil {
		return err
	}
	fmt.Println(risk.RiskLevel, risk.Reason)
	return nil
}

func exampleUpsertUserRisk(ctx context.Context, client *okta.Client, userID string) error {
	_, err := client.UpsertUserRisk(ctx, userID, okta.UserRiskRequest{
		RiskLevel:  okta.UserRiskLevelHigh,
		RiskReason: "The laptop was stolen",
	})
	return err
}

func exampleListUserSubscriptions(ctx context.Context, client *okta.Client) error {
	subscriptions, err := client.ListUserSubscriptions(ctx, "me")
	if err != nil {
		return err
	}
	for _, subscription := range subscriptions {
		fmt.Println(subscription.NotificationType, subscription.Status)
	}
	return nil
}

func exampleGetUserSubscriptionByNotificationType(ctx context.Context, client *okta.Client) error {
	subscription, err := client.GetUserSubscriptionByNotificationType(ctx, "me", okta.NotificationTypeUserLockedOut)
	if err != nil {
		return err
	}
	fmt.Println(subscription.Status, subscription.Channels)
	return nil
}

func exampleSubscribeUserSubscriptionByNotificationType(ctx context.Context, client *okta.Client) error {
	return client.SubscribeUserSubscriptionByNotificationType(ctx, "me", okta.NotificationTypeUserLockedOut)
}

func exampleUnsubscribeUserSubscriptionByNotificationType(ctx context.Context, client *okta.Client) error {
	return client.UnsubscribeUserSubscriptionByNotificationType(ctx, "me", okta.NotificationTypeUserLockedOut)
}

func exampleEndAllUserSessions(ctx context.Context, client *okta.Client, userID string) error {
	return client.EndAllUserSessions(ctx, userID, &okta.EndAllUserSessionsOptions{OAuthTokens: true})
}

func exampleListUsersWithRoleAssignments(ctx context.Context, client *okta.Client) error {
	for user, err := range client.ListUsersWithRoleAssignments(ctx, nil) {
		if err != nil {
			return err
		}
		fmt.Println(user.ID)
	}
	return nil
}

func exampleGetUserSchema(ctx context.Context, client *okta.Client) error {
	s, err := client.GetUserSchema(ctx, "default")
	if err != nil {
		return err
	}
	profile := okta.UserProfile{Login: okta.Set("ada@example.com"), City: okta.Set("London")}
	if err := schema.Check(s, profile); err != nil { // no request is made
		fmt.Println(err) // what is missing, unknown, or of the wrong type
	}
	return nil
}

func exampleUpdateUserProfile(ctx context.Context, client *okta.Client) error {
	s, err := client.UpdateUserProfile(ctx, "default", okta.UserSchema{Definitions: okta.UserSchemaDefinitions{
		Custom: okta.UserSchemaDefinition{Properties: map[string]*okta.UserSchemaAttribute{
			"badgeNumber": {Title: "Badge number", Type: okta.UserSchemaAttributeTypeInteger},
			"shoeSize":    nil, // is removed
		}},
	}})
	if err != nil {
		return err
	}
	fmt.Println(len(s.Definitions.Custom.Properties))
	return nil
}

func exampleListUserTypes(ctx context.Context, client *okta.Client) error {
	types, err := client.ListUserTypes(ctx)
	if err != nil {
		return err
	}
	for _, userType := range types {
		fmt.Println(userType.ID, userType.Name)
	}
	return nil
}

func exampleCreateUserType(ctx context.Context, client *okta.Client) error {
	userType, err := client.CreateUserType(ctx, okta.UserType{Name: "contractor", DisplayName: "Contractor"})
	if err != nil {
		return err
	}
	fmt.Println(userType.ID, okta.SchemaID(userType.Links))
	return nil
}

func exampleGetUserType(ctx context.Context, client *okta.Client, typeID string) error {
	userType, err := client.GetUserType(ctx, typeID)
	if err != nil {
		return err
	}
	fmt.Println(userType.Name, userType.DisplayName)
	return nil
}

func exampleUpdateUserType(ctx context.Context, client *okta.Client, typeID string) error {
	_, err := client.UpdateUserType(ctx, typeID, okta.UserType{DisplayName: "External"})
	return err
}

func exampleReplaceUserType(ctx context.Context, client *okta.Client, typeID string) error {
	userType, err := client.GetUserType(ctx, typeID)
	if err != nil {
		return err
	}
	userType.Description = "" // is cleared
	_, err = client.ReplaceUserType(ctx, typeID, userType)
	return err
}

func exampleDeleteUserType(ctx context.Context, client *okta.Client, typeID string) error {
	return client.DeleteUserType(ctx, typeID)
}

func exampleListFactors(ctx context.Context, client *okta.Client, userID string) error {
	factors, err := client.ListFactors(ctx, userID)
	if err != nil {
		return err
	}
	for _, factor := range factors {
		fmt.Println(factor.ID, factor.FactorType, factor.Status)
	}
	return nil
}

func exampleEnrollFactor(ctx context.Context, client *okta.Client, userID string) error {
	factor, err := client.EnrollFactor(ctx, userID, okta.UserFactor{
		FactorType: okta.FactorTypeTokenSoftwareTOTP,
		Provider:   okta.FactorProviderOkta,
	}, nil)
	if err != nil {
		return err
	}
	var activation struct { // a secret, for the user's authenticator app
		SharedSecret string `json:"sharedSecret"`
	}
	if err := json.Unmarshal(factor.Embedded["activation"], &activation); err != nil {
		return err
	}
	fmt.Println(factor.ID, activation.SharedSecret)
	return nil
}

func exampleListSupportedFactors(ctx context.Context, client *okta.Client, userID string) error {
	supported, err := client.ListSupportedFactors(ctx, userID)
	if err != nil {
		return err
	}
	for _, factor := range supported {
		fmt.Println(factor.FactorType, factor.Provider, factor.Status)
	}
	return nil
}

func exampleListSupportedSecurityQuestions(ctx context.Context, client *okta.Client, userID string) error {
	questions, err := client.ListSupportedSecurityQuestions(ctx, userID)
	if err != nil {
		return err
	}
	for _, question := range questions {
		fmt.Println(question.Question, question.QuestionText)
	}
	return nil
}

func exampleGetFactor(ctx context.Context, client *okta.Client, userID, factorID string) error {
	factor, err := client.GetFactor(ctx, userID, factorID)
	if err != nil {
		return err
	}
	fmt.Println(factor.FactorType, factor.Status)
	return nil
}

func exampleDeleteFactor(ctx context.Context, client *okta.Client, userID, factorID string) error {
	return client.DeleteFactor(ctx, userID, factorID, nil)
}

func exampleActivateFactor(ctx context.Context, client *okta.Client, userID, factorID, passCode string) error {
	factor, err := client.ActivateFactor(ctx, userID, factorID, okta.ActivateFactorRequest{PassCode: passCode})
	if errors.Is(err, okta.CodeInvalidPassCode) {
		return errors.New("the code is wrong")
	}
	if err != nil {
		return err
	}
	fmt.Println(factor.Status)
	return nil
}

func exampleResendEnrollFactor(ctx context.Context, client *okta.Client, userID, factorID string) error {
	factor, err := client.GetFactor(ctx, userID, factorID)
	if err != nil {
		return err
	}
	_, err = client.ResendEnrollFactor(ctx, userID, factorID, factor, nil)
	return err
}

func exampleGetFactorTransactionStatus(ctx context.Context, client *okta.Client, userID, factorID string) error {
	started, err := client.VerifyFactor(ctx, userID, factorID, okta.VerifyFactorRequest{}, nil)
	if err != nil {
		return err
	}
	status, err := client.GetFactorTransactionStatus(ctx, userID, factorID, okta.TransactionID(started))
	if err != nil {
		return err
	}
	fmt.Println(status.FactorResult) // WaitForFactorResult asks until it is no longer WAITING
	return nil
}

func exampleVerifyFactor(ctx context.Context, client *okta.Client, userID, factorID string) error {
	result, err := client.VerifyFactor(ctx, userID, factorID, okta.VerifyFactorRequest{Answer: "calf's foot jelly"}, nil)
	if errors.Is(err, okta.CodeInvalidPassCode) {
		return errors.New("the answer is wrong")
	}
	if err != nil {
		return err
	}
	fmt.Println(result.FactorResult)
	return nil
}
