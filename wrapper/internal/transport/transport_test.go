package transport_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

// serve serves each connection, until the test ends.
func serve(t *testing.T, connection func(net.Conn)) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			t.Cleanup(func() { _ = conn.Close() })
			go connection(conn)
		}
	}()
	return listener.Addr().String()
}

// raw answers each connection with bytes, whatever it is asked, and leaves it open until the test ends.
func raw(t *testing.T, answer string) (url string) {
	t.Helper()
	return "http://" + serve(t, func(conn net.Conn) {
		_, _ = conn.Read(make([]byte, 4096))
		_, _ = io.WriteString(conn, answer)
	})
}

func TestAnAnswerThatSwitchesProtocolsIsAnErrorAndNotWaitedFor(t *testing.T) {
	t.Parallel()
	client := testkit.NewClient(t, raw(t, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n"), testkit.Watched())
	_, err := client.GetUser(t.Context(), "00u1", nil)
	require.EqualError(t, err, "okta: getUser: 101 Switching Protocols")
}

func TestARoundTripperMayLeaveOutABodyButNotTheAnswer(t *testing.T) {
	t.Parallel()
	for want, response := range map[string]*http.Response{
		"returned a nil *Response with a nil error": nil,
		"101 Switching Protocols":                   {StatusCode: 101, ContentLength: 1 << 40},
	} {
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) { return response, nil })
		require.ErrorContains(t, client.SuspendUser(t.Context(), "00u1"), want)
	}
}

func TestWhatIsNotHTTPIsNotQuoted(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]string{
		"no HTTP":                    `{"tempPassword":"secret-password"}` + "\r\n\r\n",
		"a status that is no number": "HTTP/1.1 secret-password OK\r\n\r\n",
		"a broken header line":       "HTTP/1.1 200 OK\r\nSet-Cookie sid=secret-password\r\n\r\n",
		"a broken length":            "HTTP/1.1 200 OK\r\nContent-Length: secret-password\r\n\r\n",
		"an unknown encoding":        "HTTP/1.1 200 OK\r\nTransfer-Encoding: secret-password\r\n\r\n",
		"a broken trailer":           "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n0\r\nX secret-password\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := testkit.NewClient(t, raw(t, answer), testkit.Watched()).ExpirePassword(t.Context(), "00u1", &okta.ExpirePasswordOptions{TempPassword: true})
			testkit.AssertSafe(t, "expirePassword", err)
			require.NotContains(t, err.Error(), "secret-password")
			require.ErrorContains(t, err, "the answer is not HTTP that can be read")
		})
	}
}

func TestARedirectWhoseLocationCanNotBeParsedIsARedirect(t *testing.T) {
	t.Parallel()
	sent := 0
	client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
		sent++
		return testkit.Reply(302, http.Header{"Location": {"https://login.example.com/%zz?sessionToken=secret-search"}}, ""), nil
	})
	_, err := client.GetUser(t.Context(), "00u1", nil)
	testkit.AssertSafe(t, "getUser", err)
	require.EqualError(t, err, "okta: getUser: 302 Found: redirected, which is not followed: use the org's own URL; request id req-1")
	require.Equal(t, 1, sent)
}

func TestALoginPageIsNoSuccessOfACallThatHasNoResult(t *testing.T) {
	t.Parallel()
	page := func(content string) testkit.Wire {
		return func(*http.Request) (*http.Response, error) {
			return testkit.Reply(200, http.Header{"Content-Type": {"text/html"}}, content), nil
		}
	}
	client := testkit.Wired(t, page("<html>please log in</html>"))
	for operation, err := range map[string]error{
		"suspendUser":            client.SuspendUser(t.Context(), "00u1"),
		"deactivateOrDeleteUser": client.DeactivateOrDeleteUser(t.Context(), "00u1", nil),
	} {
		require.ErrorContains(t, err, "is a gateway or a login page in between?", operation)
		testkit.AssertSafe(t, operation, err)
	}
	require.NoError(t, testkit.Wired(t, page(" \n")).SuspendUser(t.Context(), "00u1"), "there is nothing to mistake")
}

func TestMiddlewareMayLeaveOutABodyButNotTheAnswer(t *testing.T) {
	t.Parallel()
	client := func(response *http.Response) *okta.Client {
		return testkit.Wired(t, func(*http.Request) (*http.Response, error) { return testkit.Reply(200, nil, "{}"), nil },
			okta.WithRetry(okta.RetryPolicy{BaseWait: 1}),
			okta.WithMiddleware(func(*http.Request, func(*http.Request) (*http.Response, error)) (*http.Response, error) {
				return response, nil
			}))
	}
	err := client(nil).SuspendUser(t.Context(), "00u1")
	require.EqualError(t, err, "okta: suspendUser: a middleware returned neither an answer nor an error")
	for status, want := range map[int]string{204: "", 400: "okta: suspendUser: 400 Bad Request", 503: "okta: suspendUser: 503 Service Unavailable"} {
		err := client(&http.Response{StatusCode: status}).SuspendUser(t.Context(), "00u1")
		if want == "" {
			require.NoError(t, err)
			continue
		}
		require.EqualError(t, err, want)
	}
}

func TestARequestKeepsWhatItAccepts(t *testing.T) {
	t.Parallel()
	client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) {
		assert.Equal(t, []string{"application/json;okta-version=1.0.0"}, r.Header.Values("Accept"))
		return testkit.Reply(200, nil, "{}"), nil
	})
	_, err := client.Gen().GetUserWithResponse(t.Context(), "00u1", nil, func(_ context.Context, r *http.Request) error {
		r.Header.Set("Accept", "application/json;okta-version=1.0.0")
		return nil
	})
	require.NoError(t, err)
}

func TestWhatMiddlewareChangesIsNotThereInTheNextAttempt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		sent := 0
		client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) {
			sent++
			assert.Equal(t, []string{"trace"}, r.Header.Values("X-Trace"))
			return testkit.Reply(503, nil, ""), nil
		}, okta.WithMiddleware(func(r *http.Request, next func(*http.Request) (*http.Response, error)) (*http.Response, error) {
			r.Header.Add("X-Trace", "trace")
			return next(r)
		}))
		_, err := client.GetUser(t.Context(), "00u1", nil)
		require.Error(t, err)
		assert.Equal(t, 4, sent)
	})
}

func TestAWriteThatWasSentIsNotCalledUnsent(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) {
			if r.Method == http.MethodPut {
				<-release
				return nil, io.ErrUnexpectedEOF // it was carried out, and its answer lost
			}
			return testkit.Reply(200, testkit.LimitHeader(2, 0, time.Now().Add(time.Minute)), "{}"), nil
		}, okta.WithRetry(okta.RetryPolicy{MaxWait: 50 * time.Second}))
		ended := make(chan error)
		go func() { ended <- client.AddGroupTargetToRole(context.WithoutCancel(t.Context()), "00u1", "r", "g") }()
		synctest.Wait()
		require.NoError(t, client.SuspendUser(t.Context(), "00u2"), "which uses up the limit of their class")
		close(release)
		err := <-ended
		require.ErrorIs(t, err, io.ErrUnexpectedEOF)
		require.NotErrorIs(t, err, okta.ErrRateLimited)
		failure, ok := errors.AsType[*okta.Error](err)
		require.True(t, ok)
		assert.Equal(t, 1, failure.Attempts)
	})
}

func TestNobodyAboveSeesTheCredentials(t *testing.T) {
	t.Parallel()
	sent := testkit.Wire(func(r *http.Request) (*http.Response, error) {
		assert.Contains(t, r.Header.Get("Authorization"), testkit.Token)
		response := testkit.Reply(200, nil, `{"id":"00u1"}`)
		response.Request = r // as http.Transport does
		return response, nil
	})
	client := testkit.Wired(t, sent, okta.WithMiddleware(func(r *http.Request, next func(*http.Request) (*http.Response, error)) (*http.Response, error) {
		response, err := next(r)
		assert.Empty(t, response.Request.Header.Get("Authorization"))
		return response, err
	}))
	response, err := client.Gen().GetUserWithResponse(t.Context(), "00u1", nil)
	require.NoError(t, err)
	require.Empty(t, response.HTTPResponse.Request.Header.Get("Authorization"))
}
