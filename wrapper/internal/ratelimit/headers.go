package ratelimit

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// longestWindow is the longest time to a reset that is believed.
const longestWindow = time.Hour

// Limit is how much of the rate limit of a class of endpoints is left, for all clients of the org together.
type Limit struct {
	Limit     int       // requests allowed in a window; 0 on a 429 means that too many were under way at once
	Remaining int       // requests left in this window
	Reset     time.Time // when the window ends, by the server's clock
}

// Read returns what an answer says of its rate limit; ok is false where it says nothing that can be read. Of several
// sets of the three headers, the one that leaves the least is meant.
func Read(header http.Header) (limit Limit, ok bool) {
	limits := values(header, "X-Rate-Limit-Limit")
	remaining := values(header, "X-Rate-Limit-Remaining")
	resets := values(header, "X-Rate-Limit-Reset")
	for i := range min(len(limits), len(remaining), len(resets)) {
		set, readable := parse(limits[i], remaining[i], resets[i])
		if readable && (!ok || set.Remaining < limit.Remaining) {
			limit, ok = set, true
		}
	}
	return limit, ok
}

// values are those of all lines of a header. Proxies join lines with a comma.
func values(header http.Header, name string) []string {
	lines := header.Values(name)
	if len(lines) == 0 {
		return nil
	}
	return strings.Split(strings.Join(lines, ","), ",")
}

func parse(limit, remaining, reset string) (Limit, bool) {
	l, err := count(limit)
	if err != nil {
		return Limit{}, false
	}
	r, err := count(remaining)
	if err != nil {
		return Limit{}, false
	}
	at, err := strconv.ParseUint(strings.TrimSpace(reset), 10, 33)
	if err != nil {
		return Limit{}, false
	}
	return Limit{Limit: l, Remaining: r, Reset: time.Unix(int64(at), 0).UTC()}, true
}

// count reads a number of 30 bits, so that the gate can add to it where an int has 32.
func count(text string) (int, error) {
	n, err := strconv.ParseUint(strings.TrimSpace(text), 10, 30)
	return int(n), err
}

// Date is when an answer was made, by the server's clock; by this machine's, and ok is false, where the answer doesn't
// say.
func Date(header http.Header) (date time.Time, ok bool) {
	date, err := http.ParseTime(header.Get("Date"))
	if err != nil {
		return time.Now(), false
	}
	return date, true
}

// Wait returns how long an answer asks to wait: as its Retry-After says or, on a 429, until its reset. It is 0 where
// the answer doesn't ask, or asks for what makes no sense.
func Wait(response *http.Response) time.Duration {
	if wait := retryAfter(response.Header); wait > 0 || response.StatusCode != http.StatusTooManyRequests {
		return wait
	}
	limit, ok := Read(response.Header)
	if !ok || limit.Limit == 0 {
		return 0
	}
	date, _ := Date(response.Header)
	wait := limit.Reset.Sub(date)
	if wait < 0 || wait > longestWindow {
		return 0
	}
	return wait
}

// retryAfter reads either form of the Retry-After header: seconds, or a date.
func retryAfter(header http.Header) time.Duration {
	value := header.Get("Retry-After")
	if seconds, err := strconv.ParseUint(value, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	date, _ := Date(header)
	return max(0, at.Sub(date))
}
