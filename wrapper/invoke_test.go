package wrapper_test

import (
	"context"
	"reflect"
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

// invoke calls the method of an operation with ids, a body that holds little or nothing, and options, and walks a list to its end.
func invoke(t *testing.T, client *okta.Client, operation gen.Operation, ids []string, options reflect.Value) error {
	t.Helper()
	method := methodOf(t, operation)
	arguments := []reflect.Value{reflect.ValueOf(client)}
	for i := 1; i < method.Type.NumIn()-1; i++ {
		switch in := method.Type.In(i); {
		case in == reflect.TypeFor[context.Context]():
			arguments = append(arguments, reflect.ValueOf(t.Context()))
		case in.Kind() == reflect.String:
			require.NotEmpty(t, ids, "%s takes more texts than there are ids in its path", operation.ID)
			arguments, ids = append(arguments, reflect.ValueOf(ids[0])), ids[1:]
		case options.IsValid() && in == options.Type():
			arguments = append(arguments, options)
		case in == reflect.TypeFor[okta.User]():
			arguments = append(arguments, reflect.ValueOf(okta.User{Profile: okta.UserProfile{NickName: okta.Set("x")}}))
		default:
			arguments = append(arguments, reflect.Zero(in))
		}
	}
	require.Empty(t, ids, "%s takes fewer texts than there are ids in its path", operation.ID)
	results := method.Func.Call(arguments)
	if results[0].Kind() != reflect.Func {
		err, _ := reflect.TypeAssert[error](results[len(results)-1])
		return err
	}
	var err error
	loop := func(item []reflect.Value) []reflect.Value {
		err, _ = reflect.TypeAssert[error](item[1])
		return []reflect.Value{reflect.ValueOf(err == nil)}
	}
	results[0].Call([]reflect.Value{reflect.MakeFunc(results[0].Type().In(0), loop)})
	return err
}
