package oktatest_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// checkDevicesRiskAndSubscriptions calls the operations on identity providers, devices, risk and subscriptions, whose
// answers are held against the contract.
func checkDevicesRiskAndSubscriptions(t *testing.T, c client, id string) {
	t.Helper()
	_, err := c.org.AddIdentityProvider(id, gen.IdentityProvider{Type: "GOOGLE", Name: "Google"})
	require.NoError(t, err)
	_, err = c.org.AddDevice(id, gen.Device{Profile: gen.DeviceProfile{DisplayName: "Laptop", Platform: gen.DevicePlatformMacOS}})
	require.NoError(t, err)
	for _, list := range []string{"idps", "devices", "subscriptions", "risk"} {
		c.send("GET", user(id, list), nil).is(200, "")
		c.send("GET", user("nobody", list), nil).is(404, "E0000007")
	}
	c.send("PUT", user(id, "risk"), object{"riskLevel": "HIGH"}).is(201, "")
	c.send("PUT", user(id, "risk"), object{"riskLevel": "LOW"}).is(200, "")
	c.send("PUT", user(id, "risk"), object{"riskLevel": "NONE"}).is(400, "E0000001")
	c.send("PUT", user("nobody", "risk"), object{"riskLevel": "LOW"}).is(404, "E0000007")

	require.NoError(t, c.org.SetTokenOwner(id))
	c.send("GET", user("me", "subscriptions", "APP_IMPORT"), nil).is(200, "")
	c.send("GET", user("me", "subscriptions", "WEATHER"), nil).is(404, "E0000007")
	for _, change := range []string{"subscribe", "unsubscribe"} {
		c.send("POST", user("me", "subscriptions", "APP_IMPORT", change), nil).is(200, "")
		c.send("POST", user("me", "subscriptions", "WEATHER", change), nil).is(404, "E0000007")
	}
}

func TestDevicesAreListedAsTheyWereEnrolled(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	org := oktatest.NewOrg(oktatest.WithClock(func() time.Time { return now }))
	c := newClient(t, org)
	users := org.SeedUsers(2)
	old := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	first, err := org.AddDevice(users[0], gen.Device{ID: "guo1", Status: gen.DeviceStatusSuspended, Created: old, Profile: gen.DeviceProfile{
		DisplayName: "Ada's laptop", Platform: gen.DevicePlatformWindows, Managed: new(false), SID: "S-1-5",
	}})
	require.NoError(t, err)
	assert.Equal(t, new(false), first.Device.Profile.Managed, "not managed, and known not to be")
	assert.Nil(t, first.Device.Profile.SecureHardwarePresent, "not known")
	_, err = org.AddDevice(users[0], gen.Device{Profile: gen.DeviceProfile{DisplayName: "Phone", Platform: gen.DevicePlatformIOS}})
	require.NoError(t, err)
	_, err = org.AddDevice(users[0], gen.Device{Profile: gen.DeviceProfile{DisplayName: "Phone"}})
	require.EqualError(t, err, "add device: the Profile needs DisplayName and Platform")

	devices := c.send("GET", user(users[0], "devices"), nil).list()
	require.Len(t, devices, 2)
	assert.Equal(t, "2026-01-01T00:00:00.000Z", devices[0]["created"], "when the user enrolled it")
	device := devices[0]["device"].(object)
	assert.Equal(t, []any{"guo1", "SUSPENDED", "2025-01-01T00:00:00.000Z", "2026-01-01T00:00:00.000Z", nil},
		[]any{device["id"], device["status"], device["created"], device["lastUpdated"], device["resourceAlternateId"]})
	assert.Equal(t, object{"displayName": "Ada's laptop", "platform": "WINDOWS", "managed": false, "sid": "S-1-5"}, device["profile"])
	assert.Equal(t, "ACTIVE", devices[1]["device"].(object)["status"])
	require.JSONEq(t, `[]`, c.send("GET", user(users[1], "devices"), nil).body)
}

func TestIdentityProvidersAreListedAsTheyWereLinked(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	users := org.SeedUsers(2)
	past := time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC)
	linked, err := org.AddIdentityProvider(users[0], gen.IdentityProvider{
		ID: "0oa1", Type: "OIDC", Name: "Partner", Status: "INACTIVE", IssuerMode: "CUSTOM_URL", Created: past, LastUpdated: past,
		Protocol: map[string]json.RawMessage{"credentials": json.RawMessage(`{"client":{"client_secret":"s3cret"}}`)},
	})
	require.NoError(t, err)
	assert.JSONEq(t, `{"client":{"client_secret":"s3cret"}}`, string(linked.Protocol["credentials"]))
	_, err = org.AddIdentityProvider(users[0], gen.IdentityProvider{Type: "OIDC"})
	require.EqualError(t, err, "add identity provider: the Type or the Name is empty")
	require.JSONEq(t, `[{"id":"0oa1","type":"OIDC","name":"Partner","status":"INACTIVE","created":"2026-01-31T00:00:00.000Z",
		"lastUpdated":"2026-01-31T00:00:00.000Z","issuerMode":"CUSTOM_URL","protocol":{"credentials":{"client":{"client_secret":"s3cret"}}},
		"_links":{"self":{"href":"`+org.URL()+`/api/v1/idps/0oa1"}}}]`, c.send("GET", user(users[0], "idps"), nil).body)
	require.JSONEq(t, `[]`, c.send("GET", user(users[1], "idps"), nil).body)
}
