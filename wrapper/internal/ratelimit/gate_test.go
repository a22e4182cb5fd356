package ratelimit_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/wrapper/internal/ratelimit"
)

func TestAHerdTakesNoLongerThanTheLimitAllows(t *testing.T) {
	t.Parallel()
	for _, of := range []struct {
		limit  int
		length time.Duration
	}{{1000, 3 * time.Second}, {100, time.Second}, {600, time.Minute}} {
		for _, phase := range []time.Duration{0, 100, 333, 500, 667, 900} {
			for _, latency := range []time.Duration{0, 1, 10, 50} {
				t.Run(fmt.Sprintf("%d in %s/at %d ms/over %d ms", of.limit, of.length, phase, latency), func(t *testing.T) {
					t.Parallel()
					synctest.Test(t, func(t *testing.T) {
						o := &org{limit: of.limit, length: of.length, latency: latency * time.Millisecond}
						gate := ratelimit.New(1, time.Hour)
						time.Sleep(phase * time.Millisecond)
						require.NoError(t, request(t.Context(), gate, o.users))
						start := time.Now()
						took := herd(t, 64, 50, o.users, gate)
						least := start.Truncate(of.length).Add(time.Duration(3200/of.limit) * of.length).Sub(start)
						t.Logf("%s of %s (%.3f), the last window's first after %s, %d refused", took, least, float64(took)/float64(least), o.opened.Sub(start), o.refused)
						assert.Zero(t, o.refused, "headers have been seen before the herd came")
						assert.LessOrEqual(t, o.opened.Sub(start), least*105/100)
					})
				})
			}
		}
	}
}
