package oktatest_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func TestOnlyTheTokensOwnerSubscribes(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	users := org.SeedUsers(2)
	subscription := func(id string) any {
		return c.send("GET", user(id, "subscriptions", "USER_LOCKED_OUT"), nil).is(200, "").object()["status"]
	}
	subscribe := user(users[0], "subscriptions", "USER_LOCKED_OUT", "subscribe")
	c.send("POST", subscribe, nil).is(403, "E0000006")
	require.NoError(t, org.SetTokenOwner(users[1]))
	c.send("POST", subscribe, nil).is(403, "E0000006")
	require.Equal(t, "unsubscribed", subscription(users[0]))

	require.NoError(t, org.SetTokenOwner(users[0]))
	for range 2 {
		answer := c.send("POST", subscribe, nil).is(200, "")
		require.Empty(t, answer.body, "not even an empty object")
		require.Empty(t, answer.header.Get("Content-Type"))
		require.Equal(t, "subscribed", subscription("me"))
	}
	require.Equal(t, "unsubscribed", subscription(users[1]))
	c.send("POST", user(users[1], "subscriptions", "USER_LOCKED_OUT", "unsubscribe"), nil).is(403, "E0000006")
	c.send("POST", user("me", "subscriptions", "USER_LOCKED_OUT", "unsubscribe"), nil).is(200, "")
	require.Equal(t, "unsubscribed", subscription("me"))
}

func TestEveryKindOfNotificationIsListed(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	id := org.SeedUsers(1)[0]
	require.NoError(t, org.SetTokenOwner(id))
	c.send("POST", user("me", "subscriptions", "APP_IMPORT", "subscribe"), nil).is(200, "")
	document, err := contract()
	require.NoError(t, err)
	var kinds []any
	for _, subscription := range c.send("GET", user(id, "subscriptions"), nil).list() {
		kinds = append(kinds, subscription["notificationType"])
		links := subscription["_links"].(object)
		isSubscribed := subscription["status"] == "subscribed"
		require.Equal(t, subscription["notificationType"] == "APP_IMPORT", isSubscribed)
		require.Equal(t, isSubscribed, links["unsubscribe"] != nil)
		require.Equal(t, !isSubscribed, links["subscribe"] != nil)
	}
	require.Equal(t, document.Components.Schemas["NotificationType"].Value.Extensions["x-extensible-enum"], kinds)
}
