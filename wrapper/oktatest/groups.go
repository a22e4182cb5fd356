package oktatest

import (
	"net/http"

	"github.com/okta-userapi/userapi-go/gen"
)

// group is a group of users. Who is in it stands with the users.
type group struct {
	id                               string
	seq                              uint64
	name                             string
	kind                             gen.GroupType
	created, changed, membersChanged stamp
	roles                            []*role
	apps                             []gen.AppLink
}

func (d *directory) addGroup(name string, kind gen.GroupType) *group {
	now := d.stamp()
	g := &group{id: d.newID("00g"), name: name, kind: kind, created: now, changed: now, membersChanged: now}
	g.seq = d.ids
	d.groups = append(d.groups, g)
	return g
}

type wireGroup struct {
	ID             string           `json:"id"`
	Created        stamp            `json:"created"`
	LastUpdated    stamp            `json:"lastUpdated"`
	MembersUpdated stamp            `json:"lastMembershipUpdated"`
	ObjectClass    []string         `json:"objectClass"`
	Type           gen.GroupType    `json:"type"`
	Profile        wireGroupProfile `json:"profile"`
	Links          wireGroupLinks   `json:"_links"`
}

type wireGroupProfile struct {
	Name        string  `json:"name"`
	Description *string `json:"description"`
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
	w := wireGroup{
		ID:             g.id,
		Created:        g.created,
		LastUpdated:    g.changed,
		MembersUpdated: g.membersChanged,
		ObjectClass:    []string{"okta:user_group"},
		Type:           g.kind,
		Profile:        wireGroupProfile{Name: g.name},
		Links: wireGroupLinks{
			Logo: []wireLogo{
				{"medium", base + "/assets/img/logos/groups/medium.png", "image/png"},
				{"large", base + "/assets/img/logos/groups/large.png", "image/png"},
			},
			Users: wireLink{Href: base + "/api/v1/groups/" + g.id + "/users"},
			Apps:  wireLink{Href: base + "/api/v1/groups/" + g.id + "/apps"},
		},
	}
	if g.kind == gen.GroupTypeBuiltIn {
		w.Profile.Description = new("All users in your organization")
	}
	return w
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
	inOrder := order[*group]{place: func(g *group) place { return place{number: g.seq} }}
	taken, next := cut(p, groups, inOrder, func(*group) bool { return true })
	items := make([]wireGroup, 0, len(taken))
	for _, g := range taken {
		items = append(items, g.wire(c.base))
	}
	return reply{http.StatusOK, p.links(r, c.base, next), items}, nil
}
