package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/okta-userapi/userapi-go/openapi/internal/served"
)

// goModule is tests in a Go module, which run in a copy of it.
type goModule struct {
	path      string
	folder    string // of the package
	files     []string
	keyed     []string // files of tests that sign in with a key
	ours      string   // a file of such tests of our own, which is put beside them
	dropsPort bool     // the SDK sends requests to the URL's host without its port
}

// run gives each test a process, so that a panic ends that test alone, and an org, because the process removes what it
// takes for the leftovers of other tests.
func (m goModule) run(ctx context.Context, w workplace, version string) (map[string]result, error) {
	folder, err := m.download(ctx, w, version)
	if err != nil {
		return nil, err
	}
	names, err := testsIn(folder, m.files...)
	if err != nil {
		return nil, err
	}
	keyed, err := testsIn(folder, slices.Concat(m.keyed, []string{ours})...)
	if err != nil {
		return nil, err
	}
	program := filepath.Join(w.temporary, version+".test")
	// Whether vet likes the SDK's code is not asked.
	if _, err := execute(ctx, folder, []string{"go", "test", "-vet=off", "-c", "-o", program, "."}, os.Environ()); err != nil {
		return nil, err
	}

	return gather(slices.Concat(names, keyed), func(name string) (map[string]result, error) {
		var r result
		run := func(org *served.Org, variables []string) error {
			r = m.test(ctx, program, folder, name, org.URL, variables)
			return nil
		}
		if !slices.Contains(keyed, name) {
			err := w.withOrg(ctx, 0, orgFlags, run)
			return map[string]result{name: r}, err
		}
		seen, err := w.withApp(ctx, appOf(name), run)
		return map[string]result{name: r.butFor(seen)}, err
	})
}

// ours is the name of our own tests' file among the SDK's.
const ours = "ours_test.go"

// download copies the module out of the module cache, to which nothing can be added, and returns its package's folder with
// our own tests in it.
func (m goModule) download(ctx context.Context, w workplace, version string) (string, error) {
	output, err := execute(ctx, w.temporary, []string{"go", "mod", "download", "-json", m.path + "@" + version}, os.Environ())
	if err != nil {
		return "", err
	}
	var module struct{ Dir string }
	if err := json.Unmarshal([]byte(output), &module); err != nil {
		return "", fmt.Errorf("go mod download: %w", err)
	}
	own, err := os.ReadFile(filepath.Join(w.scripts, "go", "testdata", m.ours))
	if err != nil {
		return "", err
	}
	copied := w.cache("go-" + version) // always at one path, so that the build cache knows it
	folder := filepath.Join(copied, filepath.FromSlash(m.folder))
	return folder, errors.Join(
		os.RemoveAll(copied),
		os.CopyFS(copied, os.DirFS(module.Dir)),
		os.WriteFile(filepath.Join(folder, ours), own, 0o600), //nolint:gosec // in our own cache
	)
}

var testFunction = regexp.MustCompile(`(?m)^func (Test\w*)\(t `)

func testsIn(folder string, files ...string) ([]string, error) {
	var names []string
	for _, file := range files {
		source, err := os.ReadFile(filepath.Join(folder, file))
		if err != nil {
			return nil, err
		}
		for _, match := range testFunction.FindAllSubmatch(source, -1) {
			names = append(names, string(match[1]))
		}
	}
	return names, nil
}

func (m goModule) test(ctx context.Context, program, folder, name, org string, variables []string) result {
	if m.dropsPort {
		// An org takes requests as a proxy does, so the port can be said as a proxy's.
		at, err := url.Parse(org)
		if err != nil {
			return result{output: err.Error()}
		}
		variables = append(variables, "OKTA_CLIENT_PROXY_HOST="+at.Hostname(), "OKTA_CLIENT_PROXY_PORT="+at.Port())
	}
	output, err := execute(ctx, folder, []string{program, "-test.v", "-test.run", "^" + name + "$", "-test.timeout", "2m"}, variables)
	if err != nil {
		return result{output: err.Error()}
	}
	return result{passed: strings.Contains(output, "--- PASS: "+name+" "), output: output}
}
