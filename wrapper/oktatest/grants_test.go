package oktatest_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// checkGrants calls the operations on grants, clients and refresh tokens, whose answers are held against the contract.
func checkGrants(t *testing.T, c client, id string) {
	t.Helper()
	app := c.org.AddOAuth2Client(gen.OAuth2Client{ClientName: "Notes"}).ClientID
	grant, token := addGrant(t, c.org, id, app, "scp1"), addRefreshToken(t, c.org, id, app)
	c.send("GET", user(id, "clients"), nil).is(200, "")
	c.send("GET", user("nobody", "clients"), nil).is(404, "E0000007")
	for _, list := range [][]string{{"grants"}, {"clients", app, "grants"}, {"clients", app, "tokens"}} {
		c.send("GET", user(append([]string{id}, list...)...), nil).is(200, "")
		c.send("GET", user(append([]string{id}, list...)...)+"?limit=0", nil).is(400, "E0000029")
		c.send("GET", user(append([]string{"nobody"}, list...)...), nil).is(404, "E0000007")
	}
	c.send("GET", user(id, "clients", "another", "tokens", token), nil).is(404, "E0000007")
	for _, one := range [][]string{{id, "grants", grant}, {id, "clients", app, "tokens", token}} {
		c.send("GET", user(one...), nil).is(200, "")
		c.send("DELETE", user(one...), nil).is(204, "")
		c.send("GET", user(one...), nil).is(404, "E0000007")
		c.send("DELETE", user(one...), nil).is(404, "E0000007")
	}
	c.send("DELETE", user(id, "clients", app, "grants"), nil).is(204, "")
	c.send("DELETE", user(id, "clients", app, "tokens"), nil).is(204, "")
	c.send("DELETE", user(id, "grants"), nil).is(204, "")
}

func addGrant(t *testing.T, org *oktatest.Org, userID, clientID, scopeID string) string {
	t.Helper()
	grant, err := org.AddGrant(userID, gen.OAuth2ScopeConsentGrant{ClientID: clientID, ScopeID: scopeID})
	require.NoError(t, err)
	return grant.ID
}

func addRefreshToken(t *testing.T, org *oktatest.Org, userID, clientID string) string {
	t.Helper()
	token, err := org.AddRefreshToken(userID, gen.OAuth2RefreshToken{ClientID: clientID})
	require.NoError(t, err)
	return token.ID
}

// granted is what is left of one user's grants and tokens.
func (c client) granted(id, app string) [3]int {
	c.t.Helper()
	return [3]int{
		len(c.send("GET", user(id, "grants"), nil).list()),
		len(c.send("GET", user(id, "clients", app, "grants"), nil).list()),
		len(c.send("GET", user(id, "clients", app, "tokens"), nil).list()),
	}
}

func TestWhatIsRevokedIsGoneAndAllElseStays(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		path []string
		want [3]int // grants, the app's grants, the app's tokens
	}{
		"nothing is revoked": {nil, [3]int{3, 2, 1}},
		"all grants":         {[]string{"grants"}, [3]int{0, 0, 1}},
		"an app's grants":    {[]string{"clients", "0oa1", "grants"}, [3]int{1, 0, 1}},
		"an app's tokens":    {[]string{"clients", "0oa1", "tokens"}, [3]int{3, 2, 0}},
		"an unknown app's":   {[]string{"clients", "0oa9", "tokens"}, [3]int{3, 2, 1}},
		"the tokens of all":  {[]string{"sessions?oauthTokens=true"}, [3]int{3, 2, 0}},
		"the sessions alone": {[]string{"sessions"}, [3]int{3, 2, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			org := oktatest.NewOrg()
			c := newClient(t, org)
			users := org.SeedUsers(2)
			for _, id := range users {
				for _, app := range []string{"0oa1", "0oa2"} {
					org.AddOAuth2Client(gen.OAuth2Client{ClientID: app, ClientName: app})
					addGrant(t, org, id, app, "scp1")
					addRefreshToken(t, org, id, app)
				}
				addGrant(t, org, id, "0oa1", "scp2")
			}
			if test.path != nil {
				path := "/api/v1/users/" + users[0]
				for _, segment := range test.path {
					path += "/" + segment
				}
				c.send("DELETE", path, nil).is(204, "")
			}
			assert.Equal(t, test.want, c.granted(users[0], "0oa1"))
			assert.Equal(t, [3]int{3, 2, 1}, c.granted(users[1], "0oa1"), "another user's")
		})
	}
}

func TestAClientIsListedWhileItHasAGrantOrAToken(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	id := org.SeedUsers(1)[0]
	app := org.AddOAuth2Client(gen.OAuth2Client{ClientName: "Notes", LogoURI: "https://notes.example.com/logo.png"}).ClientID
	require.JSONEq(t, `[]`, c.send("GET", user(id, "clients"), nil).body)
	addGrant(t, org, id, app, "scp1")
	addRefreshToken(t, org, id, app)
	clients := c.send("GET", user(id, "clients"), nil).list()
	require.Len(t, clients, 1)
	require.Equal(t, object{
		"client_id": app, "client_name": "Notes", "client_uri": nil, "logo_uri": "https://notes.example.com/logo.png",
		"_links": object{
			"grants": object{"href": org.URL() + user(id, "clients", app, "grants")},
			"tokens": object{"href": org.URL() + user(id, "clients", app, "tokens")},
		},
	}, clients[0])
	c.send("DELETE", user(id, "grants"), nil).is(204, "")
	require.Len(t, c.send("GET", user(id, "clients"), nil).list(), 1)
	c.send("DELETE", user(id, "clients", app, "tokens"), nil).is(204, "")
	require.Empty(t, c.send("GET", user(id, "clients"), nil).list())
}

func TestAWalkSeesEachGrantAndTokenOnceWhateverThePageSize(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	id := org.SeedUsers(1)[0]
	for _, app := range []string{"0oa1", "0oa2"} {
		org.AddOAuth2Client(gen.OAuth2Client{ClientID: app})
	}
	var grants, ofFirst, ofScope, tokens []string
	for i := range 205 {
		app, scope := fmt.Sprint("0oa", 1+i%2), fmt.Sprint("scp", i%3)
		grant := addGrant(t, org, id, app, scope)
		grants = append(grants, grant)
		if app == "0oa1" {
			ofFirst = append(ofFirst, grant)
		}
		if scope == "scp0" {
			ofScope = append(ofScope, grant)
		}
		tokens = append(tokens, addRefreshToken(t, org, id, "0oa1"))
	}
	require.Equal(t, grants, c.walk(user(id, "grants"), nil))
	require.Equal(t, 11, org.Count("listUserGrants"), "20 a page unless told otherwise")
	require.Equal(t, grants, c.walk(user(id, "grants")+"?limit=1000", nil))
	require.Equal(t, 13, org.Count("listUserGrants"), "200 a page at most")
	require.Equal(t, ofScope, c.walk(user(id, "grants")+"?scopeId=scp0&limit=7", nil))
	require.Equal(t, ofFirst, c.walk(user(id, "clients", "0oa1", "grants")+"?limit=7", nil))
	require.Equal(t, tokens, c.walk(user(id, "clients", "0oa1", "tokens")+"?limit=7", nil))
	require.Empty(t, c.walk(user(id, "clients", "0oa2", "tokens"), nil))
}

func TestGrantsAndTokensTakeTheirPast(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	org := oktatest.NewOrg(oktatest.WithClock(func() time.Time { return now }))
	id := org.SeedUsers(1)[0]
	app := org.AddOAuth2Client(gen.OAuth2Client{ClientName: "Notes"}).ClientID
	past := time.Date(2026, 1, 31, 10, 0, 0, 0, time.UTC)

	grant, err := org.AddGrant(id, gen.OAuth2ScopeConsentGrant{
		ClientID: app, ScopeID: "okta.users.read", Issuer: "https://acme.okta.com", Source: gen.OAuth2ScopeConsentGrantSourceAdmin, Created: past,
	})
	require.NoError(t, err)
	assert.Equal(t, []any{id, app, "okta.users.read", "https://acme.okta.com", gen.OAuth2ScopeConsentGrantSourceAdmin, gen.GrantOrTokenStatusActive, past},
		[]any{grant.UserID, grant.ClientID, grant.ScopeID, grant.Issuer, grant.Source, grant.Status, grant.Created.UTC()})

	token, err := org.AddRefreshToken(id, gen.OAuth2RefreshToken{ClientID: app, Scopes: []string{"offline_access", "notes"}, Created: past})
	require.NoError(t, err)
	assert.Equal(t, []string{"offline_access", "notes"}, token.Scopes)
	assert.Equal(t, past.Add(28*24*time.Hour), token.ExpiresAt.UTC())
	token, err = org.AddRefreshToken(id, gen.OAuth2RefreshToken{ClientID: app, ExpiresAt: now})
	require.NoError(t, err)
	assert.Equal(t, now, token.Created.UTC())
	assert.Equal(t, now, token.ExpiresAt.UTC())
	assert.Equal(t, org.URL()+"/oauth2/default", token.Issuer)
	assert.Equal(t, http.MethodDelete, token.Links.Get("revoke")[0].Method)
}

func TestWhoCanNotGrantDoesNot(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	users := org.SeedUsers(2)
	app := org.AddOAuth2Client(gen.OAuth2Client{ClientName: "Notes"}).ClientID
	require.NoError(t, org.SetStatus(users[1], gen.UserStatusDeprovisioned))
	for want, call := range map[string]error{
		"add grant: Not found: Resource not found: nobody (User)":                              result(org.AddGrant("nobody", gen.OAuth2ScopeConsentGrant{})),
		"add grant: there is no OAuth 2.0 client with the ClientID: use AddOAuth2Client first": result(org.AddGrant(users[0], gen.OAuth2ScopeConsentGrant{ClientID: "0oa9", ScopeID: "s"})),
		"add grant: the ScopeID is empty":                                                      result(org.AddGrant(users[0], gen.OAuth2ScopeConsentGrant{ClientID: app})),
		"add refresh token: the user is deactivated":                                           result(org.AddRefreshToken(users[1], gen.OAuth2RefreshToken{ClientID: app})),
	} {
		assert.EqualError(t, call, want)
	}
}

func result[T any](_ T, err error) error { return err }

func TestADeactivatedUserHasGrantedNothingAndKeepsTheRest(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	id := org.SeedUsers(1)[0]
	app := org.AddOAuth2Client(gen.OAuth2Client{ClientName: "Notes"}).ClientID
	addGrant(t, org, id, app, "scp1")
	addRefreshToken(t, org, id, app)
	require.NoError(t, org.SetTokenOwner(id))
	c.send("POST", user(id, "subscriptions", "APP_IMPORT", "subscribe"), nil).is(200, "")
	c.send("PUT", user(id, "risk"), object{"riskLevel": "HIGH"}).is(201, "")
	require.NoError(t, result(org.AddDevice(id, gen.Device{Profile: gen.DeviceProfile{DisplayName: "Laptop", Platform: "MACOS"}})))
	require.NoError(t, result(org.AddIdentityProvider(id, gen.IdentityProvider{Type: "GOOGLE", Name: "Google"})))
	c.send("POST", linkedObjects, managers).is(201, "")
	c.send("PUT", user(id, "linkedObjects", "manager", id), nil).is(204, "")

	c.send("POST", user(id, "lifecycle", "deactivate"), nil).is(200, "")
	assert.Equal(t, [3]int{}, c.granted(id, app))
	assert.Empty(t, c.send("GET", user(id, "clients"), nil).list())
	assert.Equal(t, "unsubscribed", c.send("GET", user(id, "subscriptions", "APP_IMPORT"), nil).object()["status"])
	assert.Equal(t, "HIGH", c.send("GET", user(id, "risk"), nil).object()["riskLevel"])
	assert.Len(t, c.send("GET", user(id, "devices"), nil).list(), 1)
	assert.Len(t, c.send("GET", user(id, "idps"), nil).list(), 1)
	assert.Len(t, c.linked(id, "manager"), 1)
}
