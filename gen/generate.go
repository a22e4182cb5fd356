// Package gen holds what is made of the contract in openapi: the models here, with the parameters of the operations and
// the table of them; the client in package gen/client, and the server interface in gen/server. Files named *.gen.go are
// generated and never edited. The others stand here since the generated ones need them, for what oapi-codegen can't make:
//
//	attributes.go     an attribute that is absent, null, set, or of another type, and custom ones kept as they came: generated members are there or not
//	links.go          links that are read when asked for: a generated model reads all of them, for every user of a list
//	linkedobjects.go  the id of a linked user, which stands in a link alone
//	unmarshal*.go     decoding in one pass, and around what can't be read: generated decoders make a map of each object, and fail as a whole
//	equal.go          whether two users are the same: generated models have no methods
//	print.go          what fmt and slog show of a user and a group, for the same reason
//	operations.go     what the table of operations is made of: the generator makes code of operations, and no data about them
//	scopes.go         the scopes that several operations need together: the same
//	secrets.go        how models hide their secrets from prints: the generator makes no methods of models
//	errors.go         the error of an id that can't be sent: the generator guards no ids
//
// The two templates in templates/ change what it makes: additional-properties.tmpl, profiles that read and write custom
// attributes without a detour through any; imports.tmpl, a runtime package that guards ids, in place of the generator's
// own, and one package comment, this one.
//
// Applications use package wrapper, which re-exports the models.
package gen

//go:generate go tool oapi-codegen -config ../oapi-codegen.yaml ../openapi/okta-users.yaml
//go:generate go run ../openapi/internal/tool go ..
