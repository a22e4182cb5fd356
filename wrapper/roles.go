package wrapper

import (
	"context"
	"iter"

	"github.com/okta-userapi/userapi-go/gen"
)

// ListAssignedRolesOptions are the optional parameters of [Client.ListAssignedRoles].
type ListAssignedRolesOptions struct {
	// Expand names what to add to each role under Embedded, on orgs that know it.
	Expand string
}

// ListAssignedRoles returns the user's administrator roles, those inherited from groups (AssignmentType GROUP)
// included. Okta doesn't page them.
//
// It implements listAssignedRoles: GET /api/v1/users/{userId}/roles.
func (c *Client) ListAssignedRoles(ctx context.Context, userID string, options *ListAssignedRolesOptions, callOptions ...CallOption) ([]Role, error) {
	o := valueOf(options)
	request, err := gen.NewListAssignedRolesRequest(c.server, userID, &gen.ListAssignedRolesParams{Expand: optional(o.Expand)})
	return execList[Role](ctx, c, "listAssignedRoles", request, err, callOptions)
}

// AddRoleToUserOptions are the optional parameters of [Client.AddRoleToUser].
type AddRoleToUserOptions struct {
	// DisableNotifications is whether the user gets none of the default mails to administrators; false by default.
	DisableNotifications bool
}

// AddRoleToUser assigns the administrator role named by role.Type to the user, and returns the assignment. A role of
// type CUSTOM also needs Role and ResourceSet. The role holds for the whole org until a target narrows it. Only Type,
// Role, ResourceSet, Description and AssignmentType are sent.
//
// A role that the user has already is [CodeRoleAlreadyAssigned], a DEPROVISIONED user [CodeNotAllowedInStatus].
//
// It implements addRoleToUser: POST /api/v1/users/{userId}/roles.
func (c *Client) AddRoleToUser(ctx context.Context, userID string, role Role, options *AddRoleToUserOptions, callOptions ...CallOption) (Role, error) {
	o := valueOf(options)
	params := &gen.AddRoleToUserParams{DisableNotifications: optional(o.DisableNotifications)}
	request, err := gen.NewAddRoleToUserRequest(c.server, userID, params, writableRole(role))
	return exec[Role](ctx, c, "addRoleToUser", request, err, callOptions)
}

// RemoveRoleFromUser takes a role from the user, with its targets. A role inherited from a group is taken from the
// group instead.
//
// It implements removeRoleFromUser: DELETE /api/v1/users/{userId}/roles/{roleId}.
func (c *Client) RemoveRoleFromUser(ctx context.Context, userID, roleID string, callOptions ...CallOption) error {
	request, err := gen.NewRemoveRoleFromUserRequest(c.server, userID, roleID)
	return execNone(ctx, c, "removeRoleFromUser", request, err, callOptions)
}

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
	request, err := gen.NewListGroupTargetsForRoleRequest(c.server, userID, roleID, &gen.ListGroupTargetsForRoleParams{After: optional(o.After), Limit: optional(o.Limit)})
	return listPages[Group](ctx, c, "listGroupTargetsForRole", request, err, callOptions)
}

// AddGroupTargetToRole limits a role of the user to a group. The first target takes the rest of the org away from the
// role; each further one adds its group.
//
// A role that can't have targets is [CodeValidationFailed].
//
// It implements addGroupTargetToRole: PUT /api/v1/users/{userId}/roles/{roleId}/targets/groups/{groupId}.
func (c *Client) AddGroupTargetToRole(ctx context.Context, userID, roleID, groupID string, callOptions ...CallOption) error {
	request, err := gen.NewAddGroupTargetToRoleRequest(c.server, userID, roleID, groupID)
	return execNone(ctx, c, "addGroupTargetToRole", request, err, callOptions)
}

// RemoveGroupTargetFromRole takes a group from a role's targets. The last target can't be removed, since that would
// widen the role to the whole org ([CodeValidationFailed]): remove the role instead.
//
// It implements removeGroupTargetFromRole: DELETE /api/v1/users/{userId}/roles/{roleId}/targets/groups/{groupId}.
func (c *Client) RemoveGroupTargetFromRole(ctx context.Context, userID, roleID, groupID string, callOptions ...CallOption) error {
	request, err := gen.NewRemoveGroupTargetFromRoleRequest(c.server, userID, roleID, groupID)
	return execNone(ctx, c, "removeGroupTargetFromRole", request, err, callOptions)
}

// writableRole keeps of a role what a client can write.
func writableRole(role Role) Role {
	return Role{
		Type:           role.Type,
		Role:           role.Role,
		ResourceSet:    role.ResourceSet,
		Description:    role.Description,
		AssignmentType: role.AssignmentType,
	}
}
