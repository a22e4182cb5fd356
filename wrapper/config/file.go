package config

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// firstFile reads the first configuration file that exists.
func firstFile(f folders) (map[string]given, error) {
	for _, folder := range []string{f.working, f.home} {
		if folder == "" {
			continue
		}
		for _, name := range []string{"okta.yaml", ".okta.yaml", filepath.Join(".okta", "okta.yaml")} {
			path := filepath.Join(folder, name)
			data, err := readFile(path)
			if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
				continue
			}
			if err != nil {
				return nil, fmt.Errorf("%s can't be read: %w", path, err)
			}
			return parseFile(path, data, f.isForeign(folder))
		}
	}
	return nil, nil
}

// maxFile bounds what is read of a file. One of settings or with a key has a few kB.
const maxFile = 64 << 10

// readFile reads a file whole. What is no regular file is not even opened: a named pipe would hold the program up.
func readFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, withoutPath(err)
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("it is not a regular file")
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, withoutPath(err)
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	switch {
	case err != nil:
		return nil, withoutPath(err)
	case len(data) > maxFile:
		return nil, fmt.Errorf("it is larger than %d KiB", maxFile>>10)
	}
	return data, nil
}

// withoutPath takes the path off an error, for a text that has it already.
func withoutPath(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	return err
}

// maxTokens bounds the words and signs of a YAML file, and so its depth too. The parser's time and memory grow with the
// square of either; a file with all settings has about a hundred.
const maxTokens = 2048

// parseFile reads the settings in a YAML file.
func parseFile(path string, data []byte, foreign bool) (map[string]given, error) {
	tokens := lexer.Tokenize(strings.TrimPrefix(string(data), "\ufeff"))
	if len(tokens) > maxTokens {
		return nil, fmt.Errorf("%s has more than %d words and signs: keep the settings that config.Config names", path, maxTokens)
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		// The parser's words show the lines around, and with them a token or key.
		return nil, fmt.Errorf("%s is not YAML%s: put values with special characters in quotes", path, lineIn(err))
	}
	f := &configFile{path: path, foreign: foreign, found: make(map[string]given), known: inert()}
	for _, s := range settings() {
		f.known = append(f.known, s.key)
	}
	f.known = slices.AppendSeq(f.known, maps.Keys(otherNames()))
	f.known = slices.AppendSeq(f.known, maps.Keys(refused()))
	documents := 0
	for _, document := range file.Docs {
		if _, directive := document.Body.(*ast.DirectiveNode); directive || isNull(document.Body) {
			continue
		}
		if documents++; documents > 1 {
			return nil, fmt.Errorf("%s has more than one YAML document: keep one", path)
		}
		if err := f.walk("", 1, document.Body); err != nil {
			return nil, err
		}
	}
	return f.found, nil
}

// lineIn returns where a YAML error is, such as " in line 3"; "" where it doesn't say.
func lineIn(err error) string {
	located, ok := errors.AsType[interface {
		error
		GetToken() *token.Token
	}](err)
	if !ok || located.GetToken() == nil || located.GetToken().Position == nil {
		return ""
	}
	return fmt.Sprintf(" in line %d", located.GetToken().Position.Line)
}

type configFile struct {
	path    string
	foreign bool
	known   []string
	found   map[string]given
}

// walk takes in the values at and below a key.
func (f *configFile) walk(key string, line int, node ast.Node) error {
	from := fmt.Sprintf("%s:%d: %s", f.path, line, key)
	isSetting := slices.Contains(f.known, key)
	isGroup := key == "" || slices.ContainsFunc(f.known, func(known string) bool { return strings.HasPrefix(known, key+".") })
	if !isSetting && !isGroup {
		if strings.ContainsFunc(key, func(r rune) bool { return r != '.' && (r|0x20 < 'a' || r|0x20 > 'z') }) {
			from = fmt.Sprintf("%s:%d: a key", f.path, line) // which may be a token that lost its colon
		}
		return fmt.Errorf("%s is not known: remove it, or see config.Config for the names", from)
	}
	if isNull(node) {
		return nil
	}
	if reason, no := refused()[key]; no {
		return fmt.Errorf("%s %s", from, reason)
	}
	if isSetting {
		key := cmp.Or(otherNames()[key], key)
		value, err := settingText(key, node)
		if err != nil {
			return fmt.Errorf("%s %w", from, err)
		}
		if _, twice := f.found[key]; twice {
			return fmt.Errorf("%s is set twice: keep one", from)
		}
		if value != "" {
			f.found[key] = given{value: value, from: from, folder: filepath.Dir(f.path), foreign: f.foreign}
		}
		return nil
	}
	var entries []*ast.MappingValueNode
	switch node := node.(type) {
	case *ast.MappingNode:
		entries = node.Values
	case *ast.MappingValueNode:
		entries = []*ast.MappingValueNode{node}
	default:
		if key == "" {
			return fmt.Errorf("%s is not a configuration: its first key has to be okta", f.path)
		}
		return fmt.Errorf("%s is not a group of keys: see config.Config for the names", from)
	}
	for _, entry := range entries {
		name := entry.Key.GetToken()
		below := name.Value
		if key != "" {
			below = key + "." + name.Value
		}
		if err := f.walk(below, name.Position.Line, entry.Value); err != nil {
			return err
		}
	}
	return nil
}

func isNull(node ast.Node) bool {
	_, null := node.(*ast.NullNode)
	return null || node == nil
}

// settingText returns a value as a text; a list, which only scopes are, with spaces between.
func settingText(key string, node ast.Node) (string, error) {
	list, ok := node.(*ast.SequenceNode)
	if !ok || key != "okta.client.scopes" {
		text, ok := scalar(node)
		if !ok {
			return "", errors.New("is not one value: write it behind the key, without anchors and aliases")
		}
		return strings.TrimSpace(text), nil
	}
	var values []string
	for _, element := range list.Values {
		value, ok := scalar(element)
		if !ok {
			return "", errors.New("is not a list of texts")
		}
		values = append(values, value)
	}
	return strings.Join(values, " "), nil
}

// scalar returns a value as it is written.
func scalar(node ast.Node) (text string, ok bool) {
	switch node := node.(type) {
	case *ast.StringNode:
		return node.Value, true
	case *ast.LiteralNode:
		return node.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return node.GetToken().Value, true
	}
	return "", false
}
