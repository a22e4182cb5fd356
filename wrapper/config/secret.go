package config

import "fmt"

// Secret is a text that no print shows, whatever holds it: fmt goes through fields that are not exported without asking
// their types, and stops at a pointer. The zero value is the empty text.
type Secret struct{ text *string }

// NewSecret returns text as a Secret.
func NewSecret(text string) Secret { return Secret{&text} }

// Reveal returns the text.
func (s Secret) Reveal() string {
	if s.text == nil {
		return ""
	}
	return *s.text
}

// Format keeps the text out of every print.
func (s Secret) Format(state fmt.State, _ rune) { _, _ = state.Write([]byte("[redacted]")) }
