package gen_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestThePackageCommentSaysWhyEachFileIsWrittenByHand(t *testing.T) {
	t.Parallel()
	comment, err := os.ReadFile("generate.go")
	require.NoError(t, err)
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	templates, err := filepath.Glob("templates/*")
	require.NoError(t, err)
	assert.Len(t, templates, 2)
	for _, file := range append(files, templates...) {
		name := filepath.Base(file)
		if strings.HasPrefix(name, "unmarshal") {
			name = "unmarshal*.go"
		}
		if name != "generate.go" && !strings.HasSuffix(name, "_test.go") && !strings.HasSuffix(name, ".gen.go") {
			assert.Contains(t, string(comment), name)
		}
	}
}
