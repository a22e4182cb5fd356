package oktatest

import (
	"cmp"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/okta-userapi/userapi-go/gen"
)

// grant is a scope that a user has granted to a client.
type grant struct {
	id               string
	seq              uint64
	client           *oauthClient
	issuer, scopeID  string
	source           gen.OAuth2ScopeConsentGrantSource
	created, changed stamp
}

var ownOrderOfGrants = order[*grant]{place: func(g *grant) place { return place{number: g.seq} }}

// AddGrant has a user grant a scope to a client, as a sign-in with OAuth 2.0 does. It wants the ClientID, of
// [Org.AddOAuth2Client], and the ScopeID, and takes the Issuer, the Source, which is END_USER unless set, and Created.
func (o *Org) AddGrant(userID string, added gen.OAuth2ScopeConsentGrant) (gen.OAuth2ScopeConsentGrant, error) {
	var out gen.OAuth2ScopeConsentGrant
	err := o.with("add grant", userID, func(d *directory, u *user) (err error) {
		client, err := d.clientOf(u, added.ClientID)
		switch {
		case err != nil:
			return err
		case added.ScopeID == "":
			return errors.New("the ScopeID is empty")
		}
		now := d.stamp()
		if !added.Created.IsZero() {
			now = stamp(added.Created.Unix())
		}
		g := &grant{
			id: d.newID("oag"), seq: d.ids, client: client, issuer: cmp.Or(added.Issuer, o.issuer()), scopeID: added.ScopeID,
			source: cmp.Or(added.Source, gen.OAuth2ScopeConsentGrantSourceEndUser), created: now, changed: now,
		}
		u.grants = append(u.grants, g)
		out, err = model[gen.OAuth2ScopeConsentGrant](g.wire(u, o.URL()))
		return err
	})
	return out, err
}

// issuer is the authorization server of grants and tokens that name none.
func (o *Org) issuer() string { return o.URL() + "/oauth2/default" }

type wireGrant struct {
	ID          string                            `json:"id"`
	Status      gen.GrantOrTokenStatus            `json:"status"`
	Created     stamp                             `json:"created"`
	CreatedBy   wireActor                         `json:"createdBy"`
	LastUpdated stamp                             `json:"lastUpdated"`
	Issuer      string                            `json:"issuer"`
	ClientID    string                            `json:"clientId"`
	UserID      string                            `json:"userId"`
	ScopeID     string                            `json:"scopeId"`
	Source      gen.OAuth2ScopeConsentGrantSource `json:"source"`
	Links       map[string]wireLink               `json:"_links"`
}

type wireActor struct {
	ID   string `json:"id"`
	Type string `json:"type"`
}

func (g *grant) wire(u *user, base string) wireGrant {
	links := oauthLinks(u, g.client, g.issuer, base)
	links["self"] = wireLink{Href: u.href(base) + "/grants/" + g.id}
	links["scope"] = wireLink{Href: links["authorizationServer"].Href + "/scopes/" + g.scopeID}
	return wireGrant{
		ID:          g.id,
		Status:      gen.GrantOrTokenStatusActive,
		Created:     g.created,
		CreatedBy:   wireActor{u.id, "User"},
		LastUpdated: g.changed,
		Issuer:      g.issuer,
		ClientID:    g.client.id,
		UserID:      u.id,
		ScopeID:     g.scopeID,
		Source:      g.source,
		Links:       links,
	}
}

// oauthLinks are the links that grants and refresh tokens have in common.
func oauthLinks(u *user, client *oauthClient, issuer, base string) map[string]wireLink {
	server := issuer[strings.LastIndexByte(issuer, '/')+1:]
	return map[string]wireLink{
		"app":                 {Href: base + "/api/v1/apps/" + client.id},
		"authorizationServer": {Href: base + "/api/v1/authorizationServers/" + server},
		"client":              {Href: base + "/oauth2/v1/clients/" + client.id},
		"user":                {Href: u.href(base)},
	}
}

func (h handlers) ListUserGrants(w http.ResponseWriter, r *http.Request, userID gen.UserID, params gen.ListUserGrantsParams) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		scope := value(params.ScopeID)
		return c.grantPage(r, u, params.After, params.Limit, func(g *grant) bool { return scope == "" || g.scopeID == scope })
	})
}

func (h handlers) ListGrantsForUserAndClient(w http.ResponseWriter, r *http.Request, userID gen.UserID, clientID gen.ClientID, params gen.ListGrantsForUserAndClientParams) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		return c.grantPage(r, u, params.After, params.Limit, func(g *grant) bool { return g.client.id == clientID })
	})
}

func (c call) grantPage(r *http.Request, u *user, after *string, limit *int32, keep func(*grant) bool) (reply, *refusal) {
	p, refused := grantList.page("", after, limit)
	if refused != nil {
		return refuse(refused)
	}
	grants, next := cut(p, u.grants, ownOrderOfGrants, keep)
	items := make([]wireGrant, 0, len(grants))
	for _, g := range grants {
		items = append(items, g.wire(u, c.base))
	}
	return reply{http.StatusOK, p.links(r, c.base, next), items}, nil
}

func (h handlers) GetUserGrant(w http.ResponseWriter, r *http.Request, userID gen.UserID, grantID gen.GrantID, _ gen.GetUserGrantParams) {
	h.grant(w, r, userID, grantID, func(c call, u *user, g *grant) (reply, *refusal) { return ok(g.wire(u, c.base)) })
}

func (h handlers) RevokeUserGrant(w http.ResponseWriter, r *http.Request, userID gen.UserID, grantID gen.GrantID) {
	h.grant(w, r, userID, grantID, func(_ call, u *user, revoked *grant) (reply, *refusal) {
		u.grants = slices.DeleteFunc(u.grants, func(g *grant) bool { return g == revoked })
		return noContent()
	})
}

func (h handlers) RevokeUserGrants(w http.ResponseWriter, r *http.Request, userID gen.UserID) {
	h.user(w, r, userID, func(_ call, u *user) (reply, *refusal) {
		u.grants = nil
		return noContent()
	})
}

func (h handlers) RevokeGrantsForUserAndClient(w http.ResponseWriter, r *http.Request, userID gen.UserID, clientID gen.ClientID) {
	h.user(w, r, userID, func(_ call, u *user) (reply, *refusal) {
		u.grants = slices.DeleteFunc(u.grants, func(g *grant) bool { return g.client.id == clientID })
		return noContent()
	})
}

// grant answers an operation on a grant of a user, or refuses it where one of them is none.
func (h handlers) grant(w http.ResponseWriter, r *http.Request, userID gen.UserID, grantID gen.GrantID, handle func(call, *user, *grant) (reply, *refusal)) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		i := slices.IndexFunc(u.grants, func(g *grant) bool { return g.id == grantID })
		if i < 0 {
			return refuse(notFound(grantID, "OAuth2ScopeConsentGrant"))
		}
		return handle(c, u, u.grants[i])
	})
}
