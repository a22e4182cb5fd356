package jobs

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestNoJobIsLongerThanTheRivals counts the lines of each job, here and there, and holds them against the table of the
// README.
func TestNoJobIsLongerThanTheRivals(t *testing.T) {
	t.Parallel()
	table := "| job | file | this library | Okta's SDK |\n| --- | --- | ---: | ---: |\n"
	ours, theirs := 0, 0
	for _, job := range []struct{ name, file string }{
		{"export, with resume", "export.go"},
		{"offboarding, twice over", "offboard.go"},
		{"import of 2,000, with bad rows", "importusers.go"},
		{"stale users", "stale.go"},
		{"HR sync", "hrsync.go"},
		{"web handler", "handler.go"},
		{"a test of one's own", "owntest_test.go"},
		{"configuration", "configured.go"},
		{"DPoP (v5: v2 has none)", "signin.go"},
	} {
		here, there := lines(t, filepath.Join("..", "..", "examples", "jobs", job.file)), lines(t, job.file)
		assert.LessOrEqual(t, here, there, job.name)
		table += fmt.Sprintf("| %s | `%s` | %d | %d |\n", job.name, job.file, here, there)
		ours, theirs = ours+here, theirs+there
	}
	table += fmt.Sprintf("| all | | %d | %d |\n", ours, theirs)
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	require.Contains(t, string(readme), table, "the table is now:\n%s", table)
}

// lines is how many lines of a file have code, package and imports left out.
func lines(t *testing.T, name string) int {
	t.Helper()
	source, err := os.ReadFile(name)
	require.NoError(t, err)
	files := token.NewFileSet()
	parsed, err := parser.ParseFile(files, name, source, 0)
	require.NoError(t, err)
	begin := parsed.Name.End()
	for _, declaration := range parsed.Decls {
		if general, ok := declaration.(*ast.GenDecl); ok && general.Tok == token.IMPORT {
			begin = general.End()
		}
	}
	skip := files.Position(begin).Offset

	var s scanner.Scanner
	file := token.NewFileSet().AddFile(name, -1, len(source))
	s.Init(file, source, nil, 0) // which passes over comments
	code := make(map[int]bool)
	for {
		position, kind, text := s.Scan()
		if kind == token.EOF {
			return len(code)
		}
		if file.Offset(position) < skip || kind == token.SEMICOLON && text == "\n" {
			continue
		}
		for i := range strings.Count(text, "\n") + 1 {
			code[file.Line(position)+i] = true
		}
	}
}
