package transport

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// limitTime ends an attempt that has no whole answer after limit; 0 stands for no limit.
func limitTime(next Handler, limit time.Duration) Handler {
	if limit == 0 {
		return next
	}
	return func(c *Call, request *http.Request) (*http.Response, error) {
		ctx, cancel := context.WithTimeoutCause(request.Context(), limit, errAttemptTimedOut)
		defer cancel()
		response, err := next(c, request.WithContext(ctx))
		if err != nil && ctx.Err() != nil && request.Context().Err() == nil {
			return nil, &connectionError{fmt.Errorf("no whole answer within the request timeout of %s: %w", limit, context.DeadlineExceeded)}
		}
		return response, err
	}
}
