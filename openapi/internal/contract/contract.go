// Package contract reads the contract and checks it, for the tests and the programs of this folder. It isn't part of
// the library, and neither is kin-openapi, which it uses.
package contract

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// Parse reads a document without checking more than its references.
func Parse(document []byte) (*openapi3.T, error) {
	return openapi3.NewLoader().LoadFromData(document)
}

// Validate checks the document with kin-openapi, each example against its schema, and with the rules of this project
// that no linter knows. The error names every rule that is broken, and where.
func Validate(doc *openapi3.T) error {
	err := doc.Validate(context.Background(),
		openapi3.EnableExamplesValidation(),
		openapi3.EnableSchemaDefaultsValidation(),
		openapi3.EnableSchemaFormatValidation())
	return errors.Join(err, validateOperations(doc), validateSchemas(doc), validateExtensions(doc))
}

// An Operation is one method on one path.
type Operation struct {
	*openapi3.Operation
	Method, Path string
	Parameters   []*openapi3.Parameter // the path's own, then the operation's
}

// Operations are the operations of the document by path, and on a path in the order get, post, put, delete.
func Operations(doc *openapi3.T) []Operation {
	order := []string{"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"}
	var operations []Operation
	for _, path := range doc.Paths.InMatchingOrder() {
		item := doc.Paths.Value(path)
		for method, operation := range item.Operations() {
			o := Operation{Operation: operation, Method: method, Path: path}
			for _, parameter := range slices.Concat(item.Parameters, operation.Parameters) {
				o.Parameters = append(o.Parameters, parameter.Value)
			}
			operations = append(operations, o)
		}
	}
	slices.SortFunc(operations, func(a, b Operation) int {
		if a.Path != b.Path {
			return strings.Compare(a.Path, b.Path)
		}
		return slices.Index(order, a.Method) - slices.Index(order, b.Method)
	})
	return operations
}

// validateOperations wants what a reader of the reference needs: a text and an answer that succeeds, a description of
// each parameter, and an example of each body.
func validateOperations(doc *openapi3.T) error {
	var errs []error
	for _, o := range Operations(doc) {
		fail := func(format string, args ...any) {
			errs = append(errs, fmt.Errorf(o.OperationID+": "+format, args...))
		}
		if o.Summary == "" || o.Description == "" {
			fail("no summary or no description")
		}
		for _, parameter := range o.Parameters {
			if parameter.Description == "" {
				fail("parameter %s: no description", parameter.Name)
			}
		}
		if o.RequestBody != nil && !exampled(o.RequestBody.Value.Content) {
			fail("request body: no example")
		}
		for status, response := range o.Responses.Map() {
			if !exampled(response.Value.Content) {
				fail("answer %s: no example", status)
			}
		}
	}
	return errors.Join(errs...)
}

func exampled(content openapi3.Content) bool {
	for _, media := range content {
		if media.Example == nil && len(media.Examples) == 0 {
			return false
		}
	}
	return true
}

// validateSchemas keeps readers alive: they fail on a member that is required and missing, and on a value that an enum
// doesn't have. Known values stand in the description too, since most generators drop x-extensible-enum.
func validateSchemas(doc *openapi3.T) error {
	var errs []error
	for name, schema := range doc.Components.Schemas {
		for where, s := range nested(name, schema.Value) {
			if len(s.Required) > 0 {
				errs = append(errs, fmt.Errorf("%s: required: a decoder fails where the org leaves %v out", where, s.Required))
			}
			known, open := s.Extensions["x-extensible-enum"].([]any)
			if open && (len(s.Enum) > 0 || !s.Type.Is("string")) {
				errs = append(errs, fmt.Errorf("%s: x-extensible-enum belongs on a plain string", where))
			}
			for _, value := range known {
				if !strings.Contains(s.Description, fmt.Sprintf("`%v`", value)) {
					errs = append(errs, fmt.Errorf("%s: the description lacks the known value `%v`", where, value))
				}
			}
			if s.Description == "" && s.AllOf == nil && !strings.Contains(where, "[") && len(s.Properties) > 0 {
				errs = append(errs, fmt.Errorf("%s: no description", where))
			}
			member := where[strings.LastIndexByte(where, '.')+1:]
			if strings.HasPrefix(strings.ToLower(s.Description), strings.ToLower(member)+" ") {
				errs = append(errs, fmt.Errorf("%s: the description repeats the name, which generators put before it", where))
			}
		}
	}
	return errors.Join(errs...)
}

// nested is the schema and those written inside it, by where they stand; what it refers to is left out.
func nested(where string, schema *openapi3.Schema) map[string]*openapi3.Schema {
	found := map[string]*openapi3.Schema{where: schema}
	add := func(where string, ref *openapi3.SchemaRef) {
		if ref == nil || ref.Ref != "" || ref.Value == nil {
			return
		}
		maps.Copy(found, nested(where, ref.Value))
	}
	for name, property := range schema.Properties {
		add(where+"."+name, property)
	}
	add(where+"[]", schema.Items)
	for i, part := range schema.AllOf {
		add(fmt.Sprintf("%s[%d]", where, i), part)
	}
	return found
}

// The marks of operations, which the contract's description explains.
const (
	MarkPaged          = "x-paged"
	MarkRepeatable     = "x-repeatable"
	MarkSecretFree     = "x-secret-free"
	MarkRateLimitClass = "x-rate-limit-class"
	MarkSecret         = "x-secret" // of a member
)

// InBody is the value of MarkPaged where the link to the next page stands in the body.
const InBody = "body"

// RateLimitClass is the class that the contract names for an operation, else one of its own.
func RateLimitClass(o Operation) string {
	class, _ := o.Extensions[MarkRateLimitClass].(string)
	return cmp.Or(class, o.OperationID)
}

// Scopes are the OAuth scopes that an operation needs.
func Scopes(doc *openapi3.T, o Operation) []string {
	requirements := doc.Security
	if o.Security != nil {
		requirements = *o.Security
	}
	for _, requirement := range requirements {
		if scopes, ok := requirement["oauth2"]; ok {
			return scopes
		}
	}
	return nil
}

// validateMarks wants marks that are spelled right and agree with the rest of the operation: a mark that nobody reads
// is no mark.
func validateMarks(o Operation) error {
	var errs []error
	for mark, value := range o.Extensions {
		switch mark {
		case MarkPaged:
			if value != true && value != InBody {
				errs = append(errs, fmt.Errorf("%s: %s is %v: it is true or %s, or left out", o.OperationID, mark, value, InBody))
			}
		case MarkRepeatable, MarkSecretFree:
			if value != true {
				errs = append(errs, fmt.Errorf("%s: %s is %v: it is true, or left out", o.OperationID, mark, value))
			}
		case MarkRateLimitClass:
			if class, ok := value.(string); !ok || class == "" {
				errs = append(errs, fmt.Errorf("%s: %s is \"%v\", not a name", o.OperationID, mark, value))
			}
		default:
			errs = append(errs, fmt.Errorf("%s: %s belongs into an overlay", o.OperationID, mark))
		}
	}
	if o.Extensions[MarkSecretFree] == true {
		if secret := secretOf(o); secret != "" {
			errs = append(errs, fmt.Errorf("%s: %s, and it has the member %s", o.OperationID, MarkSecretFree, secret))
		}
	}
	after := slices.ContainsFunc(o.Parameters, func(p *openapi3.Parameter) bool { return p.In == "query" && p.Name == "after" })
	if paged := o.Extensions[MarkPaged] == true || o.Extensions[MarkPaged] == InBody; paged != after {
		errs = append(errs, fmt.Errorf("%s: %s and the parameter after go together", o.OperationID, MarkPaged))
	}
	if o.Extensions[MarkRepeatable] == true && o.Method == http.MethodPost && !strings.Contains(o.Description, "Safe to repeat") {
		errs = append(errs, fmt.Errorf("%s: %s on a POST: its description has to say that it is \"Safe to repeat\", and why", o.OperationID, MarkRepeatable))
	}
	return errors.Join(errs...)
}

// secretOf is a secret that an answer to an operation can hold, or that its body can, which a server may send back; ""
// where there is none.
func secretOf(o Operation) string {
	var contents []openapi3.Content
	if o.RequestBody != nil {
		contents = append(contents, o.RequestBody.Value.Content)
		if member := memberOf(o.RequestBody.Value.Content, func(s *openapi3.Schema) bool { return s.WriteOnly }); member != "" {
			return member
		}
	}
	for _, response := range o.Responses.Map() {
		contents = append(contents, response.Value.Content)
	}
	for _, content := range contents {
		if member := memberOf(content, func(s *openapi3.Schema) bool { return s.Extensions[MarkSecret] == true }); member != "" {
			return member
		}
	}
	return ""
}

// HoldsSecret reports whether a schema has a secret or a password in it, however deep it stands.
func HoldsSecret(schema *openapi3.SchemaRef) bool {
	return memberIn(schema, func(s *openapi3.Schema) bool { return s.Extensions[MarkSecret] == true || s.Format == "password" }) != ""
}

// memberOf is a member of a body for which is holds, however deep it stands; "" where there is none.
func memberOf(content openapi3.Content, is func(*openapi3.Schema) bool) string {
	for _, media := range content {
		if found := memberIn(media.Schema, is); found != "" {
			return found
		}
	}
	return ""
}

func memberIn(schema *openapi3.SchemaRef, is func(*openapi3.Schema) bool) string {
	seen := make(map[*openapi3.Schema]bool)
	var find func(name string, ref *openapi3.SchemaRef) string
	find = func(name string, ref *openapi3.SchemaRef) string {
		if ref == nil || ref.Value == nil || seen[ref.Value] {
			return ""
		}
		schema := ref.Value
		seen[schema] = true
		if is(schema) {
			return name
		}
		found := find(name, schema.Items)
		for _, part := range schema.AllOf {
			found = cmp.Or(found, find(name, part))
		}
		for member, property := range schema.Properties {
			found = cmp.Or(found, find(member, property))
		}
		return found
	}
	return find("", schema)
}

// validateExtensions keeps what one generator wants out of a document that all of them read: that is what overlays are
// for.
func validateExtensions(doc *openapi3.T) error {
	var errs []error
	for name, schema := range doc.Components.Schemas {
		for where, s := range nested(name, schema.Value) {
			for extension := range s.Extensions {
				if extension != "x-extensible-enum" && extension != MarkSecret {
					errs = append(errs, fmt.Errorf("%s: %s belongs into an overlay", where, extension))
				}
			}
		}
	}
	for _, o := range Operations(doc) {
		errs = append(errs, validateMarks(o))
		for _, parameter := range o.Parameters {
			for extension := range parameter.Extensions {
				errs = append(errs, fmt.Errorf("%s: %s: %s belongs into an overlay", o.OperationID, parameter.Name, extension))
			}
		}
	}
	return errors.Join(errs...)
}
