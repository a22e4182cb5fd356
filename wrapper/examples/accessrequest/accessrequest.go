package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// GrantUntil makes the user with an email a member of a group, waits for the end of the grant, and takes the user out
// of the group.
//
// It can be called again with the same arguments: a program that was stopped calls it for each grant in its books, and
// those that are over end at once. When the context ends, the user is still a member.
func GrantUntil(ctx context.Context, client *okta.Client, email, groupID string, end time.Time) error {
	user, err := findByEmail(ctx, client, email)
	if err != nil {
		return err
	}
	if time.Now().Before(end) {
		if err := client.AddUserToGroup(ctx, groupID, user.ID); err != nil {
			return err
		}
	}
	select {
	case <-time.After(time.Until(end)):
	case <-ctx.Done():
		return ctx.Err()
	}
	err = client.RemoveUserFromGroup(ctx, groupID, user.ID)
	if errors.Is(err, okta.ErrNotFound) {
		return nil // the user or the group was deleted in the meantime, and the access with it
	}
	return err
}

// findByEmail finds the one user with an email. Okta lets several users have the same.
func findByEmail(ctx context.Context, client *okta.Client, email string) (okta.User, error) {
	options := okta.ListUsersOptions{Filter: okta.Where(`profile.email eq ?`, email), Limit: 2}
	page, err := okta.FirstPage(client.ListUsersPages(ctx, &options))
	switch {
	case err != nil:
		return okta.User{}, err
	case len(page.Items) == 0:
		return okta.User{}, fmt.Errorf("nobody has the email %q", email)
	case len(page.Items) > 1:
		return okta.User{}, fmt.Errorf("several users have the email %q: ask for access by login", email)
	}
	return page.Items[0], nil
}
