package golang_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/openapi/internal/contract"
	"github.com/okta-userapi/userapi-go/openapi/internal/golang"
)

func TestAnOperationHasTheRowThatTheContractGives(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		operation string // in the contract
		want      string // the rest of its row
	}{
		"without marks it has a class of its own": {
			operation: `{ operationId: getUser }`,
			want: `		Scopes:         []string{"okta.users.manage"},
		RateLimitClass: "getUser",
`,
		},
		"each mark is set": {
			operation: `{ operationId: getUser, x-paged: true, x-repeatable: true, x-secret-free: true, x-rate-limit-class: users }`,
			want: `		Scopes:         []string{"okta.users.manage"},
		RateLimitClass: "users", Paged: true, Repeatable: true, SecretFree: true,
`,
		},
		"a cursor in the body is one, too": {
			operation: `{ operationId: getUser, x-paged: body }`,
			want: `		Scopes:         []string{"okta.users.manage"},
		RateLimitClass: "getUser", Paged: true, PagedInBody: true,
`,
		},
		"a mark that is not true is not set": {
			operation: `{ operationId: getUser, x-paged: false, x-repeatable: 'true', x-secret-free: 1 }`,
			want: `		Scopes:         []string{"okta.users.manage"},
		RateLimitClass: "getUser",
`,
		},
		"its query has its query parameters, and no others": {
			operation: `{ operationId: getUser, parameters: [{ name: expand, in: query }, { name: If-Match, in: header }] }`,
			want: `		Query:          []string{"expand"},
		Scopes:         []string{"okta.users.manage"},
		RateLimitClass: "getUser",
`,
		},
		"its own scopes replace those of all": {
			operation: `{ operationId: getUser, security: [{ api_token: [] }, { oauth2: [okta.users.read, okta.roles.read] }] }`,
			want: `		Scopes:         []string{"okta.users.read", "okta.roles.read"},
		RateLimitClass: "getUser",
`,
		},
		"without security it has no scopes": {
			operation: `{ operationId: getUser, security: [] }`,
			want: `		RateLimitClass: "getUser",
`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc, err := contract.Parse([]byte(`
openapi: 3.0.3
security: [{ api_token: [] }, { oauth2: [okta.users.manage] }]
paths:
  /users/{id}:
    parameters: [{ name: id, in: path }]
    get: ` + test.operation))
			require.NoError(t, err)
			source, err := golang.Operations(doc)
			require.NoError(t, err)
			assert.Equal(t, `// Code generated from openapi/okta-users.yaml by openapi/internal/tool. DO NOT EDIT.

package gen

var operations = [...]Operation{
	{
		ID: "getUser", Method: "GET", Path: "/users/{id}",
`+test.want+`	},
}
`, string(source))
		})
	}
}
