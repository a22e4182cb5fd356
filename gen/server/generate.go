// Package server holds the server interface that oapi-codegen makes of the contract in openapi, over the models of
// package gen. What serves the API implements it, as oktatest does; a client doesn't need it.
package server

//go:generate go tool oapi-codegen -config oapi-codegen.yaml ../../openapi/okta-users.yaml
