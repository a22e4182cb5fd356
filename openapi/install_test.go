//go:build contract

package openapi_test

import (
	"archive/zip"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// TestInstall follows the README's first minutes in an empty module: it gets the library of this tree as a release from
// a proxy, and builds and runs the first program.
func TestInstall(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "README.md"))
	require.NoError(t, err)
	install := regexp.MustCompile("```sh\n(go get .*)\n```").FindStringSubmatch(string(readme))
	require.NotNil(t, install, "README has no line to install by")
	program := regexp.MustCompile("(?s)```go\n(package main\n.*?)```").FindStringSubmatch(string(readme))
	require.NotNil(t, program, "README has no whole program")

	proxy := t.TempDir()
	release(t, copyRepository(t).folder, proxy, "github.com/okta-userapi/userapi-go", "v0.1.0")
	w := workspace{t, t.TempDir()}
	cache := goEnv(t, "GOMODCACHE")
	for name, value := range map[string]string{
		"GOPROXY":    "file://" + proxy + ",file://" + filepath.Join(cache, "cache", "download") + "," + goEnv(t, "GOPROXY"),
		"GONOSUMDB":  "github.com/okta-userapi/*",
		"GOMODCACHE": filepath.Join(t.TempDir(), "modules"),
		"GOFLAGS":    "-modcacherw",
	} {
		t.Setenv(name, value)
	}
	w.mustRun("go", "mod", "init", "example.com/first")
	w.mustRun(strings.Fields(install[1])...)
	w.write("main.go", program[1])
	w.mustRun("go", "build", "-o", "first", ".")

	modules := regexp.MustCompile(`(?m)^\s*(?:require )?(\S+) v\S+`).FindAllStringSubmatch(w.read("go.mod"), -1)
	assert.NotEmpty(t, modules)
	assert.LessOrEqual(t, len(modules), 6, "of a program's requirements:\n%s", w.read("go.mod"))

	org := oktatest.NewOrg()
	server := oktatest.NewServer(org)
	t.Cleanup(server.Close)
	ada, err := org.AddUser(gen.User{Profile: gen.UserProfile{
		FirstName: gen.Set("Ada"), LastName: gen.Set("Lovelace"), Login: gen.Set("ada@example.com"), Email: gen.Set("ada@example.com"),
	}})
	require.NoError(t, err)
	t.Setenv("OKTA_CLIENT_ORGURL", server.URL)
	t.Setenv("OKTA_CLIENT_TOKEN", org.Token())
	output, ok := w.run("./first")
	require.True(t, ok, output)
	require.Contains(t, output, ada.ID+" ada@example.com")

	const library = "github.com/okta-userapi/userapi-go/wrapper"
	w.write("others_test.go", "package main\n\nimport (\n\t_ \""+library+"/config\"\n\t_ \""+library+"/oauth\"\n\t_ \""+library+"/oktatest\"\n\t_ \""+library+"/schema\"\n)\n")
	w.mustRun("go", "mod", "tidy")
	w.mustRun("go", "vet", ".")
	tool := regexp.MustCompile("(?m)^go get -tool .*$").FindString(string(readme))
	require.NotEmpty(t, tool, "README has no line to get a tool by")
	w.mustRun(strings.Fields(tool)...)
	w.mustRun("go", "tool", "profilegen", "-h")
}

// release puts a module into the folder of a proxy, without the modules inside it.
func release(t *testing.T, folder, proxy, path, version string) {
	t.Helper()
	at := filepath.Join(proxy, filepath.FromSlash(path), "@v", version)
	require.NoError(t, os.MkdirAll(filepath.Dir(at), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(filepath.Dir(at), "list"), []byte(version+"\n"), 0o644))
	require.NoError(t, os.WriteFile(at+".info", []byte(`{"Version":"`+version+`","Time":"`+time.Now().UTC().Format(time.RFC3339)+`"}`), 0o644))
	module, err := os.ReadFile(filepath.Join(folder, "go.mod"))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(at+".mod", module, 0o644))
	file, err := os.Create(at + ".zip")
	require.NoError(t, err)
	archive := zip.NewWriter(file)
	require.NoError(t, filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() && !entry.IsDir() {
			return err
		}
		if entry.IsDir() {
			if _, err := os.Stat(filepath.Join(name, "go.mod")); err == nil && name != folder {
				return filepath.SkipDir
			}
			return nil
		}
		content, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(folder, name)
		if err != nil {
			return err
		}
		out, err := archive.Create(path + "@" + version + "/" + filepath.ToSlash(relative))
		if err != nil {
			return err
		}
		_, err = out.Write(content)
		return err
	}))
	require.NoError(t, archive.Close())
	require.NoError(t, file.Close())
}

func goEnv(t *testing.T, name string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "env", name).Output()
	require.NoError(t, err)
	return strings.TrimSpace(string(out))
}
