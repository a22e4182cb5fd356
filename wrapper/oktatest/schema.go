package oktatest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/wrapper/schema"
)

// userSchema says what the profile of a user may hold. Its attributes are never changed, only replaced, so that an
// answer can be written after the org's lock is released.
type userSchema struct {
	base, custom     map[string]*gen.UserSchemaAttribute
	closed           bool // it was given or changed, and other attributes are refused
	created, changed stamp
}

// baseAttributes are the attributes that every org has, as a new org shows them.
func baseAttributes() map[string]*gen.UserSchemaAttribute {
	attributes := make(map[string]*gen.UserSchemaAttribute)
	for _, name := range textAttributes {
		attribute := gen.UserSchemaAttribute{Title: baseTitle(name), Type: gen.UserSchemaAttributeTypeString, Format: baseFormats[name]}
		switch name {
		case "firstName", "lastName", "email", "secondEmail", "mobilePhone":
			attribute.Permissions = []gen.UserSchemaAttributePermission{{Principal: "SELF", Action: "READ_WRITE"}}
		case "primaryPhone", "streetAddress", "city", "state", "zipCode", "countryCode", "postalAddress":
			attribute.Permissions = []gen.UserSchemaAttributePermission{{Principal: "SELF", Action: "HIDE"}}
		}
		switch name {
		case "login":
			attribute.MinLength, attribute.MaxLength = 5, 100
		case "firstName", "lastName":
			attribute.MinLength, attribute.MaxLength = 1, 50
		case "primaryPhone", "mobilePhone":
			attribute.MaxLength = 100
		}
		if slices.Contains(requiredAttributes, name) {
			attribute.Required = new(true)
		}
		attributes[name] = completed(attribute)
	}
	return attributes
}

// baseFormats are the formats of some of the attributes that every org has.
var baseFormats = map[string]string{
	"email": "email", "secondEmail": "email", "profileUrl": "uri", "countryCode": "country-code",
	"preferredLanguage": "language-code", "locale": "locale", "timezone": "timezone",
}

// baseTitles are the titles that are not made of the names.
var baseTitles = map[string]string{
	"login": "Username", "email": "Primary email", "secondEmail": "Secondary email", "nickName": "Nickname",
	"profileUrl": "Profile Url", "postalAddress": "Postal Address", "timezone": "Time zone", "managerId": "ManagerId",
}

var capital = regexp.MustCompile(`[A-Z]`)

// baseTitle is the name as shown of an attribute that every org has: "Zip code" of zipCode.
func baseTitle(name string) string {
	if title := baseTitles[name]; title != "" {
		return title
	}
	words := capital.ReplaceAllStringFunc(name, func(letter string) string { return " " + strings.ToLower(letter) })
	return strings.ToUpper(words[:1]) + words[1:]
}

// completed is an attribute with what an org says of each.
func completed(attribute gen.UserSchemaAttribute) *gen.UserSchemaAttribute {
	if attribute.Mutability == "" {
		attribute.Mutability = "READ_WRITE"
	}
	if attribute.Scope == "" {
		attribute.Scope = "NONE"
	}
	if attribute.Permissions == nil {
		attribute.Permissions = []gen.UserSchemaAttributePermission{{Principal: "SELF", Action: "READ_ONLY"}}
	}
	if attribute.Master.Type == "" {
		attribute.Master.Type = "PROFILE_MASTER"
	}
	return &attribute
}

// causes say what a profile has that the schema refuses. What can't be set may be sent as it is.
func (s userSchema) causes(p map[string]json.RawMessage, until profile) []string {
	var profile gen.UserProfile
	body, err := json.Marshal(p)
	if err == nil {
		err = json.Unmarshal(body, &profile)
	}
	if err != nil {
		return []string{"profile: The profile could not be read"}
	}
	broken, _ := errors.AsType[*schema.Error](schema.Check(gen.UserSchema{Definitions: gen.UserSchemaDefinitions{
		Base: gen.UserSchemaDefinition{Properties: s.base}, Custom: gen.UserSchemaDefinition{Properties: s.custom},
	}}, profile))
	if broken == nil {
		return nil
	}
	var causes []string
	for _, problem := range broken.Problems {
		cause := "The attribute " + problem.Reason
		switch problem.Kind {
		case schema.ReadOnly:
			if bytes.Equal(p[problem.Attribute], until[problem.Attribute]) {
				continue
			}
		case schema.Unknown:
			cause = fmt.Sprintf("Property name '%s' is not defined in profile", problem.Attribute)
		case schema.Missing:
			cause = "The field cannot be left blank"
		}
		causes = append(causes, problem.Attribute+": "+cause)
	}
	return causes
}

type wireSchema struct {
	ID          string                     `json:"id"`
	Dialect     string                     `json:"$schema"`
	Name        string                     `json:"name"`
	Title       string                     `json:"title"`
	Description string                     `json:"description"`
	Type        string                     `json:"type"`
	Created     stamp                      `json:"created"`
	LastUpdated stamp                      `json:"lastUpdated"`
	Definitions map[string]wireDefinition  `json:"definitions"`
	Properties  map[string]json.RawMessage `json:"properties"`
	Links       wireSchemaLinks            `json:"_links"`
}

type wireDefinition struct {
	ID         string                              `json:"id"`
	Type       string                              `json:"type"`
	Properties map[string]*gen.UserSchemaAttribute `json:"properties"`
	Required   []string                            `json:"required"`
}

type wireSchemaLinks struct {
	Self wireMetaLink `json:"self"`
	Type wireMetaLink `json:"type"`
}

func newWireDefinition(name string, attributes map[string]*gen.UserSchemaAttribute) wireDefinition {
	if attributes == nil {
		attributes = map[string]*gen.UserSchemaAttribute{}
	}
	required := []string{}
	for _, name := range slices.Sorted(maps.Keys(attributes)) {
		if value(attributes[name].Required) {
			required = append(required, name)
		}
	}
	return wireDefinition{"#" + name, "object", attributes, required}
}

func (t *userType) wireSchema(base string) wireSchema {
	return wireSchema{
		ID:      base + "/meta/schemas/user/" + t.schemaID(),
		Dialect: "http://json-schema.org/draft-04/schema#",
		Name:    t.name, Title: t.displayName, Description: t.description, Type: "object",
		Created: t.schema.created, LastUpdated: t.schema.changed,
		Definitions: map[string]wireDefinition{
			"base":   newWireDefinition("base", t.schema.base),
			"custom": newWireDefinition("custom", t.schema.custom),
		},
		Properties: map[string]json.RawMessage{
			"profile": json.RawMessage(`{"allOf":[{"$ref":"#/definitions/custom"},{"$ref":"#/definitions/base"}]}`),
		},
		Links: wireSchemaLinks{Self: t.schemaLink("self", base), Type: t.link("type", base)},
	}
}

// schema answers an operation on the schema of a user type, or refuses it where there is none.
func (h handlers) schema(w http.ResponseWriter, r *http.Request, schemaID string, handle func(call, *userType) (reply, *refusal)) {
	h.answer(w, r, func(c call) (reply, *refusal) {
		t, refused := c.withSchema(schemaID)
		if refused != nil {
			return refuse(refused)
		}
		return handle(c, t)
	})
}

// withSchema finds a user type by the id of its schema.
func (d *directory) withSchema(schemaID string) (*userType, *refusal) {
	for _, t := range d.types {
		if t.schemaID() == schemaID || schemaID == "default" && t.id == defaultType {
			return t, nil
		}
	}
	return nil, notFound(schemaID, "CVDSchema")
}

func (h handlers) GetUserSchema(w http.ResponseWriter, r *http.Request, schemaID gen.SchemaID) {
	h.schema(w, r, schemaID, func(c call, t *userType) (reply, *refusal) { return ok(t.wireSchema(c.base)) })
}

func (h handlers) UpdateUserProfile(w http.ResponseWriter, r *http.Request, schemaID gen.SchemaID) {
	h.schema(w, r, schemaID, func(c call, t *userType) (reply, *refusal) {
		var body schemaBody
		if refused := decode(r, &body); refused != nil {
			return refuse(refused)
		}
		if refused := c.changeSchema(t, body); refused != nil {
			return refuse(refused)
		}
		return ok(t.wireSchema(c.base))
	})
}

// schemaBody is a schema in a request. Other members are ignored.
type schemaBody struct {
	Definitions struct {
		Base, Custom struct {
			Properties map[string]json.RawMessage `json:"properties"`
		}
	} `json:"definitions"`
}

// changeSchema changes a schema as a request says, or not at all.
func (d *directory) changeSchema(t *userType, body schemaBody) *refusal {
	if len(body.Definitions.Base.Properties)+len(body.Definitions.Custom.Properties) == 0 {
		return nil
	}
	base, causes := merged(t.schema.base, body.Definitions.Base.Properties)
	for _, name := range slices.Sorted(maps.Keys(body.Definitions.Base.Properties)) {
		if !slices.Contains(textAttributes, name) || base[name] == nil {
			causes = append(causes, name+": The attributes that every org has can't be added or removed")
		}
	}
	custom, customCauses := merged(t.schema.custom, body.Definitions.Custom.Properties)
	causes = append(causes, customCauses...)
	for _, name := range slices.Sorted(maps.Keys(custom)) {
		taken := func(other string) bool { return other != name && strings.EqualFold(other, name) }
		switch _, isOld := t.schema.custom[name]; {
		case isOld:
		case !identifier.MatchString(name):
			causes = append(causes, name+": The name must begin with a letter, and have only letters, digits and underscores")
		case base[name] != nil || slices.ContainsFunc(slices.Concat(textAttributes, slices.Collect(maps.Keys(custom))), taken):
			causes = append(causes, name+": An attribute has this name already")
		}
	}
	if refused := invalidFields(causes); refused != nil {
		return refused
	}
	for name := range t.schema.custom {
		if custom[name] == nil {
			d.forget(t, name)
		}
	}
	t.schema = userSchema{base: base, custom: custom, closed: true, created: t.schema.created, changed: d.stamp()}
	return nil
}

// forget takes an attribute that is removed from the users who have it.
func (d *directory) forget(t *userType, attribute string) {
	for _, u := range d.users {
		if u.typeID == t.id && u.profile[attribute] != nil {
			u.profile = maps.Clone(u.profile)
			delete(u.profile, attribute)
		}
	}
}

// merged are the attributes with those of a request: null removes one, and what a member of one doesn't say stays.
func merged(attributes map[string]*gen.UserSchemaAttribute, sent map[string]json.RawMessage) (map[string]*gen.UserSchemaAttribute, []string) {
	var causes []string
	out := maps.Clone(attributes)
	if out == nil {
		out = make(map[string]*gen.UserSchemaAttribute)
	}
	for _, name := range slices.Sorted(maps.Keys(sent)) {
		if bytes.Equal(sent[name], null) {
			delete(out, name)
			continue
		}
		old := value(attributes[name])
		attribute, err := changed(old, sent[name])
		switch {
		case err != nil:
			causes = append(causes, name+": The attribute could not be read")
		case attribute.Title == "":
			causes = append(causes, name+": The title cannot be left blank")
		case !slices.Contains(attributeTypes, attribute.Type):
			causes = append(causes, name+": The type must be one of string, number, integer, boolean, array")
		case old.Type != "" && old.Type != attribute.Type:
			causes = append(causes, name+": The type can't be changed")
		}
		out[name] = completed(attribute)
	}
	return out, causes
}

// changed is an attribute with the members of a request in the place of its own.
func changed(old gen.UserSchemaAttribute, sent json.RawMessage) (attribute gen.UserSchemaAttribute, err error) {
	whole, err := json.Marshal(old)
	if err != nil {
		return attribute, err
	}
	var members map[string]json.RawMessage
	for _, part := range []json.RawMessage{whole, sent} {
		if err := json.Unmarshal(part, &members); err != nil {
			return attribute, err
		}
	}
	if whole, err = json.Marshal(members); err != nil {
		return attribute, err
	}
	return attribute, json.Unmarshal(whole, &attribute)
}

var attributeTypes = []gen.UserSchemaAttributeType{
	gen.UserSchemaAttributeTypeString, gen.UserSchemaAttributeTypeNumber, gen.UserSchemaAttributeTypeInteger,
	gen.UserSchemaAttributeTypeBoolean, gen.UserSchemaAttributeTypeArray,
}

// UpdateUserSchema changes a schema as updateUserProfile does, "default" being that of the default user type. From then
// on a user with what the schema doesn't allow is refused. It takes what an org's getUserSchema answers, too.
func (o *Org) UpdateUserSchema(schemaID string, s gen.UserSchema) error {
	const doing = "update user schema"
	data, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	var body schemaBody
	if err := json.Unmarshal(data, &body); err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	t, refused := o.directory.withSchema(schemaID)
	if refused == nil {
		refused = o.directory.changeSchema(t, body)
	}
	if refused != nil {
		return refused.error(doing)
	}
	return nil
}
