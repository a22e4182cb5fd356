package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// ErrUnknownUser is that the org has no user with the login.
var ErrUnknownUser = errors.New("unknown user")

// LoginGroups returns the names of the groups of the user who signs in, in order. login is the claim
// "preferred_username" of an identity token, which the caller has verified. A user that the org doesn't have is
// [ErrUnknownUser]: other errors say nothing about the user, and the caller can try again.
func LoginGroups(ctx context.Context, client *okta.Client, login string) ([]string, error) {
	user, err := client.GetUser(ctx, login, nil)
	switch {
	case err != nil && !errors.Is(err, okta.ErrNotFound):
		return nil, err
	case err != nil || !strings.EqualFold(user.Profile.Login.String(), login): // GetUser also takes an id, a part of a login, and "me"
		return nil, fmt.Errorf("%w: nobody has the login %q", ErrUnknownUser, login)
	}
	var names []string
	for group, err := range client.ListUserGroups(ctx, user.ID, nil) {
		if err != nil {
			return nil, err
		}
		names = append(names, group.Profile.Name.String())
	}
	slices.Sort(names)
	return names, nil
}
