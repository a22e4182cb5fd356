package main

import (
	"encoding/json"
	"time"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// cell is what a user has in a column: a member of the user, or else an attribute of the profile. A number, a boolean
// or an array is there as JSON has it, and what the user doesn't have is empty.
func cell(user okta.User, column string) string {
	switch column {
	case "id":
		return user.ID
	case "status":
		return string(user.Status)
	case "created":
		return at(user.Created)
	case "activated":
		return at(user.Activated)
	case "statusChanged":
		return at(user.StatusChanged)
	case "lastLogin":
		return at(user.LastLogin)
	case "lastUpdated":
		return at(user.LastUpdated)
	case "passwordChanged":
		return at(user.PasswordChanged)
	}
	value, found := user.Profile.Get(column)
	if !found || string(value) == "null" {
		return ""
	}
	var text string
	if err := json.Unmarshal(value, &text); err == nil {
		return text
	}
	return string(value)
}

func at(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
