// The least program that gets a user, over okta-sdk-golang v5.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/okta/okta-sdk-golang/v5/okta"
)

func main() {
	configuration, err := okta.NewConfiguration(okta.WithOrgUrl(os.Args[1]), okta.WithToken("token"))
	if err != nil {
		log.Fatal(err)
	}
	user, _, err := okta.NewAPIClient(configuration).UserAPI.GetUser(context.Background(), "me").Execute()
	fmt.Println(user, err)
}
