package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheSectionOfAVersionIsCutFromTheChangelog(t *testing.T) {
	t.Parallel()
	const changelog = "# Changelog\n\nWords.\n\n## 1.1.0, not released yet\n\n- New.\n\n## 1.0.0\n\n### Breaking\n\n- Old.\n\n## 0.1.0\n\n- First.\n"
	for _, c := range []struct {
		version, text string
		released      bool
	}{
		{"1.1.0", "## 1.1.0, not released yet\n\n- New.\n", false},
		{"1.0.0", "## 1.0.0\n\n### Breaking\n\n- Old.\n", true},
		{"0.1.0", "## 0.1.0\n\n- First.\n", true},
	} {
		found, err := sectionOf(changelog, c.version)
		require.NoError(t, err)
		assert.Equal(t, c.text, found.text)
		assert.Equal(t, c.released, found.released(), c.version)
	}
	_, err := sectionOf(changelog, "1.1")
	require.ErrorContains(t, err, "no section 1.1,")
}
