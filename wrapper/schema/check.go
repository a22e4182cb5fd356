package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// Error says which attributes of a profile an org with the schema would refuse.
type Error struct {
	// Problems are the attributes that are wrong, by name; of each the first thing that is wrong with it.
	Problems []Problem
}

// Problem is what is wrong with one attribute.
type Problem struct {
	// Attribute is the name of the attribute.
	Attribute string

	// Kind is what kind of problem it is.
	Kind Kind

	// Reason says it in words, without the value.
	Reason string
}

// Kind is a kind of problem.
type Kind string

// The kinds of problems.
const (
	Unknown    Kind = "unknown"     // the schema has no such attribute
	Missing    Kind = "missing"     // a user must have the attribute
	ReadOnly   Kind = "read-only"   // nobody can set the attribute
	WrongType  Kind = "wrong type"  // the value has another type
	NotAllowed Kind = "not allowed" // the value is none of those that the schema names
	WrongSize  Kind = "wrong size"  // the text is too short or too long
)

// Error names every attribute that is wrong, in one line without values.
func (e *Error) Error() string {
	var out strings.Builder
	out.WriteString("okta: the profile doesn't fit the schema")
	for i, problem := range e.Problems {
		out.WriteString([]string{": ", "; "}[min(i, 1)])
		out.WriteString(problem.String())
	}
	return out.String()
}

// String returns one line.
func (p Problem) String() string { return "attribute " + strconv.Quote(p.Attribute) + " " + p.Reason }

// Check holds the profile of a user to create or to replace against the schema of the user's type. It makes no request.
// The error is an [*Error]: what the schema doesn't have, what has the wrong type, size or value, what can't be set, and
// what is missing.
//
//	s, err := client.GetUserSchema(ctx, "default")
//	…
//	if err := schema.Check(s, user.Profile); err != nil { … }
//
// Formats, patterns and uniqueness are the org's to judge, and a type that is not known is taken for right.
func Check(schema okta.UserSchema, profile okta.UserProfile) error {
	return check(schema, profile, true)
}

// CheckChanges is [Check] for a partial update: an attribute that is required may be left out, and not cleared.
func CheckChanges(schema okta.UserSchema, profile okta.UserProfile) error {
	return check(schema, profile, false)
}

func check(schema okta.UserSchema, profile okta.UserProfile, whole bool) error {
	values, err := okta.ProfileTo[map[string]json.RawMessage](&profile)
	if err != nil {
		return err
	}
	attributes := make(map[string]okta.UserSchemaAttribute)
	required := make(map[string]bool)
	for _, half := range []okta.UserSchemaDefinition{schema.Definitions.Base, schema.Definitions.Custom} {
		for name, attribute := range half.Properties {
			if attribute != nil {
				attributes[name] = *attribute
				required[name] = attribute.Required != nil && *attribute.Required
			}
		}
		for _, name := range half.Required {
			required[name] = true
		}
	}
	var problems []Problem
	for _, name := range slices.Sorted(maps.Keys(values)) {
		attribute, known := attributes[name]
		kind, reason := Unknown, "is not in the schema"
		switch {
		case known && attribute.Mutability == "READ_ONLY":
			kind, reason = ReadOnly, "is read-only: leave it out"
		case known && isEmpty(values[name]), string(values[name]) == "null": // an unknown attribute can be cleared, too
			continue
		case known:
			kind, reason = problemOf(attribute, values[name])
		}
		if kind != "" {
			problems = append(problems, Problem{name, kind, reason})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(required)) {
		if value, sent := values[name]; required[name] && (sent || whole) && isEmpty(value) && attributes[name].Mutability != "READ_ONLY" {
			problems = append(problems, Problem{name, Missing, "is required: set it"})
		}
	}
	if problems == nil {
		return nil
	}
	slices.SortStableFunc(problems, func(a, b Problem) int { return strings.Compare(a.Attribute, b.Attribute) })
	return &Error{problems}
}

// isEmpty reports whether there is no value. Orgs send, and take, the empty text for that.
func isEmpty(value json.RawMessage) bool {
	return len(value) == 0 || string(value) == "null" || string(value) == `""`
}

// problemOf is what is wrong with a value that is not empty; the kind is "" where nothing is.
func problemOf(attribute okta.UserSchemaAttribute, value json.RawMessage) (Kind, string) {
	if !hasType(value, attribute.Type) {
		return WrongType, "has the wrong type: the schema has " + string(attribute.Type)
	}
	if !isAllowed(value, attribute.Enum, attribute.OneOf) {
		return NotAllowed, "has a value that the schema doesn't name"
	}
	switch attribute.Type {
	case okta.UserSchemaAttributeTypeString:
		return sizeProblem(attribute, value)
	case okta.UserSchemaAttributeTypeArray:
		return itemProblem(attribute.Items, value)
	}
	return "", ""
}

func sizeProblem(attribute okta.UserSchemaAttribute, value json.RawMessage) (Kind, string) {
	var text string
	if err := json.Unmarshal(value, &text); err != nil {
		return WrongType, "has the wrong type: the schema has string"
	}
	size := utf8.RuneCountInString(text)
	switch {
	case size < int(attribute.MinLength):
		return WrongSize, fmt.Sprintf("is too short: %d characters at least", attribute.MinLength)
	case attribute.MaxLength > 0 && size > int(attribute.MaxLength):
		return WrongSize, fmt.Sprintf("is too long: %d characters at most", attribute.MaxLength)
	}
	return "", ""
}

func itemProblem(items okta.UserSchemaAttributeItems, value json.RawMessage) (Kind, string) {
	var values []json.RawMessage
	if err := json.Unmarshal(value, &values); err != nil {
		return WrongType, "has the wrong type: the schema has array"
	}
	for _, item := range values {
		if !hasType(item, items.Type) {
			return WrongType, "has an item of the wrong type: the schema has " + string(items.Type)
		}
		if !isAllowed(item, items.Enum, items.OneOf) {
			return NotAllowed, "has an item that the schema doesn't name"
		}
	}
	return "", ""
}

// hasType reports whether JSON is of a type of the schema.
func hasType(value json.RawMessage, want okta.UserSchemaAttributeType) bool {
	isNumber := value[0] == '-' || value[0] >= '0' && value[0] <= '9'
	switch want {
	case okta.UserSchemaAttributeTypeString:
		return value[0] == '"'
	case okta.UserSchemaAttributeTypeNumber:
		return isNumber
	case okta.UserSchemaAttributeTypeInteger:
		return isNumber && !bytes.ContainsAny(value, ".eE")
	case okta.UserSchemaAttributeTypeBoolean:
		return value[0] == 't' || value[0] == 'f'
	case okta.UserSchemaAttributeTypeArray:
		return value[0] == '['
	}
	return true
}

// isAllowed reports whether a value is one of those that a schema names, which it may not do.
func isAllowed(value json.RawMessage, enum []json.RawMessage, oneOf []okta.UserSchemaAttributeChoice) bool {
	if len(enum) == 0 && len(oneOf) == 0 {
		return true
	}
	same := func(allowed json.RawMessage) bool { return canonical(allowed) == canonical(value) }
	return slices.ContainsFunc(enum, same) ||
		slices.ContainsFunc(oneOf, func(choice okta.UserSchemaAttributeChoice) bool { return same(choice.Const) })
}

// canonical is a value in one way of writing it: a text can be escaped in several.
func canonical(value json.RawMessage) string {
	var text string
	if len(value) > 0 && value[0] == '"' && json.Unmarshal(value, &text) == nil {
		return strconv.Quote(text)
	}
	return string(bytes.TrimSpace(value))
}
