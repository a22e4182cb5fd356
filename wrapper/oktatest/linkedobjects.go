package oktatest

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"github.com/okta-userapi/userapi-go/gen"
)

// linkedObject is a kind of link between users. Who is linked to whom stands with the associated users, by this very
// definition: one that is made again by the same name has no links.
type linkedObject struct{ primary, associated gen.LinkedObjectDetails }

func (l *linkedObject) isNamed(name string) bool {
	return l.primary.Name == name || l.associated.Name == name
}

// linkedObject finds a definition by the name of either end.
func (d *directory) linkedObject(name string) (*linkedObject, *refusal) {
	i := slices.IndexFunc(d.linkedObjects, func(l *linkedObject) bool { return l.isNamed(name) })
	if i < 0 {
		return nil, notFound(name, "LinkedObjectProperty")
	}
	return d.linkedObjects[i], nil
}

// primaryNamed finds a definition by the name of its primary.
func (d *directory) primaryNamed(name string) (*linkedObject, *refusal) {
	l, refused := d.linkedObject(name)
	if refused != nil || l.primary.Name != name {
		return nil, notFound(name, "LinkedObjectProperty")
	}
	return l, nil
}

type wireLinkedObject struct {
	Primary    gen.LinkedObjectDetails `json:"primary"`
	Associated gen.LinkedObjectDetails `json:"associated"`
	Links      map[string]wireLink     `json:"_links"`
}

func (l *linkedObject) wire(base string) wireLinkedObject {
	self := wireLink{Href: base + "/api/v1/meta/schemas/user/linkedObjects/" + url.PathEscape(l.primary.Name)}
	return wireLinkedObject{l.primary, l.associated, map[string]wireLink{"self": self}}
}

func (h handlers) ListLinkedObjectDefinitions(w http.ResponseWriter, r *http.Request) {
	h.answer(w, r, func(c call) (reply, *refusal) {
		items := make([]wireLinkedObject, 0, len(c.linkedObjects))
		for _, l := range c.linkedObjects {
			items = append(items, l.wire(c.base))
		}
		return ok(items)
	})
}

func (h handlers) AddLinkedObjectDefinition(w http.ResponseWriter, r *http.Request) {
	h.answer(w, r, func(c call) (reply, *refusal) {
		var body gen.LinkedObject
		if refused := decode(r, &body); refused != nil {
			return refuse(refused)
		}
		added := &linkedObject{body.Primary, body.Associated}
		if refused := c.checkLinkedObject(added); refused != nil {
			return refuse(refused)
		}
		c.linkedObjects = append(c.linkedObjects, added)
		return reply{http.StatusCreated, nil, added.wire(c.base)}, nil
	})
}

func (d *directory) checkLinkedObject(l *linkedObject) *refusal {
	var causes []string
	for _, end := range []struct {
		path    string
		details gen.LinkedObjectDetails
	}{{"primary", l.primary}, {"associated", l.associated}} {
		switch {
		case end.details.Name == "":
			causes = append(causes, end.path+".name: The field cannot be left blank")
		case end.details.Title == "":
			causes = append(causes, end.path+".title: The field cannot be left blank")
		case end.details.Type != gen.LinkedObjectDetailsTypeUser:
			causes = append(causes, end.path+".type: The value must be USER")
		}
	}
	if len(causes) == 0 && l.primary.Name == l.associated.Name {
		causes = append(causes, "associated.name: The two names must differ")
	}
	if refused := invalidFields(causes); refused != nil {
		return refused
	}
	for _, other := range d.linkedObjects {
		if other.isNamed(l.primary.Name) || other.isNamed(l.associated.Name) {
			return nameTaken()
		}
	}
	return nil
}

func (h handlers) GetLinkedObjectDefinition(w http.ResponseWriter, r *http.Request, name gen.LinkedObjectName) {
	h.answer(w, r, func(c call) (reply, *refusal) {
		l, refused := c.linkedObject(name)
		if refused != nil {
			return refuse(refused)
		}
		return ok(l.wire(c.base))
	})
}

func (h handlers) DeleteLinkedObjectDefinition(w http.ResponseWriter, r *http.Request, name gen.LinkedObjectName) {
	h.answer(w, r, func(c call) (reply, *refusal) {
		deleted, refused := c.linkedObject(name)
		if refused != nil {
			return refuse(refused)
		}
		c.linkedObjects = slices.DeleteFunc(c.linkedObjects, func(l *linkedObject) bool { return l == deleted })
		return noContent()
	})
}

func (h handlers) SetLinkedObjectForUser(w http.ResponseWriter, r *http.Request, userID gen.UserID, name gen.PrimaryRelationshipName, primaryUserID gen.PrimaryUserID) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		l, refused := c.primaryNamed(name)
		if refused != nil {
			return refuse(refused)
		}
		primary, refused := c.find(primaryUserID)
		if refused != nil {
			return refuse(refused)
		}
		if u.primaries == nil {
			u.primaries = make(map[*linkedObject]*user)
		}
		u.primaries[l] = primary
		return noContent()
	})
}

type wireResponseLinks struct {
	Links map[string]wireLink `json:"_links"`
}

func (h handlers) GetLinkedObjectsForUser(w http.ResponseWriter, r *http.Request, userID gen.UserID, name gen.RelationshipName) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		l, refused := c.linkedObject(name)
		if refused != nil {
			return refuse(refused)
		}
		items := make([]wireResponseLinks, 0)
		for _, linked := range c.linked(u, l, name) {
			items = append(items, wireResponseLinks{map[string]wireLink{"self": {Href: linked.href(c.base)}}})
		}
		self := http.Header{"Link": {fmt.Sprintf("<%s>; rel=%q", addressOf(r, c.base), "self")}} // as orgs do, without pages
		return reply{http.StatusOK, self, items}, nil
	})
}

// linked are the users whom a user is linked to: its primary, or those that it is the primary of.
func (d *directory) linked(u *user, l *linkedObject, name string) []*user {
	if l.associated.Name == name {
		var associated []*user
		for _, other := range d.users {
			if other.primaries[l] == u {
				associated = append(associated, other)
			}
		}
		return associated
	}
	if primary := u.primaries[l]; primary != nil {
		return []*user{primary}
	}
	return nil
}

func (h handlers) RemoveLinkedObjectForUser(w http.ResponseWriter, r *http.Request, userID gen.UserID, name gen.RelationshipName) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		l, refused := c.primaryNamed(name)
		if refused != nil {
			return refuse(refused)
		}
		delete(u.primaries, l)
		return noContent()
	})
}

// unlink ends the links of others to a user that is deleted.
func (d *directory) unlink(deleted *user) {
	if len(d.linkedObjects) == 0 {
		return
	}
	for _, u := range d.users {
		for l, primary := range u.primaries {
			if primary == deleted {
				delete(u.primaries, l)
			}
		}
	}
}
