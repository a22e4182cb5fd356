package gen

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestAttributeStates(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name         string
		attribute    Attribute
		json         string
		text         string
		set          bool
		null, absent bool
	}{
		{"left alone", Attribute{}, "null", "", false, false, true},
		{"set", Set("Ada"), `"Ada"`, "Ada", true, false, false},
		{"set to nothing", Set(""), `""`, "", true, false, false},
		{"cleared", Clear(), "null", "", false, true, false},
		{"a number from the org", readAttribute(t, ` 12345678901234567890.10`), "12345678901234567890.10", "12345678901234567890.10", false, false, false},
		{"a boolean from the org", readAttribute(t, "true"), "true", "true", false, false, false},
		{"a list from the org", readAttribute(t, `["a",1]`), `["a",1]`, `["a",1]`, false, false, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			data, err := json.Marshal(test.attribute)
			require.NoError(t, err)
			assert.Equal(t, test.json, string(data))
			text, set := test.attribute.Get()
			assert.Equal(t, test.set, set)
			if set {
				assert.Equal(t, test.text, text)
			} else {
				assert.Empty(t, text)
			}
			assert.Equal(t, test.text, test.attribute.String())
			assert.Equal(t, test.null, test.attribute.IsNull())
			assert.Equal(t, test.absent, test.attribute.IsZero())
		})
	}
}

func readAttribute(t *testing.T, data string) Attribute {
	t.Helper()
	var read, one Attribute
	require.NoError(t, Unmarshal([]byte(data), &read))
	require.NoError(t, json.Unmarshal([]byte(data), &one))
	require.Equal(t, read, one)
	return read
}

func TestGetSetAndUnsetReachBuiltInAndCustomAttributes(t *testing.T) {
	t.Parallel()
	var p UserProfile
	for _, name := range []string{"nickName", "custom"} {
		_, found := p.Get(name)
		assert.False(t, found)
		require.NoError(t, p.Set(name, "x"))
		value, found := p.Get(name)
		assert.True(t, found)
		assert.JSONEq(t, `"x"`, string(value))
		require.NoError(t, p.Set(name, nil))
		value, found = p.Get(name)
		assert.True(t, found)
		assert.Equal(t, "null", string(value))
		p.Unset(name)
		_, found = p.Get(name)
		assert.False(t, found)
	}
	require.NoError(t, p.Set("nickName", "kept"))
	require.EqualError(t, p.Set("nickName", 1), `set attribute "nickName": it takes text only, not a JSON number`)
	require.Equal(t, Set("kept"), p.NickName)
	p.Unset("nickName")
	require.ErrorContains(t, p.Set("custom", func() {}), `attribute "custom"`)
	require.EqualError(t, p.Set("", "x"), "set an attribute: it has no name")
	data, err := json.Marshal(p)
	require.NoError(t, err)
	assert.Equal(t, "{}", string(data))
}

func TestABuiltInAttributeOfAnotherTypeIsWrittenBackAsItCame(t *testing.T) {
	t.Parallel()
	const body = `{"employeeNumber":9007199254740993,"login":"a","manager":{"id":1.10},"state":false,"title":null,"userType":["x"]}`
	var p UserProfile
	require.NoError(t, Unmarshal([]byte(body), &p))
	data, err := json.Marshal(p)
	require.NoError(t, err)
	require.JSONEq(t, body, string(data))
	require.Contains(t, string(data), "9007199254740993")
	require.Contains(t, string(data), "1.10")

	value, found := p.Get("employeeNumber")
	require.True(t, found)
	var other UserProfile
	require.NoError(t, other.Set("employeeNumber", value), "what Get returns can be set")
	require.Equal(t, p.EmployeeNumber, other.EmployeeNumber)
}

// TestProfilesComeBackAsTheyWere writes and reads profiles with any attributes in any state.
func TestProfilesComeBackAsTheyWere(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var p UserProfile
		for name, value := range rapid.MapOf(
			rapid.OneOf(rapid.SampledFrom([]string{"firstName", "nickName", "zipCode"}), rapid.StringN(1, -1, -1)),
			rapid.OneOf(rapid.Just[any](nil), rapid.Map(rapid.String(), func(s string) any { return s }),
				rapid.Map(rapid.Int64(), func(n int64) any { return n }), rapid.Map(rapid.Bool(), func(b bool) any { return b })),
		).Draw(t, "attributes") {
			data, err := json.Marshal(value)
			require.NoError(t, err)
			require.NoError(t, p.Set(name, json.RawMessage(data)))
		}
		data, err := json.Marshal(p)
		require.NoError(t, err)
		var one, two UserProfile
		require.NoError(t, Unmarshal(data, &one))
		require.NoError(t, json.Unmarshal(data, &two))
		require.Equal(t, one, two)
		again, err := json.Marshal(one)
		require.NoError(t, err)
		require.Equal(t, string(data), string(again))
	})
}

func TestLinks(t *testing.T) {
	t.Parallel()
	links := Links(`{"self":{"href":"a"},"logo":[{"href":"b"},{"href":"c","method":"GET"}],"odd":1,"null":null}`)
	assert.Equal(t, []Link{{Href: "a"}}, links.Get("self"))
	assert.Equal(t, []Link{{Href: "b"}, {Href: "c", Method: "GET"}}, links.Get("logo"))
	for _, relation := range []string{"odd", "null", "missing"} {
		assert.Empty(t, links.Get(relation), relation)
		assert.False(t, links.Has(relation), relation)
	}
	for _, broken := range []Links{nil, Links("null"), Links("[]"), Links("{")} {
		assert.Empty(t, broken.Get("self"))
	}
	assert.True(t, links.Has("self"))
}

func TestABrokenProfileIsSaidToBeBroken(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		``, `{`, `{"login"`, `{"login":`, `{"login":x`, `{"login":[`, `{"login":"a`, `{"login":"a"`, `{"login":"a",`, `{"login":"a"]`, `{"custom":`, `{"custom":[`,
		`{"custom":"a`, `{"custom":1`, `{"custom":1,`, `{"custom":1]`, `{"a\`, `{x`, `n`, `x`,
	} {
		var p UserProfile
		require.ErrorContains(t, Unmarshal([]byte(body), &p), "broken JSON", "%s", body)
		var user User
		require.ErrorContains(t, Unmarshal([]byte(`{"profile":`+body), &user), "broken JSON", "%s", body)
	}
}
