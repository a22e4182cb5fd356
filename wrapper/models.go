package wrapper

import "github.com/okta-userapi/userapi-go/gen"

type (
	// Attribute is a text attribute of a profile: absent (its zero value), set with [Set], or null by [Clear]. What is
	// absent is left alone by [Client.PartialUpdateUser], and cleared by [Client.UpdateUser].
	Attribute = gen.Attribute
	// Links is the links of a model, such as a user, read by relation when asked for.
	Links = gen.Links
)

// Set returns a profile attribute that is set to text; the empty text is a value too.
func Set(text string) Attribute { return gen.Set(text) }

// Clear returns a profile attribute that is null: sent, it clears the user's.
func Clear() Attribute { return gen.Clear() }
