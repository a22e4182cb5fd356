// Resources lists users a page at a time, with a token that the caller keeps between the pages, as command lines and
// frameworks for syncing want it. It shows so on an org in memory.
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
	org.SeedUsers(5)
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), okta.WithHTTPClient(org.HTTPClient()))
	if err != nil {
		log.Fatal(err)
	}

	token := ""
	for number := 1; ; number++ {
		resources, next, err := ListResources(context.Background(), client, token, 2)
		if err != nil {
			log.Fatal(err)
		}
		for _, resource := range resources {
			fmt.Println("page", number, resource.Name)
		}
		if next == "" {
			return
		}
		token = next
	}
}
