// Package golang writes the Go that is made of the contract, and that oapi-codegen does not make: the table of
// operations, which is data about them, the methods that hide secrets, and the names by which package wrapper re-exports
// the models.
package golang

import (
	"bytes"
	_ "embed"
	"go/format"
	"text/template"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/okta-userapi/userapi-go/openapi/internal/contract"
)

//go:embed operations.tmpl
var operationsTemplate string

// row is an operation with what the contract says of it.
type row struct {
	contract.Operation
	Scopes []string
}

// Operations returns the table of operations, as a file of package gen.
func Operations(doc *openapi3.T) ([]byte, error) {
	var rows []row
	for _, o := range contract.Operations(doc) {
		rows = append(rows, row{o, contract.Scopes(doc, o)})
	}
	return execute(operationsTemplate, rows)
}

func execute(source string, data any) ([]byte, error) {
	page, err := template.New("").Parse(source)
	if err != nil {
		return nil, err
	}
	var code bytes.Buffer
	if err := page.Execute(&code, data); err != nil {
		return nil, err
	}
	return format.Source(code.Bytes())
}

// Query are the names of the query parameters.
func (r row) Query() []string {
	var names []string
	for _, parameter := range r.Parameters {
		if parameter.In == openapi3.ParameterInQuery {
			names = append(names, parameter.Name)
		}
	}
	return names
}

// Marked reports whether the contract marks the operation.
func (r row) Marked(mark string) bool { return r.Extensions[mark] == true }

// PagedInBody reports whether the operation's pages have the link to the next one in their body.
func (r row) PagedInBody() bool { return r.Extensions[contract.MarkPaged] == contract.InBody }

// RateLimitClass is the operation's class of rate limit.
func (r row) RateLimitClass() string { return contract.RateLimitClass(r.Operation) }
