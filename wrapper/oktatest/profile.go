package oktatest

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// profile holds the attributes of a user or group as the wire shows them. It is never changed, only replaced, so that
// an answer can be written after the org's lock is released.
type profile map[string]json.RawMessage

// null is what an attribute that is always shown has where it is not set.
var null = json.RawMessage("null")

// requiredAttributes can't be left out; alwaysShown are null where they are not set; the rest is absent then.
var (
	requiredAttributes = []string{"firstName", "lastName", "login", "email"}
	alwaysShown        = []string{"mobilePhone", "secondEmail"}
)

// textAttributes are the attributes that every org has. Others are the org's own.
var textAttributes = []string{
	"login", "email", "secondEmail", "firstName", "lastName", "middleName", "honorificPrefix", "honorificSuffix",
	"title", "displayName", "nickName", "profileUrl", "primaryPhone", "mobilePhone", "streetAddress", "city",
	"state", "zipCode", "countryCode", "postalAddress", "preferredLanguage", "locale", "timezone", "userType",
	"employeeNumber", "costCenter", "organization", "division", "department", "managerId", "manager",
}

// profileRules say what a profile must have and always shows, and which of its attributes are texts.
type profileRules struct {
	texts, required, shown []string
	schema                 userSchema // which takes the place of the rest where it is closed
}

// newProfile reads the profile of a request for a user of the type, who has another one until then.
func (t *userType) newProfile(body json.RawMessage, until profile) (profile, *refusal) {
	rules := profileRules{textAttributes, requiredAttributes, alwaysShown, t.schema}
	if t.schema.closed {
		rules.required = nil // the schema says which are
	}
	p, causes, refused := rules.read(body, until)
	if refused != nil {
		return nil, refused
	}
	if email := p.text("email"); email != "" && !strings.Contains(email, "@") {
		causes = append(causes, "email: Does not match required pattern")
	}
	return p, invalidFields(causes)
}

// read reads the profile of a request that takes the place of another. The causes say which attributes are no good.
func (rules profileRules) read(body json.RawMessage, until profile) (p profile, causes []string, refused *refusal) {
	var sent map[string]json.RawMessage
	if len(body) > 0 && json.Unmarshal(body, &sent) != nil {
		return nil, nil, malformed()
	}
	p = make(profile, len(sent)+len(rules.shown))
	if rules.schema.closed {
		causes = rules.schema.causes(sent, until)
	}
	for _, name := range slices.Sorted(maps.Keys(sent)) {
		value := sent[name]
		if bytes.Equal(value, null) {
			continue
		}
		switch {
		case name == "":
			causes = append(causes, "profile: An attribute needs a name")
		case rules.schema.closed: // it has judged the value
			p[name] = value
		case slices.Contains(rules.texts, name) && !isText(value):
			causes = append(causes, name+": The value must be a text")
		case !isAttribute(value):
			causes = append(causes, name+": The value must be a text, a number, a boolean, or an array of texts")
		default:
			p[name] = value
		}
	}
	for _, name := range rules.required {
		if isText(p[name]) && p.text(name) != "" || sentWrong(sent[name]) {
			continue
		}
		causes = append(causes, name+": The field cannot be left blank")
	}
	for _, name := range rules.shown {
		if p[name] == nil {
			p[name] = null
		}
	}
	return p, causes, nil
}

// with is the profile with the attributes of a request in the place of its own, as the body of an update.
func (p profile) with(body json.RawMessage) (json.RawMessage, *refusal) {
	var sent profile
	if json.Unmarshal(body, &sent) != nil {
		return nil, malformed()
	}
	whole := maps.Clone(p)
	maps.Copy(whole, sent)
	merged, err := json.Marshal(whole)
	if err != nil {
		return nil, malformed()
	}
	return merged, nil
}

// sentWrong reports whether a value is there that another cause speaks of.
func sentWrong(value json.RawMessage) bool {
	return len(value) > 0 && !bytes.Equal(value, null) && !isText(value)
}

func isText(value json.RawMessage) bool { return len(value) > 0 && value[0] == '"' }

func isAttribute(value json.RawMessage) bool {
	switch value[0] {
	case '{':
		return false
	case '[':
		var items []json.RawMessage
		return json.Unmarshal(value, &items) == nil && !slices.ContainsFunc(items, func(item json.RawMessage) bool { return !isText(item) })
	}
	return true
}

// text is the value of a text attribute, and "" where it is not set.
func (p profile) text(name string) string {
	var text string
	if isText(p[name]) && json.Unmarshal(p[name], &text) != nil {
		return ""
	}
	return text
}
