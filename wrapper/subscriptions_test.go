package wrapper_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func TestAnotherUserIsNotSubscribed(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	client := orgClient(t, org)
	users := org.SeedUsers(2)
	require.NoError(t, org.SetTokenOwner(users[0]))
	const kind = okta.NotificationTypeUserLockedOut
	require.NoError(t, client.SubscribeUserSubscriptionByNotificationType(t.Context(), "me", kind), "answered with an empty body")
	subscription, err := client.GetUserSubscriptionByNotificationType(t.Context(), users[0], kind)
	require.NoError(t, err)
	require.Equal(t, okta.SubscriptionStatusSubscribed, subscription.Status)
	require.True(t, subscription.Links.Has("unsubscribe"))

	err = client.SubscribeUserSubscriptionByNotificationType(t.Context(), users[1], kind)
	require.ErrorIs(t, err, okta.ErrForbidden)
	require.ErrorIs(t, err, okta.CodeAccessDenied)
	err = client.UnsubscribeUserSubscriptionByNotificationType(t.Context(), "me", "WEATHER")
	require.ErrorIs(t, err, okta.ErrNotFound)
}
