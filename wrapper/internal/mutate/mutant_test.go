package main

import (
	"go/parser"
	"go/token"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEachKindOfCodeHasItsMutants(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		source string
		want   []string
	}{
		"a comparison is negated and its boundary moved": {
			"func f(a, b int) { if a < b { g() } }",
			[]string{"a < b  →  !(a < b)", "<  →  <=", "g()  →  nothing"},
		},
		"an equality is negated once": {
			"func f(a, b int) { if a == b { g() } }",
			[]string{"==  →  !=", "g()  →  nothing"},
		},
		"a logical operator is exchanged and loses each operand": {
			"func f(a, b bool) bool { x := a && b; return x }",
			[]string{"&&  →  ||", "a &&  →  nothing", "&& b  →  nothing", "x  →  *new(bool)"},
		},
		"texts have no other operator than +": {
			`func f(a string) { g("a" + a + "b") }`,
			[]string{`g("a" + a + "b")  →  nothing`},
		},
		"a number is one off": {
			"const most = 1 << 20",
			[]string{"1  →  2", "20  →  21"},
		},
		"each result becomes zero, and each truth value the other": {
			"func f() (n, m int, err error) { func() bool { return false }(); return 7, 0, g }",
			[]string{"func() bool { return false }()  →  nothing", "false  →  true", "7  →  *new(int)", "7  →  8", "g  →  *new(error)", "0  →  1"},
		},
		"a return that is not the last is left out": {
			"func f(a bool) { if a { return }; g() }",
			[]string{"a  →  !(a)", "return  →  nothing", "g()  →  nothing"},
		},
		"an assignment is left out, and its right side stays in use": {
			"func f(a, b int) { a, b = g(); a += b; a, _ = b, 0; _ = b; c := a; p = nil }",
			[]string{"a, b =  →  _, _ =", "a +=  →  _ =", "a, _ =  →  _, _ =", "0  →  1", "p = nil  →  nothing"},
		},
		"statements are left out": {
			"func f() { defer g(); go g(); for { c <- i; i++; continue } }",
			[]string{"defer g()  →  nothing", "go g()  →  nothing", "c <- i  →  nothing", "i++  →  nothing", "continue  →  nothing"},
		},
		"cases and each of their values are left out": {
			"func f(a int) { switch a { case b, c: default: }; select { case <-d: } }",
			[]string{"case b, c:  →  nothing", "b,  →  nothing", ", c  →  nothing", "default:  →  nothing", "case <-d:  →  nothing"},
		},
		"members are left out": {
			"var v = t{a: b, c: d}; var w = t{a: b}; var x = []t{b, c}",
			[]string{"a: b,  →  nothing", ", c: d  →  nothing", "a: b  →  nothing"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found, err := find("f.go", []byte("package p\n"+test.source))
			require.NoError(t, err)
			var got []string
			for _, m := range found {
				got = append(got, m.String())
				assert.Equal(t, 2, m.line)
				_, err := parser.ParseFile(token.NewFileSet(), "f.go", m.mutated(), 0)
				assert.NoError(t, err, m)
			}
			assert.ElementsMatch(t, test.want, got)
		})
	}
}

func TestTheSeedPicksTheMutants(t *testing.T) {
	t.Parallel()
	order := func(source string, seed uint64) (changes []string) {
		mutants, err := find("f.go", []byte(source))
		require.NoError(t, err)
		shuffle(mutants, seed)
		for _, m := range mutants {
			changes = append(changes, m.String())
		}
		return changes
	}
	const source = "package p\nconst a = 10\nconst b = 20\nconst c = 30\nconst d = 40\n"
	first := order(source, 1)
	assert.Equal(t, first, order(source, 1))
	assert.Equal(t, first, order("// Package p has a line more.\n"+source, 1), "the rest of a file moves nothing")
	assert.NotEqual(t, first, order(source, 2))
}
