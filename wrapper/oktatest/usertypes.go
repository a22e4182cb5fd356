package oktatest

import (
	"cmp"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/okta-userapi/userapi-go/gen"
)

// userType is a kind of users, with the schema of their profiles.
type userType struct {
	id, name, displayName, description string
	created, changed                   stamp
	createdBy, changedBy               string
	schema                             userSchema
}

// systemUser is who makes what nobody made.
const systemUser = "spr1systemOfTheOrg05d7"

func newUserType(id, name string) *userType {
	return &userType{
		id: id, name: name, displayName: "User", description: "Okta user profile template with default permission settings",
		createdBy: systemUser, changedBy: systemUser,
		schema: userSchema{base: baseAttributes()},
	}
}

// begin sets the times of a user type that is new.
func (d *directory) begin(t *userType) {
	now := d.stamp()
	t.created, t.changed, t.schema.created, t.schema.changed = now, now, now, now
}

// actor is who makes a request: the token's owner, where the org knows one.
func (d *directory) actor() string {
	if d.owner == nil {
		return systemUser
	}
	return d.owner.id
}

// userType finds a user type by its id, for a user.
func (d *directory) userType(id string) (*userType, *refusal) {
	for _, t := range d.types {
		if t.id == id {
			return t, nil
		}
	}
	return nil, invalid("type", "type: There is no user type with this id")
}

func (t *userType) schemaID() string { return "osc" + strings.TrimPrefix(t.id, "oty") }

type wireUserType struct {
	ID            string            `json:"id"`
	Name          string            `json:"name"`
	DisplayName   string            `json:"displayName"`
	Description   string            `json:"description"`
	Default       bool              `json:"default"`
	Created       stamp             `json:"created"`
	CreatedBy     string            `json:"createdBy"`
	LastUpdated   stamp             `json:"lastUpdated"`
	LastUpdatedBy string            `json:"lastUpdatedBy"`
	Links         wireUserTypeLinks `json:"_links"`
}

type wireUserTypeLinks struct {
	Self   wireMetaLink `json:"self"`
	Schema wireMetaLink `json:"schema"`
}

// wireMetaLink is a link as user types and schemas have it.
type wireMetaLink struct {
	Rel    string `json:"rel"`
	Href   string `json:"href"`
	Method string `json:"method"`
}

func (t *userType) wire(base string) wireUserType {
	return wireUserType{
		ID: t.id, Name: t.name, DisplayName: t.displayName, Description: t.description, Default: t.id == defaultType,
		Created: t.created, CreatedBy: t.createdBy, LastUpdated: t.changed, LastUpdatedBy: t.changedBy,
		Links: wireUserTypeLinks{Self: t.link("self", base), Schema: t.schemaLink("schema", base)},
	}
}

func (t *userType) link(relation, base string) wireMetaLink {
	return wireMetaLink{relation, base + "/api/v1/meta/types/user/" + t.id, http.MethodGet}
}

func (t *userType) schemaLink(relation, base string) wireMetaLink {
	return wireMetaLink{relation, base + "/api/v1/meta/schemas/user/" + t.schemaID(), http.MethodGet}
}

// userType answers an operation on a user type, or refuses it where there is none.
func (h handlers) userType(w http.ResponseWriter, r *http.Request, id string, handle func(call, *userType) (reply, *refusal)) {
	h.answer(w, r, func(c call) (reply, *refusal) {
		for _, t := range c.types {
			if t.id == id || id == "default" && t.id == defaultType {
				return handle(c, t)
			}
		}
		return refuse(notFound(id, "CVDType"))
	})
}

func (h handlers) ListUserTypes(w http.ResponseWriter, r *http.Request) {
	h.answer(w, r, func(c call) (reply, *refusal) {
		items := make([]wireUserType, 0, len(c.types))
		for _, t := range c.types {
			items = append(items, t.wire(c.base))
		}
		return ok(items)
	})
}

// identifier is what the names of user types and attributes are made of.
var identifier = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)

// mostUserTypes is how many user types an org has at most.
const mostUserTypes = 10

func (h handlers) CreateUserType(w http.ResponseWriter, r *http.Request) {
	h.answer(w, r, func(c call) (reply, *refusal) {
		var body gen.UserType
		if refused := decode(r, &body); refused != nil {
			return refuse(refused)
		}
		added, refused := c.newUserType(body)
		if refused != nil {
			return refuse(refused)
		}
		return ok(added.wire(c.base))
	})
}

func (d *directory) newUserType(body gen.UserType) (*userType, *refusal) {
	var causes []string
	if !identifier.MatchString(body.Name) {
		causes = append(causes, "name: The name must begin with a letter, and have only letters, digits and underscores")
	}
	if slices.ContainsFunc(d.types, func(t *userType) bool { return strings.EqualFold(t.name, body.Name) }) {
		causes = append(causes, "name: An object with this field already exists in the current organization")
	}
	if body.DisplayName == "" {
		causes = append(causes, "displayName: The field cannot be left blank")
	}
	if len(d.types) == mostUserTypes {
		causes = append(causes, "name: The org has as many user types as it can have")
	}
	if refused := invalidFields(causes); refused != nil {
		return nil, refused
	}
	t := newUserType(d.newID("oty"), body.Name)
	t.displayName, t.description = body.DisplayName, body.Description
	t.createdBy, t.changedBy = d.actor(), d.actor()
	d.begin(t)
	d.types = append(d.types, t)
	return t, nil
}

func (h handlers) GetUserType(w http.ResponseWriter, r *http.Request, typeID gen.TypeID) {
	h.userType(w, r, typeID, func(c call, t *userType) (reply, *refusal) { return ok(t.wire(c.base)) })
}

func (h handlers) UpdateUserType(w http.ResponseWriter, r *http.Request, typeID gen.TypeID) {
	h.userType(w, r, typeID, func(c call, t *userType) (reply, *refusal) {
		var body gen.UserType
		if refused := decode(r, &body); refused != nil {
			return refuse(refused)
		}
		return c.describe(t, cmp.Or(body.DisplayName, t.displayName), cmp.Or(body.Description, t.description))
	})
}

func (h handlers) ReplaceUserType(w http.ResponseWriter, r *http.Request, typeID gen.TypeID) {
	h.userType(w, r, typeID, func(c call, t *userType) (reply, *refusal) {
		var body gen.UserType
		if refused := decode(r, &body); refused != nil {
			return refuse(refused)
		}
		switch {
		case body.Name != t.name:
			return refuse(invalid("name", "name: The name of a user type can't be changed"))
		case body.DisplayName == "":
			return refuse(invalid("displayName", "displayName: The field cannot be left blank"))
		}
		return c.describe(t, body.DisplayName, body.Description)
	})
}

// describe sets what can be changed of a user type.
func (c call) describe(t *userType, displayName, description string) (reply, *refusal) {
	t.displayName, t.description = displayName, description
	t.changed, t.changedBy = c.stamp(), c.actor()
	return ok(t.wire(c.base))
}

func (h handlers) DeleteUserType(w http.ResponseWriter, r *http.Request, typeID gen.TypeID) {
	h.userType(w, r, typeID, func(c call, removed *userType) (reply, *refusal) {
		switch {
		case removed.id == defaultType:
			return refuse(invalid("typeId", "typeId: The default user type can't be deleted"))
		case slices.ContainsFunc(c.users, func(u *user) bool { return u.typeID == removed.id }):
			return refuse(invalid("typeId", "typeId: There are users of this type"))
		}
		c.types = slices.DeleteFunc(c.types, func(t *userType) bool { return t == removed })
		return noContent()
	})
}
