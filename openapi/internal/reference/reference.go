// Package reference writes the reference of the API for people, out of the contract and the Go examples.
package reference

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"text/template"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/okta-userapi/userapi-go/openapi/internal/contract"
)

//go:embed *.tmpl
var templates embed.FS

// Render makes the pages by file name. The examples are Go code by operationId, and the diagram, in Mermaid, is that of a
// user's life.
func Render(document []byte, examples map[string]string, diagram string) (map[string][]byte, error) {
	doc, err := contract.Parse(document)
	if err != nil {
		return nil, err
	}
	order, err := newOrder(document)
	if err != nil {
		return nil, err
	}
	w := writer{doc: doc, operations: contract.Operations(doc), order: order}
	for _, o := range w.operations {
		if examples[o.OperationID] == "" {
			return nil, fmt.Errorf("%s has no Go example", o.OperationID)
		}
	}
	pages := template.New("").Funcs(template.FuncMap{
		"anchor":   strings.ToLower,
		"page":     pageOf,
		"tagged":   w.tagged,
		"link":     w.link,
		"cell":     w.cell,
		"join":     strings.Join,
		"type":     typeOf,
		"notes":    notes,
		"json":     func(value any) (string, error) { return order.json(value, "  ") },
		"curl":     w.curl,
		"go":       func(id string) string { return examples[id] },
		"method":   func(id string) string { return strings.ToUpper(id[:1]) + id[1:] },
		"media":    func(c openapi3.Content) *openapi3.MediaType { return c.Get("application/json") },
		"sorted":   func(m map[string]*openapi3.ExampleRef) []string { return slices.Sorted(maps.Keys(m)) },
		"answers":  answers,
		"scopes":   scopes,
		"byScope":  w.byScope,
		"marks":    marks,
		"headers":  func(r *openapi3.Response) []string { return slices.Sorted(maps.Keys(r.Headers)) },
		"codes":    codes,
		"members":  w.members,
		"isObject": func(s *openapi3.Schema) bool { return len(s.Properties) > 0 || len(s.AllOf) > 0 },
		"models":   func() []string { return slices.Sorted(maps.Keys(doc.Components.Schemas)) },
		"model":    func(name string) *openapi3.Schema { return doc.Components.Schemas[name].Value },
		"values":   values,
	})
	pages, err = pages.ParseFS(templates, "*.tmpl")
	if err != nil {
		return nil, err
	}
	files := make(map[string][]byte)
	write := func(name, template string, tag *openapi3.Tag, operations []contract.Operation) error {
		var page bytes.Buffer
		err := pages.ExecuteTemplate(&page, template, map[string]any{"Doc": doc, "Tag": tag, "Operations": operations, "Diagram": diagram})
		files[name] = page.Bytes()
		return err
	}
	for _, tag := range doc.Tags {
		if err := write(pageOf(tag.Name), "Api.md.tmpl", tag, w.tagged(tag.Name)); err != nil {
			return nil, err
		}
	}
	for _, name := range []string{"README.md", "Models.md"} {
		if err := write(name, name+".tmpl", nil, nil); err != nil {
			return nil, err
		}
	}
	return files, nil
}

type writer struct {
	doc        *openapi3.T
	operations []contract.Operation
	order      order
}

// pageOf is the page of a tag's operations, named as generators name the class that has them.
func pageOf(tag string) string { return tag + "Api.md" }

// tagged are the operations that have a tag.
func (w writer) tagged(tag string) []contract.Operation {
	return slices.DeleteFunc(slices.Clone(w.operations), func(o contract.Operation) bool { return !slices.Contains(o.Tags, tag) })
}

var word = regexp.MustCompile("`?[A-Za-z]+`?")

// link turns the names of operations and models into links.
func (w writer) link(text string) string {
	return word.ReplaceAllStringFunc(strings.TrimSpace(text), func(word string) string {
		for _, o := range w.operations {
			if o.OperationID == word {
				return fmt.Sprintf("[%s](%s#%s)", word, pageOf(o.Tags[0]), strings.ToLower(word))
			}
		}
		name := strings.Trim(word, "`")
		_, isModel := w.doc.Components.Schemas[name]
		if isModel && len(name) > 5 && strings.ContainsFunc(name[1:], func(r rune) bool { return r < 'a' }) {
			return fmt.Sprintf("[%s](Models.md#%s)", name, strings.ToLower(name))
		}
		return word
	})
}

// cell makes a text fit into a cell of a table.
func (w writer) cell(text string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(w.link(text)), " "), "|", `\|`)
}

// typeOf names the type of a schema, with a link where it is a model.
func typeOf(ref *openapi3.SchemaRef) string {
	if name := modelOf(ref); name != "" {
		return fmt.Sprintf("[%s](Models.md#%s)", name, strings.ToLower(name))
	}
	schema := ref.Value
	switch {
	case schema.Type.Is("array"):
		return "array of " + typeOf(schema.Items)
	case schema.Type.Is("object"):
		return "object"
	case schema.Format != "":
		return strings.Join(schema.Type.Slice(), ", ") + " (" + schema.Format + ")"
	default:
		return strings.Join(schema.Type.Slice(), ", ")
	}
}

func modelOf(ref *openapi3.SchemaRef) string {
	name, _ := strings.CutPrefix(ref.Ref, "#/components/schemas/")
	return name
}

// notes are what a client has to know of a member beside its type.
func notes(ref *openapi3.SchemaRef) string {
	var notes []string
	if ref.Value.ReadOnly {
		notes = append(notes, "read-only")
	}
	if ref.Value.WriteOnly {
		notes = append(notes, "write-only")
	}
	if ref.Value.Nullable {
		notes = append(notes, "can be null")
	}
	if ref.Value.Default != nil {
		notes = append(notes, fmt.Sprintf("default `%v`", ref.Value.Default))
	}
	if ref.Ref == "" && ref.Value.Enum != nil {
		notes = append(notes, "`"+strings.Join(values(ref.Value), "`, `")+"`")
	}
	return strings.Join(notes, ", ")
}

// values are those of an enum. The known values of an open one stand in its description.
func values(schema *openapi3.Schema) []string {
	var texts []string
	for _, value := range schema.Enum {
		texts = append(texts, fmt.Sprint(value))
	}
	return texts
}

// A member is one property of a model.
type member struct {
	Name   string
	Schema *openapi3.SchemaRef
}

// members are the properties of a schema, those of the ones that it is made of included.
func (w writer) members(schema *openapi3.Schema) []member {
	all := maps.Clone(schema.Properties)
	if all == nil {
		all = make(openapi3.Schemas)
	}
	for _, part := range schema.AllOf {
		for _, m := range w.members(part.Value) {
			all[m.Name] = m.Schema
		}
	}
	var list []member
	for _, name := range w.order.names(slices.Collect(maps.Keys(all))) {
		list = append(list, member{name, all[name]})
	}
	return list
}

// An answer is one status that an operation is answered with.
type answer struct {
	Status string
	*openapi3.Response
}

// answers are those of an operation that are good, or those that are errors.
func answers(o contract.Operation, good bool) []answer {
	var list []answer
	for _, status := range slices.Sorted(maps.Keys(o.Responses.Map())) {
		if strings.HasPrefix(status, "2") == good {
			list = append(list, answer{status, o.Responses.Value(status).Value})
		}
	}
	return list
}

var named = regexp.MustCompile("([0-9]{3})\\s+and\\s+`(E[0-9]{7})`")

// codes are the error codes of an answer that the operation names, and those that the answer's examples show.
func codes(o contract.Operation, a answer) string {
	found := make(map[string]bool)
	for _, match := range named.FindAllStringSubmatch(o.Description, -1) {
		if match[1] == a.Status {
			found["`"+match[2]+"`"] = true
		}
	}
	for _, media := range a.Content {
		for _, example := range media.Examples {
			if body, ok := example.Value.Value.(map[string]any); ok && body["errorCode"] != nil {
				found[fmt.Sprintf("`%v`", body["errorCode"])] = true
			}
		}
	}
	return strings.Join(slices.Sorted(maps.Keys(found)), ", ")
}

// scopes are the OAuth scopes that an operation needs, as code.
func scopes(doc *openapi3.T, o contract.Operation) string {
	if scopes := contract.Scopes(doc, o); len(scopes) > 0 {
		return "`" + strings.Join(scopes, "`, `") + "`"
	}
	return ""
}

// byScope are the operations that need each scope.
func (w writer) byScope() map[string][]string {
	needing := make(map[string][]string)
	for _, o := range w.operations {
		for _, scope := range contract.Scopes(w.doc, o) {
			needing[scope] = append(needing[scope], o.OperationID)
		}
	}
	return needing
}

// marks says in words what the contract marks an operation with.
func marks(o contract.Operation) string {
	repeat, answers := "It is not sent again after a lost answer", "its answers are held to be secret"
	if o.Extensions[contract.MarkRepeatable] == true {
		repeat = "It is harmless to repeat"
	}
	if o.Extensions[contract.MarkSecretFree] == true {
		answers = "its answers hold no secret"
	}
	return fmt.Sprintf("%s, and %s. Its class of rate limit is `%s`.", repeat, answers, contract.RateLimitClass(o))
}

// curl is the operation called from a shell, with the examples of its parameters and the first one of its body.
func (w writer) curl(o contract.Operation) (string, error) {
	path := o.Path
	query := make(url.Values)
	for _, parameter := range o.Parameters {
		value := fmt.Sprint(parameter.Example)
		switch {
		case parameter.In == "path":
			path = strings.ReplaceAll(path, "{"+parameter.Name+"}", url.PathEscape(value))
		case parameter.Example != nil && !parameter.Schema.Value.Type.Is("string"):
			query.Set(parameter.Name, value)
		}
	}
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	var lines []string
	if o.Method != http.MethodGet {
		lines = append(lines, "-X "+o.Method)
	}
	lines = append(lines, `-H "Authorization: SSWS $OKTA_CLIENT_TOKEN"`)
	if o.RequestBody != nil && o.RequestBody.Value.Required {
		examples := o.RequestBody.Value.Content.Get("application/json").Examples
		body, err := w.order.json(examples[firstExample(examples)].Value.Value, "")
		if err != nil {
			return "", err
		}
		lines = append(lines, "-H 'Content-Type: application/json'", "-d '"+strings.ReplaceAll(body, "'", `'\''`)+"'")
	}
	return fmt.Sprintf("curl %s \\\n  \"$OKTA_CLIENT_ORGURL%s\"", strings.Join(lines, " \\\n  "), path), nil
}

// firstExample is the one with the shortest body, which is the plainest.
func firstExample(examples openapi3.Examples) string {
	size := func(name string) int {
		body, _ := json.Marshal(examples[name].Value.Value)
		return len(body)
	}
	return slices.MinFunc(slices.Sorted(maps.Keys(examples)), func(a, b string) int { return size(a) - size(b) })
}
