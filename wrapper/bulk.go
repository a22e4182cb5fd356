package wrapper

import (
	"context"
	"errors"
	"iter"
)

// defaultConcurrency is how many items Bulk works on at once. Okta's lower limits on requests under way are 15 for an
// org.
const defaultConcurrency = 8

// ListError is an error of the list that [Bulk] was given, or the end of its context. What was taken from the list
// before was worked on.
type ListError struct{ cause error }

// Error returns one line: that the list ended, and why.
func (e *ListError) Error() string { return "okta: the list ended early: " + e.cause.Error() }

// Unwrap returns the list's error.
func (e *ListError) Unwrap() error { return e.cause }

var errGoexit = errors.New("okta: the work on an item ended its goroutine, as runtime.Goexit does")

// Bulk works on each item of a list, such as [Client.ListUsers], on several at once: concurrency of them, where 0 or
// less stands for 8. It yields each item after it is done, in no certain order, with the error that do returned: at the
// latest when so many more were taken, or the list has ended. Ranging on keeps going after an error, and leaving the
// range stops at it:
//
//	suspend := func(ctx context.Context, user okta.User) error { return client.SuspendUser(ctx, user.ID) }
//	for user, err := range okta.Bulk(ctx, client.ListUsers(ctx, nil), 0, suspend) {
//		if list, ok := errors.AsType[*okta.ListError](err); ok {
//			return list // the list ended too early
//		}
//		if err != nil {
//			log.Println(user.ID, err) // or: return err
//		}
//	}
//
// Leaving the range cancels the context of the calls of do that are under way and waits for them. An error of the list
// itself, and the end of the context, are yielded last, as a [*ListError] with a zero item. A panic of do goes on in
// the loop. Requests that one client sends share its rate limit: more concurrency than that allows does no harm.
func Bulk[T any](ctx context.Context, items iter.Seq2[T, error], concurrency int, do func(context.Context, T) error) iter.Seq2[T, error] {
	if concurrency <= 0 {
		concurrency = defaultConcurrency
	}
	return func(yield func(T, error) bool) {
		working, cancel := context.WithCancel(ctx)
		results := make(chan result[T], concurrency)
		running := 0
		defer func() {
			cancel()
			for ; running > 0; running-- {
				<-results
			}
		}()
		yieldUntil := func(most int) bool {
			for running > most {
				r := <-results
				running--
				if r.panicked {
					panic(r.panic)
				}
				if !yield(r.item, r.err) {
					return false
				}
			}
			return true
		}
		for item, err := range items {
			if !yieldUntil(concurrency - 1) {
				return
			}
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				if yieldUntil(0) {
					yield(*new(T), &ListError{err})
				}
				return
			}
			running++
			go work(working, item, do, results)
		}
		yieldUntil(0)
	}
}

// result is how the work on an item ended.
type result[T any] struct {
	item     T
	err      error
	panicked bool
	panic    any
}

func work[T any](ctx context.Context, item T, do func(context.Context, T) error, results chan<- result[T]) {
	r := result[T]{item: item, err: errGoexit, panicked: true}
	defer func() {
		if r.panicked {
			r.panic = recover()
			r.panicked = r.panic != nil // runtime.Goexit is no panic, and nothing to recover from
		}
		results <- r
	}()
	r.err = do(ctx, item)
	r.panicked = false
}

// Result is what the work on an item gave.
type Result[T, R any] struct {
	Item  T
	Value R
}

// BulkResults is [Bulk] for work that has a result. An item whose work failed comes with the error and the result's
// zero value.
func BulkResults[T, R any](ctx context.Context, items iter.Seq2[T, error], concurrency int, do func(context.Context, T) (R, error)) iter.Seq2[Result[T, R], error] {
	boxed := func(yield func(*Result[T, R], error) bool) {
		for item, err := range items {
			if !yield(&Result[T, R]{Item: item}, err) {
				return
			}
		}
	}
	results := Bulk(ctx, boxed, concurrency, func(ctx context.Context, r *Result[T, R]) (err error) {
		r.Value, err = do(ctx, r.Item)
		return err
	})
	return func(yield func(Result[T, R], error) bool) {
		for result, err := range results {
			if result == nil { // of the list's own error
				result = new(Result[T, R])
			}
			if !yield(*result, err) {
				return
			}
		}
	}
}

// Values makes a list for [Bulk] of what has no errors, such as slices.Values(ids).
func Values[T any](items iter.Seq[T]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for item := range items {
			if !yield(item, nil) {
				return
			}
		}
	}
}
