package gen

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	jsonv1 "github.com/go-json-experiment/json/v1"
)

// Unmarshal decodes JSON into a model in one pass, with the results that encoding/json has. Its error says what is
// wrong where, and holds nothing of the values, which may be secrets.
func Unmarshal(data []byte, value any) error {
	return decodeFailure(json.Unmarshal(data, value, jsonv1.DefaultOptionsV1(), withoutLegacyErrors()))
}

// withoutLegacyErrors is for speed: legacy errors would cost a pass over each value before it is decoded.
func withoutLegacyErrors() json.Options { return jsonv1.ReportErrorsWithLegacySemantics(false) }

func decodeFailure(err error) error {
	if err == nil {
		return nil
	}
	return &decodeError{err}
}

type decodeError struct{ cause error }

func (e *decodeError) Error() string {
	if syntactic, ok := errors.AsType[*jsontext.SyntacticError](e.cause); ok {
		return fmt.Sprintf("broken JSON at %q, after byte %d", syntactic.JSONPointer, syntactic.ByteOffset)
	}
	if excess, ok := errors.AsType[*excessError](e.cause); ok {
		return excess.Error()
	}
	if semantic, ok := errors.AsType[*json.SemanticError](e.cause); ok {
		return Unread{Pointer: string(semantic.JSONPointer), Reason: mismatch(semantic.JSONKind, semantic.GoType)}.String()
	}
	return "it is no JSON that can be read"
}

func (e *decodeError) Unwrap() error { return e.cause }

// mismatch says that JSON of a kind is no value of a type.
func mismatch(kind jsontext.Kind, model reflect.Type) string {
	return fmt.Sprintf("a JSON %s can't be read as %s", kindName(kind), model)
}

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
