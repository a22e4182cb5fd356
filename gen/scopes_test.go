package gen_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okta-userapi/userapi-go/gen"
)

func TestScopesOfOperationsAreTheLeast(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ operations, want []string }{
		"none":                         {nil, nil},
		"one":                          {[]string{"getUser"}, []string{"okta.users.read"}},
		"the same twice":               {[]string{"getUser", "listUsers", "getUser"}, []string{"okta.users.read"}},
		"to manage is to read, too":    {[]string{"getUser", "suspendUser"}, []string{"okta.users.manage"}},
		"areas do not cover another":   {[]string{"suspendUser", "getGroup"}, []string{"okta.groups.read", "okta.users.manage"}},
		"a user's groups are a user's": {[]string{"listUserGroups"}, []string{"okta.users.read"}},
	}
	for name, test := range tests {
		got, err := gen.ScopesOf(test.operations...)
		require.NoError(t, err, name)
		assert.Equal(t, test.want, got, name)
	}
	_, err := gen.ScopesOf("getUser", "getUzer")
	require.EqualError(t, err, `scopes of "getUzer": there is no such operation: name one by its operationId, such as getUser`)
}

func TestScopesOfAnyOperationsSufficeAndNoneIsTooMany(t *testing.T) {
	t.Parallel()
	operations := gen.Operations()
	suffice := func(scopes []string, chosen []gen.Operation) bool {
		return !slices.ContainsFunc(chosen, func(operation gen.Operation) bool {
			return slices.ContainsFunc(operation.Scopes, func(needed string) bool {
				return !slices.ContainsFunc(scopes, func(granted string) bool { return gen.ScopeCovers(granted, needed) })
			})
		})
	}
	rapid.Check(t, func(t *rapid.T) {
		chosen := rapid.SliceOf(rapid.SampledFrom(operations)).Draw(t, "operations")
		ids := make([]string, len(chosen))
		for i, operation := range chosen {
			ids[i] = operation.ID
		}
		scopes, err := gen.ScopesOf(ids...)
		require.NoError(t, err)
		require.True(t, slices.IsSorted(scopes))
		require.True(t, suffice(scopes, chosen))
		for i := range scopes {
			require.False(t, suffice(slices.Delete(slices.Clone(scopes), i, i+1), chosen), "%s is not needed", scopes[i])
		}
	})
}

func TestAllScopesAreThoseOfTheTable(t *testing.T) {
	t.Parallel()
	all := gen.Scopes()
	require.True(t, slices.IsSorted(all))
	require.Equal(t, slices.Compact(slices.Clone(all)), all)
	for _, operation := range gen.Operations() {
		require.Subset(t, all, operation.Scopes, operation.ID)
	}
	require.Contains(t, all, "okta.users.manage")
}

func TestManagingCoversReadingInItsAreaAlone(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		granted, needed string
		want            bool
	}{
		{"okta.users.read", "okta.users.read", true},
		{"okta.users.manage", "okta.users.read", true},
		{"okta.users.manage", "okta.users.manage", true},
		{"okta.users.read", "okta.users.manage", false},
		{"okta.groups.manage", "okta.users.read", false},
		{"okta.users.manage", "okta.users.read.self", false},
		{"okta.users.manage", "okta.users", false},
		{"okta.users", "okta.users.read", false},
		{".manage", "okta.users.read", false},
	} {
		assert.Equal(t, test.want, gen.ScopeCovers(test.granted, test.needed), test)
	}
}
