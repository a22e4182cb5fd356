// This library, with all that it does by default: authorization, retries, the rate limit gate, error mapping,
// read-ahead.
package main

import (
	"context"
	"encoding/json"
	"net/http"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/bench/internal/contest"
)

func main() { contest.Main(connect) }

func connect(server string, httpClient *http.Client) (contest.Client, error) {
	var options []okta.Option
	if httpClient != nil {
		options = append(options, okta.WithHTTPClient(httpClient))
	}
	client, err := okta.NewClient(server, okta.APIToken("token"), options...)
	if err != nil {
		return contest.Client{}, err
	}
	list := &okta.ListUsersOptions{Limit: 200}
	return contest.Client{
		Get: func(ctx context.Context, id string) (string, error) {
			user, err := client.GetUser(ctx, id, nil)
			return user.ID, err
		},
		Create: func(ctx context.Context, u contest.NewUser) (string, error) {
			profile := okta.UserProfile{
				FirstName: okta.Set(u.FirstName), LastName: okta.Set(u.LastName), Login: okta.Set(u.Login), Email: okta.Set(u.Login),
			}
			if err := profile.Set("costObject", u.CostObject); err != nil {
				return "", err
			}
			user, err := client.CreateUser(ctx, okta.User{Profile: profile}, nil)
			return user.ID, err
		},
		Walk: func(ctx context.Context, visit func(string)) error {
			for user, err := range client.ListUsers(ctx, list) {
				if err != nil {
					return err
				}
				visit(user.ID)
			}
			return nil
		},
		WalkByRanges: func(ctx context.Context, pageSize int32, visit func(string)) error {
			walk := client.WalkUsers(&okta.WalkUsersOptions{Limit: pageSize})
			for user, err := range walk.Users(ctx) {
				if err != nil {
					return err
				}
				visit(user.ID)
			}
			return nil
		},
		Inspect: func(ctx context.Context, visit func(contest.Seen)) error {
			for user, err := range client.ListUsers(ctx, list) {
				if err != nil {
					return err
				}
				var costObject string
				if raw, ok := user.Profile.Get("costObject"); ok {
					if err := json.Unmarshal(raw, &costObject); err != nil {
						return err
					}
				}
				visit(contest.Seen{
					ID: user.ID, Status: string(user.Status), Login: user.Profile.Login.String(), Department: user.Profile.Department.String(),
					CostObject: costObject, Self: user.Links.Get("self")[0].Href, Created: user.Created,
				})
			}
			return nil
		},
	}, nil
}
