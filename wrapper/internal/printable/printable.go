// Package printable makes words that came from elsewhere fit to be shown or sent on.
package printable

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxStart is how many bytes Start and OneLine keep at most, beside the sign that there was more.
const MaxStart = 512

// OneLine keeps words from breaking a log line or a terminal, from reading in another order than they stand, and from
// being endless.
func OneLine(words string) string {
	words = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, words)
	return Start([]byte(words))
}

// Start is the start of a body.
func Start(body []byte) string {
	body = bytes.TrimSpace(body)
	if len(body) <= MaxStart {
		return strings.ToValidUTF8(string(body), "�")
	}
	cut := MaxStart
	for !utf8.RuneStart(body[cut]) && cut > 0 {
		cut--
	}
	return strings.ToValidUTF8(string(body[:cut]), "�") + "…"
}

// IsHeaderValue reports whether a value can be sent in a header.
func IsHeaderValue(value string) bool {
	return !strings.ContainsFunc(value, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f })
}
