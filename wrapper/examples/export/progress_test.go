package main

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

func TestASummaryNamesTheLimitWhereItIsKnown(t *testing.T) {
	t.Parallel()
	p := okta.WalkProgress{Users: 1200, UsersPerSecond: 412.4, RangesOpen: 5, RangesDone: 3}
	assert.Equal(t, "1200 users, 412 a second, 3 of 8 ranges done", summary(p))
	p.RateLimit = okta.RateLimit{Limit: 600, Remaining: 540, Reset: time.Date(2026, 1, 31, 12, 30, 0, 0, time.UTC)}
	assert.Equal(t, "1200 users, 412 a second, 3 of 8 ranges done, 540 of 600 requests left until 12:30:00", summary(p))
}
