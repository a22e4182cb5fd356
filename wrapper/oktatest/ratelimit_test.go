package oktatest_test

import (
	"net/http"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func limitHeaders(r response) [2]string {
	return [2]string{r.header.Get("X-Rate-Limit-Limit"), r.header.Get("X-Rate-Limit-Remaining")}
}

func TestRateLimitsAreCountedByClassUntilTheReset(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(1500 * time.Millisecond) // not on a whole second
		org := oktatest.NewOrg(oktatest.WithRateLimit(2))
		c := newClient(t, org)
		list := func() response { return c.send("GET", "/api/v1/users", nil) }
		require.Equal(t, [2]string{"2", "1"}, limitHeaders(list().is(200, "")))
		time.Sleep(30 * time.Second)
		require.Equal(t, [2]string{"2", "0"}, limitHeaders(list().is(200, "")))
		refused := list().is(429, "E0000047")
		require.Equal(t, [2]string{"2", "0"}, limitHeaders(refused))
		require.Empty(t, refused.header.Get("Retry-After"))

		reset, err := strconv.ParseInt(refused.header.Get("X-Rate-Limit-Reset"), 10, 64)
		require.NoError(t, err)
		date, err := http.ParseTime(refused.header.Get("Date"))
		require.NoError(t, err)
		require.Equal(t, 30*time.Second, time.Unix(reset, 0).Sub(date))

		require.Equal(t, [2]string{"2", "1"}, limitHeaders(c.send("GET", user("x"), nil).is(404, "")), "a class of its own")
		require.Equal(t, [2]string{"2", "1"}, limitHeaders(c.send("GET", user("x", "groups"), nil).is(404, "")), "and another")
		require.Equal(t, [2]string{"2", "0"}, limitHeaders(c.send("GET", user("x", "roles"), nil).is(404, "")))

		time.Sleep(time.Until(time.Unix(reset, 0)) - time.Nanosecond)
		list().is(429, "E0000047")
		time.Sleep(time.Nanosecond)
		require.Equal(t, [2]string{"2", "1"}, limitHeaders(list().is(200, "")))
	})
}

func TestEveryAnswerHasTheRateLimit(t *testing.T) {
	t.Parallel()
	for limit, want := range map[int][2]string{0: {"100000000", "99999999"}, 9: {"9", "8"}} {
		org := oktatest.NewOrg(oktatest.WithRateLimit(limit))
		c := newClient(t, org)
		require.Equal(t, want, limitHeaders(c.send("GET", "/api/v1/users", nil).is(200, "")))
		require.Equal(t, want, limitHeaders(c.send("GET", "/nowhere", nil).is(404, "E0000008")))
		stranger := c
		stranger.token = "wrong"
		require.Equal(t, want, limitHeaders(stranger.send("GET", user("x"), nil).is(401, "E0000011")))
		require.NoError(t, org.Script("suspendUser", oktatest.Fail(500, "E0000009", "Internal Server Error")))
		require.Equal(t, want, limitHeaders(c.send("POST", user("x", "lifecycle", "suspend"), nil).is(500, "E0000009")))
	}
}

func TestTooManyRequestsAtOnceAreRefused(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		org := oktatest.NewOrg(oktatest.WithConcurrencyLimit(2), oktatest.WithLatency(time.Second))
		c := newClient(t, org)
		statuses := make(chan int)
		for range 3 {
			go func() { statuses <- c.send("GET", "/api/v1/users", nil).status }()
		}
		count := map[int]int{}
		for range 3 {
			count[<-statuses]++
		}
		require.Equal(t, map[int]int{200: 2, 429: 1}, count)
		require.Equal(t, 200, c.send("GET", "/api/v1/users", nil).status)
		require.NoError(t, org.Script("getUser", oktatest.ConcurrencyLimited()))
		require.Equal(t, [2]string{"0", "0"}, limitHeaders(c.send("GET", user("x"), nil).is(429, "E0000047")))
	})
}
