package oktatest

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// fields are the members that a request wants of each user, by name; nil stands for all.
type fields map[string][]string // the members wanted of a member; nil for the whole of it

// fieldsOf reads a list such as "id,status,profile:(firstName,city)".
func fieldsOf(text string) fields {
	if text == "" {
		return nil
	}
	chosen := fields{"id": nil}
	for text != "" {
		end := strings.IndexAny(text, ",:")
		if end < 0 {
			chosen[strings.TrimSpace(text)] = nil
			break
		}
		name, separator := strings.TrimSpace(text[:end]), text[end]
		text = text[end+1:]
		var members []string
		if separator == ':' {
			var inBrackets string
			inBrackets, text, _ = strings.Cut(strings.TrimPrefix(text, "("), ")")
			text = strings.TrimPrefix(text, ",")
			for member := range strings.SplitSeq(inBrackets, ",") {
				members = append(members, strings.TrimSpace(member))
			}
		}
		chosen[name] = members
	}
	return chosen
}

// of is a user with nothing but the fields.
func (f fields) of(u wireUser) any {
	if f == nil {
		return u
	}
	whole, err := json.Marshal(u)
	if err != nil {
		return u
	}
	var members map[string]json.RawMessage
	if json.Unmarshal(whole, &members) != nil {
		return u
	}
	maps.DeleteFunc(members, func(name string, value json.RawMessage) bool {
		inner, wanted := f[name]
		if wanted && inner != nil {
			members[name] = only(value, inner)
		}
		return !wanted
	})
	return members
}

// only is an object with nothing but some members; what is no object stays as it is.
func only(value json.RawMessage, names []string) json.RawMessage {
	var members map[string]json.RawMessage
	if json.Unmarshal(value, &members) != nil {
		return value
	}
	maps.DeleteFunc(members, func(name string, _ json.RawMessage) bool { return !slices.Contains(names, name) })
	chosen, err := json.Marshal(members)
	if err != nil {
		return value
	}
	return chosen
}
