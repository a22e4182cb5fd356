package oktatest

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/okta-userapi/userapi-go/gen"
)

// risk is the risk of a user that somebody set. The zero value is that nobody has.
type risk struct {
	level  gen.UserRiskLevel
	reason string
}

// unsaidRiskReason is the reason of a risk that was set without one.
const unsaidRiskReason = "Admin override risk"

type wireRisk struct {
	Level  gen.UserRiskLevel   `json:"riskLevel"`
	Reason string              `json:"reason,omitempty"`
	Links  map[string]wireLink `json:"_links"`
}

func (u *user) wireRisk(base string) wireRisk {
	return wireRisk{
		Level:  cmp.Or(u.risk.level, gen.UserRiskLevelNone),
		Reason: u.risk.reason,
		Links:  map[string]wireLink{"self": {Href: u.href(base) + "/risk"}, "user": {Href: u.href(base)}},
	}
}

func (h handlers) GetUserRisk(w http.ResponseWriter, r *http.Request, userID gen.UserID) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) { return ok(u.wireRisk(c.base)) })
}

func (h handlers) UpsertUserRisk(w http.ResponseWriter, r *http.Request, userID gen.UserID) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		var body gen.UserRiskRequest
		if refused := decode(r, &body); refused != nil {
			return refuse(refused)
		}
		if !slices.Contains([]gen.UserRiskLevel{gen.UserRiskLevelHigh, gen.UserRiskLevelMedium, gen.UserRiskLevelLow}, body.RiskLevel) {
			return refuse(invalid("riskLevel", "riskLevel: The value must be HIGH, MEDIUM or LOW"))
		}
		status := http.StatusOK
		if u.risk == (risk{}) {
			status = http.StatusCreated
		}
		u.risk = risk{body.RiskLevel, cmp.Or(body.RiskReason, unsaidRiskReason)}
		return reply{status, nil, u.wireRisk(c.base)}, nil
	})
}
