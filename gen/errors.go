package gen

import "github.com/okta-userapi/userapi-go/gen/internal/runtime"

// ArgumentError is an argument that can't be sent; no request was made. The generated client returns it for an id that
// would reach another resource, without an Operation. The generator knows no errors of arguments.
type ArgumentError = runtime.ArgumentError

// PathEscape returns an id as it stands in a path, and an *[ArgumentError] with its name for one that would reach
// another resource.
func PathEscape(name, id string) (string, error) {
	return runtime.StyleParamWithOptions("simple", false, name, id, runtime.StyleParamOptions{ParamLocation: runtime.ParamLocationPath})
}
