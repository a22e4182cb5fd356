package gen

import (
	"encoding/json"
	"slices"

	"github.com/go-json-experiment/json/jsontext"
)

// Links are the _links of a user, role, group or app, kept as they came and read when asked for.
type Links []byte

// Get returns the links of a relation: usually one, none where the relation is absent, several for a group's logo.
func (l Links) Get(relation string) []Link {
	var relations map[string]json.RawMessage
	if json.Unmarshal(l, &relations) != nil {
		return nil
	}
	var one *Link
	if json.Unmarshal(relations[relation], &one) == nil && one != nil {
		return []Link{*one}
	}
	var several []Link
	if json.Unmarshal(relations[relation], &several) == nil {
		return several
	}
	return nil
}

// Has reports whether the relation is there. A user's links name operations, such as "suspend"; whether one is allowed
// is for that operation to say.
func (l Links) Has(relation string) bool { return len(l.Get(relation)) > 0 }

// String returns the links as JSON.
func (l Links) String() string { return string(l) }

// MarshalJSON writes the links as they came.
func (l Links) MarshalJSON() ([]byte, error) { return json.RawMessage(l).MarshalJSON() }

// UnmarshalJSON keeps the links as they are.
func (l *Links) UnmarshalJSON(data []byte) error {
	*l = slices.Clone(data)
	return nil
}

// UnmarshalJSONFrom is UnmarshalJSON for a decoder, in one pass.
func (l *Links) UnmarshalJSONFrom(decoder *jsontext.Decoder) error {
	value, err := decoder.ReadValue()
	*l = Links(value.Clone())
	return err
}
