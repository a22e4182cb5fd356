package gen

import (
	"github.com/go-json-experiment/json"
	jsonv1 "github.com/go-json-experiment/json/v1"
)

// Unmarshal decodes JSON into a model in one pass, with the results that encoding/json has.
func Unmarshal(data []byte, value any) error {
	return json.Unmarshal(data, value, jsonv1.DefaultOptionsV1(), jsonv1.ReportErrorsWithLegacySemantics(false))
}
