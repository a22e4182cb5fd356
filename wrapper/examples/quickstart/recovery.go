package main

import (
	"context"
	"errors"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// recovery gives the user a new password by the recovery question, and then a temporary one.
func (l *life) recovery(ctx context.Context) error {
	password := newPassword()
	_, err := l.client.ForgotPasswordSetNewPassword(ctx, l.id, okta.UserCredentials{
		Password:         &okta.PasswordCredential{Value: password},
		RecoveryQuestion: &okta.RecoveryQuestionCredential{Answer: "Analytical"},
	}, nil)
	if err := l.sayDone("forgotPasswordSetNewPassword", err, "the answer was right, the password is new"); err != nil {
		return err
	}
	if err == nil {
		l.password = password
	}
	temporary, err := l.client.ExpirePasswordWithTempPassword(ctx, l.id, &okta.ExpirePasswordWithTempPasswordOptions{RevokeSessions: true})
	if err != nil {
		return l.sayRefused("expirePasswordWithTempPassword", err)
	}
	l.password = temporary.TempPassword
	l.say("expirePasswordWithTempPassword", "a temporary password of %d characters, signed out everywhere", len(temporary.TempPassword))
	return l.changePassword(ctx, newPassword(), "replaced the temporary one; the user is active again")
}

// blocks looks for what keeps the user from signing in.
func (l *life) blocks(ctx context.Context) error {
	blocks, err := l.client.ListUserBlocks(ctx, l.id)
	if errors.Is(err, okta.CodeFeatureDenied) {
		l.say("listUserBlocks", "this org lacks the feature")
		return nil
	}
	return l.sayDone("listUserBlocks", err, "%d blocks", len(blocks))
}
