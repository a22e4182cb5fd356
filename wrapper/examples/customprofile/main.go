// Customprofile works with attributes that are an org's own, in a struct that profilegen made of its schema. It shows so
// on an org in memory.
package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"log"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

//go:embed schema.json
var schemaJSON []byte

func main() {
	org, err := newOrg()
	if err != nil {
		log.Fatal(err)
	}
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), okta.WithHTTPClient(org.HTTPClient()))
	if err != nil {
		log.Fatal(err)
	}
	ada := okta.UserProfile{
		Login: okta.Set("ada@example.com"), Email: okta.Set("ada@example.com"), FirstName: okta.Set("Ada"), LastName: okta.Set("Lovelace"),
	}
	for name, value := range map[string]any{"badgeNumber": 1815, "contractor": true, "contractEnd": "2026-12-31"} {
		if err := ada.Set(name, value); err != nil {
			log.Fatal(err)
		}
	}
	user, err := client.CreateUser(context.Background(), okta.User{Profile: ada}, nil)
	if err != nil {
		log.Fatal(err)
	}

	profile, err := Extend(context.Background(), client, user.ID, "2027-06-30")
	if err != nil {
		log.Fatal(err)
	}
	badge, _ := profile.BadgeNumber.Get()
	fmt.Printf("badge %d works until %s\n", badge, profile.ContractEnd)
}

// newOrg makes an org with the schema.
func newOrg() (*oktatest.Org, error) {
	var schema okta.UserSchema
	if err := json.Unmarshal(schemaJSON, &schema); err != nil {
		return nil, err
	}
	org := oktatest.NewOrg()
	return org, org.UpdateUserSchema("default", schema)
}
