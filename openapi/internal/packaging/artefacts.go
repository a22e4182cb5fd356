package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/okta-userapi/userapi-go/openapi"
)

// An artefact is a file of a release, and what writes it. VERSION in its name is the contract's.
type artefact struct {
	name  string
	write func(ctx context.Context, p packer, path string) error
}

const (
	documentYAML   = "okta-users.yaml"
	documentJSON   = "okta-users.json"
	document31YAML = "okta-users-3.1.yaml"
	document31JSON = "okta-users-3.1.json"
	page           = "okta-users.html"
	npmPackage     = "okta-userapi-contract-VERSION.tgz"
	wheel          = "okta_userapi_contract-VERSION-py3-none-any.whl"
	changes        = "CHANGELOG.md"
	checksums      = "SHA256SUMS"
)

// artefacts are in the order in which they are made: some are made of those before them.
var artefacts = []artefact{
	{documentYAML, func(_ context.Context, _ packer, path string) error { return write(path, string(openapi.Document)) }},
	{documentJSON, bundle(documentYAML)},
	{document31JSON, upgrade(documentJSON)},
	{document31YAML, bundle(document31JSON)},
	{page, writePage},
	{npmPackage, packNPM},
	{wheel, buildWheel},
	{changes, func(_ context.Context, p packer, path string) error { return write(path, p.section.text) }},
}

// bundle writes another artefact in the format that the new one's name ends with.
func bundle(source string) func(context.Context, packer, string) error {
	return func(ctx context.Context, p packer, path string) error {
		return p.redocly(ctx, "bundle", p.path(source), "--output", path)
	}
}

// upgrade converts to OpenAPI 3.1. It takes JSON and gives JSON, since its YAML has times without quotes, which old readers of
// YAML take for another type than text.
func upgrade(source string) func(context.Context, packer, string) error {
	return func(ctx context.Context, p packer, path string) error {
		return execute(ctx, p.root, nil, p.repository("openapi", ".cache", "lint", "node_modules", ".bin", "openapi-format"),
			p.path(source), "--no-sort", "--no-bundle", "--convertTo", "3.1", "--output", path)
	}
}

// redocly runs Redocly CLI, and has neither it nor the page that it writes report its use to anybody.
func (p packer) redocly(ctx context.Context, args ...string) error {
	return execute(ctx, p.root, []string{"REDOCLY_TELEMETRY=off", "REDOCLY_SUPPRESS_UPDATE_NOTICE=true"},
		p.repository("openapi", ".cache", "lint", "node_modules", ".bin", "redocly"), args...)
}

const (
	// policy keeps the page from loading anything at all from elsewhere.
	policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; ` +
		`img-src data:; font-src data:; base-uri 'none'; form-action 'none'">`

	// The page's script loads a logo from there; its words take the logo's place.
	logo      = "https://cdn.redoc.ly/redoc/logo-mini-full.svg"
	logoWords = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='48' height='12'%3E%3Ctext y='10' font-size='11'%3ERedoc%3C/text%3E%3C/svg%3E"
)

// writePage renders the reference as one file that carries its scripts and styles.
func writePage(ctx context.Context, p packer, path string) error {
	if err := p.redocly(ctx, "build-docs", p.path(documentYAML), "--inlineBundle", "--output", path); err != nil {
		return err
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	html := string(content)
	if !strings.Contains(html, logo) || !strings.Contains(html, "<head>") {
		return errors.New("the page is another than what its policy and its logo were made for: look for what it loads")
	}
	html = strings.Replace(html, "<head>", "<head>\n  "+policy, 1)
	return write(path, strings.ReplaceAll(html, logo, logoWords))
}

func packNPM(ctx context.Context, p packer, path string) error {
	return p.stage("npm", "package.json", "", func(folder string) error {
		return execute(ctx, folder, nil, "npm", "pack", "--ignore-scripts", "--pack-destination", filepath.Dir(path))
	})
}

func buildWheel(ctx context.Context, p packer, path string) error {
	return p.stage("python", "pyproject.toml", "okta_userapi_contract", func(folder string) error {
		return execute(ctx, folder, nil, p.repository("openapi", ".cache", "package", "bin", "hatchling"),
			"build", "--target", "wheel", "--directory", filepath.Dir(path))
	})
}

// stage completes a copy of a folder of openapi/package, and has it built: it puts in the version, which the manifest names,
// the documents, which go into a folder of it, README and the licence.
func (p packer) stage(name, manifest, documents string, build func(folder string) error) (err error) {
	folder, err := os.MkdirTemp("", "package-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	if err := os.CopyFS(folder, os.DirFS(p.repository("openapi", "package", name))); err != nil {
		return err
	}
	text, err := os.ReadFile(filepath.Join(folder, manifest))
	if err != nil {
		return err
	}
	const version = `"0.0.0"`
	if strings.Count(string(text), version) != 1 {
		return fmt.Errorf("%s has no version %s, or several", manifest, version)
	}
	if err := write(filepath.Join(folder, manifest), strings.Replace(string(text), version, `"`+p.version+`"`, 1)); err != nil {
		return err
	}
	for target, source := range map[string]string{
		filepath.Join(documents, documentYAML): p.path(documentYAML),
		filepath.Join(documents, documentJSON): p.path(documentJSON),
		"README.md":                            p.repository("openapi", "package", "README.md"),
		"LICENSE":                              p.repository("LICENSE"),
	} {
		content, err := os.ReadFile(source)
		if err != nil {
			return err
		}
		if err := write(filepath.Join(folder, target), string(content)); err != nil {
			return err
		}
	}
	return build(folder)
}

type platform struct{ system, machine string }

var platforms = []platform{
	{"linux", "amd64"}, {"linux", "arm64"}, {"darwin", "amd64"}, {"darwin", "arm64"}, {"windows", "amd64"}, {"windows", "arm64"},
}

// program is the name of oktatest for a platform.
func (p platform) program() string {
	name := "oktatest-" + p.system + "-" + p.machine
	if p.system == "windows" {
		name += ".exe"
	}
	return name
}

// programs are oktatest for each platform, which need nothing that isn't in them.
func programs(platforms []platform) []artefact {
	var made []artefact
	for _, on := range platforms {
		made = append(made, artefact{on.program(), func(ctx context.Context, p packer, path string) error {
			return execute(ctx, p.root, []string{"CGO_ENABLED=0", "GOOS=" + on.system, "GOARCH=" + on.machine},
				"go", "build", "-trimpath", "-ldflags", "-s -w", "-o", path, "./wrapper/oktatest/cmd/oktatest")
		}})
	}
	return made
}
