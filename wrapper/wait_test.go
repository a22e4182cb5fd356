package wrapper_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func orgClient(t *testing.T, org *oktatest.Org, options ...okta.Option) *okta.Client {
	t.Helper()
	options = append([]okta.Option{testkit.Watched(), okta.WithHTTPClient(org.HTTPClient())}, options...)
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), options...)
	require.NoError(t, err)
	return client
}

// addUser adds ada@example.com.
func addUser(t *testing.T, org *oktatest.Org, status okta.UserStatus) string {
	t.Helper()
	const login = "ada@example.com"
	user, err := org.AddUser(okta.User{Status: status, Profile: okta.UserProfile{
		Login: okta.Set(login), Email: okta.Set(login), FirstName: okta.Set("Ada"), LastName: okta.Set("Lovelace"),
	}})
	require.NoError(t, err)
	return user.ID
}

func TestWaitForStatusWaitsForTheEndOfAChange(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		org := oktatest.NewOrg(oktatest.WithTransitionDelay(time.Minute))
		client := orgClient(t, org)
		id := addUser(t, org, okta.UserStatusActive)
		require.NoError(t, client.DeactivateUser(t.Context(), id, nil))
		start := time.Now()
		user, err := client.WaitForStatus(t.Context(), id, okta.UserStatusDeprovisioned, nil)
		require.NoError(t, err)
		assert.Equal(t, okta.UserStatusDeprovisioned, user.Status)
		assert.Empty(t, user.TransitioningToStatus)
		assert.GreaterOrEqual(t, time.Since(start), time.Minute)
		assert.LessOrEqual(t, time.Since(start), time.Minute+10*time.Second)
		assert.LessOrEqual(t, org.Count("getUser"), 20)

		// What is so already is not waited for.
		start = time.Now()
		_, err = client.WaitForStatus(t.Context(), id, okta.UserStatusDeprovisioned, nil)
		require.NoError(t, err)
		assert.Zero(t, time.Since(start))
	})
}

func TestLooksAreFartherAndFartherApart(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		options        *okta.WaitForStatusOptions
		first, longest time.Duration
	}{
		"by default":                {nil, 500 * time.Millisecond, 10 * time.Second},
		"nothing set":               {new(okta.WaitForStatusOptions), 500 * time.Millisecond, 10 * time.Second},
		"less than nothing":         {&okta.WaitForStatusOptions{Interval: -1, MaxInterval: -1}, 500 * time.Millisecond, 10 * time.Second},
		"both set":                  {&okta.WaitForStatusOptions{Interval: 2 * time.Second, MaxInterval: 3 * time.Second}, 2 * time.Second, 3 * time.Second},
		"more than the longest":     {&okta.WaitForStatusOptions{Interval: time.Minute}, 10 * time.Second, 10 * time.Second},
		"a longest below the first": {&okta.WaitForStatusOptions{MaxInterval: 100 * time.Millisecond}, 100 * time.Millisecond, 100 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var looks []time.Time
				client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
					status := "STAGED"
					if looks = append(looks, time.Now()); len(looks) == 12 {
						status = "ACTIVE"
					}
					return testkit.Reply(200, nil, `{"id":"00u1","status":"`+status+`"}`), nil
				})
				_, err := client.WaitForStatus(t.Context(), "00u1", okta.UserStatusActive, test.options)
				require.NoError(t, err)
				together := true
				for i, most := 1, test.first; i < len(looks); i, most = i+1, min(most+most/2, test.longest) {
					pause := looks[i].Sub(looks[i-1])
					assert.LessOrEqual(t, pause, most)
					assert.GreaterOrEqual(t, pause, most-most/4)
					together = together && pause == most
				}
				assert.False(t, together, "those who began together don't look together")
			})
		})
	}
}

func TestWaitForStatusEndsWithTheLastUser(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		org := oktatest.NewOrg(oktatest.WithTransitionDelay(time.Hour))
		client := orgClient(t, org)
		id := addUser(t, org, okta.UserStatusActive)
		require.NoError(t, client.DeactivateUser(t.Context(), id, nil))

		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		start := time.Now()
		_, err := client.WaitForStatus(ctx, id, okta.UserStatusDeprovisioned, &okta.WaitForStatusOptions{Interval: time.Second, MaxInterval: 4 * time.Second})
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.EqualError(t, err, "okta: waiting for the user to be DEPROVISIONED: it is ACTIVE, on its way to DEPROVISIONED: the next look would be after the deadline: context deadline exceeded")
		assert.Less(t, time.Since(start), time.Minute)
		assert.Greater(t, time.Since(start), 55*time.Second)
		e, ok := errors.AsType[*okta.WaitError](err)
		require.True(t, ok)
		assert.Equal(t, id, e.User.ID)
		assert.Equal(t, okta.UserStatusDeprovisioned, e.Wanted)

		ctx, cancel = context.WithCancel(t.Context())
		time.AfterFunc(10*time.Second, cancel)
		start = time.Now()
		_, err = client.WaitForStatus(ctx, id, okta.UserStatusActive, nil)
		require.ErrorIs(t, err, context.Canceled)
		assert.Equal(t, 10*time.Second, time.Since(start))

		require.NoError(t, org.Script("getUser", oktatest.Pass(), oktatest.Fail(403, "E0000006", "no")))
		_, err = client.WaitForStatus(t.Context(), id, okta.UserStatusActive, nil)
		require.ErrorIs(t, err, okta.CodeAccessDenied)
		_, ok = errors.AsType[*okta.WaitError](err)
		require.True(t, ok)
	})
}

func TestWaitForStatusOfNobody(t *testing.T) {
	t.Parallel()
	client := orgClient(t, oktatest.NewOrg())
	_, err := client.WaitForStatus(t.Context(), "00unobody", okta.UserStatusActive, nil)
	require.ErrorIs(t, err, okta.ErrNotFound)
	_, err = client.WaitForStatus(t.Context(), "", okta.UserStatusActive, nil)
	_, ok := errors.AsType[*okta.ArgumentError](err)
	require.True(t, ok)
	_, err = client.WaitForStatus(t.Context(), "00u1", "", nil)
	require.ErrorContains(t, err, "status is empty")
}

func TestDeleteUserPermanentlyFromEachStatus(t *testing.T) {
	t.Parallel()
	for _, status := range []okta.UserStatus{okta.UserStatusStaged, okta.UserStatusProvisioned, okta.UserStatusActive, okta.UserStatusRecovery,
		okta.UserStatusPasswordExpired, okta.UserStatusLockedOut, okta.UserStatusSuspended, okta.UserStatusDeprovisioned} {
		for _, delay := range []time.Duration{0, time.Minute} {
			synctest.Test(t, func(t *testing.T) {
				org := oktatest.NewOrg(oktatest.WithTransitionDelay(delay))
				client := orgClient(t, org)
				id := addUser(t, org, status)
				start := time.Now()
				require.NoError(t, client.DeleteUserPermanently(t.Context(), "ada@example.com", nil), status)
				_, err := org.User(id)
				require.Error(t, err, "%s: the user is gone", status)
				assert.Equal(t, 1, org.Count("deactivateOrDeleteUser"), status)
				assert.LessOrEqual(t, time.Since(start), delay+10*time.Second)

				require.NoError(t, client.DeleteUserPermanently(t.Context(), id, nil), "again")
			})
		}
	}
}

func TestDeleteUserPermanentlyAfterLostAnswers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		org := oktatest.NewOrg()
		client := orgClient(t, org)
		id := addUser(t, org, okta.UserStatusActive)
		require.NoError(t, org.Script("deactivateUser", oktatest.DropAfter()))
		require.NoError(t, org.Script("deactivateOrDeleteUser", oktatest.DropAfter()))
		require.NoError(t, client.DeleteUserPermanently(t.Context(), id, nil))
		_, err := org.User(id)
		require.Error(t, err)
	})
}

// An org answers the deactivation of a user that is DEPROVISIONED with 404, as for one that doesn't exist.
func TestDeleteUserPermanentlyTakesNoStepsNotFoundForGone(t *testing.T) {
	t.Parallel()
	const notFound = `{"errorCode":"E0000007","errorSummary":"Not found: Resource not found: 00u1 (User)"}`
	synctest.Test(t, func(t *testing.T) {
		var steps []string
		status, deactivations := "ACTIVE", 0
		client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) {
			steps = append(steps, okta.Operation(r.Context()))
			switch okta.Operation(r.Context()) {
			case "getUser":
				if status == "" {
					return testkit.Reply(404, nil, notFound), nil
				}
				return testkit.Reply(200, nil, `{"id":"00u1","status":"`+status+`"}`), nil
			case "deactivateUser":
				if deactivations++; deactivations == 1 {
					status = "DEPROVISIONED"
					return nil, io.ErrUnexpectedEOF // it was done, and its answer lost
				}
				return testkit.Reply(404, nil, notFound), nil
			}
			status = ""
			return testkit.Reply(204, nil, ""), nil
		})
		require.NoError(t, client.DeleteUserPermanently(t.Context(), "00u1", nil))
		assert.Equal(t, []string{"getUser", "deactivateUser", "deactivateUser", "getUser", "deactivateOrDeleteUser", "getUser"}, steps)
	})
	synctest.Test(t, func(t *testing.T) {
		client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) {
			if r.Method == http.MethodGet {
				return testkit.Reply(200, nil, `{"id":"00u1","status":"ACTIVE"}`), nil
			}
			return testkit.Reply(404, nil, notFound), nil
		})
		require.ErrorIs(t, client.DeleteUserPermanently(t.Context(), "00u1", nil), okta.ErrNotFound, "it is there and stays")
	})
}

func TestAGatewaysNotFoundIsNotTakenForGone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
			return testkit.Reply(404, http.Header{"Content-Type": {"text/html"}}, "<html>no such page</html>"), nil
		})
		require.ErrorIs(t, client.DeleteUserPermanently(t.Context(), "00u1", nil), okta.ErrNotFound)
	})
}

func TestARemovalThatFindsItselfDoneIsASuccess(t *testing.T) {
	t.Parallel()
	const notFound = `{"errorCode":"E0000007","errorSummary":"Not found: Resource not found: ra1 (RoleAssignment)"}`
	lost := func() (*http.Response, error) { return nil, io.ErrUnexpectedEOF }
	answer := func(status int, content string) func() (*http.Response, error) {
		return func() (*http.Response, error) { return testkit.Reply(status, nil, content), nil }
	}
	refused := func() (*http.Response, error) { return nil, &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED} }
	for name, test := range map[string]struct {
		answers []func() (*http.Response, error)
		done    bool
	}{
		"the first answer was lost":             {[]func() (*http.Response, error){lost, answer(404, notFound)}, true},
		"the first answer was a server's error": {[]func() (*http.Response, error){answer(502, "<html>"), answer(404, notFound)}, true},
		"lost, and then not let in":             {[]func() (*http.Response, error){lost, answer(429, testkit.Limited), answer(404, notFound)}, true},
		"nothing was lost":                      {[]func() (*http.Response, error){answer(404, notFound)}, false},
		"the first was not let in":              {[]func() (*http.Response, error){answer(429, testkit.Limited), answer(404, notFound)}, false},
		"the first was not sent":                {[]func() (*http.Response, error){refused, answer(404, notFound)}, false},
		"then a gateway knows no such page":     {[]func() (*http.Response, error){lost, answer(404, "<html>")}, false},
		"then the token may not":                {[]func() (*http.Response, error){lost, answer(403, `{"errorCode":"E0000006"}`)}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				sent := 0
				client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
					sent++
					return test.answers[sent-1]()
				})
				var response okta.Response
				err := client.RemoveRoleFromUser(t.Context(), "00u1", "ra1", okta.WithResponse(&response))
				assert.Equal(t, test.done, err == nil, "%v", err)
				assert.Len(t, test.answers, response.Attempts)
			})
		})
	}
}

func TestAReadThatFindsNothingIsNoSuccess(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		sent := 0
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
			if sent++; sent == 1 {
				return nil, io.ErrUnexpectedEOF
			}
			return testkit.Reply(404, nil, `{"errorCode":"E0000007"}`), nil
		})
		_, err := client.GetUser(t.Context(), "00u1", nil)
		require.ErrorIs(t, err, okta.ErrNotFound)
		require.ErrorIs(t, client.AddGroupTargetToRole(t.Context(), "00u1", "r", "g"), okta.ErrNotFound)
	})
}

func TestDeleteUserPermanentlyDoesNotTouchWhoTakesOverTheLogin(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		org := oktatest.NewOrg()
		id := addUser(t, org, okta.UserStatusDeprovisioned)
		var newcomer string
		client := orgClient(t, org, okta.WithMiddleware(func(r *http.Request, next func(*http.Request) (*http.Response, error)) (*http.Response, error) {
			response, err := next(r)
			if okta.Operation(r.Context()) == "deactivateOrDeleteUser" {
				newcomer = addUser(t, org, okta.UserStatusActive)
			}
			return response, err
		}))
		require.NoError(t, client.DeleteUserPermanently(t.Context(), "ada@example.com", nil))
		_, err := org.User(id)
		require.Error(t, err)
		user, err := org.User(newcomer)
		require.NoError(t, err)
		assert.Equal(t, okta.UserStatusActive, user.Status)
	})
}

func TestDeleteUserPermanentlyEndsWithTheDeadline(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		org := oktatest.NewOrg(oktatest.WithTransitionDelay(time.Hour))
		client := orgClient(t, org)
		id := addUser(t, org, okta.UserStatusActive)
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		err := client.DeleteUserPermanently(ctx, id, nil)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.True(t, strings.HasPrefix(err.Error(), "okta: waiting for the user to be deleted: it is ACTIVE, on its way to DEPROVISIONED: "), err)
		assert.Zero(t, org.Count("deactivateOrDeleteUser"))
	})
}

func TestDeleteUserPermanentlyEndsWithARefusal(t *testing.T) {
	t.Parallel()
	for _, operation := range []string{"getUser", "deactivateUser", "deactivateOrDeleteUser"} {
		synctest.Test(t, func(t *testing.T) {
			org := oktatest.NewOrg()
			client := orgClient(t, org)
			id := addUser(t, org, okta.UserStatusActive)
			require.NoError(t, org.Script(operation, oktatest.Fail(403, "E0000006", "You do not have permission to perform the requested action")))
			require.ErrorIs(t, client.DeleteUserPermanently(t.Context(), id, nil), okta.CodeAccessDenied)
			_, err := org.User(id)
			require.NoError(t, err)
		})
	}
}

func TestDeleteUserPermanentlyGivesUpOnAStatusThatIsNeverDeactivated(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		org := oktatest.NewOrg()
		client := orgClient(t, org)
		id := addUser(t, org, "FUTURE_STATUS")
		start := time.Now()
		require.ErrorIs(t, client.DeleteUserPermanently(t.Context(), id, nil), okta.CodeNotAllowedInStatus)
		assert.Equal(t, 5, org.Count("deactivateUser"))
		assert.Less(t, time.Since(start), 10*time.Second)
	})
}

func TestOnlyRefusalsInARowEndADeletion(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		looks := 0
		client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) {
			if r.Method != http.MethodGet {
				return testkit.Reply(403, nil, `{"errorCode":"E0000038"}`), nil
			}
			switch looks++; looks {
			case 5:
				return testkit.Reply(200, nil, `{"id":"00u1","status":"ACTIVE","transitioningToStatus":"SUSPENDED"}`), nil
			case 10:
				return testkit.Reply(404, nil, `{"errorCode":"E0000007"}`), nil
			}
			return testkit.Reply(200, nil, `{"id":"00u1","status":"ACTIVE"}`), nil
		})
		require.NoError(t, client.DeleteUserPermanently(t.Context(), "00u1", nil))
	})
}

func TestAContextThatEndsBeforeTheFirstLookIsNoWaitError(t *testing.T) {
	t.Parallel()
	client := testkit.Wired(t, func(*http.Request) (*http.Response, error) { return testkit.Reply(200, nil, "{}"), nil })
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := client.DeleteUserPermanently(ctx, "00u1", nil)
	require.ErrorIs(t, err, context.Canceled)
	_, waited := errors.AsType[*okta.WaitError](err)
	require.False(t, waited)
}

func TestADeadlineWithinALookIsAWaitErrorToo(t *testing.T) {
	t.Parallel()
	for name, wait := range map[string]func(context.Context, *okta.Client, string) error{
		"DeleteUserPermanently": func(ctx context.Context, c *okta.Client, id string) error {
			return c.DeleteUserPermanently(ctx, id, nil)
		},
		"WaitForStatus": func(ctx context.Context, c *okta.Client, id string) error {
			_, err := c.WaitForStatus(ctx, id, okta.UserStatusDeprovisioned, nil)
			return err
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			looks := 0
			client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) {
				if looks++; looks > 1 {
					<-r.Context().Done()
					return nil, r.Context().Err()
				}
				return testkit.Reply(200, nil, `{"id":"00u1","status":"ACTIVE","transitioningToStatus":"DEPROVISIONED"}`), nil
			})
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
			defer cancel()
			err := wait(ctx, client, "00u1")
			require.ErrorIs(t, err, context.DeadlineExceeded, name)
			e, ok := errors.AsType[*okta.WaitError](err)
			require.True(t, ok, name)
			require.Equal(t, okta.UserStatusActive, e.User.Status)
		})
	}
}

func TestDeleteUserPermanentlyWantsAnID(t *testing.T) {
	t.Parallel()
	client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
		return testkit.Reply(200, nil, `{"status":"ACTIVE"}`), nil
	})
	require.EqualError(t, client.DeleteUserPermanently(t.Context(), "ada@example.com", nil), "okta: getUser: the answer has no id to delete the user by")
}

func TestAWaitErrorOfOnesOwnCanBePrinted(t *testing.T) {
	t.Parallel()
	err := &okta.WaitError{Wanted: okta.UserStatusActive, User: okta.User{Status: okta.UserStatusStaged}}
	require.EqualError(t, err, "okta: waiting for the user to be ACTIVE: it is STAGED")
}

func TestLooksComeFartherAndFartherApart(t *testing.T) {
	t.Parallel()
	const ms = time.Millisecond
	for name, test := range map[string]struct {
		options *okta.WaitForStatusOptions
		longest []time.Duration // of each pause; the shortest is three quarters of it
	}{
		"by default":        {nil, []time.Duration{500 * ms, 750 * ms, 1125 * ms, 1687500 * time.Microsecond}},
		"empty options":     {&okta.WaitForStatusOptions{}, []time.Duration{500 * ms, 750 * ms}},
		"an interval":       {&okta.WaitForStatusOptions{Interval: 4 * time.Second}, []time.Duration{4 * time.Second, 6 * time.Second, 9 * time.Second, 10 * time.Second, 10 * time.Second}},
		"a longest one":     {&okta.WaitForStatusOptions{MaxInterval: 600 * ms}, []time.Duration{500 * ms, 600 * ms, 600 * ms}},
		"shorter than both": {&okta.WaitForStatusOptions{MaxInterval: 100 * ms}, []time.Duration{100 * ms, 100 * ms}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				spread := false
				for range 10 {
					var looks []time.Time
					client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
						looks = append(looks, time.Now())
						if len(looks) <= len(test.longest) {
							return testkit.Reply(200, nil, `{"id":"00u1","status":"STAGED"}`), nil
						}
						return testkit.Reply(200, nil, `{"id":"00u1","status":"ACTIVE"}`), nil
					})
					_, err := client.WaitForStatus(t.Context(), "00u1", okta.UserStatusActive, test.options)
					require.NoError(t, err)
					for i, longest := range test.longest {
						pause := looks[i+1].Sub(looks[i])
						require.LessOrEqual(t, pause, longest)
						require.GreaterOrEqual(t, pause, longest*3/4)
						spread = spread || pause < longest
					}
				}
				assert.True(t, spread, "those who began together don't look together")
			})
		})
	}
}

// inARow answers the requests of each operation in their order, the last answer again and again.
func inARow(answers map[string][]string) testkit.Wire {
	return func(r *http.Request) (*http.Response, error) {
		operation := okta.Operation(r.Context())
		all := answers[operation]
		if len(all) > 1 {
			answers[operation] = all[1:]
		}
		status, content, _ := strings.Cut(all[0], " ")
		code, err := strconv.Atoi(status)
		return testkit.Reply(code, nil, content), err
	}
}

const (
	gone          = `404 {"errorCode":"E0000007"}`
	active        = `200 {"id":"00u1","status":"ACTIVE"}`
	transitioning = `200 {"id":"00u1","status":"ACTIVE","transitioningToStatus":"DEPROVISIONED"}`
	deprovisioned = `200 {"id":"00u1","status":"DEPROVISIONED"}`
)

func TestDeleteUserPermanentlyPassesItsOptionsToEachStep(t *testing.T) {
	t.Parallel()
	for _, options := range []*okta.DeleteUserPermanentlyOptions{nil, {SendEmail: true}} {
		synctest.Test(t, func(t *testing.T) {
			answers := inARow(map[string][]string{
				"getUser": {active, deprovisioned, gone}, "deactivateUser": {"200 {}"}, "deactivateOrDeleteUser": {"204 "},
			})
			sent := 0
			client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) {
				sent++
				assert.Equal(t, "1", r.Header.Get("X-Trace"))
				want := ""
				if options != nil && r.Method != http.MethodGet {
					want = "true"
				}
				assert.Equal(t, want, r.URL.Query().Get("sendEmail"))
				return answers(r)
			})
			require.NoError(t, client.DeleteUserPermanently(t.Context(), "00u1", options, okta.WithHeader("X-Trace", "1")))
			assert.Equal(t, 5, sent)
		})
	}
}

func TestDeleteUserPermanentlyLooksAtOnceAndThenNowAndThen(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := testkit.Wired(t, inARow(map[string][]string{
			"getUser": {deprovisioned, gone}, "deactivateOrDeleteUser": {"204 "},
		}))
		start := time.Now()
		require.NoError(t, client.DeleteUserPermanently(t.Context(), "00u1", nil))
		assert.Zero(t, time.Since(start))

		client = testkit.Wired(t, inARow(map[string][]string{
			"getUser": {deprovisioned, deprovisioned, deprovisioned, gone}, "deactivateOrDeleteUser": {"204 "},
		}))
		start = time.Now()
		require.NoError(t, client.DeleteUserPermanently(t.Context(), "00u1", nil))
		assert.Greater(t, time.Since(start), 500*time.Millisecond, "what stays is not asked for without a pause")
	})
}

func TestDeleteUserPermanentlyCountsRefusalsInARow(t *testing.T) {
	t.Parallel()
	const refused = `403 {"errorCode":"E0000038"}`
	synctest.Test(t, func(t *testing.T) {
		client := testkit.Wired(t, inARow(map[string][]string{
			"getUser":                {active, active, active, active, transitioning, active, active, active, active, deprovisioned, gone},
			"deactivateUser":         {refused},
			"deactivateOrDeleteUser": {"204 "},
		}))
		require.NoError(t, client.DeleteUserPermanently(t.Context(), "00u1", nil))
	})
}

func TestDeleteUserPermanentlyWithoutAFirstLookIsNoWaitError(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	client := testkit.Wired(t, inARow(map[string][]string{"getUser": {active}}))
	err := client.DeleteUserPermanently(ctx, "00u1", nil)
	require.ErrorIs(t, err, context.Canceled)
	_, ok := errors.AsType[*okta.WaitError](err)
	require.False(t, ok, "no user was seen")
}
