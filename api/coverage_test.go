package api_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
)

// TestCoverageNamesEachOperationUnderAUser holds the table of what is covered to the operations that there are. What is
// not covered needs a reason.
func TestCoverageNamesEachOperationUnderAUser(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("Coverage.md")
	require.NoError(t, err)
	rows := regexp.MustCompile("(?m)^\\| `(\\w+)` \\| `([A-Z]+) (\\S+)` \\| (?:\\[(\\w+)\\]\\(\\w+\\.md#\\w+\\)|no: (.+)) \\|$").FindAllStringSubmatch(string(page), -1)
	require.Len(t, rows, strings.Count(string(page), "\n| `"), "a row that is no operation's")

	requests := make(map[string]string) // by the id here
	for _, row := range rows {
		method, path, id, reason := row[2], row[3], row[4], row[5]
		if id == "" {
			filled := regexp.MustCompile(`\{\w+\}`).ReplaceAllString(path, "x")
			assert.Empty(t, gen.OperationOf(method, filled).ID, "%s is covered, and the table says no: %s", row[1], reason)
			continue
		}
		assert.NotContains(t, requests, id, "two rows of one operation")
		requests[id] = method + " " + path
	}
	for _, operation := range gen.Operations() {
		if operation.Path == "/api/v1/users" || strings.HasPrefix(operation.Path, "/api/v1/users/") {
			assert.Equal(t, operation.Method+" "+operation.Path, requests[operation.ID], "the row of %s", operation.ID)
			delete(requests, operation.ID)
		}
	}
	assert.Empty(t, requests, "rows of operations that there are not")
}
