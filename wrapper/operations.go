package wrapper

import (
	"net/http"
	"strings"
)

// operation is a row of the contract: what the generated client's requests are recognized by.
type operation struct {
	id     string // the operationId
	method string
	path   string // below the org's URL, with {name} for a segment
}

var operations = [...]operation{
	{"listUsers", http.MethodGet, "api/v1/users"},
	{"createUser", http.MethodPost, "api/v1/users"},
	{"getUser", http.MethodGet, "api/v1/users/{userId}"},
	{"updateUser", http.MethodPut, "api/v1/users/{userId}"},
	{"deactivateOrDeleteUser", http.MethodDelete, "api/v1/users/{userId}"},
	{"listAppLinks", http.MethodGet, "api/v1/users/{userId}/appLinks"},
	{"changePassword", http.MethodPost, "api/v1/users/{userId}/credentials/change_password"},
	{"changeRecoveryQuestion", http.MethodPost, "api/v1/users/{userId}/credentials/change_recovery_question"},
	{"forgotPassword", http.MethodPost, "api/v1/users/{userId}/credentials/forgot_password"},
	{"listUserGroups", http.MethodGet, "api/v1/users/{userId}/groups"},
	{"activateUser", http.MethodPost, "api/v1/users/{userId}/lifecycle/activate"},
	{"deactivateUser", http.MethodPost, "api/v1/users/{userId}/lifecycle/deactivate"},
	{"expirePassword", http.MethodPost, "api/v1/users/{userId}/lifecycle/expire_password"},
	{"resetAllFactors", http.MethodPost, "api/v1/users/{userId}/lifecycle/reset_factors"},
	{"resetPassword", http.MethodPost, "api/v1/users/{userId}/lifecycle/reset_password"},
	{"suspendUser", http.MethodPost, "api/v1/users/{userId}/lifecycle/suspend"},
	{"unlockUser", http.MethodPost, "api/v1/users/{userId}/lifecycle/unlock"},
	{"unsuspendUser", http.MethodPost, "api/v1/users/{userId}/lifecycle/unsuspend"},
	{"listAssignedRoles", http.MethodGet, "api/v1/users/{userId}/roles"},
	{"addRoleToUser", http.MethodPost, "api/v1/users/{userId}/roles"},
	{"removeRoleFromUser", http.MethodDelete, "api/v1/users/{userId}/roles/{roleId}"},
	{"listGroupTargetsForRole", http.MethodGet, "api/v1/users/{userId}/roles/{roleId}/targets/groups"},
	{"addGroupTargetToRole", http.MethodPut, "api/v1/users/{userId}/roles/{roleId}/targets/groups/{groupId}"},
	{"removeGroupTargetFromRole", http.MethodDelete, "api/v1/users/{userId}/roles/{roleId}/targets/groups/{groupId}"},
	{"endAllUserSessions", http.MethodDelete, "api/v1/users/{userId}/sessions"},
}

// repeatable reports whether doing an operation twice is the same as doing it once. deactivateOrDeleteUser is not, although it
// is a DELETE: the first deactivates a user and the second deletes it for good.
func repeatable(operation, method string) bool {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPut, http.MethodDelete:
		return operation != "deactivateOrDeleteUser"
	}
	return false
}

// classOf names the class of endpoints that an operation shares a rate limit with. Okta's classes are its own and change: one that
// is too small here costs little, since the gate takes the other's requests for another client's; one too large would mix two limits.
func classOf(operation string) string {
	switch operation {
	case "listUsers", "createUser", "getUser":
		return operation
	case "updateUser", "deactivateOrDeleteUser":
		return "change user"
	}
	return "under users"
}

// holdsSecrets reports whether an answer to an operation that went well can hold a password, a token or a link.
func holdsSecrets(operation string) bool {
	switch operation {
	case "createUser", "updateUser", "activateUser", "resetPassword", "forgotPassword", "expirePassword", "changePassword", "changeRecoveryQuestion", operationToken:
		return true
	}
	return false
}

// matches reports whether an escaped path is one of the operation's.
func (o operation) matches(path string) bool {
	pattern := o.path
	for {
		want, morePattern, more := strings.Cut(pattern, "/")
		have, morePath, moreOfPath := strings.Cut(path, "/")
		if more != moreOfPath || have == "" || want != have && want[0] != '{' {
			return false
		}
		if !more {
			return true
		}
		pattern, path = morePattern, morePath
	}
}
