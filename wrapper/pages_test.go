package wrapper_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

// page is an answer with one item for each id and the given Link headers.
func page(ids []string, links ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		for _, link := range links {
			w.Header().Add("Link", link)
		}
		items := make([]string, len(ids))
		for i, id := range ids {
			items[i] = fmt.Sprintf(`{"id":%q}`, id)
		}
		_, _ = io.WriteString(w, "["+strings.Join(items, ",")+"]")
	}
}

// linkInHeader is a link to the next page with its target.
var linkInHeader = regexp.MustCompile(`<([^<>]*)>; (?:\w+=\w+; )*rel="?next`)

// page is page for the list: the next page's link is in the body where the list has it there.
func (l list) page(ids []string, links ...string) http.HandlerFunc {
	if !l.PagedInBody {
		return page(ids, links...)
	}
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		body := map[string]any{"value": []any{}, "_links": map[string]any{}}
		for _, id := range ids {
			body["value"] = append(body["value"].([]any), map[string]any{"id": id})
		}
		if link := linkInHeader.FindStringSubmatch(strings.Join(links, ", ")); link != nil {
			body["_links"] = map[string]any{"next": map[string]any{"href": link[1]}}
		}
		_ = json.NewEncoder(w).Encode(body)
	}
}

func idsOf[T any](list iter.Seq2[T, error], id func(T) string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for item, err := range list {
			if !yield(id(item), err) {
				return
			}
		}
	}
}

func collect(list iter.Seq2[string, error]) (ids []string, err error) {
	for id, err := range list {
		if err != nil {
			return ids, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// TestWalks gives each paged operation the same pages. In a Link, HOST is the server and PATH the list's path.
func TestWalks(t *testing.T) {
	t.Parallel()
	next := func(query string) string { return `<HOST` + `PATH?` + query + `>; rel="next"` }
	type answer struct {
		query string
		ids   []string
		links []string
		reply http.HandlerFunc
	}
	tests := []struct {
		name    string
		answers []answer
		want    []string
		err     string
	}{
		{"an empty list", []answer{{}}, nil, ""},
		{"one page", []answer{{ids: []string{"1", "2"}, links: []string{`<HOSTPATH>; rel="self"`}}}, []string{"1", "2"}, ""},
		{"two pages, a Link line each relation", []answer{
			{ids: []string{"1"}, links: []string{`<HOSTPATH>; rel="self"`, next("after=c1&limit=1")}},
			{query: "after=c1&limit=1", ids: []string{"2"}, links: []string{`<HOSTPATH?after=c1&limit=1>; rel="self"`}},
		}, []string{"1", "2"}, ""},
		{"links joined by a comma, unquoted, with other parameters, the server adding to the query", []answer{
			{ids: []string{"1"}, links: []string{`<HOSTPATH?x=a,b>; rel="self"; title="a, <b>; c", <HOSTPATH?after=c1&limit=20&search=a+%22b%22&x>; foo=bar; rel=next; hreflang=en`}},
			{query: "after=c1&limit=20&search=a+%22b%22&x", ids: []string{"2"}},
		}, []string{"1", "2"}, ""},
		{"a link to another host, whose query alone is used", []answer{
			{ids: []string{"1"}, links: []string{`<https://elsewhere.invalid/api/v1/groups?after=c1>; rel="next"`}},
			{query: "after=c1", ids: []string{"2"}, links: []string{`<//elsewhere.invalid?after=c2>; rel="next"`}},
			{query: "after=c2", ids: []string{"3"}, links: []string{`<?after=c3>; rel="next"`}},
			{query: "after=c3", ids: []string{"4"}},
		}, []string{"1", "2", "3", "4"}, ""},
		{"an empty page with a cursor goes on", []answer{
			{links: []string{next("after=c1")}},
			{query: "after=c1", links: []string{next("after=c2")}},
			{query: "after=c2", ids: []string{"1"}},
		}, []string{"1"}, ""},
		{"a repeated cursor", []answer{
			{ids: []string{"1"}, links: []string{next("after=c1")}},
			{query: "after=c1", ids: []string{"2"}, links: []string{next("after=c1&n=2")}},
		}, []string{"1", "2"}, "goes round in a circle"},
		{"cursors in a circle", []answer{
			{ids: []string{"1"}, links: []string{next("after=c1")}},
			{query: "after=c1", ids: []string{"2"}, links: []string{next("after=c2")}},
			{query: "after=c2", ids: []string{"3"}, links: []string{next("after=c1")}},
		}, []string{"1", "2", "3"}, "goes round in a circle"},
		{"a next link without a query", []answer{{ids: []string{"1"}, links: []string{`<HOSTPATH>; rel="next"`}}}, []string{"1"}, "the link to the next page has no cursor"},
		{"a next link without a cursor", []answer{{ids: []string{"1"}, links: []string{next("limit=1&after=")}}}, []string{"1"}, "the link to the next page has no cursor"},
		{"a Link that can't be parsed", []answer{{ids: []string{"1"}, links: []string{`<HOSTPATH?after=c1; rel="next"`}}}, []string{"1"}, "Link header can't be parsed"},
		{"a next link that is no URL", []answer{{ids: []string{"1"}, links: []string{`<https://%zz?after=c1>; rel="next"`}}}, []string{"1"}, "the link to the next page is no URL"},
		{"an error on the third page", []answer{
			{ids: []string{"1"}, links: []string{next("after=c1")}},
			{query: "after=c1", ids: []string{"2"}, links: []string{next("after=c2")}},
			{query: "after=c2", reply: func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(400)
				_, _ = io.WriteString(w, `{"errorCode":"E0000029","errorSummary":"Invalid paging request."}`)
			}},
		}, []string{"1", "2"}, "400 Bad Request: E0000029: Invalid paging request."},
		{"broken JSON on the second page", []answer{
			{ids: []string{"1"}, links: []string{next("after=c1")}},
			{query: "after=c1", reply: func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "application/json")
				_, _ = io.WriteString(w, `[{"id":"2"},`)
			}},
		}, []string{"1"}, "the answer can't be read"},
	}
	for _, test := range tests {
		for _, list := range lists() {
			if list.PagedInBody && strings.Contains(test.name, "a Link that can't be parsed") {
				continue // these have no such header; TestALinkInABodyThatCannotBeReadIsAnError is about theirs
			}
			t.Run(test.name+": "+list.ID, func(t *testing.T) {
				t.Parallel()
				var server *script
				var exchanges []exchange
				for _, answer := range test.answers {
					uri := list.path()
					if answer.query != "" {
						uri += "?" + answer.query
					}
					reply := answer.reply
					if reply == nil {
						reply = func(w http.ResponseWriter, r *http.Request) {
							links := make([]string, len(answer.links))
							for i, link := range answer.links {
								links[i] = strings.NewReplacer("HOST", server.URL, "PATH", "/p"+list.path()).Replace(link)
							}
							list.page(answer.ids, links...)(w, r)
						}
					}
					exchanges = append(exchanges, exchange{method: "GET", uri: uri, reply: reply})
				}
				server = newScript(t, "/p", exchanges...)
				ids, err := collect(list.walk(t.Context(), t, testkit.NewClient(t, server.URL+"/p")))
				assert.Equal(t, test.want, ids)
				if test.err == "" {
					require.NoError(t, err)
					return
				}
				require.ErrorContains(t, err, test.err)
				testkit.AssertSafe(t, list.ID, err)
				failure, ok := errors.AsType[*okta.Error](err)
				require.True(t, ok)
				assert.NotZero(t, failure.StatusCode)
			})
		}
	}
}

// endless serves page after page of users, one a page, whose id is the page's number.
func endless(t *testing.T, pages int) (*httptest.Server, *atomic.Int32) {
	t.Helper()
	return endlessList(t, list{gen.OperationByID("listUsers")}, pages)
}

// endlessList is endless for a list.
func endlessList(t *testing.T, list list, pages int) (*httptest.Server, *atomic.Int32) {
	t.Helper()
	requests := new(atomic.Int32)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		number := 1
		if after := r.URL.Query().Get("after"); after != "" {
			_, err := fmt.Sscan(after, &number)
			assert.NoError(t, err)
		}
		if number == pages {
			list.page([]string{fmt.Sprint(number)})(w, r)
			return
		}
		list.page([]string{fmt.Sprint(number)}, fmt.Sprintf(`<http://%s%s?after=%d>; rel="next"`, r.Host, r.URL.Path, number+1))(w, r)
	}))
	t.Cleanup(server.Close)
	return server, requests
}

func TestWalkOfFiftyPagesTwice(t *testing.T) {
	t.Parallel()
	for _, list := range lists() {
		t.Run(list.ID, func(t *testing.T) {
			t.Parallel()
			server, _ := endlessList(t, list, 50)
			walk := list.walk(t.Context(), t, testkit.NewClient(t, server.URL))
			first, err := collect(walk)
			require.NoError(t, err)
			require.Len(t, first, 50)
			second, err := collect(walk)
			require.NoError(t, err)
			require.Equal(t, first, second)
		})
	}
}

func TestBreakEndsAWalkAndTheNextRangeStartsAgain(t *testing.T) {
	t.Parallel()
	server, _ := endless(t, 50)
	walk := testkit.NewClient(t, server.URL).ListUsers(t.Context(), nil)
	for range 2 {
		var ids []string
		for user, err := range walk {
			require.NoError(t, err)
			if ids = append(ids, user.ID); len(ids) == 3 {
				break
			}
		}
		require.Equal(t, []string{"1", "2", "3"}, ids)
	}
}

func TestALoopThatEndsWithinTheFirstPageSendsOneRequest(t *testing.T) {
	t.Parallel()
	server, requests := endless(t, 50)
	client := testkit.NewClient(t, server.URL)
	for _, err := range client.ListUsers(t.Context(), nil) {
		require.NoError(t, err)
		break
	}
	server.Close()
	require.EqualValues(t, 1, requests.Load())
}

func TestContextEndsAWalkBetweenPages(t *testing.T) {
	t.Parallel()
	server, _ := endless(t, 50)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var ids []string
	var failure error
	for user, err := range testkit.NewClient(t, server.URL).ListUsers(ctx, nil) {
		if err != nil {
			failure = err
			continue
		}
		ids = append(ids, user.ID)
		if len(ids) == 2 {
			cancel()
		}
	}
	require.ErrorIs(t, failure, context.Canceled)
	testkit.AssertSafe(t, "listUsers", failure)
	require.Equal(t, []string{"1", "2"}, ids)
}

func TestPagesCarryACursorToResumeFrom(t *testing.T) {
	t.Parallel()
	server, _ := endless(t, 4)
	client := testkit.NewClient(t, server.URL)
	var cursors []string
	for page, err := range client.ListUsersPages(t.Context(), nil) {
		require.NoError(t, err)
		require.Len(t, page.Items, 1)
		require.Equal(t, 200, page.Response.StatusCode)
		cursors = append(cursors, page.After)
	}
	require.Equal(t, []string{"2", "3", "4", ""}, cursors)

	var rest []string
	for user, err := range client.ListUsers(t.Context(), &okta.ListUsersOptions{After: cursors[1]}) {
		require.NoError(t, err)
		rest = append(rest, user.ID)
	}
	require.Equal(t, []string{"3", "4"}, rest)
}

func TestAResumedWalkNoticesItsOwnCursor(t *testing.T) {
	t.Parallel()
	server := newScript(t, "", exchange{method: "GET", uri: "/api/v1/users?after=c1", reply: page([]string{"1"}, `<https://x/?`+url.Values{"after": {"c1"}}.Encode()+`>; rel=next`)})
	err := drain(testkit.NewClient(t, server.URL).ListUsers(t.Context(), &okta.ListUsersOptions{After: "c1"}))
	require.ErrorContains(t, err, "goes round in a circle")
}

func TestFromTheSecondPageOnTheNextIsFetchedWhileTheLoopWorks(t *testing.T) {
	t.Parallel()
	for _, ahead := range []bool{true, false} {
		t.Run(fmt.Sprint(ahead), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				const latency, work = 300 * time.Millisecond, 200 * time.Millisecond
				var requests atomic.Int32
				transport := testkit.Wire(func(r *http.Request) (*http.Response, error) {
					number := requests.Add(1)
					time.Sleep(latency)
					recorder := httptest.NewRecorder()
					var links []string
					if number < 5 {
						links = []string{fmt.Sprintf(`<?after=%d>; rel="next"`, number)}
					}
					page([]string{fmt.Sprint(number)}, links...)(recorder, r)
					return recorder.Result(), nil
				})
				client := testkit.NewClient(t, "https://acme.okta.com", okta.WithHTTPClient(&http.Client{Transport: transport}))
				var options []okta.CallOption
				want := 5*latency + 5*work
				if ahead {
					want = 5*latency + 2*work // the work on pages 2 to 4 is done while the next page is on its way
				} else {
					options = append(options, okta.WithoutReadAhead())
				}
				start := time.Now()
				var ids []string
				for user, err := range client.ListUsers(t.Context(), nil, options...) {
					require.NoError(t, err)
					ids = append(ids, user.ID)
					time.Sleep(work)
					require.LessOrEqual(t, int(requests.Load()), len(ids)+1, "at most one page ahead")
				}
				require.Equal(t, []string{"1", "2", "3", "4", "5"}, ids)
				require.Equal(t, want, time.Since(start))
			})
		})
	}
}

// TestNothingIsLeftOfAWalkThatEnds relies on synctest, which fails where a goroutine is left.
func TestNothingIsLeftOfAWalkThatEnds(t *testing.T) {
	t.Parallel()
	ends := map[string]func(cancel func()) (goOn bool){
		"break":   func(func()) bool { return false },
		"context": func(cancel func()) bool { cancel(); return true },
	}
	for name, end := range ends {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var requests atomic.Int32
				transport := testkit.Wire(func(r *http.Request) (*http.Response, error) {
					if number := requests.Add(1); number > 3 {
						<-r.Context().Done()
						return nil, r.Context().Err()
					}
					recorder := httptest.NewRecorder()
					page([]string{"x"}, fmt.Sprintf(`<?after=%d>; rel="next"`, requests.Load()))(recorder, r)
					return recorder.Result(), nil
				})
				client := testkit.NewClient(t, "https://acme.okta.com", okta.WithHTTPClient(&http.Client{Transport: transport}))
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				items := 0
				var failure error
				for _, err := range client.ListUsers(ctx, nil) {
					if failure = err; err != nil {
						continue
					}
					if items++; items == 3 {
						synctest.Wait() // until the fourth page is being waited for
						require.EqualValues(t, 4, requests.Load())
						if !end(cancel) {
							break
						}
					}
				}
				require.Equal(t, 3, items)
				if name == "context" {
					require.ErrorIs(t, failure, context.Canceled)
				}
			})
		})
	}
	t.Run("panic in the loop", func(t *testing.T) {
		t.Parallel()
		server, _ := endless(t, 50)
		client := testkit.NewClient(t, server.URL)
		require.PanicsWithValue(t, "the loop's own", func() {
			items := 0
			for _, err := range client.ListUsers(t.Context(), nil) {
				assert.NoError(t, err)
				if items++; items == 5 {
					panic("the loop's own")
				}
			}
		})
	})
}

func TestTheResponseOfAListIsThatOfThePageAtHand(t *testing.T) {
	t.Parallel()
	server, _ := endless(t, 6)
	var response okta.Response
	for user, err := range testkit.NewClient(t, server.URL).ListUsers(t.Context(), nil, okta.WithResponse(&response)) {
		require.NoError(t, err)
		require.JSONEq(t, fmt.Sprintf(`[{"id":%q}]`, user.ID), string(response.Body))
	}
}

// TestWhatAWalkGaveOutlivesItsBuffers would fail where a model kept bytes of an answer: the next pages are read over
// them.
func TestWhatAWalkGaveOutlivesItsBuffers(t *testing.T) {
	t.Parallel()
	const pages = 6
	user := func(page int) string {
		return fmt.Sprintf(`{"id":"%[1]d","status":"ACTIVE","profile":{"login":"%[1]d@example.com","custom":["%[1]d"]},"_embedded":{"n":%[1]d},`+
			`"_links":{"self":{"href":"https://acme.okta.com/api/v1/users/%[1]d"}}}`, page)
	}
	var requests atomic.Int32
	transport := testkit.Wire(func(r *http.Request) (*http.Response, error) {
		number := int(requests.Add(1))
		recorder := httptest.NewRecorder()
		recorder.Header().Set("Content-Type", "application/json")
		if number < pages {
			recorder.Header().Set("Link", fmt.Sprintf(`<?after=%d>; rel="next"`, number))
		}
		_, err := io.WriteString(recorder, "["+user(number)+"]")
		return recorder.Result(), err
	})
	client := testkit.NewClient(t, "https://acme.okta.com", okta.WithHTTPClient(&http.Client{Transport: transport}))
	var got []okta.User
	for user, err := range client.ListUsers(t.Context(), nil) {
		require.NoError(t, err)
		got = append(got, user)
	}
	require.Len(t, got, pages)
	for i := range got {
		var want okta.User
		require.NoError(t, json.Unmarshal([]byte(user(i+1)), &want))
		require.Equal(t, want, got[i])
		require.Equal(t, want.Links.Get("self"), got[i].Links.Get("self"))
	}
}

// TestAPageHasNothingOfThePagesBefore lists users of whom each lacks what the one before has, whole pages and one by
// one, ahead and not.
func TestAPageHasNothingOfThePagesBefore(t *testing.T) {
	t.Parallel()
	const pages = 9
	users := [3]string{
		`{"id":"a","status":"ACTIVE","activated":"2026-01-02T03:04:05.000Z","profile":{"login":"a@example.com","nickName":"A","custom":["a"]},"credentials":{"provider":{"type":"OKTA"}},"_links":{"self":{"href":"https://a"}}},{"id":"a2","profile":{"nickName":"A2"}}`,
		`{"id":"b","profile":{"other":1}}`,
		`{}`,
	}
	want := make([][]okta.User, pages)
	for i := range want {
		require.NoError(t, json.Unmarshal([]byte("["+users[i%3]+"]"), &want[i]))
	}
	for name, options := range map[string][]okta.CallOption{"ahead": nil, "not ahead": {okta.WithoutReadAhead()}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := testkit.NewClient(t, "https://acme.okta.com", okta.WithHTTPClient(&http.Client{Transport: testkit.Wire(func(r *http.Request) (*http.Response, error) {
				var number int
				_, _ = fmt.Sscan(r.URL.Query().Get("after"), &number)
				header := http.Header{"Content-Type": {"application/json"}}
				if number < pages-1 {
					header.Set("Link", fmt.Sprintf(`<?after=%d>; rel="next"`, number+1))
				}
				return testkit.Reply(200, header, "["+users[number%3]+"]"), nil
			})}))
			var one []okta.User
			for user, err := range client.ListUsers(t.Context(), nil, options...) {
				require.NoError(t, err)
				one = append(one, user)
			}
			require.Equal(t, slices.Concat(want...), one)
			var whole [][]okta.User
			for page, err := range client.ListUsersPages(t.Context(), nil, options...) {
				require.NoError(t, err)
				whole = append(whole, page.Items)
			}
			require.Equal(t, want, whole)
		})
	}
}
