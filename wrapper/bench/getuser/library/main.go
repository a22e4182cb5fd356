// The least program that gets a user, over this library.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

func main() {
	client, err := okta.NewClient(os.Args[1], okta.APIToken("token"))
	if err != nil {
		log.Fatal(err)
	}
	user, err := client.GetUser(context.Background(), "me", nil)
	fmt.Println(user.Profile.Login, err)
}
