package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// SyncGroup makes the users with these logins, and nobody else, the members of a group. It changes nothing before it
// has read all members. A login that can't be added, or a member that can't be removed, doesn't stop it: err names each
// of them.
func SyncGroup(ctx context.Context, client *okta.Client, groupID string, logins []string) (added, removed int, err error) {
	wanted := make(map[string]bool)
	for _, login := range logins {
		wanted[strings.ToLower(login)] = true
	}
	missing := maps.Clone(wanted)
	var surplus []string
	for member, err := range client.ListGroupUsers(ctx, groupID, nil) {
		if err != nil {
			return 0, 0, err
		}
		login := strings.ToLower(member.Profile.Login.String())
		delete(missing, login)
		if !wanted[login] {
			surplus = append(surplus, member.ID)
		}
	}

	added, addErr := doEach(ctx, maps.Keys(missing), func(ctx context.Context, login string) error {
		if err := add(ctx, client, groupID, login); err != nil {
			return fmt.Errorf("add %s: %w", login, err)
		}
		return nil
	})
	removed, removeErr := doEach(ctx, slices.Values(surplus), func(ctx context.Context, id string) error {
		if err := client.RemoveUserFromGroup(ctx, groupID, id); err != nil {
			return fmt.Errorf("remove %s: %w", id, err)
		}
		return nil
	})
	return added, removed, errors.Join(addErr, removeErr)
}

func add(ctx context.Context, client *okta.Client, groupID, login string) error {
	user, err := client.GetUser(ctx, login, nil)
	if err != nil {
		return err
	}
	// GetUser also takes an id, a part of a login, and "me".
	if found := user.Profile.Login.String(); !strings.EqualFold(found, login) {
		return fmt.Errorf("this is %s: write the whole login", found)
	}
	return client.AddUserToGroup(ctx, groupID, user.ID)
}

// doEach works on all items and returns how many went well, and the errors of the others.
func doEach(ctx context.Context, items iter.Seq[string], do func(context.Context, string) error) (done int, err error) {
	var errs []error
	for _, err := range okta.Bulk(ctx, okta.Values(items), 0, do) {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		done++
	}
	return done, errors.Join(errs...)
}
