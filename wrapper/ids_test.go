package wrapper_test

import (
	"errors"
	"net/url"
	"reflect"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

// idsThatCannotBeSent would reach another resource, or are cut or refused by orgs however they are escaped.
var idsThatCannotBeSent = []string{"", ".", "..", "a/b", "../groups/x", `a\b`, "prefix;suffix", "a\nb", "a\x00", "\x7f", "a%40example.com", "%2e%2e"}

func TestIDsThatCannotBeSentAreRefusedWithoutARequest(t *testing.T) {
	t.Parallel()
	client := testkit.NewClient(t, newScript(t, "").URL)
	for _, operation := range gen.Operations() {
		for i, name := range operation.IDs() {
			for _, id := range idsThatCannotBeSent {
				ids := slices.Repeat([]string{"x"}, len(operation.IDs()))
				ids[i] = id
				err := invoke(t, client, operation, ids, reflect.Value{})
				argument, ok := errors.AsType[*okta.ArgumentError](err)
				require.True(t, ok, "%s with %q as %s: %v", operation.ID, id, name, err)
				assert.Equal(t, operation.ID, argument.Operation)
				assert.Equal(t, name, argument.Argument)
				testkit.OneLined(t, err.Error())
			}
		}
	}
}

func TestTheGeneratedClientRefusesThemToo(t *testing.T) {
	t.Parallel()
	client := testkit.NewClient(t, newScript(t, "").URL)
	for _, id := range idsThatCannotBeSent {
		_, err := client.Gen().DeactivateOrDeleteUserWithResponse(t.Context(), id, nil)
		argument, ok := errors.AsType[*okta.ArgumentError](err)
		require.True(t, ok, "%q: %v", id, err)
		assert.Equal(t, "userId", argument.Argument)
		testkit.OneLined(t, err.Error())
	}
}

func TestARefusedIDIsNamedWithWhatToDo(t *testing.T) {
	t.Parallel()
	client := testkit.NewClient(t, newScript(t, "").URL)
	for id, want := range map[string]string{
		"":                "okta: getUser: userId is empty: pass an id",
		"..":              `okta: getUser: userId is "..", which would reach another resource: pass an id`,
		"a/b":             "okta: getUser: userId has a '/', which orgs don't take in a path even when it is escaped: search for the user, or whatever it names, and pass its id",
		"a%40example.com": "okta: getUser: userId is escaped already, or looks as if it were: pass it as it is, such as ada@example.com, or search for the user and pass its id",
	} {
		_, err := client.GetUser(t.Context(), id, nil)
		require.EqualError(t, err, want)
	}
}

func TestIDsReachTheServerAsOneSegment(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"a#b", "a?b", "100%", "a b", "ü@x.de", "a+b@x.com", "...", "a,b", "a:b", "{a}", "*", "o'neil@x.com"} {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			server := newScript(t, "/p",
				exchange{method: "DELETE", uri: "/api/v1/users/" + url.PathEscape(id), status: 204},
				exchange{method: "PUT", uri: "/api/v1/users/u/roles/r/targets/groups/" + url.PathEscape(id), status: 204},
			)
			client := testkit.NewClient(t, server.URL+"/p")
			require.NoError(t, client.DeactivateOrDeleteUser(t.Context(), id, nil))
			require.NoError(t, client.AddGroupTargetToRole(t.Context(), "u", "r", id))
		})
	}
}
