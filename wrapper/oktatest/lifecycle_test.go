package oktatest_test

import (
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// The columns of the table below.
var statuses = []gen.UserStatus{
	gen.UserStatusStaged, gen.UserStatusProvisioned, gen.UserStatusActive, gen.UserStatusRecovery,
	gen.UserStatusPasswordExpired, gen.UserStatusLockedOut, gen.UserStatusSuspended, gen.UserStatusDeprovisioned, "NOT_KNOWN_YET",
}

// A status is where an allowed operation ends, a code why it is refused.
func TestOperationsAreAllowedByStatus(t *testing.T) {
	t.Parallel()
	const gone, no, lost = "", "403 E0000038", "404 E0000007"
	password := func(value string) object { return object{"password": object{"value": value}} }
	for _, row := range []struct {
		operation, method, path string
		body                    any
		outcomes                [9]string
	}{
		{"activateUser", "POST", "lifecycle/activate?sendEmail=true", nil,
			[9]string{"ACTIVE", "403 E0000016", "403 E0000016", "403 E0000016", "403 E0000016", "403 E0000016", "403 E0000016", "ACTIVE", "403 E0000016"}},
		{"deactivateUser", "POST", "lifecycle/deactivate", nil,
			[9]string{"DEPROVISIONED", "DEPROVISIONED", "DEPROVISIONED", "DEPROVISIONED", "DEPROVISIONED", "DEPROVISIONED", "DEPROVISIONED", lost, no}},
		{"deactivateOrDeleteUser", "DELETE", "", nil,
			[9]string{"DEPROVISIONED", "DEPROVISIONED", "DEPROVISIONED", "DEPROVISIONED", "DEPROVISIONED", "DEPROVISIONED", "DEPROVISIONED", gone, no}},
		{"suspendUser", "POST", "lifecycle/suspend", nil,
			[9]string{"400 E0000001", "400 E0000001", "SUSPENDED", "400 E0000001", "400 E0000001", "400 E0000001", "400 E0000001", "400 E0000001", "400 E0000001"}},
		{"unsuspendUser", "POST", "lifecycle/unsuspend", nil,
			[9]string{"400 E0000001", "400 E0000001", "400 E0000001", "400 E0000001", "400 E0000001", "400 E0000001", "ACTIVE", "400 E0000001", "400 E0000001"}},
		{"unlockUser", "POST", "lifecycle/unlock", nil,
			[9]string{"403 E0000032", "403 E0000032", "403 E0000032", "403 E0000032", "403 E0000032", "ACTIVE", "403 E0000032", "403 E0000032", "403 E0000032"}},
		{"expirePassword", "POST", "lifecycle/expire_password", nil,
			[9]string{no, no, "PASSWORD_EXPIRED", no, "PASSWORD_EXPIRED", no, no, no, no}},
		{"resetPassword", "POST", "lifecycle/reset_password?sendEmail=true", nil,
			[9]string{no, "PROVISIONED", "RECOVERY", "RECOVERY", "RECOVERY", "RECOVERY", no, no, no}},
		{"resetAllFactors", "POST", "lifecycle/reset_factors", nil,
			[9]string{no, "PROVISIONED", "ACTIVE", "RECOVERY", "PASSWORD_EXPIRED", no, no, no, no}},
		{"changePassword", "POST", "credentials/change_password",
			object{"oldPassword": object{"value": "right"}, "newPassword": object{"value": "new"}},
			[9]string{"STAGED", no, "ACTIVE", "ACTIVE", "ACTIVE", no, no, no, no}},
		{"changeRecoveryQuestion", "POST", "credentials/change_recovery_question",
			object{"password": object{"value": "right"}, "recovery_question": object{"question": "What?", "answer": "That"}},
			[9]string{"STAGED", no, "ACTIVE", "RECOVERY", no, no, no, no, no}},
		{"forgotPassword", "POST", "credentials/forgot_password", nil,
			[9]string{no, no, "RECOVERY", no, no, no, no, no, no}},
		{"forgotPassword", "POST", "credentials/forgot_password", object{"password": object{"value": "new"}, "recovery_question": object{"answer": "Charles"}},
			[9]string{no, no, "ACTIVE", no, no, no, no, no, no}},
		{"updateUser", "PUT", "", object{"profile": profile("ada"), "credentials": password("new")},
			[9]string{"STAGED", "PROVISIONED", "ACTIVE", "RECOVERY", "PASSWORD_EXPIRED", "LOCKED_OUT", "SUSPENDED", lost, "NOT_KNOWN_YET"}},
		{"updateUser", "PUT", "", object{"credentials": password("new")},
			[9]string{"STAGED", "PROVISIONED", "ACTIVE", "RECOVERY", "PASSWORD_EXPIRED", "LOCKED_OUT", "SUSPENDED", lost, "NOT_KNOWN_YET"}},
		{"addRoleToUser", "POST", "roles", object{"type": "ORG_ADMIN"},
			[9]string{"STAGED", "PROVISIONED", "ACTIVE", "RECOVERY", "PASSWORD_EXPIRED", "LOCKED_OUT", "SUSPENDED", no, no}},
		{"endAllUserSessions", "DELETE", "sessions", nil,
			[9]string{"STAGED", "PROVISIONED", "ACTIVE", "RECOVERY", "PASSWORD_EXPIRED", "LOCKED_OUT", "SUSPENDED", "DEPROVISIONED", "NOT_KNOWN_YET"}},
	} {
		for i, from := range statuses {
			t.Run(row.operation+" in "+string(from), func(t *testing.T) {
				t.Parallel()
				org := oktatest.NewOrg()
				c := newClient(t, org)
				added, err := org.AddUser(gen.User{
					Status:  from,
					Profile: genProfile("ada"),
					Credentials: gen.UserCredentials{
						Password:         &gen.PasswordCredential{Value: "right"},
						RecoveryQuestion: &gen.RecoveryQuestionCredential{Question: "Who?", Answer: "Charles"},
					},
				})
				require.NoError(t, err)
				require.Equal(t, from, added.Status)
				path := user(added.ID)
				if row.path != "" {
					path += "/" + row.path
				}
				answer := c.send(row.method, path, row.body)
				require.Equal(t, 1, org.Count(row.operation))
				after, err := org.User(added.ID)
				want := row.outcomes[i]
				switch {
				case want == gone:
					require.Error(t, err)
				case want[0] == '4':
					require.Equal(t, want[:3], strconv.Itoa(answer.status))
					require.Equal(t, want[4:], answer.object()["errorCode"])
					require.Equal(t, added, after, "a refused operation changes nothing")
				default:
					require.Less(t, answer.status, 300, answer.body)
					require.Equal(t, gen.UserStatus(want), after.Status)
				}
			})
		}
	}
}

func TestActivationWithoutAPasswordProvisions(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	id := c.create("activate=false", object{"profile": profile("ada@example.com")})["id"].(string)
	link := c.send("POST", user(id, "lifecycle", "activate")+"?sendEmail=false", nil).is(200, "").object()
	require.Contains(t, link["activationUrl"], "https://oktatest.example/welcome/")
	require.Equal(t, "PROVISIONED", c.send("GET", user(id), nil).object()["status"])
	require.Error(t, org.OpenActivationLink("no token", "first-1"))
	require.NoError(t, org.OpenActivationLink(link["activationToken"].(string), "first-1"))
	require.Error(t, org.OpenActivationLink(link["activationToken"].(string), "first-1"), "once only")
	require.NoError(t, org.SignIn("ada@example.com", "first-1"))
	require.Equal(t, "ACTIVE", c.send("GET", user(id), nil).object()["status"])
}

func TestTheTimesOfAUserFollowItsLife(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		org := oktatest.NewOrg()
		c := newClient(t, org)
		at := func(seconds int) string {
			return time.Date(2000, 1, 1, 0, 0, seconds, 0, time.UTC).Format("2006-01-02T15:04:05.000Z")
		}
		times := func(u object) [6]any {
			return [6]any{u["created"], u["activated"], u["statusChanged"], u["lastLogin"], u["lastUpdated"], u["passwordChanged"]}
		}
		u := c.create("activate=false", object{"profile": profile("ada")})
		id := u["id"].(string)
		read := func() [6]any { return times(c.send("GET", user(id), nil).object()) }
		require.Equal(t, [6]any{at(0), nil, nil, nil, at(0), nil}, times(u))
		time.Sleep(time.Second)
		c.send("PUT", user(id), object{"profile": profile("ada"), "credentials": object{"password": object{"value": "first-1"}}}).is(200, "")
		require.Equal(t, [6]any{at(0), nil, nil, nil, at(1), at(1)}, read())
		time.Sleep(time.Second)
		c.send("POST", user(id, "lifecycle", "activate")+"?sendEmail=true", nil).is(200, "")
		require.Equal(t, [6]any{at(0), at(2), at(2), nil, at(2), at(1)}, read())
		time.Sleep(time.Second)
		require.NoError(t, org.SignIn("ada", "first-1"))
		require.Equal(t, [6]any{at(0), at(2), at(2), at(3), at(2), at(1)}, read())
		time.Sleep(time.Second)
		c.send("POST", user(id, "lifecycle", "suspend"), nil).is(200, "")
		require.Equal(t, [6]any{at(0), at(2), at(4), at(3), at(4), at(1)}, read())
	})
}

func TestTransitionsEndAfterTheDelay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		org := oktatest.NewOrg(oktatest.WithTransitionDelay(time.Minute))
		c := newClient(t, org)
		group := org.AddGroup("Engineers")
		u := c.create("activate=true", object{"profile": profile("ada"), "credentials": object{"password": object{"value": "first-1"}}})
		id := u["id"].(string)
		require.Equal(t, "STAGED", u["status"])
		require.Equal(t, "ACTIVE", u["transitioningToStatus"])
		require.NoError(t, org.AddGroupMember(group.ID, id))
		c.send("POST", user(id, "lifecycle", "deactivate"), nil).is(403, "E0000038")
		c.send("DELETE", user(id), nil).is(403, "E0000038")
		time.Sleep(time.Minute)
		u = c.send("GET", user(id), nil).object()
		require.Equal(t, "ACTIVE", u["status"])
		require.NotContains(t, u, "transitioningToStatus")

		c.send("POST", user(id, "lifecycle", "deactivate"), nil).is(200, "")
		time.Sleep(time.Minute - time.Nanosecond)
		require.Equal(t, "DEPROVISIONED", c.send("GET", user(id), nil).object()["transitioningToStatus"])
		require.Len(t, c.send("GET", user(id, "groups"), nil).list(), 2)
		time.Sleep(time.Nanosecond)
		require.Equal(t, "DEPROVISIONED", c.send("GET", user(id), nil).object()["status"])
		require.Empty(t, c.send("GET", user(id, "groups"), nil).list())
		require.Len(t, c.send("GET", `/api/v1/users?search=status+eq+"DEPROVISIONED"`, nil).list(), 1)
	})
}

func TestLinksFollowTheStatus(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	id := c.create("activate=false", object{"profile": profile("ada"), "credentials": object{"password": object{"value": "right"}}})["id"].(string)
	for status, want := range map[gen.UserStatus][]string{
		"STAGED":           {"activate"},
		"PROVISIONED":      {"deactivate", "reactivate", "resetFactors", "resetPassword", "suspend"},
		"ACTIVE":           {"changePassword", "changeRecoveryQuestion", "deactivate", "expirePassword", "forgotPassword", "resetFactors", "resetPassword", "suspend"},
		"PASSWORD_EXPIRED": {"changePassword", "changeRecoveryQuestion", "deactivate", "expirePassword", "forgotPassword", "resetFactors", "resetPassword", "suspend"},
		"RECOVERY":         {"deactivate", "resetFactors", "resetPassword"},
		"LOCKED_OUT":       {"deactivate", "resetPassword", "unlock"},
		"SUSPENDED":        {"deactivate", "unsuspend"},
		"DEPROVISIONED":    {"activate", "delete"},
		"NOT_KNOWN_YET":    {},
	} {
		require.NoError(t, org.SetStatus(id, status))
		links := c.send("GET", user(id), nil).object()["_links"].(object)
		for _, relation := range []string{"self", "schema", "type"} {
			require.NotContains(t, links[relation], "method")
			delete(links, relation)
		}
		require.Len(t, links, len(want), status)
		for _, relation := range want {
			require.Contains(t, links, relation, status)
			require.Contains(t, links[relation], "method")
		}
	}
	require.NoError(t, org.SetStatus(id, "ACTIVE"))
	items := c.send("GET", "/api/v1/users", nil).list()
	require.Equal(t, object{"self": object{"href": "https://oktatest.example" + user(id)}}, items[0]["_links"])
}
