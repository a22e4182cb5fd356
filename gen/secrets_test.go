package gen_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/gen/client"
)

const secret = "hunter2"

// TestNothingSecretIsPrinted fills each secret of each model and prints it in every way that fmt and slog have.
func TestNothingSecretIsPrinted(t *testing.T) {
	t.Parallel()
	secrets := secretsOfContract(t)
	var tested []string
	for _, model := range modelsOfClient() {
		value := reflect.New(model)
		if fill(value.Elem(), secrets) == 0 {
			continue
		}
		tested = append(tested, model.Name())
		data, err := json.Marshal(value.Interface())
		require.NoError(t, err)
		require.Contains(t, string(data), secret, "%s has to be sent with its secrets", model)

		one, pointer := value.Elem().Interface(), value.Interface()
		list := reflect.Append(reflect.MakeSlice(reflect.SliceOf(model), 0, 1), value.Elem()).Interface()
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "% x", "%d", "%t", "%20.5v"} {
			for _, printed := range []any{one, pointer, list, struct{ Value any }{one}, map[string]any{"a": pointer}} {
				hidden(t, fmt.Sprintf(verb, printed), "%s of %T by %s", model, printed, verb)
			}
		}
		hidden(t, fmt.Sprint(one, pointer), "%s by Sprint", model)

		var log bytes.Buffer
		for _, logger := range []*slog.Logger{slog.New(slog.NewTextHandler(&log, nil)), slog.New(slog.NewJSONHandler(&log, nil))} {
			logger.Info("x", "value", one, "pointer", pointer, slog.Group("group", "value", one))
			logger.With("value", one).Info("x")
		}
		hidden(t, log.String(), "%s by slog", model)
	}
	require.Subset(t, tested, slices.Collect(maps.Keys(secrets)), "every schema with a secret is a model that was tested")
	require.Contains(t, tested, "User", "which holds credentials")
}

func hidden(t *testing.T, text, format string, args ...any) {
	t.Helper()
	assert.NotContains(t, strings.ToLower(text), secret, fmt.Sprintf(format, args...))
	assert.NotContains(t, strings.ToLower(text), fmt.Sprintf("%x", secret), fmt.Sprintf(format, args...))
	assert.NotContains(t, text, bytesAsNumbers(secret), fmt.Sprintf(format, args...))
}

// bytesAsNumbers is what %d makes of bytes.
func bytesAsNumbers(text string) string {
	numbers := make([]string, len(text))
	for i := range len(text) {
		numbers[i] = strconv.Itoa(int(text[i]))
	}
	return strings.Join(numbers, " ")
}

// modelsOfClient are the structs that operations take and return, with all within them.
func modelsOfClient() []reflect.Type {
	var models []reflect.Type
	var add func(t reflect.Type)
	add = func(t reflect.Type) {
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Map:
			add(t.Elem())
		case reflect.Struct:
			if !strings.HasPrefix(t.PkgPath(), reflect.TypeFor[gen.User]().PkgPath()) || slices.Contains(models, t) {
				return
			}
			if !strings.HasSuffix(t.Name(), "HTTPResponse") { // holds the answer itself
				models = append(models, t)
			}
			for field := range t.Fields() {
				add(field.Type)
			}
		}
	}
	add(reflect.TypeFor[gen.TempPassword]()) // which no operation names
	methods := reflect.TypeFor[client.ClientWithResponsesInterface]()
	for method := range methods.Methods() {
		for parameter := range method.Type.Ins() {
			add(parameter)
		}
		for result := range method.Type.Outs() {
			add(result)
		}
	}
	return models
}

// fill sets a model's secrets, and returns how many there are. All else is as small as can be.
func fill(value reflect.Value, secrets map[string][]string) (filled int) {
	switch value.Kind() {
	case reflect.Pointer:
		value.Set(reflect.New(value.Type().Elem()))
		return fill(value.Elem(), secrets)
	case reflect.Slice:
		if value.Type().Elem().Kind() != reflect.Struct {
			return 0
		}
		value.Set(reflect.MakeSlice(value.Type(), 1, 1))
		return fill(value.Index(0), secrets)
	case reflect.Struct:
		for field := range value.Type().Fields() {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			isSecret := slices.Contains(secrets[value.Type().Name()], name)
			switch member := value.FieldByIndex(field.Index); {
			case isSecret && field.Type.Kind() == reflect.String:
				member.SetString(secret)
				filled++
			case isSecret && field.Type == reflect.TypeFor[gen.Attribute]():
				member.Set(reflect.ValueOf(gen.Set(secret)))
				filled++
			case isSecret && field.Type == reflect.TypeFor[map[string]json.RawMessage]():
				member.Set(reflect.ValueOf(map[string]json.RawMessage{"activation": json.RawMessage(`"` + secret + `"`)}))
				filled++
			case slices.Contains(secrets[value.Type().Name()], name) && field.Type == reflect.TypeFor[map[string]json.RawMessage]():
				value.FieldByIndex(field.Index).Set(reflect.ValueOf(map[string]json.RawMessage{"a": json.RawMessage(`"` + secret + `"`)}))
				filled++
			case strings.HasPrefix(value.Type().PkgPath(), "github.com/okta-userapi/") && field.IsExported():
				filled += fill(member, secrets)
			}
		}
	}
	return filled
}

// secretsOfContract are the members of each model that the contract calls a password or a secret.
func secretsOfContract(t *testing.T) map[string][]string {
	t.Helper()
	type schema struct {
		Ref        string `yaml:"$ref"`
		Format     string
		Secret     bool `yaml:"x-secret"`
		Properties map[string]schema
		AllOf      []schema `yaml:"allOf"`
	}
	data, err := os.ReadFile("../openapi/okta-users.yaml")
	require.NoError(t, err)
	var contract struct {
		Components struct{ Schemas map[string]schema }
	}
	require.NoError(t, yaml.Unmarshal(data, &contract))

	secrets := make(map[string][]string)
	var add func(name string, s schema)
	add = func(name string, s schema) {
		for _, part := range s.AllOf {
			add(name, part)
		}
		if s.Ref != "" {
			add(name, contract.Components.Schemas[strings.TrimPrefix(s.Ref, "#/components/schemas/")])
		}
		for member, property := range s.Properties {
			if property.Secret || property.Format == "password" {
				secrets[name] = append(secrets[name], member)
			}
		}
	}
	for name, s := range contract.Components.Schemas {
		add(name, s)
	}
	return secrets
}
