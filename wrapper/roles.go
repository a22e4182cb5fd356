package wrapper

import (
	"context"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/gen/client"
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
	request, err := client.NewListAssignedRolesRequest(c.server, userID, &gen.ListAssignedRolesParams{Expand: optional(o.Expand)})
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
	request, err := client.NewAddRoleToUserRequest(c.server, userID, params, writableRole(role))
	return exec[Role](ctx, c, "addRoleToUser", request, err, callOptions)
}

// GetUserRole reads one of the user's own administrator roles. A role inherited from a group is [CodeNotFound].
//
// It implements getUserRole: GET /api/v1/users/{userId}/roles/{roleId}.
func (c *Client) GetUserRole(ctx context.Context, userID, roleID string, callOptions ...CallOption) (Role, error) {
	request, err := client.NewGetUserRoleRequest(c.server, userID, roleID)
	return exec[Role](ctx, c, "getUserRole", request, err, callOptions)
}

// RemoveRoleFromUser takes a role from the user, with its targets. A role inherited from a group is taken from the
// group instead.
//
// It implements removeRoleFromUser: DELETE /api/v1/users/{userId}/roles/{roleId}.
func (c *Client) RemoveRoleFromUser(ctx context.Context, userID, roleID string, callOptions ...CallOption) error {
	request, err := client.NewRemoveRoleFromUserRequest(c.server, userID, roleID)
	return execNone(ctx, c, "removeRoleFromUser", request, err, callOptions)
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
