// Package gen holds what is made of the contract in openapi: the models, the client, and the table of operations. Files named
// *.gen.go are generated and never edited; the others are what the generator can't make, and each says why.
//
// Applications use package wrapper, which re-exports the models.
package gen

//go:generate go tool oapi-codegen -config ../oapi-codegen.yaml ../openapi/okta-users.yaml
//go:generate go run ../openapi/internal/tool go ..
