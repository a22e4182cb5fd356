package jobs

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/okta/okta-sdk-golang/v2/okta"
	"github.com/stretchr/testify/require"
)

// A test of one's own code: its first deletion is done, and the answer is lost. The SDK has no org to test against, so
// the test makes as much of one as the code needs.
func TestOffboardingCanBeRepeatedAfterALostAnswer(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	statuses := map[string]string{"ada@example.com": "ACTIVE", "grace@example.com": "ACTIVE"}
	var operations []string
	lose := true
	handle := func(operation string, answer func(w http.ResponseWriter, login string)) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			mu.Lock()
			defer mu.Unlock()
			operations = append(operations, operation)
			w.Header().Set("Content-Type", "application/json")
			login := r.PathValue("id")
			if statuses[login] == "" {
				w.WriteHeader(http.StatusNotFound)
				_ = json.NewEncoder(w).Encode(map[string]string{"errorCode": "E0000007", "errorSummary": "Not found"})
				return
			}
			answer(w, login)
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/v1/users/{id}", handle("getUser", func(w http.ResponseWriter, login string) {
		_ = json.NewEncoder(w).Encode(map[string]any{"id": login, "status": statuses[login], "profile": map[string]string{"login": login}})
	}))
	mux.HandleFunc("POST /api/v1/users/{id}/lifecycle/deactivate", handle("deactivateUser", func(w http.ResponseWriter, login string) {
		statuses[login] = "DEPROVISIONED"
		_, _ = w.Write([]byte("{}"))
	}))
	mux.HandleFunc("DELETE /api/v1/users/{id}", handle("deactivateOrDeleteUser", func(w http.ResponseWriter, login string) {
		delete(statuses, login)
		if lose {
			lose = false
			w.WriteHeader(http.StatusBadGateway) // of a broken connection the SDK asks again by itself
		}
	}))
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	_, client, err := okta.NewClient(context.Background(), okta.WithOrgUrl(server.URL), okta.WithToken("token"),
		okta.WithCache(false), okta.WithTestingDisableHttpsCheck(true))
	require.NoError(t, err)

	require.Error(t, Offboard(t.Context(), client, "ada@example.com"))
	require.NoError(t, Offboard(t.Context(), client, "ada@example.com"))

	require.Equal(t, map[string]string{"grace@example.com": "ACTIVE"}, statuses)
	require.Equal(t, []string{"getUser", "deactivateUser", "getUser", "deactivateOrDeleteUser", "getUser"}, operations)
}
