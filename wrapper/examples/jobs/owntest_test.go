package jobs_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/examples/jobs"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// A test of one's own code: its first deletion is done, and the answer is lost.
func TestOffboardingCanBeRepeatedAfterALostAnswer(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	require.NoError(t, org.Seed(oktatest.Seed{Users: []oktatest.SeedUser{{Login: "ada@example.com"}, {Login: "grace@example.com"}}}))
	require.NoError(t, org.Script("deactivateOrDeleteUser", oktatest.DropAfter()))
	client := oktatest.NewClient(t, org, okta.WithRetry(okta.RetryPolicy{Attempts: 1}))

	require.Error(t, jobs.Offboard(t.Context(), client, "ada@example.com"))
	require.NoError(t, jobs.Offboard(t.Context(), client, "ada@example.com"))

	_, err := org.User("ada@example.com")
	require.ErrorIs(t, err, okta.ErrNotFound)
	_, err = org.User("grace@example.com")
	require.NoError(t, err)
	require.Equal(t, []string{"getUser", "deactivateUser", "getUser", "deactivateOrDeleteUser", "getUser"}, org.Operations())
}
