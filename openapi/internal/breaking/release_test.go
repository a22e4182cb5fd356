package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAVersionIsRaisedByItsFirstNumberAndBeforeOneByItsSecond(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		before, now string
		want        bool
	}{
		{"0.1.0", "0.1.0", false},
		{"0.1.0", "0.1.1", false},
		{"0.1.0", "0.2.0", true},
		{"0.9.0", "1.0.0", true},
		{"1.2.0", "1.3.0", false},
		{"1.2.0", "2.0.0", true},
		{"2.0.0", "1.9.0", false},
	} {
		assert.Equal(t, test.want, raised(test.before, test.now), "from %s to %s", test.before, test.now)
	}
}

func TestAChangelogTellsWhatBreaksAndWhatIsReleased(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "CHANGELOG.md")
	text := "# Changelog\n\n## 0.2.0, not released yet\n\n### Breaking\n\n- showAll is gone.\n\n## 0.1.0\n\nAll of it.\n"
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	log, err := readChangelog(path)
	require.NoError(t, err)
	assert.True(t, log.announces("0.2.0"))
	assert.False(t, log.announces("0.1.0"))
	assert.False(t, log.announces("0.3.0"))
	assert.True(t, log.released())
	assert.False(t, log[:1].released(), "the newest section alone")
}
