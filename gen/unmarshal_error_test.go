package gen

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestErrorsOfEveryShapeAreRead(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]APIError{
		`{"errorCode":"E0000001","errorSummary":"failed","errorId":"oae1","errorCauses":[{"errorSummary":"login: taken"}]}`: {
			ErrorCode: "E0000001", ErrorSummary: "failed", ErrorID: "oae1", ErrorCauses: []ErrorCause{{ErrorSummary: "login: taken"}},
		},
		`{"errorCode":"E0000001","errorSummary":"failed","errorCauses":[7,null,"x",{"errorSummary":"login: taken","domain":1}],"errorId":{}}`: {
			ErrorCode: "E0000001", ErrorSummary: "failed", ErrorCauses: []ErrorCause{{ErrorSummary: "login: taken"}},
		},
		`{"errorCode":"E0000001","errorSummary":"failed","errorCauses":"x"}`: {ErrorCode: "E0000001", ErrorSummary: "failed"},
		`{"errorCode":7,"errorSummary":"failed"}`:                            {ErrorSummary: "failed"},
		`{"error":"invalid_client","error_description":"no"}`:                {Error: "invalid_client", ErrorDescription: "no"},
		`{"error":"invalid_client","error_description":[1]}`:                 {Error: "invalid_client"},
		`{"type":"about:blank","title":"Forbidden","detail":"not from here","status":403}`: {
			ErrorSummary: "Forbidden: not from here",
		},
		`{"title":"Forbidden","detail":7}`:                     {ErrorSummary: "Forbidden"},
		`{"detail":"not from here"}`:                           {ErrorSummary: "not from here"},
		`{"status":404,"message":"Resource not found"}`:        {ErrorSummary: "Resource not found"},
		`{"title":"Invalid","errors":["a",{"message":"b"}]}`:   {ErrorSummary: "Invalid", ErrorCauses: []ErrorCause{{ErrorSummary: "a"}, {ErrorSummary: "b"}}},
		`{"errors":[{"title":"a","detail":"b"},null,7,"",{}]}`: {ErrorCauses: []ErrorCause{{ErrorSummary: "a: b"}}},
	} {
		answer, ok := UnmarshalError([]byte(body))
		require.True(t, ok, body)
		assert.Equal(t, want, answer, body)
	}
	for _, body := range []string{``, `{`, `null`, `[]`, `7`, `"x"`, `{}`, `{"errors":[]}`, `{"errors":"x"}`, `{"errorCauses":[]}`, `<html>`, `{"message":1}`,
		`{"errorSummary":"x"`} {
		_, ok := UnmarshalError([]byte(body))
		assert.False(t, ok, body)
	}
}

func TestTheCausesOfAnErrorAreBounded(t *testing.T) {
	t.Parallel()
	causes := strings.Repeat(`{"errorSummary":"x"},`, 5*maxNestedItems)
	answer, ok := UnmarshalError([]byte(`{"errorCauses":[` + causes + `{}],"errorCode":"E0000001"}`))
	require.True(t, ok)
	assert.Equal(t, "E0000001", answer.ErrorCode)
	assert.Len(t, answer.ErrorCauses, maxNestedItems)

	answer, ok = UnmarshalError([]byte(`{"errors":[` + strings.Repeat(`"x",`, 5*maxNestedItems) + `"x"]}`))
	require.True(t, ok)
	assert.Len(t, answer.ErrorCauses, maxNestedItems)
}
