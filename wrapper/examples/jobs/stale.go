package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// SuspendStale suspends the active users who were made before a time and haven't signed in since, and returns their
// logins. A dry run suspends nobody. It goes on after a user who can't be suspended, and err names each.
func SuspendStale(ctx context.Context, client *okta.Client, since time.Time, dryRun bool) (stale []string, err error) {
	old := okta.ListUsersOptions{Search: okta.Where(`status eq "ACTIVE" and created lt ?`, since)}
	isStale := func(user okta.User) bool { return user.LastLogin.Before(since) } // zero for who never signed in
	suspend := func(ctx context.Context, user okta.User) error {
		if dryRun || !isStale(user) {
			return nil
		}
		return client.SuspendUser(ctx, user.ID)
	}
	var errs []error
	for user, err := range okta.Bulk(ctx, client.ListUsers(ctx, &old), 8, suspend) {
		switch list, ended := errors.AsType[*okta.ListError](err); {
		case ended:
			errs = append(errs, list)
		case err != nil:
			errs = append(errs, fmt.Errorf("%s: %w", user.ID, err))
		case isStale(user):
			stale = append(stale, user.Profile.Login.String())
		}
	}
	return stale, errors.Join(errs...)
}
