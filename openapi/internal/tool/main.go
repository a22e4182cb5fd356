// Command tool checks the contract, and writes what is made of it beside the generated client: the table of operations,
// the models that hide their secrets, the names of the models, and the reference.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/okta-userapi/userapi-go/openapi"
	"github.com/okta-userapi/userapi-go/openapi/internal/contract"
	"github.com/okta-userapi/userapi-go/openapi/internal/golang"
	"github.com/okta-userapi/userapi-go/openapi/internal/reference"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return errors.New("usage: tool validate DOCUMENT | go ROOT | reference ROOT")
	}
	switch command, path := args[0], args[1]; command {
	case "validate":
		return validate(path)
	case "go":
		return writeGo(path)
	case "reference":
		return writeReference(path)
	default:
		return fmt.Errorf("tool knows no command %q", command)
	}
}

// validate checks a copy of the contract as the tests check the contract itself.
func validate(path string) error {
	document, err := os.ReadFile(path) //nolint:gosec // the file that the user names
	if err != nil {
		return err
	}
	doc, err := contract.Parse(document)
	if err != nil {
		return err
	}
	return contract.Validate(doc)
}

// writeGo writes the Go files that are made of the contract and of the generated models, in the repository at root.
func writeGo(root string) error {
	doc, err := contract.Parse(openapi.Document)
	if err != nil {
		return err
	}
	operations, err := golang.Operations(doc)
	if err != nil {
		return fmt.Errorf("table of operations: %w", err)
	}
	secrets, err := golang.Secrets(doc)
	if err != nil {
		return fmt.Errorf("models with secrets: %w", err)
	}
	generated, err := os.ReadFile(filepath.Join(root, "gen", "okta.gen.go")) //nolint:gosec // the folder that the user names
	if err != nil {
		return err
	}
	models, err := golang.Models(doc, generated)
	if err != nil {
		return fmt.Errorf("names of models: %w", err)
	}
	return errors.Join(
		write(filepath.Join(root, "gen", "operations.gen.go"), operations),
		write(filepath.Join(root, "gen", "secrets.gen.go"), secrets),
		write(filepath.Join(root, "wrapper", "models.gen.go"), models),
	)
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
