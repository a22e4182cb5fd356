//go:build contract

package openapi_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A workspace is a copy of the repository in which something can be broken.
type workspace struct {
	t      *testing.T
	folder string
}

// copyRepository copies what git has or would have. Its tests are not parallel: all copies share one cache of linters,
// which the first run fills.
func copyRepository(t *testing.T) workspace {
	t.Helper()
	w := workspace{t, t.TempDir()}
	root, err := filepath.Abs("..")
	require.NoError(t, err)
	list := exec.CommandContext(t.Context(), "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	list.Dir = root
	files, err := list.Output()
	require.NoError(t, err)
	for name := range strings.SplitSeq(strings.TrimRight(string(files), "\x00"), "\x00") {
		content, err := os.ReadFile(filepath.Join(root, name))
		if os.IsNotExist(err) {
			continue // removed, and not committed yet
		}
		require.NoError(t, err)
		w.write(name, string(content))
		info, err := os.Stat(filepath.Join(root, name))
		require.NoError(t, err)
		require.NoError(t, os.Chmod(filepath.Join(w.folder, name), info.Mode()))
	}
	// The linters are installed once.
	cache := filepath.Join(root, "openapi", ".cache")
	require.NoError(t, os.MkdirAll(cache, 0o755))
	require.NoError(t, os.Symlink(cache, filepath.Join(w.folder, "openapi", ".cache")))
	return w
}

func (w workspace) read(name string) string {
	w.t.Helper()
	content, err := os.ReadFile(filepath.Join(w.folder, name))
	require.NoError(w.t, err)
	return string(content)
}

func (w workspace) write(name, content string) {
	w.t.Helper()
	path := filepath.Join(w.folder, name)
	require.NoError(w.t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(w.t, os.WriteFile(path, []byte(content), 0o644))
}

// replace changes the first place where a text stands, which must exist.
func (w workspace) replace(name, old, new string) {
	w.t.Helper()
	content := w.read(name)
	require.True(w.t, strings.Contains(content, old), "%s has no %q", name, old)
	w.write(name, strings.Replace(content, old, new, 1))
}

// run runs a command and returns what it printed, and whether it succeeded.
func (w workspace) run(command ...string) (string, bool) {
	w.t.Helper()
	cmd := exec.CommandContext(w.t.Context(), command[0], command[1:]...)
	cmd.Dir = w.folder
	output, err := cmd.CombinedOutput()
	return string(output), err == nil
}

func (w workspace) mustRun(command ...string) {
	w.t.Helper()
	output, ok := w.run(command...)
	require.True(w.t, ok, "%s:\n%s", strings.Join(command, " "), output)
}

// mustFail runs a command that has to fail because of a fault, and to say some texts.
func (w workspace) mustFail(fault string, command []string, texts ...string) {
	w.t.Helper()
	output, ok := w.run(command...)
	require.False(w.t, ok, "%s, and %s passes:\n%s", fault, strings.Join(command, " "), output)
	for _, text := range texts {
		assert.True(w.t, strings.Contains(output, text), "%s, and %s doesn't say %q:\n%s", fault, strings.Join(command, " "), text, output)
	}
}

// release makes the copy a repository of its own, in which everything is released.
func (w workspace) release(tag string) {
	w.t.Helper()
	git := []string{"git", "-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "init.defaultBranch=main"}
	w.mustRun(append(git, "init", "-q")...)
	w.mustRun(append(git, "add", ".")...)
	w.mustRun(append(git, "commit", "-q", "-m", "A release")...)
	w.mustRun("git", "tag", tag)
}
