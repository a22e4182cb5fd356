package wrapper

import (
	"context"

	"github.com/okta-userapi/userapi-go/gen/client"
)

// ListUserIdentityProviders returns the identity providers that the user is linked to and can sign in with. Okta
// doesn't page them. Protocol depends on the Type, and can hold a secret of the org's: an IdentityProvider prints
// itself without it.
//
// It implements listUserIdentityProviders: GET /api/v1/users/{userId}/idps.
func (c *Client) ListUserIdentityProviders(ctx context.Context, userID string, callOptions ...CallOption) ([]IdentityProvider, error) {
	request, err := client.NewListUserIdentityProvidersRequest(c.server, userID)
	return execList[IdentityProvider](ctx, c, "listUserIdentityProviders", request, err, callOptions)
}
