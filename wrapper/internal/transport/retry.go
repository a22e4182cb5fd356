package transport

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/okta-userapi/userapi-go/wrapper/internal/ratelimit"
)

// RetryPolicy says how often, and after which waits, a request is sent again.
type RetryPolicy struct {
	Attempts int           // the first included
	BaseWait time.Duration // the upper bound of the first back-off
	MaxWait  time.Duration // the longest wait before an attempt
}

// Defaults that the client's policy names.
const (
	DefaultAttempts = 4
	DefaultBaseWait = 500 * time.Millisecond
	DefaultMaxWait  = 90 * time.Second
)

func (p RetryPolicy) withDefaults() RetryPolicy {
	if p.Attempts == 0 {
		p.Attempts = DefaultAttempts
	}
	if p.BaseWait == 0 {
		p.BaseWait = DefaultBaseWait
	}
	if p.MaxWait == 0 {
		p.MaxWait = DefaultMaxWait
	}
	return p
}

// retry sends a request again where that is safe and may help.
func retry(next Handler, policy RetryPolicy) Handler {
	return func(c *Call, request *http.Request) (*http.Response, error) {
		ctx := request.Context()
		var last *http.Response
		var lastErr error
		for n := 1; ; n++ {
			attempt, err := rewound(request, n)
			if err != nil {
				return nil, err
			}
			response, err := next(c, attempt)
			if _, held := errors.AsType[*ratelimit.HeldError](err); held && n > 1 {
				return last, lastErr
			}
			discard(last)
			c.MaybeDone = c.MaybeDone || maybeDone(response, err)
			if n >= policy.Attempts || c.WithoutRetry || ctx.Err() != nil || !canRewind(request) || !c.mayRepeat(response, err) {
				return response, err
			}
			wait, ok := policy.wait(n, response)
			deadline, has := ctx.Deadline()
			c.OutOfTime = has && time.Until(deadline) <= wait
			if c.OutOfTime || !ok {
				return response, err
			}
			last, lastErr = response, err
			if err := Sleep(ctx, wait); err != nil {
				discard(last)
				return nil, fmt.Errorf("waiting to try again: %w", err)
			}
		}
	}
}

// rewound returns the request of the n-th attempt, with its body from the start. The layers below change copies only.
func rewound(request *http.Request, n int) (*http.Request, error) {
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

func canRewind(request *http.Request) bool {
	return request.Body == nil || request.Body == http.NoBody || request.GetBody != nil
}

// mayRepeat reports whether an attempt that ended so may be followed by another.
func (c *Call) mayRepeat(response *http.Response, err error) bool {
	if err != nil {
		broken := brokenConnection(err)
		return broken != nil && !broken.permanent() && (c.Repeatable || broken.unsent())
	}
	switch response.StatusCode {
	case http.StatusTooManyRequests:
		return true
	case http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return c.Repeatable
	}
	return false
}

// maybeDone reports whether an attempt that ended so may have been carried out.
func maybeDone(response *http.Response, err error) bool {
	if broken := brokenConnection(err); broken != nil {
		return !broken.unsent() && !broken.permanent()
	}
	return response != nil && response.StatusCode >= 500
}

// wait returns how long to wait after attempt n; ok is false where that is too long.
func (p RetryPolicy) wait(n int, response *http.Response) (wait time.Duration, ok bool) {
	if response != nil {
		if asked := ratelimit.Wait(response); asked > 0 {
			if asked > p.MaxWait {
				return 0, false
			}
			return asked + min(Jitter(asked/10), p.MaxWait-asked), true
		}
	}
	ceiling := p.MaxWait
	if shift := n - 1; p.BaseWait<<shift>>shift == p.BaseWait { // no bit is lost
		ceiling = min(ceiling, p.BaseWait<<shift)
	}
	return Jitter(ceiling), true
}

// Jitter is a random time up to and with ceiling.
func Jitter(ceiling time.Duration) time.Duration {
	return rand.N(min(ceiling, math.MaxInt64-1) + 1) //nolint:gosec // a wait is no secret
}

// Sleep waits for d, or until the context ends.
func Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
