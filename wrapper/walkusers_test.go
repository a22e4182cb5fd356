package wrapper_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// orgWith returns an org with a user for each time of creation, and their ids.
func orgWith(created []time.Time, options ...oktatest.Option) (org *oktatest.Org, ids []string) {
	var past atomic.Pointer[time.Time]
	org = oktatest.NewOrg(append(options, oktatest.WithClock(func() time.Time {
		if at := past.Load(); at != nil {
			return *at
		}
		return time.Now()
	}))...)
	for _, at := range created {
		past.Store(&at)
		ids = append(ids, org.SeedUsers(1)...)
	}
	past.Store(nil)
	return org, ids
}

// clientOf returns a client of an org, without a socket in between.
func clientOf(t *testing.T, org *oktatest.Org, options ...okta.Option) *okta.Client {
	t.Helper()
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), append(options, okta.WithHTTPClient(org.HTTPClient()))...)
	require.NoError(t, err)
	return client
}

const fiveYears = 5 * 365 * 24 * time.Hour

var longAgo = time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC) // synctest's clock begins in 2000

// evenly are n times in five years.
func evenly(n int) []time.Time {
	times := make([]time.Time, n)
	for i := range times {
		times[i] = longAgo.Add(time.Duration(i) * (fiveYears / time.Duration(n)))
	}
	return times
}

// inAHeap are n times in five years, nine of ten of them in one hour.
func inAHeap(n int, hour time.Duration) []time.Time {
	times := evenly(n / 10)
	for i := range n - len(times) {
		times = append(times, longAgo.Add(hour+time.Duration(i)*time.Hour/time.Duration(n)))
	}
	slices.SortFunc(times, time.Time.Compare)
	return times
}

// walked takes the users that are left, and returns their ids.
func walked(t *testing.T, walk *okta.UserWalk) (ids []string, err error) {
	t.Helper()
	for user, err := range walk.Users(t.Context()) {
		if err != nil {
			return ids, err
		}
		ids = append(ids, user.ID)
	}
	return ids, nil
}

func TestAWalkTakesAFractionOfTheTimeOfAList(t *testing.T) {
	t.Parallel()
	const users, limit, latency = 2000, 20, 300 * time.Millisecond
	for name, test := range map[string]struct {
		created  []time.Time
		share    float64 // of the time of a list whose pages come one after the other
		requests int
	}{
		"evenly in five years":      {evenly(users), 0.16, 112},
		"a heap at the start":       {inAHeap(users, time.Minute), 0.25, 150},
		"a heap in the middle":      {inAHeap(users, 17_000*time.Hour+17*time.Minute), 0.25, 150},
		"a heap at the end":         {inAHeap(users, fiveYears-2*time.Hour), 0.25, 150},
		"all in one second":         {slices.Repeat([]time.Time{longAgo}, users), 1.01, 101},
		"fewer than a page's worth": {evenly(limit), 0.01, 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				org, ids := orgWith(test.created, oktatest.WithLatency(latency), oktatest.WithJournal(0))
				start := time.Now()
				walk := clientOf(t, org).WalkUsers(&okta.WalkUsersOptions{Limit: limit})
				got, err := walked(t, walk)
				require.NoError(t, err)
				share := time.Since(start).Seconds() / (users / limit * latency).Seconds()
				slices.Sort(ids)
				slices.Sort(got)
				assert.True(t, slices.Equal(ids, got), "%d users of %d", len(got), len(ids))
				assert.LessOrEqual(t, share, test.share)
				assert.LessOrEqual(t, org.Count("listUsers"), test.requests)
				t.Logf("%.3f of a list's time, %d requests", share, org.Count("listUsers"))

				assert.True(t, walk.Done())
				p := walk.Progress()
				assert.Equal(t, len(ids), p.Users)
				assert.Zero(t, p.RangesOpen)
				assert.InDelta(t, 1, p.Share, 0)
				assert.InDelta(t, float64(p.Users), p.UsersPerSecond*p.Elapsed.Seconds(), 1)
			})
		})
	}
}

func TestAWalkUsesTheRateLimitAndIsNotRefused(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const users, limit = 2000, 60
		var refused atomic.Int64
		watch := func(request *http.Request, next func(*http.Request) (*http.Response, error)) (*http.Response, error) {
			response, err := next(request)
			if err == nil && response.StatusCode == http.StatusTooManyRequests {
				refused.Add(1)
			}
			return response, err
		}
		org, _ := orgWith(evenly(users), oktatest.WithLatency(300*time.Millisecond), oktatest.WithRateLimit(limit), oktatest.WithJournal(0))
		start := time.Now()
		walk := clientOf(t, org, okta.WithMiddleware(watch)).WalkUsers(&okta.WalkUsersOptions{Limit: 20})
		got, err := walked(t, walk)
		require.NoError(t, err)
		assert.Len(t, got, users)
		assert.Zero(t, refused.Load())
		assert.LessOrEqual(t, time.Since(start), 75*time.Second, "60 requests at once, and 40 a minute later")
		assert.Equal(t, limit, walk.Progress().RateLimit.Limit)
	})
}

func TestMoreWalkersThanTheLimitFeedsDoNoHarm(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		org, _ := orgWith(evenly(300), oktatest.WithLatency(300*time.Millisecond), oktatest.WithRateLimit(60), oktatest.WithJournal(0))
		walk := clientOf(t, org, okta.WithRateLimitShare(0.05)).WalkUsers(&okta.WalkUsersOptions{Walkers: 50, Limit: 20})
		got, err := walked(t, walk)
		require.NoError(t, err)
		assert.Len(t, got, 300)
	})
}

// TestEachUserComesOnce walks orgs while users are made, changed and deleted and requests fail, and stops and goes on.
func TestEachUserComesOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		var created []time.Time
		for range rapid.IntRange(0, 4).Draw(rt, "heaps") {
			start, length := rapid.IntRange(0, 1_000_000).Draw(rt, "start"), rapid.SampledFrom([]int{1, 3, 1000, 1_000_000}).Draw(rt, "length")
			for range rapid.IntRange(1, 50).Draw(rt, "users") {
				created = append(created, longAgo.Add(time.Duration(start+rapid.IntRange(0, length-1).Draw(rt, "at"))*time.Second))
			}
		}
		options := &okta.WalkUsersOptions{
			Limit:   rapid.Int32Range(1, 20).Draw(rt, "limit"),
			Walkers: rapid.IntRange(1, 9).Draw(rt, "walkers"),
			Fields:  rapid.SampledFrom([]string{"", "status", "id,profile:(login,created)", "created,status"}).Draw(rt, "fields"),
			Search:  rapid.SampledFrom([]string{"", `status eq "ACTIVE" or status eq "DEPROVISIONED"`}).Draw(rt, "search"),
		}
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 0))
		stops, changes := rapid.IntRange(0, 4).Draw(rt, "stops"), rapid.Bool().Draw(rt, "changes")

		given, always := make(map[string]int), make(map[string]bool)
		var failed error
		synctest.Test(t, func(t *testing.T) {
			org, ids := orgWith(created, oktatest.WithLatency(300*time.Millisecond))
			client := clientOf(t, org)
			for _, id := range ids {
				always[id] = true
			}
			change := func() {
				if !changes || len(ids) == 0 || random.IntN(5) > 0 {
					return
				}
				id := ids[random.IntN(len(ids))]
				switch random.IntN(3) {
				case 0:
					org.SeedUsers(1)
				case 1:
					_ = client.DeactivateUser(t.Context(), id, nil) // it may be gone
				case 2:
					delete(always, id)
					_ = client.DeleteUserPermanently(t.Context(), id, nil) // the same
				}
			}
			faults := []oktatest.Answer{
				oktatest.Fail(500, "E0000009", "Internal Server Error"), oktatest.Drop(), oktatest.CutBody(), oktatest.RateLimited(time.Second),
				oktatest.ConcurrencyLimited(), oktatest.Fail(403, "E0000006", "no"), oktatest.Pass().After(time.Minute),
			}
			for range 6 {
				failed = errors.Join(failed, org.Script("listUsers", slices.Repeat([]oktatest.Answer{oktatest.Pass()}, random.IntN(9))...),
					org.Script("listUsers", faults[random.IntN(len(faults))]))
			}
			for round := 0; failed == nil; round++ {
				walk := client.WalkUsers(options)
				for user, err := range walk.Users(t.Context()) {
					if err != nil {
						break // and go on, as after a crash
					}
					given[user.ID]++
					change()
					if stops > 0 && random.IntN(20) == 0 {
						stops--
						break
					}
				}
				if walk.Done() {
					return
				}
				options.Checkpoint = walk.Checkpoint()
				if round == 100 {
					failed = errors.New("the walk doesn't end")
				}
			}
		})
		require.NoError(rt, failed)
		twice := 0
		for _, n := range given {
			twice += n - 1
		}
		assert.LessOrEqual(rt, twice, 4*int(options.Limit), "at most the page in hand at each stop is given again")
		for id := range always {
			assert.Contains(rt, given, id)
		}
	})
}

func TestAPageThatIsLimitedOrSlowHoldsItsRangeUpOnly(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]oktatest.Answer{"limited": oktatest.ConcurrencyLimited(), "slow": oktatest.Pass().After(30 * time.Second)} {
		synctest.Test(t, func(t *testing.T) {
			org, _ := orgWith(evenly(2000), oktatest.WithLatency(300*time.Millisecond))
			client := clientOf(t, org)
			require.NoError(t, org.Script("listUsers", append(slices.Repeat([]oktatest.Answer{oktatest.Pass()}, 20), answer)...))
			users, last, longest := 0, time.Now(), time.Duration(0)
			for _, err := range client.WalkUsers(&okta.WalkUsersOptions{Limit: 20}).Users(t.Context()) {
				require.NoError(t, err)
				if users++; users <= 1900 {
					longest = max(longest, time.Since(last))
				}
				last = time.Now()
			}
			assert.Equal(t, 2000, users, name)
			assert.LessOrEqual(t, longest, 600*time.Millisecond, name)
		})
	}
}

func TestASearchThatTheOrgEndsGoesOnAsAnother(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"E0000031", "E0000029"} {
		synctest.Test(t, func(t *testing.T) {
			org, ids := orgWith(evenly(1000), oktatest.WithLatency(time.Second))
			require.NoError(t, org.Script("listUsers", append(slices.Repeat([]oktatest.Answer{oktatest.Pass()}, 5), oktatest.Fail(400, code, "no more"))...))
			got, err := walked(t, clientOf(t, org).WalkUsers(&okta.WalkUsersOptions{Walkers: 1, Limit: 50}))
			require.NoError(t, err)
			assert.Equal(t, ids, got)
			assert.Equal(t, 22, org.Count("listUsers"), "20 pages, the refusal, and one more since the second search begins with the last user")
		})
	}
}

func TestASearchThatIsWrongIsAnError(t *testing.T) {
	t.Parallel()
	org, _ := orgWith(evenly(10))
	got, err := walked(t, clientOf(t, org).WalkUsers(&okta.WalkUsersOptions{Search: "nonsense"}))
	require.ErrorIs(t, err, okta.CodeInvalidSearch)
	assert.Empty(t, got)
	assert.True(t, strings.HasPrefix(err.Error(), "okta: walk of the users"), err)
	testkit.OneLined(t, err.Error())
}

func TestAWalkStopsAtAnErrorAndGoesOnFromIt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		org, ids := orgWith(evenly(1000), oktatest.WithLatency(time.Second))
		require.NoError(t, org.Script("listUsers", append(slices.Repeat([]oktatest.Answer{oktatest.Pass()}, 30), oktatest.Fail(403, "E0000006", "no"))...))
		walk := clientOf(t, org).WalkUsers(&okta.WalkUsersOptions{Limit: 20})
		got, err := walked(t, walk)
		require.ErrorIs(t, err, okta.ErrForbidden)
		assert.Regexp(t, `^okta: walk of the users created from 19\d\d-[^ ]+Z( to 19\d\d-[^ ]+Z)?: okta: listUsers: 403 `, err.Error())
		assert.False(t, walk.Done())
		assert.NotEmpty(t, got)
		rest, err := walked(t, walk)
		require.NoError(t, err)
		assert.ElementsMatch(t, ids, append(got, rest...))
	})
}

func TestOneWalkerAsksForNoMoreThanThePages(t *testing.T) {
	t.Parallel()
	org, ids := orgWith(evenly(1000))
	client := clientOf(t, org)
	options := &okta.WalkUsersOptions{Walkers: 1, Limit: 100}
	var got []string
	for jobs := 0; ; jobs++ { // each of three pages, as a worker on a queue takes them
		walk, pages := client.WalkUsers(options, okta.WithoutReadAhead()), 0
		for page, err := range walk.Pages(t.Context()) {
			require.NoError(t, err)
			assert.Equal(t, http.StatusOK, page.Response.StatusCode)
			for _, user := range page.Items {
				got = append(got, user.ID)
			}
			if pages++; pages == 3 {
				break
			}
		}
		if walk.Done() {
			assert.Equal(t, 3, jobs)
			break
		}
		options.Checkpoint = walk.Checkpoint()
	}
	assert.Equal(t, ids, got)
	assert.Equal(t, 10, org.Count("listUsers"))
	got, err := walked(t, client.WalkUsers(&okta.WalkUsersOptions{Checkpoint: client.WalkUsers(options).Checkpoint()}))
	require.NoError(t, err)
	assert.Len(t, got, 100, "the checkpoint was of before the last page")
}

func TestADoneWalkSendsNothing(t *testing.T) {
	t.Parallel()
	org, _ := orgWith(evenly(10))
	client := clientOf(t, org)
	walk := client.WalkUsers(nil)
	_, err := walked(t, walk)
	require.NoError(t, err)
	sent := org.Count("listUsers")
	parts, err := client.SplitUsers(t.Context(), &okta.WalkUsersOptions{Checkpoint: walk.Checkpoint()}, 3)
	require.NoError(t, err)
	assert.Empty(t, parts)
	again := client.WalkUsers(&okta.WalkUsersOptions{Checkpoint: walk.Checkpoint()})
	assert.True(t, again.Done())
	got, err := walked(t, again)
	require.NoError(t, err)
	assert.Empty(t, got)
	assert.Equal(t, sent, org.Count("listUsers"))
	assert.Equal(t, 10, again.Progress().Users)
}

func TestABulkWalkGoesOnWithWhatWasNotWorkedOn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		org, ids := orgWith(evenly(1000), oktatest.WithLatency(time.Second))
		client := clientOf(t, org)
		options := &okta.WalkUsersOptions{Limit: 20, Walkers: 3}
		worked, killed := make(map[string]int), 0
		for {
			walk := client.WalkUsers(options)
			ctx, kill := context.WithCancel(t.Context())
			finished := make(chan string, len(ids))
			n := 0
			for user, err := range walk.Bulk(ctx, 7, func(ctx context.Context, user okta.User) error {
				select {
				case <-time.After(rand.N(time.Minute)):
					finished <- user.ID
					return nil
				case <-ctx.Done():
					return ctx.Err()
				}
			}) {
				if err != nil {
					require.ErrorIs(t, err, context.Canceled)
					break
				}
				require.NotEmpty(t, user.ID)
				if n++; n == 300 {
					kill()
				}
			}
			kill()
			close(finished)
			for id := range finished {
				worked[id]++
			}
			if walk.Done() {
				break
			}
			options.Checkpoint = walk.Checkpoint()
			killed++
		}
		assert.Equal(t, 3, killed)
		twice := 0
		for _, id := range ids {
			require.Positive(t, worked[id], "not worked on")
			twice += worked[id] - 1
		}
		assert.LessOrEqual(t, twice, killed*(3+7)*20, "those of the pages under way")
	})
}

func TestBulkOverAWalkYieldsTheErrorsOfTheWorkAndOfTheList(t *testing.T) {
	t.Parallel()
	org, _ := orgWith(evenly(10))
	client := clientOf(t, org)
	odd := errors.New("odd")
	walk := client.WalkUsers(nil)
	for _, err := range walk.Bulk(t.Context(), 0, func(context.Context, okta.User) error { return odd }) {
		require.ErrorIs(t, err, odd)
		break
	}
	assert.False(t, walk.Done(), "the loop stopped at an error")
	failed := 0
	for user, err := range walk.Bulk(t.Context(), 0, func(context.Context, okta.User) error { return odd }) {
		require.ErrorIs(t, err, odd)
		require.NotEmpty(t, user.ID)
		failed++
	}
	assert.Equal(t, 10, failed)
	assert.True(t, walk.Done(), "the loop was told of the errors")

	require.NoError(t, org.Script("listUsers", oktatest.Fail(403, "E0000006", "no"), oktatest.Fail(403, "E0000006", "no")))
	for _, err := range client.WalkUsers(nil).Bulk(t.Context(), 0, func(context.Context, okta.User) error { return nil }) {
		_, ok := errors.AsType[*okta.ListError](err)
		require.True(t, ok)
		require.ErrorIs(t, err, okta.ErrForbidden)
	}
}

func TestPartsTogetherHaveEachUserOnce(t *testing.T) {
	t.Parallel()
	for _, created := range [][]time.Time{nil, evenly(1), evenly(1000), inAHeap(1000, 0), slices.Repeat([]time.Time{longAgo}, 100)} {
		for _, n := range []int{1, 3, 7, 64} {
			org, ids := orgWith(created)
			client := clientOf(t, org)
			options := &okta.WalkUsersOptions{Search: `status eq "ACTIVE"`}
			parts, err := client.SplitUsers(t.Context(), options, n)
			require.NoError(t, err)
			assert.LessOrEqual(t, len(parts), n)
			if len(created) == 1000 {
				assert.Len(t, parts, n)
			}
			more, err := client.SplitUsers(t.Context(), &okta.WalkUsersOptions{Checkpoint: parts[0]}, 2)
			require.NoError(t, err)
			if len(created) > 0 {
				assert.Equal(t, 2, org.Count("listUsers"), "what is left is cut without a look")
			}
			var got []string
			for _, part := range slices.Concat(more, parts[1:]) {
				walk := client.WalkUsers(&okta.WalkUsersOptions{Checkpoint: part, Walkers: 2})
				users, err := walked(t, walk)
				require.NoError(t, err)
				got = append(got, users...)
				assert.InDelta(t, 1, walk.Progress().Share, 0)
			}
			assert.ElementsMatch(t, ids, got)
		}
	}
}

func TestWhatChangedSince(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		org, ids := orgWith(evenly(1000))
		client := clientOf(t, org)
		time.Sleep(time.Hour)
		start := time.Now()
		first := client.WalkUsers(nil)
		assert.Zero(t, first.Watermark())
		got, err := walked(t, first)
		require.NoError(t, err)
		assert.Len(t, got, 1000)
		assert.True(t, first.Watermark().Equal(start), "the org's clock: %s", first.Watermark())

		time.Sleep(time.Hour)
		changed := func(watermark time.Time) ([]string, time.Time) {
			walk := client.WalkUsers(&okta.WalkUsersOptions{ChangedSince: watermark, Search: "id pr"})
			got, err := walked(t, client.WalkUsers(&okta.WalkUsersOptions{Checkpoint: walk.Checkpoint()}))
			require.NoError(t, err)
			again, err := walked(t, walk)
			require.NoError(t, err)
			assert.ElementsMatch(t, got, again)
			return got, walk.Watermark()
		}
		got, watermark := changed(first.Watermark())
		assert.Empty(t, got)
		assert.True(t, watermark.Equal(start.Add(time.Hour)))

		require.NoError(t, client.DeactivateUser(t.Context(), ids[7], nil))
		_, err = client.PartialUpdateUser(t.Context(), ids[8], okta.User{Profile: okta.UserProfile{NickName: okta.Set("x")}}, nil)
		require.NoError(t, err)
		time.Sleep(time.Minute)
		got, watermark = changed(watermark)
		assert.Equal(t, []string{ids[7], ids[8]}, got, "the deactivated one too")
		got, _ = changed(watermark)
		assert.Equal(t, []string{ids[7], ids[8]}, got, "again: they changed within the overlap")
		got, _ = changed(watermark.Add(10 * time.Minute))
		assert.Empty(t, got)
	})
}

func TestWhatAWalkAsksFor(t *testing.T) {
	t.Parallel()
	org, _ := orgWith(evenly(10))
	walk := clientOf(t, org).WalkUsers(&okta.WalkUsersOptions{
		Search: `status eq "ACTIVE" or status eq "STAGED"`, ChangedSince: longAgo, Overlap: time.Hour, Walkers: 1, Limit: 5,
		Expand: "x", Fields: "profile:(login,id)", OmitCredentials: true, OmitCredentialsLinks: true, OmitTransitioningToStatus: true,
	})
	_, err := walked(t, walk)
	require.NoError(t, err)
	requests := org.Requests()
	require.Len(t, requests, 2)
	assert.Equal(t, `okta-response="omitCredentials,omitCredentialsLinks,omitTransitioningToStatus"`, strings.TrimPrefix(requests[0].Header.Get("Content-Type"), "application/json; "))
	query := parseQuery(t, requests[0].URL)
	assert.Equal(t, `((status eq "ACTIVE" or status eq "STAGED") and lastUpdated ge "1989-12-31T23:00:00.000Z") and created ge "1970-01-01T00:00:00.000Z"`, query.Get("search"))
	assert.Equal(t, "created asc 5 x profile:(login,id),id,created", fmt.Sprint(query.Get("sortBy"), " ", query.Get("sortOrder"), " ", query.Get("limit"), " ", query.Get("expand"), " ", query.Get("fields")))

	org, _ = orgWith(evenly(1000))
	_, err = walked(t, clientOf(t, org).WalkUsers(nil))
	require.NoError(t, err)
	var searches []string
	for _, request := range org.Requests() {
		searches = append(searches, parseQuery(t, request.URL).Get("search"))
	}
	assert.Regexp(t, `created ge "199\d-[\d-]+T[\d:]+\.000Z" and created lt "199\d-[\d-]+T[\d:]+\.000Z"`, strings.Join(searches, "\n"))
}

func TestTheWatermarkOfAWalkThatGoesOnIsThatOfItsBeginning(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		org, _ := orgWith(evenly(100))
		client := clientOf(t, org)
		start := time.Now()
		walk := client.WalkUsers(&okta.WalkUsersOptions{Limit: 10})
		for _, err := range walk.Users(t.Context()) {
			require.NoError(t, err)
			break
		}
		parts, err := client.SplitUsers(t.Context(), &okta.WalkUsersOptions{Search: "id pr"}, 3)
		require.NoError(t, err)
		for _, checkpoint := range append(parts, walk.Checkpoint()) {
			time.Sleep(time.Hour)
			again := client.WalkUsers(&okta.WalkUsersOptions{Checkpoint: checkpoint})
			_, err := walked(t, again)
			require.NoError(t, err)
			assert.True(t, again.Watermark().Equal(start), again.Watermark())
		}
	})
}

func parseQuery(t *testing.T, address string) url.Values {
	t.Helper()
	parsed, err := url.Parse(address)
	require.NoError(t, err)
	return parsed.Query()
}

func TestWhatCannotBeWalkedIsRefused(t *testing.T) {
	t.Parallel()
	org, _ := orgWith(evenly(10))
	client := clientOf(t, org)
	checkpoint := client.WalkUsers(&okta.WalkUsersOptions{Search: "id pr"}).Checkpoint()
	for want, test := range map[string]struct {
		client  *okta.Client
		options okta.WalkUsersOptions
		call    []okta.CallOption
	}{
		"the client":                           {client: new(okta.Client)},
		"WithResponse":                         {client: client, call: []okta.CallOption{okta.WithResponse(new(okta.Response))}},
		"WithHeader":                           {client: client, call: []okta.CallOption{okta.WithHeader("Authorization", "x")}},
		"Walkers":                              {client: client, options: okta.WalkUsersOptions{Walkers: -1}},
		"limit":                                {client: client, options: okta.WalkUsersOptions{Limit: -1}},
		"Overlap":                              {client: client, options: okta.WalkUsersOptions{Overlap: -1}},
		"Checkpoint":                           {client: client, options: okta.WalkUsersOptions{Checkpoint: checkpoint, Search: "status pr"}},
		"Checkpoint is not what":               {client: client, options: okta.WalkUsersOptions{Checkpoint: "x"}},
		"has version 2":                        {client: client, options: okta.WalkUsersOptions{Checkpoint: `{"version":2}`}},
		"is damaged: pass":                     {client: client, options: okta.WalkUsersOptions{Checkpoint: `{"version":1}`}},
		"pass that unchanged":                  {client: client, options: okta.WalkUsersOptions{Checkpoint: checkpoint + "x"}},
		"is damaged: a range has no beginning": {client: client, options: okta.WalkUsersOptions{Checkpoint: `{"version":1,"ranges":[{}]}`}},
	} {
		walk := test.client.WalkUsers(&test.options, test.call...)
		_, err := walked(t, walk)
		argument, ok := errors.AsType[*okta.ArgumentError](err)
		require.True(t, ok, "%s: %v", want, err)
		assert.Contains(t, argument.Argument+" "+argument.Reason, want)
		assert.Equal(t, "listUsers", argument.Operation)
		assert.False(t, walk.Done())
		assert.Equal(t, test.options.Checkpoint, walk.Checkpoint())
		assert.Zero(t, walk.Progress().Users)
		_, err = test.client.SplitUsers(t.Context(), &test.options, 2, test.call...)
		require.ErrorContains(t, err, argument.Argument)
	}
	_, err := client.SplitUsers(t.Context(), nil, 0)
	require.ErrorContains(t, err, "n is less than 1")
	for _, err := range client.WalkUsers(nil).Users(nil) { //nolint:staticcheck // a nil context is refused
		require.ErrorContains(t, err, "the context is nil")
	}
	assert.Zero(t, org.Count("listUsers"))
}

func TestTheEndOfTheContextEndsAWalk(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		org, _ := orgWith(evenly(1000), oktatest.WithLatency(time.Second))
		reason := errors.New("shut down")
		ctx, cancel := context.WithCancelCause(t.Context())
		time.AfterFunc(3500*time.Millisecond, func() { cancel(reason) })
		var last error
		for _, err := range clientOf(t, org).WalkUsers(&okta.WalkUsersOptions{Limit: 20}).Users(ctx) {
			last = err
		}
		require.ErrorIs(t, last, context.Canceled)
		require.ErrorIs(t, last, reason)
	})
}

func FuzzCheckpoint(f *testing.F) {
	org, _ := orgWith(evenly(100))
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), okta.WithHTTPClient(org.HTTPClient()))
	require.NoError(f, err)
	walk := client.WalkUsers(&okta.WalkUsersOptions{Search: "id pr", Limit: 7})
	for _, err := range walk.Users(f.Context()) {
		require.NoError(f, err)
		f.Add(walk.Checkpoint())
	}
	f.Add("")
	f.Add(`{"version":1,"ranges":[{"from":"0002-01-01T00:00:00Z","to":"3000-01-01T00:00:00Z"},{"from":"3000-01-01T00:00:00Z","to":"9999-12-31T23:59:59Z"}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		walk := client.WalkUsers(&okta.WalkUsersOptions{Checkpoint: text})
		first := walk.Checkpoint()
		again := client.WalkUsers(&okta.WalkUsersOptions{Checkpoint: first})
		require.Equal(t, first, again.Checkpoint())
		_ = walk.Progress()
		_, _ = client.SplitUsers(t.Context(), &okta.WalkUsersOptions{Checkpoint: first}, 3)
	})
}
