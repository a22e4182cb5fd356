package oktatest

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/okta-userapi/userapi-go/gen"
)

// group is a group of users. Who is in it stands with the users.
type group struct {
	id                               string
	seq                              uint64
	profile                          profile
	kind                             gen.GroupType
	created, changed, membersChanged stamp
	roles                            []*role
	apps                             []gen.AppLink
}

func (d *directory) addGroup(p profile, kind gen.GroupType) *group {
	now := d.stamp()
	g := &group{id: d.newID("00g"), profile: p, kind: kind, created: now, changed: now, membersChanged: now}
	g.seq = d.ids
	d.groups = append(d.groups, g)
	return g
}

// removeGroup forgets a group for good, and the roles that were limited to it alone: without a target they would be for
// the whole org.
func (d *directory) removeGroup(removed *group) {
	isRemoved := func(g *group) bool { return g == removed }
	d.groups = slices.DeleteFunc(d.groups, isRemoved)
	for _, u := range d.users {
		u.groups = slices.DeleteFunc(u.groups, isRemoved)
		u.roles = slices.DeleteFunc(u.roles, func(r *role) bool {
			limited := len(r.groupTargets) > 0
			r.groupTargets = slices.DeleteFunc(r.groupTargets, isRemoved)
			return limited && len(r.groupTargets) == 0
		})
	}
}

// join makes a user a member of a group.
func (d *directory) join(u *user, g *group) {
	if !slices.Contains(u.groups, g) {
		u.groups = insert(u.groups, g)
		g.membersChanged = d.stamp()
	}
}

// leave ends a user's membership of a group.
func (d *directory) leave(u *user, left *group) {
	if slices.Contains(u.groups, left) {
		u.groups = slices.DeleteFunc(u.groups, func(g *group) bool { return g == left })
		left.membersChanged = d.stamp()
	}
}

// groupBody is a group in a request. Other members are ignored.
type groupBody struct {
	Profile json.RawMessage `json:"profile"`
}

var groupProfile = profileRules{texts: []string{"name", "description"}, required: []string{"name"}, shown: []string{"description"}}

// longestGroupName is how many characters the name of a group has at most.
const longestGroupName = 255

// newGroupProfile reads the profile of a request for a group, which is nil where the group is new.
func (d *directory) newGroupProfile(r *http.Request, of *group) (profile, *refusal) {
	var body groupBody
	if refused := decode(r, &body); refused != nil {
		return nil, refused
	}
	p, causes, refused := groupProfile.read(body.Profile, nil)
	if refused != nil {
		return nil, refused
	}
	name := p.text("name")
	if utf8.RuneCountInString(name) > longestGroupName {
		causes = append(causes, "name: The field is too long")
	}
	if slices.ContainsFunc(d.groups, func(g *group) bool { return g != of && g.profile.text("name") == name }) {
		causes = append(causes, "name: An object with this field already exists in the current organization")
	}
	return p, invalidFields(causes)
}

type wireGroup struct {
	ID             string         `json:"id"`
	Created        stamp          `json:"created"`
	LastUpdated    stamp          `json:"lastUpdated"`
	MembersUpdated stamp          `json:"lastMembershipUpdated"`
	ObjectClass    []string       `json:"objectClass"`
	Type           gen.GroupType  `json:"type"`
	Profile        profile        `json:"profile"`
	Links          wireGroupLinks `json:"_links"`
}

type wireGroupLinks struct {
	Logo  []wireLogo `json:"logo"`
	Users wireLink   `json:"users"`
	Apps  wireLink   `json:"apps"`
}

type wireLogo struct {
	Name string `json:"name"`
	Href string `json:"href"`
	Type string `json:"type"`
}

func (g *group) wire(base string) wireGroup {
	return wireGroup{
		ID:             g.id,
		Created:        g.created,
		LastUpdated:    g.changed,
		MembersUpdated: g.membersChanged,
		ObjectClass:    []string{"okta:user_group"},
		Type:           g.kind,
		Profile:        g.profile,
		Links: wireGroupLinks{
			Logo: []wireLogo{
				{"medium", base + "/assets/img/logos/groups/medium.png", "image/png"},
				{"large", base + "/assets/img/logos/groups/large.png", "image/png"},
			},
			Users: wireLink{Href: base + "/api/v1/groups/" + g.id + "/users"},
			Apps:  wireLink{Href: base + "/api/v1/groups/" + g.id + "/apps"},
		},
	}
}

func (h handlers) ListUserGroups(w http.ResponseWriter, r *http.Request, userID gen.UserID, params gen.ListUserGroupsParams) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		return c.groupPage(r, groupList, params.After, params.Limit, c.memberships(u))
	})
}

func (c call) groupPage(r *http.Request, list list, after *string, limit *int32, groups []*group) (reply, *refusal) {
	p, refused := list.page("", after, limit)
	if refused != nil {
		return refuse(refused)
	}
	taken, next := cut(p, groups, ownOrderOfGroups, func(*group) bool { return true })
	return c.answerGroups(r, p, taken, next)
}

func (c call) answerGroups(r *http.Request, p page, groups []*group, next *place) (reply, *refusal) {
	items := make([]wireGroup, 0, len(groups))
	for _, g := range groups {
		items = append(items, g.wire(c.base))
	}
	return reply{http.StatusOK, p.links(r, c.base, next), items}, nil
}

// unaskedLimitOfGroupQ is how many groups q finds at most where the request has no limit. There is no next page.
const unaskedLimitOfGroupQ = int32(300)

func (h handlers) ListGroups(w http.ResponseWriter, r *http.Request, params gen.ListGroupsParams) {
	h.answer(w, r, func(c call) (reply, *refusal) {
		selected, refused := selection(params.Q, params.Search, params.Filter, searchableGroups, filterableGroups, groupsByQ)
		if refused != nil {
			return refuse(refused)
		}
		in := ownOrderOfGroups
		if value(params.Search) != "" {
			if in, refused = in.sortedBy(searchableGroups, value(params.SortBy), value(params.SortOrder)); refused != nil {
				return refuse(refused)
			}
		}
		if value(params.Q) != "" && params.Limit == nil {
			params.Limit = new(unaskedLimitOfGroupQ)
		}
		p, refused := orgGroupList.page(in.name, params.After, params.Limit)
		if refused != nil {
			return refuse(refused)
		}
		groups, next := cut(p, sorted(c.groups, in, selected.matches), in, selected.matches)
		if params.Q != nil {
			next = nil
		}
		return c.answerGroups(r, p, groups, next)
	})
}

// groupsByQ are the groups that q finds: all where it is empty.
func groupsByQ(q string) func(*group) bool {
	return func(g *group) bool { return strings.HasPrefix(strings.ToLower(g.profile.text("name")), q) }
}

func (h handlers) CreateGroup(w http.ResponseWriter, r *http.Request) {
	h.answer(w, r, func(c call) (reply, *refusal) {
		p, refused := c.newGroupProfile(r, nil)
		if refused != nil {
			return refuse(refused)
		}
		return ok(c.addGroup(p, gen.GroupTypeOktaGroup).wire(c.base))
	})
}

func (h handlers) GetGroup(w http.ResponseWriter, r *http.Request, groupID gen.GroupID) {
	h.group(w, r, groupID, func(c call, g *group) (reply, *refusal) { return ok(g.wire(c.base)) })
}

func (h handlers) UpdateGroup(w http.ResponseWriter, r *http.Request, groupID gen.GroupID) {
	h.ownGroup(w, r, groupID, func(c call, g *group) (reply, *refusal) {
		p, refused := c.newGroupProfile(r, g)
		if refused != nil {
			return refuse(refused)
		}
		g.profile, g.changed = p, c.stamp()
		return ok(g.wire(c.base))
	})
}

func (h handlers) DeleteGroup(w http.ResponseWriter, r *http.Request, groupID gen.GroupID) {
	h.ownGroup(w, r, groupID, func(c call, g *group) (reply, *refusal) {
		c.removeGroup(g)
		return noContent()
	})
}

func (h handlers) ListGroupUsers(w http.ResponseWriter, r *http.Request, groupID gen.GroupID, params gen.ListGroupUsersParams) {
	h.group(w, r, groupID, func(c call, g *group) (reply, *refusal) {
		p, refused := memberList.page("", params.After, params.Limit)
		if refused != nil {
			return refuse(refused)
		}
		users, next := cut(p, c.users, ownOrder, func(u *user) bool { return slices.Contains(c.memberships(u), g) })
		return c.answerUsers(r, p, nil, users, next)
	})
}

func (h handlers) AddUserToGroup(w http.ResponseWriter, r *http.Request, groupID gen.GroupID, userID gen.UserID) {
	h.membership(w, r, groupID, userID, func(c call, u *user, g *group) (reply, *refusal) {
		if u.status == deprovisioned {
			return refuse(notInThisStatus(u))
		}
		c.join(u, g)
		return noContent()
	})
}

func (h handlers) RemoveUserFromGroup(w http.ResponseWriter, r *http.Request, groupID gen.GroupID, userID gen.UserID) {
	h.membership(w, r, groupID, userID, func(c call, u *user, g *group) (reply, *refusal) {
		c.leave(u, g)
		return noContent()
	})
}
