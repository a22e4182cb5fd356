package gen

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestOneOddMemberCostsNoMoreThanItself(t *testing.T) {
	t.Parallel()
	lastLogin := time.Date(2026, 1, 12, 8, 30, 0, 0, time.UTC)
	tests := []struct {
		name   string
		member string
		want   User
		unread []Unread
	}{
		{"a text as type", `"type":"default"`, User{}, []Unread{{"/1/type", "a JSON string can't be read as gen.UserType"}}},
		{"an empty time", `"lastLogin":""`, User{}, []Unread{{"/1/lastLogin", "a JSON string can't be read as time.Time"}}},
		{"a number as time", `"lastLogin":1768206600`, User{}, []Unread{{"/1/lastLogin", "a JSON number can't be read as time.Time"}}},
		{"a time with an offset without colon", `"lastLogin":"2026-01-12T08:30:00.000+0000"`, User{LastLogin: lastLogin}, nil},
		{"a time with an offset in hours", `"lastLogin":"2026-01-12T09:30:00+01"`, User{LastLogin: lastLogin}, nil},
		{"a time without offset", `"lastLogin":"2026-01-12T08:30:00"`, User{}, []Unread{{"/1/lastLogin", "a JSON string can't be read as time.Time"}}},
		{"a list as map", `"_embedded":[]`, User{}, []Unread{{"/1/_embedded", fmt.Sprintf("a JSON array can't be read as %T", User{}.Embedded)}}},
		{"an object as text", `"realmId":{"a":["b"]}`, User{}, []Unread{{"/1/realmId", "a JSON object can't be read as string"}}},
		{"a boolean as status", `"status":true`, User{}, []Unread{{"/1/status", "a JSON boolean can't be read as gen.UserStatus"}}},
		{"a number as password", `"credentials":{"password":1,"recovery_question":{"question":"q"}}`,
			User{Credentials: UserCredentials{RecoveryQuestion: &RecoveryQuestionCredential{Question: "q"}}},
			[]Unread{{"/1/credentials/password", "a JSON number can't be read as gen.PasswordCredential"}}},
		{"a number that is too large", `"credentials":{"password":{"hash":{"workFactor":2147483648,"salt":"s"}}}`,
			User{Credentials: UserCredentials{Password: &PasswordCredential{Hash: &PasswordCredentialHash{Salt: "s"}}}},
			[]Unread{{"/1/credentials/password/hash/workFactor", "a JSON number can't be read as int32"}}},
		{"odd items", `"credentials":{"emails":[{"value":"a","type":1},null,7,{"value":"b"}]}`,
			User{Credentials: UserCredentials{Emails: []EmailAddress{{Value: "a"}, {Value: "b"}}}},
			[]Unread{
				{"/1/credentials/emails/0/type", "a JSON number can't be read as string"},
				{"/1/credentials/emails/1", "a JSON null can't be read as gen.EmailAddress"},
				{"/1/credentials/emails/2", "a JSON number can't be read as gen.EmailAddress"},
			}},
		{"an object as list", `"credentials":{"emails":{}}`, User{}, []Unread{{"/1/credentials/emails", "a JSON object can't be read as []gen.EmailAddress"}}},
		{"an odd attribute, which is kept", `"profile":{"employeeNumber":7}`, User{Profile: UserProfile{EmployeeNumber: readAttribute(t, "7")}}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			user := `{"unknown":{"id":1},` + test.member + `,"id":"00u2"}`
			test.want.ID = "00u2"
			items, unread, err := UnmarshalList[User]([]byte(`[{"id":"00u1"},`+user+`,{"id":"00u3"}]`), 3)
			require.NoError(t, err)
			require.Len(t, items, 3)
			assert.True(t, items[1].LastLogin.Equal(test.want.LastLogin))
			items[1].LastLogin, test.want.LastLogin = time.Time{}, time.Time{}
			assert.Equal(t, []User{{ID: "00u1"}, test.want, {ID: "00u3"}}, items)
			assert.Equal(t, test.unread, unread)

			var one User
			unread, err = UnmarshalLenient([]byte(user), &one)
			require.NoError(t, err)
			one.LastLogin = time.Time{}
			assert.Equal(t, test.want, one)
			for i := range test.unread {
				assert.Equal(t, strings.TrimPrefix(test.unread[i].Pointer, "/1"), unread[i].Pointer)
			}
			assert.Len(t, unread, len(test.unread))
		})
	}
}

func TestWithoutAPlaceForTheValueThereIsAnError(t *testing.T) {
	t.Parallel()
	for _, pointer := range []any{nil, User{}, (*User)(nil)} {
		_, err := UnmarshalLenient([]byte(`{"id":"00u1"}`), pointer)
		require.ErrorContains(t, err, "pass a pointer")
	}
}

func TestAfterAnErrorTheValueIsZero(t *testing.T) {
	t.Parallel()
	user := User{ID: "00u1"}
	_, err := UnmarshalLenient([]byte(`{"id":"00u2","profile":7}`), &user)
	require.Error(t, err)
	require.Zero(t, user)
}

func TestAnItemThatCannotBeReadIsLeftOutAndNamed(t *testing.T) {
	t.Parallel()
	for item, want := range map[string][]Unread{
		`null`:  {{"/1", "a JSON null can't be read as gen.User"}},
		`7`:     {{"/1", "a JSON number can't be read as gen.User"}},
		`"x"`:   {{"/1", "a JSON string can't be read as gen.User"}},
		`[{}]`:  {{"/1", "a JSON array can't be read as gen.User"}},
		`false`: {{"/1", "a JSON boolean can't be read as gen.User"}},
		// Sent back, a user without its profile would lose it.
		`{"id":1,"profile":"x"}`: {{"/1", `is left out: at "/profile" a JSON string can't be read as gen.UserProfile`}},
	} {
		items, unread, err := UnmarshalList[User]([]byte(`[{"id":"00u1"},`+item+`,{"id":"00u3","status":1}]`), 3)
		require.NoError(t, err, item)
		assert.Equal(t, []User{{ID: "00u1"}, {ID: "00u3"}}, items, item)
		assert.Equal(t, append(want, Unread{"/2/status", "a JSON number can't be read as gen.UserStatus"}), unread, item)
	}
}

func TestANullItemIsLeftOutThoughNothingElseIsOdd(t *testing.T) {
	t.Parallel()
	items, unread, err := UnmarshalList[User]([]byte(`[{"id":"00u1"},null]`), 2)
	require.NoError(t, err)
	assert.Equal(t, []User{{ID: "00u1"}}, items)
	assert.Equal(t, []Unread{{"/1", "a JSON null can't be read as gen.User"}}, unread)
}

func TestWhatIsNoAnswerOfThisKindIsAnError(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		``:                      `broken JSON at "", after byte 0`,
		`{"status":1,"id":`:     `broken JSON at "/id", after byte 17`,
		`{"status":1,"id":""}x`: `broken JSON at "", after byte 20`,
		`{"profile":5}`:         `at "/profile" a JSON number can't be read as gen.UserProfile`,
		`[]`:                    `at "" a JSON array can't be read as gen.User`,
		`true`:                  `at "" a JSON boolean can't be read as gen.User`,
		`{"status":` + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + `}`: `broken JSON`,
		`{` + strings.Repeat(`"id":1,`, maxUnread) + `"id":1}`:                         `there are more than 10000 values that can't be read`,
	} {
		var user User
		_, err := UnmarshalLenient([]byte(body), &user)
		require.ErrorContains(t, err, want)
	}
	for body, want := range map[string]string{
		`{}`:                 `at "" a JSON object can't be read as []gen.User`,
		`[{}`:                `broken JSON`,
		`[{}]]`:              `broken JSON`,
		`[null,{}`:           `broken JSON`,
		`[{"id":1},x`:        `broken JSON`,
		`[{},{},{},{}]`:      `there are more than 3 items`,
		`[null,{},{},{},{}]`: `there are more than 3 items`,
		`[{` + strings.Repeat(`"id":1,`, maxUnread) + `"id":1},{}]`: `there are more than 10000 values that can't be read`,
		`[{"id":1},{},{},{}` + `]`:                                  `there are more than 3 items`,
		`[` + strings.Repeat(`{},`, 1_000) + `null`:                 `there are more than 3 items`,
	} {
		items, _, err := UnmarshalList[User]([]byte(body), 3)
		require.ErrorContains(t, err, want, body)
		require.Empty(t, items)
	}
}

func TestAListWithinAnItemIsBounded(t *testing.T) {
	t.Parallel()
	emails := strings.Repeat(`{"value":"a"},`, maxNestedItems)
	var user User
	unread, err := UnmarshalLenient([]byte(`{"status":1,"credentials":{"emails":[`+emails+`{}]},"id":"00u1"}`), &user)
	require.NoError(t, err)
	assert.Len(t, user.Credentials.Emails, maxNestedItems)
	assert.Equal(t, "00u1", user.ID)
	assert.Equal(t, []Unread{
		{"/status", "a JSON number can't be read as gen.UserStatus"}, {"/credentials/emails", "there are more than 1000 items"},
	}, unread)
}

func TestAListWithinALargeAnswerIsBoundedThoughNothingIsOdd(t *testing.T) {
	t.Parallel()
	email := `{"unknown":"` + strings.Repeat("x", maxTrusting/maxNestedItems) + `"},`
	body := `{"credentials":{"emails":[` + strings.Repeat(email, maxNestedItems) + `{}]},"id":"00u1"}`
	var user User
	unread, err := UnmarshalLenient([]byte(body), &user)
	require.NoError(t, err)
	assert.Len(t, user.Credentials.Emails, maxNestedItems)
	assert.Equal(t, "00u1", user.ID)
	assert.Equal(t, []Unread{{"/credentials/emails", "there are more than 1000 items"}}, unread)

	users, unread, err := UnmarshalList[User]([]byte(`[{},`+body+`]`), 2)
	require.NoError(t, err)
	require.Len(t, users, 2)
	assert.Equal(t, user, users[1])
	assert.Equal(t, []Unread{{"/1/credentials/emails", "there are more than 1000 items"}}, unread)
}

func TestAPageOfOddUsersIsRead(t *testing.T) {
	t.Parallel()
	odd := `{"id":"00u%d"`
	for _, member := range []string{"activated", "created", "lastLogin", "lastUpdated", "passwordChanged", "realmId", "status", "statusChanged",
		"transitioningToStatus", "type", "_embedded", "credentials"} {
		odd += `,"` + member + `":` + strings.Repeat("[", 100) + strings.Repeat("]", 100)
	}
	users := make([]string, 200)
	for i := range users {
		users[i] = fmt.Sprintf(odd+`}`, i)
	}
	items, unread, err := UnmarshalList[User]([]byte("["+strings.Join(users, ",")+"]"), 200)
	require.NoError(t, err)
	require.Len(t, items, 200)
	require.Len(t, unread, 200*12)
	require.Equal(t, "00u199", items[199].ID)
	require.Equal(t, "/199/credentials", unread[len(unread)-1].Pointer)
}

func TestUnreadHoldsNoValue(t *testing.T) {
	t.Parallel()
	const body = `{"id":5551234,"status":["hunter2"],"created":"hunter2","type":"hunter2","_embedded":"hunter2",
		"credentials":{"password":{"value":["hunter2"]},"emails":["hunter2",{"value":{"hunter2":1}}],"provider":{"name":[{"hunter2":5551234}]}}}`
	var user User
	unread, err := UnmarshalLenient([]byte(body), &user)
	require.NoError(t, err)
	require.Len(t, unread, 9)
	for _, u := range unread {
		require.NotContains(t, u.String(), "hunter2")
		require.NotContains(t, u.String(), "5551234")
		require.NotContains(t, u.String(), "\n")
	}
}

// FuzzLenient holds the lenient way to the strict one: what the strict one reads comes out the same, and where it does
// not, the difference is named.
func FuzzLenient(f *testing.F) {
	for _, seed := range []string{
		`{}`, `null`, `[]`, `{"id":1,"type":"default","lastLogin":"","status":null}`, `{"lastLogin":"2026-01-12T08:30:00+0000"}`,
		`{"credentials":{"emails":[null,1,{"value":2}],"password":7,"provider":[]},"_links":7,"_embedded":[]}`,
		`{"id":1,"profile":{"login":1,"x":[{}]}}`, `{"id":1,"profile":7}`, `{"id":1,"ID":"a"`, `{"id":1}x`, `{"errorCauses":[null,1,{"reason":1}]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		agrees[User](t, data)
		agrees[APIError](t, data)
		agrees[[]EmailAddress](t, data)

		list := fmt.Appendf(nil, `[{"id":"00u1"},%s,{"id":"00u3"}]`, data)
		users, unread, err := UnmarshalList[User](list, 3)
		if err != nil {
			return
		}
		require.LessOrEqual(t, len(users), 3)
		require.Equal(t, "00u1", users[0].ID)
		require.Equal(t, "00u3", users[len(users)-1].ID)
		require.True(t, len(users) == 3 || len(unread) > 0, "an item is missing")
		var strict []User
		if Unmarshal(list, &strict) == nil && len(unread) == 0 {
			require.Equal(t, strict, users)
		}
	})
}

// agrees reads data in all three ways: strict, lenient, and around what is odd although nothing may be.
func agrees[T any](t *testing.T, data []byte) {
	var want T
	strict := Unmarshal(data, &want)
	var got T
	unread, err := UnmarshalLenient(data, &got)
	var around T
	named, aroundErr := readAround(data, &around, maxNestedItems)
	if strict == nil {
		require.NoError(t, err)
		require.Empty(t, unread)
		require.Equal(t, want, got)
	} else if err == nil {
		require.Equal(t, got, around)
		require.Equal(t, named, unread)
		require.True(t, json.Valid(data))
	}
	require.Equal(t, err == nil, aroundErr == nil, "lenient: %v; around: %v", err, aroundErr)
	require.LessOrEqual(t, len(named), maxUnread)
}

func TestAUsualListIsDecodedInOnePass(t *testing.T) {
	t.Parallel()
	for body, want := range map[string][]User{
		`[]`:                        {},
		`[{"id":"00u1"}]`:           {{ID: "00u1"}},
		`[{"id":"00u1"}, {}, {} ] `: {{ID: "00u1"}, {}, {}},
	} {
		list := boundedList[User]{limit: 3, size: len(body)}
		require.NoError(t, Unmarshal([]byte(body), &list), body)
		require.Equal(t, want, list.items)
	}
	for _, body := range []string{`null`, `{}`, `[null]`, `[{},{},{},{}]`, `[{"id":1}]`, `[{}`, `[`} {
		require.Error(t, Unmarshal([]byte(body), &boundedList[User]{limit: 3, size: len(body)}), body)
	}
}

func TestRoomIsMadeForTheItemsOfAList(t *testing.T) {
	t.Parallel()
	const items = 100
	body := "[" + strings.Repeat(`{"id":"00u1"},`, items-1) + `{"id":"00u1"}]`
	users, _, err := UnmarshalList[User]([]byte(body), 10_000)
	require.NoError(t, err)
	require.Len(t, users, items)
	require.Less(t, cap(users), items*5/4)
}
