package oktatest_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func TestALoginIsEnoughOfASeededUser(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	require.NoError(t, org.Seed(oktatest.Seed{Users: []oktatest.SeedUser{{Login: "ada@example.com"}, {Login: "grace"}}}))
	ada, err := org.User("ada@example.com")
	require.NoError(t, err)
	require.Equal(t, okta.UserStatusActive, ada.Status)
	require.True(t, ada.LastLogin.IsZero())
	require.WithinDuration(t, time.Now(), ada.Created, time.Minute)
	require.True(t, ada.Profile.Equal(okta.UserProfile{
		Login: okta.Set("ada@example.com"), Email: okta.Set("ada@example.com"), FirstName: okta.Set("ada"), LastName: okta.Set("Example"),
		MobilePhone: okta.Clear(), SecondEmail: okta.Clear(),
	}), ada.Profile)
	grace, err := org.User("grace")
	require.NoError(t, err)
	require.Equal(t, "grace@example.com", grace.Profile.Email.String())
}

func TestASeedIsTheStateOfAnOrg(t *testing.T) {
	t.Parallel()
	created := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	var profile okta.UserProfile
	profile.LastName = okta.Set("Lovelace")
	require.NoError(t, profile.Set("badgeNumber", 1815))
	org := oktatest.NewOrg()
	require.NoError(t, org.Seed(oktatest.Seed{
		Owner:  "ada@example.com",
		Groups: []string{"Engineers", "Sales"},
		Apps:   []oktatest.SeedApp{{Name: "facebook", Label: "Facebook of Sales"}},
		Users: []oktatest.SeedUser{
			{Login: "ada@example.com", Profile: profile, Created: created, LastLogin: created.Add(time.Hour), Groups: []string{"Engineers", "Sales"}},
			{Login: "grace@example.com", Status: okta.UserStatusSuspended, Groups: []string{"Sales"}},
			{Login: "alan@example.com", Status: "FUTURE_STATUS"},
		},
		Statuses: []okta.UserStatus{"FUTURE_STATUS"},
	}))
	require.NotContains(t, profile.AdditionalProperties, "email")
	require.True(t, profile.Email.IsZero(), "the literal stays as it was")

	client := oktatest.NewClient(t, org)
	me, err := client.GetUser(t.Context(), "me", nil)
	require.NoError(t, err)
	require.Equal(t, created, me.Created)
	require.Equal(t, created.Add(time.Hour), me.LastLogin)
	require.Equal(t, "Lovelace", me.Profile.LastName.String())
	badge, err := okta.AttributeAs[int](&me.Profile, "badgeNumber")
	require.NoError(t, err)
	require.Equal(t, 1815, badge)
	for login, want := range map[string]okta.UserStatus{"grace@example.com": okta.UserStatusSuspended, "alan@example.com": "FUTURE_STATUS"} {
		user, err := org.User(login)
		require.NoError(t, err)
		require.Equal(t, want, user.Status)
	}
	for name, want := range map[string][]string{"Engineers": {"ada@example.com"}, "Sales": {"ada@example.com", "grace@example.com"}} {
		group, err := org.Group(name)
		require.NoError(t, err)
		again, err := org.Group(group.ID)
		require.NoError(t, err)
		require.Equal(t, name, again.Profile.Name.String())
		var members []string
		for member, err := range client.ListGroupUsers(t.Context(), group.ID, nil) {
			require.NoError(t, err)
			members = append(members, member.Profile.Login.String())
		}
		require.Equal(t, want, members)
	}
	require.Len(t, org.Apps(), 1)
	require.Equal(t, "Facebook of Sales", org.Apps()[0].Name)

	require.NoError(t, org.Seed(oktatest.Seed{Users: []oktatest.SeedUser{{Login: "edsger@example.com", Groups: []string{"Engineers"}}}}), "a seed adds to what is there")
	me, err = client.GetUser(t.Context(), "me", nil)
	require.NoError(t, err)
	require.Equal(t, "ada@example.com", me.Profile.Login.String())
}

func TestASeedThatIsNoGoodSaysWhere(t *testing.T) {
	t.Parallel()
	user := func(u oktatest.SeedUser) oktatest.Seed {
		return oktatest.Seed{Users: []oktatest.SeedUser{{Login: "first"}, u}}
	}
	for want, seed := range map[string]oktatest.Seed{
		"seed: user 2: a login is needed":                                                 user(oktatest.SeedUser{}),
		`seed: user 2: the login is "a", and "b" in the profile: leave one of them out`:   user(oktatest.SeedUser{Login: "a", Profile: gen.UserProfile{Login: gen.Set("b")}}),
		`seed: user 2: there is no status "LOCKED": use one of ["STAGED" `:                user(oktatest.SeedUser{Login: "a", Status: "LOCKED"}),
		"seed: user 2: add user: Api validation failed: login":                            user(oktatest.SeedUser{Login: "first"}),
		`seed: user 2: there is no group "Nobody's" among the groups: group: Not found: `: user(oktatest.SeedUser{Login: "a", Groups: []string{"Nobody's"}}),
		"seed: user 2: add group member: the members of Everyone can't be changed":        user(oktatest.SeedUser{Login: "a", Groups: []string{"Everyone"}}),
		"seed: user 2: add factor: ":                                                      user(oktatest.SeedUser{Login: "a", Factors: []gen.UserFactor{{Profile: gen.UserFactorProfile{AdditionalProperties: map[string]jsonRaw{"x": jsonRaw("{")}}}}}),
		"seed: user 2: add grant: there is no OAuth 2.0 client":                           user(oktatest.SeedUser{Login: "a", Grants: []gen.OAuth2ScopeConsentGrant{{ClientID: "0oa1", ScopeID: "s"}}}),
		"seed: user 2: add refresh token: there is no OAuth 2.0 client":                   user(oktatest.SeedUser{Login: "a", RefreshTokens: []gen.OAuth2RefreshToken{{ClientID: "0oa1"}}}),
		`seed: the group "Engineers" is named twice`:                                      {Groups: []string{"Engineers", "Sales", "Engineers"}},
		"seed: group 1: a name is needed":                                                 {Groups: []string{""}},
		"seed: app 1: name and label are needed":                                          {Apps: []oktatest.SeedApp{{Name: "mail"}}},
		"seed: client 1: client_id is needed":                                             {Clients: []gen.OAuth2Client{{ClientName: "Notes"}}},
		"seed: set token owner: Not found: Resource not found: nobody (User)":             {Owner: "nobody"},
		"seed: schema: update user schema: Api validation failed: x":                      {Schema: &gen.UserSchema{Definitions: gen.UserSchemaDefinitions{Custom: gen.UserSchemaDefinition{Properties: map[string]*gen.UserSchemaAttribute{"x": {}}}}}},
	} {
		require.ErrorContains(t, oktatest.NewOrg().Seed(seed), want, want)
	}
	_, err := oktatest.NewOrg().Group("nobody's")
	require.ErrorIs(t, err, okta.ErrNotFound)
}
