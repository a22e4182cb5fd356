package main

import (
	"context"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// grants looks at what the user has granted to OAuth 2.0 clients, and takes it back.
func (l *life) grants(ctx context.Context) error {
	if err := l.grantInMemory(); err != nil {
		return err
	}
	clients, err := l.client.ListUserClients(ctx, l.id)
	if err != nil {
		return err
	}
	l.say("listUserClients", "%d clients", len(clients))

	grants, err := okta.Collect(l.client.ListUserGrants(ctx, l.id, nil), 100)
	if err != nil {
		return err
	}
	l.say("listUserGrants", "%d scopes granted", len(grants))
	for _, grant := range grants[:min(len(grants), 1)] {
		if grant, err = l.client.GetUserGrant(ctx, l.id, grant.ID, nil); err != nil {
			return err
		}
		l.say("getUserGrant", "%s, by %s", grant.ScopeID, grant.Source)
		if err := l.client.RevokeUserGrant(ctx, l.id, grant.ID); err != nil {
			return err
		}
		l.say("revokeUserGrant", "no longer granted")
	}
	clientID := "none" // which has nothing to list and to revoke
	for _, client := range clients {
		clientID = client.ClientID
	}
	if err := l.grantsOfClient(ctx, clientID); err != nil {
		return err
	}
	if err := l.client.RevokeUserGrants(ctx, l.id); err != nil {
		return err
	}
	l.say("revokeUserGrants", "nothing is granted any more")
	return nil
}

// grantInMemory does what a sign-in with OAuth 2.0 would do, on the org in memory.
func (l *life) grantInMemory() error {
	if l.org == nil {
		return nil
	}
	client := l.org.AddOAuth2Client(okta.OAuth2Client{ClientName: "Notes"})
	for _, scope := range []string{"okta.users.read.self", "okta.apps.read.self"} {
		if _, err := l.org.AddGrant(l.id, okta.OAuth2ScopeConsentGrant{ClientID: client.ClientID, ScopeID: scope}); err != nil {
			return err
		}
	}
	_, err := l.org.AddRefreshToken(l.id, okta.OAuth2RefreshToken{ClientID: client.ClientID})
	return err
}

func (l *life) grantsOfClient(ctx context.Context, clientID string) error {
	grants, err := okta.Collect(l.client.ListGrantsForUserAndClient(ctx, l.id, clientID, nil), 100)
	if err != nil {
		return err
	}
	l.say("listGrantsForUserAndClient", "%d scopes granted to the client", len(grants))
	if err := l.client.RevokeGrantsForUserAndClient(ctx, l.id, clientID); err != nil {
		return err
	}
	l.say("revokeGrantsForUserAndClient", "no longer granted")

	tokens, err := okta.Collect(l.client.ListRefreshTokensForUserAndClient(ctx, l.id, clientID, nil), 100)
	if err != nil {
		return err
	}
	l.say("listRefreshTokensForUserAndClient", "%d refresh tokens", len(tokens))
	for _, token := range tokens[:min(len(tokens), 1)] {
		if token, err = l.client.GetRefreshTokenForUserAndClient(ctx, l.id, clientID, token.ID, nil); err != nil {
			return err
		}
		l.say("getRefreshTokenForUserAndClient", "for %q, until %s", token.Scopes, token.ExpiresAt)
		if err := l.client.RevokeTokenForUserAndClient(ctx, l.id, clientID, token.ID); err != nil {
			return err
		}
		l.say("revokeTokenForUserAndClient", "revoked")
	}
	if err := l.client.RevokeTokensForUserAndClient(ctx, l.id, clientID); err != nil {
		return err
	}
	l.say("revokeTokensForUserAndClient", "none is left")
	return nil
}
