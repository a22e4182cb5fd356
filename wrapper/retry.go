package wrapper

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"time"
)

// RetryPolicy says how often, and after which waits, a request is sent again. The zero value is what a client does without
// [WithRetry]. Which answers and faults an operation is repeated after is in the table of the package's comment.
//
// deactivateOrDeleteUser is not safe to repeat, although it is a DELETE: on a user that is deactivated it deletes for good, so
// that repeating it after a lost answer would delete where only a deactivation was asked for. [WithRetryUnsafe] repeats
// it, and POST, as GET is.
//
// The server's wait is its Retry-After header or, on a 429, the time from its Date to its X-Rate-Limit-Reset, and up to a tenth more so
// that callers don't come back all at once. Where those headers are missing or make no sense, the wait is a back-off: random
// between zero and BaseWait, twice BaseWait, four times, and so on.
//
// A wait that is longer than MaxWait, or that ends after the context's deadline, is not begun: the server's error is
// returned at once, and its RetryAfter says how long the server asked to wait. After the last attempt the error is the
// server's, too, with the number of attempts. A first attempt that the rate limit would hold back so long isn't sent: its error
// is [ErrRateLimited], with a RetryAfter and without a status.
type RetryPolicy struct {
	// Attempts is how often a request is sent at most, the first time included. 0 stands for 4; 1 never sends again.
	Attempts int

	// BaseWait is the upper bound of the first back-off; 0 stands for 500 ms.
	BaseWait time.Duration

	// MaxWait is the longest wait before an attempt, for a rate limit too; 0 stands for 90 s. Okta's limits start anew every minute.
	MaxWait time.Duration
}

const (
	defaultAttempts = 4
	defaultBaseWait = 500 * time.Millisecond
	defaultMaxWait  = 90 * time.Second

	// maxWindow is the longest time to a reset that is believed.
	maxWindow = time.Hour
)

// WithRetry sets how requests are repeated; members that are zero keep their default.
func WithRetry(policy RetryPolicy) Option {
	return func(c *config) error {
		if policy.Attempts < 0 || policy.BaseWait < 0 || policy.MaxWait < 0 {
			return errors.New("WithRetry has a negative member: use 0 for its default, and Attempts 1 for no retry")
		}
		c.retry = policy
		return nil
	}
}

// WithRetryUnsafe repeats the call after a lost answer or a server error even where doing it twice is not the same as doing it
// once: a POST, or deactivateOrDeleteUser. The first attempt may have been carried out: a user can be created twice, a mail sent twice, a
// user deleted that was to be deactivated.
func WithRetryUnsafe() CallOption {
	return func(c *call) error {
		c.retryUnsafe = true
		return nil
	}
}

// WithoutRetry makes the call's first answer its last, whatever it is.
func WithoutRetry() CallOption {
	return func(c *call) error {
		c.withoutRetry = true
		return nil
	}
}

func (p RetryPolicy) withDefaults() RetryPolicy {
	if p.Attempts == 0 {
		p.Attempts = defaultAttempts
	}
	if p.BaseWait == 0 {
		p.BaseWait = defaultBaseWait
	}
	if p.MaxWait == 0 {
		p.MaxWait = defaultMaxWait
	}
	return p
}

// retry sends a request again where that is safe and may help.
func retry(next handler, policy RetryPolicy) handler {
	return func(c *call, request *http.Request) (*http.Response, error) { return policy.send(next, c, request) }
}

func (p RetryPolicy) send(next handler, c *call, request *http.Request) (*http.Response, error) {
	ctx := request.Context()
	var last *http.Response
	var lastErr error
	for n := 1; ; n++ {
		attempt, err := replay(request, n)
		if err != nil {
			return nil, err
		}
		response, err := next(c, attempt)
		if _, held := errors.AsType[*heldError](err); held && n > 1 {
			return last, lastErr
		}
		discard(last)
		if n >= p.Attempts || c.withoutRetry || ctx.Err() != nil || !replayable(request) || !c.mayRepeat(request, response, err) {
			return response, err
		}
		wait, ok := p.wait(n, response)
		deadline, has := ctx.Deadline()
		c.outOfTime = has && time.Until(deadline) <= wait
		if c.outOfTime || !ok {
			return response, err
		}
		last, lastErr = response, err
		if err := sleep(ctx, wait); err != nil {
			discard(last)
			return nil, fmt.Errorf("waiting to try again: %w", err)
		}
	}
}

// discard ends the use of an answer, where there was one.
func discard(response *http.Response) {
	if response != nil {
		_ = response.Body.Close()
	}
}

// replay returns the request of the n-th attempt, with its body from the start. The layers below change copies only.
func replay(request *http.Request, n int) (*http.Request, error) {
	if n == 1 || request.GetBody == nil {
		return request, nil
	}
	attempt := request.WithContext(request.Context())
	body, err := request.GetBody()
	if err != nil {
		return nil, fmt.Errorf("read the request's body again: %w", err)
	}
	attempt.Body = body
	return attempt, nil
}

func replayable(request *http.Request) bool {
	return request.Body == nil || request.Body == http.NoBody || request.GetBody != nil
}

// mayRepeat reports whether an attempt that ended so may be followed by another.
func (c *call) mayRepeat(request *http.Request, response *http.Response, err error) bool {
	safe := c.retryUnsafe || repeatable(c.operation, request.Method)
	if err != nil {
		broken, ok := errors.AsType[*brokenError](err)
		return ok && !broken.permanent() && (safe || broken.unsent())
	}
	switch response.StatusCode {
	case http.StatusTooManyRequests:
		return true
	case http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return safe
	}
	return false
}

// brokenError is an attempt that got no whole answer from the network. Its text is its cause's.
type brokenError struct{ error }

func (e *brokenError) Unwrap() error { return e.error }

// unsent reports whether nothing of the request left this machine.
func (e *brokenError) unsent() bool {
	dial, ok := errors.AsType[*net.OpError](e.error)
	return ok && (dial.Op == "dial" || dial.Op == "proxyconnect")
}

// permanent reports whether the next attempt would fail the same way.
func (e *brokenError) permanent() bool {
	if dns, ok := errors.AsType[*net.DNSError](e.error); ok {
		return dns.IsNotFound
	}
	if _, ok := errors.AsType[*tls.CertificateVerificationError](e.error); ok {
		return true
	}
	if _, ok := errors.AsType[x509.HostnameError](e.error); ok {
		return true
	}
	if _, ok := errors.AsType[tls.RecordHeaderError](e.error); ok {
		return true
	}
	_, alert := errors.AsType[tls.AlertError](e.error)
	return alert
}

// wait returns how long to wait after attempt n; ok is false where that is too long.
func (p RetryPolicy) wait(n int, response *http.Response) (wait time.Duration, ok bool) {
	if response != nil {
		if asked := askedWait(response); asked > 0 {
			if asked > p.MaxWait {
				return 0, false
			}
			return asked + min(jitter(asked/10), p.MaxWait-asked), true
		}
	}
	ceiling := p.MaxWait
	if shift := n - 1; shift < 32 && p.BaseWait<<shift>>shift == p.BaseWait {
		ceiling = min(ceiling, p.BaseWait<<shift)
	}
	return jitter(ceiling), true
}

// jitter is a random time up to and with ceiling.
func jitter(ceiling time.Duration) time.Duration {
	return rand.N(min(ceiling, math.MaxInt64-1) + 1) //nolint:gosec // a wait is no secret
}

// askedWait returns how long an answer asks to wait; 0 where it doesn't, or not in a way that makes sense.
func askedWait(response *http.Response) time.Duration {
	if wait := retryAfter(response.Header); wait > 0 || response.StatusCode != http.StatusTooManyRequests {
		return wait
	}
	limit, ok := readRateLimit(response.Header)
	if !ok || limit.Limit == 0 {
		return 0
	}
	return untilReset(limit, response.Header)
}

// untilReset is the time from an answer's Date to the reset in it; 0 where that makes no sense.
func untilReset(limit RateLimit, header http.Header) time.Duration {
	date, _ := dateOf(header)
	wait := limit.Reset.Sub(date)
	if wait < 0 || wait > maxWindow {
		return 0
	}
	return wait
}

// dateOf is when an answer was made, by the server's clock; by this machine's, and ok is false, where the answer doesn't say.
func dateOf(header http.Header) (date time.Time, ok bool) {
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
	date, _ := dateOf(header)
	return max(0, at.Sub(date))
}

// sleep waits for d, or until the context ends.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
