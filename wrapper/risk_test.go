package wrapper_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func TestARiskIsSetWhetherItIsThereOrNot(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	client := orgClient(t, org)
	id := org.SeedUsers(1)[0]
	for _, step := range []struct {
		level  okta.UserRiskLevel
		status int
	}{{okta.UserRiskLevelHigh, 201}, {okta.UserRiskLevelLow, 200}} {
		var response okta.Response
		set, err := client.UpsertUserRisk(t.Context(), id, okta.UserRiskRequest{RiskLevel: step.level}, okta.WithResponse(&response))
		require.NoError(t, err)
		require.Equal(t, step.status, response.StatusCode)
		require.Equal(t, "Admin override risk", set.Reason)
		read, err := client.GetUserRisk(t.Context(), id)
		require.NoError(t, err)
		require.Equal(t, set, read)
	}
	_, err := client.UpsertUserRisk(t.Context(), id, okta.UserRiskRequest{RiskLevel: okta.UserRiskLevelNone})
	require.ErrorIs(t, err, okta.CodeValidationFailed)
}
