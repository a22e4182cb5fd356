package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// linkedObjects defines a kind of link, and links the user.
func (l *life) linkedObjects(ctx context.Context) error {
	if err := l.addDefinition(ctx); err != nil {
		return l.sayRefused("addLinkedObjectDefinition", err) // and go on without one
	}
	definition, err := l.client.GetLinkedObjectDefinition(ctx, l.linkName)
	if err != nil {
		return err
	}
	l.say("getLinkedObjectDefinition", "from %s to %s", definition.Associated.Title, definition.Primary.Title)

	definitions, err := l.client.ListLinkedObjectDefinitions(ctx)
	if err != nil {
		return err
	}
	l.say("listLinkedObjectDefinitions", "%d kinds of links", len(definitions))

	// The walk touches no other user, so this one is linked to itself.
	if err := l.client.SetLinkedObjectForUser(ctx, l.id, l.linkName, l.id); err != nil {
		return l.sayRefused("setLinkedObjectForUser", err)
	}
	l.say("setLinkedObjectForUser", "linked")

	links, err := l.client.GetLinkedObjectsForUser(ctx, l.id, l.linkName)
	if err != nil {
		return err
	}
	for _, link := range links {
		l.say("getLinkedObjectsForUser", "finds %s", link.UserID())
	}

	if err := l.client.RemoveLinkedObjectForUser(ctx, l.id, l.linkName); err != nil {
		return err
	}
	l.say("removeLinkedObjectForUser", "no longer linked")

	if err := l.client.DeleteLinkedObjectDefinition(ctx, l.linkName); err != nil {
		return err
	}
	l.linkAsked = false
	l.say("deleteLinkedObjectDefinition", "gone for good")
	return nil
}

func (l *life) addDefinition(ctx context.Context) error {
	// An interruption waits for the answer, as with the user.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer cancel()
	_, err := l.client.AddLinkedObjectDefinition(ctx, okta.LinkedObject{
		Primary:    okta.LinkedObjectDetails{Name: l.linkName, Title: "Mentor", Type: okta.LinkedObjectDetailsTypeUser},
		Associated: okta.LinkedObjectDetails{Name: l.linkName + "Of", Title: "Learner", Type: okta.LinkedObjectDetailsTypeUser},
	})
	if l.linkAsked = err == nil || !isRefused(err); err == nil {
		l.say("addLinkedObjectDefinition", "%s", l.linkName)
	}
	return err
}

// removeDefinition removes the kind of link where the walk did not.
func (l *life) removeDefinition(ctx context.Context) error {
	if !l.linkAsked {
		return nil
	}
	if err := l.client.DeleteLinkedObjectDefinition(ctx, l.linkName); err != nil && !errors.Is(err, okta.ErrNotFound) {
		return fmt.Errorf("the linked object definition %s may still be there, delete it by hand: %w", l.linkName, err)
	}
	fmt.Fprintf(l.out, "\nLinked object definition %s is gone.\n", l.linkName)
	return nil
}
