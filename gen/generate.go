// Package gen holds what oapi-codegen makes of the contract in openapi: the models and the client. Files named *.gen.go
// are its output and never edited; the others are what the generator can't make: types that tell "absent" from "null"
// and links that are read when asked for.
//
// Applications use package wrapper, which re-exports the models.
package gen

//go:generate go tool oapi-codegen -config ../oapi-codegen.yaml ../openapi/okta-users.yaml
