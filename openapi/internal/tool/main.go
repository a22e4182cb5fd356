// Command tool checks the contract, and writes the Go that is made of it beside the generated client: the table of
// operations, the models that hide their secrets, and the names of the models.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/okta-userapi/userapi-go/openapi"
	"github.com/okta-userapi/userapi-go/openapi/internal/contract"
	"github.com/okta-userapi/userapi-go/openapi/internal/golang"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return errors.New("usage: tool validate DOCUMENT | go ROOT")
	}
	switch command, path := args[0], args[1]; command {
	case "validate":
		return validate(path)
	case "go":
		return writeGo(path)
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
	generated, err := os.ReadFile(filepath.Join(root, "gen", "models.gen.go")) //nolint:gosec // the folder that the user names
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

func write(path string, content []byte) error {
	return os.WriteFile(path, content, 0o644) //nolint:gosec // for everyone to read
}
