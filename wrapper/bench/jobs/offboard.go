package jobs

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"github.com/okta/okta-sdk-golang/v2/okta"
)

// Offboard takes the way through the statuses by itself.
func Offboard(ctx context.Context, client *okta.Client, login string) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	defer cancel()
	id := url.PathEscape(login)
	for {
		user, response, err := client.User.GetUser(ctx, id)
		if response != nil && response.StatusCode == http.StatusNotFound {
			return nil
		}
		if err != nil {
			return err
		}
		id = user.Id
		switch {
		case user.TransitioningToStatus != "":
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(time.Second):
			}
			continue
		case user.Status == "DEPROVISIONED":
			response, err = client.User.DeactivateOrDeleteUser(ctx, id, nil)
		default:
			response, err = client.User.DeactivateUser(ctx, id, nil)
		}
		if err != nil && (response == nil || response.StatusCode != http.StatusNotFound) {
			return err
		}
	}
}
