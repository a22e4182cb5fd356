package gen

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// usersPage is a page of 200 users.
func usersPage() []byte {
	users := make([]string, 200)
	for i := range users {
		users[i] = fmt.Sprintf(`{"id":"00u%017d","status":"ACTIVE","created":"2026-01-12T08:30:00.000Z","activated":"2026-01-12T08:30:01.000Z",`+
			`"lastLogin":null,"lastUpdated":"2026-02-03T10:00:00.000Z","type":{"id":"oty1defaultUserType01"},`+
			`"profile":{"firstName":"Ada","lastName":"Lovelace-%[1]d","mobilePhone":null,"login":"ada.%[1]d@example.com","badgeNumber":%[1]d,"tags":["a","b"]},`+
			`"credentials":{"password":{},"provider":{"type":"OKTA","name":"OKTA"}},"_links":{"self":{"href":"https://acme.okta.com/api/v1/users/00u%017[1]d"}}}`, i)
	}
	return []byte("[" + strings.Join(users, ",") + "]")
}

func BenchmarkUsers(b *testing.B) {
	page := usersPage()
	for _, way := range []struct {
		name string
		read func() error
	}{
		{"Unmarshal", func() error { var users []User; return Unmarshal(page, &users) }},
		{"UnmarshalList", func() error { _, _, err := UnmarshalList[User](page, 200); return err }},
		{"readAround", func() error { var users []User; _, err := readAround(page, &users, 200); return err }},
		{"one odd member", func() error {
			_, _, err := UnmarshalList[User](bytes.Replace(page, []byte(`"ACTIVE"`), []byte(`1234567`), 1), 200)
			return err
		}},
	} {
		b.Run(way.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(page)))
			for b.Loop() {
				require.NoError(b, way.read())
			}
		})
	}
}
