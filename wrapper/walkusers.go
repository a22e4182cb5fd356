package wrapper

import (
	"context"
	"iter"
	"time"
)

// WalkUsersOptions are the optional parameters of [Client.WalkUsers].
type WalkUsersOptions struct {
	// Search narrows the walk to the users that match it, as that of [ListUsersOptions] does.
	Search string

	// ChangedSince narrows the walk to the users whose LastUpdated is not before it, less the Overlap. See
	// [UserWalk.Watermark].
	ChangedSince time.Time

	// Overlap is how far the org's index may be behind its users; 0 stands for 5 minutes. It needs ChangedSince.
	Overlap time.Duration

	// Checkpoint is what is left of an earlier walk, or a part of [Client.SplitUsers]: only that is walked. Pass it with
	// the other options as they were; Search and ChangedSince may be left out, since it holds them.
	Checkpoint string

	// Walkers is how many pages are asked for at once; 0 stands for 8. Okta's lower limits on requests under way are 15
	// for an org. More than the rate limit feeds do no harm.
	Walkers int

	// Limit is the largest number of users in a page, 1 to 200; 0 stands for 200.
	Limit int32

	// Expand names what to add to each user under Embedded, on orgs that know it.
	Expand string

	// Fields names the members of each user to return, as that of [ListUsersOptions] does. The id and created come with
	// them.
	Fields string

	// OmitCredentials leaves out the Credentials. With it and the next two, pages are quicker.
	OmitCredentials bool

	// OmitCredentialsLinks leaves out the Links that change credentials.
	OmitCredentialsLinks bool

	// OmitTransitioningToStatus leaves out TransitioningToStatus.
	OmitTransitioningToStatus bool
}

// WalkUsers walks all users of the org, or all that match a search, several pages at once. [Client.ListUsers] has to
// wait for each page before it can ask for the next one; a walk cuts the users into ranges by their time of creation,
// whose pages come side by side. What is left of a range with many users is cut again when there is nothing else to do.
// It uses as much of the rate limit as the client may: see [WithRateLimitShare].
//
//	walk := client.WalkUsers(nil)
//	for user, err := range walk.Users(ctx) {
//		if err != nil {
//			return err
//		}
//		…
//	}
//
// Each user comes once, in no certain order, with what it was at some time during the walk. Users that are created
// during the walk may come or not. Unlike a plain ListUsers, a walk finds users that are DEPROVISIONED, too: narrow it
// by `status lt "DEPROVISIONED" or status gt "DEPROVISIONED"`. The index that it reads may be a few seconds behind a
// change.
//
// WalkUsers sends nothing; what is wrong with the options is the first error of the walk. [WithResponse] can't be used:
// pages have their own. With [WithoutReadAhead] a range's next page is asked for when the loop is done with the one
// before.
//
// It uses listUsers: GET /api/v1/users.
func (c *Client) WalkUsers(options *WalkUsersOptions, callOptions ...CallOption) *UserWalk {
	_, _ = options, callOptions
	return &UserWalk{}
}

// SplitUsers cuts what [Client.WalkUsers] would walk with the same options into n parts or fewer, for as many workers,
// in this process or on other machines. Each part is a text, to pass as the Checkpoint of a walk; together they have
// each user once. The parts are equal in time, and users come in heaps: cut into many more parts than there are workers.
// With a Checkpoint in the options, what is left of that is cut, and nothing is sent.
//
// The workers share the org's rate limit: give the client of each a share of it by [WithRateLimitShare].
func (c *Client) SplitUsers(ctx context.Context, options *WalkUsersOptions, n int, callOptions ...CallOption) (checkpoints []string, err error) {
	_, _, _, _ = ctx, options, n, callOptions
	return nil, nil
}

// UserWalk is a walk of [Client.WalkUsers]. Of its iterators one can run at a time; its other methods may be called
// from any goroutine, also while one runs.
type UserWalk struct{}

// Users returns the users that are left, one by one. An error ends the range. Ranging again goes on with what is left.
//
// A page counts as done when the loop has its last user in hand. A slow loop holds the walk up: no more than two pages
// a walker wait for it.
func (w *UserWalk) Users(ctx context.Context) iter.Seq2[User, error] {
	_ = ctx
	return nil
}

// Pages is Users a page at a time. A page counts as done when the loop has it in hand. The pages are of several ranges:
// they have no After.
func (w *UserWalk) Pages(ctx context.Context) iter.Seq2[Page[User], error] {
	_ = ctx
	return nil
}

// Bulk works on each user that is left, as the function [Bulk] does on each item of a list. A user counts as done when
// do is done with it and the loop has it in hand, whether or not do failed. So a job that was stopped goes on from its
// Checkpoint with the users that were not worked on, and with those of the pages under way once more: do has to be such
// that twice does no harm.
func (w *UserWalk) Bulk(ctx context.Context, concurrency int, do func(context.Context, User) error) iter.Seq2[User, error] {
	_, _, _ = ctx, concurrency, do
	return nil
}

// Checkpoint says in a text what is left of the walk, at any time: pass it as the Checkpoint of another walk, in this
// process or a later one, to go on from there. What the loop has in hand counts as done: call it in the loop when that
// is safe. The users of pages that are not done come again.
//
// The text is one line of JSON, a few kilobytes at most in an org whose users were not created all at once. It holds
// the search, times, and places in the org's lists; no user and no secret.
func (w *UserWalk) Checkpoint() string { return "" }

// Done reports whether nothing is left: every page is done.
func (w *UserWalk) Done() bool { return false }

// Watermark is when the walk began, by the org's clock: pass it as the ChangedSince of the next walk, after this one is
// done. It is the ChangedSince of this walk until the org has answered. With it a program follows what changes:
//
//	walk := client.WalkUsers(&okta.WalkUsersOptions{ChangedSince: watermark})
//	for user, err := range walk.Users(ctx) { … }
//	watermark = walk.Watermark() // when the range has ended without an error
//
// Each user that changed comes once, as it is now, those that were DEPROVISIONED too. One that changed within the
// Overlap before the watermark can come in two walks. Changes of what is not in the user, such as its groups, and users
// that were deleted for good can't be seen so: the System Log has them.
func (w *UserWalk) Watermark() time.Time { return time.Time{} }

// WalkProgress is how far a walk has come. Its numbers include those of the walk that the Checkpoint is of.
type WalkProgress struct {
	Users int // in the pages that are done
	Pages int // that are done

	RangesOpen int // ranges that users are left in
	RangesDone int

	// Share is how much of the time in which the users were created is done, from 0 to 1. Users come in heaps, so it is
	// an estimate.
	Share float64

	// Elapsed is how long this walk has ranged, and UsersPerSecond how fast it was, without what was before its
	// Checkpoint.
	Elapsed        time.Duration
	UsersPerSecond float64

	// RateLimit is what the latest answer said of the org's rate limit; zero where it said nothing.
	RateLimit RateLimit
}

// Progress returns how far the walk has come.
func (w *UserWalk) Progress() WalkProgress { return WalkProgress{} }
