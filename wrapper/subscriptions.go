package wrapper

import (
	"context"

	"github.com/okta-userapi/userapi-go/gen/client"
)

// ListUserSubscriptions returns which of Okta's notifications to administrators the user gets. Okta doesn't page them.
//
// It implements listUserSubscriptions: GET /api/v1/users/{userId}/subscriptions.
func (c *Client) ListUserSubscriptions(ctx context.Context, userID string, callOptions ...CallOption) ([]Subscription, error) {
	request, err := client.NewListUserSubscriptionsRequest(c.server, userID)
	return execList[Subscription](ctx, c, "listUserSubscriptions", request, err, callOptions)
}

// GetUserSubscriptionByNotificationType reads whether the user gets one kind of notification.
//
// It implements getUserSubscriptionByNotificationType: GET /api/v1/users/{userId}/subscriptions/{notificationType}.
func (c *Client) GetUserSubscriptionByNotificationType(ctx context.Context, userID string, notificationType NotificationType, callOptions ...CallOption) (Subscription, error) {
	request, err := client.NewGetUserSubscriptionByNotificationTypeRequest(c.server, userID, notificationType)
	return exec[Subscription](ctx, c, "getUserSubscriptionByNotificationType", request, err, callOptions)
}

// SubscribeUserSubscriptionByNotificationType has Okta send the user one kind of notification. It works for the user
// that the token belongs to, whom "me" stands for; for another it is [ErrForbidden].
//
// It implements subscribeUserSubscriptionByNotificationType:
// POST /api/v1/users/{userId}/subscriptions/{notificationType}/subscribe.
func (c *Client) SubscribeUserSubscriptionByNotificationType(ctx context.Context, userID string, notificationType NotificationType, callOptions ...CallOption) error {
	request, err := client.NewSubscribeUserSubscriptionByNotificationTypeRequest(c.server, userID, notificationType)
	return execNone(ctx, c, "subscribeUserSubscriptionByNotificationType", request, err, callOptions)
}

// UnsubscribeUserSubscriptionByNotificationType has Okta no longer send the user one kind of notification. It is
// refused as [Client.SubscribeUserSubscriptionByNotificationType] is.
//
// It implements unsubscribeUserSubscriptionByNotificationType:
// POST /api/v1/users/{userId}/subscriptions/{notificationType}/unsubscribe.
func (c *Client) UnsubscribeUserSubscriptionByNotificationType(ctx context.Context, userID string, notificationType NotificationType, callOptions ...CallOption) error {
	request, err := client.NewUnsubscribeUserSubscriptionByNotificationTypeRequest(c.server, userID, notificationType)
	return execNone(ctx, c, "unsubscribeUserSubscriptionByNotificationType", request, err, callOptions)
}
