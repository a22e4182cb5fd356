package main

import (
	"context"
	"os"
	"path/filepath"

	"github.com/okta-userapi/userapi-go/openapi/internal/served"
)

// pythonPackage is tests in the source distribution of the Python package okta, which run from there.
type pythonPackage struct{ files []string }

func (p pythonPackage) run(ctx context.Context, w workplace, version string) (map[string]result, error) {
	cache := w.cache("python-" + version)
	python := filepath.Join(cache, "bin", "python")
	requirements := filepath.Join(w.scripts, "python", "requirements.txt")
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

	report := filepath.Join(w.temporary, source+".xml")
	command := append([]string{
		python, "-m", "pytest", "--quiet", "--tb=short", "-p", "no:cacheprovider", "--junitxml", report,
	}, p.files...)
	err := w.withOrg(ctx, 0, withLatency, func(_ *served.Org, variables []string) error {
		return executeTests(ctx, filepath.Join(cache, source), command, append(variables, "MOCK_TESTS=false"))
	})
	if err != nil {
		return nil, err
	}
	return readReport(report)
}
