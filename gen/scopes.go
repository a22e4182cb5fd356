package gen

import (
	"fmt"
	"slices"
	"strings"
)

// Scopes returns all OAuth 2.0 scopes that operations need, in alphabetical order.
func Scopes() []string {
	var all []string
	for _, operation := range operations {
		all = append(all, operation.Scopes...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// ScopesOf returns the least OAuth 2.0 scopes that these operations need together, by operationId and in alphabetical
// order: what a service app has to be granted, and what it asks for. A scope that another one covers is left out; see
// [ScopeCovers].
func ScopesOf(operationIDs ...string) ([]string, error) {
	var needed []string
	for _, id := range operationIDs {
		operation := OperationByID(id)
		if operation.Method == "" {
			return nil, fmt.Errorf("scopes of %q: there is no such operation: name one by its operationId, such as getUser", id)
		}
		needed = append(needed, operation.Scopes...)
	}
	slices.Sort(needed)
	needed = slices.Compact(needed)
	all := slices.Clone(needed)
	return slices.DeleteFunc(needed, func(scope string) bool {
		return slices.ContainsFunc(all, func(other string) bool { return other != scope && ScopeCovers(other, scope) })
	}), nil
}

// ScopeCovers reports whether a token that was granted one scope may do what needs another: the same one, or that for
// reading where the granted one is for managing, as "okta.users.manage" covers "okta.users.read".
func ScopeCovers(granted, needed string) bool {
	area, isRead := strings.CutSuffix(needed, ".read")
	return granted == needed || isRead && granted == area+".manage"
}
