package oktatest_test

import (
	"io"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

const many = 100_000

func TestAWalkOfALargeOrgSeesEachUserOnce(t *testing.T) {
	t.Parallel()
	const many = 20_000 // 100 pages; the benchmarks below have more
	org := oktatest.NewOrg()
	ids := org.SeedUsers(many)
	c := client{t, org, org.HTTPClient(), org.Token(), nil}
	path, seen := "/api/v1/users?limit=200", 0
	for path != "" {
		page := c.send("GET", path, nil).is(200, "")
		items := strings.Split(page.body, `{"id":"00u`)[1:] // read as text: the race detector makes JSON slow
		for _, item := range items {
			id, _, _ := strings.Cut("00u"+item, `"`)
			if seen >= many || id != ids[seen] {
				require.FailNow(t, "the walk strays", "user %d is %s", seen, id)
			}
			seen++
		}
		path = page.next()
	}
	require.Equal(t, many, seen)
	require.Equal(t, many/200, org.Count("listUsers"))
}

func BenchmarkStartOfALargeOrg(b *testing.B) {
	var before, after runtime.MemStats
	for b.Loop() {
		runtime.GC()
		runtime.ReadMemStats(&before)
		org := oktatest.NewOrg()
		org.SeedUsers(many)
		runtime.GC()
		runtime.ReadMemStats(&after)
		runtime.KeepAlive(org)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MiB-held")
	}
}

func BenchmarkRequestsToALargeOrg(b *testing.B) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	org := oktatest.NewOrg(oktatest.WithJournal(0), oktatest.WithClock(func() time.Time { return now }))
	var ids []string
	for range many / 1000 {
		ids = append(ids, org.SeedUsers(1000)...)
		now = now.Add(time.Hour)
	}
	transport := org.Transport()
	get := func(path string) http.Header {
		r, err := http.NewRequestWithContext(b.Context(), "GET", org.URL()+path, nil)
		require.NoError(b, err)
		r.Header.Set("Authorization", "SSWS "+org.Token())
		answer, err := transport.RoundTrip(r)
		require.NoError(b, err)
		_, err = io.Copy(io.Discard, answer.Body)
		require.NoError(b, err)
		require.Equal(b, 200, answer.StatusCode)
		return answer.Header
	}
	middle := response{t: b, header: get("/api/v1/users?limit=200")}.next()
	for name, path := range map[string]string{
		"a page of 200 users":          middle,
		"a user by id":                 user(ids[many/2]),
		"a user by the start of login": user("user50000"),
		"a search of an hour": "/api/v1/users?sortBy=created&sortOrder=desc&search=" +
			url.QueryEscape(`created ge "2026-01-03T00:00:00Z" and created lt "2026-01-03T01:00:00Z"`),
		"a page of a walk":        "/api/v1/users?sortBy=created&search=" + url.QueryEscape(`created ge "2026-01-03T00:00:00Z"`),
		"the newest of a walk":    "/api/v1/users?limit=1&sortBy=created&sortOrder=desc&search=" + url.QueryEscape(`created ge "1970-01-01T00:00:00Z"`),
		"a search that finds one": `/api/v1/users?search=profile.login+eq+"user99999@example.com"`,
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				get(path)
			}
		})
	}
}
