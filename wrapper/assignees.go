package wrapper

import (
	"context"
	"iter"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/gen/client"
)

// ListUsersWithRoleAssignmentsOptions are the optional parameters of [Client.ListUsersWithRoleAssignments].
type ListUsersWithRoleAssignmentsOptions struct {
	// After is the cursor of a page to start after, such as [Page].After.
	After string

	// Limit is the largest number of users in a page; 0 leaves it to the server, which uses 100.
	Limit int32
}

// ListUsersWithRoleAssignments returns the users who have an administrator role of their own, page by page as
// [Client.ListUsers] does. An item has the user's ID; [Client.ListAssignedRoles] tells which roles the user has.
//
// It implements listUsersWithRoleAssignments: GET /api/v1/iam/assignees/users.
func (c *Client) ListUsersWithRoleAssignments(ctx context.Context, options *ListUsersWithRoleAssignmentsOptions, callOptions ...CallOption) iter.Seq2[RoleAssignedUser, error] {
	return items(c.ListUsersWithRoleAssignmentsPages(ctx, options, callOptions...))
}

// ListUsersWithRoleAssignmentsPages is ListUsersWithRoleAssignments a page at a time, for a cursor to resume from.
func (c *Client) ListUsersWithRoleAssignmentsPages(ctx context.Context, options *ListUsersWithRoleAssignmentsOptions, callOptions ...CallOption) iter.Seq2[Page[RoleAssignedUser], error] {
	o := valueOf(options)
	request, err := client.NewListUsersWithRoleAssignmentsRequest(c.server, &gen.ListUsersWithRoleAssignmentsParams{After: optional(o.After), Limit: optional(o.Limit)})
	return listPages[RoleAssignedUser](ctx, c, "listUsersWithRoleAssignments", request, err, callOptions)
}
