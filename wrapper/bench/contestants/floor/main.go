// The floor: net/http and encoding/json into a plain struct.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"os"

	"github.com/okta-userapi/userapi-go/wrapper/bench/internal/contest"
	"github.com/okta-userapi/userapi-go/wrapper/bench/internal/plain"
)

func main() {
	if os.Getenv("FLOOR_LINKS") == "raw" {
		contest.Main(connect(func(links json.RawMessage) string {
			var all map[string]plain.Link
			_ = json.Unmarshal(links, &all)
			return all["self"].Href
		}))
		return
	}
	contest.Main(connect(func(links map[string]plain.Link) string { return links["self"].Href }))
}

func connect[Links any](self func(Links) string) func(string, *http.Client) (contest.Client, error) {
	return func(server string, client *http.Client) (contest.Client, error) {
		if client == nil {
			client = http.DefaultClient
		}
		users := server + "/api/v1/users"
		pages := func(ctx context.Context, visit func([]plain.User[Links])) error {
			for next := users + "?limit=200"; next != ""; {
				var page []plain.User[Links]
				err := plain.Do(ctx, client, http.MethodGet, next, nil, func(response *http.Response) error {
					next = plain.Next(response.Header)
					return plain.JSON(&page)(response)
				})
				if err != nil {
					return err
				}
				visit(page)
			}
			return nil
		}
		return contest.Client{
			Get: func(ctx context.Context, id string) (string, error) {
				var user plain.User[Links]
				err := plain.Do(ctx, client, http.MethodGet, users+"/"+id, nil, plain.JSON(&user))
				return user.ID, err
			},
			Create: func(ctx context.Context, u contest.NewUser) (string, error) {
				body, err := json.Marshal(plain.User[Links]{Profile: plain.Profile{
					FirstName: u.FirstName, LastName: u.LastName, Login: u.Login, Email: u.Login, CostObject: u.CostObject,
				}})
				if err != nil {
					return "", err
				}
				var user plain.User[Links]
				err = plain.Do(ctx, client, http.MethodPost, users, bytes.NewReader(body), plain.JSON(&user))
				return user.ID, err
			},
			Walk: func(ctx context.Context, visit func(string)) error {
				return pages(ctx, func(page []plain.User[Links]) {
					for i := range page {
						visit(page[i].ID)
					}
				})
			},
			Inspect: func(ctx context.Context, visit func(contest.Seen)) error {
				return pages(ctx, func(page []plain.User[Links]) {
					for _, u := range page {
						visit(contest.Seen{
							ID: u.ID, Status: u.Status, Login: u.Profile.Login, Department: u.Profile.Department,
							CostObject: u.Profile.CostObject, Self: self(u.Links), Created: u.Created,
						})
					}
				})
			},
		}, nil
	}
}
