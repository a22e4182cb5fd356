package transport

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// limitTime ends an attempt that has no whole answer after limit; 0 stands for no limit. It closes the connection where
// not a byte came over it in that time: HTTP/2 sends all requests over one connection and keeps it after a timeout, so
// that where the other end is gone each of them would fail for minutes. A connection over which others get answers is
// left alone.
func limitTime(next Handler, limit time.Duration) Handler {
	return func(c *Call, request *http.Request) (*http.Response, error) {
		start := time.Now()
		ctx := request.Context()
		if limit > 0 {
			var cancel context.CancelFunc
			ctx, cancel = context.WithTimeout(ctx, limit)
			defer cancel()
		}
		var conn *watchedConn
		response, err := next(c, request.WithContext(watch(ctx, &conn)))
		if err != nil && ctx.Err() != nil && request.Context().Err() == nil {
			conn.closeSilent(start)
			return nil, &connectionError{fmt.Errorf("no whole answer within the request timeout of %s: %w", limit, context.DeadlineExceeded)}
		}
		return response, err
	}
}
