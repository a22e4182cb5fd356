package main

import (
	"context"
	"fmt"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/schema"
)

//go:generate go run ../../cmd/profilegen -schema schema.json -package main -out profile.gen.go

// Extend moves the end of a contractor's contract. It changes that attribute alone, and asks the org's schema first.
func Extend(ctx context.Context, client *okta.Client, userID, end string) (Profile, error) {
	user, err := client.GetUser(ctx, userID, nil)
	if err != nil {
		return Profile{}, err
	}
	profile, err := okta.ProfileTo[Profile](&user.Profile)
	if err != nil {
		return Profile{}, err
	}
	if contractor, _ := profile.Contractor.Get(); !contractor {
		return Profile{}, fmt.Errorf("user %s has no contract to extend", userID)
	}

	var changes okta.UserProfile
	if err := okta.SetProfile(&changes, Profile{ContractEnd: okta.Set(end)}); err != nil {
		return Profile{}, err
	}
	s, err := client.GetUserSchema(ctx, okta.SchemaID(user.Links))
	if err != nil {
		return Profile{}, err
	}
	if err := schema.CheckChanges(s, changes); err != nil {
		return Profile{}, err
	}
	user, err = client.PartialUpdateUser(ctx, userID, okta.User{Profile: changes}, nil)
	if err != nil {
		return Profile{}, err
	}
	return okta.ProfileTo[Profile](&user.Profile)
}
