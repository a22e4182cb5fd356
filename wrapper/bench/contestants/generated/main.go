// A client that oapi-codegen makes of the contract with its defaults. It is not committed: go generate makes it, with
// the generator that the library pins.
package main

//go:generate mkdir -p client
//go:generate go -C ../../../.. tool oapi-codegen -config wrapper/bench/contestants/generated/oapi-codegen.yaml openapi/okta-users.yaml

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/okta-userapi/userapi-go/wrapper/bench/contestants/generated/client"
	"github.com/okta-userapi/userapi-go/wrapper/bench/internal/contest"
	"github.com/okta-userapi/userapi-go/wrapper/bench/internal/plain"
)

func main() { contest.Main(connect) }

func connect(server string, httpClient *http.Client) (contest.Client, error) {
	options := []client.ClientOption{client.WithRequestEditorFn(func(_ context.Context, request *http.Request) error {
		request.Header.Set("Authorization", "SSWS token")
		return nil
	})}
	if httpClient != nil {
		options = append(options, client.WithHTTPClient(httpClient))
	}
	c, err := client.NewClientWithResponses(server, options...)
	if err != nil {
		return contest.Client{}, err
	}
	walk := func(ctx context.Context, visit func(*client.User)) error {
		limit := int32(200)
		params := &client.ListUsersParams{Limit: &limit}
		for {
			page, err := c.ListUsersWithResponse(ctx, params)
			if err != nil {
				return err
			}
			if page.JSON200 == nil {
				return fmt.Errorf("list: %s", page.Status())
			}
			for i := range *page.JSON200 {
				visit(&(*page.JSON200)[i])
			}
			next, err := url.Parse(plain.Next(page.HTTPResponse.Header))
			if err != nil {
				return err
			}
			after := next.Query().Get("after")
			if after == "" {
				return nil
			}
			params.After = &after
		}
	}
	return contest.Client{
		Get: func(ctx context.Context, id string) (string, error) {
			response, err := c.GetUserWithResponse(ctx, id, nil)
			if err != nil {
				return "", err
			}
			if response.JSON200 == nil {
				return "", fmt.Errorf("get: %s", response.Status())
			}
			return *response.JSON200.Id, nil
		},
		Create: func(ctx context.Context, u contest.NewUser) (string, error) {
			profile := client.UserProfile{FirstName: &u.FirstName, LastName: &u.LastName, Login: &u.Login, Email: &u.Login}
			profile.Set("costObject", u.CostObject)
			response, err := c.CreateUserWithResponse(ctx, nil, client.CreateUserRequest{Profile: &profile})
			if err != nil {
				return "", err
			}
			if response.JSON200 == nil {
				return "", fmt.Errorf("create: %s", response.Status())
			}
			return *response.JSON200.Id, nil
		},
		Walk: func(ctx context.Context, visit func(string)) error {
			return walk(ctx, func(user *client.User) { visit(*user.Id) })
		},
		Inspect: func(ctx context.Context, visit func(contest.Seen)) error {
			return walk(ctx, func(user *client.User) {
				costObject, _ := user.Profile.AdditionalProperties["costObject"].(string)
				department := ""
				if user.Profile.Department != nil {
					department = *user.Profile.Department
				}
				visit(contest.Seen{
					ID: *user.Id, Status: string(*user.Status), Login: *user.Profile.Login, Department: department,
					CostObject: costObject, Self: *user.UnderscoreLinks.Self.Href, Created: *user.Created,
				})
			})
		},
	}, nil
}
