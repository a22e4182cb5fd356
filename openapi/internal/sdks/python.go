package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/okta-userapi/userapi-go/openapi/internal/served"
)

// pythonPackage is files of tests/integration in the source distribution of the Python package okta, which run from there.
type pythonPackage struct {
	files []string
	keyed []string // files with tests that sign in with a key, one of them ours; a file may run with DPoP too
}

// pythonKeys are files of ours, and where they go in the source distribution.
var pythonKeys = map[string]string{
	"test_keys.py":        "tests/integration",
	"dpop_test_config.py": ".",
}

// run gives each file a process and an org, so that they run at once. Two files may have tests of one name, so the file
// comes first in a test's name.
func (p pythonPackage) run(ctx context.Context, w workplace, version string) (map[string]result, error) {
	cache := w.cache("python-" + version)
	python := filepath.Join(cache, "bin", "python")
	requirements := filepath.Join(w.scripts, "python", "requirements.txt")
	seed := filepath.Join(w.scripts, "python", "seed.json")
	source := "okta-" + version
	if err := os.MkdirAll(cache, 0o750); err != nil {
		return nil, err
	}
	for _, command := range [][]string{
		{"python3", "-m", "venv", "."},
		{python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--requirement", requirements},
		{python, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-deps", "--no-binary", ":all:", "okta==" + version},
		{python, "-m", "tarfile", "-e", source + ".tar.gz"},
	} {
		if _, err := execute(ctx, cache, command, os.Environ()); err != nil {
			return nil, err
		}
	}

	for name, folder := range pythonKeys {
		text, err := os.ReadFile(filepath.Join(w.scripts, "python", name))
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(filepath.Join(cache, source, filepath.FromSlash(folder), name), text, 0o600); err != nil { //nolint:gosec // the names are those above
			return nil, err
		}
	}

	tests := filepath.Join(cache, source, "tests", "integration")
	return gather(slices.Concat(p.files, p.keyed), func(part string) (map[string]result, error) {
		file, _, _ := strings.Cut(part, " ")
		report := filepath.Join(w.temporary, source+"-"+part+".xml")
		command := []string{python, "-m", "pytest", "--quiet", "--tb=short", "-p", "no:cacheprovider", "--junitxml", report, file}
		run := func(_ *served.Org, variables []string) error {
			return executeTests(ctx, tests, command, append(variables, "MOCK_TESTS=false"))
		}
		var seen, err error
		if slices.Contains(p.keyed, part) {
			seen, err = w.withApp(ctx, appOf(part), func(org *served.Org, variables []string) error {
				if _, isOurs := pythonKeys[file]; !isOurs { // it signs in with a token too, and finds the key in our configuration
					variables = append(variables, withToken(org.Token)...)
				}
				return run(org, variables)
			})
		} else {
			err = w.withOrg(ctx, 0, append(slices.Clone(orgFlags), "-seed", seed), run)
		}
		if err != nil {
			return nil, err
		}
		found, err := readReport(report)
		results := make(map[string]result)
		for name, r := range found {
			results[part+"::"+name] = r.butFor(seen)
		}
		return results, err
	})
}
