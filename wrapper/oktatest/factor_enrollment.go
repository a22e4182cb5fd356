package oktatest

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/okta-userapi/userapi-go/gen"
)

// offered is a type of factor that this org offers.
type offered struct {
	kind     gen.FactorType
	provider gen.FactorProvider
	prefix   string // of the ids
	several  bool   // a user can have more than one
	enroll   func(u *user, f *factor, body gen.UserFactor) *refusal
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

// offeredFactor is the type that a request asks for. Okta's own SDKs name no provider for the type sms, and get Okta.
func offeredFactor(body gen.UserFactor) (offered, *refusal) {
	provider := cmp.Or(body.Provider, gen.FactorProviderOkta)
	for _, o := range offeredFactors {
		if o.kind == body.FactorType && o.provider == provider {
			return o, nil
		}
	}
	return offered{}, invalid("factorType", "factorType: The org offers no such factor")
}

// factorOf is the user's factor of an offered type; nil where there is none.
func (u *user) factorOf(o offered) *factor {
	i := slices.IndexFunc(u.factors, func(f *factor) bool { return f.kind == o.kind && f.provider == o.provider })
	if i < 0 {
		return nil
	}
	return u.factors[i]
}

// replacedBy is the factor that makes room for another of its type: one that was never activated, or a phone that
// changes; nil where there is none.
func (u *user) replacedBy(o offered, updatePhone bool) (*factor, *refusal) {
	before := u.factorOf(o)
	if before == nil || o.several {
		return nil, nil
	}
	if changes := updatePhone && before.is(gen.FactorTypeSMS, gen.FactorTypeCall); before.status == gen.FactorStatusActive && !changes {
		return nil, invalid("factorType", "factorType: A factor of this type is already set up")
	}
	return before, nil
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
		wanted, refused := offeredFactor(body)
		if refused != nil {
			return refuse(refused)
		}
		f := c.newFactor(wanted)
		if refused := wanted.enroll(u, f, body); refused != nil {
			return refuse(refused)
		}
		before, refused := u.replacedBy(wanted, value(params.UpdatePhone))
		if refused != nil {
			return refuse(refused)
		}
		switch {
		case f.where() == "":
		case value(params.Activate):
			f.status = gen.FactorStatusActive
		default:
			if refused := c.sendCode("enrollFactor", u, f, lifetime); refused != nil {
				return refuse(refused)
			}
		}
		u.removeFactor(before)
		u.factors = append(u.factors, f)
		return ok(f.wire(c.base, u))
	})
}

var (
	// notInPhoneNumbers is what people write into a phone number, and Okta leaves out.
	notInPhoneNumbers = strings.NewReplacer(" ", "", "-", "", ".", "", "(", "", ")", "")
	// phoneNumbers are those with a country code, as E.164 has them. Okta's SDK for Go leaves the "+" of +1 out.
	phoneNumbers = regexp.MustCompile(`^(\+[1-9][0-9]{6,14}|1[0-9]{10})$`)
)

func enrollPhone(_ *user, f *factor, body gen.UserFactor) *refusal {
	number := notInPhoneNumbers.Replace(body.Profile.PhoneNumber.String())
	if !phoneNumbers.MatchString(number) {
		return invalidPhoneNumber()
	}
	f.status = gen.FactorStatusPendingActivation
	f.profile = profile{"phoneNumber": escaped("+" + strings.TrimPrefix(number, "+"))}
	if f.is(gen.FactorTypeCall) {
		f.profile["phoneExtension"] = null
		if extension, set := body.Profile.PhoneExtension.Get(); set {
			f.profile["phoneExtension"] = escaped(extension)
		}
	}
	return nil
}

func enrollEmail(u *user, f *factor, body gen.UserFactor) *refusal {
	address := body.Profile.Email.String()
	if address == "" || address != u.profile.text("email") && address != u.profile.text("secondEmail") {
		return invalid("email", "email: The address is not one of the user's")
	}
	f.status = gen.FactorStatusPendingActivation
	f.profile = profile{"email": escaped(address)}
	return nil
}

func enrollQuestion(_ *user, f *factor, body gen.UserFactor) *refusal {
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

func enrollToken(_ *user, f *factor, body gen.UserFactor) *refusal {
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

func enrollApp(u *user, f *factor, _ gen.UserFactor) *refusal {
	f.status = gen.FactorStatusPendingActivation
	f.profile = profile{"credentialId": u.profile["login"]}
	return nil
}

// enrollDevice is for what tells of itself when it is activated.
func enrollDevice(_ *user, f *factor, _ gen.UserFactor) *refusal {
	f.status = gen.FactorStatusPendingActivation
	return nil
}
