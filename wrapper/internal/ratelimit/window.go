package ratelimit

import (
	"net/http"
	"time"
)

const (
	// usualWindow is the length of Okta's windows. One that is longer, by more than clocks differ, is doubted.
	usualWindow  = time.Minute
	clocksDiffer = 5 * time.Second

	// A class that is shut by an answer that is doubted lets in one request on trial after firstTrial. Where its answer
	// says the same, the next one goes after twice as long, up to longestTrial.
	firstTrial   = 2 * time.Second
	longestTrial = time.Minute

	// mostCounted is the largest number of requests that the gate counts with: sums of it fit into an int of 32 bits.
	mostCounted = 1 << 29
)

// window is what is known of the present window of a class.
type window struct {
	number    int           // how many windows have ended by the clock
	limit     int           // requests of all clients in a window; 0 while nothing is known
	length    time.Duration // the longest so far, at most usualWindow
	remaining int           // requests left, by the answer that is believed
	heard     int64         // requests that the gate had let in when that was known
	heardAt   time.Time     // by this machine's clock
	seen      bool          // whether an answer was of this window, or only the clock says that it began
	reset     time.Time     // when the window last seen ends, by the server's clock
	ends      time.Time     // when it will have ended for certain, by this machine's clock
	permits   int           // requests that may be let in before more answers come

	inFlight int // requests of this client
	earlier  int // those of them that were let in in windows before, and are counted there
	answered int // requests of this client that are over
	first    int // what was left at the first answer
	others   int // what other clients used of the window before

	trialAt   time.Time     // when one request goes on trial; zero where nothing is doubted
	trialWait time.Duration // how long after the last one
}

// pending is how many requests in flight the answers may not have counted yet.
func (w *window) pending() int { return w.inFlight - w.earlier }

// endAt ends the window where its time is over; entered is how many requests have been let in by now.
func (w *window) endAt(now time.Time, entered int64) {
	if w.limit == 0 || now.Before(w.ends) {
		return
	}
	w.begin()
	w.number++
	w.earlier = w.inFlight
	w.seen = false
	w.remaining, w.first = w.limit, w.limit
	w.heard, w.heardAt = entered, now
	w.ends = now.Add(w.length)
	w.trialAt = time.Time{}
}

// begin begins a new window.
func (w *window) begin() {
	w.others = w.othersNow()
	w.answered = 0
	w.permits = 1
}

// othersNow is what other clients used of the window for certain.
func (w *window) othersNow() int { return max(0, w.first-w.remaining-w.answered-w.inFlight) }

// shared reports whether other clients used the limit of late.
func (w *window) shared() bool { return w.others > 0 || w.othersNow() > 0 }

// reserve is what is left to requests that other clients have in flight: a fiftieth of the limit.
func (w *window) reserve() int {
	if w.shared() {
		return w.limit / 50
	}
	return 0
}

// leave counts a request that is over.
func (w *window) leave(p *Pass) {
	w.inFlight--
	w.answered++
	if p.window != w.number {
		w.earlier--
	}
}

// learn takes in the answer to the request of a number; entered is how many have been let in by now.
//
// Answers overtake each other, so of those of one window the one that leaves the least is believed. But the answer to a
// request that was let in after that one was heard is newer for certain: it is believed whatever it says.
func (w *window) learn(number, entered int64, response *http.Response, now time.Time) {
	limit, length, ok := readWindow(response)
	if !ok {
		return
	}
	refused := response.StatusCode == http.StatusTooManyRequests
	newer, ends := number > w.heard, now.Add(length)
	expected := w.remaining
	switch {
	case w.seen && limit.Reset.Equal(w.reset):
		if refused || ends.Before(w.ends) {
			w.ends = ends
		}
		if !newer && limit.Remaining >= w.remaining {
			return
		}
		if limit.Limit != w.limit {
			w.first = limit.Remaining // others did not use what is gone
		}
	case !newer && !limit.Reset.After(w.reset):
		return // late, of a window before
	default:
		expected = limit.Limit
		if w.limit == 0 {
			w.permits, expected = limit.Limit, limit.Remaining // nothing was known to expect
		} else if w.seen {
			w.begin()
		}
		w.seen, w.reset, w.ends, w.first = true, limit.Reset, ends, limit.Remaining
	}
	surprising := expected-limit.Remaining > w.explained(limit.Limit, now)
	w.limit, w.remaining = limit.Limit, limit.Remaining
	w.heard, w.heardAt = entered, now
	w.length = max(w.length, min(length, usualWindow))
	w.planTrial(surprising || length > usualWindow+clocksDiffer, refused, now)
}

// readWindow reads how much is left of a window, and for how long it lasts.
func readWindow(response *http.Response) (limit Limit, length time.Duration, ok bool) {
	limit, ok = Read(response.Header)
	limit.Limit, limit.Remaining = min(limit.Limit, mostCounted), min(limit.Remaining, mostCounted)
	date, _ := Date(response.Header)
	length = limit.Reset.Sub(date)
	if response.StatusCode == http.StatusTooManyRequests {
		length = max(length, time.Second) // the reset can be rounded down
	}
	return limit, length, ok && limit.Limit > 0 && length > 0 && length <= longestWindow
}

// explained is how much less an honest answer can leave than the one before: by this client's requests in flight, by
// others who use the limit up to twice as fast as of late, and by a twentieth of the limit for answers that got lost.
func (w *window) explained(limit int, now time.Time) int {
	others := 2 * float64(max(w.others, w.othersNow())) * now.Sub(w.heardAt).Minutes()
	return w.inFlight + 1 + int(min(others, float64(limit))) + limit/20
}

// planTrial plans a trial where an answer that is doubted shuts the class. Nothing else is tried, since an honest org
// refuses the trial. What a refused trial confirms is surprising no more.
func (w *window) planTrial(doubted, refused bool, now time.Time) {
	switch {
	case w.remaining > w.reserve(), !doubted && (refused || w.trialAt.IsZero()):
		w.trialAt = time.Time{}
		return
	case w.trialAt.IsZero():
		w.trialWait = firstTrial
	default:
		w.trialWait = min(2*w.trialWait, longestTrial)
	}
	w.trialAt = now.Add(w.trialWait)
}

// doubted reports whether the class is shut by an answer that no trial has confirmed.
func (w *window) doubted() bool { return !w.trialAt.IsZero() && w.trialWait == firstTrial }

// opens is when a class that is used up lets in a request again.
func (w *window) opens() time.Time {
	if !w.trialAt.IsZero() && w.trialAt.Before(w.ends) {
		return w.trialAt
	}
	return w.ends
}
