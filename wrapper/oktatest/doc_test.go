package oktatest_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
)

// TestParametersWithoutEffectAreNamed compares the package comment's list with the parameters that no line of this
// package reads.
func TestParametersWithoutEffectAreNamed(t *testing.T) {
	t.Parallel()
	doc, err := parser.ParseFile(token.NewFileSet(), "doc.go", nil, parser.ParseComments)
	require.NoError(t, err)
	_, list, found := strings.Cut(doc.Doc.Text(), "# Parameters without effect")
	require.True(t, found)
	var named []string
	for _, line := range regexp.MustCompile(`(?m)^ +- (\w+): (.+)$`).FindAllStringSubmatch(list, -1) {
		for parameter := range strings.SplitSeq(line[2], ", ") {
			named = append(named, line[1]+" "+parameter)
		}
	}

	fields, read := parameterFields(t), parametersRead(t)
	var unread []string
	for _, op := range gen.Operations() {
		params := strings.ToUpper(op.ID[:1]) + op.ID[1:] + "Params"
		for _, parameter := range op.Query {
			field := fields[params][parameter]
			require.NotEmpty(t, field, "%s has no field for %s", params, parameter)
			if !read[params+"."+field] {
				unread = append(unread, op.ID+" "+parameter)
			}
		}
	}
	require.ElementsMatch(t, unread, named)
}

// parameterFields are the fields of the generated structs, by struct and by parameter.
func parameterFields(t *testing.T) map[string]map[string]string {
	t.Helper()
	fields := map[string]map[string]string{}
	file, err := parser.ParseFile(token.NewFileSet(), "../../gen/models.gen.go", nil, parser.SkipObjectResolution)
	require.NoError(t, err)
	ast.Inspect(file, func(node ast.Node) bool {
		spec, isType := node.(*ast.TypeSpec)
		if !isType || !strings.HasSuffix(spec.Name.Name, "Params") {
			return true
		}
		fields[spec.Name.Name] = map[string]string{}
		for _, field := range spec.Type.(*ast.StructType).Fields.List {
			parameter, _, _ := strings.Cut(reflect.StructTag(strings.Trim(field.Tag.Value, "`")).Get("form"), ",")
			fields[spec.Name.Name][parameter] = field.Names[0].Name
		}
		return false
	})
	return fields
}

// parametersRead are the fields that functions of this package read of a struct of parameters that they take, as
// "ListUsersParams.Search".
func parametersRead(t *testing.T) map[string]bool {
	t.Helper()
	read := map[string]bool{}
	files, err := fs.Glob(os.DirFS("."), "*.go")
	require.NoError(t, err)
	files = slices.DeleteFunc(files, func(name string) bool { return strings.HasSuffix(name, "_test.go") })
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		for _, declaration := range file.Decls {
			function, isFunction := declaration.(*ast.FuncDecl)
			if !isFunction {
				continue
			}
			types := map[string]string{} // by the argument's name
			for _, argument := range function.Type.Params.List {
				if of, isOther := argument.Type.(*ast.SelectorExpr); isOther && strings.HasSuffix(of.Sel.Name, "Params") {
					types[argument.Names[0].Name] = of.Sel.Name
				}
			}
			ast.Inspect(function.Body, func(node ast.Node) bool {
				if selector, isSelector := node.(*ast.SelectorExpr); isSelector {
					if of, isName := selector.X.(*ast.Ident); isName && types[of.Name] != "" {
						read[types[of.Name]+"."+selector.Sel.Name] = true
					}
				}
				return true
			})
		}
	}
	return read
}

// TestEveryCodeIsInThePackageComment compares the codes of errors.go with those whose origin the package comment tells.
func TestEveryCodeIsInThePackageComment(t *testing.T) {
	t.Parallel()
	codes := func(name, pattern string) []string {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		var found []string
		for _, match := range regexp.MustCompile(pattern).FindAllStringSubmatch(string(data), -1) {
			found = append(found, match[1])
		}
		slices.Sort(found)
		return slices.Compact(found)
	}
	given := codes("errors.go", `code: "(E\d{7})"`)
	require.NotEmpty(t, given)
	require.Equal(t, given, codes("doc.go", `(?m)^//\t(E\d{7})  \d{3}  `))
}
