// Command breaking holds the contract and the Go API against the last release, and fails on a change that breaks their
// users unless it is announced: in openapi/CHANGELOG.md and info.version for the contract, in CHANGELOG.md for the Go
// API.
//
//	go run ./openapi/internal/breaking [-base v0.1.0]
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const (
	oasdiff = "github.com/oasdiff/oasdiff@v1.36.0"
	apidiff = "golang.org/x/exp/cmd/apidiff@v0.0.0-20261014143641-f0251eb4aa3e"
)

func main() {
	base := flag.String("base", "", "the `tag` to compare with; the last one unless set")
	flag.Parse()
	if err := check(context.Background(), *base); err != nil {
		fmt.Fprintln(os.Stderr, "check-breaking:", err)
		os.Exit(1)
	}
}

func check(ctx context.Context, base string) (err error) {
	root, err := command(ctx, "", "git", "rev-parse", "--show-toplevel")
	if err != nil {
		return err
	}
	root = strings.TrimSpace(root)
	now, err := readRelease(root)
	if err != nil {
		return err
	}
	if base == "" {
		base, err = lastTag(ctx, root)
		if err != nil {
			return err
		}
	}
	if base == "" {
		if now.changelog.released() {
			return errors.New("openapi/CHANGELOG.md has a release and git has no tag of one: git fetch --tags")
		}
		fmt.Println("check-breaking: nothing is released yet, so nothing can break")
		return nil
	}

	released, err := os.MkdirTemp("", "released-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(released)) }()
	archive := filepath.Join(released, "archive.tar")
	if _, err := command(ctx, root, "git", "archive", "--output", archive, base); err != nil {
		return err
	}
	if _, err := command(ctx, released, "tar", "-xf", archive); err != nil {
		return err
	}
	before, err := readRelease(released)
	if err != nil {
		return err
	}
	contractErr := checkContract(ctx, before, now)
	return errors.Join(contractErr, checkGo(ctx, released, root))
}

// lastTag is the last release before the commit that is checked out, or empty.
func lastTag(ctx context.Context, root string) (string, error) {
	tags, err := command(ctx, root, "git", "tag", "--merged", "HEAD", "--list", "v[0-9]*", "--sort", "-version:refname")
	if err != nil {
		return "", err
	}
	tag, _, _ := strings.Cut(tags, "\n")
	return tag, nil
}

func checkContract(ctx context.Context, before, now release) error {
	// A warning of oasdiff's is a break here. So are the changes of severity-levels.txt, which by oasdiff's rules a
	// reader survives: every member of an answer is optional in this contract, and names become names of generated
	// code.
	changes, err := command(ctx, now.root, "go", "run", oasdiff, "breaking", "--color", "never", "--fail-on", "WARN",
		"--severity-levels", filepath.Join(now.root, "openapi", "internal", "breaking", "severity-levels.txt"),
		before.document(), now.document())
	if err == nil {
		fmt.Printf("check-breaking: the contract breaks nothing of %s\n", before.version)
		return nil
	}
	if exit, ok := errors.AsType[*exec.ExitError](err); !ok || exit.ExitCode() != 1 || !strings.Contains(changes, "changes:") {
		return err
	}
	fmt.Print(changes)
	switch {
	case !raised(before.version, now.version):
		return fmt.Errorf("the contract breaks its readers, and info.version went from %s to %s: raise the major number, or before 1.0 the minor one", before.version, now.version)
	case !now.changelog.announces(now.version):
		return fmt.Errorf(`the contract breaks its readers: say how in openapi/CHANGELOG.md, in the section %s, under "### Breaking"`, now.version)
	}
	fmt.Printf("check-breaking: the contract breaks readers of %s, which %s announces\n", before.version, now.version)
	return nil
}

func checkGo(ctx context.Context, released, root string) error {
	var changes strings.Builder
	for _, name := range []string{"./gen", "./gen/client", "./gen/server", "./wrapper", "./wrapper/config", "./wrapper/oauth", "./wrapper/oktatest"} {
		if _, err := os.Stat(filepath.Join(released, name)); err != nil {
			continue // it is new
		}
		exported := filepath.Join(released, filepath.Base(name)+".api")
		if _, err := command(ctx, released, "go", "run", apidiff, "-w", exported, name); err != nil {
			return err
		}
		found, err := command(ctx, root, "go", "run", apidiff, "-incompatible", exported, name)
		if err != nil {
			return err
		}
		if found != "" {
			fmt.Fprintf(&changes, "package %s\n%s", name, found)
		}
	}
	if changes.Len() == 0 {
		fmt.Println("check-breaking: the Go API breaks nothing")
		return nil
	}
	fmt.Print(changes.String())
	log, err := readChangelog(filepath.Join(root, "CHANGELOG.md"))
	if err != nil {
		return err
	}
	if !log.newest().breaking {
		return errors.New(`the Go API breaks its users: say how in CHANGELOG.md, in the newest section, under "### Breaking"`)
	}
	fmt.Println("check-breaking: the Go API breaks its users, which CHANGELOG.md announces")
	return nil
}

// command runs a command and returns what it printed, which is part of the error too.
func command(ctx context.Context, folder, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...) //nolint:gosec // the commands are this program's own
	cmd.Dir = folder
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("%s: %w\n%s%s", strings.Join(cmd.Args, " "), err, out, stderr.String())
	}
	return string(out), err
}
