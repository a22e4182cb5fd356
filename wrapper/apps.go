package wrapper

import (
	"context"
	"net/http"

	"github.com/okta-userapi/userapi-go/gen"
)

// ListAppLinksOptions are the optional parameters of [Client.ListAppLinks].
type ListAppLinksOptions struct {
	// ShowAll is whether to list the links that the user has hidden too; false by default.
	ShowAll bool
}

func (o *ListAppLinksOptions) params() *gen.ListAppLinksParams {
	if o == nil {
		return nil
	}
	return &gen.ListAppLinksParams{ShowAll: optional(o.ShowAll)}
}

// ListAppLinks returns the links to the apps that are assigned to the user, directly or through a group. Okta doesn't page them.
//
// It implements listAppLinks: GET /api/v1/users/{userId}/appLinks.
func (c *Client) ListAppLinks(ctx context.Context, userID string, options *ListAppLinksOptions, callOptions ...CallOption) ([]AppLink, error) {
	return exec[[]AppLink](ctx, c, "listAppLinks", callOptions, path{{"userId", userID}}, func(server string) (*http.Request, error) {
		return gen.NewListAppLinksRequest(server, userID, options.params())
	})
}
