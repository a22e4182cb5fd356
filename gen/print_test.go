package gen

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"text/template"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAUserPrintsWhoItIs(t *testing.T) {
	t.Parallel()
	user := User{ID: "00u1", Status: UserStatusActive, Profile: UserProfile{Login: Set("ada@example.com\n"), City: Set("London")}}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		assert.Equal(t, `User("00u1", "ACTIVE", "ada@example.com\n")`, fmt.Sprintf(verb, user))
		assert.Contains(t, fmt.Sprintf(verb, []*User{&user}), `User("00u1", "ACTIVE", "ada@example.com\n")`)
	}
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "user", &user)
	assert.Contains(t, log.String(), `"user":{"id":"00u1","status":"ACTIVE","login":"ada@example.com\n"}`)
}

func TestGroupsProfilesAndLinksPrintAsText(t *testing.T) {
	t.Parallel()
	group := Group{ID: "00g1", Type: GroupTypeOktaGroup, Profile: GroupProfile{Name: Set("Engineers")}, Links: Links(`{"users":{"href":"https://a"}}`)}
	assert.Equal(t, `Group("00g1", "OKTA_GROUP", "Engineers")`, fmt.Sprint(group))
	assert.Equal(t, `{"name":"Engineers"}`, fmt.Sprint(group.Profile))
	assert.Equal(t, `{"users":{"href":"https://a"}}`, fmt.Sprintf("%v", group.Links))

	var log, page bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "group", group, "profile", group.Profile, "links", group.Links)
	assert.Contains(t, log.String(), `group.id=00g1 group.type=OKTA_GROUP group.name=Engineers profile="{\"name\":\"Engineers\"}" links="{\"users\"`)
	require.NoError(t, template.Must(template.New("").Parse(`{{.}} {{.Profile.Name}} {{.Links}}`)).Execute(&page, group))
	assert.Equal(t, `Group("00g1", "OKTA_GROUP", "Engineers") Engineers {"users":{"href":"https://a"}}`, strings.TrimSpace(page.String()))
}
