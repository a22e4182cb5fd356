package wrapper_test

import (
	"context"
	"iter"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// methodOf is the method of Client for an operation.
func methodOf(t *testing.T, operation gen.Operation) reflect.Method {
	t.Helper()
	method, found := reflect.TypeFor[*okta.Client]().MethodByName(goName(operation.ID))
	require.Truef(t, found, "operation %s has no method of Client", operation.ID)
	return method
}

// optionsOf is the type of a method's options; nil where it has none.
func optionsOf(method reflect.Method) reflect.Type {
	for in := range method.Type.Ins() {
		if in.Kind() == reflect.Pointer && strings.HasSuffix(in.Elem().Name(), "Options") {
			return in.Elem()
		}
	}
	return nil
}

// call calls the method of an operation with ids, a body that holds little or nothing, and options.
func call(ctx context.Context, t *testing.T, client *okta.Client, operation gen.Operation, ids []string, options reflect.Value, callOptions ...okta.CallOption) []reflect.Value {
	t.Helper()
	method := methodOf(t, operation)
	arguments := []reflect.Value{reflect.ValueOf(client)}
	for i := 1; i < method.Type.NumIn()-1; i++ {
		switch in := method.Type.In(i); {
		case in == reflect.TypeFor[context.Context]():
			arguments = append(arguments, reflect.ValueOf(ctx))
		case in.Kind() == reflect.String:
			require.NotEmpty(t, ids, "%s takes more texts than there are ids in its path", operation.ID)
			arguments, ids = append(arguments, reflect.ValueOf(ids[0]).Convert(in)), ids[1:]
		case options.IsValid() && in == options.Type():
			arguments = append(arguments, options)
		case in == reflect.TypeFor[okta.User]():
			arguments = append(arguments, reflect.ValueOf(okta.User{Profile: okta.UserProfile{NickName: okta.Set("x")}}))
		default:
			arguments = append(arguments, reflect.Zero(in))
		}
	}
	require.Empty(t, ids, "%s takes fewer texts than there are ids in its path", operation.ID)
	for _, option := range callOptions {
		arguments = append(arguments, reflect.ValueOf(option))
	}
	return method.Func.Call(arguments)
}

// invoke calls the method of an operation, and walks a list to its end.
func invoke(t *testing.T, client *okta.Client, operation gen.Operation, ids []string, options reflect.Value, callOptions ...okta.CallOption) (err error) {
	t.Helper()
	results := call(t.Context(), t, client, operation, ids, options, callOptions...)
	if results[0].Kind() == reflect.Func {
		_, err = collect(idsIn(results[0]))
		return err
	}
	err, _ = reflect.TypeAssert[error](results[len(results)-1])
	return err
}

// idsIn are the ids of the items of a list.
func idsIn(list reflect.Value) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		list.Call([]reflect.Value{reflect.MakeFunc(list.Type().In(0), func(item []reflect.Value) []reflect.Value {
			err, _ := reflect.TypeAssert[error](item[1])
			return []reflect.Value{reflect.ValueOf(yield(item[0].FieldByName("ID").String(), err))}
		})})
	}
}

// list is a paged operation.
type list struct{ gen.Operation }

// lists are the paged operations.
func lists() []list {
	var lists []list
	for _, operation := range gen.Operations() {
		if operation.Paged {
			lists = append(lists, list{operation})
		}
	}
	return lists
}

// ids stand for those in the list's path.
func (l list) ids() []string { return slices.Repeat([]string{"x"}, len(l.IDs())) }

func (l list) path() string { return regexp.MustCompile(`\{\w+\}`).ReplaceAllString(l.Path, "x") }

// walk are the ids of the list's items.
func (l list) walk(ctx context.Context, t *testing.T, client *okta.Client) iter.Seq2[string, error] {
	t.Helper()
	return idsIn(call(ctx, t, client, l.Operation, l.ids(), reflect.Value{})[0])
}
