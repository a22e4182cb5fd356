package contract_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/openapi/internal/contract"
)

// document is a small contract that keeps every rule.
const document = `
openapi: 3.0.3
info: { title: Users, version: 0.1.0 }
paths:
  /users:
    get:
      operationId: listUsers
      x-paged: true
      x-repeatable: true
      x-secret-free: true
      x-rate-limit-class: users
      summary: List users
      description: Lists users.
      parameters:
        - { name: after, in: query, description: The cursor of a page., schema: { type: string } }
      responses:
        '200':
          description: A page.
          content:
            application/json:
              schema: { type: array, items: { $ref: '#/components/schemas/User' } }
              example: []
    post:
      operationId: createUser
      x-repeatable: true
      summary: Create a user
      description: Creates a user. Safe to repeat, since a login belongs to one user.
      requestBody:
        content:
          application/json:
            schema: { allOf: [ { $ref: '#/components/schemas/User' }, { $ref: '#/components/schemas/Password' } ] }
            example: {}
      responses:
        '200':
          description: The user.
          content:
            application/json:
              schema: { $ref: '#/components/schemas/User' }
              example: {}
    put:
      operationId: followLink
      summary: Follow a link
      description: Follows a link that a user got.
      requestBody:
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Link' }
            example: {}
      responses:
        '204': { description: Done. }
components:
  schemas:
    User: { type: object, description: A user., properties: { login: { type: string } } }
    Password: { type: object, description: A password., properties: { password: { type: string, writeOnly: true } } }
    Link: { type: object, description: A link., properties: { url: { type: string, x-secret: true } } }
`

func TestARuleThatIsBrokenIsNamed(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		old, new string
		want     string // the error; "" where there is none
	}{
		"all rules are kept": {},
		"there are no marks": {
			old: "createUser\n      x-repeatable: true\n", new: "createUser\n",
		},
		"a mark is false": {
			old: "x-repeatable: true\n      x-secret-free", new: "x-repeatable: false\n      x-secret-free",
			want: "listUsers: x-repeatable is false: it is true, or left out",
		},
		"a mark is a number": {
			old: "x-secret-free: true", new: "x-secret-free: 1",
			want: "listUsers: x-secret-free is 1: it is true, or left out",
		},
		"the link to the next page is in the body": {old: "x-paged: true", new: "x-paged: body"},
		"x-paged is another text": {
			old: "x-paged: true", new: "x-paged: header",
			want: "listUsers: x-paged is header: it is true or body, or left out\nlistUsers: x-paged and the parameter after go together",
		},
		"x-paged is false, and there is a cursor": {
			old: "x-paged: true", new: "x-paged: false",
			want: "listUsers: x-paged is false: it is true or body, or left out\nlistUsers: x-paged and the parameter after go together",
		},
		"a cursor has no x-paged": {
			old: "      x-paged: true\n", new: "",
			want: "listUsers: x-paged and the parameter after go together",
		},
		"x-paged has no cursor": {
			old: "name: after", new: "name: before",
			want: "listUsers: x-paged and the parameter after go together",
		},
		"the cursor is a header": {
			old: "in: query", new: "in: header",
			want: "listUsers: x-paged and the parameter after go together",
		},
		"a class of rate limit is empty": {
			old: "x-rate-limit-class: users", new: "x-rate-limit-class: ''",
			want: `listUsers: x-rate-limit-class is "", not a name`,
		},
		"a class of rate limit is a number": {
			old: "x-rate-limit-class: users", new: "x-rate-limit-class: 7",
			want: `listUsers: x-rate-limit-class is "7", not a name`,
		},
		"a mark is misspelt": {
			old: "x-rate-limit-class", new: "x-ratelimit-class",
			want: "listUsers: x-ratelimit-class belongs into an overlay",
		},
		"a mark stands on a parameter": {
			old: "{ name: after,", new: "{ name: after, x-paged: true,",
			want: "listUsers: after: x-paged belongs into an overlay",
		},
		"an answer that is secret-free has a secret": {
			old: "items: { $ref: '#/components/schemas/User' }", new: "items: { $ref: '#/components/schemas/Link' }",
			want: "listUsers: x-secret-free, and it has the member url",
		},
		"a body that is secret-free has a password": {
			old: "createUser\n", new: "createUser\n      x-secret-free: true\n",
			want: "createUser: x-secret-free, and it has the member password",
		},
		"a body that is secret-free has a secret": {
			old: "followLink\n", new: "followLink\n      x-secret-free: true\n",
			want: "followLink: x-secret-free, and it has the member url",
		},
		"a member's description begins with its name": {
			old: "url: { type: string,", new: "url: { description: URL of a page., type: string,",
			want: "Link.url: the description repeats the name, which generators put before it",
		},
		"a POST is repeatable for no reason": {
			old: " Safe to repeat, since a login belongs to one user.", new: "",
			want: `createUser: x-repeatable on a POST: its description has to say that it is "Safe to repeat", and why`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Contains(t, document, test.old)
			doc, err := contract.Parse([]byte(strings.Replace(document, test.old, test.new, 1)))
			require.NoError(t, err)
			if err := contract.Validate(doc); test.want == "" {
				assert.NoError(t, err)
			} else {
				assert.EqualError(t, err, test.want)
			}
		})
	}
}
