package transport_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

// body is an answer's body that knows whether it was closed.
type body struct {
	io.Reader
	closed *int
}

func (b body) Close() error { *b.closed++; return nil }

// calls are the kinds of operations that retry tells apart. Each sends one body, or none.
var calls = map[string]func(context.Context, *okta.Client) error{
	"GET": func(ctx context.Context, c *okta.Client) error { _, err := c.GetUser(ctx, "00u1", nil); return err },
	"POST": func(ctx context.Context, c *okta.Client) error {
		_, err := c.CreateUser(ctx, okta.User{}, nil)
		return err
	},
	"POST unsafe": func(ctx context.Context, c *okta.Client) error {
		_, err := c.CreateUser(ctx, okta.User{}, nil, okta.WithRetryUnsafe())
		return err
	},
	"PUT": func(ctx context.Context, c *okta.Client) error {
		_, err := c.UpdateUser(ctx, "00u1", okta.User{Profile: okta.UserProfile{NickName: okta.Set("Countess")}}, nil)
		return err
	},
	"DELETE": func(ctx context.Context, c *okta.Client) error { return c.RemoveRoleFromUser(ctx, "00u1", "ra1") },
	"DELETE user": func(ctx context.Context, c *okta.Client) error {
		return c.DeactivateOrDeleteUser(ctx, "00u1", nil)
	},
	"DELETE user unsafe": func(ctx context.Context, c *okta.Client) error {
		return c.DeactivateOrDeleteUser(ctx, "00u1", nil, okta.WithRetryUnsafe())
	},
}

// Whether an operation is repeated after a fault that may have come after it was carried out.
var safe = map[string]bool{"GET": true, "PUT": true, "DELETE": true, "POST unsafe": true, "DELETE user unsafe": true}

type fault struct {
	answer    func() (*http.Response, error)
	everyone  bool // repeated for every operation
	nobody    bool
	wantError func(*testing.T, *okta.Error)
	wait      time.Duration // what the three waits are at least, together
}

type slowReader struct{ request *http.Request }

func (r slowReader) Read([]byte) (int, error) {
	<-r.request.Context().Done()
	return 0, r.request.Context().Err()
}

func status(code int) func(*testing.T, *okta.Error) {
	return func(t *testing.T, e *okta.Error) { assert.Equal(t, code, e.StatusCode) }
}

func is(target error) func(*testing.T, *okta.Error) {
	return func(t *testing.T, e *okta.Error) { assert.ErrorIs(t, e, target) }
}

func broken(err error) func() (*http.Response, error) {
	return func() (*http.Response, error) { return nil, err }
}

func answers(code int, header http.Header) func() (*http.Response, error) {
	return func() (*http.Response, error) { return testkit.Reply(code, header, "<html>bad gateway</html>"), nil }
}

func TestEveryFaultGivesItsAttemptsAndError(t *testing.T) {
	t.Parallel()
	reset := func(d time.Duration) func() (*http.Response, error) {
		return func() (*http.Response, error) {
			return testkit.Reply(429, testkit.LimitHeader(600, 0, time.Now().Add(d)), testkit.Limited), nil
		}
	}
	resetError := &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}
	faults := map[string]fault{
		"429 with reset":                {answer: reset(20 * time.Second), everyone: true, wantError: is(okta.CodeRateLimited), wait: time.Minute},
		"429 with Retry-After":          {answer: answers(429, http.Header{"Retry-After": {"7"}}), everyone: true, wantError: is(okta.ErrRateLimited), wait: 21 * time.Second},
		"429 without headers":           {answer: answers(429, nil), everyone: true, wantError: is(okta.ErrRateLimited)},
		"429 with broken headers":       {answer: answers(429, http.Header{"X-Rate-Limit-Limit": {"many"}, "X-Rate-Limit-Reset": {"soon"}, "Retry-After": {"-1"}}), everyone: true, wantError: is(okta.ErrRateLimited)},
		"429 with a reset long past":    {answer: answers(429, http.Header{"X-Rate-Limit-Limit": {"600"}, "X-Rate-Limit-Remaining": {"0"}, "X-Rate-Limit-Reset": {"1"}}), everyone: true, wantError: is(okta.ErrRateLimited)},
		"429 with a reset in a century": {answer: answers(429, testkit.LimitHeader(600, 0, time.Date(2150, 1, 1, 0, 0, 0, 0, time.UTC))), everyone: true, wantError: is(okta.ErrRateLimited)},
		"429 of concurrency":            {answer: answers(429, testkit.LimitHeader(0, 0, time.Now().Add(time.Hour))), everyone: true, wantError: is(okta.ErrRateLimited)},
		"500":                           {answer: answers(500, nil), wantError: status(500)},
		"502":                           {answer: answers(502, nil), wantError: status(502)},
		"503":                           {answer: answers(503, nil), wantError: status(503)},
		"503 with Retry-After":          {answer: answers(503, http.Header{"Retry-After": {"7"}}), wantError: status(503), wait: 21 * time.Second},
		"504":                           {answer: answers(504, nil), wantError: status(504)},
		"501":                           {answer: answers(501, nil), nobody: true, wantError: status(501)},
		"404":                           {answer: answers(404, nil), nobody: true, wantError: status(404)},
		"reset before headers":          {answer: broken(resetError), wantError: is(syscall.ECONNRESET)},
		"closed before headers":         {answer: broken(io.EOF), wantError: is(io.EOF)},
		"reset in the body": {answer: func() (*http.Response, error) {
			r := testkit.Reply(200, nil, "")
			r.Body = io.NopCloser(io.MultiReader(strings.NewReader(`{"id":`), errorReader{resetError}))
			return r, nil
		}, wantError: is(syscall.ECONNRESET)},
		"cut in the body": {answer: func() (*http.Response, error) {
			r := testkit.Reply(200, nil, "")
			r.Body = io.NopCloser(io.MultiReader(strings.NewReader(`{"id":`), errorReader{io.ErrUnexpectedEOF}))
			return r, nil
		}, wantError: is(io.ErrUnexpectedEOF)},
		"connection refused":      {answer: broken(&net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}), everyone: true, wantError: is(syscall.ECONNREFUSED)},
		"proxy refused":           {answer: broken(&net.OpError{Op: "proxyconnect", Net: "tcp", Err: syscall.ECONNREFUSED}), everyone: true, wantError: is(syscall.ECONNREFUSED)},
		"name server down":        {answer: broken(&net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "server misbehaving", IsTemporary: true}}), everyone: true, wantError: status(0)},
		"unknown host":            {answer: broken(&net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", IsNotFound: true}}), nobody: true, wantError: status(0)},
		"certificate not trusted": {answer: broken(&tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}}), nobody: true, wantError: status(0)},
		"not TLS":                 {answer: broken(tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"}), nobody: true, wantError: status(0)},
		"TLS alert":               {answer: broken(&net.OpError{Op: "remote error", Err: tls.AlertError(40)}), nobody: true, wantError: status(0)},
		"redirect to another host": {answer: answers(302, http.Header{"Location": {"https://evil.example/api/v1/users?token=secret"}}), nobody: true, wantError: func(t *testing.T, e *okta.Error) {
			assert.Contains(t, e.Summary, "https://evil.example")
			assert.NotContains(t, e.Error(), "secret")
		}},
		"401 with an API token": {answer: answers(401, nil), nobody: true, wantError: is(okta.ErrUnauthorized)},
	}
	for name, f := range faults {
		for kind, do := range calls {
			t.Run(name+"/"+kind, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					var sent []string
					client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) {
						content := ""
						if r.Body != nil {
							data, err := io.ReadAll(r.Body)
							require.NoError(t, err)
							content = string(data)
						}
						sent = append(sent, content)
						return f.answer()
					})
					start := time.Now()
					err := do(t.Context(), client)
					e, ok := errors.AsType[*okta.Error](err)
					require.True(t, ok, "%v", err)
					f.wantError(t, e)
					if f.everyone || f.nobody {
						assert.NotContains(t, e.Error(), "it may have been done")
					}
					assert.Empty(t, testkit.Exposed(fmt.Sprintf("%v %+v %#v %#v", err, err, err, errors.Unwrap(err))))
					want := 1
					if !f.nobody && (f.everyone || safe[kind]) {
						want = 4
					}
					assert.Len(t, sent, want)
					assert.Equal(t, want, e.Attempts)
					for _, content := range sent {
						assert.Equal(t, sent[0], content, "each attempt has the whole body")
					}
					if want > 1 {
						assert.Contains(t, e.Error(), "after 4 attempts")
						assert.GreaterOrEqual(t, time.Since(start), f.wait)
						assert.LessOrEqual(t, time.Since(start), f.wait+f.wait/10+4*time.Second)
					} else {
						assert.Zero(t, time.Since(start))
					}
				})
			})
		}
	}
}

type errorReader struct{ err error }

func (r errorReader) Read([]byte) (int, error) { return 0, r.err }

func TestSlowAnswersEndWithTheRequestTimeout(t *testing.T) {
	t.Parallel()
	slow := map[string]testkit.Wire{
		"slow headers": func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		},
		"slow body": func(r *http.Request) (*http.Response, error) {
			response := testkit.Reply(200, nil, "")
			response.Body = io.NopCloser(slowReader{r})
			return response, nil
		},
	}
	for name, w := range slow {
		for kind, do := range calls {
			t.Run(name+"/"+kind, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					attempts := 0
					client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) { attempts++; return w(r) }, okta.WithRequestTimeout(5*time.Second))
					start := time.Now()
					err := do(t.Context(), client)
					require.ErrorIs(t, err, context.DeadlineExceeded)
					require.ErrorContains(t, err, "request timeout of 5s")
					want := 1
					if safe[kind] {
						want = 4
					}
					assert.Equal(t, want, attempts)
					assert.GreaterOrEqual(t, time.Since(start), time.Duration(want)*5*time.Second)

					// The caller's own deadline ends the call, whatever attempt it is in.
					attempts = 0
					ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
					defer cancel()
					start = time.Now()
					err = do(ctx, client)
					require.ErrorIs(t, err, context.DeadlineExceeded)
					require.NotContains(t, err.Error(), "request timeout")
					assert.Equal(t, 1, attempts)
					assert.Equal(t, 3*time.Second, time.Since(start))
				})
			})
		}
	}
}

func TestAWaitThatIsTooLongIsNotBegun(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		header   http.Header
		timeout  time.Duration
		policy   okta.RetryPolicy
		wantWait time.Duration
	}{
		"Retry-After past the deadline": {header: http.Header{"Retry-After": {"30"}}, timeout: 29 * time.Second, wantWait: 30 * time.Second},
		"Retry-After past the cap":      {header: http.Header{"Retry-After": {"91"}}, wantWait: 91 * time.Second},
		"a day":                         {header: http.Header{"Retry-After": {"86400"}}, wantWait: 24 * time.Hour},
		"a date":                        {header: http.Header{"Retry-After": {"Sat, 01 Jan 2000 00:10:00 GMT"}}, wantWait: 10 * time.Minute},
		"reset past the deadline":       {header: testkit.LimitHeader(600, 0, time.Date(2000, 1, 1, 0, 0, 40, 0, time.UTC)), timeout: 30 * time.Second, wantWait: 40 * time.Second},
		"reset past a cap of one's own": {header: testkit.LimitHeader(600, 0, time.Date(2000, 1, 1, 0, 0, 40, 0, time.UTC)), policy: okta.RetryPolicy{MaxWait: 30 * time.Second}, wantWait: 40 * time.Second},
		"an hour off the local clock": {header: http.Header{"Date": {"Sat, 01 Jan 2000 01:00:00 GMT"}, "X-Rate-Limit-Limit": {"600"}, "X-Rate-Limit-Remaining": {"0"},
			"X-Rate-Limit-Reset": {fmt.Sprint(time.Date(2000, 1, 1, 1, 0, 40, 0, time.UTC).Unix())}}, timeout: 30 * time.Second, wantWait: 40 * time.Second},
	}
	for name, test := range tests {
		for kind, do := range calls {
			t.Run(name+"/"+kind, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					attempts := 0
					client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
						attempts++
						return testkit.Reply(429, test.header, testkit.Limited), nil
					}, okta.WithRetry(test.policy))
					ctx := t.Context()
					if test.timeout > 0 {
						var cancel context.CancelFunc
						ctx, cancel = context.WithTimeout(ctx, test.timeout)
						defer cancel()
					}
					start := time.Now()
					err := do(ctx, client)
					e, ok := errors.AsType[*okta.Error](err)
					require.True(t, ok, "%v", err)
					assert.Zero(t, time.Since(start))
					assert.Equal(t, 1, attempts)
					assert.Equal(t, 429, e.StatusCode)
					assert.Equal(t, test.wantWait, e.RetryAfter)
					assert.Contains(t, e.Error(), "retry after "+test.wantWait.String())
				})
			})
		}
	}
}

func TestBackOffDoublesWithFullJitter(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var at []time.Time
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
			at = append(at, time.Now())
			return testkit.Reply(503, nil, ""), nil
		},
			okta.WithRetry(okta.RetryPolicy{Attempts: 6, BaseWait: time.Second, MaxWait: 5 * time.Second}))
		ceilings := []time.Duration{time.Second, 2 * time.Second, 4 * time.Second, 5 * time.Second, 5 * time.Second}
		var longest, shortest [5]time.Duration
		for i := range shortest {
			shortest[i] = time.Hour
		}
		for range 200 {
			at = nil
			_, err := client.GetUser(t.Context(), "00u1", nil)
			require.ErrorContains(t, err, "503 Service Unavailable; after 6 attempts")
			require.Len(t, at, 6)
			for i := range ceilings {
				wait := at[i+1].Sub(at[i])
				require.LessOrEqual(t, wait, ceilings[i])
				longest[i], shortest[i] = max(longest[i], wait), min(shortest[i], wait)
			}
		}
		for i, ceiling := range ceilings {
			assert.Greater(t, longest[i], ceiling*9/10)
			assert.Less(t, shortest[i], ceiling/10)
		}
	})
}

func TestRetryEndsInSuccess(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		attempts, closed := 0, 0
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
			if attempts++; attempts < 3 {
				response := testkit.Reply(503, nil, "")
				response.Body = body{bytes.NewReader([]byte("wait a moment")), &closed}
				return response, nil
			}
			return testkit.Reply(200, nil, `{"id":"00u1"}`), nil
		})
		var response okta.Response
		user, err := client.GetUser(t.Context(), "00u1", nil, okta.WithResponse(&response))
		require.NoError(t, err)
		assert.Equal(t, "00u1", user.ID)
		assert.Equal(t, 200, response.StatusCode)
		assert.Equal(t, 2, closed)
	})
}

func TestTheServersErrorIsReturnedWhereTheGateHoldsTheNextAttempt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		attempts := 0
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
			attempts++
			return testkit.Reply(503, testkit.LimitHeader(1, 0, time.Now().Add(time.Minute)), `{"errorCode":"E0000009","errorSummary":"Internal Server Error"}`), nil
		}, okta.WithRetry(okta.RetryPolicy{MaxWait: 50 * time.Second}))
		_, err := client.GetUser(t.Context(), "00u1", nil)
		require.EqualError(t, err, "okta: getUser: 503 Service Unavailable: E0000009: Internal Server Error; request id req-1")
		assert.Equal(t, 1, attempts)
	})
}

func TestOneAttemptWhereAskedFor(t *testing.T) {
	t.Parallel()
	attempts := 0
	w := func(*http.Request) (*http.Response, error) { attempts++; return testkit.Reply(503, nil, ""), nil }
	_, err := testkit.Wired(t, w).GetUser(t.Context(), "00u1", nil, okta.WithoutRetry())
	require.Error(t, err)
	_, err = testkit.Wired(t, w, okta.WithRetry(okta.RetryPolicy{Attempts: 1})).GetUser(t.Context(), "00u1", nil)
	require.Error(t, err)
	assert.Equal(t, 2, attempts)
}

func TestWhatIsNotTheNetworksFaultIsNotRepeated(t *testing.T) {
	t.Parallel()
	refusal := errors.New("not on my watch")
	attempts := 0
	client := testkit.Wired(t, func(*http.Request) (*http.Response, error) { return testkit.Reply(200, nil, `{}`), nil },
		okta.WithMiddleware(func(*http.Request, func(*http.Request) (*http.Response, error)) (*http.Response, error) {
			attempts++
			return nil, refusal
		}))
	_, err := client.GetUser(t.Context(), "00u1", nil)
	require.ErrorIs(t, err, refusal)
	assert.Equal(t, 1, attempts)
}

func TestAnAnswerThatIsTooLargeIsNotAskedForAgain(t *testing.T) {
	t.Parallel()
	attempts := 0
	client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
		attempts++
		response := testkit.Reply(200, nil, "")
		response.ContentLength = 1 << 40
		return response, nil
	})
	_, err := client.GetUser(t.Context(), "00u1", nil)
	require.EqualError(t, err, "okta: getUser: the answer is larger than 16 MiB")
	assert.Equal(t, 1, attempts)
}

func TestACancelledWaitEndsAtOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
			return testkit.Reply(503, http.Header{"Retry-After": {"60"}}, ""), nil
		})
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(10*time.Second, cancel)
		start := time.Now()
		_, err := client.GetUser(ctx, "00u1", nil)
		require.ErrorIs(t, err, context.Canceled)
		require.ErrorContains(t, err, "waiting to try again")
		assert.Equal(t, 10*time.Second, time.Since(start))
	})
}

func TestABodyThatCanNotBeReadAgainIsSentOnce(t *testing.T) {
	t.Parallel()
	attempts := 0
	client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
		attempts++
		return testkit.Reply(429, nil, testkit.Limited), nil
	})
	_, err := client.Gen().CreateUserWithBodyWithResponse(t.Context(), nil, "application/json", io.MultiReader(strings.NewReader(`{}`)))
	require.ErrorIs(t, err, okta.ErrRateLimited)
	assert.Equal(t, 1, attempts)
}

func TestABodyThatIsEmptyIsSentAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		attempts := 0
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
			attempts++
			return testkit.Reply(429, nil, testkit.Limited), nil
		})
		_, err := client.Gen().CreateUserWithBodyWithResponse(t.Context(), nil, "application/json", http.NoBody)
		require.ErrorIs(t, err, okta.ErrRateLimited)
		assert.Equal(t, 4, attempts)
	})
}

func TestTheServersErrorIsReturnedWhereTheContextEndedMeanwhile(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
		cancel()
		return testkit.Reply(503, nil, ""), nil
	})
	_, err := client.GetUser(ctx, "00u1", nil)
	require.ErrorContains(t, err, "503 Service Unavailable")
}

func TestABrokenConnectionIsTheErrorWhereTheNextAttemptWouldBeTooLate(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) { return nil, io.ErrUnexpectedEOF },
			okta.WithRetry(okta.RetryPolicy{BaseWait: math.MaxInt64, MaxWait: math.MaxInt64}))
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start := time.Now()
		_, err := client.GetUser(ctx, "00u1", nil)
		require.ErrorIs(t, err, io.ErrUnexpectedEOF)
		assert.Zero(t, time.Since(start))
	})
}

// answered tells of each answer's body whether it was closed.
func answered(closed *[]bool) okta.Option {
	return okta.WithMiddleware(func(r *http.Request, next func(*http.Request) (*http.Response, error)) (*http.Response, error) {
		response, err := next(r)
		if err == nil {
			*closed = append(*closed, false)
			n := len(*closed) - 1
			response.Body = closing{response.Body, func() { (*closed)[n] = true }}
		}
		return response, err
	})
}

type closing struct {
	io.ReadCloser
	tell func()
}

func (c closing) Close() error { c.tell(); return c.ReadCloser.Close() }

func TestEachAnswerIsClosed(t *testing.T) {
	t.Parallel()
	unavailable := testkit.Wire(func(*http.Request) (*http.Response, error) {
		return testkit.Reply(503, http.Header{"Retry-After": {"5"}}, ""), nil
	})
	for name, test := range map[string]struct {
		wire    testkit.Wire
		timeout time.Duration // the call is left in the wait before its next attempt
		want    []bool
	}{
		"after the last attempt": {wire: unavailable, want: []bool{true, true, true, true}},
		"in the wait before it":  {wire: unavailable, timeout: 12 * time.Second, want: []bool{true, true, true}},
		"where the gate holds one": {wire: func(*http.Request) (*http.Response, error) {
			return testkit.Reply(503, testkit.LimitHeader(1, 0, time.Now().Add(time.Minute)), ""), nil
		}, want: []bool{true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var closed []bool
				client := testkit.Wired(t, test.wire, answered(&closed), okta.WithRetry(okta.RetryPolicy{MaxWait: 50 * time.Second}))
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				if test.timeout > 0 {
					time.AfterFunc(test.timeout, cancel)
				}
				_, err := client.GetUser(ctx, "00u1", nil)
				require.Error(t, err)
				require.Equal(t, test.want, closed)
			})
		})
	}
}

func TestTheServersWaitIsKeptAndAtMostATenthMore(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ longest, want time.Duration }{
		"as long as may be": {100 * time.Second, 100 * time.Second},
		"a little shorter":  {103 * time.Second, 103 * time.Second},
		"far shorter":       {time.Hour, 110 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
					return testkit.Reply(503, http.Header{"Retry-After": {"100"}}, ""), nil
				}, okta.WithRetry(okta.RetryPolicy{Attempts: 2, MaxWait: test.longest}))
				var shortest, longest time.Duration = math.MaxInt64, 0
				for range 100 {
					start := time.Now()
					_, err := client.GetUser(t.Context(), "00u1", nil)
					require.ErrorContains(t, err, "after 2 attempts")
					shortest, longest = min(shortest, time.Since(start)), max(longest, time.Since(start))
				}
				assert.GreaterOrEqual(t, shortest, 100*time.Second)
				assert.LessOrEqual(t, longest, test.want)
				assert.Equal(t, test.want > 100*time.Second, longest > shortest, "callers don't come back all at once")
			})
		})
	}
}

func TestTheGeneratedClientRetriesToo(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		attempts := map[string]int{}
		client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) {
			attempts[r.Method]++
			return testkit.Reply(503, nil, ""), nil
		})
		_, err := client.Gen().GetUserWithResponse(t.Context(), "00u1", nil)
		require.Error(t, err)
		_, err = client.Gen().DeactivateOrDeleteUserWithResponse(t.Context(), "00u1", nil)
		require.Error(t, err)
		assert.Equal(t, map[string]int{"GET": 4, "DELETE": 1}, attempts)
	})
}

func TestRetryPoliciesThatMakeNoSenseAreRefused(t *testing.T) {
	t.Parallel()
	for _, policy := range []okta.RetryPolicy{{Attempts: -1}, {BaseWait: -1}, {MaxWait: -1}} {
		_, err := okta.NewClient("https://acme.okta.com", okta.APIToken(testkit.Token), okta.WithRetry(policy))
		require.ErrorContains(t, err, "WithRetry has a negative member")
	}
}

func TestABackOffThatDoublesForEverIsTheLongestWait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) { return testkit.Reply(503, nil, ""), nil },
			okta.WithRetry(okta.RetryPolicy{Attempts: 70, BaseWait: 1 << 62, MaxWait: time.Second}))
		start := time.Now()
		_, err := client.GetUser(t.Context(), "00u1", nil)
		require.ErrorContains(t, err, "after 70 attempts")
		assert.LessOrEqual(t, time.Since(start), 69*time.Second)
	})
}

func TestWaitsThatAreLongerThanTimeItselfAreWaits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) { return testkit.Reply(503, nil, ""), nil },
			okta.WithRetry(okta.RetryPolicy{BaseWait: math.MaxInt64, MaxWait: math.MaxInt64}))
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err := client.GetUser(ctx, "00u1", nil)
		require.ErrorContains(t, err, "503 Service Unavailable")
	})
}
