package openapi_test

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// The overlay turns open values into Go constants, and has to name the same ones.
func TestOverlayNamesEachOpenValue(t *testing.T) {
	source, err := os.ReadFile("overlay.go.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var overlay struct {
		Actions []struct {
			Target string
			Update struct {
				Enum  []string
				Names []string `yaml:"x-enum-varnames"`
			}
		}
	}
	if err := yaml.Unmarshal(source, &overlay); err != nil {
		t.Fatal(err)
	}
	constants := make(map[string][]string)
	for _, action := range overlay.Actions {
		if action.Update.Enum == nil {
			continue
		}
		name := strings.TrimPrefix(action.Target, "$.components.schemas.")
		constants[name] = action.Update.Enum
		if len(action.Update.Names) != len(action.Update.Enum) {
			t.Errorf("%s: %d names for %d values", name, len(action.Update.Names), len(action.Update.Enum))
		}
	}

	open := make(map[string][]string)
	for name, schema := range parse(t).Components.Schemas {
		values, ok := schema.Value.Extensions["x-extensible-enum"].([]any)
		if !ok {
			continue
		}
		for _, value := range values {
			open[name] = append(open[name], value.(string))
		}
	}
	if len(open) == 0 {
		t.Fatal("the contract has no open values")
	}
	if !maps.EqualFunc(constants, open, slices.Equal) {
		t.Errorf("overlay has\n%v\ncontract has\n%v", constants, open)
	}
}
