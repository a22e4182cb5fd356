package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// Handler answers GET /users/{login} with the user's login and status. What is no caller's fault goes to the log, in
// Okta's words: the client's errors hold no secret.
func Handler(client *okta.Client, log *slog.Logger) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /users/{login}", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
		defer cancel()
		login := r.PathValue("login")
		user, err := client.GetUser(ctx, login, nil)
		if err != nil {
			if e, ok := errors.AsType[*okta.Error](err); ok && e.RetryAfter > 0 {
				w.Header().Set("Retry-After", strconv.Itoa(int(e.RetryAfter.Seconds())+1))
			}
			status := statusOf(err)
			if status >= http.StatusInternalServerError {
				log.ErrorContext(ctx, "a user can't be shown", "error", err)
			}
			http.Error(w, http.StatusText(status), status)
			return
		}
		if !strings.EqualFold(user.Profile.Login.String(), login) { // GetUser also takes an id, a part of a login, and "me"
			http.Error(w, http.StatusText(http.StatusNotFound), http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{"login": user.Profile.Login, "status": user.Status})
	})
	return mux
}

// statusOf is the status that tells a caller what went wrong between this server and Okta.
func statusOf(err error) int {
	_, isArgument := errors.AsType[*okta.ArgumentError](err)
	switch {
	case isArgument:
		return http.StatusBadRequest
	case errors.Is(err, okta.ErrNotFound):
		return http.StatusNotFound
	case errors.Is(err, okta.ErrRateLimited):
		return http.StatusServiceUnavailable
	case errors.Is(err, context.DeadlineExceeded):
		return http.StatusGatewayTimeout
	default:
		return http.StatusBadGateway
	}
}
