package oktatest

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/okta-userapi/userapi-go/gen"
)

// identityProvider is one that a user is linked to.
type identityProvider struct {
	gen.IdentityProvider
	created, changed stamp
}

// AddIdentityProvider links a user to an identity provider. It wants the Type and the Name, and takes all else but the
// Links; the Status is ACTIVE unless set.
func (o *Org) AddIdentityProvider(userID string, added gen.IdentityProvider) (gen.IdentityProvider, error) {
	var out gen.IdentityProvider
	err := o.with("add identity provider", userID, func(d *directory, u *user) (err error) {
		if added.Type == "" || added.Name == "" {
			return errors.New("the Type or the Name is empty")
		}
		now := d.stamp()
		idp := identityProvider{added, now, now}
		idp.ID, idp.Status = cmp.Or(added.ID, d.newID("0oa")), cmp.Or(added.Status, "ACTIVE")
		if !added.Created.IsZero() {
			idp.created = stamp(added.Created.Unix())
		}
		if !added.LastUpdated.IsZero() {
			idp.changed = stamp(added.LastUpdated.Unix())
		}
		u.idps = append(u.idps, idp)
		out, err = model[gen.IdentityProvider](idp.wire(o.URL()))
		return err
	})
	return out, err
}

type wireIdentityProvider struct {
	ID          string                     `json:"id"`
	Type        string                     `json:"type"`
	Name        string                     `json:"name"`
	Status      string                     `json:"status"`
	Created     stamp                      `json:"created"`
	LastUpdated stamp                      `json:"lastUpdated"`
	IssuerMode  string                     `json:"issuerMode"`
	Protocol    map[string]json.RawMessage `json:"protocol,omitempty"`
	Policy      map[string]json.RawMessage `json:"policy,omitempty"`
	Properties  map[string]json.RawMessage `json:"properties,omitempty"`
	Links       map[string]wireLink        `json:"_links"`
}

func (p identityProvider) wire(base string) wireIdentityProvider {
	return wireIdentityProvider{
		ID:          p.ID,
		Type:        p.Type,
		Name:        p.Name,
		Status:      p.Status,
		Created:     p.created,
		LastUpdated: p.changed,
		IssuerMode:  cmp.Or(p.IssuerMode, "ORG_URL"),
		Protocol:    p.Protocol,
		Policy:      p.Policy,
		Properties:  p.Properties,
		Links:       map[string]wireLink{"self": {Href: base + "/api/v1/idps/" + p.ID}},
	}
}

func (h handlers) ListUserIdentityProviders(w http.ResponseWriter, r *http.Request, userID gen.UserID) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		items := make([]wireIdentityProvider, 0, len(u.idps))
		for _, idp := range u.idps {
			items = append(items, idp.wire(c.base))
		}
		return ok(items)
	})
}
