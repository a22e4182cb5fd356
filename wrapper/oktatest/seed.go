package oktatest

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/okta-userapi/userapi-go/gen"
)

// Seed is what [Org.Seed] puts into an org: the state that a test begins with. The file of -seed of the program in
// cmd/oktatest has the same members.
type Seed struct {
	// Owner is the id or login of the user that the token belongs to, whom "me" stands for. "" leaves it as it is.
	Owner string `json:"owner"`

	// Schema is that of the default user type, as updateUserProfile takes it and getUserSchema answers. From then on a
	// user with other attributes is refused.
	Schema *gen.UserSchema `json:"schema"`

	// Groups are the names of groups, each named once.
	Groups []string `json:"groups"`

	// Apps are instances of apps that roles can be limited to.
	Apps []SeedApp `json:"apps"`

	// Clients are the OAuth 2.0 clients that users grant scopes to, each with a ClientID, which users' grants and
	// refresh tokens name.
	Clients []gen.OAuth2Client `json:"clients"`

	// Statuses are those beside Okta's that users may have, to see what a program makes of one that it doesn't know.
	Statuses []gen.UserStatus `json:"statuses"`

	Users []SeedUser `json:"users"`
}

// SeedApp is an instance of an app.
type SeedApp struct {
	Name  string `json:"name"` // that of Okta's catalog, such as "facebook"
	Label string `json:"label"`
}

// SeedUser is a user of a [Seed]. A login is enough: what createUser wants beside it is made from it.
type SeedUser struct {
	// Login stands for that of the profile.
	Login string `json:"login"`

	// Status is ACTIVE where it is empty.
	Status gen.UserStatus `json:"status"`

	// Profile may have any attribute that the schema allows. An email that is absent is the login, at
	// example.com where that is no address; a first name is the login's part before the @, and a last name "Example".
	Profile gen.UserProfile `json:"profile"`

	// Credentials are as createUser takes them; without, the user has no password.
	Credentials gen.UserCredentials `json:"credentials"`

	Created   time.Time `json:"created"`   // now where it is zero
	LastLogin time.Time `json:"lastLogin"` // never where it is zero

	// Groups are the names of the user's groups, which the seed or the org has.
	Groups []string `json:"groups"`

	Factors       []gen.UserFactor              `json:"factors"`
	Grants        []gen.OAuth2ScopeConsentGrant `json:"grants"`
	RefreshTokens []gen.OAuth2RefreshToken      `json:"refreshTokens"`
}

// Seed makes what the seed names, in addition to what the org has already; its zero values stand for nothing. What it
// made is found by [Org.User] and [Org.Group]. An error says which item is wrong, and leaves those before it made.
//
//	err := org.Seed(oktatest.Seed{
//		Groups: []string{"Engineers"},
//		Users: []oktatest.SeedUser{
//			{Login: "ada@example.com", Groups: []string{"Engineers"}},
//			{Login: "grace@example.com", Status: okta.UserStatusSuspended},
//		},
//	})
func (o *Org) Seed(s Seed) error {
	if err := o.seed(s); err != nil {
		return fmt.Errorf("seed: %w", err)
	}
	return nil
}

func (o *Org) seed(s Seed) error {
	if s.Schema != nil {
		if err := o.UpdateUserSchema("default", *s.Schema); err != nil {
			return fmt.Errorf("schema: %w", err)
		}
	}
	for i, name := range s.Groups {
		switch {
		case name == "":
			return fmt.Errorf("group %d: a name is needed", i+1)
		case slices.Contains(s.Groups[:i], name):
			return fmt.Errorf("the group %q is named twice", name)
		}
		o.AddGroup(name)
	}
	for i, app := range s.Apps {
		if app.Name == "" || app.Label == "" {
			return fmt.Errorf("app %d: name and label are needed", i+1)
		}
		o.AddApp(app.Name, app.Label)
	}
	for i, client := range s.Clients {
		if client.ClientID == "" {
			return fmt.Errorf("client %d: client_id is needed", i+1)
		}
		o.AddOAuth2Client(client)
	}
	for i, u := range s.Users {
		if err := o.seedUser(u, s.Statuses); err != nil {
			return fmt.Errorf("user %d: %w", i+1, err)
		}
	}
	if s.Owner == "" {
		return nil
	}
	return o.SetTokenOwner(s.Owner)
}

// oktaStatuses are the statuses that Okta has.
func oktaStatuses() []gen.UserStatus {
	return []gen.UserStatus{staged, provisioned, active, recovery, expired, lockedOut, suspended, deprovisioned}
}

func (o *Org) seedUser(u SeedUser, statuses []gen.UserStatus) error {
	if statuses = slices.Concat(oktaStatuses(), statuses); u.Status != "" && !slices.Contains(statuses, u.Status) {
		return fmt.Errorf("there is no status %q: use one of %q, or name it among the statuses", u.Status, statuses)
	}
	profile, err := u.profile()
	if err != nil {
		return err
	}
	added, err := o.AddUser(gen.User{Status: u.Status, Profile: profile, Credentials: u.Credentials, Created: u.Created, LastLogin: u.LastLogin})
	if err != nil {
		return err
	}
	for _, name := range u.Groups {
		group, err := o.Group(name)
		if err != nil {
			return fmt.Errorf("there is no group %q among the groups: %w", name, err)
		}
		if err := o.AddGroupMember(group.ID, added.ID); err != nil {
			return err
		}
	}
	for _, factor := range u.Factors {
		if _, err := o.AddFactor(added.ID, factor); err != nil {
			return err
		}
	}
	for _, grant := range u.Grants {
		if _, err := o.AddGrant(added.ID, grant); err != nil {
			return err
		}
	}
	for _, token := range u.RefreshTokens {
		if _, err := o.AddRefreshToken(added.ID, token); err != nil {
			return err
		}
	}
	return nil
}

// profile is the profile with what is made from the login.
func (u SeedUser) profile() (gen.UserProfile, error) {
	p := u.Profile
	switch {
	case p.Login.IsZero():
		p.Login = gen.Set(u.Login)
	case u.Login != "" && p.Login.String() != u.Login:
		return p, fmt.Errorf("the login is %q, and %q in the profile: leave one of them out", u.Login, p.Login.String())
	}
	login := p.Login.String()
	if login == "" {
		return p, errors.New("a login is needed")
	}
	email := login
	name, _, isMail := strings.Cut(login, "@")
	if !isMail {
		email += "@example.com"
	}
	for _, made := range []struct {
		attribute *gen.Attribute
		text      string
	}{{&p.Email, email}, {&p.FirstName, cmp.Or(name, login)}, {&p.LastName, "Example"}} {
		if made.attribute.IsZero() {
			*made.attribute = gen.Set(made.text)
		}
	}
	return p, nil
}
