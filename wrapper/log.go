package wrapper

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/okta-userapi/userapi-go/wrapper/internal/printable"
)

// WithLogger writes one record for each attempt, token requests included: operation, method, status, attempt, duration, request id, what is
// left of the rate limit, and how long that held the attempt back before, which the duration leaves out. An attempt that the
// server failed or limited, or that got no answer, is a warning; all others are of level info. Nothing of headers, paths, queries or bodies is written, at any level: they hold tokens, passwords and links.
//
// Without it nothing is logged.
func WithLogger(logger *slog.Logger) Option {
	return func(c *config) error {
		if logger == nil {
			return errors.New("WithLogger needs a logger, such as slog.Default()")
		}
		// Only a program that logs links log/slog.
		c.log = func(next handler) handler { return logAttempts(next, logger) }
		return nil
	}
}

func logAttempts(next handler, logger *slog.Logger) handler {
	return func(c *call, request *http.Request) (*http.Response, error) {
		start, before := time.Now(), c.attempts
		response, err := next(c, request)
		if c.attempts == before {
			return response, err // the context had ended: nothing was sent
		}
		logAttempt(request.Context(), logger, c, request, response, err, time.Since(start))
		return response, err
	}
}

func logAttempt(ctx context.Context, logger *slog.Logger, c *call, request *http.Request, response *http.Response, err error, duration time.Duration) {
	level := slog.LevelInfo
	attributes := []slog.Attr{
		slog.String("operation", c.operation),
		slog.String("method", request.Method),
		slog.Int("attempt", c.attempts),
		slog.Duration("duration", duration),
	}
	if c.held >= time.Millisecond {
		attributes = append(attributes, slog.Duration("held", c.held))
	}
	if err != nil {
		level = slog.LevelWarn
		attributes = append(attributes, slog.String("error", printable.OneLine(withoutURL(err).Error())))
	} else {
		if response.StatusCode == http.StatusTooManyRequests || response.StatusCode >= 500 {
			level = slog.LevelWarn
		}
		attributes = append(attributes, slog.Int("status", response.StatusCode))
		if id := response.Header.Get(headerRequestID); id != "" {
			attributes = append(attributes, slog.String("request_id", id))
		}
		if limit, ok := readRateLimit(response.Header); ok {
			attributes = append(attributes, slog.Group("rate_limit",
				slog.Int("limit", limit.Limit), slog.Int("remaining", limit.Remaining), slog.Time("reset", limit.Reset)))
		}
	}
	logger.LogAttrs(ctx, level, "okta attempt", attributes...)
}

// LogValue returns the error's members for a structured log, without the body.
func (e *Error) LogValue() slog.Value {
	attributes := []slog.Attr{slog.String("operation", e.Operation), slog.String("text", e.Error())}
	if e.StatusCode != 0 {
		attributes = append(attributes, slog.Int("status", e.StatusCode))
	}
	if e.Code != "" {
		attributes = append(attributes, slog.String("code", string(e.Code)))
	}
	if e.RequestID != "" {
		attributes = append(attributes, slog.String("request_id", e.RequestID))
	}
	if e.Attempts != 0 {
		attributes = append(attributes, slog.Int("attempts", e.Attempts))
	}
	if e.RetryAfter != 0 {
		attributes = append(attributes, slog.Duration("retry_after", e.RetryAfter))
	}
	return slog.GroupValue(attributes...)
}
