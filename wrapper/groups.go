package wrapper

import (
	"context"
	"iter"

	"github.com/okta-userapi/userapi-go/gen"
)

// ListUserGroupsOptions are the optional parameters of [Client.ListUserGroups].
type ListUserGroupsOptions struct {
	// After is the cursor of a page to start after, such as [Page].After.
	After string

	// Limit is the largest number of groups in a page; 0 leaves it to the server.
	Limit int32
}

// ListUserGroups returns the groups that the user is a member of, the org's "Everyone" included, page by page as
// [Client.ListUsers] does.
//
// It implements listUserGroups: GET /api/v1/users/{userId}/groups.
func (c *Client) ListUserGroups(ctx context.Context, userID string, options *ListUserGroupsOptions, callOptions ...CallOption) iter.Seq2[Group, error] {
	return items(c.ListUserGroupsPages(ctx, userID, options, callOptions...))
}

// ListUserGroupsPages is ListUserGroups a page at a time, for a cursor to resume from.
func (c *Client) ListUserGroupsPages(ctx context.Context, userID string, options *ListUserGroupsOptions, callOptions ...CallOption) iter.Seq2[Page[Group], error] {
	o := valueOf(options)
	request, err := gen.NewListUserGroupsRequest(c.server, userID, &gen.ListUserGroupsParams{After: optional(o.After), Limit: optional(o.Limit)})
	return listPages[Group](ctx, c, "listUserGroups", request, err, callOptions)
}
