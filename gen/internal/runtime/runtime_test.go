package runtime

import (
	"errors"
	"fmt"
	"net/url"
	"testing"

	generators "github.com/oapi-codegen/runtime"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

type text string

// TestParametersAreAsTheGeneratorsOwnLibraryWritesThem writes each kind of parameter with both.
func TestParametersAreAsTheGeneratorsOwnLibraryWritesThem(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.String().Draw(t, "words")
		same(t, words, "string")
		same(t, text(words), "string")
		same(t, rapid.Int32().Draw(t, "number"), "integer")
		same(t, rapid.Bool().Draw(t, "switch"), "boolean")
	})
}

func same[T Param](t *rapid.T, value T, kind string) {
	want, err := generators.StyleParamWithOptions("form", true, "name", value, generators.StyleParamOptions{ParamLocation: generators.ParamLocationQuery, Type: kind})
	require.NoError(t, err)
	got, err := StyleParamWithOptions("form", true, "name", value, StyleParamOptions{ParamLocation: ParamLocationQuery, Type: kind})
	require.NoError(t, err)
	require.Equal(t, want, got)

	if unsafeInPath(fmt.Sprint(value)) != "" {
		return
	}
	want, err = generators.StyleParamWithOptions("simple", false, "name", value, generators.StyleParamOptions{ParamLocation: generators.ParamLocationPath, Type: kind})
	require.NoError(t, err)
	got, err = StyleParamWithOptions("simple", false, "name", value, StyleParamOptions{ParamLocation: ParamLocationPath, Type: kind})
	require.NoError(t, err)
	require.Equal(t, want, got)
}

func TestAnotherPlaceIsAnError(t *testing.T) {
	t.Parallel()
	_, err := StyleParamWithOptions("simple", false, "name", "value", StyleParamOptions{ParamLocation: 7})
	require.ErrorContains(t, err, "parameter name stands neither in the path nor in the query")
}

func TestAnIDThatCannotBeOneSegmentIsRefused(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"", ".", "..", "/", "a/b", `a\b`, "a;b", "a\x00", "a\x1fb", "a\x7f", "a%40example.com", "%2e%2E"} {
		_, err := StyleParamWithOptions("simple", false, "userId", id, StyleParamOptions{ParamLocation: ParamLocationPath})
		argument, ok := errors.AsType[*ArgumentError](err)
		require.True(t, ok, "%q: %v", id, err)
		require.Equal(t, "userId", argument.Argument)
		require.NotContains(t, err.Error(), "\n")

		query, err := StyleParamWithOptions("form", true, "after", id, StyleParamOptions{ParamLocation: ParamLocationQuery})
		require.NoError(t, err, "in a query %q is a text like others", id)
		require.Equal(t, "after="+url.QueryEscape(id), query)
	}
	for _, id := range []string{"...", "a.b", "..a", "100%", "a%4", "a%zz", "ü", "a b", "a:b", "a=b", " "} {
		_, err := StyleParamWithOptions("simple", false, "userId", id, StyleParamOptions{ParamLocation: ParamLocationPath})
		require.NoError(t, err, "%q", id)
	}
}
