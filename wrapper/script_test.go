package wrapper_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

// exchange is a request that a test expects, and the answer to give it.
type exchange struct {
	method string
	uri    string // escaped path and query, below the server's prefix
	body   string // JSON; "" for none
	header http.Header

	status int // 200 where 0
	answer string
	reply  http.HandlerFunc // in place of status and answer
}

// script serves exchanges in their order. A request that was not expected, and one that did not come, fail the test.
type script struct {
	*httptest.Server
	mu       sync.Mutex
	expected []exchange
}

func newScript(t *testing.T, prefix string, expected ...exchange) *script {
	t.Helper()
	s := &script{expected: expected}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		if len(s.expected) == 0 {
			s.mu.Unlock()
			t.Errorf("unexpected request: %s %s", r.Method, r.RequestURI)
			w.WriteHeader(http.StatusTeapot)
			return
		}
		want := s.expected[0]
		s.expected = s.expected[1:]
		s.mu.Unlock()

		body, err := io.ReadAll(r.Body)
		assert.NoError(t, err)
		assert.Equal(t, want.method+" "+prefix+want.uri, r.Method+" "+r.RequestURI)
		if want.body == "" {
			assert.Empty(t, string(body))
			assert.Equal(t, want.header.Get("Content-Type"), r.Header.Get("Content-Type"))
		} else {
			assert.Equal(t, exactJSON(t, want.body), exactJSON(t, string(body)))
			assert.Equal(t, "application/json", r.Header.Get("Content-Type"))
		}
		assert.Equal(t, "SSWS "+testkit.Token, r.Header.Get("Authorization"))
		assert.Equal(t, "application/json", r.Header.Get("Accept"))
		assert.Regexp(t, `^userapi-go/\d+\.\d+\.\d+ \(go`, r.Header.Get("User-Agent"))
		assert.Empty(t, r.Header.Get("Cookie"))
		for name := range want.header {
			assert.Equal(t, want.header.Get(name), r.Header.Get(name), name)
		}
		if want.reply != nil {
			want.reply(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Add("Set-Cookie", "JSESSIONID=1; Path=/")
		if want.status != 0 {
			w.WriteHeader(want.status)
		}
		_, _ = io.WriteString(w, want.answer)
	}))
	t.Cleanup(func() {
		s.Close()
		s.mu.Lock()
		defer s.mu.Unlock()
		for _, left := range s.expected {
			t.Errorf("request that did not come: %s %s", left.method, left.uri)
		}
	})
	return s
}

// exactJSON decodes a body with its numbers as they are written.
func exactJSON(t *testing.T, body string) (value any) {
	decoder := json.NewDecoder(strings.NewReader(body))
	decoder.UseNumber()
	assert.NoError(t, decoder.Decode(&value))
	return value
}
