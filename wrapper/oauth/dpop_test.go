package oauth_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
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

func TestDPoPWhenAskedFor(t *testing.T) {
	inTimeOfItsOwn(t, func(t *testing.T, o *issuer) {
		o.dpop, o.tokenNonce, o.resourceNonce = true, "nonce-1", "nonce-2"
		client := o.client(oauth.Config{DPoP: true})
		for kind, do := range calls {
			require.NoError(t, do(t.Context(), client), kind)
		}
		assert.Equal(t, 2, o.fetches, "the first proof can't know the nonce")
		assert.Equal(t, len(calls)+1, o.requests)

		o.rotateNonces()
		time.Sleep(2 * time.Hour)
		_, err := client.GetUser(t.Context(), "00u1", nil)
		require.NoError(t, err)
		assert.Equal(t, 4, o.fetches)
	})
}

func TestEveryAnswerMayBringTheNextNonce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := &issuer{t: t, dpop: true}
		client := o.client(oauth.Config{DPoP: true})
		o.answer = func(*http.Request) *http.Response {
			o.resourceNonce += "+"
			return testkit.Reply(200, http.Header{"Dpop-Nonce": {o.resourceNonce}}, `{}`)
		}
		for range 5 {
			_, err := client.GetUser(t.Context(), "00u1", nil)
			require.NoError(t, err)
		}
		assert.Equal(t, 5, o.requests)
	})
}

func TestDPoPWhenTheOrgDemandsIt(t *testing.T) {
	withBoth(t, func(t *testing.T, o *issuer) {
		o.dpop, o.tokenNonce = true, "nonce-1"
		client := o.client(oauth.Config{})
		_, err := client.GetUser(t.Context(), "00u1", nil)
		require.NoError(t, err)
		assert.Equal(t, 3, o.fetches, "without a proof, without the nonce, with it")
	})
}

func TestAProofIsNewOnEachAttempt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := &issuer{t: t, dpop: true}
		o.tokenAnswer = func(n int) (*http.Response, error) {
			if n < 3 {
				return nil, io.EOF
			}
			return nil, nil
		}
		o.answer = func(*http.Request) *http.Response { return testkit.Reply(429, nil, testkit.Limited) }
		client := o.client(oauth.Config{DPoP: true})
		_, err := client.GetUser(t.Context(), "00u1", nil)
		require.ErrorIs(t, err, okta.ErrRateLimited)
		assert.Equal(t, 4, o.requests)
		assert.Equal(t, 3, o.fetches)
	})
}

func TestDPoPIsNotDroppedSilently(t *testing.T) {
	t.Parallel()
	o := &issuer{t: t, tokenAnswer: func(int) (*http.Response, error) {
		return testkit.Reply(200, nil, `{"access_token":"x","token_type":"Bearer"}`), nil
	}}
	_, err := o.client(oauth.Config{DPoP: true}).GetUser(t.Context(), "00u1", nil)
	require.ErrorContains(t, err, `DPoP was asked for and its token_type is "Bearer"`)
}

func TestANonceThatNeverFitsEnds(t *testing.T) {
	t.Parallel()
	n := 0
	o := &issuer{t: t, tokenAnswer: func(int) (*http.Response, error) {
		n++
		return testkit.Reply(400, http.Header{"Dpop-Nonce": {fmt.Sprint(n)}}, `{"error":"use_dpop_nonce"}`), nil
	}}
	_, err := o.client(oauth.Config{DPoP: true}).GetUser(t.Context(), "00u1", nil)
	require.ErrorIs(t, err, okta.ErrorCode("use_dpop_nonce"))
	assert.Equal(t, 3, n)
}

func TestConcurrentCallersAreAllAskedForANonce(t *testing.T) {
	inTimeOfItsOwn(t, func(t *testing.T, o *issuer) {
		o.dpop, o.tokenNonce, o.resourceNonce, o.latency = true, "t1", "r1", time.Second
		client := o.client(oauth.Config{DPoP: true})
		atOnce := func() {
			var all sync.WaitGroup
			for range 5 {
				all.Go(func() {
					_, err := client.GetUser(t.Context(), "00u1", nil)
					assert.NoError(t, err)
				})
			}
			all.Wait()
		}
		atOnce()
		fetches := o.fetches
		o.rotateNonces()
		atOnce()
		require.Equal(t, fetches, o.fetches, "a nonce that has changed is no reason for a new token")
	})
}

func TestADPoPTokenThatWasNotAskedForIsRefused(t *testing.T) {
	t.Parallel()
	o := &issuer{t: t, tokenAnswer: func(int) (*http.Response, error) {
		return testkit.Reply(200, nil, `{"token_type":"DPoP","expires_in":3600,"access_token":"abc"}`), nil
	}}
	_, err := o.client(oauth.Config{}).GetUser(t.Context(), "00u1", nil)
	require.ErrorContains(t, err, "its token_type is DPoP, and no proof was sent")
}

func TestAProofNamesAnyLoginAsTheOrgComparesIt(t *testing.T) {
	logins := map[string]string{ // and what follows /users/ in the proof
		"o'neil@example.com":  "o'neil@example.com",
		"ada+x@example.com":   "ada+x@example.com",
		`50% "a b"#1`:         "50%25%20%22a%20b%22%231",
		"100%":                "100%25",
		"jürgen@例え.テスト":       "jürgen@例え.テスト",
		"😀":                   "😀",
		"who?@example.com":    "who?@example.com",
		"<a>&[b]{c}|^~`$!*()": "<a>&[b]{c}|^~`$!*()",
	}
	for c := byte(' '); c <= '~'; c++ {
		login := "a" + string(c) + "b"
		logins[login] = login
	}
	logins["a%b"], logins["a b"], logins[`a"b`], logins["a#b"] = "a%25b", "a%20b", "a%22b", "a%23b"

	withBoth(t, func(t *testing.T, o *issuer) {
		o.dpop = true
		client := o.client(oauth.Config{DPoP: true})
		for login, want := range logins {
			sent := o.requests
			_, err := client.GetUser(t.Context(), login, nil)
			if _, refused := errors.AsType[*okta.ArgumentError](err); refused {
				require.Contains(t, `/\;`, login[1:2], "no org finds such a login by its path")
				continue
			}
			require.NoError(t, err, login)
			require.Equal(t, sent+1, o.requests)
			require.Equal(t, "https://acme.okta.com/api/v1/users/"+want, o.targets[len(o.targets)-1])
		}
	})
}

// TestAProofIsNotSentTwice breaks kept connections, on which net/http would send the request, and with it the proof, again.
func TestAProofIsNotSentTwice(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	seen := map[string]int{}
	broken := map[string]bool{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		seen[r.Header.Get("DPoP")]++
		if call := r.Method + r.URL.Path; !broken[call] && r.URL.Path != "/oauth2/v1/token" {
			broken[call] = true
			connection, _, err := w.(http.Hijacker).Hijack()
			assert.NoError(t, err)
			_ = connection.Close()
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"token_type":"DPoP","expires_in":3600,"access_token":"`+testkit.AccessToken+`"}`)
	}))
	defer server.Close()
	client, err := okta.NewClient(server.URL, oauth.ClientCredentials(oauth.Config{
		ClientID: "0oa1", Key: privateKey(t, "P-256"), Scopes: []string{"okta.users.read"}, DPoP: true,
	}), watched(), okta.WithRetry(okta.RetryPolicy{BaseWait: 1}))
	require.NoError(t, err)
	for kind, do := range calls {
		_ = do(t.Context(), client) // what may not be repeated fails
		require.NoError(t, do(t.Context(), client), kind)
	}
	require.Len(t, broken, len(calls))
	for proof, times := range seen {
		assert.Equal(t, 1, times, proof)
	}
}
