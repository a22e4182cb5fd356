package wrapper

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNextLink(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		headers []string
		target  string
		found   bool
		err     error
	}{
		{"no header", nil, "", false, nil},
		{"an empty header", []string{""}, "", false, nil},
		{"self only", []string{`<a>; rel="self"`}, "", false, nil},
		{"a line each", []string{`<a>; rel="self"`, `<b>; rel="next"`}, "b", true, nil},
		{"joined", []string{`<a>; rel="self", <b>; rel="next"`}, "b", true, nil},
		{"joined without spaces, with empty elements", []string{`,<a>;rel=self,,<b>;rel=next,`}, "b", true, nil},
		{"a comma and a semicolon in the target", []string{`<a?x=1,2;3>; rel="next"`}, "a?x=1,2;3", true, nil},
		{"unquoted", []string{`<b>; rel=next`}, "b", true, nil},
		{"another case", []string{`<b>; REL="Next"`}, "b", true, nil},
		{"several relations", []string{`<b>; rel="last next"`}, "b", true, nil},
		{"a relation that only starts with it", []string{`<b>; rel="next-archive"`}, "", false, nil},
		{"only the first rel of a link counts", []string{`<b>; rel="self"; rel="next"`}, "", false, nil},
		{"next in another parameter", []string{`<b>; title="rel=next"; rel="self"`}, "", false, nil},
		{"an escaped quote", []string{`<b>; title="a\", <c>; rel=\"next"; rel="next"`}, "b", true, nil},
		{"a parameter without a value", []string{`<b>; flag; rel=next`}, "b", true, nil},
		{"spaces around =", []string{`<b> ; rel = "next"`}, "b", true, nil},
		{"the first of two", []string{`<b>; rel="next"`, `<c>; rel="next"`}, "b", true, nil},
		{"an unclosed target", []string{`<b; rel="next"`}, "", false, errBrokenLink},
		{"no target", []string{`b; rel="next"`}, "", false, errBrokenLink},
		{"stray text", []string{`<b> x; rel="next"`}, "", false, errBrokenLink},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			target, found, err := nextLink(test.headers)
			assert.Equal(t, test.err, err)
			assert.Equal(t, test.target, target)
			assert.Equal(t, test.found, found)
		})
	}
}
