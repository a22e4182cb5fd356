//go:build contract

package openapi_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A workspace is a copy of the repository in which something can be broken.
type workspace struct {
	t      *testing.T
	folder string
}

// copyRepository copies what git has or would have.
func copyRepository(t *testing.T) workspace {
	t.Helper()
	w := workspace{t, t.TempDir()}
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	list := exec.CommandContext(t.Context(), "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	list.Dir = root
	files, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	for name := range strings.SplitSeq(strings.TrimRight(string(files), "\x00"), "\x00") {
		content, err := os.ReadFile(filepath.Join(root, name))
		if os.IsNotExist(err) {
			continue // removed, and not committed yet
		}
		if err != nil {
			t.Fatal(err)
		}
		w.write(name, string(content))
		if info, err := os.Stat(filepath.Join(root, name)); err == nil {
			if err := os.Chmod(filepath.Join(w.folder, name), info.Mode()); err != nil {
				t.Fatal(err)
			}
		}
	}
	// The linters are installed once.
	cache := filepath.Join(root, "openapi", ".cache")
	if err := os.MkdirAll(cache, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(cache, filepath.Join(w.folder, "openapi", ".cache")); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w workspace) read(name string) string {
	w.t.Helper()
	content, err := os.ReadFile(filepath.Join(w.folder, name))
	if err != nil {
		w.t.Fatal(err)
	}
	return string(content)
}

func (w workspace) write(name, content string) {
	w.t.Helper()
	path := filepath.Join(w.folder, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		w.t.Fatal(err)
	}
}

// replace changes the first place where a text stands, which must exist.
func (w workspace) replace(name, old, new string) {
	w.t.Helper()
	content := w.read(name)
	if !strings.Contains(content, old) {
		w.t.Fatalf("%s has no %q", name, old)
	}
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
	if output, ok := w.run(command...); !ok {
		w.t.Fatalf("%v:\n%s", command, output)
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
