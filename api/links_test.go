package api_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var (
	fences   = regexp.MustCompile("(?ms)^```.*?^```")
	code     = regexp.MustCompile("`[^`\n]*`")
	links    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	dropped  = regexp.MustCompile(`[^\p{L}\p{N} _-]`) // from a heading's name
	headings = regexp.MustCompile(`(?m)^#+ +(.+?) *$`)
)

// TestLinks follows each link of the repository's pages to a file, and to a heading of it. Other sites' are only read.
func TestLinks(t *testing.T) {
	t.Parallel()
	followed := 0
	anchorsOf := make(map[string]map[string]bool)
	for _, page := range pages(t) {
		for _, link := range links.FindAllStringSubmatch(prose(t, page), -1) {
			target, anchor, _ := strings.Cut(link[1], "#")
			if strings.Contains(target, "://") {
				assert.True(t, strings.HasPrefix(target, "https://"), "%s: %s is not https", page, link[1])
				continue
			}
			file := page
			if target != "" {
				file = filepath.Join(filepath.Dir(page), target)
			}
			if _, err := os.Stat(file); !assert.NoError(t, err, "%s: %s leads nowhere", page, link[1]) {
				continue
			}
			if anchor != "" {
				if anchorsOf[file] == nil {
					anchorsOf[file] = anchors(t, file)
				}
				assert.True(t, anchorsOf[file][anchor], "%s: %s: no such heading", page, link[1])
			}
			followed++
		}
	}
	assert.GreaterOrEqual(t, followed, 100, "only some links were found")
}

// pages are the Markdown files of the repository, but for what is installed or generated.
func pages(t *testing.T) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		switch name := entry.Name(); {
		case err != nil:
			return err
		case entry.IsDir() && name != ".." && (strings.HasPrefix(name, ".") || slices.Contains([]string{"dist", "generated", "node_modules", "target"}, name)):
			return filepath.SkipDir
		case filepath.Ext(name) == ".md":
			found = append(found, path)
		}
		return nil
	})
	require.NoError(t, err)
	return found
}

// prose is a page without its code.
func prose(t *testing.T, page string) string {
	t.Helper()
	text, err := os.ReadFile(page)
	require.NoError(t, err)
	return code.ReplaceAllString(fences.ReplaceAllString(string(text), ""), "")
}

// anchors are the names that a page's headings have as targets of links.
func anchors(t *testing.T, page string) map[string]bool {
	t.Helper()
	text, err := os.ReadFile(page)
	require.NoError(t, err)
	names := make(map[string]bool)
	for _, heading := range headings.FindAllStringSubmatch(fences.ReplaceAllString(string(text), ""), -1) {
		name := strings.ToLower(heading[1])
		name = dropped.ReplaceAllString(name, "")
		names[strings.ReplaceAll(name, " ", "-")] = true
	}
	return names
}
