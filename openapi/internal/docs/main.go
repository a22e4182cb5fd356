// Command docs writes the reference for people: the pages in api, and the blocks of README.md that are made of code. It is
// not a part of tool, which has to run while the org in memory, whose rules the reference draws, doesn't compile.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/okta-userapi/userapi-go/openapi"
	"github.com/okta-userapi/userapi-go/openapi/internal/reference"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: docs ROOT")
		os.Exit(2)
	}
	if err := writeReference(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// writeReference writes the pages of the API, and the README's table of operations, in the repository at root.
func writeReference(root string) error {
	folder := filepath.Join(root, "api")
	source, err := os.ReadFile(filepath.Join(folder, "examples_test.go")) //nolint:gosec // the folder that the user names
	if err != nil {
		return err
	}
	examples, err := reference.Examples(source)
	if err != nil {
		return err
	}
	pages, err := reference.Render(openapi.Document, examples, oktatest.LifecycleDiagram())
	if err != nil {
		return fmt.Errorf("reference: %w", err)
	}
	for name, page := range pages {
		if err := write(filepath.Join(folder, name), page); err != nil {
			return err
		}
	}
	return writeREADME(root)
}

func writeREADME(root string) error {
	path := filepath.Join(root, "README.md")
	readme, err := os.ReadFile(path) //nolint:gosec // the folder that the user names
	if err != nil {
		return err
	}
	names, err := filepath.Glob(filepath.Join(root, "wrapper", "*.go"))
	if err != nil {
		return err
	}
	sources := make(map[string][]byte)
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		if sources[name], err = os.ReadFile(name); err != nil { //nolint:gosec // the folder that the user names
			return err
		}
	}
	page, err := reference.README(readme, openapi.Document, sources, oktatest.LifecycleDiagram())
	if err != nil {
		return fmt.Errorf("README: %w", err)
	}
	return write(path, page)
}

func write(path string, content []byte) error {
	return os.WriteFile(path, content, 0o644) //nolint:gosec // for everyone to read
}
