//go:build packaging

package main

import (
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/okta-userapi/userapi-go/openapi/internal/served"
)

// TestPackages makes the artefacts, and puts each to the use that it is for.
func TestPackages(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", "..", ".."))
	require.NoError(t, err)
	p, err := newPacker(root)
	require.NoError(t, err)
	here := platform{runtime.GOOS, runtime.GOARCH}
	made := append(programs([]platform{here}), artefacts...)
	p.dist = t.TempDir()
	require.NoError(t, p.pack(t.Context(), p.dist, made))

	for name, use := range map[string]func(*testing.T, packer){
		"the same bytes come again, and their checksums": func(t *testing.T, p packer) { comeAgain(t, p, made) },
		"the documents say the same":                     sayTheSame,
		"the twin in 3.1 passes the readers of the contract": func(t *testing.T, p packer) {
			mustRun(t, p.root, p.repository("openapi", "lint", "lint.sh"), p.path(document31JSON))
		},
		"the page loads nothing":                            loadsNothing,
		"a client is generated from the npm package":        generateTypeScript,
		"a client is generated from the wheel":              generatePython,
		"the program for this platform serves the contract": func(t *testing.T, p packer) { serve(t, p, here) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			use(t, p)
		})
	}
}

func comeAgain(t *testing.T, p packer, made []artefact) {
	sums := read(t, p.path(checksums))
	again := t.TempDir()
	require.NoError(t, p.pack(t.Context(), again, made))
	require.Equal(t, sums, read(t, filepath.Join(again, checksums)))
	entries, err := os.ReadDir(p.dist)
	require.NoError(t, err)
	require.Equal(t, len(entries)-1, strings.Count(sums, "\n"), "each file has a sum")
	mustRun(t, again, "sha256sum", "--check", "--strict", checksums)
}

func sayTheSame(t *testing.T, p packer) {
	for _, name := range []string{documentYAML, document31YAML} {
		var content any
		require.NoError(t, yaml.Unmarshal([]byte(read(t, p.path(name))), &content))
		asJSON, err := json.Marshal(content)
		require.NoError(t, err)
		assert.JSONEq(t, string(asJSON), read(t, p.path(strings.TrimSuffix(name, "yaml")+"json")), name)
	}
	var twin struct{ OpenAPI string }
	require.NoError(t, json.Unmarshal([]byte(read(t, p.path(document31JSON))), &twin))
	assert.Equal(t, "3.1.0", twin.OpenAPI)
	assert.NotContains(t, read(t, p.path(document31YAML)), "nullable:")
	assert.NotContains(t, read(t, p.path(documentYAML)), "x-go-", "what Go alone needs stays in its overlay")
}

// loadsNothing opens an operation of the page in a browser that reaches nothing, and finds nothing that it would have loaded.
func loadsNothing(t *testing.T, p packer) {
	html := read(t, p.path(page))
	assert.Contains(t, html, policy)
	assert.Contains(t, html, `"disableTelemetry":true`)
	markup := regexp.MustCompile(`(?s)(<script[^>]*>).*?(</script>)`).ReplaceAllString(html, "$1$2")
	for _, pattern := range []string{`<(?:script|img|iframe|source|object|embed)[^>]*\s(?:src|data)=[^>]*>`, `<link[^>]*>`, `@import[^;]*;`, `url\(\s*['"]?(?:[a-z]+:)?//[^)]*\)`} {
		assert.Empty(t, regexp.MustCompile(pattern).FindString(markup), pattern)
	}

	var shown, said strings.Builder
	cmd := exec.CommandContext(t.Context(), browser(t), "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
		"--user-data-dir="+t.TempDir(), "--proxy-server=127.0.0.1:9", "--virtual-time-budget=10000", "--dump-dom",
		"file://"+p.path(page)+"#/user/unlockuser")
	cmd.Stdout, cmd.Stderr = &shown, &said
	require.NoError(t, cmd.Run(), "%s", &said)
	assert.NotContains(t, said.String(), "Content Security Policy", "what the page wants to load")
	assert.Contains(t, words(shown.String()), "/api/v1/users/{userId}/lifecycle/unlock")
	assert.NotContains(t, words(html), "/api/v1/users/{userId}/lifecycle/unlock", "it is the browser that shows it")
}

// words are what a page shows.
func words(html string) string {
	html = regexp.MustCompile(`(?s)<(script|style).*?</(script|style)>`).ReplaceAllString(html, "")
	return regexp.MustCompile(`<[^>]+>`).ReplaceAllString(html, "")
}

func browser(t *testing.T) string {
	for _, name := range []string{os.Getenv("CHROME"), "chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal("no browser: install Chromium (Debian: apt-get install chromium) or set CHROME to the path of one")
	return ""
}

func generateTypeScript(t *testing.T, p packer) {
	project := t.TempDir()
	for _, name := range []string{"package.json", "package-lock.json", "tsconfig.json"} {
		put(t, filepath.Join(project, name), read(t, p.repository("openapi", "consumers", "typescript", name)))
	}
	mustRun(t, project, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	mustRun(t, project, "npm", "install", "--offline", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", p.path(strings.ReplaceAll(npmPackage, "VERSION", p.version)))
	require.NoError(t, os.Mkdir(filepath.Join(project, "src"), 0o755))
	mustRun(t, project, "npx", "openapi-typescript", "node_modules/okta-userapi-contract/okta-users.yaml", "--output", "src/okta-users.d.ts")
	put(t, filepath.Join(project, "src", "main.ts"), `
import { readFileSync } from "node:fs";
import createClient from "openapi-fetch";
import { document, jsonPath, yamlPath } from "okta-userapi-contract";
import type { paths } from "./okta-users.js";

const client = createClient<paths>({ baseUrl: "https://acme.okta.com" });
export const unlock = (userId: string) => client.POST("/api/v1/users/{userId}/lifecycle/unlock", { params: { path: { userId } } });

readFileSync(yamlPath);
if (JSON.parse(readFileSync(jsonPath, "utf8")).info.version !== document.info.version) process.exit(1);
console.log(document.openapi, document.info.version);
`)
	mustRun(t, project, "npx", "tsc")
	assert.Equal(t, "3.0.3 "+p.version, mustRun(t, project, "node", "dist/main.js"))
	assert.Equal(t, p.version, mustRun(t, project, "node", "-p", `require("okta-userapi-contract").document.info.version`))

	// What a generator makes of the twin differs by a mark in a comment alone.
	mustRun(t, project, "npx", "openapi-typescript", p.path(document31YAML), "--output", "src/twin.d.ts")
	comments := regexp.MustCompile(`(?s)/\*\*.*?\*/`)
	assert.Equal(t, comments.ReplaceAllString(read(t, filepath.Join(project, "src", "okta-users.d.ts")), ""),
		comments.ReplaceAllString(read(t, filepath.Join(project, "src", "twin.d.ts")), ""))
}

func generatePython(t *testing.T, p packer) {
	project := t.TempDir()
	consumer := p.repository("openapi", "consumers", "python")
	mustRun(t, project, "python3", "-m", "venv", ".venv")
	mustRun(t, project, ".venv/bin/pip", "install", "--quiet", "--no-compile", "openapi-python-client",
		"--constraint", filepath.Join(consumer, "requirements.txt"))
	mustRun(t, project, ".venv/bin/pip", "install", "--quiet", "--no-index", "--find-links", p.dist, "okta-userapi-contract=="+p.version)
	path := mustRun(t, project, ".venv/bin/python", "-c", "import okta_userapi_contract as c; print(c.YAML_PATH)")
	mustRun(t, project, ".venv/bin/openapi-python-client", "generate", "--path", path, "--output-path", "okta_users",
		"--meta", "none", "--config", filepath.Join(consumer, "generator.yaml"), "--fail-on-warning")
	put(t, filepath.Join(project, "program.py"), `
from okta_userapi_contract import JSON_PATH, document
from okta_users.api.user import unlock_user
from okta_users.client import Client

assert callable(unlock_user.sync_detailed) and Client(base_url="https://acme.okta.com")
assert JSON_PATH.is_file()
print(document()["info"]["version"])
`)
	mustRun(t, project, ".venv/bin/python", "-m", "compileall", "-q", "okta_users")
	assert.Equal(t, p.version, mustRun(t, project, ".venv/bin/python", "program.py"))
}

func serve(t *testing.T, p packer, here platform) {
	org, err := served.Start(t.Context(), p.path(here.program()), 0)
	require.NoError(t, err)
	answer, err := http.Get(org.URL + "/openapi.json")
	require.NoError(t, err)
	var document struct{ Info struct{ Version string } }
	require.NoError(t, json.NewDecoder(answer.Body).Decode(&document))
	require.NoError(t, answer.Body.Close())
	assert.Equal(t, p.version, document.Info.Version)
	require.NoError(t, org.Stop())
}

// mustRun runs a command, which has to succeed, and returns the last line of what it prints.
func mustRun(t *testing.T, folder, command string, args ...string) string {
	t.Helper()
	if strings.HasPrefix(command, ".venv") {
		command = filepath.Join(folder, command)
	}
	cmd := exec.CommandContext(t.Context(), command, args...)
	cmd.Dir = folder
	output, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s\n%s", strings.Join(cmd.Args, " "), output)
	lines := strings.Split(strings.TrimSpace(string(output)), "\n")
	return lines[len(lines)-1]
}

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(content)
}

func put(t *testing.T, path, content string) {
	t.Helper()
	require.NoError(t, os.WriteFile(path, []byte(content), 0o644))
}
