package wrapper_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

func TestWhatADeviceDidNotTellIsNotTakenForNo(t *testing.T) {
	t.Parallel()
	server := newScript(t, "", exchange{method: "GET", uri: "/api/v1/users/u/devices", answer: `[
		{"created":"2026-02-03T10:00:00.000Z","deviceUserId":"duo1","device":{"id":"guo1","status":"LOST","profile":{"displayName":"Toaster","platform":"TOASTEROS",
			"managed":false,"integrityJailbreak":true},"resourceDisplayName":{"value":"Toaster","sensitive":true},"resourceAlternateId":null}}]`})
	devices, err := testkit.NewClient(t, server.URL).ListUserDevices(t.Context(), "u")
	require.NoError(t, err)
	require.Len(t, devices, 1)
	device := devices[0].Device
	assert.Equal(t, okta.DeviceStatus("LOST"), device.Status)
	assert.Equal(t, okta.DevicePlatform("TOASTEROS"), device.Profile.Platform)
	assert.Equal(t, new(false), device.Profile.Managed)
	assert.Equal(t, new(true), device.Profile.IntegrityJailbreak)
	assert.Nil(t, device.Profile.SecureHardwarePresent)
	assert.True(t, device.ResourceDisplayName.Sensitive)
}
