package golang_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/openapi/internal/contract"
	"github.com/okta-userapi/userapi-go/openapi/internal/golang"
)

func TestModelsWithASecretInThemHideIt(t *testing.T) {
	t.Parallel()
	doc, err := contract.Parse([]byte(`
components:
  schemas:
    Token: { type: object, properties: { id: { type: string }, token: { type: string, x-secret: true } } }
    Password: { type: object, properties: { value: { type: string, format: password } } }
    Session: { type: object, properties: { tokens: { type: array, items: { $ref: '#/components/schemas/Token' } } } }
    Named: { allOf: [{ $ref: '#/components/schemas/Token' }, { type: object, properties: { name: { type: string } } }] }
    Group: { type: object, properties: { id: { type: string }, name: { type: string } } }
    User: { type: object, properties: { password: { $ref: '#/components/schemas/Password' } } }
`))
	require.NoError(t, err)
	source, err := golang.Secrets(doc)
	require.NoError(t, err)
	assert.Equal(t, 8, strings.Count(string(source), "\nfunc "), "of four models: %s", source)
	for _, want := range []string{
		`func (m Token) LogValue() slog.Value { return slog.StringValue(hiddenBut("Token", m.ID)) }`,
		`func (Password) LogValue() slog.Value { return slog.StringValue("Password(hidden)") }`,
		`func (Session) Format(state fmt.State, _ rune) { show(state, "Session(hidden)") }`,
		`func (m Named) Format(state fmt.State, _ rune) { show(state, hiddenBut("Named", m.ID)) }`,
	} {
		assert.Contains(t, string(source), want)
	}
}
