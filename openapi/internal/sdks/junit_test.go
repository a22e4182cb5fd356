package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAReportTellsWhichTestsPassed(t *testing.T) {
	t.Parallel()
	results, err := parseReport(strings.NewReader(`<?xml version="1.0"?>
<testsuites>
	<testcase name="alone"/>
	<testsuite name="users">
		<testcase name="passes" time="0.1"><system-out>hello</system-out></testcase>
		<testcase name="fails"><failure message="1 is not 2">at line 3</failure></testcase>
		<testcase name="breaks in its end"><error message="no org">at line 4</error></testcase>
		<testcase name="skips itself"><skipped message="not today"/></testcase>
	</testsuite>
</testsuites>`))
	require.NoError(t, err)
	assert.Equal(t, map[string]result{
		"alone":             {passed: true},
		"passes":            {passed: true},
		"fails":             {output: "1 is not 2\nat line 3"},
		"breaks in its end": {output: "no org\nat line 4"},
		"skips itself":      {output: "skipped: not today"},
	}, results)
}

func TestATestThatIsReportedTwicePassesOnlyWhereBothDo(t *testing.T) {
	t.Parallel()
	results, err := parseReport(strings.NewReader(`<r><testcase name="a"><error message="first"/></testcase><testcase name="a"/></r>`))
	require.NoError(t, err)
	assert.False(t, results["a"].passed)
}

func TestAReportThatIsCutOffIsAnError(t *testing.T) {
	t.Parallel()
	for _, report := range []string{`<testsuites>`, `<testsuites><testcase name="a"><failure`} {
		_, err := parseReport(strings.NewReader(report))
		assert.ErrorContains(t, err, "read the report of the tests", report)
	}
}
