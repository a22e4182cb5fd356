package wrapper_test

import (
	"errors"
	"maps"
	"net/http"
	"os/exec"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/gen/server"
	"github.com/okta-userapi/userapi-go/openapi"
	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

func contract(t *testing.T) *openapi3.T {
	t.Helper()
	document, err := openapi3.NewLoader().LoadFromData(openapi.Document)
	require.NoError(t, err)
	return document
}

// optionalBodies are the names of the models of bodies that can be left out, by operation.
func optionalBodies(t *testing.T) map[string]string {
	t.Helper()
	bodies := make(map[string]string)
	for _, item := range contract(t).Paths.Map() {
		for _, o := range item.Operations() {
			if o.RequestBody != nil && !o.RequestBody.Value.Required {
				model := o.RequestBody.Value.Content["application/json"].Schema.Ref
				bodies[o.OperationID] = model[strings.LastIndex(model, "/")+1:]
			}
		}
	}
	return bodies
}

// headerParameters are the names of the header parameters, by operation.
func headerParameters(t *testing.T) map[string][]string {
	t.Helper()
	headers := make(map[string][]string)
	for _, item := range contract(t).Paths.Map() {
		for _, o := range item.Operations() {
			for _, parameter := range o.Parameters {
				if parameter.Value.In == openapi3.ParameterInHeader {
					headers[o.OperationID] = append(headers[o.OperationID], parameter.Value.Name)
				}
			}
		}
	}
	return headers
}

// notParameters are options that the contract doesn't have as parameters, and what they are.
var notParameters = map[string]string{
	"omitcredentials":           "a word in a Content-Type, which OpenAPI doesn't let a document declare",
	"omitcredentialslinks":      "the same",
	"omittransitioningtostatus": "the same",
	"groupids":                  "a member of the body that the model User lacks",
}

// goName is the Go name of an operation or a parameter.
func goName(name string) string { return strings.ToUpper(name[:1]) + name[1:] }

func TestTheTableOfOperationsIsTheContracts(t *testing.T) {
	t.Parallel()
	document := contract(t)
	want := make(map[string]gen.Operation)
	for path, item := range document.Paths.Map() {
		for method, o := range item.Operations() {
			require.NotContains(t, want, o.OperationID, "two operations of one name")
			operation := gen.Operation{ID: o.OperationID, Method: method, Path: path, Scopes: document.Security[1]["oauth2"]}
			if o.Security != nil {
				operation.Scopes = append([]string(nil), (*o.Security)[1]["oauth2"]...) // nil where there is none
			}
			for _, parameter := range slices.Concat(item.Parameters, o.Parameters) {
				if parameter.Value.In == "query" {
					operation.Query = append(operation.Query, parameter.Value.Name)
				}
			}
			operation.Paged = slices.Contains(operation.Query, "after")
			operation.PagedInBody = o.Extensions["x-paged"] == "body"
			operation.Repeatable = o.Extensions["x-repeatable"] == true
			operation.SecretFree = o.Extensions["x-secret-free"] == true
			operation.RateLimitClass = o.Extensions["x-rate-limit-class"].(string)
			want[operation.ID] = operation
		}
	}
	got := make(map[string]gen.Operation)
	for _, operation := range gen.Operations() {
		got[operation.ID] = operation
		require.Equal(t, operation, gen.OperationByID(operation.ID))
		require.Equal(t, operation, gen.OperationOf(operation.Method, regexp.MustCompile(`\{\w+\}`).ReplaceAllString(operation.Path, "x")))
	}
	require.Equal(t, want, got)
}

func TestWhatIsNoOperationIsTreatedWithCare(t *testing.T) {
	t.Parallel()
	require.Equal(t, gen.Operation{ID: "noSuchOperation", RateLimitClass: "noSuchOperation"}, gen.OperationByID("noSuchOperation"))
	for _, path := range []string{"", "/", "/api/v1/users/", "/api/v1/users/x/", "/api/v1/users//groups", "/api/v1/apps", "/api/v1/users/x/y"} {
		require.Equal(t, gen.Operation{Method: "GET"}, gen.OperationOf("GET", path), path)
	}
}

// What a repeat or a class may be changes with the org, so that no rule gives them; these are decisions.
func TestWhatIsHarmlessToRepeatIsDecidedOperationByOperation(t *testing.T) {
	t.Parallel()
	// These set the same values again.
	posts := []string{"partialUpdateUser", "updateUserProfile", "updateUserType"}
	for _, operation := range gen.Operations() {
		// The first call deactivates the user, and a second one deletes it for good.
		want := operation.Method != http.MethodPost && operation.ID != "deactivateOrDeleteUser" || slices.Contains(posts, operation.ID)
		assert.Equal(t, want, operation.Repeatable, operation.ID)
	}
}

func TestVocabularyEachOperationHasOneMethodAndOneHandler(t *testing.T) {
	t.Parallel()
	// What Client has beside the operations: the generated client, its end, and whole jobs made of operations.
	methods := map[string]bool{"Gen": true, "Close": true, "WaitForStatus": true, "DeleteUserPermanently": true, "WaitForFactorResult": true, "WalkUsers": true, "SplitUsers": true}
	client := reflect.TypeFor[*okta.Client]()
	handlers := reflect.TypeFor[server.ServerInterface]()
	for _, operation := range gen.Operations() {
		method := methodOf(t, operation)
		methods[method.Name] = true
		last := method.Type.In(method.Type.NumIn() - 1)
		assert.Equal(t, reflect.TypeFor[[]okta.CallOption](), last, "%s takes call options last", operation.ID)
		if _, paged := client.MethodByName(method.Name + "Pages"); paged {
			methods[method.Name+"Pages"] = true
		}
		assert.Equal(t, operation.Paged, methods[method.Name+"Pages"], "%s has a method for its pages", operation.ID)
		_, found := handlers.MethodByName(method.Name)
		assert.Truef(t, found, "operation %s has no handler in the server interface that oktatest implements", operation.ID)
	}
	for method := range client.Methods() {
		assert.Truef(t, methods[method.Name], "Client.%s is no operation of the contract", method.Name)
	}
}

func TestVocabularyEachMethodCallsItsOperation(t *testing.T) {
	t.Parallel()
	for _, operation := range gen.Operations() {
		client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) {
			assert.Equal(t, operation.ID, okta.Operation(r.Context()))
			assert.Equal(t, operation, gen.OperationOf(r.Method, r.URL.EscapedPath()))
			return testkit.Reply(http.StatusTeapot, nil, ""), nil
		})
		err := invoke(t, client, operation, slices.Repeat([]string{"x"}, len(operation.IDs())), reflect.Value{})
		e, ok := errors.AsType[*okta.Error](err)
		require.True(t, ok, "%s: %v", operation.ID, err)
		assert.Equal(t, operation.ID, e.Operation)
	}
}

// TestVocabularyEachParameterHasAnOption sets each option by the name of its parameter, calls the operation, and looks
// for the parameter in the request; and looks for options that are no parameter.
func TestVocabularyEachParameterHasAnOption(t *testing.T) {
	t.Parallel()
	bodies, headers := optionalBodies(t), headerParameters(t)
	for _, operation := range gen.Operations() {
		t.Run(operation.ID, func(t *testing.T) {
			t.Parallel()
			want := make(map[string]string) // by lower-case name
			if body := bodies[operation.ID]; body != "" && !takes(methodOf(t, operation), body) {
				want[strings.ToLower(body)] = "" // an optional body is an option, where it is no argument
			}
			for _, name := range operation.Query {
				want[strings.ToLower(name)] = name
			}
			for _, name := range headers[operation.ID] {
				want[strings.ToLower(strings.ReplaceAll(name, "-", ""))] = name
			}
			options := optionsOf(methodOf(t, operation))
			if options == nil {
				assert.Empty(t, want, "%s has parameters and no options", operation.ID)
				return
			}
			assert.Equal(t, goName(operation.ID)+"Options", options.Name())
			for field := range options.Fields() {
				if notParameters[strings.ToLower(field.Name)] != "" {
					continue // TestRequests shows that it reaches the request
				}
				name, known := want[strings.ToLower(field.Name)]
				if assert.Truef(t, known, "%s.%s is no parameter of the contract", options.Name(), field.Name) && name != "" {
					assert.Contains(t, parametersOf(t, operation, options, field.Name), name, "%s.%s doesn't reach the request", options.Name(), field.Name)
				}
				delete(want, strings.ToLower(field.Name))
			}
			assert.Emptyf(t, want, "%s lacks an option for these parameters of %s", options.Name(), operation.ID)
		})
	}
}

// takes reports whether a method takes a model as an argument.
func takes(method reflect.Method, model string) bool {
	return slices.ContainsFunc(slices.Collect(method.Type.Ins()), func(in reflect.Type) bool { return in.Kind() == reflect.Struct && in.Name() == model })
}

// parametersOf calls an operation with one option set to other than its default and returns the query and the headers
// that were sent.
func parametersOf(t *testing.T, operation gen.Operation, options reflect.Type, field string) (sent map[string][]string) {
	t.Helper()
	value := reflect.New(options)
	switch target := value.Elem().FieldByName(field); target.Kind() {
	case reflect.Pointer:
		target.Set(reflect.New(target.Type().Elem())) // a pointer stands for a default of true
	case reflect.String:
		target.SetString("x")
	case reflect.Bool:
		target.SetBool(true)
	case reflect.Int32:
		target.SetInt(7)
	default:
		require.Failf(t, "option of an unknown kind", "%s.%s", options.Name(), field)
	}
	client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) {
		sent = map[string][]string(r.Header.Clone())
		maps.Copy(sent, r.URL.Query())
		return testkit.Reply(http.StatusTeapot, nil, ""), nil
	})
	_ = invoke(t, client, operation, slices.Repeat([]string{"x"}, len(operation.IDs())), value)
	require.NotNil(t, sent, "no request was sent")
	return sent
}

// TestAProgramLinksWhatItNeedsAlone reads which modules a program that imports a package is built from; test tools are
// in none.
func TestAProgramLinksWhatItNeedsAlone(t *testing.T) {
	t.Parallel()
	const own = "github.com/okta-userapi/userapi-go"
	for name, modules := range map[string][]string{
		"wrapper":        {"github.com/go-json-experiment/json"},
		"wrapper/oauth":  {"github.com/go-jose/go-jose/v4", "github.com/go-json-experiment/json"},
		"wrapper/config": {"github.com/go-jose/go-jose/v4", "github.com/go-json-experiment/json", "github.com/goccy/go-yaml"},

		// A test of a user's links this one.
		"wrapper/oktatest": {"github.com/apapsch/go-jsonmerge/v2", "github.com/go-jose/go-jose/v4", "github.com/go-json-experiment/json", "github.com/google/uuid", "github.com/oapi-codegen/runtime"},
	} {
		out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", "{{with .Module}}{{.Path}} {{end}}{{.ImportPath}}", own+"/"+name).Output()
		require.NoError(t, err)
		var linked []string
		for line := range strings.Lines(string(out)) {
			module, path, _ := strings.Cut(strings.TrimSpace(line), " ")
			isForTests := name == "wrapper/oktatest"
			switch {
			case module == own:
				others := []string{"testkit", own + "/openapi"}
				if !isForTests {
					others = append(others, "oktatest")
				}
				for _, other := range others {
					assert.NotContains(t, path, other, name)
				}
			case path != "": // what is Go's own has no module
				linked = append(linked, module)
			case !isForTests: // net/http/httptest links it since Go 1.27
				assert.NotEqual(t, "testing", module, name)
			}
		}
		slices.Sort(linked)
		assert.Equal(t, modules, slices.Compact(linked), name)
	}
}
