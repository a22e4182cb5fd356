package printable

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestOneLine(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"":                             "",
		"Okta’s words":                 "Okta’s words",
		" a\r\nb\x1b[31m\u2028c ":      "a  b [31m c",
		"a\xffb":                       "a�b",
		"a\u202eb\u2066c\u200ed":       "a b c d",
		strings.Repeat("é", 300):       strings.Repeat("é", 256) + "…",
		"a" + strings.Repeat("é", 300): "a" + strings.Repeat("é", 255) + "…",
	} {
		assert.Equal(t, want, OneLine(words))
	}
}

func TestOneLineIsShortAndBreaksNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		line := OneLine(string(rapid.SliceOf(rapid.Byte()).Draw(t, "words")))
		require.True(t, utf8.ValidString(line))
		require.NotContains(t, line, "\n")
		require.LessOrEqual(t, len(line), 3*MaxStart+len("…"), "each broken byte becomes a sign of three")
	})
}

func TestIsHeaderValue(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]bool{"": true, "a b\tc": true, "é": true, "a\nb": false, "a\x00": false, "\x7f": false} {
		assert.Equal(t, want, IsHeaderValue(value), "%q", value)
	}
}
