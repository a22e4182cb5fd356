package oktatest

import (
	"net/http"
	"strconv"
	"time"

	"github.com/okta-userapi/userapi-go/gen"
)

// push is a question that was sent to a user's phone.
type push struct {
	id      string
	expires time.Time
	result  gen.FactorResultType
	number  int // that the user has to choose; 0 for none
}

// settle ends a push that nobody has answered in time.
func (p *push) settle(now time.Time) {
	if p.result == gen.FactorResultTypeWaiting && !now.Before(p.expires) {
		p.result = gen.FactorResultTypeTimeout
	}
}

// wireVerification is how far a verification is.
type wireVerification struct {
	Result   gen.FactorResultType `json:"factorResult"`
	Expires  stamp                `json:"expiresAt,omitzero"`
	Profile  profile              `json:"profile,omitempty"`
	Embedded map[string]any       `json:"_embedded,omitempty"`
	Links    map[string]any       `json:"_links,omitempty"`
}

// wireResult is a verification as verifyFactor answers one that is no push: with a message, which is null.
type wireResult struct {
	wireVerification
	Message *string `json:"factorMessage"`
}

func (f *factor) verificationLinks(base string, u *user) map[string]any {
	return map[string]any{
		"verify": factorLink(f.href(base, u)+"/verify", http.MethodPost),
		"factor": factorLink(f.href(base, u), http.MethodGet, http.MethodDelete),
	}
}

func (f *factor) wirePush(base string, u *user, p *push) wireVerification {
	if p.result != gen.FactorResultTypeWaiting {
		return wireVerification{Result: p.result, Links: f.verificationLinks(base, u)}
	}
	transaction := f.href(base, u) + "/transactions/" + p.id
	w := wireVerification{
		Result:  p.result,
		Expires: stamp(p.expires.Unix()),
		Profile: f.profile,
		Links: map[string]any{
			"poll":   factorLink(transaction, http.MethodGet),
			"cancel": factorLink(transaction, http.MethodDelete),
		},
	}
	if p.number != 0 {
		w.Embedded = map[string]any{"challenge": map[string]any{"correctAnswer": p.number}}
	}
	return w
}

func (h handlers) VerifyFactor(w http.ResponseWriter, r *http.Request, userID gen.UserID, factorID gen.FactorID, params gen.VerifyFactorParams) {
	h.factor(w, r, userID, factorID, func(c call, u *user, f *factor) (reply, *refusal) {
		var body gen.VerifyFactorRequest
		if r.ContentLength != 0 {
			if refused := decode(r, &body); refused != nil {
				return refuse(refused)
			}
		}
		lifetime, refused := codeLifetime(params.TokenLifetimeSeconds)
		if refused != nil {
			return refuse(refused)
		}
		if f.status != gen.FactorStatusActive {
			return refuse(invalid("factorId", "factorId: The factor is not active"))
		}
		switch {
		case f.is(gen.FactorTypePush):
			return c.sendPush(u, f, body.UseNumberMatchingChallenge)
		case f.is(gen.FactorTypeWebAuthn, gen.FactorTypeU2F):
			return c.verifySignature(u, f, body)
		case f.is(gen.FactorTypeQuestion):
			refused = f.check(c.now(), body.Answer)
		case f.where() != "" && body.PassCode == "":
			if refused := c.sendCode("verifyFactor", u, f, lifetime); refused != nil {
				return refuse(refused)
			}
			return ok(wireResult{wireVerification: wireVerification{
				Result:  gen.FactorResultTypeChallenge,
				Expires: stamp(f.sent.expires.Unix()),
				Profile: f.profile,
				Links:   f.verificationLinks(c.base, u),
			}})
		default:
			refused = f.check(c.now(), body.PassCode)
		}
		if refused != nil {
			return refuse(refused)
		}
		return verified()
	})
}

func verified() (reply, *refusal) {
	return ok(wireResult{wireVerification: wireVerification{Result: gen.FactorResultTypeSuccess}})
}

// verifySignature asks for a signature, or takes one. It can't tell a right one from a wrong one; it has to be asked for.
func (c call) verifySignature(u *user, f *factor, body gen.VerifyFactorRequest) (reply, *refusal) {
	switch {
	case body == (gen.VerifyFactorRequest{}):
		f.challenge = c.newID("")
		challenge := map[string]any{"challenge": f.challenge, "extensions": map[string]any{}}
		if f.is(gen.FactorTypeU2F) {
			challenge = map[string]any{"nonce": f.challenge, "timeoutSeconds": 20}
		}
		return ok(wireResult{wireVerification: wireVerification{
			Result:   gen.FactorResultTypeChallenge,
			Expires:  c.stamp() + stamp(usualCodeLifetime/time.Second),
			Profile:  f.profile,
			Embedded: map[string]any{"challenge": challenge},
			Links:    f.verificationLinks(c.base, u),
		}})
	case body.ClientData == "" || body.SignatureData == "" || f.is(gen.FactorTypeWebAuthn) && body.AuthenticatorData == "":
		return refuse(invalid("signatureData", "clientData, authenticatorData, signatureData: The fields cannot be left blank"))
	case f.challenge == "":
		return refuse(invalidPassCode())
	}
	f.challenge = ""
	return verified()
}

// sendPush sends a push to the user's phone, and answers that it waits.
func (c call) sendPush(u *user, f *factor, withNumber bool) (reply, *refusal) {
	p := &push{id: c.newID("v2mst."), expires: c.now().Add(pushLifetime), result: gen.FactorResultTypeWaiting}
	if withNumber {
		digits, err := strconv.Atoi(c.newCode())
		if err != nil {
			return refuse(internalError()) // can't happen: a code is of digits
		}
		p.number = 10 + digits%90
	}
	f.pushes = append(f.pushes, p)
	return reply{status: http.StatusCreated, body: f.wirePush(c.base, u, p)}, nil
}

func (h handlers) GetFactorTransactionStatus(w http.ResponseWriter, r *http.Request, userID gen.UserID, factorID gen.FactorID, transactionID string) {
	h.factor(w, r, userID, factorID, func(c call, u *user, f *factor) (reply, *refusal) {
		for _, p := range f.pushes {
			if p.id == transactionID {
				p.settle(c.now())
				return ok(f.wirePush(c.base, u, p))
			}
		}
		return refuse(notFound(transactionID, "Transaction"))
	})
}

// AnswerPush does what a user does with the latest push on its phone: approves or rejects it.
func (o *Org) AnswerPush(userID, factorID string, approve bool) error {
	return o.withFactor("answer push", userID, factorID, func(d *directory, _ *user, f *factor) error {
		if len(f.pushes) == 0 {
			return errNoPush
		}
		p := f.pushes[len(f.pushes)-1]
		p.settle(d.now())
		switch {
		case p.result != gen.FactorResultTypeWaiting:
			return errNoPush
		case approve:
			p.result = gen.FactorResultTypeSuccess
		default:
			p.result = gen.FactorResultTypeRejected
		}
		return nil
	})
}
