package main

import (
	"context"
	"errors"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// risk says how the user signs in, from where, and how likely it is to be somebody else.
func (l *life) risk(ctx context.Context) error {
	idps, err := l.client.ListUserIdentityProviders(ctx, l.id)
	if err != nil {
		return err
	}
	l.say("listUserIdentityProviders", "%d identity providers", len(idps))

	devices, err := l.client.ListUserDevices(ctx, l.id)
	if err == nil {
		l.say("listUserDevices", "%d devices", len(devices))
	} else if err := l.sayRefused("listUserDevices", err); err != nil { // as an org with Classic Engine does
		return err
	}

	if _, err := l.client.UpsertUserRisk(ctx, l.id, okta.UserRiskRequest{RiskLevel: okta.UserRiskLevelLow}); err != nil {
		return l.sayRefused("upsertUserRisk", err) // as an org without the feature does
	}
	l.say("upsertUserRisk", "a low one")

	risk, err := l.client.GetUserRisk(ctx, l.id)
	if err != nil {
		return err
	}
	l.say("getUserRisk", "%s: %s", risk.RiskLevel, risk.Reason)
	return nil
}

// subscriptions has notifications sent to the user, where the token is the user's own.
func (l *life) subscriptions(ctx context.Context) error {
	if l.org != nil {
		if err := l.org.SetTokenOwner(l.id); err != nil {
			return err
		}
	}
	subscriptions, err := l.client.ListUserSubscriptions(ctx, l.id)
	if err != nil {
		return l.sayRefused("listUserSubscriptions", err)
	}
	l.say("listUserSubscriptions", "%d kinds of notifications", len(subscriptions))

	const kind = okta.NotificationTypeUserLockedOut
	subscription, err := l.client.GetUserSubscriptionByNotificationType(ctx, l.id, kind)
	if err != nil {
		return err
	}
	l.say("getUserSubscriptionByNotificationType", "%s: %s", kind, subscription.Status)
	for _, step := range []struct {
		operation string
		do        func(context.Context, string, okta.NotificationType, ...okta.CallOption) error
	}{
		{"subscribeUserSubscriptionByNotificationType", l.client.SubscribeUserSubscriptionByNotificationType},
		{"unsubscribeUserSubscriptionByNotificationType", l.client.UnsubscribeUserSubscriptionByNotificationType},
	} {
		switch err := step.do(ctx, l.id, kind); {
		case errors.Is(err, okta.ErrForbidden):
			l.say(step.operation, "refused, as it should be: the token is another user's")
		case err != nil:
			return err
		default:
			l.say(step.operation, "done")
		}
	}
	return nil
}
