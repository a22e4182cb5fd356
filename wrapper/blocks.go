package wrapper

import (
	"context"

	"github.com/okta-userapi/userapi-go/gen/client"
)

// ListUserBlocks returns what keeps the user from signing in. Okta doesn't page it. [Client.UnlockUser] ends the blocks
// of an ACTIVE user.
//
// An org without the feature answers with 401, as if the token were wrong. The error is [CodeFeatureDenied], and
// [ErrForbidden] in place of [ErrUnauthorized].
//
// It implements listUserBlocks: GET /api/v1/users/{userId}/blocks.
func (c *Client) ListUserBlocks(ctx context.Context, userID string, callOptions ...CallOption) ([]UserBlock, error) {
	request, err := client.NewListUserBlocksRequest(c.server, userID)
	return execList[UserBlock](ctx, c, "listUserBlocks", request, err, callOptions)
}
