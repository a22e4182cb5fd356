package schema_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/schema"
)

// read makes a model of JSON.
func read[T any](t require.TestingT, data string) (value T) {
	require.NoError(t, json.Unmarshal([]byte(data), &value))
	return value
}

const people = `{"definitions": {
	"base": {"properties": {
		"login": {"type": "string", "required": true, "minLength": 5, "maxLength": 10},
		"secondEmail": {"type": "string", "minLength": 5}
	}, "required": ["login", "email"]},
	"custom": {"properties": {
		"badge": {"type": "integer"},
		"score": {"type": "number"},
		"contractor": {"type": "boolean"},
		"level": {"type": "string", "enum": ["junior", "senior \u0026 more"]},
		"grade": {"type": "integer", "oneOf": [{"const": 1, "title": "One"}, {"title": "None"}, {"const": 2, "title": "Two"}]},
		"skills": {"type": "array", "items": {"type": "string", "oneOf": [{"const": "go", "title": "Go"}]}},
		"rooms": {"type": "array", "items": {"type": "integer"}},
		"fixed": {"type": "string", "mutability": "READ_ONLY", "required": true},
		"birthday": {"type": "date"}
	}}
}}`

func TestEachAttributeIsHeldAgainstTheSchema(t *testing.T) {
	t.Parallel()
	s := read[okta.UserSchema](t, people)
	for _, test := range []struct {
		attribute, value string // in a profile that is right in all else
		want             string // what is wrong; "" where nothing is
	}{
		{"badge", `1815`, ""},
		{"badge", `-9223372036854775809`, ""},
		{"badge", `null`, ""},
		{"badge", `"1815"`, `attribute "badge" has the wrong type: the schema has integer`},
		{"badge", `1.5`, `attribute "badge" has the wrong type: the schema has integer`},
		{"badge", `1e3`, `attribute "badge" has the wrong type: the schema has integer`},
		{"badge", `[1]`, `attribute "badge" has the wrong type: the schema has integer`},
		{"score", `1.5`, ""},
		{"score", `-1`, ""},
		{"score", `true`, `attribute "score" has the wrong type: the schema has number`},
		{"contractor", `false`, ""},
		{"contractor", `"false"`, `attribute "contractor" has the wrong type: the schema has boolean`},
		{"level", `"junior"`, ""},
		{"level", `"senior & more"`, ""},
		{"level", `"j\u0075nior"`, ""},
		{"level", `""`, ""},
		{"level", `"boss"`, `attribute "level" has a value that the schema doesn't name`},
		{"level", `7`, `attribute "level" has the wrong type: the schema has string`},
		{"grade", `2`, ""},
		{"grade", `3`, `attribute "grade" has a value that the schema doesn't name`},
		{"skills", `["go"]`, ""},
		{"skills", `[]`, ""},
		{"skills", `["go","cobol"]`, `attribute "skills" has an item that the schema doesn't name`},
		{"skills", `[7]`, `attribute "skills" has an item of the wrong type: the schema has string`},
		{"skills", `"go"`, `attribute "skills" has the wrong type: the schema has array`},
		{"rooms", `[1,2]`, ""},
		{"rooms", `[null]`, `attribute "rooms" has an item of the wrong type: the schema has integer`},
		{"birthday", `{"year":1815}`, ""},
		{"fixed", `"x"`, `attribute "fixed" is read-only: leave it out`},
		{"fixed", `null`, `attribute "fixed" is read-only: leave it out`},
		{"shoeSize", `39`, `attribute "shoeSize" is not in the schema`},
		{"shoeSize", `null`, ""},
		{"city", `"London"`, `attribute "city" is not in the schema`},
		{"secondEmail", `"a@b"`, `attribute "secondEmail" is too short: 5 characters at least`},
		{"secondEmail", `""`, ""},
		{"login", `"ääääääääää"`, ""},
		{"login", `"ääääääääääa"`, `attribute "login" is too long: 10 characters at most`},
		{"login", `""`, `attribute "login" is required: set it`},
		{"login", `null`, `attribute "login" is required: set it`},
	} {
		profile := read[okta.UserProfile](t, `{"login":"ada@b.c","email":"ada@b.c"}`)
		require.NoError(t, profile.Set(test.attribute, json.RawMessage(test.value)))
		changes := read[okta.UserProfile](t, `{}`)
		require.NoError(t, changes.Set(test.attribute, json.RawMessage(test.value)))
		s.Definitions.Base.Properties["email"] = &okta.UserSchemaAttribute{Type: okta.UserSchemaAttributeTypeString}
		for name, err := range map[string]error{"whole": schema.Check(s, profile), "changes": schema.CheckChanges(s, changes)} {
			if test.want == "" {
				assert.NoError(t, err, "%s: %s: %s", name, test.attribute, test.value)
			} else {
				assert.EqualError(t, err, "okta: the profile doesn't fit the schema: "+test.want, "%s: %s", name, test.value)
			}
		}
	}
}

func TestEveryAttributeThatIsWrongIsNamedInOneLineWithoutValues(t *testing.T) {
	t.Parallel()
	profile := read[okta.UserProfile](t, `{"login":"s3cr3t-login-that-is-long","badge":"s3cr3t","a\nb":"s3cr3t","fixed":"s3cr3t"}`)
	err := schema.Check(read[okta.UserSchema](t, people), profile)
	problems, is := errors.AsType[*schema.Error](err)
	require.True(t, is)
	var kinds []schema.Kind
	for _, problem := range problems.Problems {
		kinds = append(kinds, problem.Kind)
	}
	assert.Equal(t, []schema.Kind{schema.Unknown, schema.WrongType, schema.Missing, schema.ReadOnly, schema.WrongSize}, kinds)
	assert.Equal(t, `okta: the profile doesn't fit the schema: attribute "a\nb" is not in the schema; `+
		`attribute "badge" has the wrong type: the schema has integer; attribute "email" is required: set it; `+
		`attribute "fixed" is read-only: leave it out; attribute "login" is too long: 10 characters at most`, err.Error())
}

func TestAPartialUpdateNeedNotHaveWhatIsRequired(t *testing.T) {
	t.Parallel()
	s := read[okta.UserSchema](t, people)
	require.NoError(t, schema.CheckChanges(s, okta.UserProfile{}))
	require.Error(t, schema.CheckChanges(s, okta.UserProfile{Login: okta.Clear()}))
	require.EqualError(t, schema.Check(s, okta.UserProfile{}),
		`okta: the profile doesn't fit the schema: attribute "email" is required: set it; attribute "login" is required: set it`)
}

func TestAnAttributeThatARequestRemovesIsUnknown(t *testing.T) {
	t.Parallel()
	s := read[okta.UserSchema](t, `{"definitions":{"custom":{"properties":{"badge":null}}}}`)
	profile := read[okta.UserProfile](t, `{"badge":1}`)
	require.ErrorContains(t, schema.Check(s, profile), `attribute "badge" is not in the schema`)
}

func TestAProfileThatCannotBeWrittenIsAnError(t *testing.T) {
	t.Parallel()
	profile := okta.UserProfile{AdditionalProperties: map[string]json.RawMessage{"login": json.RawMessage(`"x"`)}}
	err := schema.Check(okta.UserSchema{}, profile)
	require.ErrorContains(t, err, `attribute "login" has a field`)
	_, is := errors.AsType[*schema.Error](err)
	require.False(t, is)
}

func TestNoProfileMakesACheckSayAValue(t *testing.T) {
	t.Parallel()
	s := read[okta.UserSchema](t, people)
	rapid.Check(t, func(t *rapid.T) {
		profile := read[okta.UserProfile](t, `{}`)
		for _, name := range []string{"login", "badge", "level", "skills", "unknown"} {
			value := rapid.SampledFrom([]string{`"q7q7"`, `7171`, `[7171]`, `["q7q7"]`, `{"q7q7":7171}`, `true`, `null`}).Draw(t, name)
			require.NoError(t, profile.Set(name, json.RawMessage(value)))
		}
		if err := schema.Check(s, profile); err != nil {
			assert.NotContains(t, err.Error(), "q7q7")
			assert.NotContains(t, err.Error(), "7171")
			assert.NotContains(t, err.Error(), "\n")
		}
	})
}

func FuzzCheck(f *testing.F) {
	f.Add([]byte(people), []byte(`{"login":"ada@b.c","badge":1,"skills":["go",null]}`))
	f.Add([]byte(`{"definitions":{"base":{"properties":{"a":{"enum":[null,""]},"b":null},"required":["c"]}}}`), []byte(`{"a":"","b":[[]]}`))
	f.Fuzz(func(t *testing.T, schemaJSON, profileJSON []byte) {
		var s okta.UserSchema
		var profile okta.UserProfile
		if json.Unmarshal(schemaJSON, &s) != nil || json.Unmarshal(profileJSON, &profile) != nil {
			return
		}
		for _, err := range []error{schema.Check(s, profile), schema.CheckChanges(s, profile)} {
			if err != nil {
				require.NotContains(t, err.Error(), "\n")
				require.True(t, strings.HasPrefix(err.Error(), "okta: "))
			}
		}
	})
}
