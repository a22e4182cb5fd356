package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// schemaOf is a schema with attributes of the org's own.
func schemaOf(attributes map[string]*okta.UserSchemaAttribute) okta.UserSchema {
	return okta.UserSchema{Definitions: okta.UserSchemaDefinitions{Custom: okta.UserSchemaDefinition{Properties: attributes}}}
}

func text(title string) *okta.UserSchemaAttribute {
	return &okta.UserSchemaAttribute{Title: title, Type: okta.UserSchemaAttributeTypeString}
}

// imported stands for the packages that a struct imports, with what it uses of them.
type imported map[string]string

func (i imported) Import(path string) (*types.Package, error) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "", i[path], parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	return new(types.Config).Check(path, files, []*ast.File{file}, nil)
}

var stubs = imported{
	"github.com/okta-userapi/userapi-go/wrapper":        "package wrapper; type Attribute struct{}",
	"github.com/okta-userapi/userapi-go/wrapper/schema": "package schema; type Value[T any] struct{}",
	"encoding/json": "package json; type RawMessage []byte",
}

// fieldsOf compiles a file, and returns the types of the struct's fields by the names of their attributes.
func fieldsOf(t require.TestingT, code []byte) map[string]string {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "", code, parser.ParseComments|parser.SkipObjectResolution)
	require.NoError(t, err, "%s", code)
	require.True(t, ast.IsGenerated(file))
	pkg, err := (&types.Config{Importer: stubs}).Check("p", files, []*ast.File{file}, nil)
	require.NoError(t, err, "%s", code)
	made, is := pkg.Scope().Lookup("Profile").Type().Underlying().(*types.Struct)
	require.True(t, is)
	fields := make(map[string]string)
	for i := range made.NumFields() {
		require.True(t, made.Field(i).Exported())
		name, rest, _ := strings.Cut(reflect.StructTag(made.Tag(i)).Get("json"), ",")
		require.Equal(t, "omitzero", rest)
		require.NotContains(t, fields, name)
		fields[name] = types.TypeString(made.Field(i).Type(), (*types.Package).Name)
	}
	return fields
}

func TestEachTypeOfAttributeHasItsField(t *testing.T) {
	t.Parallel()
	of := func(kind, items okta.UserSchemaAttributeType) *okta.UserSchemaAttribute {
		return &okta.UserSchemaAttribute{Type: kind, Items: okta.UserSchemaAttributeItems{Type: items}}
	}
	code, err := generate(schemaOf(map[string]*okta.UserSchemaAttribute{
		"text": of("string", ""), "whole": of("integer", ""), "real": of("number", ""), "yes": of("boolean", ""), "new": of("date", ""),
		"texts": of("array", "string"), "wholes": of("array", "integer"), "reals": of("array", "number"), "any": of("array", ""), "gone": nil,
	}), "people", "Profile")
	require.NoError(t, err)
	assert.Equal(t, map[string]string{
		"text": "wrapper.Attribute", "whole": "schema.Value[int64]", "real": "schema.Value[float64]", "yes": "schema.Value[bool]",
		"new": "schema.Value[json.RawMessage]", "texts": "schema.Value[[]string]", "wholes": "schema.Value[[]int64]",
		"reals": "schema.Value[[]float64]", "any": "schema.Value[[]string]",
	}, fieldsOf(t, code))
}

func TestNamesBecomeFieldsThatAreUnique(t *testing.T) {
	t.Parallel()
	attributes := make(map[string]*okta.UserSchemaAttribute)
	for _, name := range []string{"badgeNumber", "badge_number", "badge number", "BadgeNumber", "type", "1st", "-", "_", "é", "名前", "Profile", "okta"} {
		attributes[name] = text("T")
	}
	for _, name := range []string{"", "''", `a"b`, "a`b", "a,b", `a\b`, "a\nb"} {
		attributes[name] = text("T")
	}
	code, err := generate(schemaOf(attributes), "people", "Profile")
	require.NoError(t, err)
	fields := fieldsOf(t, code)
	assert.Len(t, fields, 12)
	for _, line := range []string{
		"BadgeNumber okta.Attribute `json:\"BadgeNumber,omitzero\"`", "BadgeNumber_2 okta.Attribute `json:\"badge number,omitzero\"`",
		"Type okta.Attribute `json:\"type,omitzero\"`", "X1st okta.Attribute", "X名前 okta.Attribute", "É okta.Attribute",
		"X okta.Attribute `json:\"-,omitzero\"`", "X_2 okta.Attribute `json:\"_,omitzero\"`",
		"by name:\n//\n//\t\"\"\n//\t\"''\"\n//\t\"a\\nb\"\n",
	} {
		assert.Contains(t, string(code), line)
	}
}

func TestWhatASchemaSaysStaysInTheComments(t *testing.T) {
	t.Parallel()
	code, err := generate(schemaOf(map[string]*okta.UserSchemaAttribute{"a": {
		Title: "A\n}\nfunc init() {", Description: "one\r\n\u2028//go:build ignore\x00", Type: "string",
		Enum:  []json.RawMessage{json.RawMessage("\n7")},
		OneOf: []okta.UserSchemaAttributeChoice{{Const: json.RawMessage(`"x"`), Title: "*/\nvar x = 1"}},
	}}), "people", "Profile")
	require.NoError(t, err)
	assert.Equal(t, map[string]string{"a": "wrapper.Attribute"}, fieldsOf(t, code))
	assert.NotContains(t, string(code), "\nfunc init")
	assert.NotContains(t, string(code), "\nvar x")
}

func TestNamesThatAreNoneAreRefused(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"", "a b", "func", "_", "1"} {
		_, err := generate(okta.UserSchema{}, name, "Profile")
		assert.ErrorContains(t, err, "-package: "+strconv.Quote(name), name)
		_, err = generate(okta.UserSchema{}, "people", name)
		assert.ErrorContains(t, err, "-type: "+strconv.Quote(name), name)
	}
	_, err := generate(okta.UserSchema{}, "people", "profile")
	require.ErrorContains(t, err, "-type")
	code, err := generate(okta.UserSchema{}, "people", "Profile")
	require.NoError(t, err)
	assert.Empty(t, fieldsOf(t, code))
}

func TestWhatIsGeneratedCompiles(t *testing.T) {
	t.Parallel()
	kinds := []okta.UserSchemaAttributeType{"string", "number", "integer", "boolean", "array", "", "date"}
	rapid.Check(t, func(t *rapid.T) {
		attributes := make(map[string]*okta.UserSchemaAttribute)
		names := rapid.SliceOfN(rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-cA-C_ 0-1-]{1,3}`), rapid.SampledFrom([]string{"type", "func", "-", "X"})), 0, 12)
		for _, name := range names.Draw(t, "names") {
			attributes[name] = &okta.UserSchemaAttribute{
				Title: rapid.String().Draw(t, "title"), Description: rapid.String().Draw(t, "description"),
				Type:  rapid.SampledFrom(kinds).Draw(t, "type"),
				Items: okta.UserSchemaAttributeItems{Type: rapid.SampledFrom(kinds).Draw(t, "items")},
			}
		}
		code, err := generate(schemaOf(attributes), "people", "Profile")
		require.NoError(t, err)
		fields := fieldsOf(t, code)
		for name := range attributes {
			if _, found := fields[name]; !found {
				require.Contains(t, string(code), strconv.QuoteToASCII(name), "the comment names it")
			}
		}
	})
}

func FuzzGenerate(f *testing.F) {
	f.Add([]byte(`{"definitions":{"custom":{"properties":{"badge":{"title":"Badge","type":"integer"}}}}}`))
	f.Add([]byte(`{"definitions":{"custom":{"properties":{"a b":{"type":"array","items":{"type":"string","enum":["x"]}},"a_b":{},"-":{"oneOf":[{"const":1}]}}}}}`))
	f.Add([]byte(fmt.Sprintf(`{"definitions":{"custom":{"properties":{%q:{"title":"\n}","description":"*/"},"`+"`"+`":null}}}}`, `"`)))
	f.Fuzz(func(t *testing.T, data []byte) {
		var schema okta.UserSchema
		if json.Unmarshal(data, &schema) != nil {
			return
		}
		code, err := generate(schema, "people", "Profile")
		require.NoError(t, err)
		fieldsOf(t, code)
	})
}
