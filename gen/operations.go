package gen

import (
	"slices"
	"strings"
)

// Operation is what the contract says of an operation. The zero value, which is what is known of an unknown one, is to
// be treated with care: it is not repeated, and its answers are not shown.
type Operation struct {
	// ID is the operationId, such as "getUser".
	ID string

	// Method is the HTTP method.
	Method string

	// Path is the path below the org's URL, with {name} for an id: "/api/v1/users/{userId}".
	Path string

	// Query are the names of the query parameters.
	Query []string

	// Scopes are the OAuth 2.0 scopes that the operation needs.
	Scopes []string

	// Paged is whether the answer is a page of a list, with the cursor of the next.
	Paged bool

	// PagedInBody is whether that cursor stands in the body, which is an object with the items in "value" and the link
	// to the next page in "_links". Elsewhere the body is an array, and the cursor stands in the header Link.
	PagedInBody bool

	// Repeatable is whether doing it twice is the same as doing it once.
	Repeatable bool

	// SecretFree is whether no answer holds a password, a token, or a link that works like one.
	SecretFree bool

	// RateLimitClass names the operations that count for the same rate limit, as far as is known: Okta's classes are
	// its own and change.
	RateLimitClass string
}

// Operations returns all operations, by path and then by method: get, post, put, delete.
func Operations() []Operation { return slices.Clone(operations[:]) }

// OperationByID returns the operation with an operationId. Of an unknown one the rest is zero.
func OperationByID(id string) Operation {
	for i := range operations {
		if operations[i].ID == id {
			return operations[i]
		}
	}
	return Operation{ID: id, RateLimitClass: id}
}

// OperationOf returns the operation that a request to an escaped path below the org's URL belongs to. An unknown one
// has no ID and the request's method.
func OperationOf(method, path string) Operation {
	for i := range operations {
		if operations[i].Method == method && operations[i].matches(path) {
			return operations[i]
		}
	}
	return Operation{Method: method}
}

// matches reports whether a path has the operation's segments, with anything but nothing for an id.
func (o *Operation) matches(path string) bool {
	pattern := o.Path
	for {
		want, morePattern, more := strings.Cut(pattern, "/")
		have, morePath, moreOfPath := strings.Cut(path, "/")
		isID := strings.HasPrefix(want, "{")
		if more != moreOfPath || isID && have == "" || !isID && have != want {
			return false
		}
		if !more {
			return true
		}
		pattern, path = morePattern, morePath
	}
}

// IDs are the names of the ids in the path, in their order.
func (o *Operation) IDs() []string {
	var names []string
	for segment := range strings.SplitSeq(o.Path, "/") {
		if name, isID := strings.CutPrefix(segment, "{"); isID {
			names = append(names, strings.TrimSuffix(name, "}"))
		}
	}
	return names
}
