package openapi_test

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
)

// factors makes the requests that the examples of a user's factors are answers to. The user has no factor at first.
func (e *exampleTest) factors(userID string) {
	e.t.Helper()
	path := "/users/" + userID + "/factors"
	enroll := func(name, answer string) string {
		e.t.Helper()
		return path + "/" + e.post(path, "enrollFactor."+name, answer)["id"].(string)
	}
	passCode := func(factor string) json.RawMessage {
		e.t.Helper()
		code, err := e.org.PassCode(userID, factor[strings.LastIndex(factor, "/")+1:])
		require.NoError(e.t, err)
		return json.RawMessage(`{"passCode":"` + code + `"}`)
	}
	e.get(path, "listFactors.200.nothing")
	e.get(path+"/catalog", "listSupportedFactors.200.factors")
	e.get(path+"/questions", "listSupportedSecurityQuestions.200.questions")

	phone := enroll("sms", "enrollFactor.200.sms")
	e.org.Advance(time.Minute)
	e.post(phone+"/resend", "resendEnrollFactor.sms", "resendEnrollFactor.200.sms")
	e.bodies["activateFactor.code"] = passCode(phone)
	e.post(phone+"/lifecycle/activate", "activateFactor.code", "activateFactor.200.active")
	e.get(phone, "getFactor.200.sms")
	e.get(path, "listFactors.200.factors")
	e.org.Advance(time.Minute)
	e.post(phone+"/verify", "", "verifyFactor.200.challenge")
	e.bodies["verifyFactor.code"] = passCode(phone)
	e.post(phone+"/verify", "verifyFactor.code", "verifyFactor.200.success")
	enroll("call", "")
	enroll("email", "")
	enroll("hotp", "")
	enroll("totp", "enrollFactor.200.totp")
	e.post(enroll("question", "enrollFactor.200.question")+"/verify", "verifyFactor.answer", "verifyFactor.200.success")

	push := enroll("push", "enrollFactor.200.push")
	e.post(push+"/lifecycle/activate", "activateFactor.push", "activateFactor.200.waiting")
	pushID := push[strings.LastIndex(push, "/")+1:]
	require.NoError(e.t, e.org.ScanQRCode(userID, pushID))
	e.post(push+"/lifecycle/activate", "", "")
	e.post(push+"/verify", "verifyFactor.push", "verifyFactor.201.numberChallenge")
	waiting := e.post(push+"/verify", "", "verifyFactor.201.waiting")
	poll := waiting["_links"].(map[string]any)["poll"].(map[string]any)["href"].(string)
	transaction := push + "/transactions/" + poll[strings.LastIndex(poll, "/")+1:]
	e.get(transaction, "getFactorTransactionStatus.200.waiting")
	require.NoError(e.t, e.org.AnswerPush(userID, pushID, true))
	e.get(transaction, "getFactorTransactionStatus.200.success")

	for _, kind := range []gen.FactorType{gen.FactorTypeWebAuthn, gen.FactorTypeU2F} {
		key := enroll(string(kind), "enrollFactor.200."+string(kind))
		e.post(key+"/lifecycle/activate", "activateFactor."+string(kind), "")
		answer := ""
		if kind == gen.FactorTypeWebAuthn {
			answer = "verifyFactor.200.signature"
		}
		e.post(key+"/verify", "", answer)
		e.post(key+"/verify", "verifyFactor."+string(kind), "verifyFactor.200.success")
	}
}
