package wrapper_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func TestCollectTakesAListUpToItsBound(t *testing.T) {
	t.Parallel()
	for n, most := range map[int]int{0: 0, 1: 1, 5: 5, 4: 5} {
		items, err := okta.Collect(numbers(n), most)
		require.NoError(t, err)
		require.Len(t, items, n)
	}
	items, err := okta.Collect(numbers(6), 5)
	require.EqualError(t, err, "okta: the list has more than 5 items: raise the bound, or range over it")
	require.Equal(t, []int{0, 1, 2, 3, 4}, items)

	broken := errors.New("broken")
	items, err = okta.Collect(func(yield func(int, error) bool) { _ = yield(1, nil) && yield(0, broken) }, 5)
	require.ErrorIs(t, err, broken)
	require.Equal(t, []int{1}, items)
}

func TestFirstPageAsksForOneAlone(t *testing.T) {
	t.Parallel()
	server, requests := endless(t, 3)
	first, err := okta.FirstPage(testkit.NewClient(t, server.URL).ListUsersPages(t.Context(), nil))
	require.NoError(t, err)
	require.Len(t, first.Items, 1)
	require.Equal(t, "2", first.After)
	require.EqualValues(t, 1, requests.Load())
	_, err = okta.FirstPage(testkit.NewClient(t, server.URL).ListUsersPages(t.Context(), &okta.ListUsersOptions{Limit: -1}))
	require.ErrorContains(t, err, "limit is negative")
}

func TestWhereQuotesItsValues(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 1, 31, 9, 30, 0, 123456789, time.FixedZone("", 3600))
	for want, got := range map[string]string{
		`status pr`:                             okta.Where(`status pr`),
		`profile.email eq "ada@example.com"`:    okta.Where(`profile.email eq ?`, "ada@example.com"),
		`profile.email eq "x\" or id pr or \\"`: okta.Where(`profile.email eq ?`, `x" or id pr or \`),
		`profile.nick eq "<ü>\n"`:               okta.Where(`profile.nick eq ?`, "<ü>\n"),
		`status eq "ACTIVE"`:                    okta.Where(`status eq ?`, okta.UserStatusActive),
		`a eq 7 and b eq -7 and c eq 1.5`:       okta.Where(`a eq ? and b eq ? and c eq ?`, uint8(7), int64(-7), 1.5),
		`remote eq true`:                        okta.Where(`remote eq ?`, true),
		`created gt "2026-01-31T08:30:00.123Z"`: okta.Where(`created gt ?`, at),
		`a eq "what?" and b eq "why?"`:          okta.Where(`a eq ? and b eq ?`, "what?", "why?"),
		`a eq ?(missing)`:                       okta.Where(`a eq ?`),
		`a pr ?(2 values too many)`:             okta.Where(`a pr`, 1, 2),
		`a eq ?(a []int)`:                       okta.Where(`a eq ?`, []int{1}),
		`a eq ?(a <nil>)`:                       okta.Where(`a eq ?`, nil),
	} {
		assert.Equal(t, want, got)
	}
}

// An email of `x" or status eq "ACTIVE` found all users of the org in six programs' way of writing it.
func TestNoValueBecomesAPartOfTheExpression(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	org.SeedUsers(30)
	client := orgClient(t, org)
	found := func(t require.TestingT, value string) int {
		users, err := okta.Collect(client.ListUsers(context.Background(), &okta.ListUsersOptions{Search: okta.Where(`profile.email eq ?`, value)}), 100)
		require.NoError(t, err)
		return len(users)
	}
	require.Equal(t, 1, found(t, "user2@example.com"))
	require.Zero(t, found(t, `x" or status eq "ACTIVE`))
	require.Zero(t, found(t, `x\" or status pr or profile.email eq "x`))
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.StringOf(rapid.SampledFrom([]rune(`ab"\ ?()'=%`))).Draw(t, "value")
		require.Zero(t, found(t, value))
	})
}

func TestAttributesAreReadAsTheTypeThatTheyHave(t *testing.T) {
	t.Parallel()
	var user okta.User
	require.NoError(t, json.Unmarshal([]byte(`{"profile":{"login":"ada@example.com","mobilePhone":null,"employeeNumber":7,
		"badge":9007199254740993,"ratio":1.5,"remote":true,"tags":["a","b"],"left":null}}`), &user))
	profile := &user.Profile

	login, err := okta.AttributeAs[string](profile, "login")
	require.NoError(t, err)
	require.Equal(t, "ada@example.com", login)
	badge, err := okta.AttributeAs[int64](profile, "badge")
	require.NoError(t, err)
	require.Equal(t, int64(9007199254740993), badge)
	number, err := okta.AttributeAs[json.Number](profile, "badge")
	require.NoError(t, err)
	require.Equal(t, json.Number("9007199254740993"), number)
	employee, err := okta.AttributeAs[int](profile, "employeeNumber")
	require.NoError(t, err)
	require.Equal(t, 7, employee)
	remote, err := okta.AttributeAs[bool](profile, "remote")
	require.NoError(t, err)
	require.True(t, remote)
	tags, err := okta.AttributeAs[[]string](profile, "tags")
	require.NoError(t, err)
	require.Equal(t, []string{"a", "b"}, tags)

	_, err = okta.AttributeAs[string](profile, "city")
	require.ErrorIs(t, err, okta.ErrAbsent)
	require.EqualError(t, err, `okta: attribute "city": the attribute is absent`)
	for _, name := range []string{"mobilePhone", "left"} {
		_, err = okta.AttributeAs[string](profile, name)
		require.ErrorIs(t, err, okta.ErrNull)
	}
	_, err = okta.AttributeAs[bool](profile, "login")
	require.ErrorContains(t, err, `okta: attribute "login": `)
	require.NotErrorIs(t, err, okta.ErrAbsent)
	require.NotContains(t, err.Error(), "ada@example.com")
}

func TestAProfileGoesIntoOnesOwnTypeAndBack(t *testing.T) {
	t.Parallel()
	type person struct {
		Login string `json:"login"`
		Badge int64  `json:"badge"`
		Nick  string `json:"nickName,omitempty"`
	}
	const profile = `{"badge":9007199254740993,"big":1e400,"login":"ada@example.com","mobilePhone":null}`
	var user okta.User
	require.NoError(t, json.Unmarshal([]byte(`{"profile":`+profile+`}`), &user))
	got, err := okta.ProfileTo[person](&user.Profile)
	require.NoError(t, err)
	require.Equal(t, person{"ada@example.com", 9007199254740993, ""}, got)

	all, err := okta.ProfileTo[map[string]json.RawMessage](&user.Profile)
	require.NoError(t, err)
	require.Len(t, all, 4)
	require.Equal(t, "1e400", string(all["big"]))

	got.Badge++
	require.NoError(t, okta.SetProfile(&user.Profile, got))
	require.NoError(t, okta.SetProfile(&user.Profile, map[string]any{"nickName": "Countess", "left": nil}))
	back, err := json.Marshal(user.Profile)
	require.NoError(t, err)
	require.Equal(t, exactJSON(t, `{"badge":9007199254740994,"big":1e400,"login":"ada@example.com","mobilePhone":null,"nickName":"Countess","left":null}`), exactJSON(t, string(back)))

	require.ErrorContains(t, okta.SetProfile(&user.Profile, 7), "okta: set the profile")
	require.ErrorContains(t, okta.SetProfile(&user.Profile, func() {}), "okta: set the profile")
	_, err = okta.ProfileTo[int](&user.Profile)
	require.ErrorContains(t, err, "okta: read the profile")
}

func TestATimeOfWhatHasNotHappenedIsNil(t *testing.T) {
	t.Parallel()
	require.Nil(t, okta.TimeOrNil(time.Time{}))
	at := time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC)
	require.Equal(t, &at, okta.TimeOrNil(at))
}

func TestBulkGivesResultsAndErrors(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	list := func(yield func(int, error) bool) {
		for i := range 10 {
			if !yield(i, nil) {
				return
			}
		}
		yield(0, broken)
	}
	odd := errors.New("odd")
	values := make(map[int]string)
	failed, ended := 0, 0
	for result, err := range okta.BulkResults(t.Context(), list, 3, func(_ context.Context, i int) (string, error) {
		if i%2 == 1 {
			return "", odd
		}
		return fmt.Sprint(i), nil
	}) {
		if list, ok := errors.AsType[*okta.ListError](err); ok {
			require.ErrorIs(t, list, broken)
			require.Zero(t, result)
			ended++
			continue
		}
		if err != nil {
			require.ErrorIs(t, err, odd)
			require.Equal(t, 1, result.Item%2)
			failed++
			continue
		}
		values[result.Item] = result.Value
	}
	require.Equal(t, map[int]string{0: "0", 2: "2", 4: "4", 6: "6", 8: "8"}, values)
	require.Equal(t, []int{5, 1}, []int{failed, ended})
}

func TestSentinelsOfWhatProgramsBranchOn(t *testing.T) {
	t.Parallel()
	sentinels := []error{okta.ErrLoginTaken, okta.ErrNameTaken, okta.ErrWrongStatus, okta.ErrMissingScope}
	for name, test := range map[string]struct {
		status int
		body   string
		header http.Header
		want   error
	}{
		"login":    {400, `{"errorCode":"E0000001","errorCauses":[{"errorSummary":"login: An object with this field already exists in the current organization"}]}`, nil, okta.ErrLoginTaken},
		"name":     {400, `{"errorCode":"E0000001","errorCauses":[{"errorSummary":"name: An object with this field already exists in the current organization"}]}`, nil, okta.ErrNameTaken},
		"role":     {409, `{"errorCode":"E0000090"}`, nil, okta.ErrNameTaken},
		"status":   {403, `{"errorCode":"E0000038"}`, nil, okta.ErrWrongStatus},
		"active":   {403, `{"errorCode":"E0000016"}`, nil, okta.ErrWrongStatus},
		"unlocked": {403, `{"errorCode":"E0000032"}`, nil, okta.ErrWrongStatus},
		"suspend":  {400, `{"errorCode":"E0000001","errorCauses":[{"errorSummary":"Cannot suspend a user that is not active"}]}`, nil, okta.ErrWrongStatus},
		"scope":    {403, ``, http.Header{"Www-Authenticate": {`Bearer error="insufficient_scope"`}}, okta.ErrMissingScope},
		"other":    {400, `{"errorCode":"E0000001","errorCauses":[{"errorSummary":"email: does not match"}]}`, nil, nil},
	} {
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
			return testkit.Reply(test.status, test.header, test.body), nil
		})
		err := client.SuspendUser(t.Context(), "00u1")
		for _, sentinel := range sentinels {
			assert.Equal(t, errors.Is(test.want, sentinel), errors.Is(err, sentinel), "%s: %v", name, sentinel)
		}
	}
	for _, sentinel := range sentinels {
		require.Equal(t, strings.ToLower(sentinel.Error()), sentinel.Error())
	}
}

// The org in memory says what the sentinels look for.
func TestSentinelsMatchTheOrgInMemory(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	client := orgClient(t, org)
	id := addUser(t, org, okta.UserStatusStaged)
	_, err := client.CreateUser(t.Context(), okta.User{Profile: okta.UserProfile{
		FirstName: okta.Set("Ada"), LastName: okta.Set("Lovelace"), Login: okta.Set("ada@example.com"), Email: okta.Set("ada@example.com"),
	}}, nil)
	require.ErrorIs(t, err, okta.ErrLoginTaken)
	require.ErrorIs(t, client.SuspendUser(t.Context(), id), okta.ErrWrongStatus)
	require.ErrorIs(t, client.UnlockUser(t.Context(), id), okta.ErrWrongStatus)
	_, err = client.AddRoleToUser(t.Context(), id, okta.Role{Type: okta.RoleTypeUserAdmin}, nil)
	require.NoError(t, err)
	_, err = client.AddRoleToUser(t.Context(), id, okta.Role{Type: okta.RoleTypeUserAdmin}, nil)
	require.ErrorIs(t, err, okta.ErrNameTaken)
}
