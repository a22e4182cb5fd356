package oktatest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/gen/server"
)

// userBody is a user in a request. Members that the API doesn't let a client write are ignored.
type userBody struct {
	Profile     json.RawMessage     `json:"profile"`
	Credentials gen.UserCredentials `json:"credentials"`
	Type        gen.UserType        `json:"type"`
	RealmID     string              `json:"realmId"`
	GroupIDs    []string            `json:"groupIds"` // of createUser
}

func (h handlers) ListUsers(w http.ResponseWriter, r *http.Request, params gen.ListUsersParams) {
	h.answer(w, r, func(c call) (reply, *refusal) {
		selected, refused := selection(params.Q, params.Search, params.Filter, searchable, filterable, usersByQ)
		if refused != nil {
			return refuse(refused)
		}
		in := ownOrder
		if value(params.Search) != "" {
			if in, refused = ownOrder.sortedBy(searchable, value(params.SortBy), value(params.SortOrder)); refused != nil {
				return refuse(refused)
			}
		}
		if value(params.Q) != "" && params.Limit == nil {
			params.Limit = new(unaskedLimitOfQ)
		}
		p, refused := userList.page(in.name, params.After, params.Limit)
		if refused != nil {
			return refuse(refused)
		}
		users, next := cut(p, sorted(c.createdIn(selected.created), in, selected.matches), in, selected.matches)
		if params.Q != nil {
			next = nil
		}
		return c.answerUsers(r, p, fieldsOf(value(params.Fields)), users, next)
	})
}

func (c call) answerUsers(r *http.Request, p page, chosen fields, users []*user, next *place) (reply, *refusal) {
	omitted := omissionsOf(r)
	items := make([]any, 0, len(users))
	for _, u := range users {
		items = append(items, chosen.of(omitted.from(u.listed(c.base))))
	}
	return reply{http.StatusOK, p.links(r, c.base, next), items}, nil
}

// unaskedLimitOfQ is how many users q finds at most where the request has no limit. There is no next page.
const unaskedLimitOfQ = int32(10)

// selection says which users or groups a list is of. byQ selects them by q, in lower case, which is empty where none is
// asked for.
func selection[T any](q, search, filter *string, searchable, filterable attributes[T], byQ func(q string) func(T) bool) (condition[T], *refusal) {
	text, searched, filtered := value(q), value(search), value(filter)
	switch {
	case text != "" && searched != "", text != "" && filtered != "", searched != "" && filtered != "":
		return condition[T]{}, invalid("search", "search: Only one of q, filter and search can be used")
	case searched != "":
		return compile(searched, searchable)
	case filtered != "":
		return compile(filtered, filterable)
	}
	return condition[T]{byQ(strings.ToLower(text)), always}, nil
}

// usersByQ are the users that q finds. Only search and filter find deactivated ones.
func usersByQ(q string) func(*user) bool {
	return func(u *user) bool {
		return u.status != deprovisioned && (q == "" ||
			strings.HasPrefix(strings.ToLower(u.profile.text("firstName")), q) ||
			strings.HasPrefix(strings.ToLower(u.profile.text("lastName")), q) ||
			strings.HasPrefix(strings.ToLower(u.profile.text("email")), q))
	}
}

func (h handlers) CreateUser(w http.ResponseWriter, r *http.Request, params gen.CreateUserParams) {
	h.answer(w, r, func(c call) (reply, *refusal) {
		if next := value(params.NextLogin); next != "" && next != "changePassword" {
			return refuse(invalid("nextLogin", "nextLogin: The value must be changePassword"))
		}
		var body userBody
		if refused := decode(r, &body); refused != nil {
			return refuse(refused)
		}
		u, refused := c.newUser(body, value(params.Provider))
		if refused != nil {
			return refuse(refused)
		}
		c.add(u)
		if params.Activate == nil || *params.Activate {
			c.activate(u, params.NextLogin != nil)
		}
		return ok(u.wire(c.base))
	})
}

// newUser makes the user that a request describes, without filing it.
func (d *directory) newUser(body userBody, withProvider bool) (*user, *refusal) {
	kind, refused := d.userType(cmp.Or(body.Type.ID, defaultType))
	if refused != nil {
		return nil, refused
	}
	p, refused := kind.newProfile(body.Profile, nil)
	if refused != nil {
		return nil, refused
	}
	groups, refused := d.groupsToBeginIn(body.GroupIDs)
	if refused != nil {
		return nil, refused
	}
	if d.byLogin[loginKey(p.text("login"))] != nil {
		return nil, loginTaken()
	}
	now := d.stamp()
	u := &user{
		status:   staged,
		created:  now,
		profile:  p,
		typeID:   kind.id,
		realmID:  body.RealmID,
		provider: gen.AuthenticationProvider{Type: gen.AuthenticationProviderTypeOkta, Name: "OKTA"},
		groups:   groups,
	}
	u.touch(now)
	if withProvider {
		if u.provider, refused = provider(body.Credentials.Provider); refused != nil {
			return nil, refused
		}
	}
	change, refused := newCredentials(body.Credentials, u.provider.Type, true)
	if refused != nil {
		return nil, refused
	}
	change(u, now)
	if u.password.exists() {
		u.statusChanged = now
	}
	for _, g := range groups {
		g.membersChanged = now
	}
	return u, nil
}

// groupsToBeginIn are the groups with some ids. Everyone needs no naming.
func (d *directory) groupsToBeginIn(ids []string) ([]*group, *refusal) {
	var groups []*group
	for _, id := range ids {
		g, refused := d.group(id)
		if refused != nil {
			return nil, invalid("groupIds", "groupIds: There is no group "+id)
		}
		if g != d.everyone {
			groups = insert(groups, g)
		}
	}
	return groups, nil
}

// activate activates a new user.
func (c call) activate(u *user, changePassword bool) {
	to, refused := c.allow("activateUser", u)
	if refused != nil {
		return
	}
	if changePassword && to == active && u.password.works() {
		to = expired
	}
	if to == provisioned {
		c.mail("createUser", u, c.activationLink(u), u.links.activation)
	}
	c.take("activateUser", u, to)
}

func loginTaken() *refusal {
	return invalid("login", "login: An object with this field already exists in the current organization")
}

func (h handlers) GetUser(w http.ResponseWriter, r *http.Request, userID gen.UserID, _ gen.GetUserParams) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		return reply{http.StatusOK, http.Header{"Etag": {u.etag()}}, omissionsOf(r).from(u.wire(c.base))}, nil
	})
}

func (h handlers) UpdateUser(w http.ResponseWriter, r *http.Request, userID gen.UserID, _ gen.UpdateUserParams) {
	h.change(w, r, userID, func(*user, *userBody) *refusal { return nil })
}

func (h handlers) PartialUpdateUser(w http.ResponseWriter, r *http.Request, userID gen.UserID, _ gen.PartialUpdateUserParams) {
	h.change(w, r, userID, func(u *user, body *userBody) *refusal {
		if body.Type.ID != "" && body.Type.ID != u.typeID {
			return invalid("type", "type: Only updateUser moves a user to another type")
		}
		if len(body.Profile) == 0 || bytes.Equal(body.Profile, null) {
			return nil
		}
		whole, refused := u.profile.with(body.Profile)
		body.Profile = whole
		return refused
	})
}

// change serves an update, whose body complete may make whole.
func (h handlers) change(w http.ResponseWriter, r *http.Request, userID gen.UserID, complete func(*user, *userBody) *refusal) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		if u.status == deprovisioned {
			return refuse(notFound(u.id, "User"))
		}
		if !u.isVersion(r.Header.Values("If-Match")) {
			return refuse(staleVersion())
		}
		var body userBody
		if refused := decode(r, &body); refused != nil {
			return refuse(refused)
		}
		if refused := complete(u, &body); refused != nil {
			return refuse(refused)
		}
		if refused := c.update(u, body); refused != nil {
			return refuse(refused)
		}
		return ok(u.wire(c.base))
	})
}

// update changes a user as a request says, or not at all. Credentials may come without a profile, which then stays.
func (d *directory) update(u *user, body userBody) *refusal {
	p, provided := u.profile, u.provider
	kind, refused := d.userType(cmp.Or(body.Type.ID, u.typeID))
	if refused != nil {
		return refused
	}
	hasProfile := len(body.Profile) > 0 && !bytes.Equal(body.Profile, null)
	if hasProfile || !hasCredentials(body.Credentials) {
		if p, refused = kind.newProfile(body.Profile, u.profile); refused != nil {
			return refused
		}
	}
	key := loginKey(p.text("login"))
	if other := d.byLogin[key]; other != nil && other != u {
		return loginTaken()
	}
	if body.Credentials.Provider.Type != "" {
		if provided, refused = provider(body.Credentials.Provider); refused != nil {
			return refused
		}
	}
	change, refused := newCredentials(body.Credentials, provided.Type, false)
	if refused != nil {
		return refused
	}
	delete(d.byLogin, u.loginKey)
	d.byLogin[key] = u
	u.loginKey, u.profile, u.provider, u.typeID = key, p, provided, kind.id
	change(u, d.stamp())
	u.touch(d.stamp())
	return nil
}

func (h handlers) DeactivateOrDeleteUser(w http.ResponseWriter, r *http.Request, userID gen.UserID, _ gen.DeactivateOrDeleteUserParams) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		if refused := c.move("deactivateOrDeleteUser", u); refused != nil {
			return refuse(refused)
		}
		return noContent()
	})
}

// value is what a pointer points to, and the zero value where it is nil.
func value[T any](pointer *T) T {
	if pointer == nil {
		return *new(T)
	}
	return *pointer
}

// parameterRefused says which query parameter can't be read.
func parameterRefused(err error) *refusal {
	if missing, is := errors.AsType[*server.RequiredParamError](err); is {
		return invalid(missing.ParamName, missing.ParamName+": The parameter is required")
	}
	if unreadable, is := errors.AsType[*server.InvalidParamFormatError](err); is {
		return invalid(unreadable.ParamName, unreadable.ParamName+": The value is not valid")
	}
	return invalid("query", "query: The query could not be read")
}
