package oktatest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"
)

// condition is a compiled expression over users or groups.
type condition[T any] struct {
	matches func(T) bool
	created span // nothing created outside of it matches
}

// span is a stretch of time. Its end is not part of it.
type span struct{ start, end stamp }

var always = span{math.MinInt64, math.MaxInt64}

// maxDepth is how deep brackets nest.
const maxDepth = 50

// attributes are those of users or groups that an expression may name.
type attributes[T any] struct {
	times   map[string]func(T) stamp
	texts   map[string]func(T) string
	profile func(T) profile
	only    []string // nil for all
}

// searchable are the attributes of users that search knows, and filterable those that filter knows.
var (
	searchable = attributes[*user]{
		times: map[string]func(*user) stamp{
			"created":       func(u *user) stamp { return u.created },
			"activated":     func(u *user) stamp { return u.activated },
			"statusChanged": func(u *user) stamp { return u.statusChanged },
			"lastUpdated":   func(u *user) stamp { return u.lastUpdated },
		},
		texts: map[string]func(*user) string{
			"id":      func(u *user) string { return u.id },
			"status":  func(u *user) string { return string(u.status) },
			"type.id": func(u *user) string { return u.typeID },
		},
		profile: func(u *user) profile { return u.profile },
	}
	filterable = searchable.limitedTo("id", "status", "lastUpdated", "profile.login", "profile.email", "profile.firstName", "profile.lastName")
)

// searchableGroups and filterableGroups are those of groups.
var (
	searchableGroups = attributes[*group]{
		times: map[string]func(*group) stamp{
			"created":               func(g *group) stamp { return g.created },
			"lastUpdated":           func(g *group) stamp { return g.changed },
			"lastMembershipUpdated": func(g *group) stamp { return g.membersChanged },
		},
		texts: map[string]func(*group) string{
			"id":   func(g *group) string { return g.id },
			"type": func(g *group) string { return string(g.kind) },
		},
		profile: func(g *group) profile { return g.profile },
	}
	filterableGroups = searchableGroups.limitedTo("id", "type", "lastUpdated", "lastMembershipUpdated")
)

func (a attributes[T]) limitedTo(names ...string) attributes[T] {
	a.only = names
	return a
}

// compile compiles an expression of the language of SCIM filters (RFC 7644, 3.4.2.2) as far as Okta has it.
func compile[T any](expression string, attributes attributes[T]) (condition[T], *refusal) {
	p := &parser[T]{rest: expression, attributes: attributes}
	compiled, err := p.or(0)
	if err == nil && p.peek() != "" {
		err = fmt.Errorf("unexpected %q", p.peek())
	}
	if err != nil {
		return condition[T]{}, invalidSearch(err.Error())
	}
	return compiled, nil
}

// parser reads an expression from left to right.
type parser[T any] struct {
	rest       string
	attributes attributes[T]
}

func (p *parser[T]) or(depth int) (condition[T], error) {
	return p.chain("or", depth, p.and, func(a, b condition[T]) condition[T] {
		return condition[T]{
			func(item T) bool { return a.matches(item) || b.matches(item) },
			span{min(a.created.start, b.created.start), max(a.created.end, b.created.end)},
		}
	})
}

func (p *parser[T]) and(depth int) (condition[T], error) {
	return p.chain("and", depth, p.term, func(a, b condition[T]) condition[T] {
		return condition[T]{
			func(item T) bool { return a.matches(item) && b.matches(item) },
			span{max(a.created.start, b.created.start), min(a.created.end, b.created.end)},
		}
	})
}

// chain reads operands with one word between them, and joins them.
func (p *parser[T]) chain(word string, depth int, operand func(int) (condition[T], error), join func(a, b condition[T]) condition[T]) (condition[T], error) {
	all, err := operand(depth)
	for err == nil && strings.EqualFold(p.peek(), word) {
		p.next()
		var one condition[T]
		one, err = operand(depth)
		all = join(all, one)
	}
	return all, err
}

func (p *parser[T]) term(depth int) (condition[T], error) {
	if depth > maxDepth {
		return condition[T]{}, fmt.Errorf("more than %d brackets inside each other", maxDepth)
	}
	word := p.next()
	if word != "(" {
		return p.comparison(word)
	}
	inside, err := p.or(depth + 1)
	if err != nil {
		return condition[T]{}, err
	}
	if got := p.next(); got != ")" {
		return condition[T]{}, fmt.Errorf("expected ), got %q", got)
	}
	return inside, nil
}

func (p *parser[T]) comparison(name string) (condition[T], error) {
	attribute, err := p.attributes.attribute(name)
	if err != nil {
		return condition[T]{}, err
	}
	if p.attributes.only != nil && !slices.Contains(p.attributes.only, name) {
		return condition[T]{}, fmt.Errorf("attribute %q can't be used in a filter", name)
	}
	operator := strings.ToLower(p.next())
	if operator == "pr" {
		return condition[T]{func(item T) bool { return slices.ContainsFunc(attribute(item), operand.present) }, always}, nil
	}
	test, known := operators[operator]
	if !known {
		return condition[T]{}, fmt.Errorf("unknown operator %q", operator)
	}
	want, err := literal(p.next())
	if err != nil {
		return condition[T]{}, err
	}
	if operators := operatorsOf[want.kind]; !slices.Contains(operators, operator) {
		return condition[T]{}, fmt.Errorf("operator %q doesn't go with this value", operator)
	}
	if p.attributes.times[name] != nil && !want.toTime() {
		return condition[T]{}, fmt.Errorf("attribute %q needs a date and time in quotes", name)
	}
	if want.kind == isNothing {
		return condition[T]{func(item T) bool { return !slices.ContainsFunc(attribute(item), operand.set) }, always}, nil
	}
	created := always
	if name == "created" {
		created = spanOf(operator, want.time)
	}
	return condition[T]{func(item T) bool {
		return slices.ContainsFunc(attribute(item), func(got operand) bool { return got.kind == want.kind && test(got, want) })
	}, created}, nil
}

// spanOf is the time in which a comparison holds.
func spanOf(operator string, at stamp) span {
	switch operator {
	case "eq":
		return span{at, at + 1}
	case "gt":
		return span{at + 1, always.end}
	case "ge":
		return span{at, always.end}
	case "lt":
		return span{always.start, at}
	case "le":
		return span{always.start, at + 1}
	}
	return always
}

// peek is the next token, and "" at the end.
func (p *parser[T]) peek() string {
	saved := p.rest
	token := p.next()
	p.rest = saved
	return token
}

// next takes the next token: a bracket, a quoted text with its quotes, or a word.
func (p *parser[T]) next() string {
	p.rest = strings.TrimLeft(p.rest, " ")
	if p.rest == "" {
		return ""
	}
	end := 1
	switch p.rest[0] {
	case '(', ')':
	case '"':
		for end < len(p.rest) && p.rest[end] != '"' {
			if p.rest[end] == '\\' {
				end++
			}
			end++
		}
		end = min(end+1, len(p.rest))
	default:
		if end = strings.IndexAny(p.rest, ` ()"`); end < 0 {
			end = len(p.rest)
		}
	}
	token := p.rest[:end]
	p.rest = p.rest[end:]
	return token
}

// operand is a value on either side of an operator.
type operand struct {
	kind   operandKind
	text   string
	number *big.Rat
	time   stamp
	truth  bool
}

type operandKind uint8

const (
	isNothing operandKind = iota
	isString
	isNumber
	isTruth
	isMoment
)

func (o operand) set() bool { return o.kind != isNothing }

func (o operand) present() bool { return o.set() && (o.kind != isString || o.text != "") }

// toTime turns a text into a time, where it is one.
func (o *operand) toTime() bool {
	if o.kind == isNothing {
		return true
	}
	at, err := time.Parse(time.RFC3339, o.text)
	if o.kind != isString || err != nil {
		return false
	}
	*o = operand{kind: isMoment, time: stamp(at.Unix())}
	return true
}

// operatorsOf are the operators that go with each kind of value. Okta has no ne.
var operatorsOf = map[operandKind][]string{
	isNothing: {"eq"},
	isTruth:   {"eq"},
	isNumber:  {"eq", "gt", "ge", "lt", "le"},
	isString:  {"eq", "gt", "ge", "lt", "le", "co", "sw"},
}

// operators compare two values of one kind. Texts are compared without regard to upper and lower case.
var operators = map[string]func(got, want operand) bool{
	"eq": func(got, want operand) bool { return compare(got, want) == 0 },
	"gt": func(got, want operand) bool { return compare(got, want) > 0 },
	"ge": func(got, want operand) bool { return compare(got, want) >= 0 },
	"lt": func(got, want operand) bool { return compare(got, want) < 0 },
	"le": func(got, want operand) bool { return compare(got, want) <= 0 },
	"co": func(got, want operand) bool { return strings.Contains(fold(got), fold(want)) },
	"sw": func(got, want operand) bool { return strings.HasPrefix(fold(got), fold(want)) },
}

func fold(o operand) string { return strings.ToLower(o.text) }

func compare(got, want operand) int {
	switch got.kind {
	case isNumber:
		return got.number.Cmp(want.number)
	case isTruth:
		if got.truth == want.truth {
			return 0
		}
		return 1
	case isMoment:
		return cmp.Compare(got.time, want.time)
	}
	return strings.Compare(fold(got), fold(want))
}

// literal reads the value of a comparison.
func literal(token string) (operand, error) {
	value, err := operandOf(json.RawMessage(token))
	if err != nil || token == "" || token[0] == '[' || token[0] == '{' {
		return operand{}, fmt.Errorf("expected a value, got %q", token)
	}
	return value, nil
}

// operandOf reads a value that is not an array.
func operandOf(value json.RawMessage) (operand, error) {
	var parsed any
	decoder := json.NewDecoder(strings.NewReader(string(value)))
	decoder.UseNumber()
	if err := decoder.Decode(&parsed); err != nil || decoder.More() {
		return operand{}, fmt.Errorf("not a value: %q", value)
	}
	switch parsed := parsed.(type) {
	case string:
		return operand{kind: isString, text: parsed}, nil
	case bool:
		return operand{kind: isTruth, truth: parsed}, nil
	case json.Number:
		number, err := exact(parsed)
		return operand{kind: isNumber, number: number}, err
	}
	return operand{}, nil
}

// exact is the number without rounding, so that integers beyond 2^53 differ. Numbers beyond float64 are none, since
// their exponent could take all memory.
func exact(number json.Number) (*big.Rat, error) {
	if _, err := strconv.ParseFloat(string(number), 64); err != nil {
		return nil, fmt.Errorf("number out of range: %s", number)
	}
	exact, isNumber := new(big.Rat).SetString(string(number))
	if !isNumber {
		return nil, fmt.Errorf("not a number: %s", number)
	}
	return exact, nil
}

// attribute returns what reads the values of an attribute: one, or those of an array.
func (a attributes[T]) attribute(name string) (func(T) []operand, error) {
	if read := a.times[name]; read != nil {
		return func(item T) []operand {
			if at := read(item); at != 0 {
				return []operand{{kind: isMoment, time: at}}
			}
			return nil
		}, nil
	}
	if read := a.texts[name]; read != nil {
		return func(item T) []operand {
			if text := read(item); text != "" {
				return []operand{{kind: isString, text: text}}
			}
			return nil
		}, nil
	}
	if name, isProfile := strings.CutPrefix(name, "profile."); isProfile && isName(name) {
		return func(item T) []operand { return operandsOf(a.profile(item)[name]) }, nil
	}
	return nil, fmt.Errorf("unknown attribute %q", name)
}

func isName(name string) bool {
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return !strings.ContainsRune("_-$.", r) && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	})
}

func operandsOf(value json.RawMessage) []operand {
	switch {
	case len(value) == 0:
		return nil
	case value[0] == '[':
		var items []json.RawMessage
		if json.Unmarshal(value, &items) != nil {
			return nil
		}
		var operands []operand
		for _, item := range items {
			operands = append(operands, operandsOf(item)...)
		}
		return operands
	case isText(value) && !strings.Contains(string(value), `\`):
		return []operand{{kind: isString, text: string(value[1 : len(value)-1])}}
	}
	got, err := operandOf(value)
	if err != nil {
		return nil
	}
	return []operand{got}
}
