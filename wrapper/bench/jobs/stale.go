package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/okta/okta-sdk-golang/v2/okta"
	"github.com/okta/okta-sdk-golang/v2/okta/query"
)

// SuspendStale suspends one user at a time.
func SuspendStale(ctx context.Context, client *okta.Client, since time.Time, dryRun bool) (stale []string, err error) {
	old := query.WithSearch(fmt.Sprintf(`status eq "ACTIVE" and created lt "%s"`, since.UTC().Format("2006-01-02T15:04:05.000Z")))
	page, response, err := client.User.ListUsers(ctx, query.NewQueryParams(old, query.WithLimit(200)))
	var errs []error
	for {
		if err != nil {
			return stale, errors.Join(append(errs, err)...)
		}
		for _, user := range page {
			if user.LastLogin != nil && !user.LastLogin.Before(since) {
				continue
			}
			if !dryRun {
				if _, err := client.User.SuspendUser(ctx, user.Id); err != nil {
					errs = append(errs, fmt.Errorf("%s: %w", user.Id, err))
					continue
				}
			}
			login, _ := (*user.Profile)["login"].(string)
			stale = append(stale, login)
		}
		if !response.HasNextPage() {
			return stale, errors.Join(errs...)
		}
		page = nil
		response, err = response.Next(ctx, &page)
	}
}
