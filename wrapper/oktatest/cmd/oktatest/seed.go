package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// seed is what a file puts into an org at its start: what the Users API alone can't make.
type seed struct {
	Owner  string   `json:"owner"`  // the id or login of whom the token belongs to
	Groups []string `json:"groups"` // their names

	// Apps are instances of apps that roles can be limited to.
	Apps []seedApp `json:"apps"`

	// Clients are the OAuth 2.0 clients that users grant scopes to, each with a client_id, which users' grants and
	// refresh tokens name.
	Clients []gen.OAuth2Client `json:"clients"`

	// Schema is that of the default user type, as updateUserProfile takes it and getUserSchema answers.
	Schema json.RawMessage `json:"schema"`

	// ServiceApps sign in with OAuth 2.0.
	ServiceApps []seedServiceApp `json:"serviceApps"`

	// Statuses are those beside Okta's that users may have, to see what a program makes of one that it doesn't know.
	Statuses []gen.UserStatus `json:"statuses"`

	// Users are as createUser takes them. Each can have a status, which is ACTIVE unless it says another, times, the
	// names of its groups, and what it has granted to clients.
	Users []seedUser `json:"users"`
}

type seedApp struct {
	Name  string `json:"name"` // that of Okta's catalog, such as "facebook"
	Label string `json:"label"`
}

type seedUser struct {
	Status      gen.UserStatus      `json:"status"`
	Profile     gen.UserProfile     `json:"profile"`
	Credentials gen.UserCredentials `json:"credentials"`
	Created     time.Time           `json:"created"`
	LastLogin   time.Time           `json:"lastLogin"`
	Groups      []string            `json:"groups"`

	Factors       []gen.UserFactor              `json:"factors"`
	Grants        []gen.OAuth2ScopeConsentGrant `json:"grants"`
	RefreshTokens []gen.OAuth2RefreshToken      `json:"refreshTokens"`
}

// readSeed reads a seed from a file; a member that is not known is an error.
func readSeed(name string) (seed, error) {
	var s seed
	data, err := os.ReadFile(name)
	if err != nil {
		return s, fmt.Errorf("-seed: %w", err)
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&s); err != nil {
		return s, fmt.Errorf("-seed: %s: %w", name, err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return s, fmt.Errorf("-seed: %s: something follows the JSON object", name)
	}
	return s, nil
}

// known are the statuses that Okta has.
var known = []gen.UserStatus{
	gen.UserStatusStaged, gen.UserStatusProvisioned, gen.UserStatusActive, gen.UserStatusRecovery,
	gen.UserStatusPasswordExpired, gen.UserStatusLockedOut, gen.UserStatusSuspended, gen.UserStatusDeprovisioned,
}

// plant puts a seed into an org and writes a line with the id of each group, app and user.
func (s seed) plant(org *oktatest.Org, w io.Writer) error {
	if s.Schema != nil {
		var schema gen.UserSchema
		if err := json.Unmarshal(s.Schema, &schema); err != nil {
			return fmt.Errorf("-seed: schema: %w", err)
		}
		if err := org.UpdateUserSchema("default", schema); err != nil {
			return fmt.Errorf("-seed: schema: %w", err)
		}
	}
	groups := make(map[string]string)
	for _, name := range s.Groups {
		if groups[name] != "" {
			return fmt.Errorf("-seed: the group %q is named twice", name)
		}
		groups[name] = org.AddGroup(name).ID
		fmt.Fprintf(w, "Group: %s %s\n", groups[name], name)
	}
	for i, app := range s.Apps {
		if app.Name == "" || app.Label == "" {
			return fmt.Errorf("-seed: app %d: name and label are needed", i+1)
		}
		fmt.Fprintf(w, "App:   %s %s %s\n", org.AddApp(app.Name, app.Label).ID, app.Name, app.Label)
	}
	for i, client := range s.Clients {
		if client.ClientID == "" {
			return fmt.Errorf("-seed: client %d: client_id is needed", i+1)
		}
		org.AddOAuth2Client(client)
	}
	statuses := slices.Concat(known, s.Statuses)
	for i, u := range s.Users {
		if u.Status != "" && !slices.Contains(statuses, u.Status) {
			return fmt.Errorf("-seed: user %d: there is no status %q: use one of %q, or name it among the statuses", i+1, u.Status, statuses)
		}
		added, err := org.AddUser(gen.User{Status: u.Status, Profile: u.Profile, Credentials: u.Credentials, Created: u.Created, LastLogin: u.LastLogin})
		if err != nil {
			return fmt.Errorf("-seed: user %d: %w", i+1, err)
		}
		fmt.Fprintf(w, "User:  %s %s %s\n", added.ID, added.Status, added.Profile.Login)
		for _, name := range u.Groups {
			id, found := groups[name]
			if !found {
				return fmt.Errorf("-seed: user %d: there is no group %q among the groups", i+1, name)
			}
			if err := org.AddGroupMember(id, added.ID); err != nil {
				return fmt.Errorf("-seed: user %d: %w", i+1, err)
			}
		}
		if err := u.equip(org, added.ID); err != nil {
			return fmt.Errorf("-seed: user %d: %w", i+1, err)
		}
	}
	if s.Owner == "" {
		return nil
	}
	owner, err := org.User(s.Owner)
	if err != nil {
		return fmt.Errorf("owner: %w", err)
	}
	fmt.Fprintf(w, "Owner: %s %s\n", owner.ID, owner.Profile.Login)
	return org.SetTokenOwner(owner.ID)
}

// equip makes the factors, grants and refresh tokens of a user.
func (u seedUser) equip(org *oktatest.Org, userID string) error {
	for _, factor := range u.Factors {
		if _, err := org.AddFactor(userID, factor); err != nil {
			return err
		}
	}
	for _, grant := range u.Grants {
		if _, err := org.AddGrant(userID, grant); err != nil {
			return err
		}
	}
	for _, token := range u.RefreshTokens {
		if _, err := org.AddRefreshToken(userID, token); err != nil {
			return err
		}
	}
	return nil
}
