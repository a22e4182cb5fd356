package oktatest

import (
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/okta-userapi/userapi-go/gen"
)

// offered is a type of factor that this org offers.
type offered struct {
	kind     gen.FactorType
	provider gen.FactorProvider
	prefix   string // of the ids
	several  bool   // a user can have more than one
	enroll   func(c call, u *user, f *factor, body gen.UserFactor) *refusal
}

var offeredFactors = []offered{
	{gen.FactorTypeCall, gen.FactorProviderOkta, "clf", false, enrollPhone},
	{gen.FactorTypeEmail, gen.FactorProviderOkta, "emf", false, enrollEmail},
	{gen.FactorTypePush, gen.FactorProviderOkta, "opf", false, enrollDevice},
	{gen.FactorTypeQuestion, gen.FactorProviderOkta, "ufs", false, enrollQuestion},
	{gen.FactorTypeSMS, gen.FactorProviderOkta, "sms", false, enrollPhone},
	{gen.FactorTypeTokenHOTP, gen.FactorProviderCustom, "chf", false, enrollToken},
	{gen.FactorTypeTokenSoftwareTOTP, gen.FactorProviderGoogle, "uft", false, enrollApp},
	{gen.FactorTypeTokenSoftwareTOTP, gen.FactorProviderOkta, "ost", false, enrollApp},
	{gen.FactorTypeU2F, gen.FactorProviderFIDO, "fuf", true, enrollDevice},
	{gen.FactorTypeWebAuthn, gen.FactorProviderFIDO, "fwf", true, enrollDevice},
}

// factorOf is the user's factor of an offered type; nil where there is none.
func (u *user) factorOf(o offered) *factor {
	i := slices.IndexFunc(u.factors, func(f *factor) bool { return f.kind == o.kind && f.provider == o.provider })
	if i < 0 {
		return nil
	}
	return u.factors[i]
}

// newFactor makes a factor, without filing it with its user. Its secret is another for each, and the same in every run.
func (d *directory) newFactor(o offered) *factor {
	now := d.stamp()
	f := &factor{id: d.newID(o.prefix), kind: o.kind, provider: o.provider, created: now, changed: now}
	secret := sha256.Sum256([]byte("secret of " + f.id))
	f.secret = secret[:10]
	f.challenge = "challenge-" + f.id
	return f
}

func (h handlers) EnrollFactor(w http.ResponseWriter, r *http.Request, userID gen.UserID, params gen.EnrollFactorParams) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		var body gen.UserFactor
		if refused := decode(r, &body); refused != nil {
			return refuse(refused)
		}
		lifetime, refused := codeLifetime(params.TokenLifetimeSeconds)
		if refused != nil {
			return refuse(refused)
		}
		if _, refused := c.allow("enrollFactor", u); refused != nil {
			return refuse(refused)
		}
		i := slices.IndexFunc(offeredFactors, func(o offered) bool { return o.kind == body.FactorType && o.provider == body.Provider })
		if i < 0 {
			return refuse(invalid("factorType", "factorType: The org offers no such factor"))
		}
		f := c.newFactor(offeredFactors[i])
		if refused := offeredFactors[i].enroll(c, u, f, body); refused != nil {
			return refuse(refused)
		}
		before := u.factorOf(offeredFactors[i])
		newPhone := value(params.UpdatePhone) && f.is(gen.FactorTypeSMS, gen.FactorTypeCall)
		if offeredFactors[i].several {
			before = nil
		}
		if before != nil && before.status == gen.FactorStatusActive && !newPhone {
			return refuse(invalid("factorType", "factorType: A factor of this type is already set up"))
		}
		if f.where() != "" {
			if value(params.Activate) {
				f.status = gen.FactorStatusActive
			} else if refused := c.sendCode("enrollFactor", u, f, lifetime); refused != nil {
				return refuse(refused)
			}
		}
		if before != nil { // a phone that changes, or one that was never activated
			u.removeFactor(before)
		}
		u.factors = append(u.factors, f)
		return ok(f.wire(c.base, u))
	})
}

// notInPhoneNumbers is what people write into a phone number, and Okta leaves out.
var (
	notInPhoneNumbers = strings.NewReplacer(" ", "", "-", "", ".", "", "(", "", ")", "")
	phoneNumbers      = regexp.MustCompile(`^\+[1-9][0-9]{6,14}$`)
)

func enrollPhone(_ call, _ *user, f *factor, body gen.UserFactor) *refusal {
	number := notInPhoneNumbers.Replace(body.Profile.PhoneNumber.String())
	if !phoneNumbers.MatchString(number) {
		return invalidPhoneNumber()
	}
	f.status = gen.FactorStatusPendingActivation
	f.profile = profile{"phoneNumber": escaped(number)}
	if f.is(gen.FactorTypeCall) {
		f.profile["phoneExtension"] = null
		if extension, set := body.Profile.PhoneExtension.Get(); set {
			f.profile["phoneExtension"] = escaped(extension)
		}
	}
	return nil
}

func enrollEmail(_ call, u *user, f *factor, body gen.UserFactor) *refusal {
	address := body.Profile.Email.String()
	if address == "" || address != u.profile.text("email") && address != u.profile.text("secondEmail") {
		return invalid("email", "email: The address is not one of the user's")
	}
	f.status = gen.FactorStatusPendingActivation
	f.profile = profile{"email": escaped(address)}
	return nil
}

func enrollQuestion(_ call, _ *user, f *factor, body gen.UserFactor) *refusal {
	key, answer := body.Profile.Question.String(), body.Profile.Answer.String()
	switch {
	case questionText(key) == "":
		return invalid("question", "question: There is no such question")
	case len(answer) < 4:
		return invalid("answer", "answer: The answer must have 4 characters or more")
	}
	f.status, f.answer = gen.FactorStatusActive, answer
	f.profile = profile{"question": escaped(key), "questionText": escaped(questionText(key))}
	return nil
}

func enrollToken(_ call, _ *user, f *factor, body gen.UserFactor) *refusal {
	secret, err := hex.DecodeString(body.Profile.SharedSecret.String())
	switch {
	case body.FactorProfileID == "":
		return invalid("factorProfileId", "factorProfileId: The field cannot be left blank")
	case err != nil || len(secret) == 0:
		return invalid("sharedSecret", "sharedSecret: The value must be of hexadecimal digits")
	}
	f.status, f.secret = gen.FactorStatusActive, secret
	return nil
}

func enrollApp(_ call, u *user, f *factor, _ gen.UserFactor) *refusal {
	f.status = gen.FactorStatusPendingActivation
	f.profile = profile{"credentialId": u.profile["login"]}
	return nil
}

// enrollDevice is for what tells of itself when it is activated.
func enrollDevice(_ call, _ *user, f *factor, _ gen.UserFactor) *refusal {
	f.status = gen.FactorStatusPendingActivation
	return nil
}

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

// pushActivation tells how far the activation of a push is.
func (f *factor) pushActivation(base string, u *user, result gen.FactorResultType) map[string]any {
	var send []wireFactorLink
	for _, way := range []string{"email", "sms"} {
		link := factorLink(f.href(base, u)+"/lifecycle/activate/"+way, http.MethodPost)
		link.Name = way
		send = append(send, link)
	}
	return map[string]any{
		"expiresAt": f.created + stamp(pushLifetime/time.Second), "factorResult": result,
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
			if late := c.stamp() >= f.created+stamp(pushLifetime/time.Second); late && !f.scanned {
				return ok(f.pushActivation(c.base, u, gen.FactorResultTypeTimeout))
			} else if !f.scanned {
				return ok(f.pushActivation(c.base, u, gen.FactorResultTypeWaiting))
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
