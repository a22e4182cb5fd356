package gen

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	jsonv1 "github.com/go-json-experiment/json/v1"
)

// Unread is a value that could not be read, and was left out.
type Unread struct {
	// Pointer is where it stands in the JSON, as an RFC 6901 pointer: "/1/lastLogin". It holds names and indexes, never
	// a value.
	Pointer string

	// Reason says what is wrong with it, without the value.
	Reason string
}

// String returns one line.
func (u Unread) String() string { return fmt.Sprintf("at %q %s", u.Pointer, u.Reason) }

// UnmarshalLenient decodes JSON into what a pointer points to, as [Unmarshal] does and, where that fails, once more around
// what can't be read. A member of another type than the model's is left at its zero value, an item of a list that can't be read is left out,
// and each is named. A time whose offset has no colon is read. For an answer that is a list there is [UnmarshalList].
//
// An error remains where the JSON is broken, where the whole of it is of another type, and where a profile is no
// object: a model without its profile, sent back, would clear it. So it does where thousands of values can't be read:
// that is no answer of this kind. After an error the value is zero.
func UnmarshalLenient(data []byte, pointer any) ([]Unread, error) {
	if len(data) <= maxTrusting && Unmarshal(data, pointer) == nil {
		return nil, nil
	}
	return readAround(data, pointer, maxNestedItems)
}

// UnmarshalList is UnmarshalLenient for a list of at most limit items; one that has more is an error. An item that is
// null can't be read: it would be an empty model.
func UnmarshalList[T any](data []byte, limit int) (items []T, unread []Unread, err error) {
	list := boundedList[T]{limit: limit, size: len(data)}
	if len(data) <= maxTrusting && Unmarshal(data, &list) == nil {
		return list.items, nil, nil
	}
	unread, err = readAround(data, &items, limit)
	return items, unread, err
}

// boundedList is a list that is decoded as its slice would be, unless it has an item too many or one that is null.
type boundedList[T any] struct {
	items []T
	limit int
	size  int // of the whole JSON
}

var errUnusualList = errors.New("an item is null or one too many")

// UnmarshalJSONFrom reads the list.
func (l *boundedList[T]) UnmarshalJSONFrom(decoder *jsontext.Decoder) error {
	start, err := decoder.ReadToken()
	if err != nil {
		return err
	}
	if start.Kind() != '[' {
		return &json.SemanticError{JSONKind: start.Kind()}
	}
	l.items = []T{}
	for kind := decoder.PeekKind(); kind != ']'; kind = decoder.PeekKind() {
		if kind == 'n' || len(l.items) == l.limit {
			return errUnusualList
		}
		l.items = append(l.items, *new(T))
		if err := json.UnmarshalDecode(decoder, &l.items[len(l.items)-1]); err != nil {
			return err
		}
		if len(l.items) == 1 {
			// Items are of about one length: room for all of them at once saves a fifth of the time.
			l.items = slices.Grow(l.items, min(l.limit, l.size/int(decoder.InputOffset())+1))
		}
	}
	_, err = decoder.ReadToken()
	return err
}

// What is believed of an answer. Values take far more memory than their JSON: a user, which can be two bytes, a
// kilobyte.
const (
	// maxTrusting is the length of a body from which on the lists within it are bounded too, which takes longer.
	maxTrusting = 4 << 20

	// maxNestedItems is for a list within a model: the longest is the causes of an error.
	maxNestedItems = 1000

	// maxUnread is more than a whole page of odd users has.
	maxUnread = 10_000
)

// excessError is that there is more than is believed.
type excessError struct {
	limit int
	of    string
}

func (e *excessError) Error() string { return fmt.Sprintf("there are more than %d %s", e.limit, e.of) }

// lenient reads around values of another type than the model has, in one pass: it looks at each value before the
// decoder does. It knows the models by reflection, as the decoder does, since there are many.
type lenient struct {
	limit        int              // of the items of the outermost list
	at           jsontext.Pointer // where the JSON that is being decoded stands in the whole
	unread       []Unread
	unmarshalers *json.Unmarshalers
}

func readAround(data []byte, pointer any, limit int) ([]Unread, error) {
	value := reflect.ValueOf(pointer)
	if value.Kind() != reflect.Pointer || value.IsNil() {
		return nil, fmt.Errorf("there is no place for a value: pass a pointer to one, not %T", pointer)
	}
	l := &lenient{limit: limit}
	l.unmarshalers = json.UnmarshalFromFunc(l.read)
	value.Elem().SetZero()
	err := l.unmarshal(data, pointer)
	if err == nil && len(l.unread) > 0 && l.unread[0].Pointer == "" {
		err = errors.New(l.unread[0].String())
	}
	if err != nil {
		value.Elem().SetZero()
		return nil, err
	}
	return l.unread, nil
}

func (l *lenient) unmarshal(data []byte, value any) error {
	return decodeFailure(json.Unmarshal(data, value, jsonv1.DefaultOptionsV1(), withoutLegacyErrors(), json.WithUnmarshalers(l.unmarshalers)))
}

// read reads what value points to, or leaves that to the decoder by errSkip.
func (l *lenient) read(decoder *jsontext.Decoder, value any) error {
	model := reflect.TypeOf(value).Elem()
	for model.Kind() == reflect.Pointer {
		model = model.Elem()
	}
	// What decodes itself has a method for it on the pointer.
	switch reflect.Zero(reflect.PointerTo(model)).Interface().(type) {
	case *time.Time:
		return l.readWhole(decoder, value, model)
	case json.UnmarshalerFrom, json.Unmarshaler, encoding.TextUnmarshaler:
		return errSkip
	}
	kind := decoder.PeekKind()
	switch list := reflect.ValueOf(value).Elem(); {
	case kind == '{' && (model.Kind() == reflect.Struct || model.Kind() == reflect.Map):
		return errSkip
	case kind == '[' && list.Kind() == reflect.Slice:
		return l.readList(decoder, list)
	}
	return l.readWhole(decoder, value, model)
}

// name adds a value that can't be read.
func (l *lenient) name(at jsontext.Pointer, reason string) error {
	if len(l.unread) == maxUnread {
		return &excessError{maxUnread, "values that can't be read"}
	}
	l.unread = append(l.unread, Unread{Pointer: string(l.at + at), Reason: reason})
	return nil
}

// readWhole reads a value of which no part is of use without the others.
func (l *lenient) readWhole(decoder *jsontext.Decoder, value any, model reflect.Type) error {
	data, err := decoder.ReadValue()
	if err != nil {
		return err
	}
	if Unmarshal(data, value) == nil {
		return nil
	}
	if instant, ok := value.(*time.Time); ok && readTime(data, instant) {
		return nil
	}
	reflect.ValueOf(value).Elem().SetZero()
	return l.name(decoder.StackPointer(), mismatch(data.Kind(), model))
}

// readTime reads an RFC 3339 time whose offset lacks the colon or the minutes.
func readTime(data []byte, instant *time.Time) bool {
	var text string
	if Unmarshal(data, &text) != nil {
		return false
	}
	for _, layout := range []string{"2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05Z07"} {
		if parsed, err := time.Parse(layout, text); err == nil {
			*instant = parsed
			return true
		}
	}
	return false
}

// readList reads each item by itself, so that one that can't be read ends nothing but itself.
func (l *lenient) readList(decoder *jsontext.Decoder, list reflect.Value) error {
	if _, err := decoder.ReadToken(); err != nil {
		return err
	}
	at, limit := decoder.StackPointer(), maxNestedItems
	whole := l.at+at == ""
	if whole {
		limit = l.limit
	}
	excess := false
	list.Set(reflect.MakeSlice(list.Type(), 0, 0))
	for decoder.PeekKind() != ']' {
		data, err := decoder.ReadValue()
		switch {
		case err != nil:
			return err
		case list.Len() < limit:
			if err := l.readItem(decoder.StackPointer(), data, list); err != nil {
				return err
			}
		case whole:
			return &excessError{limit, "items"}
		default:
			excess = true
		}
	}
	if _, err := decoder.ReadToken(); err != nil {
		return err
	}
	if excess {
		return l.name(at, (&excessError{limit, "items"}).Error())
	}
	return nil
}

func (l *lenient) readItem(at jsontext.Pointer, data jsontext.Value, list reflect.Value) error {
	outer, before := l.at, len(l.unread)
	l.at += at
	defer func() { l.at = outer }()

	item := reflect.New(list.Type().Elem())
	if data.Kind() == 'n' {
		return l.name("", mismatch('n', item.Type().Elem()))
	}
	err := l.unmarshal(data, item.Interface())
	if _, tooMany := errors.AsType[*excessError](err); tooMany {
		return err
	}
	if err != nil {
		l.unread = l.unread[:before]
		return l.name("", "is left out: "+err.Error())
	}
	if len(l.unread) > before && l.unread[before].Pointer == string(l.at) {
		return nil // nothing of it could be read
	}
	list.Set(reflect.Append(list, item.Elem()))
	return nil
}
