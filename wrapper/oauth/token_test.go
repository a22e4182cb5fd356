package oauth_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
	"github.com/okta-userapi/userapi-go/wrapper/oauth"
)

func TestAThousandCallersOnAnExpiredTokenFetchOne(t *testing.T) {
	inTimeOfItsOwn(t, func(t *testing.T, o *issuer) {
		o.latency = 50 * time.Millisecond
		client := o.client(oauth.Config{})
		_, err := client.GetUser(t.Context(), "00u1", nil)
		require.NoError(t, err)
		require.Equal(t, 1, o.fetches)

		for name, expire := range map[string]func(){
			"by the clock":      func() { time.Sleep(2 * time.Hour) },
			"by the org's word": o.revoke,
		} {
			before := o.fetches
			expire()
			var all sync.WaitGroup
			for range 1000 {
				all.Go(func() {
					_, err := client.GetUser(t.Context(), "00u1", nil)
					assert.NoError(t, err)
				})
			}
			all.Wait()
			assert.Equal(t, before+1, o.fetches, name)
		}
	})
}

func TestACancelledCallerDoesNotCancelTheOthersToken(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := &issuer{t: t, latency: time.Second}
		client := o.client(oauth.Config{})
		ctx, cancel := context.WithCancel(t.Context())
		var all sync.WaitGroup
		all.Go(func() {
			_, err := client.GetUser(ctx, "00u1", nil)
			assert.ErrorIs(t, err, context.Canceled)
		})
		synctest.Wait()
		for range 100 {
			all.Go(func() {
				_, err := client.GetUser(t.Context(), "00u1", nil)
				assert.NoError(t, err)
			})
		}
		all.Go(func() {
			ctx, cancel := context.WithTimeout(t.Context(), 700*time.Millisecond)
			defer cancel()
			_, err := client.GetUser(ctx, "00u1", nil)
			assert.ErrorIs(t, err, context.DeadlineExceeded)
		})
		time.Sleep(500 * time.Millisecond)
		cancel()
		all.Wait()
		assert.Equal(t, 1, o.fetches, "the first request never arrived, and one caller took over")
	})
}

func TestATokenIsReplacedAheadOfItsEnd(t *testing.T) {
	inTimeOfItsOwn(t, func(t *testing.T, o *issuer) {
		down := false
		o.tokenAnswer = func(int) (*http.Response, error) {
			if down {
				return testkit.Reply(400, nil, `{"error":"invalid_client"}`), nil
			}
			return nil, nil
		}
		client := o.client(oauth.Config{})
		get := func() error { _, err := client.GetUser(t.Context(), "00u1", nil); return err }
		require.NoError(t, get())
		time.Sleep(54 * time.Minute)
		require.NoError(t, get())
		assert.Equal(t, 1, o.fetches)
		time.Sleep(2 * time.Minute)
		require.NoError(t, get())
		assert.Equal(t, 2, o.fetches)

		// While it can't be replaced the old one is used, and asked for again at times.
		down = true
		time.Sleep(56 * time.Minute)
		for range 10 {
			require.NoError(t, get())
		}
		assert.Equal(t, 3, o.fetches)
		time.Sleep(31 * time.Second)
		require.NoError(t, get())
		assert.Equal(t, 4, o.fetches)
		time.Sleep(5 * time.Minute)
		require.ErrorContains(t, get(), "okta: token: 400 Bad Request: invalid_client")
	})
}

func TestARefusedTokenIsReplacedOnce(t *testing.T) {
	inTimeOfItsOwn(t, func(t *testing.T, o *issuer) {
		for kind, do := range calls {
			o := o.another()
			client := o.client(oauth.Config{})
			_, err := client.GetUser(t.Context(), "00u1", nil)
			require.NoError(t, err)
			o.revoke()
			require.NoError(t, do(t.Context(), client), kind)
			assert.Equal(t, 2, o.fetches, kind)
			assert.Equal(t, 3, o.requests, kind)

			// A token that is refused from the start is not fetched again and again.
			o.answer = func(*http.Request) *http.Response { return testkit.Reply(401, nil, `{"errorCode":"E0000011"}`) }
			o.revoke()
			for range 5 {
				require.ErrorIs(t, do(t.Context(), client), okta.CodeInvalidToken, kind)
			}
			assert.Equal(t, 3, o.fetches, kind)
		}
	})
}

// Another token would be refused, too.
func TestAFeatureThatTheOrgLacksCostsNoToken(t *testing.T) {
	t.Parallel()
	o := &issuer{t: t, answer: func(r *http.Request) *http.Response {
		if strings.HasSuffix(r.URL.Path, "/blocks") {
			return testkit.Reply(401, nil, `{"errorCode":"E0000015","errorSummary":"You do not have permission to access the feature you are requesting"}`)
		}
		return testkit.Reply(200, nil, `{"id":"00u1"}`)
	}}
	client := o.client(oauth.Config{})
	for range 3 {
		_, err := client.ListUserBlocks(t.Context(), "00u1")
		require.ErrorIs(t, err, okta.CodeFeatureDenied)
		require.NotErrorIs(t, err, okta.ErrUnauthorized)
		_, err = client.GetUser(t.Context(), "00u1", nil)
		require.NoError(t, err)
	}
	assert.Equal(t, 1, o.fetches)
	assert.Equal(t, 6, o.requests)
}

func TestTheServersOAuthErrorIsKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		tests := map[string]struct {
			answer   func() (*http.Response, error)
			attempts int
			want     string
		}{
			"OAuth error": {func() (*http.Response, error) {
				return testkit.Reply(401, nil, `{"error":"invalid_client","error_description":"The client_assertion signature is invalid."}`), nil
			}, 1, "okta: token: 401 Unauthorized: invalid_client: The client_assertion signature is invalid.; request id req-1"},
			"Okta error": {func() (*http.Response, error) { return testkit.Reply(429, nil, testkit.Limited), nil },
				4, "okta: token: 429 Too Many Requests: E0000047: API call exceeded rate limit due to too many requests.; after 4 attempts; request id req-1"},
			"server error":  {func() (*http.Response, error) { return testkit.Reply(503, nil, `<html>`), nil }, 4, "okta: token: 503 Service Unavailable; after 4 attempts; request id req-1"},
			"no connection": {func() (*http.Response, error) { return nil, io.EOF }, 4, "okta: token: the connection broke before the answer came: EOF; after 4 attempts"},
			"no token":      {func() (*http.Response, error) { return testkit.Reply(200, nil, `{"token_type":"Bearer"}`), nil }, 1, "okta: token: 200 OK: the answer can't be read: it has no access_token that can be used; request id req-1"},
			"not JSON":      {func() (*http.Response, error) { return testkit.Reply(200, nil, `<html>`), nil }, 1, "okta: token: 200 OK: the answer can't be read: it is not the JSON of a token; request id req-1"},
			"other token": {func() (*http.Response, error) {
				return testkit.Reply(200, nil, `{"access_token":"x","token_type":"MAC"}`), nil
			}, 1, `okta: token: 200 OK: the answer can't be read: its token_type is "MAC", not Bearer or DPoP; request id req-1`},
		}
		for name, test := range tests {
			o := &issuer{t: t, tokenAnswer: func(int) (*http.Response, error) { return test.answer() }}
			client := o.client(oauth.Config{})
			_, err := client.GetUser(t.Context(), "00u1", nil)
			require.EqualError(t, err, test.want, name)
			e, ok := errors.AsType[*okta.Error](err)
			require.True(t, ok)
			assert.Equal(t, "token", e.Operation)
			assert.Equal(t, test.attempts, o.fetches, name)
		}
	})
}

func TestTokenRequestsAreLoggedToo(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		o := &issuer{t: t, dpop: true, tokenNonce: "n"}
		client := o.client(oauth.Config{DPoP: true}, okta.WithLogger(slog.New(slog.NewJSONHandler(&log, nil))))
		_, err := client.GetUser(t.Context(), "00u1", nil)
		require.NoError(t, err)
		var told []string
		for line := range strings.Lines(log.String()) {
			var record map[string]any
			require.NoError(t, json.Unmarshal([]byte(line), &record))
			told = append(told, fmt.Sprint(record["operation"], " ", record["status"], " ", record["attempt"]))
		}
		assert.Equal(t, []string{"token 400 1", "token 200 2", "getUser 200 1"}, told)
	})
}

func TestRedirectsCarryNoCredentials(t *testing.T) {
	t.Parallel()
	for _, host := range []string{"evil.example", "acme.okta.com.evil.example", "acme.okta.com:8443"} {
		o := &issuer{t: t, dpop: true}
		elsewhere := 0
		o.answer = func(r *http.Request) *http.Response {
			return testkit.Reply(307, http.Header{"Location": {"https://" + host + "/api/v1/users/00u1"}}, "")
		}
		client := o.client(oauth.Config{DPoP: true}, okta.WithHTTPClient(&http.Client{Transport: testkit.Wire(func(r *http.Request) (*http.Response, error) {
			if r.URL.Host != "acme.okta.com" {
				elsewhere++
			}
			return o.roundTrip(r)
		})}))
		_, err := client.GetUser(t.Context(), "00u1", nil)
		require.ErrorContains(t, err, "redirected to https://"+host)
		assert.Zero(t, elsewhere)

		// Nor do requests that middleware sends elsewhere.
		client = o.client(oauth.Config{DPoP: true}, okta.WithMiddleware(func(r *http.Request, next func(*http.Request) (*http.Response, error)) (*http.Response, error) {
			r.URL.Host = host
			return next(r)
		}))
		_, err = client.GetUser(t.Context(), "00u1", nil)
		require.ErrorContains(t, err, "not to the org's own origin")
	}
}

func TestAPanicInATokenRequestHoldsUpNobody(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		sent := 0
		client, err := okta.NewClient("https://acme.okta.com",
			oauth.ClientCredentials(oauth.Config{ClientID: "c", Key: privateKey(t, "P-256"), Scopes: []string{"okta.users.read"}}),
			okta.WithHTTPClient(&http.Client{Transport: testkit.Wire(func(*http.Request) (*http.Response, error) {
				if sent++; sent == 1 {
					panic("the RoundTripper's own")
				}
				return testkit.Reply(200, nil, `{"access_token":"t","token_type":"Bearer","expires_in":3600,"id":"00u1"}`), nil
			})}))
		require.NoError(t, err)
		require.Panics(t, func() { _, _ = client.GetUser(t.Context(), "00u1", nil) })
		_, err = client.GetUser(t.Context(), "00u1", nil)
		require.NoError(t, err)
	})
}

func TestATokenThatStillWorksIsUsedWhileNoNewOneCanBeHad(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]func(r *http.Request) (*http.Response, error){
		"limited": func(*http.Request) (*http.Response, error) {
			return testkit.Reply(429, http.Header{"Retry-After": {"60"}}, `{"errorCode":"E0000047"}`), nil
		},
		"unanswered": func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				o := &issuer{t: t}
				refused := 0
				client := o.client(oauth.Config{}, okta.WithHTTPClient(&http.Client{Transport: testkit.Wire(func(r *http.Request) (*http.Response, error) {
					if o.fetches > 0 && strings.HasSuffix(r.URL.Path, "/token") {
						refused++
						return answer(r)
					}
					return o.roundTrip(r)
				})}))
				_, err := client.GetUser(t.Context(), "00u1", nil)
				require.NoError(t, err)
				time.Sleep(55*time.Minute + time.Second) // it lives for almost five minutes more
				ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
				defer cancel()
				start := time.Now()
				for range 3 {
					_, err = client.GetUser(ctx, "00u1", nil)
					require.NoError(t, err)
				}
				require.LessOrEqual(t, time.Since(start), 10*time.Second, "held up once, and not for long")
				require.NotZero(t, refused)
			})
		})
	}
}

func TestACallerInAHurryFailsNobodyElse(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := &issuer{t: t, latency: time.Second, tokenAnswer: func(n int) (*http.Response, error) {
			if n == 1 {
				return testkit.Reply(503, http.Header{"Retry-After": {"5"}}, `{}`), nil
			}
			return nil, nil
		}}
		client := o.client(oauth.Config{})
		var all sync.WaitGroup
		all.Go(func() {
			ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
			defer cancel()
			_, err := client.GetUser(ctx, "00u1", nil)
			assert.Error(t, err)
		})
		time.Sleep(time.Millisecond)
		all.Go(func() {
			_, err := client.GetUser(t.Context(), "00u1", nil)
			assert.NoError(t, err)
		})
		all.Wait()
	})
}
