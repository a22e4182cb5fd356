// Package openapi embeds the contract: the OpenAPI document that describes the API and that the client is generated
// from.
package openapi

import _ "embed"

// Document is the contract, OpenAPI 3.0.3 in YAML.
//
//go:embed okta-users.yaml
var Document []byte
