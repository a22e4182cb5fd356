// The transport alone: the same requests as the floor's, and nothing is made of the answers.
package main

import (
	"context"
	"net/http"
	"strings"

	"github.com/okta-userapi/userapi-go/wrapper/bench/internal/contest"
	"github.com/okta-userapi/userapi-go/wrapper/bench/internal/plain"
)

func main() { contest.Main(connect) }

func connect(server string, client *http.Client) (contest.Client, error) {
	if client == nil {
		client = http.DefaultClient
	}
	users := server + "/api/v1/users"
	return contest.Client{
		Get: func(ctx context.Context, id string) (string, error) {
			return id, plain.Do(ctx, client, http.MethodGet, users+"/"+id, nil, plain.Discard)
		},
		Create: func(ctx context.Context, u contest.NewUser) (string, error) {
			body := strings.NewReader(`{"profile":{"firstName":"Ada","lastName":"Lovelace","login":"` + u.Login + `","email":"` + u.Login + `","costObject":"WBS-00042"}}`)
			return u.Login, plain.Do(ctx, client, http.MethodPost, users, body, plain.Discard)
		},
		Walk: func(ctx context.Context, _ func(string)) error {
			for next := users + "?limit=200"; next != ""; {
				err := plain.Do(ctx, client, http.MethodGet, next, nil, func(response *http.Response) error {
					next = plain.Next(response.Header)
					return plain.Discard(response)
				})
				if err != nil {
					return err
				}
			}
			return nil
		},
	}, nil
}
