package wrapper_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// answering is a client whose server has one answer.
func answering(t *testing.T, body string) *okta.Client {
	t.Helper()
	return testkit.Wired(t, func(*http.Request) (*http.Response, error) { return testkit.Reply(200, nil, body), nil })
}

func TestTheLinksOfAFactorAreOneOrSeveral(t *testing.T) {
	t.Parallel()
	factor, err := answering(t, `{"id":"sms1","_links":{
		"resend": [{"name":"sms","href":"https://acme.okta.com/a","hints":{"allow":["POST"]}}],
		"questions": {"href":"https://acme.okta.com/q","hints":{"allow":["GET"]}}
	},"_embedded":{"activation":{"_links":{"send":[{"name":"email","href":"https://acme.okta.com/e"},{"name":"sms","href":"https://acme.okta.com/s"}]}}}}`).
		GetFactor(t.Context(), "00u1", "sms1")
	require.NoError(t, err)
	assert.Equal(t, []okta.Link{{Name: "sms", Href: "https://acme.okta.com/a", Hints: okta.LinkHints{Allow: []string{"POST"}}}}, factor.Links.Get("resend"))
	assert.Equal(t, []okta.Link{{Href: "https://acme.okta.com/q", Hints: okta.LinkHints{Allow: []string{"GET"}}}}, factor.Links.Get("questions"))
	assert.False(t, factor.Links.Has("question"))
	var activation struct {
		Links okta.Links `json:"_links"`
	}
	require.NoError(t, json.Unmarshal(factor.Embedded["activation"], &activation))
	assert.Len(t, activation.Links.Get("send"), 2)

	factor, err = answering(t, `{"_links":{"resend":{"href":"https://acme.okta.com/a"}}}`).GetFactor(t.Context(), "00u1", "sms1")
	require.NoError(t, err)
	assert.Equal(t, []okta.Link{{Href: "https://acme.okta.com/a"}}, factor.Links.Get("resend"), "as Okta's document has it")
}

func TestAFactorThatNobodyKnowsIsReadWhole(t *testing.T) {
	t.Parallel()
	const sent = `[{"id":"pfd1","factorType":"signed_nonce","provider":"OKTA","vendorName":"OKTA","status":"ACTIVE",
		"profile":{"credentialId":"ada@example.com","deviceType":"Desktop_Mac","keys":[{"kty":"EC","kid":"k1","x":"1"}],"name":"Mac","platform":"MACOS","version":7}},
		{"id":"new1","factorType":"telepathy","provider":"MARS","status":"DREAMING","profile":{"depth":12345678901234567890,"phoneNumber":null}}]`
	factors, err := answering(t, sent).ListFactors(t.Context(), "00u1")
	require.NoError(t, err)
	require.Len(t, factors, 2)
	assert.Equal(t, okta.FactorTypeSignedNonce, factors[0].FactorType)
	assert.Equal(t, okta.FactorType("telepathy"), factors[1].FactorType)
	assert.True(t, factors[1].Profile.PhoneNumber.IsNull())
	depth, err := okta.AttributeAs[json.Number](&factors[1].Profile, "depth")
	require.NoError(t, err)
	assert.Equal(t, json.Number("12345678901234567890"), depth)
	again, err := json.Marshal(factors)
	require.NoError(t, err)
	assert.Equal(t, exactJSON(t, sent), exactJSON(t, string(again)))
}

func TestAVerificationWithAMessageThatIsNull(t *testing.T) {
	t.Parallel()
	result, err := answering(t, `{"factorResult":"SUCCESS","factorMessage":null}`).
		VerifyFactor(t.Context(), "00u1", "sms1", okta.VerifyFactorRequest{PassCode: "1"}, nil)
	require.NoError(t, err)
	assert.Equal(t, okta.VerifyUserFactorResponse{FactorResult: okta.FactorResultTypeSuccess}, result)
}

func TestTransactionIDIsTheLastSegmentOfThePollLink(t *testing.T) {
	t.Parallel()
	for poll, want := range map[string]string{
		`{"poll":{"href":"https://acme.okta.com/api/v1/users/00u1/factors/opf1/transactions/v2mst.a-b_c"}}`:     "v2mst.a-b_c",
		`{"poll":{"href":"https://acme.okta.com/api/v1/users/00u1/factors/opf1/transactions/a%3Db?x=1"}}`:       "a=b",
		`{"poll":[{"href":"https://acme.okta.com/transactions/one"},{"href":"https://acme.okta.com/ignored"}]}`: "one",
		`{"poll":{"href":"https://acme.okta.com/%"}}`:                                                           "",
		`{"verify":{"href":"https://acme.okta.com/"}}`:                                                          "",
		``: "",
	} {
		assert.Equal(t, want, okta.TransactionID(okta.VerifyUserFactorResponse{Links: okta.Links(poll)}), poll)
	}
}

// pushed is an org with a user whose phone has a push that waits, and a client.
func pushed(t *testing.T) (org *oktatest.Org, client *okta.Client, userID, factorID string, waiting okta.VerifyUserFactorResponse) {
	t.Helper()
	org = oktatest.NewOrg(oktatest.WithToken(testkit.Token))
	client = testkit.NewClient(t, org.URL(), okta.WithHTTPClient(org.HTTPClient()))
	userID = org.SeedUsers(1)[0]
	factor, err := client.EnrollFactor(t.Context(), userID, okta.UserFactor{FactorType: okta.FactorTypePush, Provider: okta.FactorProviderOkta}, nil)
	require.NoError(t, err)
	factorID = factor.ID
	started, err := client.ActivateFactor(t.Context(), userID, factorID, okta.ActivateFactorRequest{})
	require.NoError(t, err)
	require.Equal(t, okta.FactorResultTypeWaiting, started.FactorResult)
	require.NoError(t, org.ScanQRCode(userID, factorID))
	factor, err = client.ActivateFactor(t.Context(), userID, factorID, okta.ActivateFactorRequest{})
	require.NoError(t, err)
	require.Equal(t, okta.FactorStatusActive, factor.Status)
	waiting, err = client.VerifyFactor(t.Context(), userID, factorID, okta.VerifyFactorRequest{}, nil)
	require.NoError(t, err)
	require.Equal(t, okta.FactorResultTypeWaiting, waiting.FactorResult)
	return org, client, userID, factorID, waiting
}

func TestWaitForFactorResultWaitsForTheUser(t *testing.T) {
	t.Parallel()
	for want, answer := range map[okta.FactorResultType]func(org *oktatest.Org, userID, factorID string) error{
		okta.FactorResultTypeSuccess:  func(org *oktatest.Org, userID, factorID string) error { return org.AnswerPush(userID, factorID, true) },
		okta.FactorResultTypeRejected: func(org *oktatest.Org, userID, factorID string) error { return org.AnswerPush(userID, factorID, false) },
		okta.FactorResultTypeTimeout:  func(*oktatest.Org, string, string) error { return nil },
	} {
		t.Run(string(want), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				org, client, userID, factorID, waiting := pushed(t)
				time.AfterFunc(20*time.Second, func() { assert.NoError(t, answer(org, userID, factorID)) })
				result, err := client.WaitForFactorResult(t.Context(), userID, factorID, waiting)
				require.NoError(t, err)
				assert.Equal(t, want, result.FactorResult)
				assert.Less(t, org.Count("getFactorTransactionStatus"), 120, "it is not asked all the time")
			})
		})
	}
}

func TestWaitForFactorResultEndsWithItsContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		_, client, userID, factorID, waiting := pushed(t)
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		_, err := client.WaitForFactorResult(ctx, userID, factorID, waiting)
		require.ErrorContains(t, err, "deadline")
	})
}

func TestWaitForFactorResultReturnsWhatIsThereAlready(t *testing.T) {
	t.Parallel()
	client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
		t.Error("nothing is to be sent")
		return testkit.Reply(500, nil, ""), nil
	})
	challenge := okta.VerifyUserFactorResponse{FactorResult: okta.FactorResultTypeChallenge}
	result, err := client.WaitForFactorResult(t.Context(), "00u1", "sms1", challenge)
	require.NoError(t, err)
	assert.Equal(t, challenge, result)
	_, err = client.WaitForFactorResult(t.Context(), "00u1", "opf1", okta.VerifyUserFactorResponse{FactorResult: okta.FactorResultTypeWaiting})
	require.EqualError(t, err, "okta: getFactorTransactionStatus: the verification has no poll link: pass what VerifyFactor returned")
}

func TestACodeTooSoonIsToldApart(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg(oktatest.WithToken(testkit.Token))
	client := testkit.NewClient(t, org.URL(), okta.WithHTTPClient(org.HTTPClient()))
	id := org.SeedUsers(1)[0]
	factor, err := client.EnrollFactor(t.Context(), id, okta.UserFactor{
		FactorType: okta.FactorTypeSMS, Provider: okta.FactorProviderOkta, Profile: okta.UserFactorProfile{PhoneNumber: okta.Set("+44 20 7183-8750")},
	}, nil)
	require.NoError(t, err)
	assert.Equal(t, "+442071838750", factor.Profile.PhoneNumber.String())
	_, err = client.ResendEnrollFactor(t.Context(), id, factor.ID, factor, nil, okta.WithoutRetry())
	require.ErrorIs(t, err, okta.CodeSMSRecentlySent)
	require.ErrorIs(t, err, okta.ErrRateLimited)
	assert.NotContains(t, strings.ToLower(err.Error()), "442071838750")
	org.Advance(time.Minute)
	_, err = client.ResendEnrollFactor(t.Context(), id, factor.ID, factor, nil)
	require.NoError(t, err)
}
