package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// seed is what a file puts into an org at its start: what the Users API alone can't make.
type seed struct {
	oktatest.Seed

	// Schema takes the place of the embedded one, so that one with members that are not known can be read.
	Schema json.RawMessage `json:"schema"`

	// ServiceApps sign in with OAuth 2.0.
	ServiceApps []seedServiceApp `json:"serviceApps"`
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

// plant puts a seed into an org and writes a line with the id of each group, app and user.
func (s seed) plant(org *oktatest.Org, w io.Writer) error {
	planted := s.Seed
	planted.Owner = "" // which a flag may name, too
	if s.Schema != nil {
		planted.Schema = new(gen.UserSchema)
		if err := json.Unmarshal(s.Schema, planted.Schema); err != nil {
			return fmt.Errorf("-seed: schema: %w", err)
		}
	}
	if err := org.Seed(planted); err != nil {
		return fmt.Errorf("-%w", err) // "seed: …" is the flag's name already
	}
	if err := s.show(org, w); err != nil {
		return fmt.Errorf("-seed: %w", err)
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

func (s seed) show(org *oktatest.Org, w io.Writer) error {
	for _, name := range s.Groups {
		group, err := org.Group(name)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "Group: %s %s\n", group.ID, name)
	}
	apps := org.Apps()
	for i, app := range s.Apps {
		fmt.Fprintf(w, "App:   %s %s %s\n", apps[i].ID, app.Name, app.Label)
	}
	for _, u := range s.Users {
		added, err := org.User(cmp.Or(u.Login, u.Profile.Login.String()))
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "User:  %s %s %s\n", added.ID, added.Status, added.Profile.Login)
	}
	return nil
}
