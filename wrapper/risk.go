package wrapper

import (
	"context"

	"github.com/okta-userapi/userapi-go/gen/client"
)

// GetUserRisk reads how likely the user's account is to be in wrong hands, on an org that has the feature. The level is
// NONE where nothing is known.
//
// It implements getUserRisk: GET /api/v1/users/{userId}/risk.
func (c *Client) GetUserRisk(ctx context.Context, userID string, callOptions ...CallOption) (UserRisk, error) {
	request, err := client.NewGetUserRiskRequest(c.server, userID)
	return exec[UserRisk](ctx, c, "getUserRisk", request, err, callOptions)
}

// UpsertUserRisk sets the user's risk to LOW, MEDIUM or HIGH, whatever Okta had found, and returns it. Policies of the
// org can act on it at once. There is no call that takes it back.
//
// The answer is 201 the first time and 200 afterwards; [WithResponse] tells which it was.
//
// It implements upsertUserRisk: PUT /api/v1/users/{userId}/risk.
func (c *Client) UpsertUserRisk(ctx context.Context, userID string, risk UserRiskRequest, callOptions ...CallOption) (UserRisk, error) {
	request, err := client.NewUpsertUserRiskRequest(c.server, userID, risk)
	return exec[UserRisk](ctx, c, "upsertUserRisk", request, err, callOptions)
}
