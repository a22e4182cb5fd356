package openapi_test

import (
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/okta-userapi/userapi-go/openapi"
	"github.com/okta-userapi/userapi-go/openapi/internal/contract"
)

func parse(t *testing.T) *openapi3.T {
	t.Helper()
	doc, err := contract.Parse(openapi.Document)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestDocument(t *testing.T) {
	doc := parse(t)
	if err := contract.Validate(doc); err != nil {
		t.Error(err)
	}
}
