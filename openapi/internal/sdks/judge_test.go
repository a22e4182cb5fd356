package main

import (
	"errors"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestASuiteIsJudgedByItsLists(t *testing.T) {
	t.Parallel()
	s := suite{lacks: []lack{{"the API of groups", []string{"TestGroups"}}}}
	passed, failed := result{passed: true}, result{output: "it broke"}
	for name, test := range map[string]struct {
		results map[string]result
		err     error
		faults  []string
		passed  int
		failed  int
	}{
		"each does as its list says": {
			results: map[string]result{"TestUsers": passed, "TestGroups": failed}, passed: 1,
		},
		"a test that lacks nothing fails": {
			results: map[string]result{"TestUsers": failed, "TestRoles": passed, "TestGroups": failed}, passed: 1, failed: 1,
			faults: []string{"TestUsers failed:\nit broke"},
		},
		"a test that is said to lack something passes": {
			results: map[string]result{"TestUsers": passed, "TestGroups": passed}, passed: 1,
			faults: []string{"TestGroups passes, but is said to lack the API of groups: take it out of the list"},
		},
		"a test that is said to lack something is gone": {
			results: map[string]result{"TestUsers": passed}, passed: 1,
			faults: []string{"there is no test TestGroups: take it out of the list of those that lack something"},
		},
		"none has to pass": {
			results: map[string]result{"TestGroups": failed},
			faults:  []string{"no test ran that has to pass"},
		},
		"they can't run": {
			err:    errors.New("npm: not found"),
			faults: []string{"npm: not found"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := s.judge(test.results, test.err)
			assert.Equal(t, test.faults, v.faults)
			assert.Equal(t, test.passed, v.passed)
			assert.Equal(t, test.failed, v.failed)
		})
	}
}

func TestNoTestIsListedTwice(t *testing.T) {
	t.Parallel()
	for _, s := range suites {
		listed := make(map[string]bool)
		for _, lack := range s.lacks {
			for _, test := range lack.tests {
				assert.False(t, listed[test], "%s: %s", s.name, test)
				listed[test] = true
			}
		}
	}
}

func TestNodesVersionIsThatOfItsPackage(t *testing.T) {
	t.Parallel()
	pinned, err := os.ReadFile("../../sdks/node/package.json")
	require.NoError(t, err)
	for _, s := range suites {
		if _, isNode := s.tests.(nodeScript); isNode {
			assert.Contains(t, string(pinned), `"@okta/okta-sdk-nodejs": "`+s.version+`"`)
		}
	}
}

func TestTheResultsOfAllPartsArePutTogether(t *testing.T) {
	t.Parallel()
	results, err := gather([]string{"users", "groups", "roles"}, func(part string) (map[string]result, error) {
		if part == "roles" {
			return nil, errors.New("no roles")
		}
		return map[string]result{part: {passed: part == "users"}}, nil
	})
	assert.Equal(t, map[string]result{"users": {passed: true}, "groups": {}}, results)
	assert.EqualError(t, err, "no roles")
}

func TestATestHasNotPassedWhereTheOrgWasSentSomethingElse(t *testing.T) {
	t.Parallel()
	seen := errors.New("no request with a token")
	passed, failed := result{passed: true, output: "fine"}, result{output: "it broke"}
	assert.Equal(t, result{output: "no request with a token\nfine"}, passed.butFor(seen))
	assert.Equal(t, passed, passed.butFor(nil))
	assert.Equal(t, failed, failed.butFor(seen))
}
