package openapi_test

import (
	"context"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/openapi/internal/contract"
	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

const password = "Analytical-Engine-1843"

// moves are the operations that depend on a user's status.
var moves = map[string]func(context.Context, *okta.Client, string) error{
	"activateUser": func(ctx context.Context, c *okta.Client, id string) error {
		_, err := c.ActivateUser(ctx, id, nil)
		return err
	},
	"deactivateUser": func(ctx context.Context, c *okta.Client, id string) error { return c.DeactivateUser(ctx, id, nil) },
	"suspendUser":    func(ctx context.Context, c *okta.Client, id string) error { return c.SuspendUser(ctx, id) },
	"unsuspendUser":  func(ctx context.Context, c *okta.Client, id string) error { return c.UnsuspendUser(ctx, id) },
	"unlockUser":     func(ctx context.Context, c *okta.Client, id string) error { return c.UnlockUser(ctx, id) },
	"expirePassword": func(ctx context.Context, c *okta.Client, id string) error {
		_, err := c.ExpirePassword(ctx, id, nil)
		return err
	},
	"expirePasswordWithTempPassword": func(ctx context.Context, c *okta.Client, id string) error {
		_, err := c.ExpirePasswordWithTempPassword(ctx, id, nil)
		return err
	},
	"resetPassword": func(ctx context.Context, c *okta.Client, id string) error {
		_, err := c.ResetPassword(ctx, id, &okta.ResetPasswordOptions{SendEmail: new(false)})
		return err
	},
	"forgotPassword": func(ctx context.Context, c *okta.Client, id string) error {
		_, err := c.ForgotPassword(ctx, id, nil)
		return err
	},
	"forgotPasswordSetNewPassword": func(ctx context.Context, c *okta.Client, id string) error {
		_, err := c.ForgotPasswordSetNewPassword(ctx, id, okta.UserCredentials{
			Password:         &okta.PasswordCredential{Value: "Difference-Engine-1822"},
			RecoveryQuestion: &okta.RecoveryQuestionCredential{Answer: "Charles Babbage"},
		}, nil)
		return err
	},
	"changePassword": func(ctx context.Context, c *okta.Client, id string) error {
		_, err := c.ChangePassword(ctx, id, okta.ChangePasswordRequest{
			OldPassword: okta.PasswordCredential{Value: password},
			NewPassword: okta.PasswordCredential{Value: "Difference-Engine-1822"},
		}, nil)
		return err
	},
	"changeRecoveryQuestion": func(ctx context.Context, c *okta.Client, id string) error {
		_, err := c.ChangeRecoveryQuestion(ctx, id, okta.UserCredentials{
			Password:         &okta.PasswordCredential{Value: password},
			RecoveryQuestion: &okta.RecoveryQuestionCredential{Question: "Who wrote the notes?", Answer: "Ada Lovelace"},
		})
		return err
	},
	"resetAllFactors": func(ctx context.Context, c *okta.Client, id string) error { return c.ResetAllFactors(ctx, id) },
}

// The table of statuses at the tag of users says what the org in memory does.
func TestStatusTable(t *testing.T) {
	t.Parallel()
	row := regexp.MustCompile("(?m)^\\| `([A-Z_]+)` \\| [^|]+ \\| ([^|]+) \\|$")
	rows := row.FindAllStringSubmatch(parse(t).Tags.Get("User").Description, -1)
	require.Len(t, rows, 8, "the statuses of the table")
	for _, row := range rows {
		status := gen.UserStatus(row[1])
		var listed, found []string
		for _, operation := range slices.Sorted(maps.Keys(moves)) {
			if slices.Contains(strings.FieldsFunc(row[2], func(r rune) bool { return r == ' ' || r == ',' }), operation) {
				listed = append(listed, operation)
			}
			if leaves(t, status, operation) {
				found = append(found, operation)
			}
		}
		assert.Equal(t, listed, found, "%s is left by what the document lists, and by what the org does", status)
	}
}

var allowed = regexp.MustCompile("(?:Allowed in|user in|user of) (every status|any status)?( but)? ?((?:`[A-Z_]+`(?:, | and | or )?)*)")

// The description of an operation says in which statuses it is allowed, and the org in memory allows it in those.
func TestStatusesOfOperations(t *testing.T) {
	t.Parallel()
	doc := parse(t)
	statuses := knownStatuses(doc)
	for _, o := range contract.Operations(doc) {
		if moves[o.OperationID] == nil {
			continue
		}
		match := allowed.FindStringSubmatch(strings.Join(strings.Fields(o.Description), " "))
		if !assert.NotNil(t, match, "%s: the description doesn't say in which statuses it is allowed", o.OperationID) {
			continue
		}
		for _, status := range statuses {
			named := strings.Contains(match[3], "`"+status+"`")
			says := named != (match[1] != "")
			does, _ := try(t, gen.UserStatus(status), o.OperationID)
			assert.Equal(t, says, does, "%s in %s is allowed by the document, and by the org", o.OperationID, status)
		}
	}
}

func knownStatuses(doc *openapi3.T) []string {
	var statuses []string
	for _, value := range doc.Components.Schemas["UserStatus"].Value.Extensions["x-extensible-enum"].([]any) {
		statuses = append(statuses, value.(string))
	}
	return statuses
}

// leaves tells whether an operation takes a user out of a status.
func leaves(t *testing.T, status gen.UserStatus, operation string) bool {
	t.Helper()
	done, after := try(t, status, operation)
	return done && after != status
}

// try does an operation on a user in a status, and tells whether that is allowed and what the status is afterwards.
func try(t *testing.T, status gen.UserStatus, operation string) (bool, gen.UserStatus) {
	t.Helper()
	org := oktatest.NewOrg()
	client := oktatest.NewClient(t, org)
	user, err := org.AddUser(gen.User{
		Profile: gen.UserProfile{
			Login: gen.Set("ada@example.com"), Email: gen.Set("ada@example.com"),
			FirstName: gen.Set("Ada"), LastName: gen.Set("Lovelace"),
		},
		Credentials: gen.UserCredentials{
			Password:         &gen.PasswordCredential{Value: password},
			RecoveryQuestion: &gen.RecoveryQuestionCredential{Question: "Who owns the engine?", Answer: "Charles Babbage"},
		},
		Status: status,
	})
	require.NoError(t, err)
	if err := moves[operation](t.Context(), client, user.ID); err != nil {
		return false, status
	}
	after, err := org.User(user.ID)
	require.NoError(t, err)
	return true, after.Status
}
