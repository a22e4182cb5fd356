package wrapper

import (
	"context"

	"github.com/okta-userapi/userapi-go/gen/client"
)

// ListUserTypes returns the org's user types, the default one included. Okta doesn't page them.
//
// It implements listUserTypes: GET /api/v1/meta/types/user.
func (c *Client) ListUserTypes(ctx context.Context, callOptions ...CallOption) ([]UserType, error) {
	request, err := client.NewListUserTypesRequest(c.server)
	return execList[UserType](ctx, c, "listUserTypes", request, err, callOptions)
}

// CreateUserType creates a user type with a schema of its own, and returns it. Name and DisplayName are required; only
// they and Description are sent.
//
//	contractor, err := client.CreateUserType(ctx, okta.UserType{Name: "contractor", DisplayName: "Contractor"})
//	…
//	schema, err := client.GetUserSchema(ctx, okta.SchemaID(contractor.Links))
//
// A name that another type has, or that is no identifier, is [CodeValidationFailed]. The call is not safe to repeat:
// when an answer was lost, look for the name with [Client.ListUserTypes] before you try again.
//
// It implements createUserType: POST /api/v1/meta/types/user.
func (c *Client) CreateUserType(ctx context.Context, userType UserType, callOptions ...CallOption) (UserType, error) {
	request, err := client.NewCreateUserTypeRequest(c.server, writableUserType(userType))
	return exec[UserType](ctx, c, "createUserType", request, err, callOptions)
}

// GetUserType reads the user type with an id; "default" is the default type. Where there is none, it is [CodeNotFound].
//
// It implements getUserType: GET /api/v1/meta/types/user/{typeId}.
func (c *Client) GetUserType(ctx context.Context, typeID string, callOptions ...CallOption) (UserType, error) {
	request, err := client.NewGetUserTypeRequest(c.server, typeID)
	return exec[UserType](ctx, c, "getUserType", request, err, callOptions)
}

// UpdateUserType changes the DisplayName and the Description of a user type where they are not empty, and returns the
// type. The Name is fixed: a type that was read can be passed on as it is. To clear a description, use
// [Client.ReplaceUserType].
//
// It implements updateUserType: POST /api/v1/meta/types/user/{typeId}.
func (c *Client) UpdateUserType(ctx context.Context, typeID string, userType UserType, callOptions ...CallOption) (UserType, error) {
	request, err := client.NewUpdateUserTypeRequest(c.server, typeID, writableUserType(userType))
	return exec[UserType](ctx, c, "updateUserType", request, err, callOptions)
}

// ReplaceUserType replaces the DisplayName and the Description of a user type, and returns the type. The Name has to be
// the one that the type has, and an empty Description clears what is there.
//
// It implements replaceUserType: PUT /api/v1/meta/types/user/{typeId}.
func (c *Client) ReplaceUserType(ctx context.Context, typeID string, userType UserType, callOptions ...CallOption) (UserType, error) {
	request, err := client.NewReplaceUserTypeRequest(c.server, typeID, writableUserType(userType))
	return exec[UserType](ctx, c, "replaceUserType", request, err, callOptions)
}

// DeleteUserType deletes a user type and its schema for good. The default type, and one that a user has, are
// [CodeValidationFailed].
//
// Orgs were seen to fail with [CodeInternal] up to seven times before the type was gone. The call is sent again as
// often as the client's [RetryPolicy] says; where it fails all the same, try again a little later.
//
// It implements deleteUserType: DELETE /api/v1/meta/types/user/{typeId}.
func (c *Client) DeleteUserType(ctx context.Context, typeID string, callOptions ...CallOption) error {
	request, err := client.NewDeleteUserTypeRequest(c.server, typeID)
	return execNone(ctx, c, "deleteUserType", request, err, callOptions)
}

// writableUserType keeps of a user type what a client can write.
func writableUserType(userType UserType) UserType {
	return UserType{Name: userType.Name, DisplayName: userType.DisplayName, Description: userType.Description}
}
