package openapi_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/openapi"
	"github.com/okta-userapi/userapi-go/openapi/internal/golang"
	"github.com/okta-userapi/userapi-go/openapi/internal/reference"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func TestReferenceIsCurrent(t *testing.T) {
	t.Parallel()
	folder := filepath.Join("..", "api")
	source, err := os.ReadFile(filepath.Join(folder, "examples_test.go"))
	require.NoError(t, err)
	examples, err := reference.Examples(source)
	require.NoError(t, err)
	pages, err := reference.Render(openapi.Document, examples, oktatest.LifecycleDiagram())
	require.NoError(t, err)
	for name, want := range pages {
		got, err := os.ReadFile(filepath.Join(folder, name))
		require.NoError(t, err)
		assert.True(t, bytes.Equal(want, got), "api/%s is not what the contract and the examples give: make docs", name)
	}
}

func TestGeneratedGoIsCurrent(t *testing.T) {
	t.Parallel()
	doc := parse(t)
	operations, err := golang.Operations(doc)
	require.NoError(t, err)
	generated, err := os.ReadFile("../gen/models.gen.go")
	require.NoError(t, err)
	models, err := golang.Models(doc, generated)
	require.NoError(t, err)
	for name, want := range map[string][]byte{"gen/operations.gen.go": operations, "wrapper/models.gen.go": models} {
		got, err := os.ReadFile(filepath.Join("..", name))
		require.NoError(t, err)
		assert.True(t, bytes.Equal(want, got), "%s is not what the contract gives: make generate", name)
	}
}
