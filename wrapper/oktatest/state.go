package oktatest

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/okta-userapi/userapi-go/gen"
)

// SeededPassword is the password of the users that [Org.SeedUsers] makes.
const SeededPassword = "Analytical-Engine-1843"

var (
	seedFirstNames = []string{"Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald", "Frances", "Ken", "Margaret", "Niklaus"}
	seedLastNames  = []string{"Lovelace", "Hopper", "Turing", "Dijkstra", "Liskov", "Knuth", "Allen", "Thompson", "Hamilton", "Wirth", "Babbage"}
	seedDivisions  = []string{"Engineering", "Sales", "Support"}
)

// SeedUsers makes n users in ACTIVE with a department and the password [SeededPassword], and returns their ids in the
// order of the lists. The logins of an org without other users are user1@example.com, user2@example.com and so on.
func (o *Org) SeedUsers(n int) []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	d := &o.directory
	d.users = slices.Grow(d.users, n)
	ids := make([]string, 0, n)
	for i := range n {
		ids = append(ids, d.seedUser(i).id)
	}
	return ids
}

func (d *directory) seedUser(i int) *user {
	number := len(d.users) + 1
	login := quoted(fmt.Sprintf("user%d@example.com", number))
	now := d.stamp()
	u := &user{
		status: active, created: now, activated: now, statusChanged: now, lastUpdated: now, passwordAt: now, version: 1,
		profile: profile{
			"login": login, "email": login,
			"firstName":   quoted(seedFirstNames[i%len(seedFirstNames)]),
			"lastName":    quoted(seedLastNames[i%len(seedLastNames)]),
			"department":  quoted(seedDivisions[i%len(seedDivisions)]),
			"mobilePhone": null, "secondEmail": null,
		},
		typeID:   defaultType,
		provider: gen.AuthenticationProvider{Type: gen.AuthenticationProviderTypeOkta, Name: "OKTA"},
		password: password{kind: clearText, value: SeededPassword},
	}
	d.add(u)
	return u
}

// quoted is a text that needs no escapes as JSON.
func quoted(text string) json.RawMessage { return json.RawMessage(`"` + text + `"`) }

// escaped is any text as JSON.
func escaped(text string) json.RawMessage {
	data, err := json.Marshal(text)
	if err != nil {
		return null // can't happen: every text has a form in JSON
	}
	return data
}

// AddUser makes a user without a request. It wants what createUser wants, and takes more: the Status, ACTIVE where it
// is empty, and the times, such as Created and LastLogin, where they are set. All else of the user is the org's to say.
func (o *Org) AddUser(u gen.User) (gen.User, error) {
	body, err := json.Marshal(u.Profile)
	if err != nil {
		return gen.User{}, fmt.Errorf("add user: %w", err)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	withProvider := u.Credentials.Provider.Type != ""
	added, refused := o.directory.newUser(userBody{Profile: body, Credentials: u.Credentials, Type: u.Type, RealmID: u.RealmID}, withProvider)
	if refused != nil {
		return gen.User{}, refused.error("add user")
	}
	if !u.Created.IsZero() {
		added.created = stamp(u.Created.Unix())
	}
	o.directory.add(added)
	o.directory.enter(added, cmp.Or(u.Status, active))
	for _, past := range []struct {
		at  time.Time
		set *stamp
	}{
		{u.Activated, &added.activated}, {u.StatusChanged, &added.statusChanged}, {u.LastLogin, &added.lastLogin},
		{u.LastUpdated, &added.lastUpdated}, {u.PasswordChanged, &added.passwordAt},
	} {
		if !past.at.IsZero() {
			*past.set = stamp(past.at.Unix())
		}
	}
	return model[gen.User](added.wire(o.URL()))
}

// User is a user as getUser would show it, found by id or login. Where there is none the error is one that [errors.Is]
// finds to be ErrNotFound of package wrapper, as are those of the other methods that take an id.
func (o *Org) User(id string) (gen.User, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.directory.settle()
	u, refused := o.directory.find(id)
	if refused != nil {
		return gen.User{}, refused.error("user")
	}
	return model[gen.User](u.wire(o.URL()))
}

// model turns what the wire shows into a model.
func model[T any](wire any) (T, error) {
	var out T
	data, err := json.Marshal(wire)
	if err != nil {
		return out, err
	}
	return out, json.Unmarshal(data, &out)
}

// with changes a user.
func (o *Org) with(doing, userID string, change func(*directory, *user) error) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.directory.settle()
	u, refused := o.directory.find(userID)
	if refused != nil {
		return refused.error(doing)
	}
	if err := change(&o.directory, u); err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return nil
}

// SetStatus puts a user into a status, whatever the lifecycle says: LOCKED_OUT, or one that is not known yet, in which
// every lifecycle operation is refused.
func (o *Org) SetStatus(userID string, status gen.UserStatus) error {
	return o.with("set status", userID, func(d *directory, u *user) error {
		u.transitioning = ""
		d.enter(u, status)
		return nil
	})
}

// SetTokenOwner says whom the org's token belongs to: the user that "me" stands for.
func (o *Org) SetTokenOwner(userID string) error {
	return o.with("set token owner", userID, func(d *directory, u *user) error {
		d.owner = u
		return nil
	})
}

// Sessions is how many sessions a user has; 0 for a user that is not there.
func (o *Org) Sessions(userID string) int {
	return o.count(userID, func(u *user) int { return u.sessions })
}

func (o *Org) count(userID string, of func(*user) int) int {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.directory.settle()
	u, refused := o.directory.find(userID)
	if refused != nil {
		return 0
	}
	return of(u)
}

// SignIn signs a user in as the sign-in page does: it starts a session in ACTIVE, and a wrong password counts for the
// lockout.
func (o *Org) SignIn(login, text string) error {
	return o.with("sign in", login, func(d *directory, u *user) error {
		if u.status != active && u.status != expired {
			return fmt.Errorf("the user is %s", u.status)
		}
		if d.check(u, text) != nil {
			return errors.New("the password is wrong")
		}
		if u.status == expired {
			return errors.New("the password is expired")
		}
		u.lastLogin = d.stamp()
		u.sessions++
		return nil
	})
}

// OpenActivationLink does what a user does with an activation link, that of reactivateUser in RECOVERY included: it
// sets a password, and the user is ACTIVE.
func (o *Org) OpenActivationLink(token, newPassword string) error {
	return o.open("open activation link", func(u *user) bool { return u.links.activation == token && token != "" },
		[]gen.UserStatus{provisioned, recovery}, newPassword)
}

// OpenResetLink does what a user does with a reset link: it sets a new password, and the user is ACTIVE. The recovery
// question, which a link from forgotPassword asks first, is taken as answered.
func (o *Org) OpenResetLink(token, newPassword string) error {
	return o.open("open reset link", func(u *user) bool { return u.links.reset == token && token != "" },
		[]gen.UserStatus{recovery, provisioned}, newPassword)
}

func (o *Org) open(doing string, has func(*user) bool, in []gen.UserStatus, newPassword string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	d := &o.directory
	d.settle()
	i := slices.IndexFunc(d.users, has)
	if i < 0 || !slices.Contains(in, d.users[i].status) {
		return fmt.Errorf("%s: the link is not valid", doing)
	}
	u := d.users[i]
	u.setPassword(newPassword, d.stamp())
	u.links = tokens{}
	d.enter(u, active)
	return nil
}

// Mails are the messages that a real org would have sent to users, in the order they were caused.
func (o *Org) Mails() []Mail {
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Clone(o.directory.mails)
}

// AddGroup makes a group without members.
func (o *Org) AddGroup(name string) gen.Group {
	o.mu.Lock()
	defer o.mu.Unlock()
	added := o.directory.addGroup(profile{"name": escaped(name), "description": null}, gen.GroupTypeOktaGroup)
	group, err := model[gen.Group](added.wire(o.URL()))
	if err != nil {
		return gen.Group{ID: added.id} // can't happen: both sides are ours
	}
	return group
}

// Group is a group as getGroup would show it, found by id or name. Where there is none the error is one that
// [errors.Is] finds to be ErrNotFound of package wrapper. Of several with the name it is the oldest.
func (o *Org) Group(id string) (gen.Group, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	g, refused := o.directory.group(id)
	if i := slices.IndexFunc(o.directory.groups, func(g *group) bool { return g.profile.text("name") == id }); refused != nil && i >= 0 {
		g, refused = o.directory.groups[i], nil
	}
	if refused != nil {
		return gen.Group{}, refused.error("group")
	}
	return model[gen.Group](g.wire(o.URL()))
}

// AddGroupMember makes a user a member of a group. Of Everyone, whoever is not deactivated is.
func (o *Org) AddGroupMember(groupID, userID string) error {
	return o.membership("add group member", groupID, userID, (*directory).join)
}

// RemoveGroupMember takes a user out of a group.
func (o *Org) RemoveGroupMember(groupID, userID string) error {
	return o.membership("remove group member", groupID, userID, (*directory).leave)
}

func (o *Org) membership(doing, groupID, userID string, change func(*directory, *user, *group)) error {
	return o.with(doing, userID, func(d *directory, u *user) error {
		g, refused := d.group(groupID)
		switch {
		case refused != nil:
			return errors.New(refused.summary)
		case g == d.everyone:
			return errors.New("the members of Everyone can't be changed")
		case u.status == deprovisioned:
			return errors.New("the user is deactivated")
		}
		change(d, u, g)
		return nil
	})
}

// AddGroupRole assigns a role to a group, from which its members inherit it.
func (o *Org) AddGroupRole(groupID string, kind gen.RoleType) error {
	return o.withGroup("add group role", groupID, func(d *directory, g *group) error {
		added, refused := d.newRole(gen.Role{Type: kind})
		if refused != nil {
			return errors.New(refused.summary)
		}
		added.id = d.newID("gra")
		g.roles = append(g.roles, added)
		return nil
	})
}

// AddApp makes an instance of an app, which roles can be limited to, and returns it as such a target. The name is that of
// Okta's catalog, such as "facebook"; it is known to the org from then on.
func (o *Org) AddApp(name, label string) gen.CatalogApplication {
	o.mu.Lock()
	defer o.mu.Unlock()
	added := o.directory.addApp("", name, label)
	app, err := model[gen.CatalogApplication](added.wire(o.URL()))
	if err != nil {
		return gen.CatalogApplication{ID: added.id} // can't happen: both sides are ours
	}
	return app
}

// Apps are the instances of apps, such as those of [Org.AddApp], in the order they were made.
func (o *Org) Apps() []gen.CatalogApplication {
	o.mu.Lock()
	defer o.mu.Unlock()
	var apps []gen.CatalogApplication
	for _, a := range o.directory.apps {
		if app, err := model[gen.CatalogApplication](a.wire(o.URL())); err == nil { // can't fail: both sides are ours
			apps = append(apps, app)
		}
	}
	return apps
}

// AddBlock keeps a user from signing in, from all devices or from those that are new; unlockUser ends it.
func (o *Org) AddBlock(userID string, block gen.UserBlock) error {
	return o.with("add block", userID, func(_ *directory, u *user) error {
		u.blocks = append(u.blocks, block)
		return nil
	})
}

// AddAppLink assigns an app to a user. Ids that are empty are made, as is the app where there is none with its name and
// id.
func (o *Org) AddAppLink(userID string, link gen.AppLink) error {
	return o.with("add app link", userID, func(d *directory, u *user) error {
		if u.status == deprovisioned {
			return errors.New("the user is deactivated")
		}
		u.apps = append(u.apps, d.appLink(link))
		return nil
	})
}

// AddGroupAppLink assigns an app to the members of a group.
func (o *Org) AddGroupAppLink(groupID string, link gen.AppLink) error {
	return o.withGroup("add group app link", groupID, func(d *directory, g *group) error {
		g.apps = append(g.apps, d.appLink(link))
		return nil
	})
}

func (o *Org) withGroup(doing, groupID string, change func(*directory, *group) error) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	g, refused := o.directory.group(groupID)
	if refused != nil {
		return refused.error(doing)
	}
	if err := change(&o.directory, g); err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return nil
}

func (d *directory) appLink(link gen.AppLink) gen.AppLink {
	link.ID = cmp.Or(link.ID, d.newID("00l"))
	if _, refused := d.app(link.AppName, link.AppInstanceID); refused != nil {
		link.AppInstanceID = d.addApp(link.AppInstanceID, link.AppName, link.Label).id
	}
	link.AppAssignmentID = cmp.Or(link.AppAssignmentID, d.newID("0ua"))
	return link
}
