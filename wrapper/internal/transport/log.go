package transport

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/okta-userapi/userapi-go/wrapper/internal/printable"
	"github.com/okta-userapi/userapi-go/wrapper/internal/ratelimit"
)

// Log writes a record for each attempt that next sends.
func Log(next Handler, logger *slog.Logger) Handler {
	return func(c *Call, request *http.Request) (*http.Response, error) {
		start, before := time.Now(), c.Attempts
		response, err := next(c, request)
		if c.Attempts == before {
			return response, err // the context had ended: nothing was sent
		}
		logAttempt(request.Context(), logger, c, request, response, err, time.Since(start))
		return response, err
	}
}

func logAttempt(ctx context.Context, logger *slog.Logger, c *Call, request *http.Request, response *http.Response, err error, duration time.Duration) {
	level := slog.LevelInfo
	attributes := []slog.Attr{
		slog.String("operation", c.Operation),
		slog.String("method", request.Method),
		slog.Int("attempt", c.Attempts),
		slog.Duration("duration", duration),
	}
	if c.held >= time.Millisecond {
		attributes = append(attributes, slog.Duration("held", c.held))
	}
	if err != nil {
		level = slog.LevelWarn
		attributes = append(attributes, slog.String("error", printable.OneLine(WithoutURL(err).Error())))
	} else {
		if response.StatusCode == http.StatusTooManyRequests || response.StatusCode >= 500 {
			level = slog.LevelWarn
		}
		attributes = append(attributes, slog.Int("status", response.StatusCode))
		if id := response.Header.Get("X-Okta-Request-Id"); id != "" {
			attributes = append(attributes, slog.String("request_id", printable.OneLine(c.Redact(id))))
		}
		if limit, ok := ratelimit.Read(response.Header); ok {
			attributes = append(attributes, slog.Group("rate_limit",
				slog.Int("limit", limit.Limit), slog.Int("remaining", limit.Remaining), slog.Time("reset", limit.Reset)))
		}
	}
	logger.LogAttrs(ctx, level, "okta attempt", attributes...)
}
