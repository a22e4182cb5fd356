package golang

import (
	_ "embed"
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/okta-userapi/userapi-go/openapi/internal/contract"
)

//go:embed secrets.tmpl
var secretsTemplate string

// secretModel is a model that holds a secret.
type secretModel struct {
	Name  string
	HasID bool
}

// Secrets returns the methods that keep the models with a secret in them out of prints and logs, as a file of package
// gen. User has its own, which say who the user is.
func Secrets(doc *openapi3.T) ([]byte, error) {
	var models []secretModel
	for _, name := range slices.Sorted(maps.Keys(doc.Components.Schemas)) {
		schema := doc.Components.Schemas[name]
		if name != "User" && contract.HoldsSecret(schema) {
			models = append(models, secretModel{name, hasMember(schema, "id")})
		}
	}
	return execute(secretsTemplate, models)
}

// hasMember reports whether a model has a member of its own, or by what it is made of.
func hasMember(schema *openapi3.SchemaRef, name string) bool {
	return schema.Value.Properties[name] != nil ||
		slices.ContainsFunc(schema.Value.AllOf, func(part *openapi3.SchemaRef) bool { return hasMember(part, name) })
}
