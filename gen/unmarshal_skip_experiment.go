//go:build goexperiment.jsonv2 && !go1.27

package gen

import "encoding/json/v2"

// errSkip is what a function returns to leave a value to the decoder. Go 1.26's experiment has a value of its own for
// it.
var errSkip = json.SkipFunc
