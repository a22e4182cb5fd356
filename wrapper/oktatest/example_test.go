package oktatest_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// offboard is the code that the examples test: it suspends a user and ends its sessions.
func offboard(ctx context.Context, client *okta.Client, login string) error {
	if err := client.SuspendUser(ctx, login); err != nil {
		return err
	}
	return client.EndAllUserSessions(ctx, login, nil)
}

// TestOffboard stands in the README: a test of code that uses the client.
func TestOffboard(t *testing.T) {
	org := oktatest.NewOrg()
	require.NoError(t, org.Seed(oktatest.Seed{
		Groups: []string{"Engineers"},
		Users: []oktatest.SeedUser{
			{Login: "ada@example.com", Groups: []string{"Engineers"}},
			{Login: "grace@example.com", Status: okta.UserStatusStaged},
		},
	}))
	client := oktatest.NewClient(t, org)

	require.NoError(t, offboard(t.Context(), client, "ada@example.com")) // your code

	user, err := org.User("ada@example.com")
	require.NoError(t, err)
	require.Equal(t, okta.UserStatusSuspended, user.Status)
	require.Equal(t, []string{"suspendUser", "endAllUserSessions"}, org.Operations()) // and nothing else
}

// A test of your own code: make an org, make a client for it, call your code, and look at the org.
func Example() {
	org := oktatest.NewOrg()
	org.SeedUsers(3)
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), okta.WithHTTPClient(org.HTTPClient()))
	if err != nil {
		fmt.Println(err)
		return
	}
	err = offboard(context.Background(), client, "user2@example.com")
	user, _ := org.User("user2@example.com")
	fmt.Println(err, user.Status, org.Count("endAllUserSessions"))
	// Output: <nil> SUSPENDED 1
}

// Any language reaches an org that has a port.
func ExampleNewServer() {
	org := oktatest.NewOrg(oktatest.WithToken("secret"))
	server := oktatest.NewServer(org)
	defer server.Close()
	request, err := http.NewRequest(http.MethodGet, server.URL+"/api/v1/users/nobody", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	request.Header.Set("Authorization", "SSWS secret")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(answer.Status, answer.Body.Close())
	// Output: 404 Not Found <nil>
}

// A scripted answer shows what your code does when Okta fails.
func ExampleOrg_Script() {
	org := oktatest.NewOrg()
	org.SeedUsers(1)
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), okta.WithHTTPClient(org.HTTPClient()))
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := org.Script("endAllUserSessions", oktatest.Fail(403, "E0000006", "You do not have permission to perform the requested action")); err != nil {
		fmt.Println(err)
		return
	}
	err = offboard(context.Background(), client, "user1@example.com")
	var refused *okta.Error
	fmt.Println(errors.As(err, &refused), refused.Operation, refused.Code)
	// Output: true endAllUserSessions E0000006
}

// A clock of your own moves activations and rate limits without waiting. (So does testing/synctest, without one.)
func ExampleWithClock() {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	org := oktatest.NewOrg(oktatest.WithClock(func() time.Time { return now }), oktatest.WithTransitionDelay(time.Minute))
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), okta.WithHTTPClient(org.HTTPClient()))
	if err != nil {
		fmt.Println(err)
		return
	}
	user, err := client.CreateUser(context.Background(), okta.User{Profile: okta.UserProfile{
		Login: okta.Set("ada@example.com"), Email: okta.Set("ada@example.com"), FirstName: okta.Set("Ada"), LastName: okta.Set("Lovelace"),
	}}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(user.Status, "to", user.TransitioningToStatus)
	now = now.Add(time.Minute)
	user, err = client.GetUser(context.Background(), user.ID, nil)
	fmt.Println(user.Status, err)
	// Output:
	// STAGED to PROVISIONED
	// PROVISIONED <nil>
}
