// Command first is the README's first program: it lists the active users of an org.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

func main() {
	client, err := okta.NewClient(os.Getenv("OKTA_CLIENT_ORGURL"), okta.APIToken(os.Getenv("OKTA_CLIENT_TOKEN")))
	if err != nil {
		log.Fatal(err)
	}
	for user, err := range client.ListUsers(context.Background(), &okta.ListUsersOptions{Search: `status eq "ACTIVE"`}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(user.ID, user.Profile.Login)
	}
}
