package oktatest_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func TestManyGoroutinesLoseNothing(t *testing.T) {
	t.Parallel()
	const workers, each = 32, 6
	org := oktatest.NewOrg()
	server := oktatest.NewServer(org)
	t.Cleanup(server.Close)
	unchanged := org.SeedUsers(150)
	client := oktatest.NewClient(t, org)
	remote, err := okta.NewClient(server.URL, okta.APIToken(org.Token()), okta.WithInsecureHTTP())
	require.NoError(t, err)

	failures := make(chan error, workers)
	kept := make([]string, workers)
	var group sync.WaitGroup
	for worker := range workers {
		group.Go(func() {
			way := client
			if worker%2 == 0 {
				way = remote
			}
			id, err := work(t, way, worker, each, unchanged)
			kept[worker] = id
			failures <- err
		})
	}
	group.Wait()
	close(failures)
	for err := range failures {
		require.NoError(t, err)
	}
	left := make(map[string]bool)
	for user, err := range client.ListUsers(t.Context(), nil) {
		require.NoError(t, err)
		require.False(t, left[user.ID])
		left[user.ID] = true
	}
	require.Len(t, left, len(unchanged)+workers)
	for _, id := range slices.Concat(kept, unchanged) {
		require.True(t, left[id])
	}
}

// work creates and deletes users, lists them all in between, and returns the one that it keeps.
func work(t *testing.T, client *okta.Client, worker, each int, unchanged []string) (kept string, err error) {
	ctx := t.Context()
	for i := range each {
		created, err := client.CreateUser(ctx, okta.User{Profile: genProfile(fmt.Sprintf("worker-%d-%d", worker, i))}, nil)
		if err != nil {
			return "", err
		}
		if i == 0 {
			kept = created.ID
		} else {
			for range 2 {
				if err := client.DeactivateOrDeleteUser(ctx, created.ID, nil); err != nil {
					return "", err
				}
			}
		}
		if i != each/2 {
			continue
		}
		seen := make(map[string]int)
		for user, err := range client.ListUsers(ctx, &okta.ListUsersOptions{Limit: 50}) {
			if err != nil {
				return "", err
			}
			seen[user.ID]++
		}
		for _, id := range slices.Concat(unchanged, []string{kept}) {
			if seen[id] != 1 {
				return "", fmt.Errorf("user %s was listed %d times", id, seen[id])
			}
		}
	}
	return kept, nil
}
