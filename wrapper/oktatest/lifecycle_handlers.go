package oktatest

import (
	"net/http"

	"github.com/okta-userapi/userapi-go/gen"
)

// withDefaults adds the parameter that an org takes for sent: activateUser mails the link unless it is told otherwise.
// The contract requires clients to say it, and so does the code that is generated from it.
func withDefaults(op gen.Operation, r *http.Request) *http.Request {
	query := r.URL.Query()
	if op.ID != "activateUser" || query.Has("sendEmail") {
		return r
	}
	query.Set("sendEmail", "true")
	r.URL.RawQuery = query.Encode()
	return r
}

func (h handlers) ActivateUser(w http.ResponseWriter, r *http.Request, userID gen.UserID, params gen.ActivateUserParams) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		if refused := c.move("activateUser", u); refused != nil {
			return refuse(refused)
		}
		return c.sendActivationLink("activateUser", u, params.SendEmail)
	})
}

func (h handlers) ReactivateUser(w http.ResponseWriter, r *http.Request, userID gen.UserID, params gen.ReactivateUserParams) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		if refused := c.move("reactivateUser", u); refused != nil {
			return refuse(refused)
		}
		return c.sendActivationLink("reactivateUser", u, value(params.SendEmail))
	})
}

// sendActivationLink makes an activation link, and mails it or answers with it.
func (c call) sendActivationLink(operation string, u *user, send bool) (reply, *refusal) {
	link := c.activationLink(u)
	if send {
		c.mail(operation, u, link, u.links.activation)
		return done()
	}
	return ok(map[string]string{"activationUrl": link, "activationToken": u.links.activation})
}

// activationLink makes the user's activation link, the only one that works from now on.
func (c call) activationLink(u *user) string {
	u.links.activation = c.newID("act")
	return c.base + "/welcome/" + u.links.activation
}

func (h handlers) DeactivateUser(w http.ResponseWriter, r *http.Request, userID gen.UserID, _ gen.DeactivateUserParams) {
	h.moveOnly(w, r, "deactivateUser", userID)
}

func (h handlers) SuspendUser(w http.ResponseWriter, r *http.Request, userID gen.UserID) {
	h.moveOnly(w, r, "suspendUser", userID)
}

func (h handlers) UnsuspendUser(w http.ResponseWriter, r *http.Request, userID gen.UserID) {
	h.moveOnly(w, r, "unsuspendUser", userID)
}

// moveOnly serves an operation that does nothing but move the user.
func (h handlers) moveOnly(w http.ResponseWriter, r *http.Request, operation string, userID gen.UserID) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		if refused := c.move(operation, u); refused != nil {
			return refuse(refused)
		}
		return done()
	})
}

func (h handlers) ResetAllFactors(w http.ResponseWriter, r *http.Request, userID gen.UserID) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		if refused := c.move("resetAllFactors", u); refused != nil {
			return refuse(refused)
		}
		u.factors = nil
		return done()
	})
}

func (h handlers) EndAllUserSessions(w http.ResponseWriter, r *http.Request, userID gen.UserID, params gen.EndAllUserSessionsParams) {
	h.user(w, r, userID, func(_ call, u *user) (reply, *refusal) {
		u.sessions = 0
		if value(params.OAuthTokens) {
			u.refreshTokens = nil
		}
		return noContent()
	})
}
