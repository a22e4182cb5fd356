package oktatest

import (
	"cmp"
	"encoding/base32"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	"github.com/okta-userapi/userapi-go/gen"
)

// pushLifetime is how long a push waits for its user, and a QR code to be scanned.
const pushLifetime = 5 * time.Minute

// activation is what a factor that is still to be activated is activated with; nil where that was sent to the user.
func (f *factor) activation(base string, u *user) map[string]any {
	switch f.kind {
	case gen.FactorTypeTokenSoftwareTOTP:
		secret := base32.StdEncoding.EncodeToString(f.secret)
		return map[string]any{
			"timeStep": timeStep / time.Second, "sharedSecret": secret, "encoding": "base32", "keyLength": len(secret),
			"_links": map[string]any{"qrcode": f.qrCode(base, u)},
		}
	case gen.FactorTypePush:
		return f.pushActivation(base, u, gen.FactorResultTypeWaiting)
	case gen.FactorTypeU2F:
		return map[string]any{"version": "U2F_V2", "nonce": f.challenge, "timeoutSeconds": 20}
	case gen.FactorTypeWebAuthn:
		name := strings.TrimSpace(u.profile.text("firstName") + " " + u.profile.text("lastName"))
		return map[string]any{
			"attestation":            "direct",
			"authenticatorSelection": map[string]any{"userVerification": "optional", "requireResidentKey": false},
			"challenge":              f.challenge,
			"excludeCredentials":     []any{},
			"pubKeyCredParams":       []any{map[string]any{"type": "public-key", "alg": -7}, map[string]any{"type": "public-key", "alg": -257}},
			"rp":                     map[string]any{"name": "oktatest"},
			"user":                   map[string]any{"displayName": name, "name": u.profile.text("login"), "id": u.id},
		}
	}
	return nil
}

func (f *factor) qrCode(base string, u *user) wireFactorLink {
	return wireFactorLink{Href: f.href(base, u) + "/qr/" + hex.EncodeToString(f.secret), Type: "image/png"}
}

// scanUntil is when the QR code of a push is good no more.
func (f *factor) scanUntil() stamp { return f.created + stamp(pushLifetime/time.Second) }

// pushActivation tells how far the activation of a push is.
func (f *factor) pushActivation(base string, u *user, result gen.FactorResultType) map[string]any {
	var send []wireFactorLink
	for _, way := range []string{"email", "sms"} {
		link := factorLink(f.href(base, u)+"/lifecycle/activate/"+way, http.MethodPost)
		link.Name = way
		send = append(send, link)
	}
	return map[string]any{
		"expiresAt": f.scanUntil(), "factorResult": result,
		"_links": map[string]any{"send": send, "qrcode": f.qrCode(base, u)},
	}
}

func (h handlers) ActivateFactor(w http.ResponseWriter, r *http.Request, userID gen.UserID, factorID gen.FactorID) {
	h.factor(w, r, userID, factorID, func(c call, u *user, f *factor) (reply, *refusal) {
		var body gen.ActivateFactorRequest
		if r.ContentLength != 0 {
			if refused := decode(r, &body); refused != nil {
				return refuse(refused)
			}
		}
		if f.status != gen.FactorStatusPendingActivation {
			return refuse(invalid("factorId", "factorId: The factor doesn't wait for its activation"))
		}
		switch f.kind {
		case gen.FactorTypePush:
			if !f.scanned {
				result := gen.FactorResultTypeWaiting
				if c.stamp() >= f.scanUntil() {
					result = gen.FactorResultTypeTimeout
				}
				return ok(f.pushActivation(c.base, u, result))
			}
			f.profile = profile{
				"credentialId": u.profile["login"], "deviceType": quoted("SmartPhone_IPhone"), "name": quoted("Phone"),
				"platform": quoted("IOS"), "version": quoted("17.0"),
			}
		case gen.FactorTypeWebAuthn:
			if body.Attestation == "" || body.ClientData == "" {
				return refuse(invalid("attestation", "attestation, clientData: The fields cannot be left blank"))
			}
			f.profile = profile{"credentialId": quoted("credential-" + f.id), "authenticatorName": quoted("Security Key")}
		case gen.FactorTypeU2F:
			if body.RegistrationData == "" || body.ClientData == "" {
				return refuse(invalid("registrationData", "registrationData, clientData: The fields cannot be left blank"))
			}
			f.profile = profile{"credentialId": quoted("credential-" + f.id), "version": quoted("U2F_V2")}
		default:
			if refused := f.check(c.now(), body.PassCode); refused != nil {
				return refuse(refused)
			}
		}
		f.challenge = ""
		f.become(gen.FactorStatusActive, c.stamp())
		return ok(f.wire(c.base, u))
	})
}

func (h handlers) ResendEnrollFactor(w http.ResponseWriter, r *http.Request, userID gen.UserID, factorID gen.FactorID, _ gen.ResendEnrollFactorParams) {
	h.factor(w, r, userID, factorID, func(c call, u *user, f *factor) (reply, *refusal) {
		var body gen.UserFactor
		if refused := decode(r, &body); refused != nil {
			return refuse(refused)
		}
		number := notInPhoneNumbers.Replace(body.Profile.PhoneNumber.String())
		switch {
		case f.where() == "" || f.status != gen.FactorStatusPendingActivation:
			return refuse(invalid("factorId", "factorId: The factor waits for no code"))
		case body.FactorType != f.kind || body.Provider != f.provider || cmp.Or(number, body.Profile.Email.String()) != f.where():
			return refuse(invalid("profile", "factorType, provider, profile: They must be those of the factor"))
		}
		if refused := c.sendCode("resendEnrollFactor", u, f, usualCodeLifetime); refused != nil {
			return refuse(refused)
		}
		return ok(f.wire(c.base, u))
	})
}

// ScanQRCode does what a user does with the QR code of a push: its phone knows the factor, and activateFactor activates
// it.
func (o *Org) ScanQRCode(userID, factorID string) error {
	return o.withFactor("scan QR code", userID, factorID, func(_ *directory, _ *user, f *factor) error {
		if !f.is(gen.FactorTypePush) || f.status != gen.FactorStatusPendingActivation {
			return errNoQRCode
		}
		f.scanned = true
		return nil
	})
}
