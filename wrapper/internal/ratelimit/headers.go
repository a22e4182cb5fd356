package ratelimit

import (
	"net/http"
	"strconv"
	"time"
)

// Limit is how much of a rate limit is left, for all clients of the org together.
type Limit struct {
	Limit     int
	Remaining int
	Reset     time.Time
}

// Read returns what an answer says of its rate limit; ok is false where it says nothing that can be read.
func Read(header http.Header) (limit Limit, ok bool) {
	if header.Get("X-Rate-Limit-Limit") == "" {
		return Limit{}, false
	}
	most, err := strconv.ParseUint(header.Get("X-Rate-Limit-Limit"), 10, 31)
	if err != nil {
		return Limit{}, false
	}
	remaining, err := strconv.ParseUint(header.Get("X-Rate-Limit-Remaining"), 10, 31)
	if err != nil {
		return Limit{}, false
	}
	reset, err := strconv.ParseUint(header.Get("X-Rate-Limit-Reset"), 10, 33)
	if err != nil {
		return Limit{}, false
	}
	return Limit{Limit: int(most), Remaining: int(remaining), Reset: time.Unix(int64(reset), 0).UTC()}, true
}

// Wait returns how long an answer asks to wait; 0 where it doesn't, or not in a way that makes sense.
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
	if wait < 0 || wait > maxWindow {
		return 0
	}
	return wait
}

// Date is when an answer was made, by the server's clock; by this machine's, and ok is false, where the answer doesn't say.
func Date(header http.Header) (date time.Time, ok bool) {
	date, err := http.ParseTime(header.Get("Date"))
	if err != nil {
		return time.Now(), false
	}
	return date, true
}

// retryAfter reads how long the server asks to wait, in either form of the header.
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
