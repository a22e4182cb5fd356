package transport_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

// records are what a logger wrote.
func records(t *testing.T, log *bytes.Buffer) []map[string]any {
	t.Helper()
	var all []map[string]any
	for line := range strings.Lines(log.String()) {
		var record map[string]any
		require.NoError(t, json.Unmarshal([]byte(line), &record))
		all = append(all, record)
	}
	log.Reset()
	return all
}

func TestOneRecordAnAttempt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		n := 0
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
			time.Sleep(20 * time.Millisecond)
			switch n++; n {
			case 1:
				return testkit.Reply(503, nil, "<html>"), nil
			case 2:
				return nil, &url.Error{Op: "Get", URL: "https://acme.okta.com/?q=ada@example.com", Err: io.EOF}
			case 3:
				return testkit.Reply(429, testkit.LimitHeader(600, 0, time.Now().Add(10*time.Second)), testkit.Limited), nil
			}
			return testkit.Reply(200, testkit.LimitHeader(600, 599, time.Unix(946684860, 0)), `{"id":"00u1"}`), nil
		}, okta.WithLogger(slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))))
		_, err := client.GetUser(t.Context(), "ada@example.com", nil)
		require.NoError(t, err)

		assert.NotContains(t, log.String(), "ada@example.com")
		all := records(t, &log)
		require.Len(t, all, 4)
		for i, record := range all {
			assert.Equal(t, "okta attempt", record["msg"])
			assert.Equal(t, "getUser", record["operation"])
			assert.Equal(t, "GET", record["method"])
			assert.EqualValues(t, i+1, record["attempt"])
			assert.EqualValues(t, 20*time.Millisecond, record["duration"])
		}
		assert.Equal(t, []any{"WARN", "WARN", "WARN", "INFO"}, []any{all[0]["level"], all[1]["level"], all[2]["level"], all[3]["level"]})
		assert.EqualValues(t, 503, all[0]["status"])
		assert.Equal(t, "the connection broke before the answer came: EOF", all[1]["error"])
		assert.NotContains(t, all[1], "status")
		assert.EqualValues(t, 429, all[2]["status"])
		assert.EqualValues(t, 200, all[3]["status"])
		assert.Equal(t, "req-1", all[3]["request_id"])
		assert.Equal(t, map[string]any{"limit": 600.0, "remaining": 599.0, "reset": "2000-01-01T00:01:00Z"}, all[3]["rate_limit"])
	})
}

func TestTheRecordSaysHowLongTheRateLimitHeldIt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		reset := time.Now().Add(time.Minute)
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
			return testkit.Reply(200, testkit.LimitHeader(1, 0, reset), `{}`), nil
		}, okta.WithLogger(slog.New(slog.NewJSONHandler(&log, nil))))
		for range 2 {
			_, err := client.GetUser(t.Context(), "00u1", nil)
			require.NoError(t, err)
		}
		all := records(t, &log)
		assert.NotContains(t, all[0], "held")
		assert.EqualValues(t, time.Minute, all[1]["held"])
		assert.Zero(t, all[1]["duration"])
	})
}

func TestWhatIsNotSentIsNotLogged(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	client := testkit.Wired(t, func(*http.Request) (*http.Response, error) { return testkit.Reply(200, nil, `{}`), nil }, okta.WithLogger(slog.New(slog.NewJSONHandler(&log, nil))))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := client.GetUser(ctx, "00u1", nil)
	require.ErrorIs(t, err, context.Canceled)
	assert.Empty(t, log.String())
}

func TestNothingIsLoggedUnlessAskedFor(t *testing.T) {
	_, err := okta.NewClient("https://acme.okta.com", okta.APIToken(testkit.Token), okta.WithLogger(nil))
	require.ErrorContains(t, err, "WithLogger needs a logger")

	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewJSONHandler(&log, nil)))
	t.Cleanup(func() { slog.SetDefault(before) })
	client, err := okta.NewClient("https://acme.okta.com", okta.APIToken(testkit.Token), okta.WithRetry(okta.RetryPolicy{Attempts: 1}),
		okta.WithHTTPClient(&http.Client{Transport: testkit.Wire(func(*http.Request) (*http.Response, error) { return testkit.Reply(500, nil, "x"), nil })}))
	require.NoError(t, err)
	_, err = client.GetUser(t.Context(), "00u1", nil)
	require.Error(t, err)
	assert.Empty(t, log.String())
}
