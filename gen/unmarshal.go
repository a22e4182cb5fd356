package gen

import (
	"errors"
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	jsonv1 "github.com/go-json-experiment/json/v1"
)

// Unmarshal decodes JSON into a model in one pass, with the results that encoding/json has. Its error says what is wrong where, and holds
// nothing of the values, which may be secrets.
func Unmarshal(data []byte, value any) error {
	// Legacy errors would cost a pass over each value before it is decoded.
	err := json.Unmarshal(data, value, jsonv1.DefaultOptionsV1(), jsonv1.ReportErrorsWithLegacySemantics(false))
	if err == nil {
		return nil
	}
	return &unmarshalError{err}
}

type unmarshalError struct{ cause error }

func (e *unmarshalError) Error() string {
	if syntactic, ok := errors.AsType[*jsontext.SyntacticError](e.cause); ok {
		return fmt.Sprintf("broken JSON at %q, after byte %d", syntactic.JSONPointer, syntactic.ByteOffset)
	}
	semantic, ok := errors.AsType[*json.SemanticError](e.cause)
	if !ok {
		return "it is no JSON that can be read"
	}
	if kind, ok := errors.AsType[*kindError](semantic.Err); ok {
		where := semantic.JSONPointer // of the profile, or already of its attribute
		if kind.attribute != "" && where.LastToken() != kind.attribute {
			where = where.AppendToken(kind.attribute)
		}
		return fmt.Sprintf("at %q %s", where, kind)
	}
	return fmt.Sprintf("at %q a JSON %s can't be read as %s", semantic.JSONPointer, kindName(semantic.JSONKind), semantic.GoType)
}

func (e *unmarshalError) Unwrap() error { return e.cause }

// kindError is a value of another kind than the model has.
type kindError struct {
	attribute string // of a profile; "" elsewhere
	want      string
	got       jsontext.Kind
}

func (e *kindError) Error() string { return e.want + " is expected, not a JSON " + kindName(e.got) }

func kindName(kind jsontext.Kind) string {
	switch kind {
	case 'n':
		return "null"
	case 't', 'f':
		return "boolean"
	case '"':
		return "string"
	case '0':
		return "number"
	case '[':
		return "array"
	case '{':
		return "object"
	}
	return "value"
}
