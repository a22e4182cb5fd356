package wrapper

import (
	"context"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/gen/client"
)

// ListAppLinksOptions are the optional parameters of [Client.ListAppLinks].
type ListAppLinksOptions struct {
	// ShowAll is whether to list the links that the user has hidden too; false by default.
	ShowAll bool
}

// ListAppLinks returns the links to the apps that are assigned to the user, directly or through a group. Okta doesn't
// page them.
//
// It implements listAppLinks: GET /api/v1/users/{userId}/appLinks.
func (c *Client) ListAppLinks(ctx context.Context, userID string, options *ListAppLinksOptions, callOptions ...CallOption) ([]AppLink, error) {
	o := valueOf(options)
	request, err := client.NewListAppLinksRequest(c.server, userID, &gen.ListAppLinksParams{ShowAll: optional(o.ShowAll)})
	return execList[AppLink](ctx, c, "listAppLinks", request, err, callOptions)
}
