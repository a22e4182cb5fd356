package transport

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheTimeLimitIsToldFromWhatTheCallerEnds(t *testing.T) {
	t.Parallel()
	own := errors.New("of the attempt")
	for name, test := range map[string]struct {
		limit, callers, takes time.Duration // 0 is without
		fails                 error
		limited               bool
	}{
		"fails in time":               {limit: time.Minute, takes: time.Second, fails: own},
		"fails after the limit":       {limit: time.Second, takes: time.Minute, fails: own, limited: true},
		"the caller's deadline":       {limit: time.Minute, callers: time.Second, takes: 2 * time.Second, fails: own},
		"both":                        {limit: time.Second, callers: time.Second, takes: 2 * time.Second, fails: own},
		"no limit":                    {takes: time.Hour, fails: own},
		"an answer after all":         {limit: time.Second, takes: time.Minute},
		"an answer without any limit": {takes: time.Hour},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx := t.Context()
				if test.callers > 0 {
					var cancel context.CancelFunc
					ctx, cancel = context.WithTimeout(ctx, test.callers)
					defer cancel()
				}
				var inner context.Context
				send := limitTime(func(_ *Call, request *http.Request) (*http.Response, error) {
					inner = request.Context()
					time.Sleep(test.takes)
					if test.fails != nil {
						return nil, test.fails
					}
					return &http.Response{StatusCode: http.StatusOK}, nil
				}, test.limit)
				response, err := send(new(Call), post(t, nil).WithContext(ctx))
				switch {
				case test.limited:
					require.ErrorIs(t, err, context.DeadlineExceeded)
					require.NotNil(t, brokenConnection(err), "it may be tried again")
				case test.fails != nil:
					require.Equal(t, own, err)
				default:
					require.NoError(t, err)
					assert.Equal(t, http.StatusOK, response.StatusCode)
				}
				if test.limit > 0 {
					assert.Error(t, inner.Err(), "nothing of the attempt is left")
				}
			})
		})
	}
}
