package wrapper

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/wrapper/internal/printable"
	"github.com/okta-userapi/userapi-go/wrapper/internal/ratelimit"
	"github.com/okta-userapi/userapi-go/wrapper/internal/transport"
)

// Error is what every operation returns when a request did not end in a usable answer: Okta refused it, the answer
// can't be read, or there was none. Reach it with [errors.As]:
//
//	if e, ok := errors.AsType[*okta.Error](err); ok && e.Code == okta.CodeNotAllowedInStatus { … }
//
// [errors.Is] matches it with an [ErrorCode], with the sentinels of this package such as [ErrNotFound], and with its
// cause, such as [context.DeadlineExceeded]. Its text is one line, without query, headers, token or body.
type Error struct {
	// Operation is the operationId of what was called, such as "getUser".
	Operation string

	// StatusCode is the HTTP status of the answer; 0 where there was none.
	StatusCode int

	// Code is Okta's error code, such as [CodeNotFound], or the code of an OAuth 2.0 error, such as "invalid_client".
	// Empty where the answer has none.
	Code ErrorCode

	// Summary says in Okta's words what went wrong.
	Summary string

	// MissingScopes are the OAuth 2.0 scopes that the token lacks, with [CodeInsufficientScope].
	MissingScopes []string

	// Causes are the parts of the request that are at fault.
	Causes []ErrorCause

	// ID is Okta's id of this error.
	ID string

	// RequestID is Okta's id of the request, for its support.
	RequestID string

	// RetryAfter is how long the server asked to wait, by its Retry-After header or the reset of its rate limit; 0
	// where it did not.
	RetryAfter time.Duration

	// Attempts is how often the request was sent; 0 where it was not.
	Attempts int

	// Body is the start of the answer's body where it is not Okta's JSON, such as a gateway's HTML. It is left out
	// where an answer to a call that went well can hold a password, a token or a link.
	Body string

	// cause is what failed where it wasn't Okta that refused: a broken connection, an ended context, broken JSON.
	cause error
}

// ErrorCode is Okta's code of an error. It is itself an error, for errors.Is:
//
//	if errors.Is(err, okta.CodeNotAllowedInStatus) { … }
type ErrorCode string

// The codes that the operations of this package are answered with. Okta has more: any ErrorCode works with errors.Is.
const (
	CodeValidationFailed         ErrorCode = "E0000001" // 400: the causes say which member
	CodeMalformedBody            ErrorCode = "E0000003" // 400
	CodeAuthenticationFailed     ErrorCode = "E0000004" // 401
	CodeInvalidSession           ErrorCode = "E0000005" // 403
	CodeAccessDenied             ErrorCode = "E0000006" // 403: the token's administrator may not do this
	CodeNotFound                 ErrorCode = "E0000007" // 404
	CodeInternal                 ErrorCode = "E0000009" // 500
	CodeInvalidToken             ErrorCode = "E0000011" // 401
	CodeCredentialsRefused       ErrorCode = "E0000014" // 403: old password or answer is wrong, or the new one is against the policy
	CodeFeatureDenied            ErrorCode = "E0000015" // 401, 403: the org or the token lacks the feature
	CodeAlreadyActive            ErrorCode = "E0000016" // 403
	CodeInvalidPaging            ErrorCode = "E0000029" // 400
	CodeInvalidSearch            ErrorCode = "E0000031" // 400: search or filter does not parse
	CodeUnlockNotAllowed         ErrorCode = "E0000032" // 403: the user is not locked out
	CodeForgotPasswordNotAllowed ErrorCode = "E0000034" // 403: the user has no recovery question
	CodeNotAllowedInStatus       ErrorCode = "E0000038" // 403: the user's status doesn't allow the operation
	CodeRateLimited              ErrorCode = "E0000047" // 429
	CodeInvalidPassCode          ErrorCode = "E0000068" // 403: the code, or the answer to the question, is wrong
	CodePassCodeUsed             ErrorCode = "E0000082" // 403: wait for a new one
	CodePassCodeExpired          ErrorCode = "E0000083" // 403
	CodeRoleAlreadyAssigned      ErrorCode = "E0000090" // 409
	CodeInvalidPhoneNumber       ErrorCode = "E0000098" // 400
	CodeSMSRecentlySent          ErrorCode = "E0000109" // 429: wait 30 seconds
	CodeEmailRecentlySent        ErrorCode = "E0000118" // 429: wait 5 seconds
	CodeCallRecentlyMade         ErrorCode = "E0000133" // 429: wait 30 seconds

	// OAuth 2.0's own codes, which an org puts into the WWW-Authenticate header of an answer without a body.
	CodeInsufficientScope  ErrorCode = "insufficient_scope" // 403: see MissingScopes
	CodeInvalidAccessToken ErrorCode = "invalid_token"      // 401
	CodeInvalidDPoPProof   ErrorCode = "invalid_dpop_proof" // 400
)

// Error returns the code.
func (c ErrorCode) Error() string { return string(c) }

// statusError is a sentinel that matches every Error with its HTTP status.
type statusError int

// Sentinels for errors.Is, by the answer's HTTP status. [CodeFeatureDenied] is ErrForbidden also with 401, since another
// token would be refused too.
const (
	ErrBadRequest   = statusError(http.StatusBadRequest)
	ErrUnauthorized = statusError(http.StatusUnauthorized)
	ErrForbidden    = statusError(http.StatusForbidden)
	ErrNotFound     = statusError(http.StatusNotFound)
	ErrConflict     = statusError(http.StatusConflict)
	ErrRateLimited  = statusError(http.StatusTooManyRequests)

	// ErrPreconditionFailed is the answer to an IfMatch that is not the user's version: read the user again, and change
	// that.
	ErrPreconditionFailed = statusError(http.StatusPreconditionFailed)
)

// conditionError is a sentinel that matches what a program branches on, whichever code or words say it.
type conditionError string

// Sentinels for errors.Is, by what is the matter. Okta has no codes of their own for the first two, only words in the
// causes, which these look for.
const (
	ErrLoginTaken   = conditionError("the login is taken")        // by another user of the org
	ErrNameTaken    = conditionError("the name is taken")         // by another group or role
	ErrWrongStatus  = conditionError("not allowed in the status") // of the user: see each operation
	ErrMissingScope = conditionError("the token lacks a scope")   // see Error.MissingScopes
)

// Error returns what is the matter.
func (c conditionError) Error() string { return string(c) }

// holds reports whether an error is of the condition.
func (c conditionError) holds(e *Error) bool {
	switch c {
	case ErrLoginTaken:
		return e.Code == CodeValidationFailed && e.hasCause("login: An object with this field already exists")
	case ErrNameTaken:
		return e.Code == CodeRoleAlreadyAssigned || e.Code == CodeValidationFailed && e.hasCause("name: An object with this field already exists")
	case ErrWrongStatus:
		return e.Code == CodeNotAllowedInStatus || e.Code == CodeAlreadyActive || e.Code == CodeUnlockNotAllowed ||
			e.Code == CodeValidationFailed && e.hasCause("Cannot ") && (e.Operation == "suspendUser" || e.Operation == "unsuspendUser")
	case ErrMissingScope:
		return e.Code == CodeInsufficientScope
	}
	return false
}

func (e *Error) hasCause(start string) bool {
	return slices.ContainsFunc(e.Causes, func(cause ErrorCause) bool { return strings.HasPrefix(cause.ErrorSummary, start) })
}

// Error returns the status's name.
func (s statusError) Error() string { return strings.ToLower(http.StatusText(int(s))) }

// Error returns one line: operation, status, code, what the server said, and the request id.
func (e *Error) Error() string {
	if e == nil {
		return "<nil>"
	}
	var status, cause, attempts, wait string
	if e.StatusCode != 0 {
		status = strconv.Itoa(e.StatusCode) + " " + http.StatusText(e.StatusCode)
	}
	causes := make([]string, len(e.Causes))
	for i, cause := range e.Causes {
		causes[i] = cause.ErrorSummary
	}
	if e.cause != nil {
		cause = e.cause.Error()
	}
	if e.Attempts > 1 {
		attempts = strconv.Itoa(e.Attempts)
	}
	if e.RetryAfter > 0 {
		wait = e.RetryAfter.String()
	}
	line := []string{"okta: ", e.Operation}
	for _, part := range [...]struct{ before, words, after string }{
		{": ", status, ""}, {": ", string(e.Code), ""}, {": ", e.Summary, ""}, {" (", strings.Join(causes, "; "), ")"}, {": ", cause, ""},
		{"; after ", attempts, " attempts"}, {"; retry after ", wait, ""}, {"; request id ", e.RequestID, ""},
	} {
		if part.words != "" {
			line = append(line, part.before, printable.OneLine(part.words), part.after)
		}
	}
	return strings.Join(line, "")
}

// Unwrap returns what failed where it wasn't Okta that refused.
func (e *Error) Unwrap() error { return e.cause }

// Is reports whether target is this error's ErrorCode, or the sentinel of its status.
func (e *Error) Is(target error) bool {
	switch target := target.(type) {
	case ErrorCode:
		return target != "" && target == e.Code
	case conditionError:
		return target.holds(e)
	case statusError:
		_, held := errors.AsType[*ratelimit.HeldError](e.cause)
		return target == e.sentinel() || target == ErrRateLimited && held
	}
	return false
}

// sentinel is the one of the error's status, or of the status that the answer should have had.
func (e *Error) sentinel() statusError {
	if e.Code == CodeFeatureDenied {
		return ErrForbidden
	}
	return statusError(e.StatusCode)
}

// ArgumentError is returned when an argument can't be sent. No request was made. Its members are the Operation, such as
// "getUser" ("" for a request through [Client.Gen]); the Argument's name in the API, such as "userId"; and the Reason:
// what is wrong with it, and what to pass instead.
type ArgumentError = gen.ArgumentError

// refused makes an Error of an answer that is not 2xx, of what it says in its body, else in its WWW-Authenticate
// header.
func (c *call) refused(response *http.Response, body []byte) *Error {
	e := c.newError(response)
	answer, _ := gen.UnmarshalError(body)
	e.Code = ErrorCode(c.Redact(answer.ErrorCode + answer.Error))
	e.Summary = c.Redact(answer.ErrorSummary + answer.ErrorDescription)
	e.ID = c.Redact(answer.ErrorID)
	e.Causes = answer.ErrorCauses
	for i := range e.Causes {
		e.Causes[i].ErrorSummary = c.Redact(e.Causes[i].ErrorSummary)
	}
	if e.Code != "" {
		return e
	}
	if c.secretFree { // who refuses may send back what it was sent
		e.Body = printable.Start([]byte(c.Redact(string(body))))
	}
	for _, challenge := range transport.Challenges(response.Header) {
		if code := challenge.Params["error"]; code != "" {
			e.Code = ErrorCode(c.Redact(code))
			e.Summary = c.Redact(challenge.Params["error_description"])
			if e.Code == CodeInsufficientScope {
				e.MissingScopes = strings.Fields(c.Redact(challenge.Params["scope"]))
			}
			break
		}
	}
	switch {
	case response.StatusCode/100 == 3:
		e.Summary = "redirected, which is not followed: use the org's own URL"
		if location, err := response.Location(); err == nil {
			e.Summary = "redirected to " + location.Scheme + "://" + location.Host + ", which is not followed: use the org's own URL"
		}
	case response.StatusCode == http.StatusProxyAuthRequired:
		e.Summary = "the proxy wants a user and password: put them into its URL"
	}
	return e
}

// unreadable makes an Error of a 2xx answer whose body, or whose link to the next page, can't be read.
func (c *call) unreadable(response *http.Response, body []byte, cause error) *Error {
	e := c.newError(response)
	e.Summary = "the answer can't be read"
	if c.secretFree {
		e.Body = printable.Start([]byte(c.Redact(string(body))))
	}
	e.cause = cause
	return e
}

// unanswered makes an Error of a request that got no whole answer.
func (c *call) unanswered(cause error) *Error {
	if e, ok := errors.AsType[*Error](cause); ok {
		return e // of another call that this one needed
	}
	e := &Error{Operation: c.Operation, Attempts: c.Attempts, cause: transport.WithoutURL(cause)}
	if c.MaybeDone && !c.repeatable {
		e.cause = fmt.Errorf("%w; it may have been done all the same: look before you try again", e.cause)
	}
	if held, ok := errors.AsType[*ratelimit.HeldError](cause); ok {
		e.RetryAfter = held.Wait
	}
	return e
}

func (c *call) newError(response *http.Response) *Error {
	return &Error{
		Operation:  c.Operation,
		StatusCode: response.StatusCode,
		RequestID:  c.Redact(response.Header.Get(headerRequestID)),
		RetryAfter: ratelimit.Wait(response),
		Attempts:   c.Attempts,
	}
}

// LogValue returns the error's members for a structured log, without the body.
func (e *Error) LogValue() slog.Value {
	if e == nil {
		return slog.StringValue("<nil>")
	}
	attributes := []slog.Attr{slog.String("operation", e.Operation), slog.String("text", e.Error())}
	if e.StatusCode != 0 {
		attributes = append(attributes, slog.Int("status", e.StatusCode))
	}
	if e.Code != "" {
		attributes = append(attributes, slog.String("code", string(e.Code)))
	}
	if e.RequestID != "" {
		attributes = append(attributes, slog.String("request_id", e.RequestID))
	}
	if e.Attempts != 0 {
		attributes = append(attributes, slog.Int("attempts", e.Attempts))
	}
	if e.RetryAfter != 0 {
		attributes = append(attributes, slog.Duration("retry_after", e.RetryAfter))
	}
	return slog.GroupValue(attributes...)
}
