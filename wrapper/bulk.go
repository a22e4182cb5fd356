package wrapper

import (
	"context"
	"iter"
)

// defaultConcurrency is how many items Bulk works on at once. Okta's lower limits on requests under way are 15 for an org.
const defaultConcurrency = 8

// Bulk works on each item of a list, such as [Client.ListUsers], on several at once: concurrency of them, where 0 or less stands for 8. It yields
// each item after it is done, in no certain order, with the error that do returned: at the latest when so many more were taken, or the list
// has ended. Ranging on keeps going after an error, and leaving the range stops at it:
//
//	suspend := func(ctx context.Context, user okta.User) error { return client.SuspendUser(ctx, user.ID) }
//	for user, err := range okta.Bulk(ctx, client.ListUsers(ctx, nil), 0, suspend) {
//		switch {
//		case err != nil && user.ID == "":
//			return err // the list ended too early
//		case err != nil:
//			log.Println(user.ID, err) // or: return err
//		}
//	}
//
// Leaving the range cancels the context of the calls of do that are under way and waits for them. An error of the list itself, and the
// end of the context, are yielded last, with a zero item. Requests that one client sends share its rate limit: more
// concurrency than that allows does no harm.
func Bulk[T any](ctx context.Context, items iter.Seq2[T, error], concurrency int, do func(context.Context, T) error) iter.Seq2[T, error] {
	if concurrency <= 0 {
		concurrency = defaultConcurrency
	}
	type result struct {
		item T
		err  error
	}
	return func(yield func(T, error) bool) {
		working, cancel := context.WithCancel(ctx)
		results := make(chan result, concurrency)
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
					var zero T
					yield(zero, err)
				}
				return
			}
			running++
			go func() { results <- result{item, do(working, item)} }()
		}
		yieldUntil(0)
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
