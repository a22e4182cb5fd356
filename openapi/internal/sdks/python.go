package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"

	"github.com/okta-userapi/userapi-go/openapi/internal/served"
)

// pythonPackage is files of tests/integration in the source distribution of the Python package okta, which run from there.
type pythonPackage struct{ files []string }

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

	tests := filepath.Join(cache, source, "tests", "integration")
	return gather(p.files, func(file string) (map[string]result, error) {
		report := filepath.Join(w.temporary, source+"-"+file+".xml")
		command := []string{python, "-m", "pytest", "--quiet", "--tb=short", "-p", "no:cacheprovider", "--junitxml", report, file}
		err := w.withOrg(ctx, 0, append(slices.Clone(orgFlags), "-seed", seed), func(_ *served.Org, variables []string) error {
			return executeTests(ctx, tests, command, append(variables, "MOCK_TESTS=false"))
		})
		if err != nil {
			return nil, err
		}
		found, err := readReport(report)
		results := make(map[string]result)
		for name, r := range found {
			results[file+"::"+name] = r
		}
		return results, err
	})
}
