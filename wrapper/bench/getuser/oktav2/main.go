// The least program that gets a user, over okta-sdk-golang v2.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/okta/okta-sdk-golang/v2/okta"
)

func main() {
	ctx, client, err := okta.NewClient(context.Background(), okta.WithOrgUrl(os.Args[1]), okta.WithToken("token"))
	if err != nil {
		log.Fatal(err)
	}
	user, _, err := client.User.GetUser(ctx, "me")
	fmt.Println(user, err)
}
