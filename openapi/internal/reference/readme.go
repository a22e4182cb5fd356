package reference

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"

	"github.com/okta-userapi/userapi-go/openapi/internal/contract"
)

// README returns the README with its table of operations and its diagram of a user's life made anew. An operation's area
// is the name of the file in package wrapper, whose sources are passed by name, that has its method.
func README(readme, document []byte, wrapper map[string][]byte, diagram string) ([]byte, error) {
	doc, err := contract.Parse(document)
	if err != nil {
		return nil, err
	}
	areas, err := areasOf(wrapper)
	if err != nil {
		return nil, err
	}
	methods := make(map[string][]string)
	var order []string
	for _, o := range contract.Operations(doc) {
		method := strings.ToUpper(o.OperationID[:1]) + o.OperationID[1:]
		area := areas[method]
		if area == "" {
			return nil, fmt.Errorf("%s has no method of Client in package wrapper", o.OperationID)
		}
		if !slices.Contains(order, area) {
			order = append(order, area)
		}
		methods[area] = append(methods[area], method)
	}
	var table bytes.Buffer
	table.WriteString("| area | operations |\n| --- | --- |\n")
	for _, area := range order {
		fmt.Fprintf(&table, "| %s | %s |\n", area, strings.Join(methods[area], ", "))
	}
	readme, err = replaceBlock(readme, "operations", table.String())
	if err != nil {
		return nil, err
	}
	return replaceBlock(readme, "life", "```mermaid\n"+diagram+"```\n")
}

// replaceBlock replaces what stands between two marks of a page.
func replaceBlock(page []byte, name, content string) ([]byte, error) {
	begin, end := []byte("<!-- "+name+": made by `make docs` -->\n"), []byte("<!-- /"+name+" -->\n")
	before, rest, found := bytes.Cut(page, begin)
	_, after, closed := bytes.Cut(rest, end)
	if !found || !closed {
		return nil, fmt.Errorf("README.md has no marks around its block %s", name)
	}
	return slices.Concat(before, begin, []byte(content), end, after), nil
}

// areasOf are the names of the files of package wrapper, without their ending, by the methods of Client in them.
func areasOf(wrapper map[string][]byte) (map[string]string, error) {
	areas := make(map[string]string)
	for path, source := range wrapper {
		file, err := parser.ParseFile(token.NewFileSet(), path, source, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, declaration := range file.Decls {
			if function, ok := declaration.(*ast.FuncDecl); ok && isMethodOfClient(function) {
				areas[function.Name.Name] = strings.TrimSuffix(filepath.Base(path), ".go")
			}
		}
	}
	return areas, nil
}

func isMethodOfClient(function *ast.FuncDecl) bool {
	if function.Recv == nil {
		return false
	}
	pointer, ok := function.Recv.List[0].Type.(*ast.StarExpr)
	if !ok {
		return false
	}
	name, ok := pointer.X.(*ast.Ident)
	return ok && name.Name == "Client"
}
