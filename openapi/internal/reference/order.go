package reference

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"

	"go.yaml.in/yaml/v3"
)

// order is where names stand in the document, which the model of it forgets: people read id before _links.
type order map[string]int

// newOrder ranks the members of examples and schemas by where they first stand.
func newOrder(document []byte) (order, error) {
	var root yaml.Node
	if err := yaml.Unmarshal(document, &root); err != nil {
		return nil, err
	}
	o := make(order)
	o.walk(&root, false)
	return o, nil
}

func (o order) walk(node *yaml.Node, inside bool) {
	if node.Kind != yaml.MappingNode {
		for _, child := range node.Content {
			o.walk(child, inside)
		}
		return
	}
	for i := 0; i < len(node.Content); i += 2 {
		name := node.Content[i].Value
		if _, ranked := o[name]; inside && !ranked {
			o[name] = len(o)
		}
		o.walk(node.Content[i+1], inside || name == "value" || name == "properties")
	}
}

func (o order) names(names []string) []string {
	return slices.SortedFunc(slices.Values(names), func(a, b string) int { return o[a] - o[b] })
}

// json is a value as JSON with its members in order.
func (o order) json(value any, indent string) (string, error) {
	var text bytes.Buffer
	if err := o.write(&text, value); err != nil || indent == "" {
		return text.String(), err
	}
	var indented bytes.Buffer
	err := json.Indent(&indented, text.Bytes(), "", indent)
	return indented.String(), err
}

func (o order) write(text *bytes.Buffer, value any) error {
	switch value := value.(type) {
	case map[string]any:
		text.WriteByte('{')
		for i, name := range o.names(slices.Collect(maps.Keys(value))) {
			if i > 0 {
				text.WriteByte(',')
			}
			if err := o.write(text, name); err != nil {
				return err
			}
			text.WriteByte(':')
			if err := o.write(text, value[name]); err != nil {
				return err
			}
		}
		text.WriteByte('}')
	case []any:
		text.WriteByte('[')
		for i, item := range value {
			if i > 0 {
				text.WriteByte(',')
			}
			if err := o.write(text, item); err != nil {
				return err
			}
		}
		text.WriteByte(']')
	default:
		encoder := json.NewEncoder(text)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(value); err != nil {
			return err
		}
		text.Truncate(text.Len() - 1) // the line end
	}
	return nil
}
