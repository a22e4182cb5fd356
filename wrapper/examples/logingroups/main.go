// Logingroups looks up the groups of a user who signs in, to decide what the user may do. It shows so on an org in
// memory.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func main() {
	org := oktatest.NewOrg()
	ids := org.SeedUsers(1)
	if err := org.AddGroupMember(org.AddGroup("Engineers").ID, ids[0]); err != nil {
		log.Fatal(err)
	}
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), okta.WithHTTPClient(org.HTTPClient()))
	if err != nil {
		log.Fatal(err)
	}

	for _, login := range []string{"user1@example.com", "nobody@example.com"} {
		groups, err := LoginGroups(context.Background(), client, login)
		if errors.Is(err, ErrUnknownUser) {
			fmt.Println(login, "may not sign in")
			continue
		}
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(login, "is in", groups)
	}
}
