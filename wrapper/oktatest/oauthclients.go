package oktatest

import (
	"cmp"
	"errors"
	"net/http"
	"slices"

	"github.com/okta-userapi/userapi-go/gen"
)

// oauthClient is an app that users grant scopes to.
type oauthClient struct{ id, name, uri, logo string }

// AddOAuth2Client makes an OAuth 2.0 client, which users can then grant scopes to. An id that is empty is made.
func (o *Org) AddOAuth2Client(added gen.OAuth2Client) gen.OAuth2Client {
	o.mu.Lock()
	defer o.mu.Unlock()
	d := &o.directory
	added.ClientID = cmp.Or(added.ClientID, d.newID("0oa"))
	d.clients = append(d.clients, &oauthClient{added.ClientID, added.ClientName, added.ClientURI, added.LogoURI})
	return added
}

// clientOf is the client that a grant or token of a user is to be for.
func (d *directory) clientOf(u *user, id string) (*oauthClient, error) {
	i := slices.IndexFunc(d.clients, func(client *oauthClient) bool { return client.id == id })
	switch {
	case u.status == deprovisioned:
		return nil, errors.New("the user is deactivated")
	case i < 0:
		return nil, errors.New("there is no OAuth 2.0 client with the ClientID: use AddOAuth2Client first")
	}
	return d.clients[i], nil
}

type wireClient struct {
	ID    string              `json:"client_id"`
	Name  string              `json:"client_name"`
	URI   *string             `json:"client_uri"`
	Logo  *string             `json:"logo_uri"`
	Links map[string]wireLink `json:"_links"`
}

func (h handlers) ListUserClients(w http.ResponseWriter, r *http.Request, userID gen.UserID) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		items := make([]wireClient, 0)
		for _, client := range c.clients {
			isGranted := slices.ContainsFunc(u.grants, func(g *grant) bool { return g.client == client })
			holdsToken := slices.ContainsFunc(u.refreshTokens, func(t *refreshToken) bool { return t.client == client })
			if isGranted || holdsToken {
				items = append(items, client.wire(u, c.base))
			}
		}
		return ok(items)
	})
}

func (client *oauthClient) wire(u *user, base string) wireClient {
	here := u.href(base) + "/clients/" + client.id
	return wireClient{
		ID:    client.id,
		Name:  client.name,
		URI:   textOrNull(client.uri),
		Logo:  textOrNull(client.logo),
		Links: map[string]wireLink{"grants": {Href: here + "/grants"}, "tokens": {Href: here + "/tokens"}},
	}
}

func textOrNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
