package org

import (
	"encoding/json"
	"net/http/httptest"
	"net/url"
	"slices"
	"testing"
	"time"

	"github.com/okta-userapi/userapi-go/wrapper/bench/internal/fixture"
	"github.com/okta-userapi/userapi-go/wrapper/bench/internal/plain"
)

func TestASearchFindsWhatWasCreatedInTheRange(t *testing.T) {
	server := New()
	for _, items := range []fixture.Items{fixture.SelfOnly, fixture.Heaped} {
		server.settings.Store(&Settings{Users: 20_000, Items: items})
		from, to := fixture.Created(items, 3000), fixture.Created(items, 3500)
		for _, test := range []struct {
			search, order string
			found         func(created time.Time) bool
		}{
			{`created ge "1970-01-01T00:00:00.000Z"`, "", func(time.Time) bool { return true }},
			{`created ge "` + text(from) + `" and created lt "` + text(to) + `"`, "asc", func(at time.Time) bool { return !at.Before(from) && at.Before(to) }},
			{`created gt "` + text(from) + `" and created le "` + text(to) + `"`, "desc", func(at time.Time) bool { return at.After(from) && !at.After(to) }},
			{`created ge "` + text(to) + `" and created lt "` + text(from) + `"`, "", func(time.Time) bool { return false }},
		} {
			var want []string
			for n := range 20_000 {
				if test.found(fixture.Created(items, n)) {
					want = append(want, fixture.ID(n))
				}
			}
			if test.order == "desc" {
				slices.Reverse(want)
			}
			if got := list(t, server, url.Values{"search": {test.search}, "sortBy": {"created"}, "sortOrder": {test.order}, "limit": {"150"}}); !slices.Equal(got, want) {
				t.Errorf("%s: %s finds %d users, want %d in their order", items, test.search, len(got), len(want))
			}
		}
	}
}

func TestNineInTenOfAHeapAreOfOneHour(t *testing.T) {
	created := make([]time.Time, 20_000)
	for n := range created {
		created[n] = fixture.Created(fixture.Heaped, n)
	}
	if !slices.IsSortedFunc(created, time.Time.Compare) {
		t.Error("the users are not in the order in which they were created")
	}
	if heap := created[18_999].Sub(created[1000]); heap > time.Hour {
		t.Errorf("18,000 users were created in %s, want an hour", heap)
	}
}

func text(at time.Time) string { return at.Format("2006-01-02T15:04:05.000Z") }

// list reads all pages.
func list(t *testing.T, server *Server, query url.Values) (ids []string) {
	t.Helper()
	for {
		request := httptest.NewRequest("GET", "/api/v1/users?"+query.Encode(), nil)
		request.Header.Set("Authorization", "SSWS token")
		answer := httptest.NewRecorder()
		server.ServeHTTP(answer, request)
		if answer.Code != 200 {
			t.Fatalf("%d: %s", answer.Code, answer.Body)
		}
		var page []struct{ ID string }
		if err := json.Unmarshal(answer.Body.Bytes(), &page); err != nil {
			t.Fatal(err)
		}
		for _, user := range page {
			ids = append(ids, user.ID)
		}
		next := plain.Next(answer.Header())
		if next == "" {
			return ids
		}
		address, err := url.Parse(next)
		if err != nil {
			t.Fatal(err)
		}
		query = address.Query()
	}
}
