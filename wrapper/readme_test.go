package wrapper_test

import (
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
)

// TestREADMESnippetsAreCompiled looks for each Go snippet of the README in the example or the program that its marker
// names.
func TestREADMESnippetsAreCompiled(t *testing.T) {
	t.Parallel()
	examples := exampleSources(t, "example_test.go", "example_transport_test.go", filepath.Join("config", "example_test.go"), filepath.Join("oauth", "example_test.go"), filepath.Join("oktatest", "example_test.go"), filepath.Join("schema", "example_test.go"))
	readme, err := os.ReadFile(filepath.Join("..", "README.md"))
	require.NoError(t, err)
	snippets := regexp.MustCompile("(?s)(?:<!-- (?:snippet: ([\\w.]+)|program: ([\\w./]+)) -->\n)?```go\n(.*?)```").FindAllStringSubmatch(string(readme), -1)
	require.NotEmpty(t, snippets)
	for _, snippet := range snippets {
		example, program, code := snippet[1], snippet[2], snippet[3]
		if program != "" {
			source, err := os.ReadFile(filepath.Join("..", program))
			require.NoError(t, err)
			assert.Truef(t, strings.HasSuffix(string(source), "\n"+code), "the snippet differs from %s", program)
			continue
		}
		if assert.NotEmptyf(t, example, "a snippet has no marker that names its example or program:\n%s", code) {
			source, found := examples[example]
			if assert.Truef(t, found, "there is no example %s", example) {
				assert.Containsf(t, source, oneSpace(code), "the snippet differs from %s", example)
			}
		}
	}
}

func TestREADMENamesEachOperationOnce(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile(filepath.Join("..", "README.md"))
	require.NoError(t, err)
	_, rest, found := strings.Cut(string(readme), "| area | operations |\n| --- | --- |\n")
	require.True(t, found)
	table, _, _ := strings.Cut(rest, "\n\n")
	var want []string
	for _, operation := range gen.Operations() {
		want = append(want, goName(operation.ID))
	}
	require.ElementsMatch(t, want, regexp.MustCompile(`\b[A-Z]\w+`).FindAllString(table, -1))
}

// exampleSources returns functions by name; those of another package as oktatest.Name.
func exampleSources(t *testing.T, paths ...string) map[string]string {
	t.Helper()
	sources := make(map[string]string)
	for _, path := range paths {
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, parser.ParseComments)
		require.NoError(t, err)
		prefix := strings.TrimPrefix(filepath.Dir(path)+".", "..")
		for _, declaration := range file.Decls {
			if function, ok := declaration.(*ast.FuncDecl); ok {
				var source strings.Builder
				require.NoError(t, printer.Fprint(&source, files, &printer.CommentedNode{Node: function, Comments: file.Comments}))
				sources[prefix+function.Name.Name] = oneSpace(source.String())
			}
		}
	}
	return sources
}

func oneSpace(source string) string { return strings.Join(strings.Fields(source), " ") }
