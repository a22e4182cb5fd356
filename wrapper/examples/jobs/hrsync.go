package jobs

import (
	"context"
	"errors"
	"fmt"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// Employee is a row of the HR system.
type Employee struct{ Login, FirstName, LastName, Department string }

// into writes the employee over a profile, whose other attributes stay.
func (e Employee) into(p okta.UserProfile) okta.UserProfile {
	p.Login, p.Email = okta.Set(e.Login), okta.Set(e.Login)
	p.FirstName, p.LastName = okta.Set(e.FirstName), okta.Set(e.LastName)
	p.Department = okta.Set(e.Department)
	return p
}

// Synced is how many users were made, were changed, and were right already.
type Synced struct{ Created, Updated, Unchanged int }

// SyncEmployees makes the users whom the org lacks, changes those who differ, and makes all of them members of a group.
// Who is right already costs one request. It goes on after an employee who is refused, and err names each.
func SyncEmployees(ctx context.Context, client *okta.Client, groupID string, employees []Employee) (done Synced, err error) {
	members := make(map[string]bool)
	for member, err := range client.ListGroupUsers(ctx, groupID, nil) {
		if err != nil {
			return done, err
		}
		members[member.ID] = true
	}
	var errs []error
	for _, e := range employees {
		user, err := done.sync(ctx, client, e)
		if err == nil && !members[user.ID] {
			err = client.AddUserToGroup(ctx, groupID, user.ID)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", e.Login, err))
		}
	}
	return done, errors.Join(errs...)
}

func (s *Synced) sync(ctx context.Context, client *okta.Client, e Employee) (okta.User, error) {
	user, err := client.GetUser(ctx, e.Login, nil)
	count, wanted := &s.Unchanged, okta.User{Profile: e.into(okta.UserProfile{})}
	switch {
	case errors.Is(err, okta.ErrNotFound):
		count = &s.Created
		user, err = client.CreateUser(ctx, wanted, nil)
	case err == nil && !e.into(user.Profile).Equal(user.Profile):
		count = &s.Updated
		user, err = client.PartialUpdateUser(ctx, user.ID, wanted, nil)
	}
	if err == nil {
		*count++
	}
	return user, err
}
