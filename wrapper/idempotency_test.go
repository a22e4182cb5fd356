package wrapper_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

// net/http sends a request with such a header again by itself where a connection that was kept breaks. Okta knows no
// such header.
func TestAnIdempotencyKeyDoesNotSendTwiceWhatMayNotBeRepeated(t *testing.T) {
	t.Parallel()
	for _, operation := range gen.Operations() {
		if operation.Repeatable {
			continue
		}
		for _, key := range []string{"Idempotency-Key", "X-Idempotency-Key"} {
			t.Run(operation.ID+"/"+key, func(t *testing.T) {
				t.Parallel()
				var arrived atomic.Int32
				server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					_, _ = io.Copy(io.Discard, r.Body)
					w.Header().Set("Content-Type", "application/json")
					if r.Method == http.MethodGet {
						_, _ = io.WriteString(w, `{}`)
						return
					}
					arrived.Add(1)
					assert.Equal(t, "k", r.Header.Get(key))
					panic(http.ErrAbortHandler)
				}))
				t.Cleanup(server.Close)
				client := testkit.NewClient(t, server.URL)
				t.Cleanup(client.Close)
				_, err := client.GetUser(t.Context(), "00u1", nil)
				require.NoError(t, err)
				ids := slices.Repeat([]string{"x"}, len(operation.IDs()))
				err = invoke(t, client, operation, ids, reflect.Value{}, okta.WithHeader(key, "k"))
				require.ErrorContains(t, err, "it may have been done all the same")
				require.EqualValues(t, 1, arrived.Load())
			})
		}
	}
}
