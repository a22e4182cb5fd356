// Package runtime writes the parameters of the generated client, and refuses those that can't be sent. It stands in for
// the generator's own runtime library, which guards no ids, and takes a second to compile.
package runtime

import (
	"fmt"
	"net/url"
	"strings"
)

// ParamLocation is where a parameter stands.
type ParamLocation int

// The places of parameters.
const (
	ParamLocationPath ParamLocation = iota
	ParamLocationQuery
)

// StyleParamOptions are what the contract says of a parameter.
type StyleParamOptions struct {
	ParamLocation ParamLocation
	Type, Format  string
}

// Param is what a parameter can be. A contract with others makes a client that doesn't compile.
type Param interface{ ~string | ~bool | ~int32 }

// StyleParamWithOptions returns a parameter as it stands in a URL, and an *ArgumentError for an id that would reach
// another resource. Style and explode make a difference to lists and objects only.
func StyleParamWithOptions[T Param](_ string, _ bool, name string, value T, options StyleParamOptions) (string, error) {
	text := fmt.Sprint(value)
	switch options.ParamLocation {
	case ParamLocationPath:
		if reason := unsafeInPath(text); reason != "" {
			return "", &ArgumentError{Argument: name, Reason: reason}
		}
		return url.PathEscape(text), nil
	case ParamLocationQuery:
		return name + "=" + url.QueryEscape(text), nil
	}
	return "", fmt.Errorf("parameter %s stands neither in the path nor in the query", name)
}

// unsafeInPath says why an id can't be a segment of a path; "" where it can.
func unsafeInPath(id string) string {
	switch id {
	case "":
		return "is empty: pass an id"
	case ".", "..":
		return `is "` + id + `", which would reach another resource: pass an id`
	}
	// Escaping doesn't help: orgs, and the servers in front of them, unescape these before they look for the end of the
	// segment.
	if i := strings.IndexFunc(id, func(r rune) bool { return strings.ContainsRune(`/\;`, r) || r < ' ' || r == 0x7f }); i >= 0 {
		return fmt.Sprintf("has a %q, which orgs don't take in a path even when it is escaped: search for the user, or whatever it names, and pass its id", id[i])
	}
	if i := strings.IndexByte(id, '%'); i >= 0 && i+2 < len(id) && isHex(id[i+1]) && isHex(id[i+2]) {
		return "is escaped already, or looks as if it were: pass it as it is, such as ada@example.com, or search for the user and pass its id"
	}
	return ""
}

func isHex(c byte) bool { return strings.IndexByte("0123456789abcdefABCDEF", c) >= 0 }

// ArgumentError is an argument that can't be sent.
type ArgumentError struct {
	Operation string // the operationId, such as "getUser"; "" where it isn't known
	Argument  string // the argument's name in the API, such as "userId"
	Reason    string // what is wrong with it, and what to pass instead
}

// Error returns one line: operation, argument and reason.
func (e *ArgumentError) Error() string {
	if e.Operation == "" {
		return fmt.Sprintf("okta: %s %s", e.Argument, e.Reason)
	}
	return fmt.Sprintf("okta: %s: %s %s", e.Operation, e.Argument, e.Reason)
}
