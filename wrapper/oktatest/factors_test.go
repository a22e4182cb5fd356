package oktatest_test

import (
	"encoding/base32"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// sms is the body that enrolls a phone.
func sms(number string) object {
	return object{"factorType": "sms", "provider": "OKTA", "profile": object{"phoneNumber": number}}
}

// answersOfFactors makes the requests on a user's factors whose answers are held against the contract.
func answersOfFactors(t *testing.T, org *oktatest.Org, c client, id string) {
	t.Helper()
	enroll := func(body object) []string {
		t.Helper()
		factorID := c.send("POST", user(id, "factors"), body).is(200, "").object()["id"].(string)
		c.send("GET", user(id, "factors", factorID), nil).is(200, "")
		return []string{id, "factors", factorID}
	}
	c.send("GET", user(id, "factors"), nil).is(200, "")
	c.send("GET", user("nobody", "factors"), nil).is(404, "E0000007")
	c.send("GET", user(id, "factors", "catalog"), nil).is(200, "")
	c.send("GET", user("nobody", "factors", "catalog"), nil).is(404, "E0000007")
	c.send("GET", user(id, "factors", "questions"), nil).is(200, "")
	c.send("GET", user("nobody", "factors", "questions"), nil).is(404, "E0000007")
	c.send("POST", user(id, "factors"), object{"factorType": "telepathy", "provider": "OKTA"}).is(400, "E0000001")
	c.send("POST", user(id, "factors"), sms("none")).is(400, "E0000098")
	c.send("POST", user("nobody", "factors"), sms("+442071838750")).is(404, "E0000007")

	phone := enroll(sms("+442071838750"))
	c.send("POST", user(append(phone, "resend")...), sms("+442071838750")).is(429, "E0000109")
	org.Advance(time.Minute)
	c.send("POST", user(append(phone, "resend")...), sms("+442071838750")).is(200, "")
	c.send("POST", user(append(phone, "resend")...), sms("+442071838751")).is(400, "E0000001")
	c.send("POST", user(append(phone, "verify")...), nil).is(400, "E0000001")
	c.send("POST", user(append(phone, "lifecycle", "activate")...), object{"passCode": "wrong"}).is(403, "E0000068")
	c.send("POST", user(append(phone, "lifecycle", "activate")...), passCode(t, org, phone)).is(200, "")
	c.send("POST", user(append(phone, "lifecycle", "activate")...), passCode(t, org, phone)).is(400, "E0000001")
	org.Advance(time.Minute)
	c.send("POST", user(append(phone, "verify")...), nil).is(200, "")
	c.send("POST", user(append(phone, "verify")...), nil).is(429, "E0000109")
	c.send("POST", user(append(phone, "verify")...), passCode(t, org, phone)).is(200, "")
	c.send("GET", user(phone...), nil).is(200, "")
	c.send("DELETE", user(phone...), nil).is(204, "")
	c.send("DELETE", user(phone...), nil).is(404, "E0000007")

	enroll(object{"factorType": "call", "provider": "OKTA", "profile": object{"phoneNumber": "+442071838750"}})
	enroll(object{"factorType": "email", "provider": "OKTA", "profile": object{"email": "mail@example.com"}})
	enroll(object{"factorType": "question", "provider": "OKTA", "profile": object{"question": "disliked_food", "answer": "jelly"}})
	enroll(object{"factorType": "token:software:totp", "provider": "GOOGLE"})
	enroll(object{"factorType": "token:hotp", "provider": "CUSTOM", "factorProfileId": "fpr1", "profile": object{"sharedSecret": "3132"}})
	for _, body := range []object{{"factorType": "webauthn", "provider": "FIDO"}, {"factorType": "u2f", "provider": "FIDO"}} {
		key := enroll(body)
		c.send("POST", user(append(key, "lifecycle", "activate")...), nil).is(400, "E0000001")
		c.send("POST", user(append(key, "lifecycle", "activate")...), object{"attestation": "a", "registrationData": "r", "clientData": "c"}).is(200, "")
		c.send("POST", user(append(key, "verify")...), nil).is(200, "")
		c.send("POST", user(append(key, "verify")...), object{"clientData": "c", "authenticatorData": "a", "signatureData": "s"}).is(200, "")
	}
	push := enroll(object{"factorType": "push", "provider": "OKTA"})
	c.send("POST", user(append(push, "lifecycle", "activate")...), nil).is(200, "")
	require.NoError(t, org.ScanQRCode(id, push[2]))
	c.send("POST", user(append(push, "lifecycle", "activate")...), nil).is(200, "")
	waiting := c.send("POST", user(append(push, "verify")...), object{"useNumberMatchingChallenge": true}).is(201, "").object()
	transaction := lastSegment(waiting["_links"].(object)["poll"].(object)["href"].(string))
	c.send("GET", user(append(push, "transactions", transaction)...), nil).is(200, "")
	require.NoError(t, org.AnswerPush(id, push[2], true))
	c.send("GET", user(append(push, "transactions", transaction)...), nil).is(200, "")
	c.send("GET", user(append(push, "transactions", "none")...), nil).is(404, "E0000007")
	c.send("GET", user(id, "factors"), nil).is(200, "")
}

// passCode is the body with the code that is right for a factor, which is named by the segments of its path.
func passCode(t testing.TB, org *oktatest.Org, factor []string) object {
	t.Helper()
	code, err := org.PassCode(factor[0], factor[2])
	require.NoError(t, err)
	return object{"passCode": code}
}

// factorFixture is a client and a user whose factors it works on.
type factorFixture struct {
	client
	id string
}

func newFactorFixture(t *testing.T) factorFixture {
	t.Helper()
	now := time.Date(2026, 2, 3, 10, 0, 0, 0, time.UTC)
	_, c, id := newAda(t, oktatest.WithClock(func() time.Time { return now }))
	return factorFixture{c, id}
}

// enroll enrolls a factor, and returns the segments of its path.
func (f factorFixture) enroll(body object) []string {
	f.t.Helper()
	return []string{f.id, "factors", f.send("POST", user(f.id, "factors"), body).is(200, "").object()["id"].(string)}
}

func (f factorFixture) activate(factor []string, body any) response {
	f.t.Helper()
	return f.send("POST", user(append(factor, "lifecycle", "activate")...), body)
}

func (f factorFixture) resend(factor []string, body any) response {
	f.t.Helper()
	return f.send("POST", user(append(factor, "resend")...), body)
}

func (f factorFixture) verify(factor []string, body any) response {
	f.t.Helper()
	return f.send("POST", user(append(factor, "verify")...), body)
}

// code is the body with the code that is right for a factor.
func (f factorFixture) code(factor []string) object {
	f.t.Helper()
	return passCode(f.t, f.org, factor)
}

func (f factorFixture) factors() []map[string]any {
	f.t.Helper()
	return f.send("GET", user(f.id, "factors"), nil).is(200, "").list()
}

// active is an active factor whose user can get another code at once.
func (f factorFixture) active(body object) []string {
	f.t.Helper()
	factor := f.enroll(body)
	f.activate(factor, f.code(factor)).is(200, "")
	f.org.Advance(time.Minute)
	return factor
}

func call() object {
	return object{"factorType": "call", "provider": "OKTA", "profile": object{"phoneNumber": "+16134561234"}}
}

func email(address string) object {
	return object{"factorType": "email", "provider": "OKTA", "profile": object{"email": address}}
}

func totp(provider string) object {
	return object{"factorType": "token:software:totp", "provider": provider}
}

func hotp(secret string) object {
	return object{"factorType": "token:hotp", "provider": "CUSTOM", "factorProfileId": "fpr1", "profile": object{"sharedSecret": secret}}
}

func question(key, answer string) object {
	return object{"factorType": "question", "provider": "OKTA", "profile": object{"question": key, "answer": answer}}
}

func TestAPhoneNumberIsShownAsOneIsDialled(t *testing.T) {
	t.Parallel()
	f := newFactorFixture(t)
	for given, want := range map[string]string{
		"+1-613-456-1234":     "+16134561234",
		"+44 (20) 7183.8750":  "+442071838750",
		"+16134561234":        "+16134561234",
		"16134561234":         "+16134561234",
		"":                    "",
		"6134561234":          "",
		"+0613456123":         "",
		"+1613":               "",
		"+1613456123456789":   "",
		"+1613456123x":        "",
		"+1 613 456 1234 ext": "",
	} {
		answer := f.send("POST", user(f.id, "factors")+"?activate=true&updatePhone=true", sms(given))
		if want == "" {
			answer.is(400, "E0000098")
			continue
		}
		require.Equal(t, want, answer.is(200, "").object()["profile"].(object)["phoneNumber"])
	}
	require.Len(t, f.factors(), 1)
}

func TestAFactorWithoutAProviderIsOktas(t *testing.T) {
	t.Parallel()
	f := newFactorFixture(t)
	body := sms("+16134561234")
	delete(body, "provider")
	f.enroll(body)
	require.Equal(t, "OKTA", f.factors()[0]["provider"])
}

func TestACodeGoesToThePhoneOrAddressOfAFactor(t *testing.T) {
	t.Parallel()
	f := newFactorFixture(t)
	f.org.Advance(time.Hour)
	first := len(f.org.Mails())
	for _, test := range []struct {
		body object
		to   string
	}{{sms("+16134561234"), "+16134561234"}, {call(), "+16134561234"}, {email("mail@example.com"), "mail@example.com"}} {
		factor := f.enroll(test.body)
		mails := f.org.Mails()[first:]
		require.Len(t, mails, 1)
		code := f.code(factor)["passCode"].(string)
		require.Equal(t, oktatest.Mail{Operation: "enrollFactor", UserID: f.id, To: test.to, FactorID: factor[2], Code: code}, mails[0])
		require.Regexp(t, `^\d{6}$`, code)
		first++
	}
	f.enroll(question("first_award", "none at all"))
	f.send("POST", user(f.id, "factors"), email("else@example.com")).is(400, "E0000001")
	require.Len(t, f.org.Mails(), first)
}

func TestACodeIsSentOnceInItsPause(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		body  object
		pause time.Duration
		code  string
	}{{sms("+16134561234"), 30 * time.Second, "E0000109"}, {call(), 30 * time.Second, "E0000133"}, {email("mail@example.com"), 5 * time.Second, "E0000118"}} {
		f := newFactorFixture(t)
		factor := f.enroll(test.body)
		earlier := f.code(factor)
		f.resend(factor, test.body).is(429, test.code)
		f.org.Advance(test.pause - time.Second)
		f.resend(factor, test.body).is(429, test.code)
		f.org.Advance(time.Second)
		require.Equal(t, "PENDING_ACTIVATION", f.resend(factor, test.body).is(200, "").object()["status"])
		f.activate(factor, earlier).is(403, "E0000068")
		f.activate(factor, f.code(factor)).is(200, "")
		f.resend(factor, test.body).is(400, "E0000001")
		f.verify(factor, nil).is(429, test.code)
		f.org.Advance(test.pause)
		f.verify(factor, nil).is(200, "")

		f.send("DELETE", user(factor...), nil).is(204, "")
		f.send("POST", user(f.id, "factors"), test.body).is(429, test.code)
		require.Empty(t, f.factors(), "what was refused is not enrolled")
	}
}

func TestAnotherCodeIsSentForTheFactorAsItIs(t *testing.T) {
	t.Parallel()
	f := newFactorFixture(t)
	factor := f.enroll(sms("+16134561234"))
	f.org.Advance(time.Minute)
	f.resend(factor, sms("+16134561235")).is(400, "E0000001")
	f.resend(factor, call()).is(400, "E0000001")
	f.resend(factor, email("mail@example.com")).is(400, "E0000001")
	f.resend(factor, sms("+1 613 456 1234")).is(200, "")
	f.resend(f.enroll(totp("OKTA")), totp("OKTA")).is(400, "E0000001")
}

func TestACodeExpires(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		body     object
		query    string
		lifetime time.Duration
	}{
		{sms("+16134561234"), "", 5 * time.Minute},
		{sms("+16134561234"), "?tokenLifetimeSeconds=60", 5 * time.Minute},
		{email("mail@example.com"), "", 5 * time.Minute},
		{email("mail@example.com"), "?tokenLifetimeSeconds=60", time.Minute},
		{email("mail@example.com"), "?tokenLifetimeSeconds=86400", 24 * time.Hour},
	} {
		f := newFactorFixture(t)
		factor := []string{f.id, "factors", f.send("POST", user(f.id, "factors")+test.query, test.body).is(200, "").object()["id"].(string)}
		f.org.Advance(test.lifetime)
		f.activate(factor, f.code(factor)).is(403, "E0000083")
		f.resend(factor, test.body).is(200, "")
		f.activate(factor, f.code(factor)).is(200, "")

		f.org.Advance(time.Minute)
		f.send("POST", user(append(factor, "verify")...)+test.query, nil).is(200, "")
		f.org.Advance(test.lifetime - time.Second)
		f.verify(factor, f.code(factor)).is(200, "")
	}
	f := newFactorFixture(t)
	factor := f.active(email("mail@example.com"))
	for _, query := range []string{"?tokenLifetimeSeconds=0", "?tokenLifetimeSeconds=86401"} {
		f.send("POST", user(f.id, "factors")+query, email("mail@example.com")).is(400, "E0000001")
		f.send("POST", user(append(factor, "verify")...)+query, nil).is(400, "E0000001")
	}
}

func TestACodeIsGoodOnce(t *testing.T) {
	t.Parallel()
	for _, body := range []object{sms("+16134561234"), email("mail@example.com"), totp("OKTA")} {
		f := newFactorFixture(t)
		factor := f.active(body)
		if body["factorType"] != "token:software:totp" {
			f.verify(factor, nil).is(200, "")
		}
		code := f.code(factor)
		f.verify(factor, code).is(200, "")
		f.verify(factor, code).is(403, "E0000082")
	}
}

func TestFiveWrongCodesAreTheMost(t *testing.T) {
	t.Parallel()
	f := newFactorFixture(t)
	factor := f.enroll(sms("+16134561234"))
	right := f.code(factor)
	for range 4 {
		f.activate(factor, object{"passCode": "wrong"}).is(403, "E0000068")
	}
	f.activate(factor, object{}).is(400, "E0000001")
	f.org.Advance(time.Minute)
	f.activate(factor, object{"passCode": "wrong"}).is(403, "E0000068")
	f.activate(factor, right).is(429, "E0000047")
	f.org.Advance(4*time.Minute - time.Second)
	f.activate(factor, right).is(429, "E0000047")
	f.resend(factor, sms("+16134561234")).is(200, "")
	f.activate(factor, f.code(factor)).is(429, "E0000047")
	f.org.Advance(time.Second)
	f.activate(factor, f.code(factor)).is(200, "")

	f.org.Advance(time.Minute)
	f.verify(factor, nil).is(200, "")
	for range 5 {
		f.verify(factor, object{"passCode": "wrong"}).is(403, "E0000068")
	}
	f.verify(factor, f.code(factor)).is(429, "E0000047")
}

func TestARightCodeForgetsTheWrongOnes(t *testing.T) {
	t.Parallel()
	f := newFactorFixture(t)
	factor := f.enroll(question("first_award", "none at all"))
	for range 3 {
		for range 4 {
			f.verify(factor, object{"answer": "some"}).is(403, "E0000068")
		}
		require.Equal(t, "SUCCESS", f.verify(factor, object{"answer": "none at all"}).is(200, "").object()["factorResult"])
	}
	f.verify(factor, nil).is(400, "E0000001")
}

// An authenticator app that reads the shared secret shows what the org takes.
func TestAnAppShowsTheCodeOfItsTime(t *testing.T) {
	t.Parallel()
	f := newFactorFixture(t)
	enrolled := f.send("POST", user(f.id, "factors"), totp("OKTA")).is(200, "").object()
	factor := []string{f.id, "factors", enrolled["id"].(string)}
	activation := enrolled["_embedded"].(object)["activation"].(object)
	secret, err := base32.StdEncoding.DecodeString(activation["sharedSecret"].(string))
	require.NoError(t, err)
	require.Len(t, secret, 10)
	now := time.Date(2026, 2, 3, 10, 0, 0, 0, time.UTC)
	show := func(at time.Time) object { return object{"passCode": oktatest.HOTP(secret, at.Unix()/30)} }

	require.Equal(t, show(now), f.code(factor))
	f.activate(factor, show(now.Add(-60*time.Second))).is(403, "E0000083")
	f.activate(factor, show(now.Add(60*time.Second))).is(403, "E0000083")
	f.activate(factor, show(now.Add(time.Hour))).is(403, "E0000068")
	active := f.activate(factor, show(now.Add(-30*time.Second))).is(200, "").object()
	require.NotContains(t, active, "_embedded", "the secret is shown no more")
	f.verify(factor, show(now.Add(-30*time.Second))).is(403, "E0000082")
	f.verify(factor, show(now.Add(30*time.Second))).is(200, "")
	f.verify(factor, show(now)).is(403, "E0000082")
	f.org.Advance(30 * time.Second)
	f.verify(factor, show(now.Add(30*time.Second))).is(403, "E0000082")
	f.org.Advance(30 * time.Second)
	f.verify(factor, show(now.Add(60*time.Second))).is(200, "")
}

func TestATokenCountsItsCodes(t *testing.T) {
	t.Parallel()
	f := newFactorFixture(t)
	// The secret and the codes of RFC 4226, appendix D.
	enrolled := f.send("POST", user(f.id, "factors"), hotp("3132333435363738393031323334353637383930")).is(200, "")
	require.NotContains(t, enrolled.body, "3132")
	require.Equal(t, "ACTIVE", enrolled.object()["status"])
	factor := []string{f.id, "factors", enrolled.object()["id"].(string)}
	require.Equal(t, object{"passCode": "755224"}, f.code(factor))
	f.verify(factor, object{"passCode": "755224"}).is(200, "")
	f.verify(factor, object{"passCode": "755224"}).is(403, "E0000082")
	f.verify(factor, object{"passCode": "520489"}).is(200, "") // the tenth, of a token that was pressed in a pocket
	f.verify(factor, object{"passCode": "399871"}).is(403, "E0000082")
	f.verify(factor, nil).is(400, "E0000001")
	for _, bad := range []object{hotp(""), hotp("no"), {"factorType": "token:hotp", "provider": "CUSTOM", "profile": object{"sharedSecret": "31"}}} {
		f.send("POST", user(f.id, "factors"), bad).is(400, "E0000001")
	}
}

func TestAQuestionNeedsAKeyAndAnAnswer(t *testing.T) {
	t.Parallel()
	f := newFactorFixture(t)
	questions := f.send("GET", user(f.id, "factors", "questions"), nil).is(200, "").list()
	require.Len(t, questions, 20)
	f.send("POST", user(f.id, "factors"), question("made_up", "none at all")).is(400, "E0000001")
	f.send("POST", user(f.id, "factors"), question("first_award", "abc")).is(400, "E0000001")
	for _, q := range questions {
		factor := f.enroll(question(q["question"].(string), "none at all"))
		require.NotContains(t, f.send("GET", user(factor...), nil).is(200, "").body, "none at all")
		f.send("DELETE", user(factor...), nil).is(204, "")
	}
}

func TestAPushIsAnsweredByTheUser(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		result string
		answer func(f factorFixture, id string) error
	}{
		{"SUCCESS", func(f factorFixture, id string) error { return f.org.AnswerPush(f.id, id, true) }},
		{"REJECTED", func(f factorFixture, id string) error { return f.org.AnswerPush(f.id, id, false) }},
		{"TIMEOUT", func(f factorFixture, _ string) error { f.org.Advance(5 * time.Minute); return nil }},
		{"WAITING", func(f factorFixture, _ string) error { f.org.Advance(5*time.Minute - time.Second); return nil }},
	} {
		f := newFactorFixture(t)
		push := f.enroll(object{"factorType": "push", "provider": "OKTA"})
		require.EqualError(t, f.org.AnswerPush(f.id, push[2], true), "answer push: no push of the factor waits for an answer")
		require.Equal(t, "WAITING", f.activate(push, nil).is(200, "").object()["factorResult"])
		require.NoError(t, f.org.ScanQRCode(f.id, push[2]))
		require.Equal(t, "ACTIVE", f.activate(push, nil).is(200, "").object()["status"])
		require.EqualError(t, f.org.ScanQRCode(f.id, push[2]), "scan QR code: the factor is no push that waits for its activation")

		sent := f.verify(push, nil).is(201, "").object()
		require.NotContains(t, sent, "_embedded")
		transaction := append(push, "transactions", lastSegment(sent["_links"].(object)["poll"].(object)["href"].(string)))
		require.Equal(t, "WAITING", f.send("GET", user(transaction...), nil).is(200, "").object()["factorResult"])
		require.NoError(t, test.answer(f, push[2]))
		require.Equal(t, test.result, f.send("GET", user(transaction...), nil).is(200, "").object()["factorResult"])
		if test.result != "WAITING" {
			require.Error(t, f.org.AnswerPush(f.id, push[2], true), "it has been answered")
		}
	}
}

func TestAPushCanAskForANumber(t *testing.T) {
	t.Parallel()
	f := newFactorFixture(t)
	push := f.enroll(object{"factorType": "push", "provider": "OKTA"})
	require.NoError(t, f.org.ScanQRCode(f.id, push[2]))
	f.activate(push, nil).is(200, "")
	sent := f.verify(push, object{"useNumberMatchingChallenge": true}).is(201, "").object()
	number := sent["_embedded"].(object)["challenge"].(object)["correctAnswer"].(float64)
	require.GreaterOrEqual(t, number, 10.0)
	require.Less(t, number, 100.0)
}

func TestAQRCodeThatNobodyScansExpires(t *testing.T) {
	t.Parallel()
	f := newFactorFixture(t)
	push := f.enroll(object{"factorType": "push", "provider": "OKTA"})
	f.org.Advance(5*time.Minute - time.Second)
	require.Equal(t, "WAITING", f.activate(push, nil).is(200, "").object()["factorResult"])
	f.org.Advance(time.Second)
	require.Equal(t, "TIMEOUT", f.activate(push, nil).is(200, "").object()["factorResult"])
}

func TestASecurityKeySignsWhatItWasAsked(t *testing.T) {
	t.Parallel()
	for kind, activation := range map[string]object{
		"webauthn": {"attestation": "a", "clientData": "c"},
		"u2f":      {"registrationData": "r", "clientData": "c"},
	} {
		f := newFactorFixture(t)
		key := f.enroll(object{"factorType": kind, "provider": "FIDO"})
		signature := object{"clientData": "c", "authenticatorData": "a", "signatureData": "s"}
		f.verify(key, signature).is(400, "E0000001")
		f.activate(key, object{"passCode": "123456"}).is(400, "E0000001")
		f.activate(key, activation).is(200, "")
		f.verify(key, signature).is(403, "E0000068")
		asked := f.verify(key, nil).is(200, "").object()
		require.Equal(t, "CHALLENGE", asked["factorResult"])
		require.NotEmpty(t, asked["_embedded"].(object)["challenge"])
		f.verify(key, object{"clientData": "c"}).is(400, "E0000001")
		require.Equal(t, "SUCCESS", f.verify(key, signature).is(200, "").object()["factorResult"])
		f.verify(key, signature).is(403, "E0000068")
		f.enroll(object{"factorType": kind, "provider": "FIDO"})
		require.Len(t, f.factors(), 2, "a user can have several keys")
	}
}

func TestAUserHasOneActiveFactorOfAType(t *testing.T) {
	t.Parallel()
	f := newFactorFixture(t)
	first := f.enroll(sms("+16134561234"))
	f.send("POST", user(f.id, "factors"), sms("+16134561235")).is(200, "")
	f.send("GET", user(first...), nil).is(404, "E0000007")
	second := []string{f.id, "factors", f.factors()[0]["id"].(string)}
	f.activate(second, f.code(second)).is(200, "")
	f.org.Advance(time.Minute)
	f.send("POST", user(f.id, "factors"), sms("+16134561236")).is(400, "E0000001")
	f.send("POST", user(f.id, "factors")+"?updatePhone=true", sms("+16134561236")).is(200, "")
	require.Len(t, f.factors(), 1)
	require.Equal(t, object{"phoneNumber": "+16134561236"}, f.factors()[0]["profile"])
	f.active(totp("OKTA"))
	f.send("POST", user(f.id, "factors")+"?updatePhone=true", totp("OKTA")).is(400, "E0000001")
	f.enroll(totp("GOOGLE"))
	require.Len(t, f.factors(), 3)
}

func TestAFactorCanBeEnrolledActive(t *testing.T) {
	t.Parallel()
	f := newFactorFixture(t)
	for _, body := range []object{sms("+16134561234"), call(), email("mail@example.com")} {
		require.Equal(t, "ACTIVE", f.send("POST", user(f.id, "factors")+"?activate=true", body).is(200, "").object()["status"])
	}
	require.Equal(t, "PENDING_ACTIVATION", f.send("POST", user(f.id, "factors")+"?activate=true", totp("OKTA")).is(200, "").object()["status"])
	for _, mail := range f.org.Mails() {
		require.Empty(t, mail.Code, "nobody needs a code")
	}
}

func TestTheCatalogTellsWhatTheUserHas(t *testing.T) {
	t.Parallel()
	f := newFactorFixture(t)
	status := func(kind, provider string) any {
		for _, item := range f.send("GET", user(f.id, "factors", "catalog"), nil).is(200, "").list() {
			require.NotContains(t, item, "id")
			if item["factorType"] == kind && item["provider"] == provider {
				return item["status"]
			}
		}
		return nil
	}
	require.Equal(t, "NOT_SETUP", status("token:software:totp", "OKTA"))
	factor := f.enroll(totp("OKTA"))
	require.Equal(t, "PENDING_ACTIVATION", status("token:software:totp", "OKTA"))
	f.activate(factor, f.code(factor)).is(200, "")
	require.Equal(t, "ACTIVE", status("token:software:totp", "OKTA"))
	require.Equal(t, "NOT_SETUP", status("token:software:totp", "GOOGLE"))
	require.Nil(t, status("token:hardware", "YUBICO"))
}

func TestFactorsGoWithResetAndDeactivation(t *testing.T) {
	t.Parallel()
	f := newFactorFixture(t)
	require.NoError(t, f.org.SetStatus(f.id, gen.UserStatusActive))
	f.enroll(question("first_award", "none at all"))
	f.send("POST", user(f.id, "lifecycle", "reset_factors"), nil).is(200, "")
	require.Empty(t, f.factors())
	f.enroll(question("first_award", "none at all"))
	f.send("POST", user(f.id, "lifecycle", "suspend"), nil).is(200, "")
	require.Len(t, f.factors(), 1)
	f.send("POST", user(f.id, "lifecycle", "deactivate"), nil).is(200, "")
	require.Empty(t, f.factors())
	f.send("POST", user(f.id, "factors"), totp("OKTA")).is(403, "E0000038")
	f.send("POST", user(f.id, "lifecycle", "activate")+"?sendEmail=false", nil).is(200, "")
	require.Empty(t, f.factors())
	f.enroll(totp("OKTA"))
}

func TestAnyFactorCanBeAdded(t *testing.T) {
	t.Parallel()
	f := newFactorFixture(t)
	var profile gen.UserFactorProfile
	require.NoError(t, profile.Set("keys", []any{map[string]any{"kty": "EC"}}))
	require.NoError(t, profile.Set("platform", "MACOS"))
	added, err := f.org.AddFactor(f.id, gen.UserFactor{FactorType: gen.FactorTypeSignedNonce, Provider: gen.FactorProviderOkta, Profile: profile})
	require.NoError(t, err)
	require.Equal(t, gen.FactorStatusActive, added.Status)
	got := f.factors()[0]
	require.Equal(t, "signed_nonce", got["factorType"])
	require.Equal(t, object{"keys": []any{object{"kty": "EC"}}, "platform": "MACOS"}, got["profile"])
	f.verify([]string{f.id, "factors", added.ID}, object{"passCode": "123456"}).is(403, "E0000068")
	_, err = f.org.PassCode(f.id, added.ID)
	require.EqualError(t, err, "pass code: the factor has no code: send one first")

	pending, err := f.org.AddFactor(f.id, gen.UserFactor{FactorType: "telepathy", Status: gen.FactorStatusPendingActivation})
	require.NoError(t, err)
	require.Equal(t, gen.FactorStatusPendingActivation, pending.Status)
	_, err = f.org.AddFactor("nobody", gen.UserFactor{})
	require.EqualError(t, err, "add factor: Not found: Resource not found: nobody (User)")
}

func TestAFactorBelongsToItsUser(t *testing.T) {
	t.Parallel()
	f := newFactorFixture(t)
	factor := f.enroll(question("first_award", "none at all"))
	other := f.org.SeedUsers(1)[0]
	f.send("GET", user(other, "factors", factor[2]), nil).is(404, "E0000007")
	f.send("DELETE", user(other, "factors", factor[2]), nil).is(404, "E0000007")
	require.Len(t, f.factors(), 1)
}
