package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/okta-userapi/userapi-go/openapi/internal/served"
)

// goModule is tests in a Go module, which run in the module cache.
type goModule struct {
	path      string
	folder    string // of the package
	files     []string
	dropsPort bool // the SDK sends requests to the URL's host without its port
}

// run gives each test a process, so that a panic ends that test alone, and an org, because the process removes what it
// takes for the leftovers of other tests.
func (m goModule) run(ctx context.Context, w workplace, version string) (map[string]result, error) {
	folder, err := m.download(ctx, w, version)
	if err != nil {
		return nil, err
	}
	names, err := testsIn(folder, m.files)
	if err != nil {
		return nil, err
	}
	program := filepath.Join(w.temporary, version+".test")
	// Whether vet likes the SDK's code is not asked.
	if _, err := execute(ctx, folder, []string{"go", "test", "-vet=off", "-c", "-o", program, "."}, os.Environ()); err != nil {
		return nil, err
	}

	return gather(names, func(name string) (map[string]result, error) {
		r, err := m.test(ctx, w, program, folder, name)
		return map[string]result{name: r}, err
	})
}

// download returns the package's folder in the module cache.
func (m goModule) download(ctx context.Context, w workplace, version string) (string, error) {
	output, err := execute(ctx, w.temporary, []string{"go", "mod", "download", "-json", m.path + "@" + version}, os.Environ())
	if err != nil {
		return "", err
	}
	var module struct{ Dir string }
	if err := json.Unmarshal([]byte(output), &module); err != nil {
		return "", fmt.Errorf("go mod download: %w", err)
	}
	return filepath.Join(module.Dir, filepath.FromSlash(m.folder)), nil
}

var testFunction = regexp.MustCompile(`(?m)^func (Test\w*)\(t `)

func testsIn(folder string, files []string) ([]string, error) {
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

func (m goModule) test(ctx context.Context, w workplace, program, folder, name string) (result, error) {
	var r result
	err := w.withOrg(ctx, 0, orgFlags, func(org *served.Org, variables []string) error {
		if m.dropsPort {
			// An org takes requests as a proxy does, so the port can be said as a proxy's.
			at, err := url.Parse(org.URL)
			if err != nil {
				return err
			}
			variables = append(variables, "OKTA_CLIENT_PROXY_HOST="+at.Hostname(), "OKTA_CLIENT_PROXY_PORT="+at.Port())
		}
		output, err := execute(ctx, folder, []string{program, "-test.v", "-test.run", "^" + name + "$", "-test.timeout", "2m"}, variables)
		r = result{passed: err == nil && strings.Contains(output, "--- PASS: "+name+" "), output: output}
		if err != nil {
			r.output = err.Error()
		}
		return nil
	})
	return r, err
}
