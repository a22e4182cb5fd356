// Package exampleorg has the org in memory of the examples that walk a whole one.
package exampleorg

import (
	"fmt"
	"time"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// New makes an org with users who have a custom attribute, costObject. Half of them were created an hour after one
// another, and in the middle the other half all at once.
func New(users int, options ...oktatest.Option) (*oktatest.Org, error) {
	org := oktatest.NewOrg(options...)
	created := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for n := range users {
		switch {
		case n < users/4 || n >= users*3/4:
			created = created.Add(time.Hour)
		case n%20 == 0:
			created = created.Add(time.Second)
		}
		login := fmt.Sprintf("user%d@example.com", n)
		profile := okta.UserProfile{Login: okta.Set(login), Email: okta.Set(login), FirstName: okta.Set("Ada"), LastName: okta.Set("Lovelace")}
		if err := profile.Set("costObject", fmt.Sprintf("WBS-%05d", n)); err != nil {
			return nil, err
		}
		if _, err := org.AddUser(okta.User{Profile: profile, Created: created}); err != nil {
			return nil, err
		}
	}
	return org, nil
}
