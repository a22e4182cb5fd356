//go:build contract

package openapi_test

import (
	"strings"
	"testing"
)

// Changing the contract is one edit and `make generate`; what has to follow is then named by the compiler and the tests,
// one after the other.
func TestRegeneration(t *testing.T) {
	w := copyRepository(t)
	w.replace("openapi/okta-users.yaml", "  /api/v1/users/{userId}/lifecycle/reset_factors:\n", `  /api/v1/users/{userId}/lifecycle/reactivate:
    parameters:
      - $ref: '#/components/parameters/UserId'
    post:
      operationId: reactivateUser
      tags: [User]
      summary: Reactivate a user
      description: Makes a new activation link for a user in PROVISIONED.
      parameters:
        - $ref: '#/components/parameters/SendEmailDefaultTrue'
      responses:
        '200':
          description: Nothing when the link was mailed, else the link and its token.
          content:
            application/json:
              schema: { $ref: '#/components/schemas/UserActivationToken' }
              examples:
                mailed:
                  value: {}

  /api/v1/users/{userId}/lifecycle/reset_factors:
`)
	w.replace("openapi/okta-users.yaml", "        - $ref: '#/components/parameters/Expand'\n", `        - $ref: '#/components/parameters/Expand'
        - name: sortBy
          in: query
          description: The attribute to sort by.
          schema: { type: string }
`)
	w.mustRun("go", "generate", "./...")
	w.mustRun("go", "build", "./gen")

	w.says("the org in memory has no handler", []string{"go", "build", "./..."}, "ReactivateUser")

	w.write("wrapper/oktatest/reactivate.go", `package oktatest

import (
	"net/http"

	"github.com/okta-userapi/userapi-go/gen"
)

func (h handlers) ReactivateUser(http.ResponseWriter, *http.Request, gen.UserID, gen.ReactivateUserParams) {}
`)
	w.mustRun("go", "build", "./...")
	w.says("the wrapper has no method and no option", []string{"go", "test", "./wrapper", "-run", "TestVocabulary"},
		"reactivateUser", "ListUsersOptions", "sortBy")
	w.says("the reference has no example", []string{"go", "run", "./openapi/internal/render"}, "reactivateUser has no Go example")
	w.says("the number of operations stands in a test", []string{"go", "test", "./openapi", "-run", "TestDocument"}, "26 operations")
}

// says runs a command that has to fail and to name some things.
func (w workspace) says(why string, command []string, texts ...string) {
	w.t.Helper()
	output, ok := w.run(command...)
	if ok {
		w.t.Errorf("%s, and %s passes", why, strings.Join(command, " "))
	}
	for _, text := range texts {
		if !strings.Contains(output, text) {
			w.t.Errorf("%s: %s doesn't say %q:\n%s", why, strings.Join(command, " "), text, output)
		}
	}
}
