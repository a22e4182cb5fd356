//go:build !goexperiment.jsonv2 || go1.27

package gen

import "errors"

// errSkip is what a function returns to leave a value to the decoder.
var errSkip = errors.ErrUnsupported
