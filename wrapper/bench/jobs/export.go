package jobs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"

	"github.com/okta/okta-sdk-golang/v2/okta"
	"github.com/okta/okta-sdk-golang/v2/okta/query"
)

// Export asks for one page at a time. The cursor has to be cut out of the link.
func Export(ctx context.Context, client *okta.Client, out io.Writer, checkpoint string) error {
	saved, err := os.ReadFile(checkpoint)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	all := query.WithSearch(`created gt "2000-01-01T00:00:00.000Z"`) // deactivated users, too
	page, response, err := client.User.ListUsers(ctx, query.NewQueryParams(all, query.WithLimit(200), query.WithAfter(string(saved))))
	for {
		if err != nil {
			return err
		}
		for _, user := range page {
			if _, err := fmt.Fprintln(out, (*user.Profile)["login"], user.Status); err != nil {
				return err
			}
		}
		if !response.HasNextPage() {
			return os.RemoveAll(checkpoint)
		}
		next, parseErr := url.Parse(response.NextPage)
		if parseErr != nil {
			return parseErr
		}
		if err := os.WriteFile(checkpoint, []byte(next.Query().Get("after")), 0o600); err != nil {
			return err
		}
		page = nil
		response, err = response.Next(ctx, &page)
	}
}
