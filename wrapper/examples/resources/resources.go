package main

import (
	"context"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// Resource is a user as a framework that syncs directories knows one.
type Resource struct {
	ID     string
	Name   string
	Active bool
}

// ListResources returns a page of at most size users, 1 to 200, and the token of the next page, which is "" on the last
// one. The first page's token is "". The caller keeps the token between calls, for as long as it likes to and in
// whatever process; one that no list gave is [okta.CodeInvalidPaging].
func ListResources(ctx context.Context, client *okta.Client, token string, size int32) (resources []Resource, next string, err error) {
	page, err := okta.FirstPage(client.ListUsersPages(ctx, &okta.ListUsersOptions{After: token, Limit: size}))
	if err != nil {
		return nil, "", err
	}
	for _, user := range page.Items {
		resources = append(resources, Resource{
			ID:     user.ID,
			Name:   user.Profile.FirstName.String() + " " + user.Profile.LastName.String(),
			Active: user.Status == okta.UserStatusActive,
		})
	}
	return resources, page.After, nil
}
