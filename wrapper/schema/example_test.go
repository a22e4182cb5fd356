package schema_test

import (
	"context"
	"fmt"
	"log"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
	"github.com/okta-userapi/userapi-go/wrapper/schema"
)

func ExampleCheck() {
	ctx := context.Background()
	org := oktatest.NewOrg()
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), okta.WithHTTPClient(org.HTTPClient()))
	if err != nil {
		log.Fatal(err)
	}

	s, err := client.GetUserSchema(ctx, "default") // once
	if err != nil {
		log.Fatal(err)
	}
	var profile okta.UserProfile
	profile.Login = okta.Set("ada@example.com")
	if err := profile.Set("badgeNumber", "eighteen"); err != nil {
		log.Fatal(err)
	}
	if err := schema.Check(s, profile); err != nil { // no request is made
		fmt.Println(err)
	}
	// Output: okta: the profile doesn't fit the schema: attribute "badgeNumber" is not in the schema; attribute "email" is required: set it; attribute "firstName" is required: set it; attribute "lastName" is required: set it
}
