package golang

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

//go:embed models.tmpl
var modelsTemplate string

// model is a type of package gen, with the constants of its known values.
type model struct {
	Name    string
	Comment []string // the lines of its doc comment
	Values  []string
}

// Models returns the names of the models in package wrapper, as a file of that package. generated is the source of the
// models.
func Models(doc *openapi3.T, generated []byte) ([]byte, error) {
	file, err := parser.ParseFile(token.NewFileSet(), "", generated, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	values := make(map[string][]string)
	var names []string
	for _, declaration := range file.Decls {
		declaration, ok := declaration.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range declaration.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				if !spec.Assign.IsValid() { // an alias is another name for a type that is written by hand
					names = append(names, spec.Name.Name)
				}
			case *ast.ValueSpec:
				if typ, ok := spec.Type.(*ast.Ident); ok && declaration.Tok == token.CONST {
					values[typ.Name] = append(values[typ.Name], spec.Names[0].Name)
				}
			}
		}
	}
	var models []model
	for _, name := range names {
		schema := doc.Components.Schemas[name]
		if schema == nil { // a type of the generator's own, or ApiError, which Go spells APIError: package wrapper has an Error
			continue
		}
		comment, err := comment(name, schema.Value.Description)
		if err != nil {
			return nil, err
		}
		models = append(models, model{name, comment, values[name]})
	}
	return execute(modelsTemplate, models)
}

// comment makes a doc comment of a description that says what the model is: "The status of a user." becomes "UserStatus
// is the status of a user."
func comment(name, description string) ([]string, error) {
	first, _, _ := strings.Cut(description, " ")
	switch first {
	case "A", "An", "The", "Who", "What", "How", "Why", "Where", "Whether", "One":
	default:
		return nil, fmt.Errorf(`the description of %s doesn't begin with what it is: "A …", "The …", "Whether …"`, name)
	}
	words := strings.Fields(name + " is " + strings.ToLower(description[:1]) + description[1:])
	var lines []string
	line := "//"
	for _, word := range words {
		if len(line)+1+len(word) > 120 {
			lines, line = append(lines, line), "//"
		}
		line += " " + word
	}
	return append(lines, line), nil
}
