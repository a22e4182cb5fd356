package openapi_test

import (
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/openapi"
	"github.com/okta-userapi/userapi-go/openapi/internal/contract"
)

func parse(t *testing.T) *openapi3.T {
	t.Helper()
	doc, err := contract.Parse(openapi.Document)
	require.NoError(t, err)
	return doc
}

func TestDocument(t *testing.T) {
	t.Parallel()
	assert.NoError(t, contract.Validate(parse(t)))
}
