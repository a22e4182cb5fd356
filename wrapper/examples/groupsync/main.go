// Groupsync makes the members of a group those of a list of logins. It shows so on an org in memory.
package main

import (
	"context"
	"fmt"
	"log"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func main() {
	org := oktatest.NewOrg()
	group := org.AddGroup("Engineers")
	for _, id := range org.SeedUsers(4)[:2] { // user1 and user2 are members
		if err := org.AddGroupMember(group.ID, id); err != nil {
			log.Fatal(err)
		}
	}
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), okta.WithHTTPClient(org.HTTPClient()))
	if err != nil {
		log.Fatal(err)
	}

	logins := []string{"user2@example.com", "user3@example.com", "user4@example.com"}
	added, removed, err := SyncGroup(context.Background(), client, group.ID, logins)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(added, "added,", removed, "removed")
}
