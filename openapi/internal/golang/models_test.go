package golang_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/openapi/internal/contract"
	"github.com/okta-userapi/userapi-go/openapi/internal/golang"
)

const generated = `package gen

const BasePath = "/api/v1"

type UserStatus string

const (
	UserStatusActive UserStatus = "ACTIVE"
	UserStatusStaged UserStatus = "STAGED"
)

var first UserStatus = UserStatusActive

type User struct{}

type APIError struct{}

type Client struct{}

type Profile = map[string]any

func (u User) String() string { return "" }
`

func TestModelsAreReexported(t *testing.T) {
	t.Parallel()
	doc, err := contract.Parse([]byte(`
components:
  schemas:
    User:
      description: A user, who is a person or a machine in an org, with a description that is a word longer than a line can ever be.
    UserStatus: { description: The status of a user. }
    ApiError: { description: What went wrong. }
    Profile: { description: What is known of a user. }
    Absent: { description: A model that is not generated. }
`))
	require.NoError(t, err)
	source, err := golang.Models(doc, []byte(generated))
	require.NoError(t, err)
	assert.Equal(t, `// Code generated from openapi/okta-users.yaml by openapi/internal/tool. DO NOT EDIT.

package wrapper

import "github.com/okta-userapi/userapi-go/gen"

// The models of the contract, which package gen holds.
type (
	// UserStatus is the status of a user.
	UserStatus = gen.UserStatus
	// User is a user, who is a person or a machine in an org, with a description that is a word longer than a line can ever
	// be.
	User = gen.User
)

// The known values of UserStatus. Okta may send others, which are kept as they come.
const (
	UserStatusActive = gen.UserStatusActive
	UserStatusStaged = gen.UserStatusStaged
)
`, string(source))
}

func TestADescriptionBeginsWithWhatTheModelIs(t *testing.T) {
	t.Parallel()
	for description, ok := range map[string]bool{
		"A user.":                 true,
		"An admin.":               true,
		"The user.":               true,
		"Whether a user is known": true,
		"Users of an org.":        false,
		"Another user.":           false,
		"a user.":                 false,
		"":                        false,
	} {
		t.Run(description, func(t *testing.T) {
			t.Parallel()
			doc, err := contract.Parse([]byte(`components: { schemas: { User: { description: "` + description + `" } } }`))
			require.NoError(t, err)
			_, err = golang.Models(doc, []byte(generated))
			if ok {
				assert.NoError(t, err)
			} else {
				assert.EqualError(t, err, `the description of User doesn't begin with what it is: "A …", "The …", "Whether …"`)
			}
		})
	}
}

func TestModelsNeedGoSource(t *testing.T) {
	t.Parallel()
	doc, err := contract.Parse([]byte(`{}`))
	require.NoError(t, err)
	_, err = golang.Models(doc, []byte("type User struct"))
	assert.ErrorContains(t, err, "expected 'package'")
}
