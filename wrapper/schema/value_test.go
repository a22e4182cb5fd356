package schema_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okta-userapi/userapi-go/wrapper/schema"
)

type own struct {
	Badge schema.Value[int64] `json:"badge,omitzero"`
}

func TestAbsentNullAndSetAreToldApart(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		json           string
		value          schema.Value[int64]
		isZero, isNull bool
	}{
		{`{}`, schema.Value[int64]{}, true, false},
		{`{"badge":null}`, schema.Clear[int64](), false, true},
		{`{"badge":0}`, schema.Set[int64](0), false, false},
		{`{"badge":9223372036854775807}`, schema.Set[int64](9223372036854775807), false, false},
	} {
		assert.Equal(t, test.isZero, test.value.IsZero(), test.json)
		assert.Equal(t, test.isNull, test.value.IsNull(), test.json)
		written, err := json.Marshal(own{test.value})
		require.NoError(t, err)
		assert.Equal(t, test.json, string(written))

		var read own
		require.NoError(t, json.Unmarshal(written, &read))
		assert.Equal(t, test.isZero, read.Badge.IsZero(), test.json)
		assert.Equal(t, test.isNull, read.Badge.IsNull(), test.json)
		want, wantSet := test.value.Get()
		got, set := read.Badge.Get()
		assert.Equal(t, []any{want, wantSet}, []any{got, set}, test.json)
	}
	alone, err := json.Marshal(schema.Value[string]{})
	require.NoError(t, err)
	assert.Equal(t, "null", string(alone))
}

// What was read before is not left where something else is read into the same value.
func TestReadingReplacesWhatWasThere(t *testing.T) {
	t.Parallel()
	value := schema.Set([]string{"a"})
	require.NoError(t, json.Unmarshal([]byte(`["b",7]`), &value))
	_, set := value.Get()
	assert.False(t, set)
	require.NoError(t, value.UnmarshalJSON([]byte(`["c"]`)))
	got, set := value.Get()
	assert.True(t, set)
	assert.Equal(t, []string{"c"}, got)
}

func TestWhatIsReadIsWrittenAsItCame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom([]string{
			`7`, `7.10`, `1e2`, `123456789012345678901`, `"7"`, `null`, `true`, `[]`, `["a",null]`, `{"a":[1.0]}`, `""`,
		}).Draw(t, "value")
		var number schema.Value[float64]
		var whole schema.Value[int64]
		var texts schema.Value[[]string]
		for _, value := range []interface {
			json.Marshaler
			json.Unmarshaler
		}{&number, &whole, &texts} {
			require.NoError(t, value.UnmarshalJSON([]byte(text)))
			written, err := value.MarshalJSON()
			require.NoError(t, err)
			require.Equal(t, text, string(written))
		}
	})
}
