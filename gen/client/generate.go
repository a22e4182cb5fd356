// Package client holds the client that oapi-codegen makes of the contract in openapi, over the models of package gen: a
// function for each operation that makes its request, and a method that sends it. Applications use package wrapper,
// which sends these requests with all that a client needs beside; its Client.Gen is a client of this package.
package client

//go:generate go tool oapi-codegen -config oapi-codegen.yaml ../../openapi/okta-users.yaml
