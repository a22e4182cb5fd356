package transport

import (
	"context"
	"errors"
	"io"
	"math"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/wrapper/internal/ratelimit"
)

// failing answers 503 to each attempt.
type failing struct {
	closed int
	bodies []string
	header http.Header
	then   func(attempt int) // nil for nothing
}

func (f *failing) send(_ *Call, request *http.Request) (*http.Response, error) {
	body := ""
	if request.Body != nil {
		read, err := io.ReadAll(request.Body)
		if err != nil {
			return nil, err
		}
		body = string(read)
	}
	f.bodies = append(f.bodies, body)
	if f.then != nil {
		f.then(len(f.bodies))
	}
	return &http.Response{StatusCode: http.StatusServiceUnavailable, Header: f.header, Body: closing{http.NoBody, &f.closed}}, nil
}

func TestEachAttemptSendsTheWholeBodyAndTheLastAnswerAloneStaysOpen(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]int{"{}": 4, "": 4} {
		synctest.Test(t, func(t *testing.T) {
			wire := new(failing)
			response, err := retry(wire.send, RetryPolicy{}.withDefaults())(&Call{Repeatable: true}, post(t, strings.NewReader(body)))
			require.NoError(t, err)
			assert.Equal(t, http.StatusServiceUnavailable, response.StatusCode)
			assert.Len(t, wire.bodies, want)
			for _, sent := range wire.bodies {
				assert.Equal(t, body, sent)
			}
			assert.Equal(t, want-1, wire.closed)
		})
	}
}

func TestAContextThatEndsInAnAttemptLeavesTheAnswer(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	wire := &failing{then: func(int) { cancel() }}
	response, err := retry(wire.send, RetryPolicy{}.withDefaults())(&Call{Repeatable: true}, post(t, nil).WithContext(ctx))
	require.NoError(t, err)
	assert.Equal(t, http.StatusServiceUnavailable, response.StatusCode)
	assert.Len(t, wire.bodies, 1)
	assert.Zero(t, wire.closed)
}

func TestAContextThatEndsInAWaitIsTheError(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		wire := &failing{header: http.Header{"Retry-After": {"60"}}, then: func(int) { time.AfterFunc(time.Second, cancel) }}
		response, err := retry(wire.send, RetryPolicy{}.withDefaults())(&Call{Repeatable: true}, post(t, nil).WithContext(ctx))
		require.ErrorIs(t, err, context.Canceled)
		assert.Nil(t, response)
		assert.Len(t, wire.bodies, 1)
		assert.Equal(t, 1, wire.closed)
	})
}

func TestAHeldAttemptAfterABrokenConnectionIsTheConnectionsError(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		n, gone := 0, &connectionError{io.EOF}
		next := func(*Call, *http.Request) (*http.Response, error) {
			if n++; n == 1 {
				return nil, gone
			}
			return nil, &ratelimit.HeldError{}
		}
		response, err := retry(next, RetryPolicy{}.withDefaults())(&Call{Repeatable: true}, post(t, nil))
		require.ErrorIs(t, err, gone)
		assert.Nil(t, response)
		assert.Equal(t, 2, n)
	})
}

func TestTheServersWaitIsKeptToAndALittleMore(t *testing.T) {
	t.Parallel()
	policy := RetryPolicy{MaxWait: time.Minute}.withDefaults()
	after := func(seconds string) *http.Response {
		return &http.Response{StatusCode: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {seconds}}}
	}
	var longest time.Duration
	for range 200 {
		wait, ok := policy.wait(1, after("40"))
		require.True(t, ok)
		require.GreaterOrEqual(t, wait, 40*time.Second)
		require.LessOrEqual(t, wait, 44*time.Second)
		longest = max(longest, wait)

		wait, ok = policy.wait(1, after("58"))
		require.True(t, ok)
		require.LessOrEqual(t, wait, time.Minute)
	}
	assert.Greater(t, longest, 42*time.Second, "callers don't come back all at once")

	wait, ok := policy.wait(1, after("60"))
	assert.True(t, ok, "as long as may be waited")
	assert.Equal(t, time.Minute, wait)
	_, ok = policy.wait(1, after("61"))
	assert.False(t, ok)
}

func TestABackOffNeverOverflows(t *testing.T) {
	t.Parallel()
	for _, base := range []time.Duration{1, math.MaxInt64/2 + 1, math.MaxInt64} {
		policy := RetryPolicy{BaseWait: base, MaxWait: time.Second}
		for n := 1; n < 140; n++ {
			wait, ok := policy.wait(n, nil)
			require.True(t, ok)
			require.GreaterOrEqual(t, wait, time.Duration(0))
			require.LessOrEqual(t, wait, time.Second)
		}
	}
}

func TestSleepEndsWithItsTimeOrItsContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		require.NoError(t, Sleep(t.Context(), time.Minute))
		assert.Equal(t, time.Minute, time.Since(start))
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		require.ErrorIs(t, Sleep(ctx, time.Minute), context.DeadlineExceeded)
	})
}

func TestWhatMayHaveBeenDoneStaysSoWhateverComesAfter(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status int
		err    error
		want   bool
	}{
		"a server's error":                {status: 500, want: true},
		"a refusal":                       {status: 499, want: false},
		"a broken connection":             {err: &connectionError{io.EOF}, want: true},
		"another error":                   {err: errors.New("of middleware"), want: false},
		"a proxy that refuses":            {err: &connectionError{&proxyError{403}}, want: false},
		"a connection that is never made": {err: &connectionError{&net.OpError{Op: "dial", Err: io.EOF}}, want: false},
		"too many":                        {status: 429, want: false},
		"an answer as it should":          {status: 200, want: false},
	}
	for name, test := range tests {
		var response *http.Response
		if test.err == nil {
			response = &http.Response{StatusCode: test.status, Body: http.NoBody}
		}
		for _, before := range []bool{false, true} {
			c := &Call{MaybeDone: before, WithoutRetry: true}
			next := func(*Call, *http.Request) (*http.Response, error) { return response, test.err }
			_, _ = retry(next, RetryPolicy{}.withDefaults())(c, post(t, nil))
			assert.Equal(t, before || test.want, c.MaybeDone, name)
		}
	}
}

// closing is a body that counts how often it was closed.
type closing struct {
	io.Reader
	closed *int
}

func (c closing) Close() error { *c.closed++; return nil }

func post(t *testing.T, body io.Reader) *http.Request {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "https://acme.okta.com/", body)
	require.NoError(t, err)
	return request
}
