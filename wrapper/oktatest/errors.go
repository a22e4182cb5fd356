package oktatest

import (
	"fmt"
	"net/http"
	"strings"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// refusal is an answer that says why a request was refused, in Okta's shape. The package comment says whose each code
// is.
type refusal struct {
	status  int
	code    string // "" for the page of the server in front of the org
	summary string
	causes  []string
	allow   []string // the methods that a 405 names
}

// refusedError is a refusal of what a method of [Org] was asked to do. It is also the error that a client returns for
// it.
type refusedError struct {
	text string
	as   *okta.Error
}

func (e *refusedError) Error() string { return e.text }

func (e *refusedError) Unwrap() error { return e.as }

func (r *refusal) error(doing string) error { return fmt.Errorf("%s: %w", doing, r.asError()) }

// asError is the refusal as the error of a method of [Org].
func (r *refusal) asError() error {
	text := r.summary
	if len(r.causes) > 0 {
		text += ": " + strings.Join(r.causes, "; ")
	}
	return &refusedError{text, &okta.Error{StatusCode: r.status, Code: okta.ErrorCode(r.code), Summary: r.summary}}
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
	return &refusal{status: http.StatusBadRequest, code: "E0000001", summary: "Api validation failed: " + field, causes: causes}
}

func malformed(causes ...string) *refusal {
	return &refusal{status: http.StatusBadRequest, code: "E0000003", summary: "The request body was not well-formed.", causes: causes}
}

// invalidFields is invalid for the field of the first cause, and nil where there is none.
func invalidFields(causes []string) *refusal {
	if len(causes) == 0 {
		return nil
	}
	field, _, _ := strings.Cut(causes[0], ":")
	return invalid(field, causes...)
}

func notFound(id, kind string) *refusal {
	return &refusal{status: http.StatusNotFound, code: "E0000007", summary: fmt.Sprintf("Not found: Resource not found: %s (%s)", id, kind)}
}

func notPermitted() *refusal {
	return &refusal{status: http.StatusForbidden, code: "E0000006", summary: "You do not have permission to perform the requested action"}
}

func noSuchPath() *refusal {
	return &refusal{status: http.StatusNotFound, code: "E0000008", summary: "The requested path was not found"}
}

// badSegment is how the server in front of an org answers a path that it does not pass on.
func badSegment() *refusal { return &refusal{status: http.StatusBadRequest} }

func wrongMethod(allowed []string) *refusal {
	return &refusal{
		status: http.StatusMethodNotAllowed, code: "E0000022", allow: allowed,
		summary: "The endpoint does not support the provided HTTP method",
	}
}

func wrongContentType() *refusal {
	return &refusal{status: http.StatusBadRequest, code: "E0000021", summary: "Bad request. Accept and/or Content-Type headers likely do not match supported values."}
}

func invalidToken() *refusal {
	return &refusal{status: http.StatusUnauthorized, code: "E0000011", summary: "Invalid token provided"}
}

func credentialsRefused(cause string) *refusal {
	return &refusal{status: http.StatusForbidden, code: "E0000014", summary: "Update of credentials failed", causes: []string{cause}}
}

func staleVersion() *refusal {
	return &refusal{
		status: http.StatusPreconditionFailed, code: "E0000001", summary: "Api validation failed: If-Match",
		causes: []string{"If-Match: The user was changed since this version"},
	}
}

func noSuchFeature() *refusal {
	return &refusal{status: http.StatusUnauthorized, code: "E0000015", summary: "You do not have permission to access the feature you are requesting"}
}

func alreadyActive(*user) *refusal {
	return &refusal{status: http.StatusForbidden, code: "E0000016", summary: "Activation failed because the user is already active"}
}

func invalidPaging(cause string) *refusal {
	return &refusal{status: http.StatusBadRequest, code: "E0000029", summary: "Invalid paging request.", causes: []string{cause}}
}

func invalidSearch(cause string) *refusal {
	return &refusal{status: http.StatusBadRequest, code: "E0000031", summary: "Invalid search criteria.", causes: []string{cause}}
}

func notLockedOut(*user) *refusal {
	return &refusal{status: http.StatusForbidden, code: "E0000032", summary: "Unlock is not allowed for this user.", causes: []string{"The user is not locked out."}}
}

func noRecoveryQuestion() *refusal {
	return &refusal{status: http.StatusForbidden, code: "E0000034", summary: "Forgot password not allowed on specified user.", causes: []string{"The user has no recovery question."}}
}

func notInThisStatus(*user) *refusal {
	return &refusal{status: http.StatusForbidden, code: "E0000038", summary: "This operation is not allowed in the user's current status."}
}

// cannotDeactivate tells nothing of a user that is deactivated already.
func cannotDeactivate(u *user) *refusal {
	if u.status == deprovisioned {
		return notFound(u.id, "User")
	}
	return notInThisStatus(u)
}

func cannotSuspend(*user) *refusal {
	return invalid("suspendUser", "Cannot suspend a user that is not active")
}

func cannotUnsuspend(*user) *refusal {
	return invalid("unsuspendUser", "Cannot unsuspend a user that is not suspended")
}

func tooManyRequests() *refusal {
	return &refusal{status: http.StatusTooManyRequests, code: "E0000047", summary: "API call exceeded rate limit due to too many requests."}
}

func invalidPassCode() *refusal {
	return &refusal{
		status: http.StatusForbidden, code: "E0000068", summary: "Invalid Passcode/Answer",
		causes: []string{"The code or the answer is not the right one."},
	}
}

func passCodeUsed() *refusal {
	return &refusal{status: http.StatusForbidden, code: "E0000082", summary: "Each code can only be used once. Please wait for a new code and try again."}
}

func passCodeExpired() *refusal {
	return &refusal{status: http.StatusForbidden, code: "E0000083", summary: "PassCode is valid but exceeded time window."}
}

func invalidPhoneNumber() *refusal {
	return &refusal{status: http.StatusBadRequest, code: "E0000098", summary: "This phone number is invalid."}
}

func smsRecentlySent() *refusal {
	return &refusal{status: http.StatusTooManyRequests, code: "E0000109", summary: "An SMS message was recently sent. Please wait 30 seconds before trying again."}
}

func emailRecentlySent() *refusal {
	return &refusal{status: http.StatusTooManyRequests, code: "E0000118", summary: "An email was recently sent. Please wait 5 seconds before trying again."}
}

func callRecentlyMade() *refusal {
	return &refusal{status: http.StatusTooManyRequests, code: "E0000133", summary: "A phone call was recently made. Please wait 30 seconds before trying again."}
}

func roleAssignedAlready() *refusal {
	return &refusal{status: http.StatusConflict, code: "E0000090", summary: "The role specified is already assigned to the user."}
}

func nameTaken() *refusal {
	return &refusal{
		status: http.StatusConflict, code: "E0000001", summary: "Api validation failed: name",
		causes: []string{"name: An object with this field already exists in the current organization"},
	}
}

func internalError() *refusal {
	return &refusal{status: http.StatusInternalServerError, code: "E0000009", summary: "Internal Server Error"}
}
