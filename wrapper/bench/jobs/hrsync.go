package jobs

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/okta/okta-sdk-golang/v2/okta"
	"github.com/okta/okta-sdk-golang/v2/okta/query"
)

// Employee is a row of the HR system.
type Employee struct{ Login, FirstName, LastName, Department string }

func (e Employee) profile() *okta.UserProfile {
	return &okta.UserProfile{
		"login": e.Login, "email": e.Login,
		"firstName": e.FirstName, "lastName": e.LastName,
		"department": e.Department,
	}
}

// Synced is how many users were made, were changed, and were right already.
type Synced struct{ Created, Updated, Unchanged int }

// SyncEmployees compares attribute by attribute.
func SyncEmployees(ctx context.Context, client *okta.Client, groupID string, employees []Employee) (done Synced, err error) {
	members := make(map[string]bool)
	page, response, err := client.Group.ListGroupUsers(ctx, groupID, query.NewQueryParams(query.WithLimit(200)))
	for {
		if err != nil {
			return done, err
		}
		for _, member := range page {
			members[member.Id] = true
		}
		if !response.HasNextPage() {
			break
		}
		page = nil
		response, err = response.Next(ctx, &page)
	}
	var errs []error
	for _, e := range employees {
		user, err := done.sync(ctx, client, e)
		if err == nil && !members[user.Id] {
			_, err = client.Group.AddUserToGroup(ctx, groupID, user.Id)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", e.Login, err))
		}
	}
	return done, errors.Join(errs...)
}

func (s *Synced) sync(ctx context.Context, client *okta.Client, e Employee) (*okta.User, error) {
	user, response, err := client.User.GetUser(ctx, url.PathEscape(e.Login))
	count := &s.Unchanged
	switch {
	case response != nil && response.StatusCode == http.StatusNotFound:
		count = &s.Created
		user, _, err = client.User.CreateUser(ctx, okta.CreateUserRequest{Profile: e.profile()}, nil)
	case err == nil && e.differs(*user.Profile):
		count = &s.Updated
		user, _, err = client.User.PartialUpdateUser(ctx, user.Id, okta.User{Profile: e.profile()}, nil)
	}
	if err == nil {
		*count++
	}
	return user, err
}

func (e Employee) differs(p okta.UserProfile) bool {
	for name, value := range *e.profile() {
		if p[name] != value {
			return true
		}
	}
	return false
}
