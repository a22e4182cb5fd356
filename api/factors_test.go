package api_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// runFactors runs the examples of a user's factors, which the user has none of at first.
func runFactors(ctx context.Context, t *testing.T, org *oktatest.Org, client *okta.Client, userID string) {
	t.Helper()
	require.NoError(t, exampleListSupportedFactors(ctx, client, userID))
	require.NoError(t, exampleListSupportedSecurityQuestions(ctx, client, userID))
	require.NoError(t, exampleEnrollFactor(ctx, client, userID))
	require.NoError(t, exampleListFactors(ctx, client, userID))

	enroll := func(kind okta.FactorType, profile okta.UserFactorProfile) string {
		t.Helper()
		factor, err := client.EnrollFactor(ctx, userID, okta.UserFactor{FactorType: kind, Provider: okta.FactorProviderOkta, Profile: profile}, nil)
		require.NoError(t, err)
		return factor.ID
	}
	phone := enroll(okta.FactorTypeSMS, okta.UserFactorProfile{PhoneNumber: okta.Set("+442071838750")})
	require.NoError(t, exampleGetFactor(ctx, client, userID, phone))
	org.Advance(time.Minute)
	require.NoError(t, exampleResendEnrollFactor(ctx, client, userID, phone))
	code, err := org.PassCode(userID, phone)
	require.NoError(t, err)
	require.ErrorContains(t, exampleActivateFactor(ctx, client, userID, phone, "wrong"), "the code is wrong")
	require.NoError(t, exampleActivateFactor(ctx, client, userID, phone, code))
	require.NoError(t, exampleDeleteFactor(ctx, client, userID, phone))

	question := enroll(okta.FactorTypeQuestion, okta.UserFactorProfile{Question: okta.Set("disliked_food"), Answer: okta.Set("calf's foot jelly")})
	require.NoError(t, exampleVerifyFactor(ctx, client, userID, question))

	push := enroll(okta.FactorTypePush, okta.UserFactorProfile{})
	require.NoError(t, org.ScanQRCode(userID, push))
	_, err = client.ActivateFactor(ctx, userID, push, okta.ActivateFactorRequest{})
	require.NoError(t, err)
	require.NoError(t, exampleGetFactorTransactionStatus(ctx, client, userID, push))
}
