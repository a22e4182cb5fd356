package wrapper

import (
	"context"

	"github.com/okta-userapi/userapi-go/gen/client"
)

// ListLinkedObjectDefinitions returns the kinds of links between users that the org has. Okta doesn't page them.
//
// It implements listLinkedObjectDefinitions: GET /api/v1/meta/schemas/user/linkedObjects.
func (c *Client) ListLinkedObjectDefinitions(ctx context.Context, callOptions ...CallOption) ([]LinkedObject, error) {
	request, err := client.NewListLinkedObjectDefinitionsRequest(c.server)
	return execList[LinkedObject](ctx, c, "listLinkedObjectDefinitions", request, err, callOptions)
}

// AddLinkedObjectDefinition defines a kind of link between users, and returns the definition. Primary is the end that a
// user has at most one of, such as a manager; Associated is the other. Both need Name, Title and Type. Only Primary and
// Associated are sent.
//
//	manager, err := client.AddLinkedObjectDefinition(ctx, okta.LinkedObject{
//		Primary:    okta.LinkedObjectDetails{Name: "manager", Title: "Manager", Type: okta.LinkedObjectDetailsTypeUser},
//		Associated: okta.LinkedObjectDetails{Name: "subordinate", Title: "Subordinate", Type: okta.LinkedObjectDetailsTypeUser},
//	})
//
// A name that is taken is [ErrConflict]. Create one after the other: orgs were seen to fail when several are made at
// once.
//
// It implements addLinkedObjectDefinition: POST /api/v1/meta/schemas/user/linkedObjects.
func (c *Client) AddLinkedObjectDefinition(ctx context.Context, definition LinkedObject, callOptions ...CallOption) (LinkedObject, error) {
	request, err := client.NewAddLinkedObjectDefinitionRequest(c.server, writableLinkedObject(definition))
	return exec[LinkedObject](ctx, c, "addLinkedObjectDefinition", request, err, callOptions)
}

// GetLinkedObjectDefinition reads a definition, by the name of either end.
//
// It implements getLinkedObjectDefinition: GET /api/v1/meta/schemas/user/linkedObjects/{linkedObjectName}.
func (c *Client) GetLinkedObjectDefinition(ctx context.Context, linkedObjectName string, callOptions ...CallOption) (LinkedObject, error) {
	request, err := client.NewGetLinkedObjectDefinitionRequest(c.server, linkedObjectName)
	return exec[LinkedObject](ctx, c, "getLinkedObjectDefinition", request, err, callOptions)
}

// DeleteLinkedObjectDefinition deletes a definition, by the name of either end, and with it the links of its kind.
//
// It implements deleteLinkedObjectDefinition: DELETE /api/v1/meta/schemas/user/linkedObjects/{linkedObjectName}.
func (c *Client) DeleteLinkedObjectDefinition(ctx context.Context, linkedObjectName string, callOptions ...CallOption) error {
	request, err := client.NewDeleteLinkedObjectDefinitionRequest(c.server, linkedObjectName)
	return execNone(ctx, c, "deleteLinkedObjectDefinition", request, err, callOptions)
}

// SetLinkedObjectForUser links the user to another one, its primary: with "manager", the user of primaryUserID becomes
// the manager of the user of userID, in the place of the one before. A name that is no definition's is [CodeNotFound].
//
// It implements setLinkedObjectForUser:
// PUT /api/v1/users/{userId}/linkedObjects/{primaryRelationshipName}/{primaryUserId}.
func (c *Client) SetLinkedObjectForUser(ctx context.Context, userID, primaryRelationshipName, primaryUserID string, callOptions ...CallOption) error {
	request, err := client.NewSetLinkedObjectForUserRequest(c.server, userID, primaryRelationshipName, primaryUserID)
	return execNone(ctx, c, "setLinkedObjectForUser", request, err, callOptions)
}

// GetLinkedObjectsForUser returns whom the user is linked to: by the primary's name, such as "manager", one user at
// most; by the name of the associated, such as "subordinate", any number. Okta doesn't page them, and tells of each
// user a link only, whose id is [ResponseLinks.UserID].
//
// It implements getLinkedObjectsForUser: GET /api/v1/users/{userId}/linkedObjects/{relationshipName}.
func (c *Client) GetLinkedObjectsForUser(ctx context.Context, userID, relationshipName string, callOptions ...CallOption) ([]ResponseLinks, error) {
	request, err := client.NewGetLinkedObjectsForUserRequest(c.server, userID, relationshipName)
	return execList[ResponseLinks](ctx, c, "getLinkedObjectsForUser", request, err, callOptions)
}

// RemoveLinkedObjectForUser ends the link of the user to its primary, by the primary's name, and is content where there
// is none.
//
// It implements removeLinkedObjectForUser: DELETE /api/v1/users/{userId}/linkedObjects/{relationshipName}.
func (c *Client) RemoveLinkedObjectForUser(ctx context.Context, userID, relationshipName string, callOptions ...CallOption) error {
	request, err := client.NewRemoveLinkedObjectForUserRequest(c.server, userID, relationshipName)
	return execNone(ctx, c, "removeLinkedObjectForUser", request, err, callOptions)
}

// writableLinkedObject keeps of a definition what a client can write.
func writableLinkedObject(definition LinkedObject) LinkedObject {
	return LinkedObject{Primary: definition.Primary, Associated: definition.Associated}
}
