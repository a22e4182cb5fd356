package main

import (
	"context"
	"os"
	"path/filepath"

	"github.com/okta-userapi/userapi-go/openapi/internal/served"
)

// nodeScript is tests of our own, with an SDK that brings none. Its package.json says the version.
type nodeScript struct{ file string }

func (n nodeScript) run(ctx context.Context, w workplace, _ string) (map[string]result, error) {
	folder := filepath.Join(w.scripts, "node")
	if _, err := execute(ctx, folder, []string{"npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"}, os.Environ()); err != nil {
		return nil, err
	}
	report := filepath.Join(w.temporary, n.file+".xml")
	command := []string{"node", "--test-reporter", "junit", "--test-reporter-destination", report, n.file}
	err := w.withOrg(ctx, 1, []string{"-seed", filepath.Join(folder, "seed.json")}, func(org *served.Org, variables []string) error {
		return executeTests(ctx, folder, command, append(variables, "GROUP_ID="+org.Groups[0]))
	})
	if err != nil {
		return nil, err
	}
	return readReport(report)
}
