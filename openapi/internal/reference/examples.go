package reference

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
)

// Examples takes Go examples from the source of a test: the body of exampleActivateUser is the one of activateUser.
func Examples(source []byte) (map[string]string, error) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "examples_test.go", source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, fmt.Errorf("read the Go examples: %w", err)
	}
	examples := make(map[string]string)
	for _, declaration := range file.Decls {
		function, ok := declaration.(*ast.FuncDecl)
		if !ok {
			continue
		}
		name, ok := strings.CutPrefix(function.Name.Name, "example")
		if !ok || name == "" {
			continue
		}
		body := source[files.Position(function.Body.Lbrace).Offset+1 : files.Position(function.Body.Rbrace).Offset]
		text := strings.ReplaceAll(strings.Trim(string(body), "\n"), "\n\t", "\n")
		examples[strings.ToLower(name[:1])+name[1:]] = strings.TrimSpace(text)
	}
	return examples, nil
}
