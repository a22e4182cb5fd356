package oktatest_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func TestOrgsAreAlikeAndApart(t *testing.T) {
	t.Parallel()
	one, other := oktatest.NewOrg(), oktatest.NewOrg(oktatest.WithToken("secret"))
	require.Equal(t, one.SeedUsers(3), other.SeedUsers(3), "ids are the same in every run")
	require.Equal(t, "secret", other.Token())
	require.NoError(t, one.SetStatus("user1@example.com", gen.UserStatusSuspended))
	here, err := one.User("user1@example.com")
	require.NoError(t, err)
	there, err := other.User("user1@example.com")
	require.NoError(t, err)
	require.Equal(t, []gen.UserStatus{"SUSPENDED", "ACTIVE"}, []gen.UserStatus{here.Status, there.Status})
	require.NoError(t, other.SignIn("user1", oktatest.SeededPassword))
}

func TestWhatChangesAnOrgSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	id := org.SeedUsers(1)[0]
	group := org.AddGroup("Engineers")
	everyone := "00g1t" // no group's id
	for doing, err := range map[string]error{
		"add group member: Not found: Resource not found: nobody (User)":       org.AddGroupMember(group.ID, "nobody"),
		"add group member: Not found: Resource not found: 00g1t (UserGroup)":   org.AddGroupMember(everyone, id),
		"remove group member: Not found: Resource not found: nobody (User)":    org.RemoveGroupMember(group.ID, "nobody"),
		"add group app link: Not found: Resource not found: 00g1t (UserGroup)": org.AddGroupAppLink(everyone, appLink("Mail", false)),
		"add group role: Not found: Resource not found: 00g1t (UserGroup)":     org.AddGroupRole(everyone, gen.RoleTypeAppAdmin),
		"add block: Not found: Resource not found: nobody (User)":              org.AddBlock("nobody", blockedFromAny),
		"set token owner: Not found: Resource not found: nobody (User)":        org.SetTokenOwner("nobody"),
		"sign in: Not found: Resource not found: nobody (User)":                org.SignIn("nobody", "x"),
		"open reset link: the link is not valid":                               org.OpenResetLink("", "x"),
		"scan QR code: Not found: Resource not found: nobody (User)":           org.ScanQRCode("nobody", "x"),
		"answer push: Not found: Resource not found: x (UserFactor)":           org.AnswerPush(id, "x", true),
	} {
		require.EqualError(t, err, doing)
	}
	_, err := org.User("nobody")
	require.EqualError(t, err, "user: Not found: Resource not found: nobody (User)")
	require.ErrorIs(t, err, okta.ErrNotFound)
	require.ErrorIs(t, org.SetStatus("nobody", gen.UserStatusActive), okta.CodeNotFound)
	_, err = org.AddUser(gen.User{})
	require.EqualError(t, err, "add user: Api validation failed: firstName: firstName: The field cannot be left blank; lastName: The field cannot be left blank; "+
		"login: The field cannot be left blank; email: The field cannot be left blank")
	_, err = org.AddUser(gen.User{Profile: gen.UserProfile{AdditionalProperties: map[string]jsonRaw{"x": jsonRaw("{")}}})
	require.Error(t, err)
	require.NotErrorIs(t, err, okta.ErrNotFound)
}

func TestGroupsAreAsTheWireHasThem(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	id := org.SeedUsers(1)[0]
	added := org.AddGroup("Engineers")
	require.Equal(t, "Engineers", added.Profile.Name.String())
	require.True(t, added.Profile.Description.IsNull())
	require.Len(t, added.Links.Get("logo"), 2)
	require.NoError(t, org.AddGroupMember(added.ID, id))
	groups := c.send("GET", user(id, "groups"), nil).list()
	require.Equal(t, object{"name": "Everyone", "description": "All users in your organization"}, groups[0]["profile"])
	require.Equal(t, "BUILT_IN", groups[0]["type"])
	require.Error(t, org.AddGroupMember(groups[0]["id"].(string), id))
	require.Equal(t, object{"name": "Engineers", "description": nil}, groups[1]["profile"])
	require.Equal(t, []any{"okta:user_group"}, groups[1]["objectClass"])
}
