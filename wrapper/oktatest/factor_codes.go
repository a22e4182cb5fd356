package oktatest

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/okta-userapi/userapi-go/gen"
)

// sentCode is a code that was sent to a phone or an address.
type sentCode struct {
	code    string
	expires time.Time
	used    bool
}

// usualCodeLifetime is how long a code is good for unless tokenLifetimeSeconds says otherwise.
const usualCodeLifetime = 5 * time.Minute

// codeLifetime reads the parameter tokenLifetimeSeconds.
func codeLifetime(seconds *int32) (time.Duration, *refusal) {
	switch {
	case seconds == nil:
		return usualCodeLifetime, nil
	case *seconds < 1 || *seconds > 86400:
		return 0, invalid("tokenLifetimeSeconds", "tokenLifetimeSeconds: The value must be from 1 to 86400")
	}
	return time.Duration(*seconds) * time.Second, nil
}

// pauses are how long an org waits between two codes to the same phone or address, and what it says before.
var pauses = map[gen.FactorType]struct {
	pause   time.Duration
	refusal func() *refusal
}{
	gen.FactorTypeSMS:   {30 * time.Second, smsRecentlySent},
	gen.FactorTypeCall:  {30 * time.Second, callRecentlyMade},
	gen.FactorTypeEmail: {5 * time.Second, emailRecentlySent},
}

// sendCode sends a code to the phone or address of a factor, the only one that is good from now on. Only that of an
// email can be good for another time than usual.
func (d *directory) sendCode(operation string, u *user, f *factor, lifetime time.Duration) *refusal {
	now, to := d.now(), string(f.kind)+" "+f.where()
	if last, found := u.codesSent[to]; found && now.Sub(last) < pauses[f.kind].pause {
		return pauses[f.kind].refusal()
	}
	if u.codesSent == nil {
		u.codesSent = make(map[string]time.Time)
	}
	if !f.is(gen.FactorTypeEmail) {
		lifetime = usualCodeLifetime
	}
	u.codesSent[to] = now
	f.sent = sentCode{code: d.newCode(), expires: now.Add(lifetime)}
	d.mails = append(d.mails, Mail{Operation: operation, UserID: u.id, To: f.where(), FactorID: f.id, Code: f.sent.code})
	return nil
}

// newCode makes the next code of six digits, which are the same in every run.
func (d *directory) newCode() string {
	id := d.newID("")
	code := []byte(id[len(id)-9 : len(id)-3])
	for i, digit := range code {
		code[i] = '0' + byte(strings.IndexByte(idDigits, digit)%10) //nolint:gosec // a digit
	}
	return string(code)
}

// An org takes so many wrong codes in such a time, and then none until it has passed.
const (
	maxWrongCodes   = 5
	wrongCodesCount = 5 * time.Minute
)

// check checks a code or an answer, and counts the wrong ones.
func (f *factor) check(now time.Time, given string) *refusal {
	if given == "" {
		return invalid("passCode", "passCode: The field cannot be left blank")
	}
	f.wrong = slices.DeleteFunc(f.wrong, func(at time.Time) bool { return now.Sub(at) >= wrongCodesCount })
	if len(f.wrong) >= maxWrongCodes {
		return tooManyRequests()
	}
	refused := f.checkOnce(now, given)
	switch {
	case refused == nil:
		f.wrong = nil
	case refused.code == invalidPassCode().code:
		f.wrong = append(f.wrong, now)
	}
	return refused
}

// How far the clock of an app, or the count of a token, may be off; and how far a code can be off to be told from a
// wrong one.
const (
	goodReach  = 1
	knownReach = 10
)

func (f *factor) checkOnce(now time.Time, given string) *refusal {
	switch f.kind {
	case gen.FactorTypeQuestion:
		if given != f.answer {
			return invalidPassCode()
		}
	case gen.FactorTypeSMS, gen.FactorTypeCall, gen.FactorTypeEmail:
		switch {
		case given != f.sent.code:
			return invalidPassCode()
		case f.sent.used:
			return passCodeUsed()
		case !now.Before(f.sent.expires):
			return passCodeExpired()
		}
		f.sent.used = true
	case gen.FactorTypeTokenSoftwareTOTP:
		current := totpCounter(now)
		counter, found := counterOf(f.secret, given, current, knownReach)
		switch {
		case !found:
			return invalidPassCode()
		case counter < f.counter:
			return passCodeUsed()
		case counter < current-goodReach || counter > current+goodReach:
			return passCodeExpired()
		}
		f.counter = counter + 1
	case gen.FactorTypeTokenHOTP:
		counter, found := counterOf(f.secret, given, f.counter, knownReach)
		switch {
		case !found:
			return invalidPassCode()
		case counter < f.counter:
			return passCodeUsed()
		}
		f.counter = counter + 1
	default:
		return invalidPassCode()
	}
	return nil
}

// withFactor changes a factor of a user.
func (o *Org) withFactor(doing, userID, factorID string, change func(*directory, *user, *factor) error) error {
	return o.with(doing, userID, func(d *directory, u *user) error {
		f, refused := u.factor(factorID)
		if refused != nil {
			return refused.asError()
		}
		return change(d, u, f)
	})
}

var (
	errNoCode   = errors.New("the factor has no code: send one first")
	errNoQRCode = errors.New("the factor is no push that waits for its activation")
	errNoPush   = errors.New("no push of the factor waits for an answer")
)

// PassCode is what a user would type in for a factor now: the last code that was sent to its phone or address, what its
// authenticator app shows by the org's clock, or the next code of its token.
func (o *Org) PassCode(userID, factorID string) (string, error) {
	var code string
	err := o.withFactor("pass code", userID, factorID, func(d *directory, _ *user, f *factor) error {
		switch f.kind {
		case gen.FactorTypeTokenSoftwareTOTP:
			code = hotp(f.secret, totpCounter(d.now()))
		case gen.FactorTypeTokenHOTP:
			code = hotp(f.secret, f.counter)
		default:
			code = f.sent.code
		}
		if code == "" {
			return errNoCode
		}
		return nil
	})
	return code, err
}
