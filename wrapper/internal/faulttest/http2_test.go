package faulttest_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// http2 starts a server that speaks HTTP/2.
func http2(s *httptest.Server) {
	s.EnableHTTP2 = true
	s.StartTLS()
}

func TestFaultsOverHTTP2(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]struct {
		answer http.HandlerFunc
		want   string
	}{
		"503":                         {status(503), "503 Service Unavailable"},
		"stream reset before headers": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, "INTERNAL_ERROR"},
		"stream reset in the body": {func(w http.ResponseWriter, _ *http.Request) {
			begin(w)
			panic(http.ErrAbortHandler)
		}, "INTERNAL_ERROR"},
		"connection reset before headers": {func(_ http.ResponseWriter, r *http.Request) { reset(r) }, "the connection broke before the answer came"},
		"slow headers":                    {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, "within the request timeout"},
		"slow body": {func(w http.ResponseWriter, r *http.Request) {
			begin(w)
			<-r.Context().Done()
		}, "within the request timeout"},
	} {
		for kind, do := range calls {
			t.Run(name+"/"+kind, func(t *testing.T) {
				t.Parallel()
				o := newOrg(t, func(w http.ResponseWriter, r *http.Request) {
					assert.Equal(t, 2, r.ProtoMajor)
					fault.answer(w, r)
				}, http2)
				client := newClient(t, o.URL)
				requireFailure(t, do(t.Context(), client), fault.want, attemptsOf(kind))
				assert.Equal(t, attemptsOf(kind), o.count(), "what the org was asked to do")
				o.requireNoneOpen(t, client)
			})
		}
	}
}

// A connection that was kept breaks under a request, and those after it break while they are made.
func TestAKeptHTTP2ConnectionBreaks(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]struct{ toxic, want string }{
		"reset":             {`{"type":"reset_peer","stream":"downstream","attributes":{"timeout":0}}`, "the connection broke before the answer came"},
		"cut in the middle": {`{"type":"limit_data","stream":"downstream","attributes":{"bytes":16384}}`, "read the answer to the end: "},
		"black hole":        {`{"type":"timeout","stream":"downstream","attributes":{"timeout":0}}`, "within the request timeout"},
		"slow":              {`{"type":"bandwidth","stream":"downstream","attributes":{"rate":8}}`, "within the request timeout"},
	} {
		for kind, do := range calls {
			t.Run(name+"/"+kind, func(t *testing.T) {
				t.Parallel()
				o := newOrg(t, large, http2)
				proxy := throughProxy(t, o.URL, "")
				client := newClient(t, "https://"+proxy.Listen)
				_, err := client.GetUser(t.Context(), "00u1", nil)
				require.NoError(t, err)
				require.Equal(t, 1, o.open())
				_, err = proxy.Toxics.AddToxicJson(strings.NewReader(fault.toxic))
				require.NoError(t, err)

				requireFailure(t, do(t.Context(), client), fault.want, attemptsOf(kind))
				assert.GreaterOrEqual(t, o.count(), 1+1)
				assert.LessOrEqual(t, o.count(), 1+attemptsOf(kind))
				proxy.Stop()
				o.requireNoneOpen(t, client)
			})
		}
	}
}
