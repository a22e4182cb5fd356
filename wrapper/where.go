package wrapper

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// Where makes an expression for Search and Filter out of one with a ? for each value. Values are texts, which it
// quotes, numbers, bools and times; so no value, such as an email that somebody typed, can become a part of the
// expression:
//
//	okta.Where(`profile.email eq ? and lastUpdated gt ?`, email, time.Now().Add(-24*time.Hour))
//
// Where values and question marks don't match, or a value is of another type, what it returns says so in place of a
// value, as package fmt does, and no org takes it for an expression.
func Where(expression string, values ...any) string {
	var out strings.Builder
	for i, part := range strings.Split(expression, "?") {
		if i > 0 {
			if len(values) == 0 {
				out.WriteString("?(missing)")
			} else {
				out.WriteString(quote(values[0]))
				values = values[1:]
			}
		}
		out.WriteString(part)
	}
	if len(values) > 0 {
		fmt.Fprintf(&out, " ?(%d values too many)", len(values))
	}
	return out.String()
}

// quote writes a value as expressions have it.
func quote(value any) string {
	if t, ok := value.(time.Time); ok {
		return `"` + t.UTC().Format("2006-01-02T15:04:05.000Z") + `"`
	}
	switch v := reflect.ValueOf(value); v.Kind() {
	case reflect.String:
		var text bytes.Buffer
		encoder := json.NewEncoder(&text)
		encoder.SetEscapeHTML(false)
		_ = encoder.Encode(v.String()) // a text can be encoded
		return strings.TrimSuffix(text.String(), "\n")
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return strconv.FormatUint(v.Uint(), 10)
	case reflect.Float32, reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'f', -1, 64)
	default:
		return fmt.Sprintf("?(a %T)", value)
	}
}
