package oktatest

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
)

func FuzzFields(f *testing.F) {
	for _, seed := range []string{"", "status", "id,status,profile:(firstName, city),created", "profile:(", ":,)(", "profile:x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		answer, err := json.Marshal(fieldsOf(text).of(ada().listed("https://org.example")))
		require.NoError(t, err)
		var user map[string]json.RawMessage
		require.NoError(t, json.Unmarshal(answer, &user))
		require.Contains(t, user, "id")
	})
}
