package wrapper

import (
	"context"
	"iter"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/gen/client"
)

// ListGroupTargetsForRoleOptions are the optional parameters of [Client.ListGroupTargetsForRole].
type ListGroupTargetsForRoleOptions struct {
	// After is the cursor of a page to start after, such as [Page].After.
	After string

	// Limit is the largest number of groups in a page; 0 leaves it to the server, which uses 20.
	Limit int32
}

// ListGroupTargetsForRole returns the groups that a role is limited to, page by page as [Client.ListUsers] does. None
// means that the role holds for the whole org.
//
// It implements listGroupTargetsForRole: GET /api/v1/users/{userId}/roles/{roleId}/targets/groups.
func (c *Client) ListGroupTargetsForRole(ctx context.Context, userID, roleID string, options *ListGroupTargetsForRoleOptions, callOptions ...CallOption) iter.Seq2[Group, error] {
	return items(c.ListGroupTargetsForRolePages(ctx, userID, roleID, options, callOptions...))
}

// ListGroupTargetsForRolePages is ListGroupTargetsForRole a page at a time, for a cursor to resume from.
func (c *Client) ListGroupTargetsForRolePages(ctx context.Context, userID, roleID string, options *ListGroupTargetsForRoleOptions, callOptions ...CallOption) iter.Seq2[Page[Group], error] {
	o := valueOf(options)
	request, err := client.NewListGroupTargetsForRoleRequest(c.server, userID, roleID, &gen.ListGroupTargetsForRoleParams{After: optional(o.After), Limit: optional(o.Limit)})
	return listPages[Group](ctx, c, "listGroupTargetsForRole", request, err, callOptions)
}

// AddGroupTargetToRole limits a role of the user to a group. The first target takes the rest of the org away from the
// role; each further one adds its group.
//
// A role that can't have targets is [CodeValidationFailed].
//
// It implements addGroupTargetToRole: PUT /api/v1/users/{userId}/roles/{roleId}/targets/groups/{groupId}.
func (c *Client) AddGroupTargetToRole(ctx context.Context, userID, roleID, groupID string, callOptions ...CallOption) error {
	request, err := client.NewAddGroupTargetToRoleRequest(c.server, userID, roleID, groupID)
	return execNone(ctx, c, "addGroupTargetToRole", request, err, callOptions)
}

// RemoveGroupTargetFromRole takes a group from a role's targets. The last target can't be removed, since that would
// widen the role to the whole org ([CodeValidationFailed]): remove the role instead.
//
// It implements removeGroupTargetFromRole: DELETE /api/v1/users/{userId}/roles/{roleId}/targets/groups/{groupId}.
func (c *Client) RemoveGroupTargetFromRole(ctx context.Context, userID, roleID, groupID string, callOptions ...CallOption) error {
	request, err := client.NewRemoveGroupTargetFromRoleRequest(c.server, userID, roleID, groupID)
	return execNone(ctx, c, "removeGroupTargetFromRole", request, err, callOptions)
}

// ListApplicationTargetsForApplicationAdministratorRoleForUserOptions are the optional parameters of
// [Client.ListApplicationTargetsForApplicationAdministratorRoleForUser].
type ListApplicationTargetsForApplicationAdministratorRoleForUserOptions struct {
	// After is the cursor of a page to start after, such as [Page].After.
	After string

	// Limit is the largest number of apps in a page; 0 leaves it to the server, which uses 20.
	Limit int32
}

// ListApplicationTargetsForApplicationAdministratorRoleForUser returns the apps that an APP_ADMIN role is limited to,
// page by page as [Client.ListUsers] does. None means that the role holds for all apps.
//
// An app of the catalog has a Name, such as "facebook", and a DisplayName, and stands for all its instances. One
// instance has an ID, its label as Name, and no DisplayName.
//
// It implements listApplicationTargetsForApplicationAdministratorRoleForUser: GET
// /api/v1/users/{userId}/roles/{roleId}/targets/catalog/apps.
func (c *Client) ListApplicationTargetsForApplicationAdministratorRoleForUser(ctx context.Context, userID, roleID string, options *ListApplicationTargetsForApplicationAdministratorRoleForUserOptions, callOptions ...CallOption) iter.Seq2[CatalogApplication, error] {
	return items(c.ListApplicationTargetsForApplicationAdministratorRoleForUserPages(ctx, userID, roleID, options, callOptions...))
}

// ListApplicationTargetsForApplicationAdministratorRoleForUserPages is
// ListApplicationTargetsForApplicationAdministratorRoleForUser a page at a time, for a cursor to resume from.
func (c *Client) ListApplicationTargetsForApplicationAdministratorRoleForUserPages(ctx context.Context, userID, roleID string, options *ListApplicationTargetsForApplicationAdministratorRoleForUserOptions, callOptions ...CallOption) iter.Seq2[Page[CatalogApplication], error] {
	o := valueOf(options)
	params := &gen.ListApplicationTargetsForApplicationAdministratorRoleForUserParams{After: optional(o.After), Limit: optional(o.Limit)}
	request, err := client.NewListApplicationTargetsForApplicationAdministratorRoleForUserRequest(c.server, userID, roleID, params)
	return listPages[CatalogApplication](ctx, c, "listApplicationTargetsForApplicationAdministratorRoleForUser", request, err, callOptions)
}

// AddAllAppsAsTargetToRole lets an APP_ADMIN role of the user hold for all apps again. Any other role is
// [CodeValidationFailed].
//
// It implements addAllAppsAsTargetToRole: PUT /api/v1/users/{userId}/roles/{roleId}/targets/catalog/apps.
func (c *Client) AddAllAppsAsTargetToRole(ctx context.Context, userID, roleID string, callOptions ...CallOption) error {
	request, err := client.NewAddAllAppsAsTargetToRoleRequest(c.server, userID, roleID)
	return execNone(ctx, c, "addAllAppsAsTargetToRole", request, err, callOptions)
}

// AddApplicationTargetToAdminRoleForUser limits an APP_ADMIN role of the user to an app of Okta's catalog, such as
// "facebook", with all its instances. The first target takes all other apps away from the role; each further one adds
// its app. The target takes the place of single instances of the app.
//
// Any other role is [CodeValidationFailed].
//
// It implements addApplicationTargetToAdminRoleForUser: PUT
// /api/v1/users/{userId}/roles/{roleId}/targets/catalog/apps/{appName}.
func (c *Client) AddApplicationTargetToAdminRoleForUser(ctx context.Context, userID, roleID, appName string, callOptions ...CallOption) error {
	request, err := client.NewAddApplicationTargetToAdminRoleForUserRequest(c.server, userID, roleID, appName)
	return execNone(ctx, c, "addApplicationTargetToAdminRoleForUser", request, err, callOptions)
}

// RemoveApplicationTargetFromApplicationAdministratorRoleForUser takes an app of the catalog from a role's targets. The
// last target can't be removed, since that would widen the role to all apps ([CodeValidationFailed]): remove the role
// instead, or use AddAllAppsAsTargetToRole.
//
// It implements removeApplicationTargetFromApplicationAdministratorRoleForUser: DELETE
// /api/v1/users/{userId}/roles/{roleId}/targets/catalog/apps/{appName}.
func (c *Client) RemoveApplicationTargetFromApplicationAdministratorRoleForUser(ctx context.Context, userID, roleID, appName string, callOptions ...CallOption) error {
	request, err := client.NewRemoveApplicationTargetFromApplicationAdministratorRoleForUserRequest(c.server, userID, roleID, appName)
	return execNone(ctx, c, "removeApplicationTargetFromApplicationAdministratorRoleForUser", request, err, callOptions)
}

// AddApplicationTargetToAppAdminRoleForUser limits an APP_ADMIN role of the user to one instance of an app: appName is
// the name in Okta's catalog, such as "facebook", and appID the instance's id, such as [AppLink].AppInstanceID. The
// first target takes all other apps away from the role; each further one adds its instance.
//
// Where the app itself is a target already, a single instance is [CodeValidationFailed], as is any other role.
//
// It implements addApplicationTargetToAppAdminRoleForUser: PUT
// /api/v1/users/{userId}/roles/{roleId}/targets/catalog/apps/{appName}/{appId}.
func (c *Client) AddApplicationTargetToAppAdminRoleForUser(ctx context.Context, userID, roleID, appName, appID string, callOptions ...CallOption) error {
	request, err := client.NewAddApplicationTargetToAppAdminRoleForUserRequest(c.server, userID, roleID, appName, appID)
	return execNone(ctx, c, "addApplicationTargetToAppAdminRoleForUser", request, err, callOptions)
}

// RemoveApplicationTargetFromAdministratorRoleForUser takes one instance of an app from a role's targets. The last
// target can't be removed ([CodeValidationFailed]), as with
// [Client.RemoveApplicationTargetFromApplicationAdministratorRoleForUser].
//
// It implements removeApplicationTargetFromAdministratorRoleForUser: DELETE
// /api/v1/users/{userId}/roles/{roleId}/targets/catalog/apps/{appName}/{appId}.
func (c *Client) RemoveApplicationTargetFromAdministratorRoleForUser(ctx context.Context, userID, roleID, appName, appID string, callOptions ...CallOption) error {
	request, err := client.NewRemoveApplicationTargetFromAdministratorRoleForUserRequest(c.server, userID, roleID, appName, appID)
	return execNone(ctx, c, "removeApplicationTargetFromAdministratorRoleForUser", request, err, callOptions)
}
