package wrapper

import (
	"cmp"
	"context"
	"strings"

	"github.com/okta-userapi/userapi-go/gen/client"
)

// GetUserSchema reads the schema of a user type: which attributes a user may have, and of what kind. The id is "default"
// for the default type, and what [SchemaID] finds for another. Where there is none, it is [CodeNotFound].
//
// Package [github.com/okta-userapi/userapi-go/wrapper/schema] checks users against it before they are sent.
//
// It implements getUserSchema: GET /api/v1/meta/schemas/user/{schemaId}.
func (c *Client) GetUserSchema(ctx context.Context, schemaID string, callOptions ...CallOption) (UserSchema, error) {
	request, err := client.NewGetUserSchemaRequest(c.server, schemaID)
	return exec[UserSchema](ctx, c, "getUserSchema", request, err, callOptions)
}

// UpdateUserProfile adds, changes and removes attributes of a schema, and returns the whole schema. Only Definitions is
// sent. An attribute that it doesn't have stays as it is, and one that is nil is removed, with the value that each user
// has:
//
//	schema, err := client.UpdateUserProfile(ctx, "default", okta.UserSchema{Definitions: okta.UserSchemaDefinitions{
//		Custom: okta.UserSchemaDefinition{Properties: map[string]*okta.UserSchemaAttribute{
//			"badgeNumber": {Title: "Badge number", Type: okta.UserSchemaAttributeTypeInteger, Unique: okta.Set("UNIQUE_VALIDATED")},
//			"nickname2":   nil,
//		}},
//	}})
//
// A new attribute needs Title and Type, and the Type never changes after that; else it is [CodeValidationFailed].
//
// It implements updateUserProfile: POST /api/v1/meta/schemas/user/{schemaId}.
func (c *Client) UpdateUserProfile(ctx context.Context, schemaID string, schema UserSchema, callOptions ...CallOption) (UserSchema, error) {
	request, err := client.NewUpdateUserProfileRequest(c.server, schemaID, writableUserSchema(schema))
	return exec[UserSchema](ctx, c, "updateUserProfile", request, err, callOptions)
}

// SchemaID is the id of the schema that the links of a [User] or of a [UserType] lead to, for [Client.GetUserSchema],
// and "" where there is no such link: the items of ListUsers have none.
func SchemaID(links Links) string {
	schema := links.Get("schema")
	if len(schema) == 0 {
		return ""
	}
	return schema[0].Href[strings.LastIndexByte(schema[0].Href, '/')+1:]
}

// writableUserSchema keeps of a schema what a client can write, and names each half that has something to write.
func writableUserSchema(schema UserSchema) UserSchema {
	named := func(half UserSchemaDefinition, id string) UserSchemaDefinition {
		if half.Properties != nil || half.Required != nil {
			half.ID, half.Type = cmp.Or(half.ID, id), cmp.Or(half.Type, "object")
		}
		return half
	}
	return UserSchema{Definitions: UserSchemaDefinitions{
		Base:   named(schema.Definitions.Base, "#base"),
		Custom: named(schema.Definitions.Custom, "#custom"),
	}}
}
