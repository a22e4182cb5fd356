package oktatest

import (
	"net/http"
	"slices"

	"github.com/okta-userapi/userapi-go/gen"
)

func (h handlers) ListUserBlocks(w http.ResponseWriter, r *http.Request, userID gen.UserID) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		if c.lacksBlocks {
			return refuse(noSuchFeature())
		}
		return ok(append([]gen.UserBlock{}, u.blocks...))
	})
}

// isBlocked reports whether the user is ACTIVE, and can't sign in from devices that are new.
func (u *user) isBlocked() bool {
	return u.status == active && u.transitioning == "" && slices.ContainsFunc(u.blocks, func(block gen.UserBlock) bool {
		return block.AppliesTo == gen.UserBlockScopeUnknownDevices
	})
}

func (h handlers) UnlockUser(w http.ResponseWriter, r *http.Request, userID gen.UserID) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		if !u.isBlocked() {
			if refused := c.move("unlockUser", u); refused != nil {
				return refuse(refused)
			}
		}
		u.blocks = nil
		return done()
	})
}
