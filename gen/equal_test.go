package gen

import (
	"encoding/json"
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAProfileIsAValue(t *testing.T) {
	t.Parallel()
	var before UserProfile
	require.NoError(t, before.Set("team", "blue"))
	changed, unset := before, before
	var both sync.WaitGroup
	both.Go(func() { assert.NoError(t, changed.Set("team", "red")) })
	both.Go(func() { unset.Unset("team") })
	both.Wait()
	assert.Equal(t, `{"team":"blue"}`, before.String())
	assert.Equal(t, `{"team":"red"}`, changed.String())
	assert.Equal(t, `{}`, unset.String())
}

// TestNoMemberIsLeftOutOfEqual changes each member of a model.
func TestNoMemberIsLeftOutOfEqual(t *testing.T) {
	t.Parallel()
	for _, model := range []any{User{}, Group{}, UserProfile{}, GroupProfile{}} {
		typ := reflect.TypeOf(model)
		equal := func(a, b reflect.Value) bool { return a.MethodByName("Equal").Call([]reflect.Value{b})[0].Bool() }
		zero := reflect.Zero(typ)
		assert.True(t, equal(zero, zero))
		for field := range typ.Fields() {
			changed := reflect.New(typ).Elem()
			member := changed.FieldByIndex(field.Index)
			switch member.Interface().(type) {
			case Attribute:
				member.Set(reflect.ValueOf(Clear()))
			case time.Time:
				member.Set(reflect.ValueOf(time.Unix(1, 0)))
			case Links:
				member.Set(reflect.ValueOf(Links(`{"self":{}}`)))
			case map[string]json.RawMessage:
				member.Set(reflect.ValueOf(map[string]json.RawMessage{"x": nil}))
			case []string:
				member.Set(reflect.ValueOf([]string{""}))
			case UserProfile:
				member.Set(reflect.ValueOf(UserProfile{City: Clear()}))
			case GroupProfile:
				member.Set(reflect.ValueOf(GroupProfile{Name: Clear()}))
			case UserCredentials:
				member.Set(reflect.ValueOf(UserCredentials{Password: new(PasswordCredential)}))
			case UserType:
				member.Set(reflect.ValueOf(UserType{ID: "x"}))
			default:
				require.Equal(t, reflect.String, member.Kind(), "%s.%s", typ, field.Name)
				member.SetString("x")
			}
			assert.False(t, equal(zero, changed), "%s.%s", typ, field.Name)
			assert.True(t, equal(changed, changed), "%s.%s", typ, field.Name)
		}
	}
}

func TestEqualLooksThroughJSON(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		one, two string
		equal    bool
	}{
		"the order of members and white space": {`{"a": {"x": 1, "y": [1, 2]}}`, `{"a":{"y":[1,2],"x":1}}`, true},
		"an escaped text":                      {`{"a":"\u0061"}`, `{"a":"a"}`, true},
		"large integers":                       {`{"a":9007199254740993}`, `{"a":9007199254740992}`, false},
		"the order of a list":                  {`{"a":[1,2]}`, `{"a":[2,1]}`, false},
		"null and absent":                      {`{"city":null}`, `{}`, false},
		"null and empty":                       {`{"city":null}`, `{"city":""}`, false},
		"a text and a number":                  {`{"city":"1"}`, `{"city":1}`, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var one, two UserProfile
			require.NoError(t, Unmarshal([]byte(test.one), &one))
			require.NoError(t, Unmarshal([]byte(test.two), &two))
			assert.Equal(t, test.equal, one.Equal(two))
			assert.Equal(t, test.equal, two.Equal(one))
			assert.Equal(t, test.equal, User{Profile: one}.Equal(User{Profile: two}))
			assert.Equal(t, test.equal, cmp.Equal(User{Profile: one}, User{Profile: two}))
			assert.Equal(t, test.equal, cmp.Diff(map[string]Group{"a": {Profile: GroupProfile{AdditionalProperties: one.AdditionalProperties, Name: one.City}}},
				map[string]Group{"a": {Profile: GroupProfile{AdditionalProperties: two.AdditionalProperties, Name: two.City}}}) == "")
		})
	}
}
