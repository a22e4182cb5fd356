package jobs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// Export writes the login and status of each user, one a line. The file of the checkpoint says what is left: after a
// crash the next call goes on from there, and writes at most a page again.
func Export(ctx context.Context, client *okta.Client, out io.Writer, checkpoint string) error {
	saved, err := os.ReadFile(checkpoint)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	walk := client.WalkUsers(&okta.WalkUsersOptions{Checkpoint: string(saved)})
	for page, err := range walk.Pages(ctx) {
		if err != nil {
			return err
		}
		for _, user := range page.Items {
			if _, err := fmt.Fprintln(out, user.Profile.Login, user.Status); err != nil {
				return err
			}
		}
		if err := os.WriteFile(checkpoint+".new", []byte(walk.Checkpoint()), 0o600); err != nil {
			return err
		}
		if err := os.Rename(checkpoint+".new", checkpoint); err != nil { // so that a crash leaves it whole
			return err
		}
	}
	return os.Remove(checkpoint)
}
