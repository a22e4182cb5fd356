// Accessrequest gives a user access to what a group may do, for a time. It shows so on an org in memory.
package main

import (
	"context"
	"fmt"
	"log"
	"time"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func main() {
	ctx := context.Background()
	org := oktatest.NewOrg()
	org.SeedUsers(1)
	group := org.AddGroup("Production")
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), okta.WithHTTPClient(org.HTTPClient()))
	if err != nil {
		log.Fatal(err)
	}

	if err := GrantUntil(ctx, client, "user1@example.com", group.ID, time.Now().Add(100*time.Millisecond)); err != nil {
		log.Fatal(err)
	}
	for _, request := range org.Requests() {
		fmt.Println(request.Operation)
	}
}
