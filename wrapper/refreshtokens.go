package wrapper

import (
	"context"
	"iter"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/gen/client"
)

// ListRefreshTokensForUserAndClientOptions are the optional parameters of [Client.ListRefreshTokensForUserAndClient].
type ListRefreshTokensForUserAndClientOptions struct {
	// Expand is "scope" to have the scopes described under Embedded.
	Expand string

	// After is the cursor of a page to start after, such as [Page].After.
	After string

	// Limit is the largest number of tokens in a page, 1 to 200; 0 leaves it to the server, which uses 20.
	Limit int32
}

// ListRefreshTokensForUserAndClient returns what there is to know of the refresh tokens that an OAuth 2.0 client holds
// for the user, page by page as [Client.ListUsers] does. The tokens' values are in no answer.
//
// It implements listRefreshTokensForUserAndClient: GET /api/v1/users/{userId}/clients/{clientId}/tokens.
func (c *Client) ListRefreshTokensForUserAndClient(ctx context.Context, userID, clientID string, options *ListRefreshTokensForUserAndClientOptions, callOptions ...CallOption) iter.Seq2[OAuth2RefreshToken, error] {
	return items(c.ListRefreshTokensForUserAndClientPages(ctx, userID, clientID, options, callOptions...))
}

// ListRefreshTokensForUserAndClientPages is ListRefreshTokensForUserAndClient a page at a time, for a cursor to resume
// from.
func (c *Client) ListRefreshTokensForUserAndClientPages(ctx context.Context, userID, clientID string, options *ListRefreshTokensForUserAndClientOptions, callOptions ...CallOption) iter.Seq2[Page[OAuth2RefreshToken], error] {
	o := valueOf(options)
	request, err := client.NewListRefreshTokensForUserAndClientRequest(c.server, userID, clientID, &gen.ListRefreshTokensForUserAndClientParams{
		Expand: optional(o.Expand),
		After:  optional(o.After),
		Limit:  optional(o.Limit),
	})
	return listPages[OAuth2RefreshToken](ctx, c, "listRefreshTokensForUserAndClient", request, err, callOptions)
}

// GetRefreshTokenForUserAndClientOptions are the optional parameters of [Client.GetRefreshTokenForUserAndClient].
type GetRefreshTokenForUserAndClientOptions struct {
	// Expand is "scope" to have the scopes described under Embedded.
	Expand string
}

// GetRefreshTokenForUserAndClient reads what there is to know of a refresh token, by its id. Its value is in no answer.
//
// It implements getRefreshTokenForUserAndClient: GET /api/v1/users/{userId}/clients/{clientId}/tokens/{tokenId}.
func (c *Client) GetRefreshTokenForUserAndClient(ctx context.Context, userID, clientID, tokenID string, options *GetRefreshTokenForUserAndClientOptions, callOptions ...CallOption) (OAuth2RefreshToken, error) {
	o := valueOf(options)
	request, err := client.NewGetRefreshTokenForUserAndClientRequest(c.server, userID, clientID, tokenID, &gen.GetRefreshTokenForUserAndClientParams{Expand: optional(o.Expand)})
	return exec[OAuth2RefreshToken](ctx, c, "getRefreshTokenForUserAndClient", request, err, callOptions)
}

// RevokeTokenForUserAndClient revokes one refresh token, by its id.
//
// It implements revokeTokenForUserAndClient: DELETE /api/v1/users/{userId}/clients/{clientId}/tokens/{tokenId}.
func (c *Client) RevokeTokenForUserAndClient(ctx context.Context, userID, clientID, tokenID string, callOptions ...CallOption) error {
	request, err := client.NewRevokeTokenForUserAndClientRequest(c.server, userID, clientID, tokenID)
	return execNone(ctx, c, "revokeTokenForUserAndClient", request, err, callOptions)
}

// RevokeTokensForUserAndClient revokes all refresh tokens that a client holds for the user, and is content where there
// are none. What the user has granted stays. EndAllUserSessions with OAuthTokens revokes the tokens of every client.
//
// It implements revokeTokensForUserAndClient: DELETE /api/v1/users/{userId}/clients/{clientId}/tokens.
func (c *Client) RevokeTokensForUserAndClient(ctx context.Context, userID, clientID string, callOptions ...CallOption) error {
	request, err := client.NewRevokeTokensForUserAndClientRequest(c.server, userID, clientID)
	return execNone(ctx, c, "revokeTokensForUserAndClient", request, err, callOptions)
}
