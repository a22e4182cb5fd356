package main

import (
	"context"
	"errors"
	"time"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

func waitForStatus(ctx context.Context, client *okta.Client, id string, status okta.UserStatus) (okta.User, error) {
	for {
		user, err := client.GetUser(ctx, id)
		if err != nil || user.Status == status && user.TransitioningToStatus == "" {
			return user, err
		}
		select {
		case <-ctx.Done():
			return user, ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

func deleteUserPermanently(ctx context.Context, client *okta.Client, id string) error {
	for {
		err := client.DeactivateOrDeleteUser(ctx, id, nil)
		if errors.Is(err, okta.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
