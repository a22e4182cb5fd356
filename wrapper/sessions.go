package wrapper

import (
	"context"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/gen/client"
)

// EndAllUserSessionsOptions are the optional parameters of [Client.EndAllUserSessions].
type EndAllUserSessionsOptions struct {
	// OAuthTokens is whether to revoke the OpenID Connect and OAuth tokens issued to the user too; false by default.
	OAuthTokens bool

	// ForgetDevices is whether to forget the devices that the user told Okta to remember. Nil leaves it to the org:
	// Identity Engine forgets them, Classic Engine doesn't.
	ForgetDevices *bool
}

// EndAllUserSessions ends every identity provider session of the user, who has to sign in again. The status doesn't
// change. Sessions that apps keep on their own go on.
//
// It implements endAllUserSessions: DELETE /api/v1/users/{userId}/sessions.
func (c *Client) EndAllUserSessions(ctx context.Context, userID string, options *EndAllUserSessionsOptions, callOptions ...CallOption) error {
	o := valueOf(options)
	request, err := client.NewEndAllUserSessionsRequest(c.server, userID, &gen.EndAllUserSessionsParams{
		OAuthTokens:   optional(o.OAuthTokens),
		ForgetDevices: o.ForgetDevices,
	})
	return execNone(ctx, c, "endAllUserSessions", request, err, callOptions)
}
