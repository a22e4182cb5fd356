package ratelimit_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/okta-userapi/userapi-go/wrapper/internal/ratelimit"
)

const now = "Tue, 14 Nov 2023 22:13:20 GMT" // 1700000000

func limitHeader(limit, remaining, reset string) http.Header {
	return http.Header{"X-Rate-Limit-Limit": {limit}, "X-Rate-Limit-Remaining": {remaining}, "X-Rate-Limit-Reset": {reset}}
}

func TestLimitsAreReadFromHeaders(t *testing.T) {
	t.Parallel()
	at := time.Unix(1_700_000_060, 0).UTC()
	for name, of := range map[string]struct {
		header http.Header
		want   ratelimit.Limit
		ok     bool
	}{
		"usual":             {limitHeader("600", "599", "1700000060"), ratelimit.Limit{Limit: 600, Remaining: 599, Reset: at}, true},
		"too many at once":  {limitHeader("0", "0", "1700000060"), ratelimit.Limit{Reset: at}, true},
		"largest":           {limitHeader("1073741823", "1073741823", "1700000060"), ratelimit.Limit{Limit: 1<<30 - 1, Remaining: 1<<30 - 1, Reset: at}, true},
		"none":              {http.Header{}, ratelimit.Limit{}, false},
		"no limit":          {http.Header{"X-Rate-Limit-Remaining": {"1"}, "X-Rate-Limit-Reset": {"1"}}, ratelimit.Limit{}, false},
		"no remaining":      {http.Header{"X-Rate-Limit-Limit": {"1"}, "X-Rate-Limit-Reset": {"1"}}, ratelimit.Limit{}, false},
		"no reset":          {http.Header{"X-Rate-Limit-Limit": {"1"}, "X-Rate-Limit-Remaining": {"1"}}, ratelimit.Limit{}, false},
		"limit too big":     {limitHeader("1073741824", "1", "1700000060"), ratelimit.Limit{}, false},
		"remaining too big": {limitHeader("1", "1073741824", "1700000060"), ratelimit.Limit{}, false},
		"reset too big":     {limitHeader("1", "1", "8589934592"), ratelimit.Limit{}, false},
		"negative":          {limitHeader("-1", "1", "1700000060"), ratelimit.Limit{}, false},
		"not a number":      {limitHeader("600", "x", "1700000060"), ratelimit.Limit{}, false},
		"two sets, the second used up": {
			http.Header{"X-Rate-Limit-Limit": {"1200", "600"}, "X-Rate-Limit-Remaining": {"1100", "0"}, "X-Rate-Limit-Reset": {"1700000001", "1700000060"}},
			ratelimit.Limit{Limit: 600, Reset: at}, true},
		"two sets, the first used up": {
			http.Header{"X-Rate-Limit-Limit": {"600", "1200"}, "X-Rate-Limit-Remaining": {"0", "1100"}, "X-Rate-Limit-Reset": {"1700000060", "1700000001"}},
			ratelimit.Limit{Limit: 600, Reset: at}, true},
		"two sets, joined by a proxy": {limitHeader("1200, 600", "1100, 0", "1700000001, 1700000060"), ratelimit.Limit{Limit: 600, Reset: at}, true},
		"two sets, one unreadable":    {limitHeader("x, 600", "0, 7", "1700000001, 1700000060"), ratelimit.Limit{Limit: 600, Remaining: 7, Reset: at}, true},
		"a set and a half":            {limitHeader("600, 1200", "7", "1700000060"), ratelimit.Limit{Limit: 600, Remaining: 7, Reset: at}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := ratelimit.Read(of.header)
			assert.Equal(t, of.want, got)
			assert.Equal(t, of.ok, ok)
		})
	}
}

func TestTheDateIsTheServersOrThisMachines(t *testing.T) {
	t.Parallel()
	date, ok := ratelimit.Date(http.Header{"Date": {now}})
	assert.True(t, ok)
	assert.Equal(t, int64(1_700_000_000), date.Unix())
	before := time.Now()
	date, ok = ratelimit.Date(http.Header{"Date": {"yesterday"}})
	assert.False(t, ok)
	assert.False(t, date.Before(before))
}

func TestHowLongAnAnswerAsksToWait(t *testing.T) {
	t.Parallel()
	with := func(header http.Header, name, value string) http.Header {
		header.Set("Date", now)
		header.Set(name, value)
		return header
	}
	for name, of := range map[string]struct {
		status int
		header http.Header
		want   time.Duration
	}{
		"nothing":                    {503, http.Header{}, 0},
		"seconds":                    {503, with(http.Header{}, "Retry-After", "7"), 7 * time.Second},
		"a date":                     {503, with(http.Header{}, "Retry-After", "Tue, 14 Nov 2023 22:13:29 GMT"), 9 * time.Second},
		"a date past":                {503, with(http.Header{}, "Retry-After", "Tue, 14 Nov 2023 22:13:19 GMT"), 0},
		"the most seconds":           {503, with(http.Header{}, "Retry-After", "2147483647"), 2147483647 * time.Second},
		"too many seconds":           {503, with(http.Header{}, "Retry-After", "9999999999"), 0},
		"seconds before a reset":     {429, with(limitHeader("600", "0", "1700000060"), "Retry-After", "7"), 7 * time.Second},
		"a reset":                    {429, with(limitHeader("600", "0", "1700000060"), "X", ""), time.Minute},
		"a reset an hour off":        {429, with(limitHeader("600", "0", "1700003600"), "X", ""), time.Hour},
		"a reset farther off":        {429, with(limitHeader("600", "0", "1700003601"), "X", ""), 0},
		"a reset past":               {429, with(limitHeader("600", "0", "1699999999"), "X", ""), 0},
		"a reset, but not refused":   {503, with(limitHeader("600", "0", "1700000060"), "X", ""), 0},
		"too many at once":           {429, with(limitHeader("0", "0", "1700000060"), "X", ""), 0},
		"refused without the limits": {429, http.Header{"Date": {now}}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, of.want, ratelimit.Wait(&http.Response{StatusCode: of.status, Header: of.header}))
		})
	}
}
