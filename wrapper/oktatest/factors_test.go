package oktatest_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

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
func passCode(t *testing.T, org *oktatest.Org, factor []string) object {
	t.Helper()
	code, err := org.PassCode(factor[0], factor[2])
	require.NoError(t, err)
	return object{"passCode": code}
}
