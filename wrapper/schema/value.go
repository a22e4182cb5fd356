package schema

import (
	"bytes"
	"encoding/json"
)

// Value is an attribute of an org's own, of the type that its schema says, as [okta.Attribute] is a text. Its zero value
// leaves the attribute alone (it is absent), [Set] sets it, and [Clear] clears it (it is null). What an org sends of
// another type is kept as JSON and written back as it came.
//
// In a struct its field has the tag omitzero.
type Value[T any] struct {
	value T
	set   bool
	raw   json.RawMessage // as it was read, or null
}

// Set returns a value that is set; the zero value of its type is a value too.
func Set[T any](value T) Value[T] { return Value[T]{value: value, set: true} }

// Clear returns a value that is null: sent, it clears the user's.
func Clear[T any]() Value[T] { return Value[T]{raw: json.RawMessage("null")} }

// Get returns the value, and whether there is one of the type T. To change it, assign what [Set] returns.
func (v Value[T]) Get() (value T, set bool) { return v.value, v.set }

// IsNull reports whether the value is null.
func (v Value[T]) IsNull() bool { return string(v.raw) == "null" }

// IsZero reports whether the value is absent.
func (v Value[T]) IsZero() bool { return !v.set && v.raw == nil }

// MarshalJSON writes what was read, the value that was set, or null. An absent value is left out by its struct, and is
// null elsewhere.
func (v Value[T]) MarshalJSON() ([]byte, error) {
	switch {
	case v.raw != nil:
		return v.raw, nil
	case v.set:
		return json.Marshal(v.value)
	}
	return []byte("null"), nil
}

// UnmarshalJSON reads a value or null, and keeps any other JSON as it is.
func (v *Value[T]) UnmarshalJSON(data []byte) error {
	*v = Value[T]{raw: bytes.Clone(data)}
	var value T
	if !v.IsNull() && json.Unmarshal(data, &value) == nil {
		v.value, v.set = value, true
	}
	return nil
}
