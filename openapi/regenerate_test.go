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
	for i, step := range addListAuthenticatorEnrollments {
		require.Contains(t, string(contributing), "**"+step.name+".**")
		require.Contains(t, string(contributing), "\n       "+step.command+"\n")
		step.edit(w)
		w.mustRun("bash", "-c", step.command)
		if i == 0 {
			w.mustFail("the org in memory has no handler", []string{"go", "build", "./..."}, "ListAuthenticatorEnrollments")
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
		"api/Coverage.md", // what was left out before
		"api/Models.md",   // by make docs
		"api/README.md",   // by make docs
		"api/UserApi.md",  // by make docs
		"api/api_test.go", // the example's call
		"api/examples_test.go",
		"openapi/CHANGELOG.md",
		"openapi/examples_test.go",
		"openapi/okta-users.yaml",
		"wrapper/examples/quickstart/walk.go",
		"wrapper/enrollments.go",
		"wrapper/oktatest/contract_test.go",
		"wrapper/oktatest/enrollments.go",
		"wrapper/requests_test.go",
	}, byHand)
}

var addListAuthenticatorEnrollments = []step{
	{"Contract", func(w workspace) {
		w.replace("openapi/okta-users.yaml", "  /api/v1/users/{userId}/blocks:\n", `  /api/v1/users/{userId}/authenticator-enrollments:
    parameters:
      - $ref: '#/components/parameters/UserId'
    get:
      operationId: listAuthenticatorEnrollments
      x-paged: true
      x-repeatable: true
      x-secret-free: true
      x-rate-limit-class: underUser
      tags: [User]
      summary: List a user's authenticator enrollments
      description: Lists the authenticators that the user has, a page at a time.
      parameters:
        - name: discloseIdentifiers
          in: query
          description: What to show whole, such as phone.
          schema: { type: string }
        - $ref: '#/components/parameters/After'
        - $ref: '#/components/parameters/Limit'
      responses:
        '200':
          description: A page of enrollments, possibly empty.
          content:
            application/json:
              schema:
                type: array
                items: { $ref: '#/components/schemas/AuthenticatorEnrollment' }
              examples:
                nothing:
                  value: []
        '400': { $ref: '#/components/responses/BadRequest' }
        '401': { $ref: '#/components/responses/Unauthorized' }
        '403': { $ref: '#/components/responses/Forbidden' }
        '404': { $ref: '#/components/responses/NotFound' }
        '429': { $ref: '#/components/responses/TooManyRequests' }
        '5XX': { $ref: '#/components/responses/ServerError' }

  /api/v1/users/{userId}/blocks:
`)
		w.replace("openapi/okta-users.yaml", "  schemas:\n", `  schemas:
    AuthenticatorEnrollment:
      type: object
      description: An authenticator that a user has.
      properties:
        id: { type: string, readOnly: true, description: The id of the enrollment. }
        nickname: { type: string, description: What the user calls it. }
`)
		w.replace("openapi/CHANGELOG.md", "\n- ", "\n- listAuthenticatorEnrollments.\n- ")
	}, "go run ./openapi/internal/tool validate openapi/okta-users.yaml && go generate ./gen/... && go build ./gen/..."},
	{"oktatest", func(w workspace) {
		w.write("wrapper/oktatest/enrollments.go", `package oktatest

import (
	"net/http"

	"github.com/okta-userapi/userapi-go/gen"
)

// ListAuthenticatorEnrollments answers that the user has none.
func (h handlers) ListAuthenticatorEnrollments(w http.ResponseWriter, r *http.Request, userID gen.UserID, params gen.ListAuthenticatorEnrollmentsParams) {
	h.user(w, r, userID, func(c call, _ *user) (reply, *refusal) {
		p, refused := list{"PGE", 20, 200}.page(value(params.DiscloseIdentifiers), params.After, params.Limit)
		if refused != nil {
			return refuse(refused)
		}
		return reply{http.StatusOK, p.links(r, c.base, nil), []gen.AuthenticatorEnrollment{}}, nil
	})
}
`)
		w.replace("wrapper/oktatest/contract_test.go", "	c.send(\"GET\", user(id, \"appLinks\")", "	c.send(\"GET\", user(id, \"authenticator-enrollments\"), nil).is(200, \"\")\n	c.send(\"GET\", user(id, \"appLinks\")")
		w.replace("openapi/examples_test.go", "	e.get(user+\"/groups\"", "	e.get(user+\"/authenticator-enrollments\", \"listAuthenticatorEnrollments.200.nothing\")\n	e.get(user+\"/groups\"")
	}, "go build ./... && go test ./wrapper/oktatest"},
	{"Wrapper", func(w workspace) {
		w.write("wrapper/enrollments.go", `package wrapper

import (
	"context"
	"iter"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/gen/client"
)

// ListAuthenticatorEnrollmentsOptions are the optional parameters of [Client.ListAuthenticatorEnrollments].
type ListAuthenticatorEnrollmentsOptions struct {
	// DiscloseIdentifiers names what to show whole, such as "phone".
	DiscloseIdentifiers string

	// After is the cursor of a page to start after, such as [Page].After.
	After string

	// Limit is the largest number of enrollments in a page; 0 leaves it to the server.
	Limit int32
}

// ListAuthenticatorEnrollments returns the authenticators that the user has, page by page as [Client.ListUsers] does.
//
// It implements listAuthenticatorEnrollments: GET /api/v1/users/{userId}/authenticator-enrollments.
func (c *Client) ListAuthenticatorEnrollments(ctx context.Context, userID string, options *ListAuthenticatorEnrollmentsOptions, callOptions ...CallOption) iter.Seq2[AuthenticatorEnrollment, error] {
	return items(c.ListAuthenticatorEnrollmentsPages(ctx, userID, options, callOptions...))
}

// ListAuthenticatorEnrollmentsPages is ListAuthenticatorEnrollments a page at a time, for a cursor to resume from.
func (c *Client) ListAuthenticatorEnrollmentsPages(ctx context.Context, userID string, options *ListAuthenticatorEnrollmentsOptions, callOptions ...CallOption) iter.Seq2[Page[AuthenticatorEnrollment], error] {
	o := valueOf(options)
	request, err := client.NewListAuthenticatorEnrollmentsRequest(c.server, userID, &gen.ListAuthenticatorEnrollmentsParams{DiscloseIdentifiers: optional(o.DiscloseIdentifiers), After: optional(o.After), Limit: optional(o.Limit)})
	return listPages[AuthenticatorEnrollment](ctx, c, "listAuthenticatorEnrollments", request, err, callOptions)
}
`)
		w.replace("wrapper/requests_test.go", "\t\t{\"endAllUserSessions\", ", `		{"listAuthenticatorEnrollments", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListAuthenticatorEnrollments(ctx, user, nil))
		}, exchange{method: "GET", uri: "/api/v1/users/00u1/authenticator-enrollments", answer: "[]"}},
		{"listAuthenticatorEnrollments, discloseIdentifiers", func(ctx context.Context, c *okta.Client) error {
			return drain(c.ListAuthenticatorEnrollments(ctx, user, &okta.ListAuthenticatorEnrollmentsOptions{DiscloseIdentifiers: "phone"}))
		}, exchange{method: "GET", uri: "/api/v1/users/00u1/authenticator-enrollments?discloseIdentifiers=phone", answer: "[]"}},

		{"endAllUserSessions", `)
	}, "go test ./wrapper -run 'Vocabulary|IDs|Walk|Requests'"},
	{"Reference", func(w workspace) {
		w.write("api/examples_test.go", w.read("api/examples_test.go")+`
func exampleListAuthenticatorEnrollments(ctx context.Context, client *okta.Client, userID string) error {
	for enrollment, err := range client.ListAuthenticatorEnrollments(ctx, userID, nil) {
		if err != nil {
			return err
		}
		fmt.Println(enrollment.Nickname)
	}
	return nil
}
`)
		w.replace("api/api_test.go", "	run(\"listUserGroups\"", "	run(\"listAuthenticatorEnrollments\", exampleListAuthenticatorEnrollments(ctx, client, ada.ID))\n	run(\"listUserGroups\"")
		w.replace("api/Coverage.md", "/authenticator-enrollments` | no: limited availability |", "/authenticator-enrollments` | [listAuthenticatorEnrollments](UserApi.md#listauthenticatorenrollments) |")
	}, "make docs && go test ./api ./openapi ./wrapper"},
	{"Demo", func(w workspace) {
		w.replace("wrapper/examples/quickstart/walk.go", "	l.say(\"listUserGroups\"", `	for _, err := range l.client.ListAuthenticatorEnrollments(ctx, l.id, nil) {
		if err != nil {
			return err
		}
	}
	l.say("listAuthenticatorEnrollments", "none")
	l.say("listUserGroups"`)
	}, "go test ./wrapper/examples/quickstart"},
	{"Changelog", func(w workspace) {
		w.replace("CHANGELOG.md", "\n- ", "\n- ListAuthenticatorEnrollments.\n- ")
	}, "make test lint check-generated"},
}
