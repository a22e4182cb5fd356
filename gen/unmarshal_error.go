package gen

import (
	"cmp"

	"github.com/go-json-experiment/json/jsontext"
)

// UnmarshalError reads the body of an answer that is not 2xx: Okta's errors, OAuth 2.0's, and what other servers on the
// way send, which are problem details (RFC 9457), {"errors": […]} and {"message": …}. The words of those become
// ErrorSummary and ErrorCauses. Members that can't be read are left out; ok is false where nothing is said in any of
// these forms.
func UnmarshalError(data []byte) (answer APIError, ok bool) {
	if _, err := readAround(data, &answer, maxNestedItems); err != nil {
		return APIError{}, false
	}
	if answer.ErrorCode+answer.Error+answer.ErrorSummary+answer.ErrorDescription != "" {
		return answer, true
	}
	var other otherError
	if _, err := readAround(data, &other, maxNestedItems); err != nil {
		return APIError{}, false
	}
	answer.ErrorSummary = other.summary()
	for _, value := range other.Errors {
		if summary := otherCause(value); summary != "" {
			answer.ErrorCauses = append(answer.ErrorCauses, ErrorCause{ErrorSummary: summary})
		}
	}
	return answer, answer.ErrorSummary != "" || len(answer.ErrorCauses) > 0
}

// otherError is an error, or a part of one, as servers other than Okta's write it.
type otherError struct {
	Title   string           `json:"title"`
	Detail  string           `json:"detail"`
	Message string           `json:"message"`
	Errors  []jsontext.Value `json:"errors"`
}

// summary is the title and the detail, or the message.
func (e otherError) summary() string {
	if e.Title != "" && e.Detail != "" {
		return e.Title + ": " + e.Detail
	}
	return cmp.Or(e.Title, e.Detail, e.Message)
}

// otherCause reads one of errors: a text or an object.
func otherCause(value jsontext.Value) string {
	var text string
	if Unmarshal(value, &text) == nil {
		return text
	}
	var part otherError
	if _, err := readAround(value, &part, maxNestedItems); err != nil {
		return ""
	}
	return part.summary()
}
