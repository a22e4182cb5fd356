// Command packaging writes to dist/ what a release gives to people of any language: the contract as documents, as a page, and
// in packages, what has changed in it, and checksums. With -binaries it adds the program oktatest for each platform. The
// same commit gives the same bytes.
//
//	go run ./openapi/internal/packaging [-binaries] [-release]
package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"

	"github.com/okta-userapi/userapi-go/openapi"
	"github.com/okta-userapi/userapi-go/openapi/internal/contract"
)

func main() {
	binaries := flag.Bool("binaries", false, "add the program oktatest for each platform")
	release := flag.Bool("release", false, "refuse a version that is not released by openapi/CHANGELOG.md")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *binaries, *release); err != nil {
		fmt.Fprintln(os.Stderr, "package:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, binaries, release bool) error {
	root, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		return fmt.Errorf("find the module: %w", err)
	}
	p, err := newPacker(strings.TrimSpace(string(root)))
	if err != nil {
		return err
	}
	if release && !p.section.released() {
		return fmt.Errorf("openapi/CHANGELOG.md says that %s is not released: drop that from its title before the tag", p.version)
	}
	made := artefacts
	if binaries {
		made = slices.Concat(made, programs(platforms))
	}
	return p.pack(ctx, filepath.Join(p.root, "dist"), made)
}

// A packer makes the artefacts of one state of the repository.
type packer struct {
	root    string
	version string // of the contract, and so of the packages
	section section
	dist    string // where the artefacts go
}

func newPacker(root string) (packer, error) {
	p := packer{root: root}
	// A document that refers to another file is refused here, so the one file is all that a reader needs.
	doc, err := contract.Parse(openapi.Document)
	if err != nil {
		return p, fmt.Errorf("read the contract: %w", err)
	}
	p.version = doc.Info.Version
	changelog, err := os.ReadFile(filepath.Join(root, "openapi", "CHANGELOG.md"))
	if err != nil {
		return p, err
	}
	p.section, err = sectionOf(string(changelog), p.version)
	return p, err
}

// pack makes the artefacts in a folder, which holds nothing else then, and their checksums.
func (p packer) pack(ctx context.Context, dist string, made []artefact) error {
	p.dist = dist
	for _, tool := range []string{"node", "npm", "python3"} {
		if _, err := exec.LookPath(tool); err != nil {
			return fmt.Errorf("%s is missing", tool)
		}
	}
	if err := errors.Join(os.RemoveAll(dist), os.MkdirAll(dist, 0o755)); err != nil { //nolint:gosec // for everyone to read
		return err
	}
	if err := p.installTools(ctx); err != nil {
		return err
	}
	var sums strings.Builder
	for _, a := range made {
		name := strings.ReplaceAll(a.name, "VERSION", p.version)
		if err := a.write(ctx, p, p.path(name)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		content, err := os.ReadFile(p.path(name))
		if err != nil {
			return fmt.Errorf("%s was not made: %w", name, err)
		}
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(content), name)
	}
	return write(p.path(checksums), sums.String())
}

// path is where an artefact is.
func (p packer) path(name string) string { return filepath.Join(p.dist, name) }

// repository is the path of a file of the repository.
func (p packer) repository(elements ...string) string {
	return filepath.Join(append([]string{p.root}, elements...)...)
}

// installTools installs what pins the versions of openapi/lint and openapi/package/python name, unless it is there.
func (p packer) installTools(ctx context.Context) error {
	if err := execute(ctx, p.root, nil, p.repository("openapi", "lint", "install.sh")); err != nil {
		return err
	}
	wanted, err := os.ReadFile(p.repository("openapi", "package", "python", "requirements.txt"))
	if err != nil {
		return err
	}
	environment := p.repository("openapi", ".cache", "package")
	installed := filepath.Join(environment, "requirements.txt")
	if found, err := os.ReadFile(installed); err == nil && string(found) == string(wanted) {
		return nil
	}
	if err := execute(ctx, p.root, nil, "python3", "-m", "venv", "--clear", environment); err != nil {
		return err
	}
	if err := execute(ctx, p.root, nil, filepath.Join(environment, "bin", "pip"), "install", "--quiet", "--disable-pip-version-check",
		"--requirement", p.repository("openapi", "package", "python", "requirements.txt")); err != nil {
		return err
	}
	return write(installed, string(wanted))
}

// execute runs a command in a folder. What it prints is part of the error where it fails.
func execute(ctx context.Context, folder string, environment []string, command string, args ...string) error {
	cmd := exec.CommandContext(ctx, command, args...) //nolint:gosec // the commands are this program's own
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), environment...)
	if output, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, output)
	}
	return nil
}

func write(path, content string) error {
	return os.WriteFile(path, []byte(content), 0o644) //nolint:gosec // for everyone to read
}
