package wrapper

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/wrapper/internal/ranges"
	"github.com/okta-userapi/userapi-go/wrapper/internal/ratelimit"
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
	w := &UserWalk{client: c, options: valueOf(options), callOptions: append(slices.Clip(callOptions), WithoutReadAhead())}
	left, readAhead, err := w.begin(callOptions)
	w.search, w.changedSince, w.began, w.err = left.Search, left.ChangedSince, left.Began, err
	w.walk = ranges.New(ranges.Source[User, Response]{
		Pages:   w.answers,
		Newest:  func(ctx context.Context) (time.Time, error) { return w.firstCreated(ctx, "desc") },
		ID:      func(user User) string { return user.ID },
		Created: func(user User) time.Time { return user.Created },
		Broken:  func(err error) bool { return errors.Is(err, CodeInvalidSearch) || errors.Is(err, CodeInvalidPaging) },
		Crowded: isHeld,
	}, left.State, cmp.Or(w.options.Walkers, defaultConcurrency), readAhead)
	return w
}

// begin checks what was passed, and returns what there is to walk.
func (w *UserWalk) begin(callOptions []CallOption) (left checkpoint, readAhead bool, err error) {
	o := w.options
	call, err := prepare(context.Background(), w.client, gen.OperationByID("listUsers"), nil, callOptions)
	if err != nil {
		return checkpoint{}, false, err
	}
	refuse := func(argument, reason string) (checkpoint, bool, error) {
		return checkpoint{}, false, &ArgumentError{Operation: call.Operation, Argument: argument, Reason: reason}
	}
	switch {
	case call.response != nil:
		return refuse("WithResponse", "is for one answer, and a walk has many: use the Response of its Pages")
	case o.Walkers < 0:
		return refuse("Walkers", "is negative: pass 0 for 8")
	case o.Limit < 0:
		return refuse("limit", "is negative: pass 0 to leave it to the server")
	case o.Overlap < 0:
		return refuse("Overlap", "is negative: pass 0 for 5 minutes")
	}
	search := o.Search
	if !o.ChangedSince.IsZero() {
		changed := Where("lastUpdated ge ?", o.ChangedSince.Add(-cmp.Or(o.Overlap, defaultOverlap)))
		search = bothOf(search, changed)
	}
	left = checkpoint{Version: checkpointVersion, Search: search, ChangedSince: o.ChangedSince, State: ranges.State{Ranges: []ranges.Range{ranges.Whole()}}}
	if o.Checkpoint != "" {
		if left, err = parseCheckpoint(o.Checkpoint); err != nil {
			return refuse("Checkpoint", err.Error())
		}
		if search != "" && search != left.Search {
			return refuse("Checkpoint", "is of a walk with another Search or ChangedSince: pass those of that walk, or none")
		}
	}
	return left, !call.withoutReadAhead, nil
}

// defaultOverlap is how far an org's index is taken to be behind at most.
const defaultOverlap = 5 * time.Minute

// isHeld reports whether a request was not sent, since the rate limit would have held it back for too long.
func isHeld(err error) bool {
	_, held := errors.AsType[*ratelimit.HeldError](err)
	return held
}

// bothOf joins two expressions, the first of which may be empty.
func bothOf(search, condition string) string {
	if search == "" {
		return condition
	}
	return "(" + search + ") and " + condition
}

// answers are the pages of a search.
func (w *UserWalk) answers(ctx context.Context, s ranges.Search) iter.Seq2[ranges.Answer[User, Response], error] {
	return func(yield func(ranges.Answer[User, Response], error) bool) {
		created := Where("created ge ?", s.From)
		if !s.To.IsZero() {
			created += Where(" and created lt ?", s.To)
		}
		o := w.options
		pages := w.client.ListUsersPages(ctx, &ListUsersOptions{
			Search:    bothOf(w.search, created),
			SortBy:    "created",
			SortOrder: "asc",
			After:     s.After,
			Limit:     o.Limit,
			Expand:    o.Expand,
			Fields:    withFields(o.Fields, "id", "created"),

			OmitCredentials:           o.OmitCredentials,
			OmitCredentialsLinks:      o.OmitCredentialsLinks,
			OmitTransitioningToStatus: o.OmitTransitioningToStatus,
		}, w.callOptions...)
		for page, err := range pages {
			if err == nil {
				w.learn(&page.Response)
			}
			if !yield(ranges.Answer[User, Response]{Items: page.Items, After: page.After, With: page.Response}, err) {
				return
			}
		}
	}
}

// learn takes in what an answer says of the time and of the rate limit.
func (w *UserWalk) learn(response *Response) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if date, ok := ratelimit.Date(response.Header); ok && w.began.IsZero() {
		w.began = date
	}
	if limit, ok := response.RateLimit(); ok {
		w.limit = limit
	}
}

// firstCreated is when the first user in the order of creation was created; zero where there is none.
func (w *UserWalk) firstCreated(ctx context.Context, order string) (time.Time, error) {
	page, err := FirstPage(w.client.ListUsersPages(ctx, &ListUsersOptions{
		Search:    bothOf(w.search, Where("created ge ?", ranges.Whole().From)),
		SortBy:    "created",
		SortOrder: order,
		Limit:     1,
		Fields:    "id,created",
	}, w.callOptions...))
	if err != nil {
		return time.Time{}, err
	}
	w.learn(&page.Response)
	if len(page.Items) == 0 {
		return time.Time{}, nil
	}
	return page.Items[0].Created, nil
}

// withFields adds names to the fields that are asked for, where some are.
func withFields(fields string, names ...string) string {
	if fields == "" {
		return ""
	}
	for _, name := range names {
		depth := 0
		asked := slices.Contains(strings.FieldsFunc(fields, func(r rune) bool {
			switch r {
			case '(':
				depth++
			case ')':
				depth--
			}
			return r == ',' && depth == 0
		}), name)
		if !asked {
			fields += "," + name
		}
	}
	return fields
}

// SplitUsers cuts what [Client.WalkUsers] would walk with the same options into n parts or fewer, for as many workers,
// in this process or on other machines. Each part is a text, to pass as the Checkpoint of a walk; together they have
// each user once. The parts are equal in time, and users come in heaps: cut into many more parts than there are workers.
// With a Checkpoint in the options, what is left of that is cut.
//
// The workers share the org's rate limit: give the client of each a share of it by [WithRateLimitShare].
func (c *Client) SplitUsers(ctx context.Context, options *WalkUsersOptions, n int, callOptions ...CallOption) (checkpoints []string, err error) {
	w := c.WalkUsers(options, callOptions...)
	switch {
	case w.err != nil:
		return nil, w.err
	case n < 1:
		return nil, &ArgumentError{Operation: "listUsers", Argument: "n", Reason: "is less than 1: pass how many parts to make"}
	}
	state := w.walk.State()
	if len(state.Ranges) > 0 && state.Newest.IsZero() {
		if state.Oldest, err = w.firstCreated(ctx, "asc"); err != nil {
			return nil, err
		}
		if state.Newest, err = w.firstCreated(ctx, "desc"); err != nil {
			return nil, err
		}
	}
	for _, part := range ranges.Split(state, n) {
		checkpoints = append(checkpoints, w.checkpoint(part).String())
	}
	return checkpoints, nil
}

// UserWalk is a walk of [Client.WalkUsers]. Of its iterators one can run at a time; its other methods may be called
// from any goroutine, also while one runs.
type UserWalk struct {
	client       *Client
	options      WalkUsersOptions
	callOptions  []CallOption
	search       string
	changedSince time.Time
	walk         *ranges.Walk[User, Response]
	err          error // of what was passed

	mu    sync.Mutex
	began time.Time // by the org's clock; zero until it has answered
	limit RateLimit
}

// Users returns the users that are left, one by one. An error ends the range, and names the time in which the users were
// created that it could not walk. Ranging again goes on with what is left.
//
// A page counts as done when the loop has its last user in hand. A slow loop holds the walk up: no more than two pages
// a walker wait for it.
func (w *UserWalk) Users(ctx context.Context) iter.Seq2[User, error] {
	return func(yield func(User, error) bool) {
		for page, err := range w.pages(ctx) {
			if err != nil {
				yield(User{}, err)
				return
			}
			for i, user := range page.Items {
				if i == len(page.Items)-1 {
					page.Done(len(page.Items))
				}
				if !yield(user, nil) {
					return
				}
			}
		}
	}
}

// Pages is Users a page at a time. A page counts as done when the loop has it in hand. The pages are of several ranges:
// they have no After.
func (w *UserWalk) Pages(ctx context.Context) iter.Seq2[Page[User], error] {
	return func(yield func(Page[User], error) bool) {
		for page, err := range w.pages(ctx) {
			if err != nil {
				yield(Page[User]{}, err)
				return
			}
			page.Done(len(page.Items))
			if !yield(Page[User]{Items: page.Items, Response: page.With}, nil) {
				return
			}
		}
	}
}

// Bulk works on each user that is left, as the function [Bulk] does on each item of a list. A user counts as done when
// do has worked on it and the loop has it in hand; where do failed, when the loop has gone on after the error. So a job
// that was stopped goes on from its Checkpoint with the users that were not worked on, and with those of the pages under
// way once more: do has to be such that twice does no harm.
func (w *UserWalk) Bulk(ctx context.Context, concurrency int, do func(context.Context, User) error) iter.Seq2[User, error] {
	type taken struct {
		user User
		page *ranges.Page[User, Response] // nil of the list's own error
	}
	list := func(yield func(taken, error) bool) {
		for page, err := range w.pages(ctx) {
			if err != nil {
				yield(taken{}, err)
				return
			}
			for _, user := range page.Items {
				if !yield(taken{user, page}, nil) {
					return
				}
			}
		}
	}
	work := func(ctx context.Context, t taken) error { return do(ctx, t.user) }
	return func(yield func(User, error) bool) {
		for t, err := range Bulk(ctx, list, concurrency, work) {
			if err == nil {
				t.page.Done(1)
			}
			if !yield(t.user, err) {
				return
			}
			if err != nil && t.page != nil && ctx.Err() == nil {
				t.page.Done(1)
			}
		}
	}
}

// pages are those of the walk, with errors for its callers.
func (w *UserWalk) pages(ctx context.Context) iter.Seq2[*ranges.Page[User, Response], error] {
	return func(yield func(*ranges.Page[User, Response], error) bool) {
		if err := w.err; err != nil || ctx == nil {
			if err == nil {
				_, err = prepare(ctx, w.client, gen.OperationByID("listUsers"), nil, nil)
			}
			yield(nil, err)
			return
		}
		for page, err := range w.walk.Pages(ctx) {
			if !yield(page, walkError(ctx, err)) {
				return
			}
		}
	}
}

// walkError says where a walk ended.
func walkError(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	where := ""
	if r, ok := errors.AsType[*ranges.RangeError](err); ok {
		where = " created from " + r.From.UTC().Format(time.RFC3339Nano)
		if !r.To.IsZero() {
			where += " to " + r.To.UTC().Format(time.RFC3339Nano)
		}
	}
	return fmt.Errorf("okta: walk of the users%s: %w", where, withCause(ctx, err))
}

// Checkpoint says in a text what is left of the walk, at any time: pass it as the Checkpoint of another walk, in this
// process or a later one, to go on from there. What the loop has in hand counts as done: call it in the loop when that
// is safe. The users of pages that are not done come again.
//
// The text is one line of JSON, mostly of a few kilobytes. It holds the search, times, ids of users, and places in the
// org's lists; no secret. Where the org no longer takes a place, the walk goes on by time; users of one second can then
// come again where they are more than a hundred.
func (w *UserWalk) Checkpoint() string {
	if w.err != nil {
		return w.options.Checkpoint
	}
	return w.checkpoint(w.walk.State()).String()
}

// checkpoint is a state with what else a program needs to go on from it.
func (w *UserWalk) checkpoint(state ranges.State) checkpoint {
	w.mu.Lock()
	defer w.mu.Unlock()
	return checkpoint{checkpointVersion, w.search, w.changedSince, w.began, state}
}

// Done reports whether nothing is left: every page is done.
func (w *UserWalk) Done() bool { return w.err == nil && len(w.walk.State().Ranges) == 0 }

// Watermark is when the walk began, by the org's clock, also where it goes on from a checkpoint: pass it as the
// ChangedSince of the next walk, after this one is done. It is the ChangedSince of this walk until the org has answered.
// With it a program follows what changes:
//
//	walk := client.WalkUsers(&okta.WalkUsersOptions{ChangedSince: watermark})
//	for user, err := range walk.Users(ctx) { … }
//	watermark = walk.Watermark() // when the range has ended without an error
//
// Each user that changed comes once, as it is now, those that were DEPROVISIONED too. One that changed within the
// Overlap before the watermark can come in two walks. Changes of what is not in the user, such as its groups, and users
// that were deleted for good can't be seen so: the System Log has them.
func (w *UserWalk) Watermark() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.began.IsZero() {
		return w.changedSince
	}
	return w.began
}

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
func (w *UserWalk) Progress() WalkProgress {
	state := w.walk.State()
	p := WalkProgress{
		Users: state.Items, Pages: state.Pages,
		RangesOpen: len(state.Ranges), RangesDone: state.RangesDone,
		Share: w.walk.Share(),
	}
	var users int
	if p.Elapsed, users = w.walk.Elapsed(); p.Elapsed > 0 {
		p.UsersPerSecond = float64(users) / p.Elapsed.Seconds()
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	p.RateLimit = w.limit
	return p
}
