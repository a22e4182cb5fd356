package oktatest

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"
	"time"

	"github.com/okta-userapi/userapi-go/gen"
)

// factor is an enrolled factor of a user.
type factor struct {
	id               string
	kind             gen.FactorType
	provider         gen.FactorProvider
	status           gen.FactorStatus
	created, changed stamp
	profile          profile // as it is shown; nil where there is nothing to show

	// What it is proved with, by its type.
	answer    string      // to the question
	secret    []byte      // of an app or a token
	counter   int64       // the next one of the secret that is good for a code
	sent      sentCode    // to a phone or an address
	challenge string      // what a security key has to sign; "" where nothing was asked
	scanned   bool        // the phone of a push knows the QR code
	pushes    []*push     // oldest first
	wrong     []time.Time // the wrong codes since the last right one
}

func (f *factor) is(kinds ...gen.FactorType) bool { return slices.Contains(kinds, f.kind) }

func (f *factor) become(status gen.FactorStatus, now stamp) { f.status, f.changed = status, now }

// where is the phone or address that codes are sent to; "" where none are.
func (f *factor) where() string {
	switch f.kind {
	case gen.FactorTypeSMS, gen.FactorTypeCall:
		return f.profile.text("phoneNumber")
	case gen.FactorTypeEmail:
		return f.profile.text("email")
	}
	return ""
}

// factor finds a factor of the user.
func (u *user) factor(id string) (*factor, *refusal) {
	for _, f := range u.factors {
		if f.id == id {
			return f, nil
		}
	}
	return nil, notFound(id, "UserFactor")
}

func (u *user) removeFactor(removed *factor) {
	u.factors = slices.DeleteFunc(u.factors, func(f *factor) bool { return f == removed })
}

// factor answers an operation on a factor of a user, or refuses it where one of them is none.
func (h handlers) factor(w http.ResponseWriter, r *http.Request, userID gen.UserID, factorID gen.FactorID, handle func(call, *user, *factor) (reply, *refusal)) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		f, refused := u.factor(factorID)
		if refused != nil {
			return refuse(refused)
		}
		return handle(c, u, f)
	})
}

type wireFactor struct {
	ID         string             `json:"id"`
	FactorType gen.FactorType     `json:"factorType"`
	Provider   gen.FactorProvider `json:"provider"`
	VendorName string             `json:"vendorName"`
	Status     gen.FactorStatus   `json:"status"`
	Created    stamp              `json:"created"`
	Updated    stamp              `json:"lastUpdated"`
	Profile    profile            `json:"profile,omitempty"`
	Links      map[string]any     `json:"_links"`
	Embedded   map[string]any     `json:"_embedded,omitempty"`
}

// wireFactorLink is a link of a factor, which says by hints what it allows.
type wireFactorLink struct {
	Name  string     `json:"name,omitempty"`
	Href  string     `json:"href"`
	Type  string     `json:"type,omitempty"`
	Hints *wireHints `json:"hints,omitempty"`
}

type wireHints struct {
	Allow []string `json:"allow"`
}

func factorLink(href string, methods ...string) wireFactorLink {
	return wireFactorLink{Href: href, Hints: &wireHints{methods}}
}

func (f *factor) href(base string, u *user) string { return u.href(base) + "/factors/" + f.id }

func (f *factor) wire(base string, u *user) wireFactor {
	w := wireFactor{
		ID:         f.id,
		FactorType: f.kind,
		Provider:   f.provider,
		VendorName: string(f.provider),
		Status:     f.status,
		Created:    f.created,
		Updated:    f.changed,
		Profile:    f.profile,
		Links: map[string]any{
			"self": factorLink(f.href(base, u), http.MethodGet, http.MethodDelete),
			"user": factorLink(u.href(base), http.MethodGet),
		},
	}
	if f.is(gen.FactorTypeQuestion) {
		w.Links["questions"] = factorLink(u.href(base)+"/factors/questions", http.MethodGet)
	}
	switch f.status {
	case gen.FactorStatusActive:
		w.Links["verify"] = factorLink(f.href(base, u)+"/verify", http.MethodPost)
	case gen.FactorStatusPendingActivation:
		w.Links["activate"] = factorLink(f.href(base, u)+"/lifecycle/activate", http.MethodPost)
		if f.where() != "" {
			resend := factorLink(f.href(base, u)+"/resend", http.MethodPost)
			resend.Name = string(f.kind)
			w.Links["resend"] = []wireFactorLink{resend}
		}
		if activation := f.activation(base, u); activation != nil {
			w.Embedded = map[string]any{"activation": activation}
		}
	}
	return w
}

func (h handlers) ListFactors(w http.ResponseWriter, r *http.Request, userID gen.UserID) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		items := make([]wireFactor, 0, len(u.factors))
		for _, f := range u.factors {
			items = append(items, f.wire(c.base, u))
		}
		return ok(items)
	})
}

func (h handlers) GetFactor(w http.ResponseWriter, r *http.Request, userID gen.UserID, factorID gen.FactorID) {
	h.factor(w, r, userID, factorID, func(c call, u *user, f *factor) (reply, *refusal) { return ok(f.wire(c.base, u)) })
}

func (h handlers) DeleteFactor(w http.ResponseWriter, r *http.Request, userID gen.UserID, factorID gen.FactorID, _ gen.DeleteFactorParams) {
	h.factor(w, r, userID, factorID, func(_ call, u *user, f *factor) (reply, *refusal) {
		u.removeFactor(f)
		return noContent()
	})
}

type wireSupportedFactor struct {
	FactorType gen.FactorType       `json:"factorType"`
	Provider   gen.FactorProvider   `json:"provider"`
	VendorName string               `json:"vendorName"`
	Status     gen.FactorStatus     `json:"status"`
	Enrollment gen.FactorEnrollment `json:"enrollment"`
	Links      map[string]any       `json:"_links"`
}

func (h handlers) ListSupportedFactors(w http.ResponseWriter, r *http.Request, userID gen.UserID) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		var items []wireSupportedFactor
		for _, o := range offeredFactors {
			status := gen.FactorStatusNotSetup
			if f := u.factorOf(o); f != nil {
				status = f.status
			}
			items = append(items, wireSupportedFactor{
				FactorType: o.kind,
				Provider:   o.provider,
				VendorName: string(o.provider),
				Status:     status,
				Enrollment: gen.FactorEnrollmentOptional,
				Links:      map[string]any{"enroll": factorLink(u.href(c.base)+"/factors", http.MethodPost)},
			})
		}
		return ok(items)
	})
}

// AddFactor gives a user a factor without a request, of any type, known or not, with any profile: what a device or
// another site enrolled, such as a signed_nonce. It is ACTIVE where factor has no Status. No code is right for it,
// unless it is of a type that enrollFactor enrolls.
func (o *Org) AddFactor(userID string, added gen.UserFactor) (gen.UserFactor, error) {
	var out gen.UserFactor
	err := o.with("add factor", userID, func(d *directory, u *user) error {
		data, err := json.Marshal(added.Profile)
		if err != nil {
			return err
		}
		f := d.newFactor(offered{kind: added.FactorType, provider: added.Provider, prefix: "ext"})
		f.status = cmp.Or(added.Status, gen.FactorStatusActive)
		if err := json.Unmarshal(data, &f.profile); err != nil {
			return err
		}
		u.factors = append(u.factors, f)
		out, err = model[gen.UserFactor](f.wire(o.URL(), u))
		return err
	})
	return out, err
}
