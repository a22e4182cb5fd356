package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"go/format"
	"go/token"
	"maps"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"unicode"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

//go:embed profile.tmpl
var profileTemplate string

// profile is what the template makes a file of.
type profile struct {
	Package, Type string
	Fields        []field
	Left          []string // attributes whose name no struct tag can hold
}

type field struct {
	Name, Type, Attribute string
	Comment               []string // its lines
}

// generate writes a Go file with a struct of the attributes that are the org's own.
func generate(schema okta.UserSchema, packageName, typeName string) ([]byte, error) {
	switch {
	case !token.IsIdentifier(packageName) || packageName == "_":
		return nil, fmt.Errorf("-package: %q is no name of a package", packageName)
	case !token.IsIdentifier(typeName) || !token.IsExported(typeName):
		return nil, fmt.Errorf("-type: %q is no name of an exported type", typeName)
	}
	p := profile{Package: packageName, Type: typeName}
	taken := make(map[string]bool)
	attributes := schema.Definitions.Custom.Properties
	for _, name := range slices.Sorted(maps.Keys(attributes)) {
		attribute := attributes[name]
		switch {
		case attribute == nil:
		case !fitsTag(name):
			p.Left = append(p.Left, strconv.QuoteToASCII(name))
		default:
			goName := fieldName(name, taken)
			taken[goName] = true
			p.Fields = append(p.Fields, field{goName, goType(*attribute), name, comment(goName, *attribute)})
		}
	}
	page, err := template.New("").Parse(profileTemplate)
	if err != nil {
		return nil, err
	}
	var code bytes.Buffer
	if err := page.Execute(&code, p); err != nil {
		return nil, err
	}
	return format.Source(code.Bytes())
}

// Uses reports whether a field's type names a package.
func (p profile) Uses(name string) bool {
	return slices.ContainsFunc(p.Fields, func(f field) bool { return strings.Contains(f.Type, name+".") })
}

// fieldName makes an exported name, which no other field has, of an attribute's.
func fieldName(attribute string, taken map[string]bool) string {
	var out strings.Builder
	begins := true
	for _, r := range attribute {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			begins = true
			continue
		case begins:
			r = unicode.ToUpper(r)
		}
		out.WriteRune(r)
		begins = false
	}
	name := out.String()
	if !token.IsExported(name) {
		name = "X" + name // it begins with a digit, or with a letter of a script that has no capitals
	}
	unique := name
	for n := 2; taken[unique]; n++ {
		unique = name + "_" + strconv.Itoa(n)
	}
	return unique
}

// fitsTag reports whether a struct tag can hold the name, as package json reads one.
func fitsTag(name string) bool {
	fits := func(r rune) bool {
		return strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", r) || unicode.IsLetter(r) || unicode.IsDigit(r)
	}
	return name != "" && strings.IndexFunc(name, func(r rune) bool { return !fits(r) }) < 0
}

// goType is the type of an attribute's field.
func goType(attribute okta.UserSchemaAttribute) string {
	switch attribute.Type {
	case okta.UserSchemaAttributeTypeString:
		return "okta.Attribute"
	case okta.UserSchemaAttributeTypeArray:
		return "schema.Value[[]" + elementType(attribute.Items.Type, "string") + "]"
	default:
		return "schema.Value[" + elementType(attribute.Type, "json.RawMessage") + "]"
	}
}

func elementType(kind okta.UserSchemaAttributeType, otherwise string) string {
	switch kind {
	case okta.UserSchemaAttributeTypeInteger:
		return "int64"
	case okta.UserSchemaAttributeTypeNumber:
		return "float64"
	case okta.UserSchemaAttributeTypeBoolean:
		return "bool"
	}
	return otherwise
}

// comment says what the schema says of an attribute.
func comment(name string, attribute okta.UserSchemaAttribute) []string {
	lines := []string{name + " is " + strconv.Quote(attribute.Title) + "."}
	if attribute.Title == "" {
		lines[0] = name + " has no title."
	}
	if text := oneLine(attribute.Description); text != "" {
		lines = append(lines, "", text)
	}
	var values []string
	for _, value := range slices.Concat(attribute.Enum, attribute.Items.Enum) {
		values = append(values, oneLine(string(value)))
	}
	for _, choice := range slices.Concat(attribute.OneOf, attribute.Items.OneOf) {
		values = append(values, oneLine(string(choice.Const))+" ("+oneLine(choice.Title)+")")
	}
	if values != nil {
		lines = append(lines, "", "Values: "+strings.Join(values, ", ")+".")
	}
	return lines
}

// oneLine is a text without what would end a comment's line, or can't be seen.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }), " ")
}
