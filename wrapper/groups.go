package wrapper

import (
	"context"
	"iter"
	"net/http"

	"github.com/okta-userapi/userapi-go/gen"
)

// ListUserGroupsOptions are the optional parameters of [Client.ListUserGroups].
type ListUserGroupsOptions struct {
	// After is the cursor of a page to start after, such as [Page].After.
	After string

	// Limit is the largest number of groups in a page; 0 leaves it to the server.
	Limit int32
}

func (o *ListUserGroupsOptions) params() *gen.ListUserGroupsParams {
	if o == nil {
		return nil
	}
	return &gen.ListUserGroupsParams{After: optional(o.After), Limit: optional(o.Limit)}
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
	const operation = "listUserGroups"
	params := options.params()
	if options != nil && options.Limit < 0 {
		return refusedPages[Group](limitError(operation))
	}
	return listPages[Group](ctx, c, operation, callOptions, path{{"userId", userID}}, func(server string) (*http.Request, error) {
		return gen.NewListUserGroupsRequest(server, userID, params)
	})
}
