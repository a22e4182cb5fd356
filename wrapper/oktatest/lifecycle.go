package oktatest

import (
	"maps"

	"github.com/okta-userapi/userapi-go/gen"
)

// Short names, so that the table below can be read.
const (
	staged        = gen.UserStatusStaged
	provisioned   = gen.UserStatusProvisioned
	active        = gen.UserStatusActive
	recovery      = gen.UserStatusRecovery
	expired       = gen.UserStatusPasswordExpired
	lockedOut     = gen.UserStatusLockedOut
	suspended     = gen.UserStatusSuspended
	deprovisioned = gen.UserStatusDeprovisioned
)

// Outcomes that are not one fixed status.
const (
	same      = gen.UserStatus("(the same)")
	activated = gen.UserStatus("(active, or provisioned where the user still has to choose a password)")
	deleted   = gen.UserStatus("(deleted)")
)

// moves says where a user in each status goes; a status that is not in it doesn't allow the operation.
type moves map[gen.UserStatus]gen.UserStatus

// everyStatus are moves from each known status to the same outcome.
func everyStatus(to gen.UserStatus) moves {
	return moves{
		staged: to, provisioned: to, active: to, recovery: to,
		expired: to, lockedOut: to, suspended: to, deprovisioned: to,
	}
}

// but returns the moves with some changed.
func (m moves) but(changes moves) moves {
	maps.Copy(m, changes)
	return m
}

// butNot returns the moves without those from some statuses.
func (m moves) butNot(statuses ...gen.UserStatus) moves {
	for _, status := range statuses {
		delete(m, status)
	}
	return m
}

// rule is what the lifecycle says of one operation.
type rule struct {
	moves     moves
	async     bool                 // the move takes the org's transition delay
	otherwise func(*user) *refusal // the answer in every other status
}

// lifecycle says in which statuses an operation is allowed and what the status is afterwards. Operations that are not
// in it are allowed in every status and change none.
var lifecycle = map[string]rule{
	"activateUser":           {moves{staged: activated, deprovisioned: activated}, true, alreadyActive},
	"reactivateUser":         {moves{provisioned: same, recovery: same}, false, notInThisStatus},
	"deactivateUser":         {everyStatus(deprovisioned).butNot(deprovisioned), true, cannotDeactivate},
	"deactivateOrDeleteUser": {everyStatus(deprovisioned).but(moves{deprovisioned: deleted}), true, notInThisStatus},

	"suspendUser":   {moves{active: suspended}, false, cannotSuspend},
	"unsuspendUser": {moves{suspended: active}, false, cannotUnsuspend},
	"unlockUser":    {moves{lockedOut: active}, false, notLockedOut},

	"expirePassword":                 {moves{active: expired, expired: same}, false, notInThisStatus},
	"expirePasswordWithTempPassword": {moves{active: expired, expired: same, recovery: expired}, false, notInThisStatus},
	"resetPassword":                  {everyStatus(recovery).but(moves{provisioned: same, recovery: same}).butNot(staged, suspended, deprovisioned), false, notInThisStatus},
	"resetAllFactors":                {moves{provisioned: same, active: same, recovery: same, expired: same}, false, notInThisStatus},

	"changePassword":               {moves{staged: same, active: same, expired: active, recovery: active}, false, notInThisStatus},
	"changeRecoveryQuestion":       {moves{staged: same, active: same, recovery: same}, false, notInThisStatus},
	"forgotPassword":               {moves{active: recovery}, false, notInThisStatus},
	"forgotPasswordSetNewPassword": {moves{active: same}, false, notInThisStatus},

	"addRoleToUser": {everyStatus(same).butNot(deprovisioned), false, notInThisStatus},
}

// statusLinks are the operations that _links offers in each status, as recorded: more than is allowed in some. Those
// that need a password are left out of an answer where there is none.
var statusLinks = map[gen.UserStatus][]string{
	staged:        {"activate"},
	provisioned:   {"deactivate", "reactivate", "resetFactors", "resetPassword", "suspend"},
	active:        signInLinks,
	expired:       signInLinks,
	recovery:      {"deactivate", "resetFactors", "resetPassword"},
	lockedOut:     {"deactivate", "resetPassword", "unlock"},
	suspended:     {"deactivate", "unsuspend"},
	deprovisioned: {"activate", "delete"},
}

// signInLinks are offered where the user can sign in.
var signInLinks = []string{
	"changePassword", "changeRecoveryQuestion", "deactivate", "expirePassword", "forgotPassword", "resetFactors", "resetPassword", "suspend",
}

// allow answers where the operation takes the user, or refuses it.
func (d *directory) allow(operation string, u *user) (gen.UserStatus, *refusal) {
	rule := lifecycle[operation]
	if u.transitioning != "" {
		return "", notInThisStatus(u)
	}
	to, allowed := rule.moves[u.status]
	switch {
	case !allowed:
		return "", rule.otherwise(u)
	case to == activated && u.needsPassword():
		return provisioned, nil
	case to == activated:
		return active, nil
	}
	return to, nil
}

// move checks the operation and takes the user where it goes.
func (d *directory) move(operation string, u *user) *refusal {
	to, refused := d.allow(operation, u)
	if refused != nil {
		return refused
	}
	d.take(operation, u, to)
	return nil
}

// take takes the user to a status that allow answered: at once, or after the org's delay where that is how the
// operation works.
func (d *directory) take(operation string, u *user, to gen.UserStatus) {
	switch {
	case to == deleted:
		d.remove(u)
	case lifecycle[operation].async && d.transition > 0:
		u.transitioning = to
		u.touch(d.stamp())
		d.pending = append(d.pending, transition{user: u, due: d.now().Add(d.transition)})
	default:
		d.enter(u, to)
	}
}

// settle ends the transitions that are due. Their delay is one for all, so they are due in the order they began.
func (d *directory) settle() {
	for len(d.pending) > 0 && !d.pending[0].due.After(d.now()) {
		u := d.pending[0].user
		d.pending = d.pending[1:]
		to := u.transitioning
		u.transitioning = ""
		d.enter(u, to)
	}
}

// enter puts the user into a status, with all that comes with it.
func (d *directory) enter(u *user, to gen.UserStatus) {
	now := d.stamp()
	u.touch(now)
	if to == same || to == u.status {
		return
	}
	from := u.status
	u.status = to
	u.statusChanged = now
	switch {
	case to == deprovisioned:
		d.strip(u)
	case from == staged || from == deprovisioned:
		u.activated = now
		if from == deprovisioned {
			d.everyone.membersChanged = now
		}
	}
	switch to {
	case active:
		u.failures = 0
	case recovery:
		u.links.activation = ""
	}
}
