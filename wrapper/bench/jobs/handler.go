package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/okta/okta-sdk-golang/v2/okta"
)

// Handler reads the status of the answer, where there is one, and escapes the login by itself.
func Handler(client *okta.Client, log *slog.Logger) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /users/{login}", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
		defer cancel()
		login := r.PathValue("login")
		if strings.ContainsAny(login, `/\;`) {
			http.Error(w, http.StatusText(http.StatusBadRequest), http.StatusBadRequest)
			return
		}
		user, response, err := client.User.GetUser(ctx, url.PathEscape(login))
		if err != nil {
			status := statusOf(response, err)
			if status == http.StatusServiceUnavailable {
				if wait := retryAfter(response); wait > 0 {
					w.Header().Set("Retry-After", strconv.Itoa(wait))
				}
			}
			if status >= http.StatusInternalServerError {
				log.ErrorContext(ctx, "a user can't be shown", "error", err)
			}
			http.Error(w, http.StatusText(status), status)
			return
		}
		found, _ := (*user.Profile)["login"].(string)
		if !strings.EqualFold(found, login) {
			http.Error(w, http.StatusText(http.StatusNotFound), http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{"login": found, "status": user.Status})
	})
	return mux
}

func statusOf(response *okta.Response, err error) int {
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return http.StatusGatewayTimeout
	case response != nil && response.StatusCode == http.StatusNotFound:
		return http.StatusNotFound
	case response != nil && response.StatusCode == http.StatusTooManyRequests:
		return http.StatusServiceUnavailable
	default:
		return http.StatusBadGateway
	}
}

// retryAfter is how many seconds are left until the rate limit is reset.
func retryAfter(response *okta.Response) int {
	if seconds, err := strconv.Atoi(response.Header.Get("Retry-After")); err == nil {
		return seconds + 1
	}
	reset, err := strconv.ParseInt(response.Header.Get("X-Rate-Limit-Reset"), 10, 64)
	if err != nil {
		return 0
	}
	return int(time.Until(time.Unix(reset, 0)).Seconds()) + 1
}
