package gen

import (
	"bytes"
	"encoding/json"

	"github.com/go-json-experiment/json/jsontext"
)

// Equal reports whether two users are the same in all that their JSON has: read-only members, and whether an attribute
// is null or absent, count too. To see whether there is something to update, compare the profiles.
func (u User) Equal(other User) bool { return sameJSON(u, other) }

// Equal reports whether two groups are the same in all that their JSON has, as [User.Equal] does.
func (g Group) Equal(other Group) bool { return sameJSON(g, other) }

// Equal reports whether two attributes are both absent, both null, or the same text or JSON.
func (a Attribute) Equal(other Attribute) bool { return a == other }

// sameJSON compares values by their JSON, in which the order of members and white space mean nothing.
func sameJSON(a, b any) bool {
	one, oneErr := json.Marshal(a)
	two, twoErr := json.Marshal(b)
	if oneErr != nil || twoErr != nil {
		return false
	}
	return bytes.Equal(one, two) || bytes.Equal(ordered(one), ordered(two))
}

// ordered is JSON with its members by name, and its numbers as they are: a number can be larger than a float64 holds.
func ordered(value jsontext.Value) []byte {
	_ = value.Canonicalize(jsontext.CanonicalizeRawInts(false), jsontext.CanonicalizeRawFloats(false)) // it was made by json.Marshal
	return value
}
