package openapi_test

import (
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/openapi"
	"github.com/okta-userapi/userapi-go/openapi/internal/contract"
)

func parse(t *testing.T) *openapi3.T {
	t.Helper()
	doc, err := contract.Parse(openapi.Document)
	require.NoError(t, err)
	return doc
}

func TestDocument(t *testing.T) {
	t.Parallel()
	assert.NoError(t, contract.Validate(parse(t)))
}

// Generators make a class of each tag.
func TestTheOperationsOfTheDocsAreInOneClass(t *testing.T) {
	t.Parallel()
	docs := []string{
		"activateUser", "addGroupTargetToRole", "addRoleToUser", "changePassword", "changeRecoveryQuestion", "createUser", "deactivateOrDeleteUser",
		"deactivateUser", "endAllUserSessions", "expirePassword", "forgotPassword", "getUser", "listAppLinks", "listAssignedRoles",
		"listGroupTargetsForRole", "listUserGroups", "listUsers", "removeGroupTargetFromRole", "removeRoleFromUser", "resetAllFactors",
		"resetPassword", "suspendUser", "unlockUser", "unsuspendUser", "updateUser",
	}
	var users []string
	for _, o := range contract.Operations(parse(t)) {
		require.Len(t, o.Tags, 1, o.OperationID)
		if o.Tags[0] == "User" {
			users = append(users, o.OperationID)
		}
	}
	assert.Subset(t, users, docs)
}

func TestEachMarkIsExplained(t *testing.T) {
	t.Parallel()
	explained, _ := parse(t).Extensions["x-marks"].(string)
	for _, mark := range []string{
		contract.MarkPaged, contract.MarkRepeatable, contract.MarkSecretFree, contract.MarkRateLimitClass, contract.MarkSecret, "x-extensible-enum",
	} {
		assert.Contains(t, explained, "\n| `"+mark, mark)
	}
}

// Generators write it at the head of each file.
func TestTheDescriptionIsShort(t *testing.T) {
	t.Parallel()
	description := parse(t).Info.Description
	assert.LessOrEqual(t, len(description), 1000)
	assert.NotContains(t, description, "|")
}
