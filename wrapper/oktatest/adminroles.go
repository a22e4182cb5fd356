package oktatest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/okta-userapi/userapi-go/gen"
)

// permissions are what the standard administrator roles may do. Roles that are not here are not modelled.
var permissions = map[gen.RoleType]func(gen.Operation) bool{
	gen.RoleTypeSuperAdmin:    func(gen.Operation) bool { return true },
	gen.RoleTypeOrgAdmin:      func(op gen.Operation) bool { return !isAboutAdministrators(op) },
	gen.RoleTypeUserAdmin:     func(op gen.Operation) bool { return isRead(op) || isAboutUsers(op) || isMembership(op) },
	gen.RoleTypeHelpDeskAdmin: func(op gen.Operation) bool { return isRead(op) || slices.Contains(helpDesk, op.ID) },
	gen.RoleTypeReadOnlyAdmin: isRead,
}

// helpDesk are the operations of those who help users to sign in.
var helpDesk = []string{
	"deleteFactor", "endAllUserSessions", "expirePassword", "expirePasswordWithTempPassword", "forgotPassword", "resetAllFactors", "resetPassword", "unlockUser",
}

func isRead(op gen.Operation) bool { return op.Method == http.MethodGet && !isAboutAdministrators(op) }

// isAboutAdministrators finds the operations on roles: only a super administrator sees who is one.
func isAboutAdministrators(op gen.Operation) bool { return hasScopeOf(op, "okta.roles.") }

func isAboutUsers(op gen.Operation) bool { return hasScopeOf(op, "okta.users.") }

func isMembership(op gen.Operation) bool {
	return op.ID == "addUserToGroup" || op.ID == "removeUserFromGroup"
}

func hasScopeOf(op gen.Operation, area string) bool {
	return slices.ContainsFunc(op.Scopes, func(scope string) bool { return strings.HasPrefix(scope, area) })
}

func checkRole(role gen.RoleType) error {
	if permissions[role] == nil {
		return fmt.Errorf("what the role %q may do is not modelled: use SUPER_ADMIN, ORG_ADMIN, USER_ADMIN, HELP_DESK_ADMIN or READ_ONLY_ADMIN", role)
	}
	return nil
}

// SetTokenRole says which administrator role the user has whom the API token belongs to: SUPER_ADMIN, which it is unless
// set, ORG_ADMIN, USER_ADMIN, HELP_DESK_ADMIN or READ_ONLY_ADMIN. What the role doesn't allow is refused with E0000006,
// which is CodeAccessDenied of package wrapper. Roles that operations assign to users change nothing of it.
func (o *Org) SetTokenRole(role gen.RoleType) error {
	if err := checkRole(role); err != nil {
		return fmt.Errorf("set token role: %w", err)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.tokenRole = role
	return nil
}
