package wrapper_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// It is documented as a boolean, and orgs send a text.
func TestUniqueIsKeptAsItComes(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{`"UNIQUE_VALIDATED"`: "UNIQUE_VALIDATED", `"NOT_UNIQUE"`: "NOT_UNIQUE", `true`: "true", `false`: "false", `null`: ""} {
		attribute := `{"unique":` + value + `}`
		var read okta.UserSchemaAttribute
		require.NoError(t, json.Unmarshal([]byte(attribute), &read), value)
		assert.Equal(t, want, read.Unique.String())
		written, err := json.Marshal(read)
		require.NoError(t, err)
		assert.JSONEq(t, attribute, string(written))
	}
}

func TestValuesOfASchemaAreExact(t *testing.T) {
	t.Parallel()
	const attribute = `{"type":"integer","enum":[9007199254740993,1.50,"a",null],"oneOf":[{"const":9007199254740993,"title":"Big"}],"required":false}`
	var read okta.UserSchemaAttribute
	require.NoError(t, json.Unmarshal([]byte(attribute), &read))
	written, err := json.Marshal(read)
	require.NoError(t, err)
	assert.Equal(t, exactJSON(t, attribute), exactJSON(t, string(written)))
}

func TestAttributesOfASchemaComeAndGo(t *testing.T) {
	t.Parallel()
	client := orgClient(t, oktatest.NewOrg())
	change := func(attributes map[string]*okta.UserSchemaAttribute) okta.UserSchema {
		schema, err := client.UpdateUserProfile(t.Context(), "default", okta.UserSchema{Definitions: okta.UserSchemaDefinitions{
			Custom: okta.UserSchemaDefinition{Properties: attributes},
		}})
		require.NoError(t, err)
		return schema
	}
	schema := change(map[string]*okta.UserSchemaAttribute{
		"badge": {Title: "Badge", Type: okta.UserSchemaAttributeTypeInteger, Unique: okta.Set("UNIQUE_VALIDATED"), Required: new(true)},
		"level": {Title: "Level", Type: okta.UserSchemaAttributeTypeString},
	})
	assert.Equal(t, []string{"badge"}, schema.Definitions.Custom.Required)
	schema = change(map[string]*okta.UserSchemaAttribute{"badge": {Required: new(false)}, "level": nil})
	require.Len(t, schema.Definitions.Custom.Properties, 1)
	badge := schema.Definitions.Custom.Properties["badge"]
	assert.Equal(t, okta.Set("UNIQUE_VALIDATED"), badge.Unique)
	assert.False(t, *badge.Required)
	assert.Empty(t, schema.Definitions.Custom.Required)

	again, err := client.UpdateUserProfile(t.Context(), "default", schema) // what was read can be passed on
	require.NoError(t, err)
	assert.Equal(t, schema.Definitions, again.Definitions)
}

func TestSchemaIDIsTheLastSegmentOfTheLink(t *testing.T) {
	t.Parallel()
	for links, want := range map[string]string{
		`{"schema":{"rel":"schema","href":"https://acme.okta.com/api/v1/meta/schemas/user/osc1","method":"GET"}}`: "osc1",
		`{"schema":{"href":"osc1"}}`: "osc1",
		`{"schema":{}}`:              "",
		`{"self":{"href":"x"}}`:      "",
		``:                           "",
	} {
		assert.Equal(t, want, okta.SchemaID(okta.Links(links)), links)
	}
}
