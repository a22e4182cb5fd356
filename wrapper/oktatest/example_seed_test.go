package oktatest_test

import (
	"context"
	"fmt"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// An org with a group, and users in several statuses. A login is enough of a user.
func ExampleOrg_Seed() {
	org := oktatest.NewOrg()
	if err := org.Seed(oktatest.Seed{
		Groups: []string{"Engineers"},
		Users: []oktatest.SeedUser{
			{Login: "ada@example.com", Groups: []string{"Engineers"}},
			{Login: "grace@example.com", Status: okta.UserStatusSuspended},
		},
	}); err != nil {
		fmt.Println(err)
		return
	}
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), okta.WithHTTPClient(org.HTTPClient()))
	if err != nil {
		fmt.Println(err)
		return
	}
	for user, err := range client.ListUsers(context.Background(), nil) {
		fmt.Println(user.Profile.Login, user.Status, err)
	}
	// Output:
	// ada@example.com ACTIVE <nil>
	// grace@example.com SUSPENDED <nil>
}
