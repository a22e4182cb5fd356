// okta-sdk-golang v5. Its cache is off: it would answer a repeated read from memory, and keep every page. All else is
// its default.
package main

import (
	"context"
	"net/http"
	"net/url"

	"github.com/okta/okta-sdk-golang/v5/okta"

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
	configuration, err := okta.NewConfiguration(settings...)
	if err != nil {
		return contest.Client{}, err
	}
	address, err := url.Parse(server)
	if err != nil {
		return contest.Client{}, err
	}
	configuration.Host = address.Host // it drops the port
	client := okta.NewAPIClient(configuration)
	walk := func(ctx context.Context, visit func(*okta.User)) error {
		page, response, err := client.UserAPI.ListUsers(ctx).Limit(200).Execute()
		for {
			if err != nil {
				return err
			}
			for i := range page {
				visit(&page[i])
			}
			if !response.HasNextPage() {
				return nil
			}
			page = nil
			response, err = response.Next(&page)
		}
	}
	return contest.Client{
		Get: func(ctx context.Context, id string) (string, error) {
			user, _, err := client.UserAPI.GetUser(ctx, id).Execute()
			if err != nil {
				return "", err
			}
			return user.GetId(), nil
		},
		Create: func(ctx context.Context, u contest.NewUser) (string, error) {
			profile := okta.NewUserProfile()
			profile.SetFirstName(u.FirstName)
			profile.SetLastName(u.LastName)
			profile.SetLogin(u.Login)
			profile.SetEmail(u.Login)
			profile.AdditionalProperties = map[string]any{"costObject": u.CostObject}
			user, _, err := client.UserAPI.CreateUser(ctx).Body(*okta.NewCreateUserRequest(*profile)).Execute()
			if err != nil {
				return "", err
			}
			return user.GetId(), nil
		},
		Walk: func(ctx context.Context, visit func(string)) error {
			return walk(ctx, func(user *okta.User) { visit(user.GetId()) })
		},
		Inspect: func(ctx context.Context, visit func(contest.Seen)) error {
			return walk(ctx, func(user *okta.User) {
				costObject, _ := user.Profile.AdditionalProperties["costObject"].(string)
				visit(contest.Seen{
					ID: user.GetId(), Status: user.GetStatus(), Login: user.Profile.GetLogin(), Department: user.Profile.GetDepartment(),
					CostObject: costObject, Self: user.Links.Self.GetHref(), Created: user.GetCreated(),
				})
			})
		},
	}, nil
}
