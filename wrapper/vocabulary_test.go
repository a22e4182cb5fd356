package wrapper_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen/server"
	"github.com/okta-userapi/userapi-go/openapi"
	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// contractOperation is an operation as the contract has it.
type contractOperation struct {
	*openapi3.Operation
	method, path string
	params       openapi3.Parameters
}

func contract(t *testing.T) map[string]contractOperation {
	t.Helper()
	document, err := openapi3.NewLoader().LoadFromData(openapi.Document)
	require.NoError(t, err)
	operations := make(map[string]contractOperation)
	for path, item := range document.Paths.Map() {
		for method, operation := range item.Operations() {
			require.NotContains(t, operations, operation.OperationID, "two operations of one name")
			operations[operation.OperationID] = contractOperation{operation, method, path, slices.Concat(item.Parameters, operation.Parameters)}
		}
	}
	return operations
}

// goName is the Go name of an operation or a parameter.
func goName(name string) string { return strings.ToUpper(name[:1]) + name[1:] }

func TestVocabularyEachOperationHasOneMethodAndOneHandler(t *testing.T) {
	t.Parallel()
	operations := contract(t)
	assert.Len(t, operations, 25)
	// What Client has beside the operations: the generated client, and whole jobs made of operations.
	methods := map[string]bool{"Gen": true, "WaitForStatus": true, "DeleteUserPermanently": true}
	client := reflect.TypeFor[*okta.Client]()
	handlers := reflect.TypeFor[server.ServerInterface]()
	for id, operation := range operations {
		method, found := client.MethodByName(goName(id))
		if assert.Truef(t, found, "operation %s has no method of Client", id) {
			methods[method.Name] = true
			last := method.Type.In(method.Type.NumIn() - 1)
			assert.Equal(t, reflect.TypeFor[[]okta.CallOption](), last, "%s takes call options last", id)
		}
		if _, paged := client.MethodByName(goName(id) + "Pages"); paged {
			methods[goName(id)+"Pages"] = true
		}
		isPaged := operation.params.GetByInAndName("query", "after") != nil
		assert.Equal(t, isPaged, methods[goName(id)+"Pages"], "%s has a method for its pages", id)
		_, found = handlers.MethodByName(goName(id))
		assert.Truef(t, found, "operation %s has no handler in the server interface that oktatest implements", id)
	}
	for method := range client.Methods() {
		assert.Truef(t, methods[method.Name], "Client.%s is no operation of the contract", method.Name)
	}
}

// TestVocabularyEachParameterHasAnOption sets each option by the name of its parameter, calls the operation, and looks for the parameter in the
// request; and looks for options that are no parameter.
func TestVocabularyEachParameterHasAnOption(t *testing.T) {
	t.Parallel()
	for id, operation := range contract(t) {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			method, found := reflect.TypeFor[*okta.Client]().MethodByName(goName(id))
			require.True(t, found)
			var options reflect.Type
			for in := range method.Type.Ins() {
				if in.Kind() == reflect.Pointer && strings.HasSuffix(in.Elem().Name(), "Options") {
					options = in.Elem()
					assert.Equal(t, goName(id)+"Options", options.Name())
				}
			}
			want := make(map[string]string) // by lower-case name
			for _, param := range operation.params {
				if param.Value.In == "query" {
					want[strings.ToLower(param.Value.Name)] = param.Value.Name
				}
			}
			if operation.RequestBody != nil && !operation.RequestBody.Value.Required {
				model := operation.RequestBody.Value.Content["application/json"].Schema.Ref
				want[strings.ToLower(model[strings.LastIndex(model, "/")+1:])] = "" // an optional body is an option too
			}
			if len(want) == 0 {
				assert.Nil(t, options, "%s has no optional parameters and needs no options", id)
				return
			}
			require.NotNilf(t, options, "%s has parameters %v and no options", id, want)
			for field := range options.Fields() {
				name, known := want[strings.ToLower(field.Name)]
				if assert.Truef(t, known, "%s.%s is no parameter of the contract", options.Name(), field.Name) && name != "" {
					assert.Contains(t, queryOf(t, method, options, field.Name), name, "%s.%s doesn't reach the request", options.Name(), field.Name)
				}
				delete(want, strings.ToLower(field.Name))
			}
			assert.Emptyf(t, want, "%s lacks an option for these parameters of %s", options.Name(), id)
		})
	}
}

// queryOf calls a method with one option set to other than its default and returns the query that was sent.
func queryOf(t *testing.T, method reflect.Method, options reflect.Type, field string) (query map[string][]string) {
	t.Helper()
	var requests atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		query = r.URL.Query()
		w.WriteHeader(http.StatusTeapot)
	}))
	defer server.Close()

	value := reflect.New(options)
	target := value.Elem().FieldByName(field)
	if target.Kind() == reflect.Pointer {
		target.Set(reflect.New(target.Type().Elem())) // a pointer stands for a default of true
	} else {
		switch target.Kind() {
		case reflect.String:
			target.SetString("x")
		case reflect.Bool:
			target.SetBool(true)
		case reflect.Int32:
			target.SetInt(7)
		default:
			require.Failf(t, "option of an unknown kind", "%s.%s", options.Name(), field)
		}
	}
	args := []reflect.Value{reflect.ValueOf(newClient(t, server.URL))}
	for i := 1; i < method.Type.NumIn()-1; i++ {
		switch in := method.Type.In(i); {
		case in == reflect.TypeFor[context.Context]():
			args = append(args, reflect.ValueOf(t.Context()))
		case in == reflect.PointerTo(options):
			args = append(args, value)
		case in.Kind() == reflect.String:
			args = append(args, reflect.ValueOf("id"))
		default:
			args = append(args, reflect.Zero(in))
		}
	}
	results := method.Func.Call(args)
	if results[0].Kind() == reflect.Func { // a list sends its request when it is ranged over
		next := reflect.MakeFunc(results[0].Type().In(0), func([]reflect.Value) []reflect.Value { return []reflect.Value{reflect.ValueOf(false)} })
		results[0].Call([]reflect.Value{next})
	}
	require.Positive(t, requests.Load())
	return query
}

// TestAProgramLinksWhatItNeedsAlone reads which modules a program that imports a package is built from; test tools are in none.
func TestAProgramLinksWhatItNeedsAlone(t *testing.T) {
	t.Parallel()
	const own = "github.com/okta-userapi/userapi-go"
	for name, modules := range map[string][]string{
		"wrapper":        {"github.com/go-json-experiment/json"},
		"wrapper/oauth":  {"github.com/go-jose/go-jose/v4", "github.com/go-json-experiment/json"},
		"wrapper/config": {"github.com/go-jose/go-jose/v4", "github.com/go-json-experiment/json", "github.com/goccy/go-yaml"},
	} {
		out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", "{{with .Module}}{{.Path}} {{end}}{{.ImportPath}}", own+"/"+name).Output()
		require.NoError(t, err)
		var linked []string
		for line := range strings.Lines(string(out)) {
			module, path, _ := strings.Cut(strings.TrimSpace(line), " ")
			switch {
			case module == own:
				for _, other := range []string{"oktatest", "testkit", own + "/openapi"} {
					assert.NotContains(t, path, other, name)
				}
			case path != "": // what is Go's own has no module
				linked = append(linked, module)
			default:
				assert.NotEqual(t, "testing", module, name)
			}
		}
		slices.Sort(linked)
		assert.Equal(t, modules, slices.Compact(linked), name)
	}
}
