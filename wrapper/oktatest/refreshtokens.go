package oktatest

import (
	"cmp"
	"net/http"
	"slices"
	"time"

	"github.com/okta-userapi/userapi-go/gen"
)

// refreshToken is what there is to know of a refresh token. It has no value: nobody can use it here.
type refreshToken struct {
	id                        string
	seq                       uint64
	client                    *oauthClient
	issuer                    string
	scopes                    []string
	created, changed, expires stamp
}

var ownOrderOfRefreshTokens = order[*refreshToken]{place: func(t *refreshToken) place { return place{number: t.seq} }}

// lifeOfRefreshTokens is how long a refresh token lives whose end is not said.
const lifeOfRefreshTokens = 28 * 24 * time.Hour

// AddRefreshToken gives a client a refresh token of a user, as a sign-in with OAuth 2.0 does. It wants the ClientID, of
// [Org.AddOAuth2Client], and takes the Issuer, the Scopes, which are offline_access unless set, Created and ExpiresAt.
func (o *Org) AddRefreshToken(userID string, added gen.OAuth2RefreshToken) (gen.OAuth2RefreshToken, error) {
	var out gen.OAuth2RefreshToken
	err := o.with("add refresh token", userID, func(d *directory, u *user) (err error) {
		client, err := d.clientOf(u, added.ClientID)
		if err != nil {
			return err
		}
		created := d.now()
		if !added.Created.IsZero() {
			created = added.Created
		}
		expires := created.Add(lifeOfRefreshTokens)
		if !added.ExpiresAt.IsZero() {
			expires = added.ExpiresAt
		}
		t := &refreshToken{
			id: d.newID("oar"), seq: d.ids, client: client, issuer: cmp.Or(added.Issuer, o.issuer()), scopes: slices.Clone(added.Scopes),
			created: stamp(created.Unix()), changed: stamp(created.Unix()), expires: stamp(expires.Unix()),
		}
		if len(t.scopes) == 0 {
			t.scopes = []string{"offline_access"}
		}
		u.refreshTokens = append(u.refreshTokens, t)
		out, err = model[gen.OAuth2RefreshToken](t.wire(u, o.URL()))
		return err
	})
	return out, err
}

type wireRefreshToken struct {
	ID          string                 `json:"id"`
	Status      gen.GrantOrTokenStatus `json:"status"`
	Created     stamp                  `json:"created"`
	LastUpdated stamp                  `json:"lastUpdated"`
	ExpiresAt   stamp                  `json:"expiresAt"`
	Issuer      string                 `json:"issuer"`
	ClientID    string                 `json:"clientId"`
	UserID      string                 `json:"userId"`
	Scopes      []string               `json:"scopes"`
	Links       map[string]wireLink    `json:"_links"`
}

func (t *refreshToken) wire(u *user, base string) wireRefreshToken {
	here := u.href(base) + "/clients/" + t.client.id + "/tokens/" + t.id
	links := oauthLinks(u, t.client, t.issuer, base)
	links["self"] = wireLink{Href: here}
	links["revoke"] = wireLink{Href: here, Method: http.MethodDelete}
	return wireRefreshToken{
		ID:          t.id,
		Status:      gen.GrantOrTokenStatusActive,
		Created:     t.created,
		LastUpdated: t.changed,
		ExpiresAt:   t.expires,
		Issuer:      t.issuer,
		ClientID:    t.client.id,
		UserID:      u.id,
		Scopes:      t.scopes,
		Links:       links,
	}
}

func (h handlers) ListRefreshTokensForUserAndClient(w http.ResponseWriter, r *http.Request, userID gen.UserID, clientID gen.ClientID, params gen.ListRefreshTokensForUserAndClientParams) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		p, refused := refreshTokenList.page("", params.After, params.Limit)
		if refused != nil {
			return refuse(refused)
		}
		tokens, next := cut(p, u.refreshTokens, ownOrderOfRefreshTokens, func(t *refreshToken) bool { return t.client.id == clientID })
		items := make([]wireRefreshToken, 0, len(tokens))
		for _, t := range tokens {
			items = append(items, t.wire(u, c.base))
		}
		return reply{http.StatusOK, p.links(r, c.base, next), items}, nil
	})
}

func (h handlers) GetRefreshTokenForUserAndClient(w http.ResponseWriter, r *http.Request, userID gen.UserID, clientID gen.ClientID, tokenID gen.TokenID, _ gen.GetRefreshTokenForUserAndClientParams) {
	h.refreshToken(w, r, userID, clientID, tokenID, func(c call, u *user, t *refreshToken) (reply, *refusal) {
		return ok(t.wire(u, c.base))
	})
}

func (h handlers) RevokeTokenForUserAndClient(w http.ResponseWriter, r *http.Request, userID gen.UserID, clientID gen.ClientID, tokenID gen.TokenID) {
	h.refreshToken(w, r, userID, clientID, tokenID, func(_ call, u *user, revoked *refreshToken) (reply, *refusal) {
		u.refreshTokens = slices.DeleteFunc(u.refreshTokens, func(t *refreshToken) bool { return t == revoked })
		return noContent()
	})
}

func (h handlers) RevokeTokensForUserAndClient(w http.ResponseWriter, r *http.Request, userID gen.UserID, clientID gen.ClientID) {
	h.user(w, r, userID, func(_ call, u *user) (reply, *refusal) {
		u.refreshTokens = slices.DeleteFunc(u.refreshTokens, func(t *refreshToken) bool { return t.client.id == clientID })
		return noContent()
	})
}

// refreshToken answers an operation on a refresh token of a user, or refuses it where one of them is none.
func (h handlers) refreshToken(w http.ResponseWriter, r *http.Request, userID gen.UserID, clientID gen.ClientID, tokenID gen.TokenID, handle func(call, *user, *refreshToken) (reply, *refusal)) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		i := slices.IndexFunc(u.refreshTokens, func(t *refreshToken) bool { return t.client.id == clientID && t.id == tokenID })
		if i < 0 {
			return refuse(notFound(tokenID, "OAuth2RefreshToken"))
		}
		return handle(c, u, u.refreshTokens[i])
	})
}
