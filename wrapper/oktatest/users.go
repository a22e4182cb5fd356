package oktatest

import (
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
}

func (h handlers) ListUsers(w http.ResponseWriter, r *http.Request, params gen.ListUsersParams) {
	h.answer(w, r, func(c call) (reply, *refusal) {
		p, refused := userList.page(params.After, params.Limit)
		if refused != nil {
			return refuse(refused)
		}
		keep, refused := selection(params)
		if refused != nil {
			return refuse(refused)
		}
		users, next := cut(p, c.users, keep)
		if params.Q != nil {
			next = 0
		}
		items := make([]wireUser, 0, len(users))
		for _, u := range users {
			items = append(items, u.listed(c.base))
		}
		return reply{http.StatusOK, p.links(r, c.base, next), items}, nil
	})
}

// selection says which users a list is of.
func selection(params gen.ListUsersParams) (func(*user) bool, *refusal) {
	q, search, filter := value(params.Q), value(params.Search), value(params.Filter)
	switch {
	case q != "" && search != "", q != "" && filter != "", search != "" && filter != "":
		return nil, invalid("search", "search: Only one of q, filter and search can be used")
	case search != "":
		return compile(search, searchable)
	case filter != "":
		return compile(filter, filterable)
	}
	q = strings.ToLower(q)
	return func(u *user) bool {
		return u.status != deprovisioned && (q == "" ||
			strings.HasPrefix(strings.ToLower(u.profile.text("firstName")), q) ||
			strings.HasPrefix(strings.ToLower(u.profile.text("lastName")), q) ||
			strings.HasPrefix(strings.ToLower(u.profile.text("email")), q))
	}, nil
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
	p, refused := newProfile(body.Profile)
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
		typeID:   body.Type.ID,
		realmID:  body.RealmID,
		provider: gen.AuthenticationProvider{Type: gen.AuthenticationProviderTypeOkta, Name: "OKTA"},
	}
	u.touch(now)
	if u.typeID == "" {
		u.typeID = defaultType
	}
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
	return u, nil
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

func (h handlers) GetUser(w http.ResponseWriter, r *http.Request, userID gen.UserID) {
	h.answer(w, r, func(c call) (reply, *refusal) {
		u, refused := c.find(userID)
		if refused != nil {
			return refuse(refused)
		}
		return reply{http.StatusOK, http.Header{"Etag": {u.etag()}}, u.wire(c.base)}, nil
	})
}

func (h handlers) UpdateUser(w http.ResponseWriter, r *http.Request, userID gen.UserID) {
	h.answer(w, r, func(c call) (reply, *refusal) {
		u, refused := c.find(userID)
		if refused != nil {
			return refuse(refused)
		}
		var body userBody
		if refused := decode(r, &body); refused != nil {
			return refuse(refused)
		}
		p, refused := newProfile(body.Profile)
		if refused != nil {
			return refuse(refused)
		}
		key := loginKey(p.text("login"))
		if other := c.byLogin[key]; other != nil && other != u {
			return refuse(loginTaken())
		}
		to := u.provider
		if body.Credentials.Provider.Type != "" {
			if to, refused = provider(body.Credentials.Provider); refused != nil {
				return refuse(refused)
			}
		}
		change, refused := newCredentials(body.Credentials, to.Type, false)
		if refused != nil {
			return refuse(refused)
		}
		delete(c.byLogin, u.loginKey)
		u.loginKey, u.profile, u.provider = key, p, to
		c.byLogin[key] = u
		change(u, c.stamp())
		u.touch(c.stamp())
		return ok(u.wire(c.base))
	})
}

func (h handlers) DeactivateOrDeleteUser(w http.ResponseWriter, r *http.Request, userID gen.UserID, _ gen.DeactivateOrDeleteUserParams) {
	h.answer(w, r, func(c call) (reply, *refusal) {
		u, refused := c.find(userID)
		if refused != nil {
			return refuse(refused)
		}
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
