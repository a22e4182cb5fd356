package oktatest

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// directory is what the org knows. Whoever uses it holds the org's lock.
type directory struct {
	now        func() time.Time
	transition time.Duration // how long an activation or deactivation takes
	lockout    int           // how many failed sign-ins in a row lock a user out

	lacksBlocks bool // the feature that listUserBlocks is of

	ids      uint64  // how many ids were made
	users    []*user // oldest first, which is the order of the lists
	byID     map[string]*user
	byLogin  map[string]*user
	types    []*userType // the default one first
	groups   []*group    // by seq
	everyone *group
	apps     []*app
	owner    *user // whom the token belongs to
	pending  []transition
	mails    []Mail

	clients       []*oauthClient
	linkedObjects []*linkedObject
}

// transition is an activation or deactivation under way.
type transition struct {
	user *user
	due  time.Time
}

// stamp is a time as the wire has it: whole seconds since 1970, and 0 for null.
type stamp int64

const stampLayout = "2006-01-02T15:04:05.000Z"

func (s stamp) time() time.Time { return time.Unix(int64(s), 0).UTC() }

// MarshalJSON writes the time with the three decimals that Okta writes.
func (s stamp) MarshalJSON() ([]byte, error) {
	if s == 0 {
		return []byte("null"), nil
	}
	return s.time().AppendFormat(nil, `"`+stampLayout+`"`), nil
}

func (d *directory) stamp() stamp { return stamp(d.now().Unix()) }

const idDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// newID makes the next id of a kind, such as 00u for users: no two are alike, and they are the same in every run.
func (d *directory) newID(kind string) string {
	d.ids++
	n := d.ids * 0x9E3779B97F4A7C15 // odd, so a bijection: ids are unique without looking like a count
	id := []byte(kind + "1t000000000000" + "5d7")
	for i := len(id) - 4; n > 0; i-- {
		id[i] = idDigits[n%62]
		n /= 62
	}
	return string(id)
}

// add files a user under its id and login.
func (d *directory) add(u *user) {
	u.id = d.newID("00u")
	u.seq = d.ids
	u.loginKey = loginKey(u.profile.text("login"))
	i, _ := slices.BinarySearchFunc(d.users, u, byAge)
	d.users = slices.Insert(d.users, i, u)
	d.byID[u.id] = u
	d.byLogin[u.loginKey] = u
	d.everyone.membersChanged = u.created
}

// remove forgets a user for good.
func (d *directory) remove(u *user) {
	if i, found := slices.BinarySearchFunc(d.users, u, byAge); found {
		d.users = slices.Delete(d.users, i, i+1)
	}
	delete(d.byID, u.id)
	delete(d.byLogin, u.loginKey)
	if d.owner == u {
		d.owner = nil
	}
	d.unlink(u)
}

// strip takes away what a user loses with its deactivation.
func (d *directory) strip(u *user) {
	now := d.stamp()
	d.everyone.membersChanged = now
	for _, g := range u.groups {
		g.membersChanged = now
	}
	u.groups, u.roles, u.apps, u.factors, u.sessions = nil, nil, nil, nil, 0
	u.grants, u.refreshTokens, u.subscribed = nil, nil, nil
	u.links = tokens{}
}

// find finds a user by id, login, or the part of the login before the @ where one user only has it.
func (d *directory) find(id string) (*user, *refusal) {
	if id == "me" && d.owner != nil {
		return d.owner, nil
	}
	if u := d.byID[id]; u != nil {
		return u, nil
	}
	key := loginKey(id)
	if u := d.byLogin[key]; u != nil {
		return u, nil
	}
	var found *user
	for _, u := range d.users {
		if name, _, isMail := strings.Cut(u.loginKey, "@"); isMail && name == key {
			if found != nil {
				return nil, notFound(id, "User")
			}
			found = u
		}
	}
	if found == nil {
		return nil, notFound(id, "User")
	}
	return found, nil
}

func (d *directory) group(id string) (*group, *refusal) {
	for _, g := range d.groups {
		if g.id == id {
			return g, nil
		}
	}
	return nil, notFound(id, "UserGroup")
}

// memberships are the user's groups in the order of the lists. Whoever is not deactivated is in Everyone.
func (d *directory) memberships(u *user) []*group {
	if u.status == deprovisioned {
		return nil
	}
	return append([]*group{d.everyone}, u.groups...)
}

// loginKey is what makes a login unique: Okta doesn't tell upper from lower case in it.
func loginKey(login string) string { return strings.ToLower(login) }

// byAge compares users by when they were created, and by seq where that was in the same second.
func byAge(u, other *user) int {
	return cmp.Or(cmp.Compare(u.created, other.created), cmp.Compare(u.seq, other.seq))
}

// insert puts a group in its place of a list, once.
func insert(groups []*group, g *group) []*group {
	i, found := slices.BinarySearchFunc(groups, g, func(other, g *group) int { return cmp.Compare(other.seq, g.seq) })
	if found {
		return groups
	}
	return slices.Insert(groups, i, g)
}

// Mail is a message that a real org would have sent to the user: an email with a link, or a code by email, text message
// or call.
type Mail struct {
	Operation string // the operation that caused it
	UserID    string
	To        string // the user's email address, or the phone number
	URL       string // the link for the user to open
	Token     string // the token in the link, for [Org.OpenActivationLink] and [Org.OpenResetLink]
	FactorID  string // the factor that the code is for
	Code      string // the code for activateFactor or verifyFactor
}

func (d *directory) mail(operation string, u *user, url, token string) {
	d.mails = append(d.mails, Mail{Operation: operation, UserID: u.id, To: u.profile.text("email"), URL: url, Token: token})
}
