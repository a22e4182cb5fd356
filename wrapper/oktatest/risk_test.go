package oktatest_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func TestARiskIsCreatedOnceAndThenChanged(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	id := org.SeedUsers(1)[0]
	risk := func() object {
		risk := c.send("GET", user(id, "risk"), nil).is(200, "").object()
		delete(risk, "_links")
		return risk
	}
	require.Equal(t, object{"riskLevel": "NONE"}, risk())
	for _, level := range []any{"NONE", "EXTREME", "", nil, 3} {
		c.send("PUT", user(id, "risk"), object{"riskLevel": level}).is(400, "")
	}
	require.Equal(t, object{"riskLevel": "NONE"}, risk())
	c.send("PUT", user(id, "risk"), object{"riskLevel": "LOW"}).is(201, "")
	require.Equal(t, object{"riskLevel": "LOW", "reason": "Admin override risk"}, risk())
	c.send("PUT", user(id, "risk"), object{"riskLevel": "HIGH", "riskReason": "stolen"}).is(200, "")
	require.Equal(t, object{"riskLevel": "HIGH", "reason": "stolen"}, risk())
	c.send("PUT", user(id, "risk"), object{"riskLevel": "MEDIUM"}).is(200, "")
	require.Equal(t, object{"riskLevel": "MEDIUM", "reason": "Admin override risk"}, risk())
}
