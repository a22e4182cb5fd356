package openapi_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/okta-userapi/userapi-go/openapi"
	"github.com/okta-userapi/userapi-go/openapi/internal/golang"
	"github.com/okta-userapi/userapi-go/openapi/internal/reference"
)

func TestReferenceIsCurrent(t *testing.T) {
	folder := filepath.Join("..", "api")
	source, err := os.ReadFile(filepath.Join(folder, "examples_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	examples, err := reference.Examples(source)
	if err != nil {
		t.Fatal(err)
	}
	pages, err := reference.Render(openapi.Document, examples)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range pages {
		got, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("api/%s is not what the contract and the examples give: make docs", name)
		}
	}
}

func TestGeneratedGoIsCurrent(t *testing.T) {
	doc := parse(t)
	operations, err := golang.Operations(doc)
	if err != nil {
		t.Fatal(err)
	}
	generated, err := os.ReadFile("../gen/okta.gen.go")
	if err != nil {
		t.Fatal(err)
	}
	models, err := golang.Models(doc, generated)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]byte{"gen/operations.gen.go": operations, "wrapper/models.gen.go": models} {
		got, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("%s is not what the contract gives: make generate", name)
		}
	}
}
