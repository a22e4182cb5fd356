package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

const example = "../../examples/customprofile/"

func TestTheStructOfTheExampleIsWhatItsSchemaGives(t *testing.T) {
	t.Parallel()
	committed, err := os.ReadFile(example + "profile.gen.go")
	require.NoError(t, err)
	target := filepath.Join(t.TempDir(), "profile.gen.go")
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), []string{"-schema", example + "schema.json", "-package", "main", "-out", target}, &out, &out))
	assert.Empty(t, out.String())
	made, err := os.ReadFile(target)
	require.NoError(t, err)
	assert.Equal(t, string(committed), string(made), "run go generate ./wrapper/examples/customprofile")
}

// It can't run beside others, since it sets the environment.
func TestTheSchemaIsTheOrgsWhereNoFileIsNamed(t *testing.T) { //nolint:paralleltest // see above
	org := oktatest.NewOrg()
	require.NoError(t, org.UpdateUserSchema("default", schemaOf(map[string]*okta.UserSchemaAttribute{"badge": text("Badge")})))
	server := oktatest.NewServer(org)
	t.Cleanup(server.Close)
	t.Setenv("HOME", t.TempDir())
	t.Setenv("OKTA_CLIENT_ORGURL", server.URL)
	t.Setenv("OKTA_CLIENT_TOKEN", org.Token())
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), []string{"-type", "Own"}, &out, &out))
	assert.Contains(t, out.String(), "type Own struct")
	assert.Contains(t, out.String(), "Badge okta.Attribute")
	require.ErrorIs(t, run(t.Context(), []string{"-id", "none"}, &out, &out), okta.ErrNotFound)

	t.Setenv("OKTA_CLIENT_ORGURL", "")
	require.ErrorContains(t, run(t.Context(), nil, &out, &out), "name a file with -schema, or configure the org")
}

func TestMistakesAreNamed(t *testing.T) {
	t.Parallel()
	file := func(content string) string {
		name := filepath.Join(t.TempDir(), "schema.json")
		require.NoError(t, os.WriteFile(name, []byte(content), 0o600))
		return name
	}
	for want, args := range map[string][]string{
		`"x" is no flag`:                      {"x"},
		"-schema: open ":                      {"-schema", "none.json"},
		"unexpected EOF":                      {"-schema", file("{")},
		"something follows":                   {"-schema", file("{} {}")},
		"-type: \"x\" is no name":             {"-schema", file("{}"), "-type", "x"},
		"flag provided but not defined: -foo": {"-foo"},
	} {
		var out bytes.Buffer
		require.ErrorContains(t, run(t.Context(), args, &out, &out), want)
	}
}
