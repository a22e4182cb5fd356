package oktatest

import (
	"fmt"
	"net/http"
)

// refusal is an answer that says why a request was refused, in Okta's shape.
type refusal struct {
	status  int
	code    string
	summary string
	causes  []string
}

type wireError struct {
	Code    string      `json:"errorCode"`
	Summary string      `json:"errorSummary"`
	Link    string      `json:"errorLink"`
	ID      string      `json:"errorId"`
	Causes  []wireCause `json:"errorCauses"`
}

type wireCause struct {
	Summary string `json:"errorSummary"`
}

func (r *refusal) wire(id string) wireError {
	causes := make([]wireCause, 0, len(r.causes))
	for _, cause := range r.causes {
		causes = append(causes, wireCause{Summary: cause})
	}
	return wireError{Code: r.code, Summary: r.summary, Link: r.code, ID: id, Causes: causes}
}

// invalid says which field of a request is at fault; each cause starts with the name of its field.
func invalid(field string, causes ...string) *refusal {
	return &refusal{http.StatusBadRequest, "E0000001", "Api validation failed: " + field, causes}
}

func malformed(causes ...string) *refusal {
	return &refusal{http.StatusBadRequest, "E0000003", "The request body was not well-formed.", causes}
}

func notFound(id, kind string) *refusal {
	return &refusal{http.StatusNotFound, "E0000007", fmt.Sprintf("Not found: Resource not found: %s (%s)", id, kind), nil}
}

func noSuchPath() *refusal {
	return &refusal{http.StatusNotFound, "E0000008", "The requested path was not found", nil}
}

func wrongMethod() *refusal {
	return &refusal{http.StatusMethodNotAllowed, "E0000022", "The endpoint does not support the provided HTTP method", nil}
}

func wrongContentType() *refusal {
	return &refusal{http.StatusBadRequest, "E0000021", "Bad request. Accept and/or Content-Type headers likely do not match supported values.", nil}
}

func invalidToken() *refusal {
	return &refusal{http.StatusUnauthorized, "E0000011", "Invalid token provided", nil}
}

func credentialsRefused(cause string) *refusal {
	return &refusal{http.StatusForbidden, "E0000014", "Update of credentials failed", []string{cause}}
}

func alreadyActive() *refusal {
	return &refusal{http.StatusForbidden, "E0000016", "Activation failed because the user is already active", nil}
}

func invalidPaging(cause string) *refusal {
	return &refusal{http.StatusBadRequest, "E0000029", "Invalid paging request.", []string{cause}}
}

func invalidSearch(cause string) *refusal {
	return &refusal{http.StatusBadRequest, "E0000031", "Invalid search criteria.", []string{cause}}
}

func notLockedOut() *refusal {
	return &refusal{http.StatusForbidden, "E0000032", "Unlock is not allowed for this user.", []string{"The user is not locked out."}}
}

func noRecovery() *refusal {
	return &refusal{http.StatusForbidden, "E0000034", "Forgot password not allowed on specified user.", []string{"The user has no recovery question."}}
}

func notInThisStatus() *refusal {
	return &refusal{http.StatusForbidden, "E0000038", "This operation is not allowed in the user's current status.", nil}
}

func cannotSuspend() *refusal {
	return invalid("suspendUser", "Cannot suspend a user that is not active")
}

func cannotUnsuspend() *refusal {
	return invalid("unsuspendUser", "Cannot unsuspend a user that is not suspended")
}

func tooManyRequests() *refusal {
	return &refusal{http.StatusTooManyRequests, "E0000047", "API call exceeded rate limit due to too many requests.", nil}
}

func roleAssignedAlready() *refusal {
	return &refusal{http.StatusConflict, "E0000090", "The role specified is already assigned to the user.", nil}
}

func internalError() *refusal {
	return &refusal{http.StatusInternalServerError, "E0000009", "Internal Server Error", nil}
}
