// Package testkit is what the tests of the client's packages share: a wire without a network, and secrets that must not
// leak.
package testkit

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"go.uber.org/goleak"
)

// Wire is a transport without a network.
type Wire func(*http.Request) (*http.Response, error)

// RoundTrip answers a request.
func (w Wire) RoundTrip(request *http.Request) (*http.Response, error) {
	if err := request.Context().Err(); err != nil {
		return nil, err
	}
	return w(request)
}

// Reply is an answer, of JSON unless the header says otherwise.
func Reply(status int, header http.Header, content string) *http.Response {
	h := http.Header{"Content-Type": {"application/json"}, "Date": {time.Now().UTC().Format(http.TimeFormat)}, "X-Okta-Request-Id": {"req-1"}}
	maps.Copy(h, header)
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(content)), ContentLength: -1}
}

// Limited is what Okta says with a 429.
const Limited = `{"errorCode":"E0000047","errorSummary":"API call exceeded rate limit due to too many requests.","errorCauses":[]}`

// The tokens of tests.
const (
	Token       = "00test-Token_that-must-not-leak"
	AccessToken = "eyJ-Access-Token-that-must-not-leak"
)

// Exposed returns where one of the tests' secrets is in a text; "" where none is.
func Exposed(text string) string {
	for _, secret := range []string{Token, AccessToken, "Passw0rd-that-must-not-leak", "Answer-that-must-not-leak", "hash-that-must-not-leak",
		"activation-that-must-not-leak", "temp-that-must-not-leak", "proxy-that-must-not-leak"} {
		if i := strings.Index(text, secret); i >= 0 {
			return text[max(0, i-60):min(len(text), i+60)]
		}
	}
	return ""
}

// OneLined fails where a text would break a log line or a terminal.
func OneLined(t *testing.T, text string) {
	t.Helper()
	if strings.ContainsAny(text, "\n\r\x00\x1b\u2028\u2029") || !utf8.ValidString(text) {
		t.Fatalf("not one line: %q", text)
	}
}

// Run runs a package's tests, and fails a run that leaks a goroutine, or one of whose clients logged a secret into log.
func Run(m *testing.M, log *Log) {
	code := m.Run()
	if code == 0 {
		if found := Exposed(log.String()); found != "" {
			fmt.Println("a secret was logged:", found)
			code = 1
		}
		if err := goleak.Find(); err != nil {
			fmt.Println(err)
			code = 1
		}
	}
	os.Exit(code)
}

// Log keeps what the clients of a whole run log.
type Log struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write keeps data.
func (l *Log) Write(data []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(data)
}

// String returns all that was kept.
func (l *Log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// Logger writes each record in both shapes, at any level.
func (l *Log) Logger() *slog.Logger {
	options := &slog.HandlerOptions{Level: slog.LevelDebug - 100}
	return slog.New(slog.NewMultiHandler(slog.NewTextHandler(l, options), slog.NewJSONHandler(l, options)))
}
