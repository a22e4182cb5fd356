// Package runtime writes the parameters of the generated client. It stands in for the generator's own runtime library, of which the client
// needs one function for texts, numbers and booleans, and which takes a second to compile.
package runtime

import (
	"fmt"
	"net/url"
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

// StyleParamWithOptions returns a parameter as it stands in a URL. Style and explode make a difference to lists and objects only.
func StyleParamWithOptions[T Param](_ string, _ bool, name string, value T, options StyleParamOptions) (string, error) {
	text := fmt.Sprint(value)
	switch options.ParamLocation {
	case ParamLocationPath:
		return url.PathEscape(text), nil
	case ParamLocationQuery:
		return name + "=" + url.QueryEscape(text), nil
	}
	return "", fmt.Errorf("parameter %s stands neither in the path nor in the query", name)
}
