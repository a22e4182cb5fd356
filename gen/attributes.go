package gen

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Attribute is a built-in attribute of a profile, which is text. Its zero value is absent, [Set] sets it, and [Clear]
// makes it null. Partial updates leave alone what is absent and clear what is null; where a whole profile is replaced,
// both are cleared. What an org sends in place of text, such as a number, is kept as JSON and written back as it came.
type Attribute struct {
	text  string // JSON where the state is attributeOther
	state attributeState
}

type attributeState uint8

const (
	attributeAbsent attributeState = iota
	attributeNull
	attributeSet
	attributeOther // neither text nor null
)

// Set returns an attribute that is set to text; the empty text is a value too.
func Set(text string) Attribute { return Attribute{text: text, state: attributeSet} }

// Clear returns an attribute that is null: sent, it clears the user's.
func Clear() Attribute { return Attribute{state: attributeNull} }

// Get returns the text, and whether the attribute is set to one. It is not where the org sent a number, say: String has
// that.
func (a Attribute) Get() (text string, set bool) {
	if a.state != attributeSet {
		return "", false
	}
	return a.text, true
}

// String returns the text, the JSON of what is no text, and "" for an attribute that is absent or null.
func (a Attribute) String() string { return a.text }

// IsNull reports whether the attribute is null.
func (a Attribute) IsNull() bool { return a.state == attributeNull }

// IsZero reports whether the attribute is absent.
func (a Attribute) IsZero() bool { return a.state == attributeAbsent }

// MarshalJSON writes the text, null, or the JSON that was read. An absent attribute is left out by its struct, and is
// null elsewhere.
func (a Attribute) MarshalJSON() ([]byte, error) { return a.append(nil), nil }

func (a Attribute) append(out []byte) []byte {
	switch a.state {
	case attributeSet:
		return appendText(out, a.text)
	case attributeOther:
		return append(out, a.text...)
	}
	return append(out, "null"...)
}

// UnmarshalJSON reads a text or null, and keeps any other JSON as it is.
func (a *Attribute) UnmarshalJSON(data []byte) error { return Unmarshal(data, a) }

// UnmarshalJSONFrom is UnmarshalJSON for a decoder, in one pass.
func (a *Attribute) UnmarshalJSONFrom(decoder *jsontext.Decoder) error {
	if kind := decoder.PeekKind(); kind != '"' && kind != 'n' {
		value, err := decoder.ReadValue()
		if err != nil {
			return err
		}
		*a = Attribute{text: string(value), state: attributeOther}
		return nil
	}
	token, err := decoder.ReadToken()
	if err != nil {
		return err
	}
	*a = Clear()
	if token.Kind() == '"' {
		*a = Set(token.String())
	}
	return nil
}

// attributes is a profile: an object with attributes of its own and custom ones beside them.
type attributes interface {
	attribute(name []byte) *Attribute
}

func getAttribute(p attributes, custom map[string]json.RawMessage, name string) (json.RawMessage, bool) {
	field := p.attribute([]byte(name))
	if field == nil {
		value, found := custom[name]
		return value, found
	}
	if field.IsZero() {
		return nil, false
	}
	value, err := json.Marshal(field)
	return value, err == nil
}

func setAttribute(p attributes, custom *map[string]json.RawMessage, name string, value any) error {
	if name == "" {
		return errors.New("set an attribute: it has no name")
	}
	data, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("set attribute %q: %w", name, err)
	}
	if field := p.attribute([]byte(name)); field != nil {
		var attribute Attribute
		if err := attribute.UnmarshalJSON(data); err != nil {
			return fmt.Errorf("set attribute %q: %w", name, err)
		}
		if _, asRead := value.(json.RawMessage); attribute.state == attributeOther && !asRead {
			return fmt.Errorf("set attribute %q: it takes text only, not a JSON %s", name, kindName(jsontext.Value(data).Kind()))
		}
		*field = attribute
		return nil
	}
	*custom = cloneOf(*custom)
	(*custom)[name] = data
	return nil
}

// cloneOf is a map to change, so that a copy of the profile stays as it is: a profile is a value.
func cloneOf(custom map[string]json.RawMessage) map[string]json.RawMessage {
	clone := make(map[string]json.RawMessage, len(custom)+1)
	maps.Copy(clone, custom)
	return clone
}

func unsetAttribute(p attributes, custom *map[string]json.RawMessage, name string) {
	if field := p.attribute([]byte(name)); field != nil {
		*field = Attribute{}
		return
	}
	if _, found := (*custom)[name]; !found {
		return
	}
	*custom = cloneOf(*custom)
	delete(*custom, name)
}

func unmarshalAttributes(decoder *jsontext.Decoder, p attributes, custom *map[string]json.RawMessage) error {
	start, err := decoder.ReadToken()
	if err != nil || start.Kind() == 'n' {
		return err
	}
	if start.Kind() != '{' {
		return &jsonv2.SemanticError{JSONKind: start.Kind()}
	}
	for decoder.PeekKind() == '"' {
		quoted, err := decoder.ReadValue()
		if err != nil {
			return err
		}
		// The name is the decoder's own memory until it reads on.
		name := quoted[1 : len(quoted)-1]
		if bytes.IndexByte(name, '\\') >= 0 || !utf8.Valid(name) {
			name, _ = jsontext.AppendUnquote(nil, quoted) // the decoder has read it: only its UTF-8 can be broken
		}
		if field := p.attribute(name); field != nil {
			if err := field.UnmarshalJSONFrom(decoder); err != nil {
				return err
			}
			continue
		}
		key := string(name)
		value, err := decoder.ReadValue()
		if err != nil {
			return err
		}
		if *custom == nil {
			*custom = make(map[string]json.RawMessage)
		}
		(*custom)[key] = json.RawMessage(bytes.Clone(value))
	}
	_, err = decoder.ReadToken()
	return err
}

// appendAttribute adds a built-in attribute to an object that is being written, unless it is absent. Writing without
// reflection leaves encoding/json's encoder out of a program that only reads: a fifth of what this library adds to it.
func appendAttribute(object []byte, name string, a Attribute) []byte {
	if a.IsZero() {
		return object
	}
	return a.append(appendName(object, name))
}

// appendCustom adds the custom attributes to an object that is being written, and ends it.
func appendCustom(object []byte, p attributes, custom map[string]json.RawMessage) ([]byte, error) {
	for _, name := range slices.Sorted(maps.Keys(custom)) {
		if p.attribute([]byte(name)) != nil {
			return nil, fmt.Errorf("attribute %q has a field: set that instead of AdditionalProperties", name)
		}
		object = appendName(object, name)
		if value := custom[name]; value == nil {
			object = append(object, "null"...)
		} else {
			object = append(object, value...)
		}
	}
	return append(object, '}'), nil
}

func appendName(object []byte, name string) []byte {
	if len(object) > 1 {
		object = append(object, ',')
	}
	return append(appendText(object, name), ':')
}

// appendText adds a text as JSON. What is no UTF-8 in it becomes U+FFFD, as encoding/json does it.
func appendText(out []byte, text string) []byte {
	out, _ = jsontext.AppendQuote(out, text)
	return out
}
