package openapi_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"
)

// The overlay turns open values into Go constants, and has to name the same ones.
func TestOverlayNamesEachOpenValue(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("overlay.go.yaml")
	require.NoError(t, err)
	var overlay struct {
		Actions []struct {
			Target string
			Update struct {
				Enum  []string
				Names []string `yaml:"x-enum-varnames"`
			}
		}
	}
	require.NoError(t, yaml.Unmarshal(source, &overlay))
	constants := make(map[string][]string)
	for _, action := range overlay.Actions {
		if action.Update.Enum == nil {
			continue
		}
		name := strings.TrimPrefix(action.Target, "$.components.schemas.")
		constants[name] = action.Update.Enum
		assert.Len(t, action.Update.Names, len(action.Update.Enum), "%s: a name for each value", name)
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
	require.NotEmpty(t, open)
	assert.Equal(t, open, constants)
}
