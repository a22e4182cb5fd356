//go:build contract

package openapi_test

import (
	"strings"
	"testing"
)

// targets are the make targets that guard the contract.
var targets = map[string][]string{
	"lint-contract":   {"make", "lint-contract"},
	"check-breaking":  {"make", "check-breaking"},
	"check-generated": {"make", "check-generated"},
	"test":            {"go", "test", "./openapi"}, // of `make test`, which takes its time for the rest
}

// Each mistake is made in a copy of the contract, and has to be caught by a target, which has to name it.
var mistakes = []struct {
	name, old, new string
	target         string
	says           []string
}{
	{
		"a parameter is removed",
		"        - name: showAll\n          in: query\n          description: Whether to list the links that the user has hidden too.\n          schema: { type: boolean, default: false }\n", "        []\n",
		"check-breaking", []string{"request-parameter-removed", "showAll", "/appLinks"},
	},
	{
		"a type is changed",
		"workFactor: { type: integer, format: int32,", "workFactor: { type: string,",
		"check-breaking", []string{"type-changed", "workFactor"},
	},
	{
		"a value of a parameter is dropped",
		"enum: [changePassword]", "enum: [changePasswordNow]",
		"check-breaking", []string{"enum-value-removed", "changePassword", "nextLogin"},
	},
	{
		"a known value is dropped",
		"x-extensible-enum: [STAGED, PROVISIONED,", "x-extensible-enum: [PROVISIONED,",
		"test", []string{"TestOverlayNamesEachOpenValue", "STAGED"},
	},
	{
		"a member of an answer is renamed",
		"appInstanceId: { type: string,", "appId: { type: string,",
		"check-breaking", []string{"response-optional-property-removed", "appInstanceId"},
	},
	{
		"a model is renamed",
		"    TempPassword:\n", "    TemporaryPassword:\n",
		"lint-contract", []string{"TempPassword", "FAIL  redocly"},
	},
	{
		"an operation is renamed",
		"operationId: endAllUserSessions", "operationId: endUserSessions",
		"check-breaking", []string{"api-operation-id-removed", "endAllUserSessions"},
	},
	{
		"a parameter becomes required",
		"        - name: oauthTokens\n          in: query\n", "        - name: oauthTokens\n          in: query\n          required: true\n",
		"check-breaking", []string{"request-parameter-became-required", "oauthTokens"},
	},
	{
		"a member of an answer is required",
		"    AppLink:\n      type: object\n", "    AppLink:\n      type: object\n      required: [logoUrl]\n",
		"lint-contract", []string{"AppLink: required", "logoUrl"},
	},
	{
		"an example is missing",
		"            examples:\n              change:\n                value:\n                  oldPassword: { value: Analytical-Engine-1843 }\n                  newPassword: { value: Difference-Engine-1822 }\n", "",
		"lint-contract", []string{"changePassword: request body: no example"},
	},
	{
		"an example is not what its schema says",
		"sortOrder: 0\n", "sortOrder: first\n",
		"lint-contract", []string{"sortOrder", "integer"},
	},
	{
		"an operationId stands twice",
		"operationId: suspendUser", "operationId: unlockUser",
		"lint-contract", []string{"unlockUser", "FAIL  kin-openapi", "FAIL  redocly", "FAIL  spectral"},
	},
	{
		"a path parameter is misspelt",
		"/api/v1/users/{userId}/sessions:", "/api/v1/users/{userID}/sessions:",
		"lint-contract", []string{"userID", "FAIL  redocly"},
	},
	{
		"a reference leads nowhere",
		"items: { $ref: '#/components/schemas/AppLink' }", "items: { $ref: '#/components/schemas/AppLinks' }",
		"lint-contract", []string{"AppLinks", "FAIL  openapi-generator"},
	},
	{
		"an answer lacks the request id",
		"Whether the request took effect is not known.\n      headers:\n        X-Okta-Request-Id: { $ref: '#/components/headers/X-Okta-Request-Id' }\n", "Whether the request took effect is not known.\n",
		"lint-contract", []string{"X-Okta-Request-Id", "FAIL  redocly"},
	},
	{
		"a token stands in an address",
		"        - name: format\n          in: query\n", "        - name: accessToken\n          in: query\n",
		"lint-contract", []string{"no-credentials-in-url", "accessToken", "FAIL  owasp"},
	},
	{
		"a generator's own wish stands in it",
		"    UserStatus:\n      type: string\n", "    UserStatus:\n      type: string\n      x-go-type: string\n",
		"lint-contract", []string{"UserStatus: x-go-type belongs into an overlay"},
	},
	{
		"a known value is not described",
		"made in Okta (`OKTA_GROUP`)", "made in Okta (OKTA_GROUP)",
		"lint-contract", []string{"GroupType: the description lacks the known value `OKTA_GROUP`"},
	},
	{
		"nothing is generated after a change",
		"        - $ref: '#/components/parameters/After'\n        - name: limit\n", "        - name: language\n          in: query\n          description: The language to answer in.\n          schema: { type: string }\n        - $ref: '#/components/parameters/After'\n        - name: limit\n",
		"check-generated", []string{"Language", "make check-generated: "},
	},
	{
		"the reference is not rendered after a change",
		"summary: Suspend a user", "summary: Suspend somebody",
		"test", []string{"TestReferenceIsCurrent", "api/UserApi.md", "make docs"},
	},
}

func TestMistakesAreCaught(t *testing.T) {
	w := copyRepository(t)
	w.release("v0.1.0")
	for _, target := range targets {
		w.mustRun(target...)
	}
	for _, mistake := range mistakes {
		t.Run(strings.ReplaceAll(mistake.name, " ", "_"), func(t *testing.T) {
			w := workspace{t, w.folder}
			defer w.mustRun("git", "checkout", "-q", ".")
			w.replace("openapi/okta-users.yaml", mistake.old, mistake.new)
			w.mustFail(mistake.name, targets[mistake.target], mistake.says...)
		})
	}
}

// A breaking change that is announced is a release like another.
func TestAnnouncedBreakPasses(t *testing.T) {
	w := copyRepository(t)
	w.release("v0.1.0")

	w.replace("openapi/okta-users.yaml", mistakes[0].old, mistakes[0].new)
	w.replace("openapi/okta-users.yaml", "  version: 0.1.0", "  version: 0.2.0")
	w.mustFail("a higher version alone is no announcement", targets["check-breaking"], "openapi/CHANGELOG.md, in the section 0.2.0")
	w.replace("openapi/CHANGELOG.md", "## 0.1.0", "## 0.2.0\n\n### Breaking\n\n- listAppLinks has no showAll.\n\n## 0.1.0")
	w.mustRun(targets["check-breaking"]...)
}
