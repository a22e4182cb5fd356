//go:build contract

package openapi_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// step is a step of CONTRIBUTING.md: what it edits, and what has to pass then.
type step struct {
	name    string
	edit    func(w workspace)
	command string
}

// TestRegeneration adds an operation with a query parameter and pages by following CONTRIBUTING.md: each step ends
// green, and nothing is edited but the contract, one file in wrapper, one in oktatest, and their tests and examples.
func TestRegeneration(t *testing.T) {
	w := copyRepository(t)
	w.release("v0.0.1")
	contributing, err := os.ReadFile("../CONTRIBUTING.md")
	require.NoError(t, err)
	for i, step := range addListUserGrants {
		require.Contains(t, string(contributing), "**"+step.name+".**")
		require.Contains(t, string(contributing), "\n       "+step.command+"\n")
		step.edit(w)
		w.mustRun("bash", "-c", step.command)
		if i == 0 {
			w.mustFail("the org in memory has no handler", []string{"go", "build", "./..."}, "ListUserGrants")
		}
	}

	changed, _ := w.run("git", "status", "--porcelain", "--untracked-files=all")
	var byHand []string
	for line := range strings.Lines(changed) {
		name := strings.TrimSpace(line[2:])
		if !strings.HasSuffix(name, ".gen.go") {
			byHand = append(byHand, name)
		}
	}
	assert.ElementsMatch(t, []string{
		"CHANGELOG.md",
		"README.md",       // by make docs
		"api/Models.md",   // by make docs
		"api/README.md",   // by make docs
		"api/UserApi.md",  // by make docs
		"api/api_test.go", // the example's call
		"api/examples_test.go",
		"openapi/CHANGELOG.md",
		"openapi/examples_test.go",
		"openapi/okta-users.yaml",
		"wrapper/examples/quickstart/walk.go",
		"wrapper/grants.go",
		"wrapper/oktatest/contract_test.go",
		"wrapper/oktatest/grants.go",
		"wrapper/requests_test.go",
	}, byHand)
}

var addListUserGrants = []step{
	{"Contract", func(w workspace) {
		w.replace("openapi/okta-users.yaml", "  /api/v1/users/{userId}/groups:\n", `  /api/v1/users/{userId}/grants:
    parameters:
      - $ref: '#/components/parameters/UserId'
    get:
      operationId: listUserGrants
      x-paged: true
      x-repeatable: true
      x-secret-free: true
      x-rate-limit-class: underUser
      tags: [User]
      summary: List a user's grants
      description: Lists what the user has consented to, a page at a time.
      parameters:
        - name: scopeId
          in: query
          description: Lists the grants of this scope alone.
          schema: { type: string }
        - $ref: '#/components/parameters/After'
        - $ref: '#/components/parameters/Limit'
      responses:
        '200':
          description: A page of grants, possibly empty.
          content:
            application/json:
              schema:
                type: array
                items: { $ref: '#/components/schemas/OAuth2ScopeConsentGrant' }
              examples:
                nothing:
                  value: []
        '400': { $ref: '#/components/responses/BadRequest' }
        '401': { $ref: '#/components/responses/Unauthorized' }
        '403': { $ref: '#/components/responses/Forbidden' }
        '404': { $ref: '#/components/responses/NotFound' }
        '429': { $ref: '#/components/responses/TooManyRequests' }
        '5XX': { $ref: '#/components/responses/ServerError' }

  /api/v1/users/{userId}/groups:
`)
		w.replace("openapi/okta-users.yaml", "  schemas:\n", `  schemas:
    OAuth2ScopeConsentGrant:
      type: object
      description: A scope that a user has let an app use.
      properties:
        id: { type: string, readOnly: true, description: The id of the grant. }
        scopeId: { type: string, description: The scope. }
`)
		w.replace("openapi/CHANGELOG.md", "\n- ", "\n- listUserGrants.\n- ")
	}, "go run ./openapi/internal/tool validate openapi/okta-users.yaml && go generate ./gen/... && go build ./gen/..."},
	{"oktatest", func(w workspace) {
		w.write("wrapper/oktatest/grants.go", `package oktatest

import (
	"net/http"

	"github.com/okta-userapi/userapi-go/gen"
)

// ListUserGrants answers that the user has consented to nothing.
func (h handlers) ListUserGrants(w http.ResponseWriter, r *http.Request, userID gen.UserID, params gen.ListUserGrantsParams) {
	h.user(w, r, userID, func(c call, _ *user) (reply, *refusal) {
		p, refused := list{"PGE", 20, 200}.page(value(params.ScopeID), params.After, params.Limit)
		if refused != nil {
			return refuse(refused)
		}
		return reply{http.StatusOK, p.links(r, c.base, nil), []gen.OAuth2ScopeConsentGrant{}}, nil
	})
}
`)
		w.replace("wrapper/oktatest/contract_test.go", "	c.send(\"GET\", user(id, \"appLinks\")", "	c.send(\"GET\", user(id, \"grants\"), nil).is(200, \"\")\n	c.send(\"GET\", user(id, \"appLinks\")")
		w.replace("openapi/examples_test.go", "	e.get(user+\"/groups\"", "	e.get(user+\"/grants\", \"listUserGrants.200.nothing\")\n	e.get(user+\"/groups\"")
	}, "go build ./... && go test ./wrapper/oktatest"},
	{"Wrapper", func(w workspace) {
		w.write("wrapper/grants.go", `package wrapper

import (
	"context"
	"iter"

	"github.com/okta-userapi/userapi-go/gen"
)

// ListUserGrantsOptions are the optional parameters of [Client.ListUserGrants].
type ListUserGrantsOptions struct {
	// ScopeID lists the grants of this scope alone.
	ScopeID string

	// After is the cursor of a page to start after, such as [Page].After.
	After string

	// Limit is the largest number of grants in a page; 0 leaves it to the server.
	Limit int32
}

// ListUserGrants returns what the user has consented to, page by page as [Client.ListUsers] does.
//
// It implements listUserGrants: GET /api/v1/users/{userId}/grants.
func (c *Client) ListUserGrants(ctx context.Context, userID string, options *ListUserGrantsOptions, callOptions ...CallOption) iter.Seq2[OAuth2ScopeConsentGrant, error] {
	return items(c.ListUserGrantsPages(ctx, userID, options, callOptions...))
}

// ListUserGrantsPages is ListUserGrants a page at a time, for a cursor to resume from.
func (c *Client) ListUserGrantsPages(ctx context.Context, userID string, options *ListUserGrantsOptions, callOptions ...CallOption) iter.Seq2[Page[OAuth2ScopeConsentGrant], error] {
	o := valueOf(options)
	request, err := gen.NewListUserGrantsRequest(c.server, userID, &gen.ListUserGrantsParams{ScopeID: optional(o.ScopeID), After: optional(o.After), Limit: optional(o.Limit)})
	return listPages[OAuth2ScopeConsentGrant](ctx, c, "listUserGrants", request, err, callOptions)
}
`)
		w.replace("wrapper/requests_test.go", "\t\t{\"endAllUserSessions\", ", `		{"listUserGrants", func(ctx context.Context, c *okta.Client) error { return drain(c.ListUserGrants(ctx, user, nil)) },
			exchange{method: "GET", uri: "/api/v1/users/00u1/grants", answer: "[]"}},
		{"listUserGrants, scopeId", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListUserGrants(ctx, user, &okta.ListUserGrantsOptions{ScopeID: "scp1"}))
		}, exchange{method: "GET", uri: "/api/v1/users/00u1/grants?scopeId=scp1", answer: "[]"}},

		{"endAllUserSessions", `)
	}, "go test ./wrapper -run 'Vocabulary|IDs|Walk|Requests'"},
	{"Reference", func(w workspace) {
		w.write("api/examples_test.go", w.read("api/examples_test.go")+`
func exampleListUserGrants(ctx context.Context, client *okta.Client, userID string) error {
	for grant, err := range client.ListUserGrants(ctx, userID, nil) {
		if err != nil {
			return err
		}
		fmt.Println(grant.ScopeID)
	}
	return nil
}
`)
		w.replace("api/api_test.go", "	run(\"listUserGroups\"", "	run(\"listUserGrants\", exampleListUserGrants(ctx, client, ada.ID))\n	run(\"listUserGroups\"")
	}, "make docs && go test ./api ./openapi ./wrapper"},
	{"Demo", func(w workspace) {
		w.replace("wrapper/examples/quickstart/walk.go", "	l.say(\"listUserGroups\"", `	for _, err := range l.client.ListUserGrants(ctx, l.id, nil) {
		if err != nil {
			return err
		}
	}
	l.say("listUserGrants", "nothing was consented to")
	l.say("listUserGroups"`)
	}, "go test ./wrapper/examples/quickstart"},
	{"Changelog", func(w workspace) {
		w.replace("CHANGELOG.md", "\n- ", "\n- ListUserGrants.\n- ")
	}, "make test lint check-generated"},
}
