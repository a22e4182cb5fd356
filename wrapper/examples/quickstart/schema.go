package main

import (
	"context"
	"fmt"
	"time"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/schema"
)

// schemas makes a user type, gives users of it an attribute, and takes both away.
func (l *life) schemas(ctx context.Context) error {
	if err := l.createType(ctx); err != nil {
		return l.sayRefused("createUserType", err)
	}
	userType, err := l.client.GetUserType(ctx, l.typeID)
	if err != nil {
		return err
	}
	l.say("getUserType", "%s, made %s", userType.DisplayName, userType.Created.Format(time.DateOnly))
	types, err := l.client.ListUserTypes(ctx)
	if err != nil {
		return err
	}
	l.say("listUserTypes", "%d in the org", len(types))
	if _, err := l.client.UpdateUserType(ctx, l.typeID, okta.UserType{Description: "Made by the quickstart"}); err != nil {
		return err
	}
	l.say("updateUserType", "it has a description")
	userType.DisplayName = "Quickstart, again"
	if _, err := l.client.ReplaceUserType(ctx, l.typeID, userType); err != nil {
		return err
	}
	l.say("replaceUserType", "it has another name, and no description")

	if err := l.attribute(ctx, okta.SchemaID(userType.Links)); err != nil {
		return err
	}
	if err := l.client.DeleteUserType(ctx, l.typeID); err != nil {
		return err
	}
	l.typeID = ""
	l.say("deleteUserType", "gone, with its schema")
	return nil
}

func (l *life) createType(ctx context.Context) error {
	// As with the user, an interruption waits for the answer.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer cancel()
	userType, err := l.client.CreateUserType(ctx, okta.UserType{Name: l.typeName, DisplayName: "Quickstart"})
	l.typeAsked = err == nil || !isRefused(err)
	if err != nil {
		return err
	}
	l.typeID = userType.ID
	l.say("createUserType", "%s (%s)", userType.ID, userType.Name)
	return nil
}

// attribute adds an attribute to the schema of the type, and checks a user against it.
func (l *life) attribute(ctx context.Context, schemaID string) error {
	if _, err := l.client.UpdateUserProfile(ctx, schemaID, okta.UserSchema{Definitions: okta.UserSchemaDefinitions{
		Custom: okta.UserSchemaDefinition{Properties: map[string]*okta.UserSchemaAttribute{
			"badgeNumber": {Title: "Badge number", Type: okta.UserSchemaAttributeTypeInteger},
		}},
	}}); err != nil {
		return err
	}
	l.say("updateUserProfile", "its users can have a badgeNumber")
	s, err := l.client.GetUserSchema(ctx, schemaID)
	if err != nil {
		return err
	}
	var profile okta.UserProfile
	if err := profile.Set("badgeNumber", "eighteen"); err != nil {
		return err
	}
	l.say("getUserSchema", "a check without a request: %v", schema.CheckChanges(s, profile))
	return nil
}

// assignees lists who has roles.
func (l *life) assignees(ctx context.Context) error {
	page, err := okta.FirstPage(l.client.ListUsersWithRoleAssignmentsPages(ctx, nil))
	if err != nil {
		return l.sayRefused("listUsersWithRoleAssignments", err)
	}
	l.say("listUsersWithRoleAssignments", "%d users on the first page", len(page.Items))
	return nil
}

// removeType removes the user type where the walk did not.
func (l *life) removeType(ctx context.Context) error {
	if l.typeAsked && l.typeID == "" {
		types, err := l.client.ListUserTypes(ctx)
		if err != nil {
			return fmt.Errorf("a user type named %s may be there: look for it, and delete it by hand: %w", l.typeName, err)
		}
		for _, userType := range types {
			if userType.Name == l.typeName {
				l.typeID = userType.ID
			}
		}
	}
	if l.typeID == "" {
		return nil
	}
	if err := l.client.DeleteUserType(ctx, l.typeID); err != nil {
		return fmt.Errorf("user type %s (%s) is still there, delete it by hand: %w", l.typeID, l.typeName, err)
	}
	fmt.Fprintf(l.out, "\nUser type %s is gone.\n", l.typeID)
	return nil
}
