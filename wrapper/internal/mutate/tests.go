package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// testTimeout is many times what the slowest package needs, so that only a mutant that hangs comes to it.
const testTimeout = "90s"

// goPackage is what `go list` says of a package.
type goPackage struct {
	Dir        string
	ImportPath string
	GoFiles    []string
	Deps       []string
	Module     struct{ Path, Dir string }

	users []string // the other packages whose tests run its code
}

// load returns the packages that match, and who uses them.
func load(ctx context.Context, patterns []string) ([]*goPackage, error) {
	packages, err := list(ctx, patterns...)
	if err != nil {
		return nil, err
	}
	// Of the module's tests these run the library. Those of openapi/ hold the contract, and take long.
	tests, err := list(ctx, "-test", "./gen/...", "./wrapper/...")
	if err != nil {
		return nil, err
	}
	for _, p := range packages {
		for _, t := range tests {
			path, isTest := strings.CutSuffix(t.ImportPath, ".test")
			if isTest && path != p.ImportPath && slices.ContainsFunc(t.Deps, func(dependency string) bool {
				dependency, _, _ = strings.Cut(dependency, " ") // the name of one that is built for a test goes on
				return dependency == p.ImportPath
			}) {
				p.users = append(p.users, path)
			}
		}
	}
	return packages, nil
}

func list(ctx context.Context, args ...string) ([]*goPackage, error) {
	args = append([]string{"list", "-json=Dir,ImportPath,GoFiles,Deps,Module"}, args...)
	out, err := exec.CommandContext(ctx, "go", args...).Output() //nolint:gosec // the packages are those that the caller names
	if err != nil {
		if exit, ok := errors.AsType[*exec.ExitError](err); ok {
			return nil, fmt.Errorf("go list: %s", bytes.TrimSpace(exit.Stderr))
		}
		return nil, fmt.Errorf("go list: %w", err)
	}
	var packages []*goPackage
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		p := new(goPackage)
		if err := decoder.Decode(p); errors.Is(err, io.EOF) {
			return packages, nil
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		packages = append(packages, p)
	}
}

// mutants finds the mutants of the package's hand-written files.
func (p *goPackage) mutants() ([]mutant, error) {
	var all []mutant
	for _, name := range p.GoFiles {
		if strings.HasSuffix(name, ".gen.go") {
			continue
		}
		path := filepath.Join(p.Dir, name)
		source, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		found, err := find(path, source)
		if err != nil {
			return nil, err
		}
		file, err := filepath.Rel(p.Module.Dir, path)
		if err != nil {
			return nil, err
		}
		for _, m := range found {
			m.pkg, m.path, m.file = p, path, filepath.ToSlash(file)
			all = append(all, m)
		}
	}
	return all, nil
}

type outcome int

const (
	survived outcome = iota
	noticed
	hung
	notViable // it does not compile
)

// tester runs tests with one file replaced.
type tester struct {
	dir   string
	green map[string]bool // the packages whose tests pass without a mutant
}

// try runs the tests that can notice m.
func (t *tester) try(ctx context.Context, m mutant) (outcome, error) {
	for _, packages := range [][]string{{m.pkg.ImportPath}, m.pkg.users} {
		if len(packages) == 0 {
			continue
		}
		if err := t.requireGreen(ctx, packages); err != nil {
			return survived, err
		}
		overlay, err := t.overlay(m)
		if err != nil {
			return survived, err
		}
		end, _ := goTest(ctx, append([]string{"-overlay", overlay}, packages...)...)
		if end != survived {
			return end, nil
		}
	}
	return survived, nil
}

// requireGreen fails where tests fail without a mutant: they would notice all of them.
func (t *tester) requireGreen(ctx context.Context, packages []string) error {
	for _, p := range packages {
		if !t.green[p] {
			if end, out := goTest(ctx, p); end != survived {
				return fmt.Errorf("the tests of %s fail without a mutant:\n%s", p, out)
			}
			t.green[p] = true
		}
	}
	return nil
}

// overlay has `go` read the mutated file in place of the original.
func (t *tester) overlay(m mutant) (string, error) {
	file := filepath.Join(t.dir, "mutant.go")
	if err := os.WriteFile(file, m.mutated(), 0o600); err != nil {
		return "", err
	}
	replace, err := json.Marshal(map[string]map[string]string{"Replace": {m.path: file}})
	if err != nil {
		return "", err
	}
	overlay := filepath.Join(t.dir, "overlay.json")
	return overlay, os.WriteFile(overlay, replace, 0o600)
}

func goTest(ctx context.Context, args ...string) (outcome, []byte) {
	args = append([]string{"test", "-vet=off", "-failfast", "-timeout", testTimeout}, args...)
	command := exec.CommandContext(ctx, "go", args...)          //nolint:gosec // likewise
	command.Env = append(os.Environ(), "RAPID_NOFAILFILE=true") // a failure that is wanted leaves no file behind
	out, err := command.CombinedOutput()
	switch {
	case err == nil:
		return survived, out
	case bytes.Contains(out, []byte("[build failed]")), bytes.Contains(out, []byte("[setup failed]")):
		return notViable, out
	case bytes.Contains(out, []byte("panic: test timed out after")):
		return hung, out
	}
	return noticed, out
}
