// Code generated from openapi/okta-users.yaml by openapi/internal/tool. DO NOT EDIT.

package gen

var operations = [...]Operation{
	{
		ID: "listGroups", Method: "GET", Path: "/api/v1/groups",
		Query:          []string{"q", "search", "filter", "after", "limit", "expand", "sortBy", "sortOrder"},
		Scopes:         []string{"okta.groups.read"},
		RateLimitClass: "groups", Paged: true, Repeatable: true, SecretFree: true,
	},
	{
		ID: "createGroup", Method: "POST", Path: "/api/v1/groups",
		Scopes:         []string{"okta.groups.manage"},
		RateLimitClass: "groups", SecretFree: true,
	},
	{
		ID: "getGroup", Method: "GET", Path: "/api/v1/groups/{groupId}",
		Scopes:         []string{"okta.groups.read"},
		RateLimitClass: "group", Repeatable: true, SecretFree: true,
	},
	{
		ID: "updateGroup", Method: "PUT", Path: "/api/v1/groups/{groupId}",
		Scopes:         []string{"okta.groups.manage"},
		RateLimitClass: "group", Repeatable: true, SecretFree: true,
	},
	{
		ID: "deleteGroup", Method: "DELETE", Path: "/api/v1/groups/{groupId}",
		Scopes:         []string{"okta.groups.manage"},
		RateLimitClass: "group", Repeatable: true, SecretFree: true,
	},
	{
		ID: "listGroupUsers", Method: "GET", Path: "/api/v1/groups/{groupId}/users",
		Query:          []string{"after", "limit"},
		Scopes:         []string{"okta.groups.read"},
		RateLimitClass: "underGroup", Paged: true, Repeatable: true, SecretFree: true,
	},
	{
		ID: "addUserToGroup", Method: "PUT", Path: "/api/v1/groups/{groupId}/users/{userId}",
		Scopes:         []string{"okta.groups.manage"},
		RateLimitClass: "underGroup", Repeatable: true, SecretFree: true,
	},
	{
		ID: "removeUserFromGroup", Method: "DELETE", Path: "/api/v1/groups/{groupId}/users/{userId}",
		Scopes:         []string{"okta.groups.manage"},
		RateLimitClass: "underGroup", Repeatable: true, SecretFree: true,
	},
	{
		ID: "listUsers", Method: "GET", Path: "/api/v1/users",
		Query:          []string{"q", "after", "limit", "filter", "format", "search", "expand", "sortBy", "sortOrder", "fields"},
		Scopes:         []string{"okta.users.read"},
		RateLimitClass: "listUsers", Paged: true, Repeatable: true, SecretFree: true,
	},
	{
		ID: "createUser", Method: "POST", Path: "/api/v1/users",
		Query:          []string{"activate", "provider", "nextLogin"},
		Scopes:         []string{"okta.users.manage"},
		RateLimitClass: "createUser",
	},
	{
		ID: "getUser", Method: "GET", Path: "/api/v1/users/{userId}",
		Query:          []string{"expand"},
		Scopes:         []string{"okta.users.read"},
		RateLimitClass: "getUser", Repeatable: true, SecretFree: true,
	},
	{
		ID: "partialUpdateUser", Method: "POST", Path: "/api/v1/users/{userId}",
		Query:          []string{"strict"},
		Scopes:         []string{"okta.users.manage"},
		RateLimitClass: "changeUser", Repeatable: true,
	},
	{
		ID: "updateUser", Method: "PUT", Path: "/api/v1/users/{userId}",
		Query:          []string{"strict"},
		Scopes:         []string{"okta.users.manage"},
		RateLimitClass: "changeUser", Repeatable: true,
	},
	{
		ID: "deactivateOrDeleteUser", Method: "DELETE", Path: "/api/v1/users/{userId}",
		Query:          []string{"sendEmail"},
		Scopes:         []string{"okta.users.manage"},
		RateLimitClass: "changeUser", SecretFree: true,
	},
	{
		ID: "listAppLinks", Method: "GET", Path: "/api/v1/users/{userId}/appLinks",
		Query:          []string{"showAll"},
		Scopes:         []string{"okta.users.read"},
		RateLimitClass: "underUser", Repeatable: true, SecretFree: true,
	},
	{
		ID: "listUserBlocks", Method: "GET", Path: "/api/v1/users/{userId}/blocks",
		Scopes:         []string{"okta.users.read"},
		RateLimitClass: "underUser", Repeatable: true, SecretFree: true,
	},
	{
		ID: "changePassword", Method: "POST", Path: "/api/v1/users/{userId}/credentials/change_password",
		Query:          []string{"strict"},
		Scopes:         []string{"okta.users.manage"},
		RateLimitClass: "underUser",
	},
	{
		ID: "changeRecoveryQuestion", Method: "POST", Path: "/api/v1/users/{userId}/credentials/change_recovery_question",
		Scopes:         []string{"okta.users.manage"},
		RateLimitClass: "underUser",
	},
	{
		ID: "forgotPassword", Method: "POST", Path: "/api/v1/users/{userId}/credentials/forgot_password",
		Query:          []string{"sendEmail"},
		Scopes:         []string{"okta.users.manage"},
		RateLimitClass: "underUser",
	},
	{
		ID: "forgotPasswordSetNewPassword", Method: "POST", Path: "/api/v1/users/{userId}/credentials/forgot_password_recovery_question",
		Query:          []string{"sendEmail"},
		Scopes:         []string{"okta.users.manage"},
		RateLimitClass: "underUser",
	},
	{
		ID: "listUserGroups", Method: "GET", Path: "/api/v1/users/{userId}/groups",
		Query:          []string{"after", "limit"},
		Scopes:         []string{"okta.users.read"},
		RateLimitClass: "underUser", Paged: true, Repeatable: true, SecretFree: true,
	},
	{
		ID: "activateUser", Method: "POST", Path: "/api/v1/users/{userId}/lifecycle/activate",
		Query:          []string{"sendEmail"},
		Scopes:         []string{"okta.users.manage"},
		RateLimitClass: "underUser",
	},
	{
		ID: "deactivateUser", Method: "POST", Path: "/api/v1/users/{userId}/lifecycle/deactivate",
		Query:          []string{"sendEmail"},
		Scopes:         []string{"okta.users.manage"},
		RateLimitClass: "underUser", SecretFree: true,
	},
	{
		ID: "expirePassword", Method: "POST", Path: "/api/v1/users/{userId}/lifecycle/expire_password",
		Query:          []string{"tempPassword"},
		Scopes:         []string{"okta.users.manage"},
		RateLimitClass: "underUser",
	},
	{
		ID: "expirePasswordWithTempPassword", Method: "POST", Path: "/api/v1/users/{userId}/lifecycle/expire_password_with_temp_password",
		Query:          []string{"revokeSessions"},
		Scopes:         []string{"okta.users.manage"},
		RateLimitClass: "underUser",
	},
	{
		ID: "reactivateUser", Method: "POST", Path: "/api/v1/users/{userId}/lifecycle/reactivate",
		Query:          []string{"sendEmail"},
		Scopes:         []string{"okta.users.manage"},
		RateLimitClass: "underUser",
	},
	{
		ID: "resetAllFactors", Method: "POST", Path: "/api/v1/users/{userId}/lifecycle/reset_factors",
		Scopes:         []string{"okta.users.manage"},
		RateLimitClass: "underUser", SecretFree: true,
	},
	{
		ID: "resetPassword", Method: "POST", Path: "/api/v1/users/{userId}/lifecycle/reset_password",
		Query:          []string{"provider", "sendEmail", "revokeSessions"},
		Scopes:         []string{"okta.users.manage"},
		RateLimitClass: "underUser",
	},
	{
		ID: "suspendUser", Method: "POST", Path: "/api/v1/users/{userId}/lifecycle/suspend",
		Scopes:         []string{"okta.users.manage"},
		RateLimitClass: "underUser", SecretFree: true,
	},
	{
		ID: "unlockUser", Method: "POST", Path: "/api/v1/users/{userId}/lifecycle/unlock",
		Scopes:         []string{"okta.users.manage"},
		RateLimitClass: "underUser", SecretFree: true,
	},
	{
		ID: "unsuspendUser", Method: "POST", Path: "/api/v1/users/{userId}/lifecycle/unsuspend",
		Scopes:         []string{"okta.users.manage"},
		RateLimitClass: "underUser", SecretFree: true,
	},
	{
		ID: "listAssignedRoles", Method: "GET", Path: "/api/v1/users/{userId}/roles",
		Query:          []string{"expand"},
		Scopes:         []string{"okta.roles.read"},
		RateLimitClass: "underUser", Repeatable: true, SecretFree: true,
	},
	{
		ID: "addRoleToUser", Method: "POST", Path: "/api/v1/users/{userId}/roles",
		Query:          []string{"disableNotifications"},
		Scopes:         []string{"okta.roles.manage"},
		RateLimitClass: "underUser", SecretFree: true,
	},
	{
		ID: "getUserRole", Method: "GET", Path: "/api/v1/users/{userId}/roles/{roleId}",
		Scopes:         []string{"okta.roles.read"},
		RateLimitClass: "underUser", Repeatable: true, SecretFree: true,
	},
	{
		ID: "removeRoleFromUser", Method: "DELETE", Path: "/api/v1/users/{userId}/roles/{roleId}",
		Scopes:         []string{"okta.roles.manage"},
		RateLimitClass: "underUser", Repeatable: true, SecretFree: true,
	},
	{
		ID: "listApplicationTargetsForApplicationAdministratorRoleForUser", Method: "GET", Path: "/api/v1/users/{userId}/roles/{roleId}/targets/catalog/apps",
		Query:          []string{"after", "limit"},
		Scopes:         []string{"okta.roles.read"},
		RateLimitClass: "underUser", Paged: true, Repeatable: true, SecretFree: true,
	},
	{
		ID: "addAllAppsAsTargetToRole", Method: "PUT", Path: "/api/v1/users/{userId}/roles/{roleId}/targets/catalog/apps",
		Scopes:         []string{"okta.roles.manage"},
		RateLimitClass: "underUser", Repeatable: true, SecretFree: true,
	},
	{
		ID: "addApplicationTargetToAdminRoleForUser", Method: "PUT", Path: "/api/v1/users/{userId}/roles/{roleId}/targets/catalog/apps/{appName}",
		Scopes:         []string{"okta.roles.manage"},
		RateLimitClass: "underUser", Repeatable: true, SecretFree: true,
	},
	{
		ID: "removeApplicationTargetFromApplicationAdministratorRoleForUser", Method: "DELETE", Path: "/api/v1/users/{userId}/roles/{roleId}/targets/catalog/apps/{appName}",
		Scopes:         []string{"okta.roles.manage"},
		RateLimitClass: "underUser", Repeatable: true, SecretFree: true,
	},
	{
		ID: "addApplicationTargetToAppAdminRoleForUser", Method: "PUT", Path: "/api/v1/users/{userId}/roles/{roleId}/targets/catalog/apps/{appName}/{appId}",
		Scopes:         []string{"okta.roles.manage"},
		RateLimitClass: "underUser", Repeatable: true, SecretFree: true,
	},
	{
		ID: "removeApplicationTargetFromAdministratorRoleForUser", Method: "DELETE", Path: "/api/v1/users/{userId}/roles/{roleId}/targets/catalog/apps/{appName}/{appId}",
		Scopes:         []string{"okta.roles.manage"},
		RateLimitClass: "underUser", Repeatable: true, SecretFree: true,
	},
	{
		ID: "listGroupTargetsForRole", Method: "GET", Path: "/api/v1/users/{userId}/roles/{roleId}/targets/groups",
		Query:          []string{"after", "limit"},
		Scopes:         []string{"okta.roles.read"},
		RateLimitClass: "underUser", Paged: true, Repeatable: true, SecretFree: true,
	},
	{
		ID: "addGroupTargetToRole", Method: "PUT", Path: "/api/v1/users/{userId}/roles/{roleId}/targets/groups/{groupId}",
		Scopes:         []string{"okta.roles.manage"},
		RateLimitClass: "underUser", Repeatable: true, SecretFree: true,
	},
	{
		ID: "removeGroupTargetFromRole", Method: "DELETE", Path: "/api/v1/users/{userId}/roles/{roleId}/targets/groups/{groupId}",
		Scopes:         []string{"okta.roles.manage"},
		RateLimitClass: "underUser", Repeatable: true, SecretFree: true,
	},
	{
		ID: "endAllUserSessions", Method: "DELETE", Path: "/api/v1/users/{userId}/sessions",
		Query:          []string{"oauthTokens", "forgetDevices"},
		Scopes:         []string{"okta.users.manage"},
		RateLimitClass: "underUser", Repeatable: true, SecretFree: true,
	},
}
