package oktatest_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

const (
	schemaPath = "/api/v1/meta/schemas/user/"
	typePath   = "/api/v1/meta/types/user"
)

// checkSchemasAndTypes has each answer of the operations on schemas, types and assignees be given once.
func (c client) checkSchemasAndTypes() {
	c.t.Helper()
	c.send("GET", schemaPath+"default", nil).is(200, "")
	c.send("GET", schemaPath+"nothing", nil).is(404, "E0000007")
	c.send("POST", schemaPath+"nothing", object{}).is(404, "E0000007")
	c.send("POST", schemaPath+"default", custom(object{"shoeSize": object{"type": "integer"}})).is(400, "E0000001")
	made := c.send("POST", typePath, object{"name": "contractor", "displayName": "Contractor"}).is(200, "").object()["id"].(string)
	c.send("POST", schemaPath+"osc"+strings.TrimPrefix(made, "oty"), custom(object{"shoeSize": object{"title": "Shoe size", "type": "integer"}})).is(200, "")
	c.send("GET", typePath, nil).is(200, "")
	c.send("POST", typePath, object{"name": "contractor", "displayName": "Contractor"}).is(400, "E0000001")
	c.send("GET", typePath+"/"+made, nil).is(200, "")
	c.send("POST", typePath+"/"+made, object{"description": "By contract"}).is(200, "")
	c.send("PUT", typePath+"/"+made, object{"name": "contractor", "displayName": "Contractor"}).is(200, "")
	c.send("PUT", typePath+"/"+made, object{"name": "other", "displayName": "Contractor"}).is(400, "E0000001")
	c.send("DELETE", typePath+"/default", nil).is(400, "E0000001")
	c.send("DELETE", typePath+"/"+made, nil).is(204, "")
	for _, method := range []string{"GET", "POST", "PUT", "DELETE"} {
		c.send(method, typePath+"/"+made, object{}).is(404, "E0000007")
	}
	c.send("GET", "/api/v1/iam/assignees/users?limit=1", nil).is(200, "")
	c.send("GET", "/api/v1/iam/assignees/users?limit=0", nil).is(400, "E0000029")
	c.send("GET", "/api/v1/iam/assignees/users?after=x", nil).is(400, "E0000029")
}

// custom is a request that changes the org's own attributes.
func custom(attributes object) object {
	return object{"definitions": object{"custom": object{"id": "#custom", "type": "object", "properties": attributes}}}
}

// causes are the words of a refusal.
func (r response) causes() (causes []string) {
	r.t.Helper()
	for _, cause := range r.is(400, "E0000001").object()["errorCauses"].([]any) {
		causes = append(causes, cause.(object)["errorSummary"].(string))
	}
	return causes
}

func TestAProfileMayHoldAnythingUntilTheSchemaIsChanged(t *testing.T) {
	t.Parallel()
	c := newClient(t, oktatest.NewOrg())
	c.create("", object{"profile": profile("ada@example.com", "shoeSize", 39)})
	id := c.create("", object{"profile": profile("grace@example.com", "shoeSize", 39)})["id"].(string)

	c.send("POST", schemaPath+"default", custom(object{
		"badge": object{"title": "Badge", "type": "integer", "unique": "UNIQUE_VALIDATED"},
		"level": object{"title": "Level", "type": "string", "enum": []string{"junior", "senior"}, "maxLength": 6},
		"tags":  object{"title": "Tags", "type": "array", "items": object{"type": "string"}},
		"score": object{"title": "Score", "type": "number", "required": true},
		"fixed": object{"title": "Fixed", "type": "boolean", "mutability": "READ_ONLY"},
	})).is(200, "")
	assert.Equal(t, []string{
		"badge: The attribute has the wrong type: the schema has integer",
		"fixed: The attribute is read-only: leave it out",
		"level: The attribute has a value that the schema doesn't name",
		"login: The attribute is too short: 5 characters at least",
		"score: The field cannot be left blank",
		"shoeSize: Property name 'shoeSize' is not defined in profile",
		"tags: The attribute has an item of the wrong type: the schema has string",
	}, c.send("POST", "/api/v1/users", object{"profile": profile("alan", "shoeSize", 39, "badge", "1", "level", "boss", "tags", []int{1}, "fixed", true)}).causes())
	c.create("", object{"profile": profile("alan@example.com", "badge", 1, "level", "junior", "tags", []string{"a"}, "score", 1.5)})
	c.send("POST", user(id), object{"profile": object{"nickName": "G"}}).is(400, "E0000001") // it has shoeSize, and no score
	c.send("PUT", user(id), object{"profile": profile("grace@example.com", "score", 2)}).is(200, "")
	c.send("POST", user(id), object{"profile": object{"score": nil}}).is(400, "E0000001")
	c.send("POST", user(id), object{"profile": object{"shoeSize": nil, "nickName": "G"}}).is(200, "")
}

func TestAnAttributeThatIsNullIsRemovedWithItsValues(t *testing.T) {
	t.Parallel()
	c := newClient(t, oktatest.NewOrg())
	c.send("POST", schemaPath+"default", custom(object{"badge": object{"title": "Badge", "type": "integer"}, "level": object{"title": "Level", "type": "string"}})).is(200, "")
	id := c.create("", object{"profile": profile("ada@example.com", "badge", 1815, "level", "senior")})["id"].(string)

	schema := c.send("POST", schemaPath+"default", custom(object{"badge": nil})).is(200, "").object()
	properties := schema["definitions"].(object)["custom"].(object)["properties"].(object)
	assert.NotContains(t, properties, "badge")
	assert.Contains(t, properties, "level")
	shown := c.send("GET", user(id), nil).is(200, "").object()["profile"].(object)
	assert.NotContains(t, shown, "badge")
	assert.Equal(t, "senior", shown["level"])
	c.send("POST", schemaPath+"default", custom(object{"badge": nil})).is(200, "") // and again
}

func TestWhatCannotBeSetMayBeSentAsItIs(t *testing.T) {
	t.Parallel()
	c := newClient(t, oktatest.NewOrg())
	c.send("POST", schemaPath+"default", custom(object{"badge": object{"title": "Badge", "type": "integer"}})).is(200, "")
	id := c.create("", object{"profile": profile("ada@example.com", "badge", 1815)})["id"].(string)
	c.send("POST", schemaPath+"default", custom(object{"badge": object{"mutability": "READ_ONLY"}})).is(200, "")
	c.send("POST", user(id), object{"profile": object{"nickName": "Countess"}}).is(200, "")
	c.send("PUT", user(id), object{"profile": profile("ada@example.com", "badge", 1815)}).is(200, "")
	c.send("POST", user(id), object{"profile": object{"badge": 1816}}).is(400, "E0000001")
	c.send("POST", user(id), object{"profile": object{"badge": nil}}).is(400, "E0000001")
	assert.EqualValues(t, 1815, c.send("GET", user(id), nil).object()["profile"].(object)["badge"])
}

func TestAnAttributeIsChangedMemberByMember(t *testing.T) {
	t.Parallel()
	c := newClient(t, oktatest.NewOrg())
	c.send("POST", schemaPath+"default", custom(object{"level": object{"title": "Level", "type": "string", "maxLength": 6, "enum": []string{"junior"}}})).is(200, "")
	changed := c.send("POST", schemaPath+"default", object{"definitions": object{
		"base":   object{"properties": object{"lastName": object{"required": false}}},
		"custom": object{"properties": object{"level": object{"title": "Rank", "enum": nil}}},
	}}).is(200, "").object()["definitions"].(object)
	level := changed["custom"].(object)["properties"].(object)["level"].(object)
	assert.Equal(t, "Rank", level["title"])
	assert.EqualValues(t, 6, level["maxLength"])
	assert.Equal(t, []any{object{"principal": "SELF", "action": "READ_ONLY"}}, level["permissions"])
	assert.NotContains(t, level, "enum")
	assert.Equal(t, []any{"email", "firstName", "login"}, changed["base"].(object)["required"])
	c.send("POST", "/api/v1/users", object{"profile": object{"login": "ada@example.com", "email": "ada@example.com", "firstName": "Ada"}}).is(200, "")
}

func TestChangesOfASchemaThatAreNoGoodAreRefusedWhole(t *testing.T) {
	t.Parallel()
	c := newClient(t, oktatest.NewOrg())
	c.send("POST", schemaPath+"default", custom(object{"badge": object{"title": "Badge", "type": "integer"}})).is(200, "")
	before := c.send("GET", schemaPath+"default", nil).body
	for name, body := range map[string]object{
		"no title":             custom(object{"ok": object{"title": "OK", "type": "string"}, "x": object{"type": "string"}}),
		"no type":              custom(object{"x": object{"title": "X"}}),
		"an unknown type":      custom(object{"x": object{"title": "X", "type": "date"}}),
		"another type":         custom(object{"badge": object{"title": "Badge", "type": "string"}}),
		"no identifier":        custom(object{"a b": object{"title": "X", "type": "string"}}),
		"a digit first":        custom(object{"1a": object{"title": "X", "type": "string"}}),
		"a name that is taken": custom(object{"Badge": object{"title": "X", "type": "string"}}),
		"a name of every org":  custom(object{"login": object{"title": "X", "type": "string"}}),
		"no object":            custom(object{"x": 7}),
		"a base attribute":     {"definitions": object{"base": object{"properties": object{"x": object{"title": "X", "type": "string"}}}}},
		"base without one":     {"definitions": object{"base": object{"properties": object{"city": nil}}}},
	} {
		c.send("POST", schemaPath+"default", body).is(400, "E0000001")
		assert.Equal(t, before, c.send("GET", schemaPath+"default", nil).body, name)
	}
}

func TestEachUserTypeHasItsSchema(t *testing.T) {
	t.Parallel()
	c := newClient(t, oktatest.NewOrg())
	made := c.send("POST", typePath, object{"name": "contractor", "displayName": "Contractor"}).is(200, "").object()
	href := made["_links"].(object)["schema"].(object)["href"].(string)
	schemaID := href[strings.LastIndex(href, "/")+1:]
	c.send("POST", schemaPath+schemaID, custom(object{"agency": object{"title": "Agency", "type": "string", "required": true}})).is(200, "")

	contractor := object{"id": made["id"]}
	c.send("POST", "/api/v1/users", object{"profile": profile("ada@example.com"), "type": contractor}).is(400, "E0000001")
	created := c.create("", object{"profile": profile("ada@example.com", "agency", "ACME"), "type": contractor})
	assert.Equal(t, href, created["_links"].(object)["schema"].(object)["href"])
	usual := c.create("", object{"profile": profile("grace@example.com", "anything", true)})["id"].(string)
	c.send("PUT", user(usual), object{"profile": profile("grace@example.com", "anything", true), "type": contractor}).is(400, "E0000001")
	c.send("PUT", user(usual), object{"profile": profile("grace@example.com", "agency", "ACME"), "type": contractor}).is(200, "")

	c.send("DELETE", typePath+"/"+made["id"].(string), nil).is(400, "E0000001") // it has users
}

func TestUserTypesAreCreatedChangedAndReplaced(t *testing.T) {
	t.Parallel()
	c := newClient(t, oktatest.NewOrg())
	for _, body := range []object{{}, {"name": "x"}, {"displayName": "X"}, {"name": "a b", "displayName": "X"}, {"name": "user", "displayName": "X"}, {"name": "USER", "displayName": "X"}} {
		c.send("POST", typePath, body).is(400, "E0000001")
	}
	id := c.send("POST", typePath, object{"name": "contractor", "displayName": "Contractor", "description": "By contract"}).is(200, "").object()["id"].(string)
	changed := c.send("POST", typePath+"/"+id, object{"name": "ignored", "displayName": "Guest"}).is(200, "").object()
	assert.Equal(t, []any{"contractor", "Guest", "By contract"}, []any{changed["name"], changed["displayName"], changed["description"]})
	changed = c.send("PUT", typePath+"/"+id, object{"name": "contractor", "displayName": "Visitor"}).is(200, "").object()
	assert.Equal(t, []any{"contractor", "Visitor", ""}, []any{changed["name"], changed["displayName"], changed["description"]})
	c.send("PUT", typePath+"/"+id, object{"name": "contractor"}).is(400, "E0000001")
	assert.Equal(t, true, c.send("GET", typePath+"/default", nil).is(200, "").object()["default"])
	for i := range 8 {
		c.send("POST", typePath, object{"name": fmt.Sprintf("type%d", i), "displayName": "X"}).is(200, "")
	}
	c.send("POST", typePath, object{"name": "eleventh", "displayName": "X"}).is(400, "E0000001")
	require.Len(t, c.send("GET", typePath, nil).is(200, "").list(), 10)
}

func TestUpdateUserSchemaTakesWhatAnOrgAnswers(t *testing.T) {
	t.Parallel()
	from := oktatest.NewOrg()
	change := gen.UserSchema{Definitions: gen.UserSchemaDefinitions{Custom: gen.UserSchemaDefinition{Properties: map[string]*gen.UserSchemaAttribute{
		"badge": {Title: "Badge", Type: gen.UserSchemaAttributeTypeInteger, Required: new(true)},
	}}}}
	require.NoError(t, from.UpdateUserSchema("default", change))
	client, err := okta.NewClient(from.URL(), okta.APIToken(from.Token()), okta.WithHTTPClient(from.HTTPClient()))
	require.NoError(t, err)
	schema, err := client.GetUserSchema(t.Context(), "default")
	require.NoError(t, err)

	org := oktatest.NewOrg()
	require.NoError(t, org.UpdateUserSchema("default", schema))
	_, err = org.AddUser(okta.User{Profile: okta.UserProfile{
		Login: okta.Set("ada@example.com"), Email: okta.Set("ada@example.com"), FirstName: okta.Set("Ada"), LastName: okta.Set("Lovelace"),
	}})
	require.EqualError(t, err, "add user: Api validation failed: badge: badge: The field cannot be left blank")
	require.ErrorIs(t, org.UpdateUserSchema("none", schema), okta.ErrNotFound)
	schema.Definitions.Custom.Properties["badge"].Type = gen.UserSchemaAttributeTypeString
	require.ErrorIs(t, org.UpdateUserSchema("default", schema), okta.CodeValidationFailed)
}
