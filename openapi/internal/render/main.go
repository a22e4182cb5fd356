// Command render writes the reference of the API into api/.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/okta-userapi/userapi-go/openapi"
	"github.com/okta-userapi/userapi-go/openapi/internal/reference"
)

func main() {
	if err := render("api"); err != nil {
		fmt.Fprintln(os.Stderr, "docs:", err)
		os.Exit(1)
	}
}

func render(folder string) error {
	source, err := os.ReadFile(filepath.Join(folder, "examples_test.go"))
	if err != nil {
		return err
	}
	examples, err := reference.Examples(source)
	if err != nil {
		return err
	}
	pages, err := reference.Render(openapi.Document, examples)
	if err != nil {
		return err
	}
	for name, page := range pages {
		if err := os.WriteFile(filepath.Join(folder, name), page, 0o644); err != nil { //nolint:gosec // pages are for everyone
			return err
		}
	}
	return nil
}
