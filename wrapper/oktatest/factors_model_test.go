package oktatest_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// modelFactor is what the documentation makes one expect of a factor.
type modelFactor struct {
	id     string
	kind   okta.FactorType
	active bool
	sent   time.Time   // when its code was sent; zero where there is none
	used   bool        // the code was right once
	wrong  []time.Time // the wrong codes since the last right one
}

// code: "A wrong code: E0000068. One that has expired: E0000083; one that was used: E0000082. Five wrong ones in five
// minutes are the most: then each is E0000047 until the five minutes have passed."
func (m *modelFactor) code(right bool, now time.Time) okta.ErrorCode {
	m.wrong = slices.DeleteFunc(m.wrong, func(at time.Time) bool { return now.Sub(at) >= 5*time.Minute })
	switch {
	case len(m.wrong) == 5:
		return okta.CodeRateLimited
	case !right || m.kind != okta.FactorTypeQuestion && m.sent.IsZero():
		m.wrong = append(m.wrong, now)
		return okta.CodeInvalidPassCode
	case m.kind == okta.FactorTypeQuestion:
		m.wrong = nil
	case m.used:
		return okta.CodePassCodeUsed
	case now.Sub(m.sent) >= 5*time.Minute:
		return okta.CodePassCodeExpired
	default:
		m.used, m.wrong = true, nil
	}
	return ""
}

// factorMachine is an org with a user, the model of the user's factors, and the client between them.
type factorMachine struct {
	*rapid.T
	org     *oktatest.Org
	client  *okta.Client
	userID  string
	now     time.Time
	status  okta.UserStatus
	factors []*modelFactor
	codes   map[okta.FactorType]time.Time // when a phone or an address got its last one
}

const (
	factorModelWorkers = 2
	factorModelSteps   = 52 // in each of rapid's 100 checks of a worker
)

// TestFactorsAgreeWithAModelOfTheDocs runs random operations on a user's factors, and on the user, through the client.
func TestFactorsAgreeWithAModelOfTheDocs(t *testing.T) {
	t.Parallel()
	for worker := range factorModelWorkers {
		t.Run(fmt.Sprint("worker ", worker+1), func(t *testing.T) {
			t.Parallel()
			steps := 0
			rapid.Check(t, func(t *rapid.T) {
				m := newFactorMachine(t)
				for range factorModelSteps {
					m.step()
					steps++
				}
			})
			if !t.Failed() && !testing.Short() {
				require.GreaterOrEqual(t, steps*factorModelWorkers, 10_000)
			}
		})
	}
}

func newFactorMachine(t *rapid.T) *factorMachine {
	m := &factorMachine{
		T: t, now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), status: okta.UserStatusActive, codes: make(map[okta.FactorType]time.Time),
	}
	m.org = oktatest.NewOrg(oktatest.WithJournal(0), oktatest.WithClock(func() time.Time { return m.now }))
	client, err := okta.NewClient(m.org.URL(), okta.APIToken(m.org.Token()), okta.WithHTTPClient(m.org.HTTPClient()), okta.WithRetry(okta.RetryPolicy{Attempts: 1}))
	require.NoError(t, err)
	m.client, m.userID = client, m.org.SeedUsers(1)[0]
	return m
}

func (m *factorMachine) agree(want okta.ErrorCode, err error) {
	if want == "" {
		require.NoError(m, err)
		return
	}
	require.ErrorIs(m, err, want)
}

// send: "One message in 30 seconds is sent to a phone, and one in 5 seconds to an address."
func (m *factorMachine) send(f *modelFactor) okta.ErrorCode {
	pause, refusal := 30*time.Second, okta.CodeSMSRecentlySent
	if f.kind == okta.FactorTypeEmail {
		pause, refusal = 5*time.Second, okta.CodeEmailRecentlySent
	}
	if last, sent := m.codes[f.kind]; sent && m.now.Sub(last) < pause {
		return refusal
	}
	m.codes[f.kind], f.sent, f.used = m.now, m.now, false
	return ""
}

// body is what enrolls a factor: each type has one phone, address or question here.
func (m *factorMachine) body(kind okta.FactorType) okta.UserFactor {
	factor := okta.UserFactor{FactorType: kind, Provider: okta.FactorProviderOkta}
	switch kind {
	case okta.FactorTypeSMS:
		factor.Profile.PhoneNumber = okta.Set("+16134561234")
	case okta.FactorTypeEmail:
		factor.Profile.Email = okta.Set("user1@example.com")
	case okta.FactorTypeQuestion:
		factor.Profile.Question, factor.Profile.Answer = okta.Set("first_award"), okta.Set("none at all")
	}
	return factor
}

func (m *factorMachine) step() {
	m.now = m.now.Add(rapid.SampledFrom([]time.Duration{time.Second, 5 * time.Second, 30 * time.Second, 5 * time.Minute}).Draw(m.T, "pause"))
	kind := rapid.SampledFrom([]okta.FactorType{okta.FactorTypeSMS, okta.FactorTypeEmail, okta.FactorTypeQuestion}).Draw(m.T, "type")
	i := slices.IndexFunc(m.factors, func(f *modelFactor) bool { return f.kind == kind })
	operation := rapid.SampledFrom([]string{
		"enrollFactor", "activateFactor", "activateFactor", "resendEnrollFactor", "verifyFactor", "verifyFactor", "verifyFactor", "deleteFactor", "the user",
	}).Draw(m.T, "operation")
	switch {
	case operation == "the user":
		m.user()
	case i < 0 || operation == "enrollFactor":
		m.enroll(kind, i)
	case operation == "activateFactor":
		m.activate(m.factors[i])
	case operation == "resendEnrollFactor":
		m.resend(m.factors[i])
	case operation == "verifyFactor":
		m.verify(m.factors[i])
	case operation == "deleteFactor":
		require.NoError(m, m.client.DeleteFactor(m.Context(), m.userID, m.factors[i].id, nil))
		m.factors = slices.Delete(m.factors, i, i+1)
	}
	m.compare()
}

// enroll: "A question is ACTIVE afterwards; a phone and an address are PENDING_ACTIVATION, and get a code, unless
// activate is set. A factor that the user has already: E0000001. A user in DEPROVISIONED: E0000038."
func (m *factorMachine) enroll(kind okta.FactorType, before int) {
	added := &modelFactor{kind: kind}
	active := rapid.Bool().Draw(m.T, "activate")
	var want okta.ErrorCode
	switch {
	case m.status == okta.UserStatusDeprovisioned:
		want = okta.CodeNotAllowedInStatus
	case before >= 0 && m.factors[before].active:
		want = okta.CodeValidationFailed
	case kind == okta.FactorTypeQuestion || active:
		added.active = true
	default:
		want = m.send(added)
	}
	factor, err := m.client.EnrollFactor(m.Context(), m.userID, m.body(kind), &okta.EnrollFactorOptions{Activate: active})
	m.agree(want, err)
	if want != "" {
		return
	}
	if before >= 0 {
		m.factors = slices.Delete(m.factors, before, before+1)
	}
	added.id = factor.ID
	m.factors = append(m.factors, added)
}

// passCode is a right code or a wrong one.
func (m *factorMachine) passCode(f *modelFactor) (code string, right bool) {
	if f.sent.IsZero() || rapid.IntRange(0, 2).Draw(m.T, "wrong") == 0 {
		return "wrong", false
	}
	code, err := m.org.PassCode(m.userID, f.id)
	require.NoError(m, err)
	return code, true
}

// activate: "A factor that is active already: E0000001."
func (m *factorMachine) activate(f *modelFactor) {
	code, right := m.passCode(f)
	want := okta.CodeValidationFailed
	if !f.active {
		if want = f.code(right, m.now); want == "" {
			f.active = true
		}
	}
	_, err := m.client.ActivateFactor(m.Context(), m.userID, f.id, okta.ActivateFactorRequest{PassCode: code})
	m.agree(want, err)
}

// resend: "For a factor of the type sms, call or email in PENDING_ACTIVATION: else E0000001."
func (m *factorMachine) resend(f *modelFactor) {
	want := okta.CodeValidationFailed
	if !f.active {
		want = m.send(f)
	}
	_, err := m.client.ResendEnrollFactor(m.Context(), m.userID, f.id, m.body(f.kind), nil)
	m.agree(want, err)
}

// verify: "Without a body a code is sent. A factor that is not active: E0000001."
func (m *factorMachine) verify(f *modelFactor) {
	var body okta.VerifyFactorRequest
	want, result := okta.CodeValidationFailed, okta.FactorResultTypeSuccess
	switch {
	case f.kind == okta.FactorTypeQuestion:
		right := rapid.Bool().Draw(m.T, "right")
		body.Answer = map[bool]string{true: "none at all", false: "some"}[right]
		want = f.code(right, m.now)
	case rapid.Bool().Draw(m.T, "challenge"):
		result = okta.FactorResultTypeChallenge
		if f.active {
			want = m.send(f)
		}
	default:
		code, right := m.passCode(f)
		body.PassCode = code
		if f.active {
			want = f.code(right, m.now)
		}
	}
	response, err := m.client.VerifyFactor(m.Context(), m.userID, f.id, body, nil)
	m.agree(want, err)
	if want == "" {
		require.Equal(m, result, response.FactorResult)
	}
}

// user: "resetAllFactors takes all factors, and so does a deactivation."
func (m *factorMachine) user() {
	switch {
	case m.status == okta.UserStatusDeprovisioned:
		_, err := m.client.ActivateUser(m.Context(), m.userID, nil)
		require.NoError(m, err)
		m.status = okta.UserStatusActive
	case rapid.Bool().Draw(m.T, "deactivate"):
		require.NoError(m, m.client.DeactivateUser(m.Context(), m.userID, nil))
		m.status, m.factors = okta.UserStatusDeprovisioned, nil
	default:
		require.NoError(m, m.client.ResetAllFactors(m.Context(), m.userID))
		m.factors = nil
	}
}

func (m *factorMachine) compare() {
	factors, err := m.client.ListFactors(m.Context(), m.userID)
	require.NoError(m, err)
	require.Len(m, factors, len(m.factors))
	for i, f := range m.factors {
		require.Equal(m, f.id, factors[i].ID)
		require.Equal(m, f.kind, factors[i].FactorType)
		require.Equal(m, f.active, factors[i].Status == okta.FactorStatusActive)
		require.Equal(m, f.active, factors[i].Links.Has("verify"))
		require.Equal(m, !f.active, factors[i].Links.Has("resend"))
	}
}
