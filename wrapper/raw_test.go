package wrapper_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

type app struct {
	ID    string `json:"id,omitempty"`
	Label string `json:"label,omitempty"`
	Big   int64  `json:"big,omitempty"`
}

func TestCallReachesAnyEndpoint(t *testing.T) {
	t.Parallel()
	for _, prefix := range []string{"", "/proxy/okta"} {
		client := testkit.NewClient(t, newScript(t, prefix,
			exchange{method: "GET", uri: "/api/v1/apps/0oa%20%231?expand=user%2F0", answer: `{"id":"0oa1","label":"Mail","big":9007199254740993}`},
			exchange{method: "POST", uri: "/api/v1/apps", body: `{"label":"Mail"}`, header: http.Header{"If-Match": {"x"}}, status: 201, answer: `{"id":"0oa1"}`},
			exchange{method: "DELETE", uri: "/api/v1/apps/0oa1/users/00u1", status: 204},
		).URL+prefix)
		got, err := okta.Call[app](t.Context(), client, okta.Request{Path: "/api/v1/apps/{appId}", IDs: []string{"0oa #1"}, Query: url.Values{"expand": {"user/0"}}})
		require.NoError(t, err)
		require.Equal(t, app{"0oa1", "Mail", 9007199254740993}, got)
		got, err = okta.Call[app](t.Context(), client, okta.Request{Method: "POST", Path: "/api/v1/apps", Body: app{Label: "Mail"}}, okta.WithHeader("If-Match", "x"))
		require.NoError(t, err)
		require.Equal(t, "0oa1", got.ID)
		_, err = okta.Call[struct{}](t.Context(), client, okta.Request{Method: "DELETE", Path: "/api/v1/apps/{appId}/users/{userId}", IDs: []string{"0oa1", "00u1"}})
		require.NoError(t, err)
	}
}

func TestCallIsNamedByItsShape(t *testing.T) {
	t.Parallel()
	const shape = "GET /api/v1/apps/{appId}/users"
	client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) {
		assert.Equal(t, shape, okta.Operation(r.Context()))
		return testkit.Reply(404, nil, `{"errorCode":"E0000007","errorSummary":"Not found"}`), nil
	})
	request := okta.Request{Path: "/api/v1/apps/{appId}/users", IDs: []string{"0oasecret-search"}, Query: url.Values{"q": {"secret-search"}}}
	_, err := okta.Call[[]app](t.Context(), client, request)
	require.EqualError(t, err, "okta: "+shape+": 404 Not Found: E0000007: Not found; request id req-1")
	testkit.AssertSafe(t, shape, err)
	require.ErrorIs(t, drain(okta.List[app](t.Context(), client, request)), okta.ErrNotFound)
}

func TestWhatCallCannotSendIsRefusedWithoutARequest(t *testing.T) {
	t.Parallel()
	client := testkit.NewClient(t, newScript(t, "").URL)
	for want, request := range map[string]okta.Request{
		"Path is not a path below the org's URL": {},
		"Path is not a path":                     {Path: "https://evil.example/api"},
		"not a path below":                       {Path: "/api/v1/logs?since=x"},
		"is not a path below the org's":          {Path: `/api/v1\..`},
		"segment that is empty":                  {Path: "//evil.example/api"},
		"has a segment that is empty, a dot":     {Path: "/api/v1/../users"},
		"would have to be escaped":               {Path: "/api/v1/a b"},
		"Path has more ids than IDs":             {Path: "/api/v1/apps/{appId}"},
		"an id without a closing brace":          {Path: "/api/v1/apps/{appId", IDs: []string{"x"}},
		"Path has fewer ids than IDs":            {Path: "/api/v1/apps", IDs: []string{"x"}},
		"appId is empty: pass an id":             {Path: "/api/v1/apps/{appId}", IDs: []string{""}},
		`appId is ".."`:                          {Path: "/api/v1/apps/{appId}", IDs: []string{".."}},
		"appId has a '/'":                        {Path: "/api/v1/apps/{appId}", IDs: []string{"a/b"}},
		"Body can't be made JSON":                {Method: "POST", Path: "/api/v1/apps", Body: func() {}},
		"Method is not an HTTP method":           {Method: "GET ", Path: "/api/v1/apps"},
		"limit is negative":                      {Path: "/api/v1/apps", Query: url.Values{"limit": {"-1"}}},
	} {
		err := drain(okta.List[app](t.Context(), client, request))
		argument, ok := errors.AsType[*okta.ArgumentError](err)
		require.True(t, ok, "%s: %v", want, err)
		require.ErrorContains(t, err, want)
		require.NotEmpty(t, argument.Operation)
		if want != "limit is negative" {
			_, err = okta.Call[app](t.Context(), client, request)
			require.ErrorContains(t, err, want)
		}
	}
	_, err := okta.Call[app](t.Context(), new(okta.Client), okta.Request{Path: "/api/v1/apps"})
	require.ErrorContains(t, err, "was not made by NewClient")
}

// A request that nobody knows is repeated where its method, or the caller, says that is harmless.
func TestCallIsRepeatedByItsMethodOrWhereTheCallerSaysSo(t *testing.T) {
	t.Parallel()
	for method, want := range map[string]int{"": 4, "GET": 4, "HEAD": 4, "POST": 1, "PUT": 1, "DELETE": 1, "PATCH": 1} {
		synctest.Test(t, func(t *testing.T) {
			sent := 0
			client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
				sent++
				return nil, io.ErrUnexpectedEOF
			})
			request := okta.Request{Method: method, Path: "/api/v1/apps/{appId}", IDs: []string{"0oa1"}}
			_, err := okta.Call[app](t.Context(), client, request)
			require.Error(t, err)
			require.Equal(t, want, sent, method)
			sent = 0
			_, err = okta.Call[app](t.Context(), client, request, okta.WithRetryUnsafe())
			require.Error(t, err)
			require.Equal(t, 4, sent, method)
		})
	}
}

func TestTheAnswerToACallIsHeldToBeSecret(t *testing.T) {
	t.Parallel()
	client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
		return testkit.Reply(200, nil, `["Passw0rd-that-must-not-leak"`), nil
	})
	_, err := okta.Call[app](t.Context(), client, okta.Request{Path: "/api/v1/apps"})
	e, ok := errors.AsType[*okta.Error](err)
	require.True(t, ok)
	require.Empty(t, e.Body)
	require.Empty(t, testkit.Exposed(err.Error()))
}

func TestListWalksPagesOfAnyEndpoint(t *testing.T) {
	t.Parallel()
	for _, options := range [][]okta.CallOption{nil, {okta.WithoutReadAhead()}} {
		client := testkit.NewClient(t, newScript(t, "/p",
			exchange{method: "GET", uri: "/api/v1/apps?limit=2", reply: page([]string{"1", "2"}, `<https://elsewhere.invalid/api/v1/apps?after=c1&limit=2>; rel="next"`)},
			exchange{method: "GET", uri: "/api/v1/apps?after=c1&limit=2", reply: page([]string{"3"})},
		).URL+"/p")
		list := okta.List[app](t.Context(), client, okta.Request{Path: "/api/v1/apps", Query: url.Values{"limit": {"2"}}}, options...)
		ids, err := collect(idsOf(list, func(a app) string { return a.ID }))
		require.NoError(t, err)
		require.Equal(t, []string{"1", "2", "3"}, ids)
	}
}

func TestListInFindsTheNextPageInTheBody(t *testing.T) {
	t.Parallel()
	type assignees struct {
		Value []app `json:"value"`
		Links struct {
			Next okta.Link `json:"next"`
		} `json:"_links"`
	}
	read := func(page assignees) ([]app, string) { return page.Value, page.Links.Next.Href }
	answer := func(id, next string) string {
		links := `{}`
		if next != "" {
			links = `{"next":{"href":"https://elsewhere.invalid/api/v1/iam/assignees/users?after=` + next + `"}}`
		}
		return `{"value":[{"id":"` + id + `"}],"_links":` + links + `}`
	}
	request := okta.Request{Path: "/api/v1/iam/assignees/users"}
	for _, options := range [][]okta.CallOption{nil, {okta.WithoutReadAhead()}} {
		client := testkit.NewClient(t, newScript(t, "",
			exchange{method: "GET", uri: "/api/v1/iam/assignees/users", answer: answer("1", "c1")},
			exchange{method: "GET", uri: "/api/v1/iam/assignees/users?after=c1", answer: answer("2", "c2")},
			exchange{method: "GET", uri: "/api/v1/iam/assignees/users?after=c2", answer: answer("3", "")},
		).URL)
		var response okta.Response
		list := okta.ListIn(t.Context(), client, request, read, append(options, okta.WithResponse(&response))...)
		ids, err := collect(idsOf(list, func(a app) string { return a.ID }))
		require.NoError(t, err)
		require.Equal(t, []string{"1", "2", "3"}, ids)
		require.JSONEq(t, answer("3", ""), string(response.Body))
	}

	client := testkit.NewClient(t, newScript(t, "",
		exchange{method: "GET", uri: "/api/v1/iam/assignees/users", answer: answer("1", "c1")},
		exchange{method: "GET", uri: "/api/v1/iam/assignees/users?after=c1", answer: answer("2", "c1")},
	).URL)
	var after []string
	var err error
	for page, pageErr := range okta.ListPagesIn(t.Context(), client, request, read) {
		after, err = append(after, page.After), pageErr
	}
	require.ErrorContains(t, err, "goes round in a circle")
	require.Equal(t, []string{"c1", "", ""}, after)

	client = testkit.Wired(t, func(*http.Request) (*http.Response, error) { return testkit.Reply(200, nil, `[]`), nil })
	require.ErrorContains(t, drain(okta.ListIn(t.Context(), client, request, read)), "the answer can't be read")
}

// /api/v1/meta/types/user said that its limit is used up, and operations with thousands of requests left were held.
func TestTheGateKeepsARequestThatNobodyKnowsToItself(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		sent := make(map[string]int)
		client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) {
			mu.Lock()
			defer mu.Unlock()
			sent[okta.Operation(r.Context())]++
			if r.URL.Path == "/api/v1/meta/types/user" || r.URL.Path == "/api/v1/users" {
				return testkit.Reply(200, testkit.LimitHeader(1, 0, time.Now().Add(time.Minute)), `[]`), nil
			}
			return testkit.Reply(200, testkit.LimitHeader(5000, 4999, time.Now().Add(time.Minute)), `{}`), nil
		})
		types := okta.Request{Path: "/api/v1/meta/types/user"}
		_, err := okta.Call[[]app](t.Context(), client, types)
		require.NoError(t, err)

		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err = okta.Call[[]app](ctx, client, types)
		require.ErrorIs(t, err, okta.ErrRateLimited, "it has used up its own limit")
		require.NoError(t, client.SuspendUser(ctx, "00u1"))
		_, err = okta.Call[app](ctx, client, okta.Request{Path: "/api/v1/apps/{appId}", IDs: []string{"0oa1"}})
		require.NoError(t, err)

		require.NoError(t, drain(client.ListUsers(ctx, nil)))
		_, err = okta.Call[[]json.RawMessage](ctx, client, okta.Request{Path: "/api/v1/users"})
		require.ErrorIs(t, err, okta.ErrRateLimited, "it is an operation's request, and counts for its limit")
	})
}
