package wrapper

import (
	"context"

	"github.com/okta-userapi/userapi-go/gen/client"
)

// ListUserDevices returns the devices that the user has enrolled, on an org with Okta Identity Engine. Okta doesn't
// page them.
//
// It implements listUserDevices: GET /api/v1/users/{userId}/devices.
func (c *Client) ListUserDevices(ctx context.Context, userID string, callOptions ...CallOption) ([]UserDevice, error) {
	request, err := client.NewListUserDevicesRequest(c.server, userID)
	return execList[UserDevice](ctx, c, "listUserDevices", request, err, callOptions)
}
