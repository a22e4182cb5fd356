package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func seedFile(t *testing.T, content string) string {
	name := filepath.Join(t.TempDir(), "seed.json")
	require.NoError(t, os.WriteFile(name, []byte(content), 0o600))
	return name
}

func TestASeedMakesGroupsAndUsersInAnyStatus(t *testing.T) {
	t.Parallel()
	planned, err := readSeed(seedFile(t, `{
		"owner": "grace@example.com",
		"statuses": ["FUTURE_STATUS"],
		"groups": ["Engineers", "Sales and more"],
		"users": [
			{"status": "LOCKED_OUT", "groups": ["Engineers"], "credentials": {"password": {"value": "Analytical-Engine-1843"}},
			 "profile": {"login": "ada@example.com", "email": "ada@example.com", "firstName": "Ada", "lastName": "Lovelace", "badge": 9007199254740993}},
			{"status": "FUTURE_STATUS", "created": "2026-01-31T00:00:00Z", "lastLogin": "2026-02-28T10:00:00Z", "profile": {"login": "grace@example.com", "email": "grace@example.com", "firstName": "Grace", "lastName": "Hopper"}},
			{"login": "alan@example.com"}
		]}`))
	require.NoError(t, err)
	org := oktatest.NewOrg()
	var out bytes.Buffer
	require.NoError(t, planned.plant(org, &out))

	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	require.Len(t, lines, 6)
	require.Regexp(t, `^Group: 00g\w{17} Engineers$`, lines[0])
	require.Regexp(t, `^Group: 00g\w{17} Sales and more$`, lines[1])
	require.Regexp(t, `^User:  00u\w{17} LOCKED_OUT ada@example.com$`, lines[2])
	require.Regexp(t, `^User:  00u\w{17} FUTURE_STATUS grace@example.com$`, lines[3])
	require.Regexp(t, `^User:  00u\w{17} ACTIVE alan@example.com$`, lines[4])

	require.Regexp(t, `^Owner: 00u\w{17} grace@example.com$`, lines[5])

	client := oktatest.NewClient(t, org)
	user, err := client.GetUser(t.Context(), "me", nil)
	require.NoError(t, err)
	require.Equal(t, "grace@example.com", user.Profile.Login.String())
	require.Equal(t, "2026-01-31T00:00:00Z", user.Created.Format(time.RFC3339))
	require.Equal(t, "2026-02-28T10:00:00Z", user.LastLogin.Format(time.RFC3339))
	user, err = client.GetUser(t.Context(), strings.Fields(lines[2])[1], nil)
	require.NoError(t, err)
	require.Equal(t, gen.UserStatusLockedOut, user.Status)
	badge, _ := user.Profile.Get("badge")
	require.JSONEq(t, "9007199254740993", string(badge))
	var groups []string
	for group, err := range client.ListUserGroups(t.Context(), user.ID, nil) {
		require.NoError(t, err)
		groups = append(groups, group.Profile.Name.String())
	}
	require.ElementsMatch(t, []string{"Everyone", "Engineers"}, groups)
}

func TestASeedMakesApps(t *testing.T) {
	t.Parallel()
	planned, err := readSeed(seedFile(t, `{"apps": [{"name": "facebook", "label": "Facebook of Sales"}], "users": [
		{"profile": {"login": "ada@example.com", "email": "ada@example.com", "firstName": "Ada", "lastName": "Lovelace"}}]}`))
	require.NoError(t, err)
	org := oktatest.NewOrg()
	var out bytes.Buffer
	require.NoError(t, planned.plant(org, &out))
	line, _, _ := strings.Cut(out.String(), "\n")
	require.Regexp(t, `^App:   0oa\w{17} facebook Facebook of Sales$`, line)

	client := oktatest.NewClient(t, org)
	role, err := client.AddRoleToUser(t.Context(), "ada", okta.Role{Type: okta.RoleTypeAppAdmin}, nil)
	require.NoError(t, err)
	require.NoError(t, client.AddApplicationTargetToAppAdminRoleForUser(t.Context(), "ada", role.ID, "facebook", strings.Fields(line)[1]))
}

func TestASeedMakesGrantsAndRefreshTokens(t *testing.T) {
	t.Parallel()
	planned, err := readSeed(seedFile(t, `{
		"clients": [{"client_id": "0oa1", "client_name": "Notes"}],
		"users": [{
			"profile": {"login": "ada@example.com", "email": "ada@example.com", "firstName": "Ada", "lastName": "Lovelace"},
			"grants": [{"clientId": "0oa1", "scopeId": "scp1"}, {"clientId": "0oa1", "scopeId": "scp2"}],
			"refreshTokens": [{"clientId": "0oa1", "scopes": ["offline_access", "notes"], "expiresAt": "2026-12-31T00:00:00Z"}]
		}]}`))
	require.NoError(t, err)
	org := oktatest.NewOrg()
	require.NoError(t, planned.plant(org, io.Discard))
	client := oktatest.NewClient(t, org)
	clients, err := client.ListUserClients(t.Context(), "ada")
	require.NoError(t, err)
	require.Len(t, clients, 1)
	require.Equal(t, "Notes", clients[0].ClientName)
	grants, err := okta.Collect(client.ListUserGrants(t.Context(), "ada", nil), 10)
	require.NoError(t, err)
	require.Len(t, grants, 2)
	require.Equal(t, "scp2", grants[1].ScopeID)
	tokens, err := okta.Collect(client.ListRefreshTokensForUserAndClient(t.Context(), "ada", "0oa1", nil), 10)
	require.NoError(t, err)
	require.Len(t, tokens, 1)
	require.Equal(t, []string{"offline_access", "notes"}, tokens[0].Scopes)
	require.Equal(t, "2026-12-31T00:00:00Z", tokens[0].ExpiresAt.Format(time.RFC3339))
}

func TestASeedMakesFactors(t *testing.T) {
	t.Parallel()
	planned, err := readSeed(seedFile(t, `{"users": [{
		"profile": {"login": "ada@example.com", "email": "ada@example.com", "firstName": "Ada", "lastName": "Lovelace"},
		"factors": [{"factorType": "signed_nonce", "provider": "OKTA", "profile": {"name": "Ada's phone", "keys": [{"kty": "EC"}]}}]
	}]}`))
	require.NoError(t, err)
	org := oktatest.NewOrg()
	require.NoError(t, planned.plant(org, io.Discard))
	client := oktatest.NewClient(t, org)
	factors, err := client.ListFactors(t.Context(), "ada")
	require.NoError(t, err)
	require.Len(t, factors, 1)
	require.Equal(t, gen.FactorStatusActive, factors[0].Status)
	keys, _ := factors[0].Profile.Get("keys")
	require.JSONEq(t, `[{"kty": "EC"}]`, string(keys))
}

func TestASeedHasTheSchemaOfItsUsers(t *testing.T) {
	t.Parallel()
	const schema = `"schema":{"name":"user","unknown":1,"definitions":{"custom":{"properties":{"badge":{"title":"Badge","type":"integer","unknown":1}}}}}`
	const user = `{"profile":{"login":"ada@example.com","email":"ada@example.com","firstName":"Ada","lastName":"Lovelace",`
	planned, err := readSeed(seedFile(t, `{`+schema+`,"users":[`+user+`"badge":1815}}]}`))
	require.NoError(t, err)
	require.NoError(t, planned.plant(oktatest.NewOrg(), io.Discard))
	planned, err = readSeed(seedFile(t, `{`+schema+`,"users":[`+user+`"shoeSize":39}}]}`))
	require.NoError(t, err)
	require.ErrorContains(t, planned.plant(oktatest.NewOrg(), io.Discard), "-seed: user 1: add user: Api validation failed: shoeSize")
}

func TestASeedThatIsNoGoodIsExplained(t *testing.T) {
	t.Parallel()
	const profile = `"profile":{"login":"a@example.com","email":"a@example.com","firstName":"A","lastName":"B"}`
	for content, want := range map[string]string{
		`{"groups":`:               "unexpected EOF",
		`{"group":[]}`:             `unknown field "group"`,
		`{} {}`:                    "something follows the JSON object",
		`{"users":[{"status":5}]}`: "cannot unmarshal number",
		`{"users":[{"status":"LOCKED",` + profile + `}]}`:                            `-seed: user 1: there is no status "LOCKED": use one of ["STAGED" "PROVISIONED" "ACTIVE" `,
		`{"groups":["Engineers","Engineers"]}`:                                       `-seed: the group "Engineers" is named twice`,
		`{"apps":[{"name":"mail"}]}`:                                                 "-seed: app 1: name and label are needed",
		`{"apps":[{"name":"a","label":"A"},{"label":"B"}]}`:                          "-seed: app 2: name and label are needed",
		`{"owner":"nobody"}`:                                                         "owner: user: Not found: Resource not found: nobody (User)",
		`{"users":[{}]}`:                                                             "-seed: user 1: a login is needed",
		`{"clients":[{"client_name":"Notes"}]}`:                                      "-seed: client 1: client_id is needed",
		`{"users":[{` + profile + `,"grants":[{"clientId":"0oa1","scopeId":"s"}]}]}`: "-seed: user 1: add grant: there is no OAuth 2.0 client",
		`{"users":[{` + profile + `,"refreshTokens":[{"clientId":"0oa1"}]}]}`:        "-seed: user 1: add refresh token: there is no OAuth 2.0 client",
		`{"users":[{` + profile + `},{` + profile + `}]}`:                            "-seed: user 2: add user: Api validation failed",
		`{"users":[{` + profile + `,"groups":["Nobody's"]}]}`:                        `-seed: user 1: there is no group "Nobody's" among the groups`,
		`{"schema":[]}`: "-seed: schema: json: cannot unmarshal",
		`{"schema":{"definitions":{"custom":{"properties":{"x":{}}}}}}`: "-seed: schema: update user schema: Api validation failed: x",
	} {
		err := run(t.Context(), []string{"-addr", ":0", "-seed", seedFile(t, content)}, io.Discard, io.Discard)
		require.ErrorContains(t, err, want, content)
	}
	err := run(t.Context(), []string{"-seed", filepath.Join(t.TempDir(), "none")}, io.Discard, io.Discard)
	require.ErrorIs(t, err, os.ErrNotExist)
}
