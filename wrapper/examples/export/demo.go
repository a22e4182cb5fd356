package main

import (
	"fmt"
	"time"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// demoClient is a client of an org in memory that takes its time.
func demoClient(options ...okta.Option) (*okta.Client, error) {
	org := oktatest.NewOrg(oktatest.WithLatency(100 * time.Millisecond))
	if err := addUsers(org, 5000); err != nil {
		return nil, err
	}
	return okta.NewClient(org.URL(), okta.APIToken(org.Token()), append(options, okta.WithHTTPClient(org.HTTPClient()))...)
}

// addUsers adds users who have a custom attribute. They were created an hour after one another, but for half of them,
// who came all at once.
func addUsers(org *oktatest.Org, users int) error {
	created := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for n := range users {
		if n < users/4 || n >= users*3/4 {
			created = created.Add(time.Hour)
		} else if n%20 == 0 {
			created = created.Add(time.Second)
		}
		login := fmt.Sprintf("user%d@example.com", n)
		profile := okta.UserProfile{Login: okta.Set(login), Email: okta.Set(login), FirstName: okta.Set("Ada"), LastName: okta.Set("Lovelace")}
		if err := profile.Set("costObject", fmt.Sprintf("WBS-%05d", n)); err != nil {
			return err
		}
		if _, err := org.AddUser(okta.User{Profile: profile, Created: created}); err != nil {
			return err
		}
	}
	return nil
}
