package ratelimit

import "net/http"

// retryWidth is after how many rounds of answers a width is tried again that was refused.
const retryWidth = 20

// concurrency is how many requests may be in flight at once, over all classes. The org tells no number: it refuses a
// request when there are too many.
type concurrency struct {
	width    int   // 0 while the org hasn't refused any
	refused  int   // the width that was refused last
	calm     int   // answers since then
	growAt   int   // so many of them add one to the width
	narrowed int64 // requests that had been let in when the width last shrank
}

// tooManyAtOnce reports whether an answer refuses a request since too many are in flight. Its reset says nothing.
func tooManyAtOnce(response *http.Response) bool {
	limit, ok := Read(response.Header)
	return ok && limit.Limit == 0 && response.StatusCode == http.StatusTooManyRequests
}

// narrow takes in that the request of a number was refused, when so many had entered and were in flight. Requests that
// were let in before the width last shrank say nothing new. The width is halved until a whole round of requests goes
// well. After that it is about right, and a refusal takes off one.
func (c *concurrency) narrow(number, entered int64, inFlight int) {
	if number <= c.narrowed {
		return
	}
	switch {
	case c.width == 0:
		c.refused, c.width = inFlight, inFlight/2
	case c.calm < c.width-1: // which grows by one after a round
		c.refused, c.width = c.width, c.width/2
	default:
		c.refused, c.width = c.width, c.width-1
	}
	c.width = max(1, c.width)
	c.calm, c.narrowed = 0, entered
	c.growAt = c.round()
}

// widen takes in an answer. Each round of answers without a refusal adds one to the width.
func (c *concurrency) widen() {
	if c.width == 0 {
		return
	}
	if c.calm++; c.calm >= c.growAt {
		c.width++
		c.growAt = c.calm + c.round()
	}
}

// round is how many answers have to go well before the width grows by one.
func (c *concurrency) round() int {
	if c.width+1 == c.refused {
		return retryWidth * c.width
	}
	return c.width
}
