package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/okta-userapi/userapi-go/openapi/internal/served"
)

// nodeScript is tests of our own, with an SDK that brings none. Its package.json says the version.
type nodeScript struct {
	file  string
	keyed []string // files of tests that sign in with a key; a file may run with DPoP too
}

func (n nodeScript) run(ctx context.Context, w workplace, _ string) (map[string]result, error) {
	folder := filepath.Join(w.scripts, "node")
	if _, err := execute(ctx, folder, []string{"npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"}, os.Environ()); err != nil {
		return nil, err
	}
	run := func(file, part string, variables []string) (map[string]result, error) {
		report := filepath.Join(w.temporary, part+".xml")
		command := []string{"node", "--test-reporter", "junit", "--test-reporter-destination", report, file}
		if err := executeTests(ctx, folder, command, variables); err != nil {
			return nil, err
		}
		return readReport(report)
	}
	return gather(append([]string{n.file}, n.keyed...), func(part string) (results map[string]result, _ error) {
		if part == n.file {
			err := w.withOrg(ctx, 1, []string{"-seed", filepath.Join(folder, "seed.json")}, func(org *served.Org, variables []string) (err error) {
				results, err = run(part, part, append(variables, "GROUP_ID="+org.Groups[0]))
				return err
			})
			return results, err
		}
		file, _, _ := strings.Cut(part, " ")
		seen, err := w.withApp(ctx, appOf(part), func(_ *served.Org, variables []string) (err error) {
			results, err = run(file, part, variables)
			return err
		})
		for name, r := range results {
			results[name] = r.butFor(seen)
		}
		return results, err
	})
}
