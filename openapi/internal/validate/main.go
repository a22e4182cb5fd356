// Command validate checks a copy of the contract as the tests check the contract itself.
package main

import (
	"fmt"
	"os"

	"github.com/okta-userapi/userapi-go/openapi/internal/contract"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: validate document")
		os.Exit(2)
	}
	if err := validate(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

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
