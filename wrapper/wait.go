package wrapper

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/okta-userapi/userapi-go/wrapper/internal/printable"
	"github.com/okta-userapi/userapi-go/wrapper/internal/transport"
)

// WaitForStatusOptions are the optional parameters of [Client.WaitForStatus].
type WaitForStatusOptions struct {
	// Interval is the wait before the second look; 0 stands for 500 ms. Each wait after it is half as long again.
	Interval time.Duration

	// MaxInterval is the longest wait between two looks; 0 stands for 10 s.
	MaxInterval time.Duration
}

const (
	defaultInterval    = 500 * time.Millisecond
	defaultMaxInterval = 10 * time.Second
)

// WaitError is returned when a user did not become what was waited for.
type WaitError struct {
	// Wanted is the status that was waited for; "" where it was that the user is gone.
	Wanted UserStatus

	// User is the user as it was last seen.
	User User

	cause error
}

// Error returns one line: what was waited for, how the user was last seen, and why the wait ended.
func (e *WaitError) Error() string {
	line := "okta: waiting for the user to be " + string(e.Wanted)
	if e.Wanted == "" {
		line = "okta: waiting for the user to be deleted"
	}
	line += ": it is " + printable.OneLine(string(e.User.Status))
	if to := e.User.TransitioningToStatus; to != "" {
		line += ", on its way to " + printable.OneLine(string(to))
	}
	if e.cause == nil {
		return line
	}
	return line + ": " + e.cause.Error()
}

// Unwrap returns why the wait ended: the context's error, or an *Error.
func (e *WaitError) Unwrap() error { return e.cause }

// WaitForStatus looks at a user until its status is the one wanted and no change of it is under way, and returns it as
// it then is. Okta goes on with an activation or deactivation after it has answered, for users with many groups and
// apps.
//
// It waits as long as the context allows: give it a deadline. A look that would come after the deadline is not waited
// for. An error of the first look is returned as it is. When the user can't be read after that, or doesn't become what
// is wanted in time, the error is a [*WaitError] with the user as it was last seen.
func (c *Client) WaitForStatus(ctx context.Context, userID string, status UserStatus, options *WaitForStatusOptions, callOptions ...CallOption) (User, error) {
	if status == "" {
		return User{}, &ArgumentError{Operation: "getUser", Argument: "status", Reason: "is empty: pass a status to wait for"}
	}
	polls := newPolls(options)
	var last User
	for seen := false; ; seen = true {
		user, err := c.GetUser(ctx, userID, nil, callOptions...)
		switch {
		case err != nil && !seen:
			return User{}, err
		case err != nil:
			return User{}, &WaitError{Wanted: status, User: last, cause: err}
		case user.Status == status && user.TransitioningToStatus == "":
			return user, nil
		}
		last = user
		if err := polls.wait(ctx); err != nil {
			return User{}, &WaitError{Wanted: status, User: last, cause: err}
		}
	}
}

// DeleteUserPermanentlyOptions are the optional parameters of [Client.DeleteUserPermanently].
type DeleteUserPermanentlyOptions struct {
	// SendEmail is whether to mail the org's administrators about the deactivation; false by default.
	SendEmail bool
}

// maxRefusals is how often in a row a deactivation that the org refuses is taken for one that came too late: what was
// read can be behind what is.
const maxRefusals = 5

// DeleteUserPermanently deactivates a user where it isn't yet, waits until that is done, deletes it for good, and sees
// that it is gone. That can't be undone. It can be called for a user of any status, and again after any error; a user
// that doesn't exist is no error.
//
// The user is looked up once by what is passed, and from then on by its id: another user that takes over the login
// meanwhile is not touched. It waits as long as the context allows: give it a deadline. When that passes after the
// first look, the error is a [*WaitError] with the user as it was last seen. Where the org refuses again and again to
// deactivate the user, the error is the last refusal.
func (c *Client) DeleteUserPermanently(ctx context.Context, userID string, options *DeleteUserPermanentlyOptions, callOptions ...CallOption) error {
	d := deletion{client: c, sendEmail: valueOf(options).SendEmail, callOptions: callOptions}
	polls := newPolls(nil)
	for {
		user, err := c.GetUser(ctx, userID, nil, callOptions...)
		if errors.Is(err, CodeNotFound) {
			return nil
		}
		if err == nil && user.ID == "" {
			err = &Error{Operation: "getUser", Summary: "the answer has no id to delete the user by"}
		}
		again := false
		if err == nil {
			userID, d.user = user.ID, user
			again, err = d.step(ctx)
		}
		switch {
		case d.gone:
			return nil
		case err == nil && again:
			continue
		case err == nil:
			err = polls.wait(ctx)
		case d.user.ID == "" || ctx.Err() == nil:
			return err
		}
		if err != nil {
			return &WaitError{User: d.user, cause: err}
		}
	}
}

// deletion is the work of DeleteUserPermanently on one user.
type deletion struct {
	client      *Client
	sendEmail   bool
	callOptions []CallOption

	user     User // as it was last seen
	deleted  bool // it was asked for
	gone     bool
	refusals int
}

// step does what the user's status asks for. again is whether to look again at once. Doing a step twice is harmless
// here: who is gone, or deactivated, is what was wanted.
func (d *deletion) step(ctx context.Context) (again bool, err error) {
	repeated := append(slices.Clip(d.callOptions), WithRetryUnsafe())
	switch {
	case d.user.TransitioningToStatus != "":
		d.refusals = 0
	case d.user.Status == UserStatusDeprovisioned:
		err := d.client.DeactivateOrDeleteUser(ctx, d.user.ID, &DeactivateOrDeleteUserOptions{SendEmail: d.sendEmail}, repeated...)
		again, d.deleted = !d.deleted, true
		d.gone = errors.Is(err, CodeNotFound)
		return again, err
	default:
		err := d.client.DeactivateUser(ctx, d.user.ID, &DeactivateUserOptions{SendEmail: d.sendEmail}, repeated...)
		// An org says either of a user that is DEPROVISIONED already. It doesn't mean that the user is gone.
		if errors.Is(err, CodeNotFound) || errors.Is(err, CodeNotAllowedInStatus) {
			if d.refusals++; d.refusals < maxRefusals {
				return false, nil
			}
		}
		return false, err
	}
	return false, nil
}

// polls are looks at something that changes, farther and farther apart.
type polls struct{ next, longest time.Duration }

func newPolls(options *WaitForStatusOptions) *polls {
	p := &polls{defaultInterval, defaultMaxInterval}
	if options != nil && options.Interval > 0 {
		p.next = options.Interval
	}
	if options != nil && options.MaxInterval > 0 {
		p.longest = options.MaxInterval
	}
	return p
}

// wait is the pause before the next look, a little off so that those who began together don't look together.
func (p *polls) wait(ctx context.Context) error {
	pause := min(p.next, p.longest)
	p.next = pause + pause/2
	pause -= transport.Jitter(pause / 4)
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) <= pause {
		return fmt.Errorf("the next look would be after the deadline: %w", context.DeadlineExceeded)
	}
	return transport.Sleep(ctx, pause)
}
