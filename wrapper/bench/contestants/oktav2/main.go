// okta-sdk-golang v2. Its cache is off: it would answer a repeated read from memory, and keep every page. All else is
// its default.
package main

import (
	"context"
	"net/http"

	"github.com/okta/okta-sdk-golang/v2/okta"
	"github.com/okta/okta-sdk-golang/v2/okta/query"

	"github.com/okta-userapi/userapi-go/wrapper/bench/internal/contest"
)

func main() { contest.Main(connect) }

func connect(server string, httpClient *http.Client) (contest.Client, error) {
	settings := []okta.ConfigSetter{
		okta.WithOrgUrl(server), okta.WithToken("token"), okta.WithCache(false), okta.WithTestingDisableHttpsCheck(true),
	}
	if httpClient != nil {
		settings = append(settings, okta.WithHttpClientPtr(httpClient))
	}
	_, client, err := okta.NewClient(context.Background(), settings...)
	if err != nil {
		return contest.Client{}, err
	}
	walk := func(ctx context.Context, visit func(*okta.User)) error {
		page, response, err := client.User.ListUsers(ctx, query.NewQueryParams(query.WithLimit(200)))
		for {
			if err != nil {
				return err
			}
			for _, user := range page {
				visit(user)
			}
			if !response.HasNextPage() {
				return nil
			}
			page = nil
			response, err = response.Next(ctx, &page)
		}
	}
	return contest.Client{
		Get: func(ctx context.Context, id string) (string, error) {
			user, _, err := client.User.GetUser(ctx, id)
			if err != nil {
				return "", err
			}
			return user.Id, nil
		},
		Create: func(ctx context.Context, u contest.NewUser) (string, error) {
			profile := okta.UserProfile{
				"firstName": u.FirstName, "lastName": u.LastName, "login": u.Login, "email": u.Login, "costObject": u.CostObject,
			}
			user, _, err := client.User.CreateUser(ctx, okta.CreateUserRequest{Profile: &profile}, nil)
			if err != nil {
				return "", err
			}
			return user.Id, nil
		},
		Walk: func(ctx context.Context, visit func(string)) error {
			return walk(ctx, func(user *okta.User) { visit(user.Id) })
		},
		Inspect: func(ctx context.Context, visit func(contest.Seen)) error {
			return walk(ctx, func(user *okta.User) {
				profile, links := *user.Profile, user.Links.(map[string]any)
				text := func(name string) string { value, _ := profile[name].(string); return value }
				visit(contest.Seen{
					ID: user.Id, Status: user.Status, Login: text("login"), Department: text("department"),
					CostObject: text("costObject"), Self: links["self"].(map[string]any)["href"].(string), Created: *user.Created,
				})
			})
		},
	}, nil
}
