package main

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

func TestCellsOfAUser(t *testing.T) {
	t.Parallel()
	var user okta.User
	require.NoError(t, json.Unmarshal([]byte(`{"id":"00u1","status":"STAGED","created":"2026-01-31T12:00:00.000Z","profile":{
		"login":"ada@example.com","firstName":"Ada, \"Countess\"","mobilePhone":null,
		"costObject":"WBS-1","badgeNumber":9007199254740993,"remote":true,"teams":["a","b"]}}`), &user))
	for column, want := range map[string]string{
		"id":          "00u1",
		"status":      "STAGED",
		"created":     "2026-01-31T12:00:00Z",
		"lastLogin":   "",
		"login":       "ada@example.com",
		"firstName":   `Ada, "Countess"`,
		"mobilePhone": "",
		"department":  "",
		"costObject":  "WBS-1",
		"badgeNumber": "9007199254740993",
		"remote":      "true",
		"teams":       `["a","b"]`,
	} {
		assert.Equal(t, want, cell(user, column), column)
	}
}
