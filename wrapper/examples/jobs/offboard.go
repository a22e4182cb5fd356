package jobs

import (
	"context"
	"time"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// Offboard deactivates a user, waits until that is done, and deletes the user for good. It can be called again after any
// error, and for who is deactivated or gone already.
func Offboard(ctx context.Context, client *okta.Client, login string) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	defer cancel()
	return client.DeleteUserPermanently(ctx, login, nil)
}
