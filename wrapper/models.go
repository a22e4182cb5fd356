package wrapper

import "github.com/okta-userapi/userapi-go/gen"

type (
	// Attribute is a text attribute of a profile, which is left alone (its zero value), set with [Set], or cleared with
	// [Clear].
	Attribute = gen.Attribute
	// Links is the links of a user, role, group or app, read by relation when asked for.
	Links = gen.Links
)

// Set returns a profile attribute that is set to text; the empty text is a value too.
func Set(text string) Attribute { return gen.Set(text) }

// Clear returns a profile attribute that is null: sent, it clears the user's.
func Clear() Attribute { return gen.Clear() }
