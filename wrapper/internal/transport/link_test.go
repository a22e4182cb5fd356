package transport

import (
	"strings"
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
		{"an unclosed target", []string{`<b; rel="next"`}, "", false, ErrBrokenLink},
		{"no target", []string{`b; rel="next"`}, "", false, ErrBrokenLink},
		{"stray text", []string{`<b> x; rel="next"`}, "", false, ErrBrokenLink},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			target, found, err := NextLink(test.headers)
			assert.Equal(t, test.err, err)
			assert.Equal(t, test.target, target)
			assert.Equal(t, test.found, found)
		})
	}
}

func FuzzNextLink(f *testing.F) {
	f.Add(`<https://acme.okta.com/api/v1/users?limit=1>; rel="self", <https://acme.okta.com/api/v1/users?after=x&limit=1>; rel="next"`, ``)
	f.Add(`<https://acme.okta.com/api/v1/users?limit=1>; rel=self`, `<https://acme.okta.com/api/v1/users?after=x>;title="a, \"b\"; c";rel="prev next"`)
	f.Add(`<a>;rel*=UTF-8''next`, `,,<b>;REL=NEXT`)
	f.Add(`next`, `<a`)
	f.Fuzz(func(t *testing.T, first, second string) {
		target, found, err := NextLink([]string{first, second})
		if err != nil && found || !found && target != "" {
			t.Fatal("a link in spite of an error, or none with a target")
		}
		if !found {
			return
		}
		if !strings.Contains(first, "<"+target+">") && !strings.Contains(second, "<"+target+">") {
			t.Fatalf("%q is not in the headers", target)
		}
		joined, ok, err := NextLink([]string{first + "," + second})
		if _, _, alone := NextLink([]string{first}); alone == nil && !strings.Contains(first, `"`) && (err != nil || !ok || joined != target) {
			t.Fatalf("joined by a comma the link is %q, %v, %v, not %q", joined, ok, err, target)
		}
	})
}
