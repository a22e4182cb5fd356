package reference_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/openapi/internal/reference"
)

const (
	document = `
openapi: 3.0.3
paths:
  /users:
    get: { operationId: listUsers }
    post: { operationId: createUser }
  /users/{id}/groups:
    get: { operationId: listUserGroups }
  /users/{id}/suspend:
    post: { operationId: suspendUser }
`
	readme  = "# Users\n\n<!-- operations: made by `make docs` -->\n| an older table |\n<!-- /operations -->\n\nMore.\n\n<!-- life: made by `make docs` -->\n<!-- /life -->\n"
	diagram = "stateDiagram-v2\n"
)

var wrapper = map[string][]byte{
	"wrapper/users.go":     []byte("package wrapper\nfunc (c *Client) CreateUser() {}\nfunc (c *Client) ListUsers() {}\n"),
	"wrapper/lifecycle.go": []byte("package wrapper\nfunc (c *Client) SuspendUser() {}\n"),
	"wrapper/groups.go":    []byte("package wrapper\nfunc (c *Client) ListUserGroups() {}\n"),
	"wrapper/helpers.go":   []byte("package wrapper\nfunc ListUsers() {}\nfunc SuspendUser() {}\nvar CreateUser int\n"),
}

func TestTheTableOfTheREADMEIsMadeAnew(t *testing.T) {
	t.Parallel()
	page, err := reference.README([]byte(readme), []byte(document), wrapper, diagram)
	require.NoError(t, err)
	want := "# Users\n\n<!-- operations: made by `make docs` -->\n" +
		"| area | operations |\n| --- | --- |\n" +
		"| users | ListUsers, CreateUser |\n| groups | ListUserGroups |\n| lifecycle | SuspendUser |\n" +
		"<!-- /operations -->\n\nMore.\n\n<!-- life: made by `make docs` -->\n```mermaid\nstateDiagram-v2\n```\n<!-- /life -->\n"
	assert.Equal(t, want, string(page))

	again, err := reference.README(page, []byte(document), wrapper, diagram)
	require.NoError(t, err)
	assert.Equal(t, want, string(again), "made twice")
}

func TestAREADMEIsRefused(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		readme, document string
		wrapper          map[string][]byte
		want             string
	}{
		"without marks": {
			readme: "# Users\n", document: document, wrapper: wrapper,
			want: "README.md has no marks around its block operations",
		},
		"without the mark of the end": {
			readme: "<!-- operations: made by `make docs` -->\n| an older table |\n", document: document, wrapper: wrapper,
			want: "README.md has no marks around its block operations",
		},
		"with the mark of the end first": {
			readme: "<!-- /operations -->\n<!-- operations: made by `make docs` -->\n", document: document, wrapper: wrapper,
			want: "README.md has no marks around its block operations",
		},
		"with an operation that has no method": {
			readme: readme, document: document, wrapper: map[string][]byte{"helpers.go": wrapper["wrapper/helpers.go"]},
			want: "listUsers has no method of Client in package wrapper",
		},
		"with a wrapper that is not Go": {
			readme: readme, document: document, wrapper: map[string][]byte{"users.go": []byte("func")},
			want: "users.go:1:1: expected 'package'",
		},
		"with a contract that is not YAML": {
			readme: readme, document: "paths: [", wrapper: wrapper,
			want: "did not find expected node content",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := reference.README([]byte(test.readme), []byte(test.document), test.wrapper, diagram)
			assert.ErrorContains(t, err, test.want)
		})
	}
}
