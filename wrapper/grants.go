package wrapper

import (
	"context"
	"iter"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/gen/client"
)

// ListUserClients returns the OAuth 2.0 clients that the user has granted a scope. Okta doesn't page them.
//
// It implements listUserClients: GET /api/v1/users/{userId}/clients.
func (c *Client) ListUserClients(ctx context.Context, userID string, callOptions ...CallOption) ([]OAuth2Client, error) {
	request, err := client.NewListUserClientsRequest(c.server, userID)
	return execList[OAuth2Client](ctx, c, "listUserClients", request, err, callOptions)
}

// ListUserGrantsOptions are the optional parameters of [Client.ListUserGrants].
type ListUserGrantsOptions struct {
	// ScopeID lists only the grants of the scope with this id.
	ScopeID string

	// Expand is "scope" to have the scope described under Embedded.
	Expand string

	// After is the cursor of a page to start after, such as [Page].After.
	After string

	// Limit is the largest number of grants in a page, 1 to 200; 0 leaves it to the server, which uses 20.
	Limit int32
}

// ListUserGrants returns the scopes that the user has granted to OAuth 2.0 clients, page by page as [Client.ListUsers]
// does.
//
// It implements listUserGrants: GET /api/v1/users/{userId}/grants.
func (c *Client) ListUserGrants(ctx context.Context, userID string, options *ListUserGrantsOptions, callOptions ...CallOption) iter.Seq2[OAuth2ScopeConsentGrant, error] {
	return items(c.ListUserGrantsPages(ctx, userID, options, callOptions...))
}

// ListUserGrantsPages is ListUserGrants a page at a time, for a cursor to resume from.
func (c *Client) ListUserGrantsPages(ctx context.Context, userID string, options *ListUserGrantsOptions, callOptions ...CallOption) iter.Seq2[Page[OAuth2ScopeConsentGrant], error] {
	o := valueOf(options)
	request, err := client.NewListUserGrantsRequest(c.server, userID, &gen.ListUserGrantsParams{
		ScopeID: optional(o.ScopeID),
		Expand:  optional(o.Expand),
		After:   optional(o.After),
		Limit:   optional(o.Limit),
	})
	return listPages[OAuth2ScopeConsentGrant](ctx, c, "listUserGrants", request, err, callOptions)
}

// GetUserGrantOptions are the optional parameters of [Client.GetUserGrant].
type GetUserGrantOptions struct {
	// Expand is "scope" to have the scope described under Embedded.
	Expand string
}

// GetUserGrant reads one grant of the user.
//
// It implements getUserGrant: GET /api/v1/users/{userId}/grants/{grantId}.
func (c *Client) GetUserGrant(ctx context.Context, userID, grantID string, options *GetUserGrantOptions, callOptions ...CallOption) (OAuth2ScopeConsentGrant, error) {
	o := valueOf(options)
	request, err := client.NewGetUserGrantRequest(c.server, userID, grantID, &gen.GetUserGrantParams{Expand: optional(o.Expand)})
	return exec[OAuth2ScopeConsentGrant](ctx, c, "getUserGrant", request, err, callOptions)
}

// RevokeUserGrant takes back one scope that the user has granted to a client.
//
// It implements revokeUserGrant: DELETE /api/v1/users/{userId}/grants/{grantId}.
func (c *Client) RevokeUserGrant(ctx context.Context, userID, grantID string, callOptions ...CallOption) error {
	request, err := client.NewRevokeUserGrantRequest(c.server, userID, grantID)
	return execNone(ctx, c, "revokeUserGrant", request, err, callOptions)
}

// RevokeUserGrants takes back all that the user has granted, to every client, and is content where that is nothing.
// [Client.RevokeTokensForUserAndClient] revokes the refresh tokens that a client holds already.
//
// It implements revokeUserGrants: DELETE /api/v1/users/{userId}/grants.
func (c *Client) RevokeUserGrants(ctx context.Context, userID string, callOptions ...CallOption) error {
	request, err := client.NewRevokeUserGrantsRequest(c.server, userID)
	return execNone(ctx, c, "revokeUserGrants", request, err, callOptions)
}

// ListGrantsForUserAndClientOptions are the optional parameters of [Client.ListGrantsForUserAndClient].
type ListGrantsForUserAndClientOptions struct {
	// Expand is "scope" to have the scope described under Embedded.
	Expand string

	// After is the cursor of a page to start after, such as [Page].After.
	After string

	// Limit is the largest number of grants in a page, 1 to 200; 0 leaves it to the server, which uses 20.
	Limit int32
}

// ListGrantsForUserAndClient returns the scopes that the user has granted to one client, page by page as
// [Client.ListUsers] does.
//
// It implements listGrantsForUserAndClient: GET /api/v1/users/{userId}/clients/{clientId}/grants.
func (c *Client) ListGrantsForUserAndClient(ctx context.Context, userID, clientID string, options *ListGrantsForUserAndClientOptions, callOptions ...CallOption) iter.Seq2[OAuth2ScopeConsentGrant, error] {
	return items(c.ListGrantsForUserAndClientPages(ctx, userID, clientID, options, callOptions...))
}

// ListGrantsForUserAndClientPages is ListGrantsForUserAndClient a page at a time, for a cursor to resume from.
func (c *Client) ListGrantsForUserAndClientPages(ctx context.Context, userID, clientID string, options *ListGrantsForUserAndClientOptions, callOptions ...CallOption) iter.Seq2[Page[OAuth2ScopeConsentGrant], error] {
	o := valueOf(options)
	request, err := client.NewListGrantsForUserAndClientRequest(c.server, userID, clientID, &gen.ListGrantsForUserAndClientParams{
		Expand: optional(o.Expand),
		After:  optional(o.After),
		Limit:  optional(o.Limit),
	})
	return listPages[OAuth2ScopeConsentGrant](ctx, c, "listGrantsForUserAndClient", request, err, callOptions)
}

// RevokeGrantsForUserAndClient takes back what the user has granted to one client, which has to ask for consent again.
// It is content where that is nothing.
//
// It implements revokeGrantsForUserAndClient: DELETE /api/v1/users/{userId}/clients/{clientId}/grants.
func (c *Client) RevokeGrantsForUserAndClient(ctx context.Context, userID, clientID string, callOptions ...CallOption) error {
	request, err := client.NewRevokeGrantsForUserAndClientRequest(c.server, userID, clientID)
	return execNone(ctx, c, "revokeGrantsForUserAndClient", request, err, callOptions)
}
