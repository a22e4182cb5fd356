package oktatest

import (
	"net/http"
	"slices"

	"github.com/okta-userapi/userapi-go/gen"
)

// notificationTypes are the kinds of notification that every user can have.
var notificationTypes = []gen.NotificationType{
	gen.NotificationTypeADAgent, gen.NotificationTypeAgentAutoUpdateNotification, gen.NotificationTypeAgentAutoUpdateNotificationLDAP,
	gen.NotificationTypeAppImport, gen.NotificationTypeConnectorAgent, gen.NotificationTypeIWAAgent, gen.NotificationTypeLDAPAgent,
	gen.NotificationTypeOktaAnnouncement, gen.NotificationTypeOktaUpdate, gen.NotificationTypeRateLimitNotification,
	gen.NotificationTypeReportSuspiciousActivity, gen.NotificationTypeUserDeprovision, gen.NotificationTypeUserLockedOut,
}

type wireSubscription struct {
	Type     gen.NotificationType   `json:"notificationType"`
	Channels []string               `json:"channels"`
	Status   gen.SubscriptionStatus `json:"status"`
	Links    map[string]wireLink    `json:"_links"`
}

func (u *user) subscription(of gen.NotificationType, base string) wireSubscription {
	here := u.href(base) + "/subscriptions/" + string(of)
	status, change := gen.SubscriptionStatusUnsubscribed, "subscribe"
	if slices.Contains(u.subscribed, of) {
		status, change = gen.SubscriptionStatusSubscribed, "unsubscribe"
	}
	return wireSubscription{of, []string{"email"}, status, map[string]wireLink{
		"self": {Href: here},
		change: {Href: here + "/" + change, Method: http.MethodPost},
	}}
}

func (h handlers) ListUserSubscriptions(w http.ResponseWriter, r *http.Request, userID gen.UserID) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		items := make([]wireSubscription, 0, len(notificationTypes))
		for _, of := range notificationTypes {
			items = append(items, u.subscription(of, c.base))
		}
		return ok(items)
	})
}

func (h handlers) GetUserSubscriptionByNotificationType(w http.ResponseWriter, r *http.Request, userID gen.UserID, of gen.NotificationType) {
	h.subscription(w, r, userID, of, func(c call, u *user) (reply, *refusal) { return ok(u.subscription(of, c.base)) })
}

func (h handlers) SubscribeUserSubscriptionByNotificationType(w http.ResponseWriter, r *http.Request, userID gen.UserID, of gen.NotificationType) {
	h.ownSubscription(w, r, userID, of, func(u *user) {
		if !slices.Contains(u.subscribed, of) {
			u.subscribed = append(u.subscribed, of)
		}
	})
}

func (h handlers) UnsubscribeUserSubscriptionByNotificationType(w http.ResponseWriter, r *http.Request, userID gen.UserID, of gen.NotificationType) {
	h.ownSubscription(w, r, userID, of, func(u *user) {
		u.subscribed = slices.DeleteFunc(u.subscribed, func(other gen.NotificationType) bool { return other == of })
	})
}

// ownSubscription changes a subscription of the user that the token belongs to, and refuses to change another's. The
// answer has no body.
func (h handlers) ownSubscription(w http.ResponseWriter, r *http.Request, userID gen.UserID, of gen.NotificationType, change func(*user)) {
	h.subscription(w, r, userID, of, func(c call, u *user) (reply, *refusal) {
		if u != c.owner {
			return refuse(notPermitted())
		}
		change(u)
		return reply{status: http.StatusOK}, nil
	})
}

// subscription answers an operation on a subscription of a user, or refuses it where one of them is none.
func (h handlers) subscription(w http.ResponseWriter, r *http.Request, userID gen.UserID, of gen.NotificationType, handle func(call, *user) (reply, *refusal)) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		if !slices.Contains(notificationTypes, of) {
			return refuse(notFound(string(of), "NotificationType"))
		}
		return handle(c, u)
	})
}
