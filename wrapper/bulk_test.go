package wrapper_test

import (
	"context"
	"errors"
	"iter"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func numbers(n int) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := range n {
			if !yield(i, nil) {
				return
			}
		}
	}
}

func TestBulkWorksOnSoManyAtOnce(t *testing.T) {
	t.Parallel()
	for concurrency, want := range map[int]int{1: 1, 3: 3, 0: 8, -1: 8, 1000: 100} {
		synctest.Test(t, func(t *testing.T) {
			var mu sync.Mutex
			running, most := 0, 0
			var done []int
			start := time.Now()
			for item, err := range okta.Bulk(t.Context(), numbers(100), concurrency, func(context.Context, int) error {
				mu.Lock()
				running++
				most = max(most, running)
				mu.Unlock()
				time.Sleep(time.Second)
				mu.Lock()
				running--
				mu.Unlock()
				return nil
			}) {
				require.NoError(t, err)
				done = append(done, item)
			}
			slices.Sort(done)
			assert.Len(t, slices.Compact(done), 100)
			assert.Equal(t, want, most)
			assert.Equal(t, time.Duration((100+want-1)/want)*time.Second, time.Since(start))
		})
	}
}

func TestBulkGoesOnAfterErrorsOrStopsAtTheFirst(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		odd := errors.New("odd")
		var started, cancelled atomic.Int64
		work := func(ctx context.Context, i int) error {
			started.Add(1)
			select {
			case <-time.After(time.Duration(1+i) * time.Second):
			case <-ctx.Done():
				cancelled.Add(1)
				return ctx.Err()
			}
			if i%2 == 1 {
				return odd
			}
			return nil
		}
		failed := 0
		for item, err := range okta.Bulk(t.Context(), numbers(20), 4, work) {
			if item%2 == 1 {
				require.ErrorIs(t, err, odd)
				failed++
			} else {
				require.NoError(t, err)
			}
		}
		assert.Equal(t, 10, failed)

		started.Store(0)
		for item, err := range okta.Bulk(t.Context(), numbers(20), 4, work) {
			if err != nil {
				assert.Equal(t, 1, item)
				break
			}
		}
		assert.EqualValues(t, 5, started.Load())
		assert.EqualValues(t, 3, cancelled.Load(), "those under way are told, and waited for")
	})
}

func TestBulkYieldsTheListsErrorLast(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		broken := errors.New("the list broke")
		list := func(yield func(int, error) bool) {
			_ = yield(1, nil) && yield(2, nil) && yield(0, broken)
		}
		var items []int
		var last error
		for item, err := range okta.Bulk(t.Context(), list, 8, func(context.Context, int) error { time.Sleep(time.Second); return nil }) {
			if last = err; err == nil {
				items = append(items, item)
			}
		}
		assert.Len(t, items, 2)
		require.ErrorIs(t, last, broken)
	})
}

func TestBulkEndsWithTheContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		var started atomic.Int64
		failed := 0
		for _, err := range okta.Bulk(ctx, okta.Values(slices.Values([]int{1, 2, 3, 4, 5, 6})), 2, func(ctx context.Context, i int) error {
			started.Add(1)
			if i == 2 {
				cancel()
			}
			<-ctx.Done()
			return ctx.Err()
		}) {
			if err != nil {
				require.ErrorIs(t, err, context.Canceled)
				failed++
			}
		}
		assert.EqualValues(t, 2, started.Load())
		assert.Positive(t, failed)
	})
}

func TestBulkSharesTheRateLimit(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		org := oktatest.NewOrg(oktatest.WithRateLimit(60), oktatest.WithLatency(50*time.Millisecond))
		org.SeedUsers(250)
		client := orgClient(t, org)
		start := time.Now()
		n := 0
		for _, err := range okta.Bulk(t.Context(), client.ListUsers(t.Context(), nil), 32, func(ctx context.Context, user okta.User) error {
			_, err := client.GetUser(ctx, user.ID, nil)
			return err
		}) {
			require.NoError(t, err)
			n++
		}
		assert.Equal(t, 250, n)
		assert.Equal(t, 250, org.Count("getUser"), "none was refused")
		assert.LessOrEqual(t, time.Since(start), 4*time.Minute+5*time.Second)
	})
}

func TestBulksOwnErrorIsToldByItsType(t *testing.T) {
	t.Parallel()
	broken := errors.New("the list broke")
	list := func(yield func(int, error) bool) { _ = yield(0, nil) && yield(0, broken) }
	var own, items int
	for _, err := range okta.Bulk(t.Context(), list, 1, func(context.Context, int) error { return errors.New("odd") }) {
		if list, ok := errors.AsType[*okta.ListError](err); ok {
			require.ErrorIs(t, list, broken)
			require.EqualError(t, list, "okta: the list ended early: the list broke")
			own++
		} else {
			require.EqualError(t, err, "odd")
			items++
		}
	}
	require.Equal(t, []int{1, 1}, []int{items, own})
}

func TestBulkEndsWhereTheWorkEndsItsGoroutine(t *testing.T) {
	t.Parallel()
	failed := 0
	for _, err := range okta.Bulk(t.Context(), numbers(20), 4, func(_ context.Context, i int) error {
		if i%2 == 1 {
			runtime.Goexit()
		}
		return nil
	}) {
		if err != nil {
			require.ErrorContains(t, err, "ended its goroutine")
			failed++
		}
	}
	require.Equal(t, 10, failed)
}

func TestAPanicOfTheWorkGoesOnInTheLoop(t *testing.T) {
	t.Parallel()
	var started, ended atomic.Int32
	require.PanicsWithValue(t, "odd", func() {
		for _, err := range okta.Bulk(t.Context(), numbers(20), 4, func(ctx context.Context, i int) error {
			started.Add(1)
			defer ended.Add(1)
			if i == 2 {
				panic("odd")
			}
			if i > 2 {
				<-ctx.Done()
			}
			return nil
		}) {
			assert.NoError(t, err)
		}
	})
	require.Equal(t, started.Load(), ended.Load(), "those under way are told, and waited for")
}
