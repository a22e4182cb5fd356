package wrapper_test

import (
	"context"
	"errors"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// callsWithIDs are the operations that take ids; each passes id for one of them.
var callsWithIDs = map[string]func(ctx context.Context, c *okta.Client, id string) error{
	"getUser": func(ctx context.Context, c *okta.Client, id string) error { return result(c.GetUser(ctx, id)) },
	"updateUser": func(ctx context.Context, c *okta.Client, id string) error {
		return result(c.UpdateUser(ctx, id, okta.User{}))
	},
	"deactivateOrDeleteUser": func(ctx context.Context, c *okta.Client, id string) error {
		return c.DeactivateOrDeleteUser(ctx, id, nil)
	},
	"listAppLinks": func(ctx context.Context, c *okta.Client, id string) error {
		return result(c.ListAppLinks(ctx, id, nil))
	},
	"changePassword": func(ctx context.Context, c *okta.Client, id string) error {
		return result(c.ChangePassword(ctx, id, okta.ChangePasswordRequest{}))
	},
	"changeRecoveryQuestion": func(ctx context.Context, c *okta.Client, id string) error {
		return result(c.ChangeRecoveryQuestion(ctx, id, okta.UserCredentials{}))
	},
	"forgotPassword": func(ctx context.Context, c *okta.Client, id string) error {
		return result(c.ForgotPassword(ctx, id, nil))
	},
	"listUserGroups": func(ctx context.Context, c *okta.Client, id string) error {
		return drain(c.ListUserGroups(ctx, id, nil))
	},
	"activateUser": func(ctx context.Context, c *okta.Client, id string) error {
		return result(c.ActivateUser(ctx, id, nil))
	},
	"deactivateUser": func(ctx context.Context, c *okta.Client, id string) error { return c.DeactivateUser(ctx, id, nil) },
	"suspendUser":    func(ctx context.Context, c *okta.Client, id string) error { return c.SuspendUser(ctx, id) },
	"unsuspendUser":  func(ctx context.Context, c *okta.Client, id string) error { return c.UnsuspendUser(ctx, id) },
	"unlockUser":     func(ctx context.Context, c *okta.Client, id string) error { return c.UnlockUser(ctx, id) },
	"expirePassword": func(ctx context.Context, c *okta.Client, id string) error {
		return result(c.ExpirePassword(ctx, id, nil))
	},
	"resetPassword": func(ctx context.Context, c *okta.Client, id string) error {
		return result(c.ResetPassword(ctx, id, nil))
	},
	"resetAllFactors": func(ctx context.Context, c *okta.Client, id string) error { return c.ResetAllFactors(ctx, id) },
	"listAssignedRoles": func(ctx context.Context, c *okta.Client, id string) error {
		return result(c.ListAssignedRoles(ctx, id, nil))
	},
	"addRoleToUser": func(ctx context.Context, c *okta.Client, id string) error {
		return result(c.AddRoleToUser(ctx, id, okta.Role{Type: okta.RoleTypeUserAdmin}))
	},
	"removeRoleFromUser":         func(ctx context.Context, c *okta.Client, id string) error { return c.RemoveRoleFromUser(ctx, id, "r") },
	"removeRoleFromUser, roleId": func(ctx context.Context, c *okta.Client, id string) error { return c.RemoveRoleFromUser(ctx, "u", id) },
	"listGroupTargetsForRole": func(ctx context.Context, c *okta.Client, id string) error {
		return drain(c.ListGroupTargetsForRole(ctx, id, "r", nil))
	},
	"listGroupTargetsForRole, roleId": func(ctx context.Context, c *okta.Client, id string) error {
		return drain(c.ListGroupTargetsForRole(ctx, "u", id, nil))
	},
	"addGroupTargetToRole": func(ctx context.Context, c *okta.Client, id string) error {
		return c.AddGroupTargetToRole(ctx, id, "r", "g")
	},
	"addGroupTargetToRole, roleId": func(ctx context.Context, c *okta.Client, id string) error {
		return c.AddGroupTargetToRole(ctx, "u", id, "g")
	},
	"addGroupTargetToRole, groupId": func(ctx context.Context, c *okta.Client, id string) error {
		return c.AddGroupTargetToRole(ctx, "u", "r", id)
	},
	"removeGroupTargetFromRole": func(ctx context.Context, c *okta.Client, id string) error {
		return c.RemoveGroupTargetFromRole(ctx, id, "r", "g")
	},
	"removeGroupTargetFromRole, roleId": func(ctx context.Context, c *okta.Client, id string) error {
		return c.RemoveGroupTargetFromRole(ctx, "u", id, "g")
	},
	"removeGroupTargetFromRole, groupId": func(ctx context.Context, c *okta.Client, id string) error {
		return c.RemoveGroupTargetFromRole(ctx, "u", "r", id)
	},
	"endAllUserSessions": func(ctx context.Context, c *okta.Client, id string) error { return c.EndAllUserSessions(ctx, id, nil) },
}

func TestIDsThatWouldChangeThePathAreRefusedWithoutARequest(t *testing.T) {
	t.Parallel()
	client := newClient(t, newScript(t, "").URL)
	for name, call := range callsWithIDs {
		for _, id := range []string{"", ".", ".."} {
			t.Run(name+" "+id, func(t *testing.T) {
				t.Parallel()
				err := call(t.Context(), client, id)
				argument, ok := errors.AsType[*okta.ArgumentError](err)
				require.True(t, ok, "%v", err)
				assert.Contains(t, name, argument.Operation)
				assert.Contains(t, []string{"userId", "roleId", "groupId"}, argument.Argument)
			})
		}
	}
}

func TestIDsReachTheServerAsOneSegment(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"a/b", "a#b", "a?b", "a%2Fb", "a b", "ü@x.de", "a+b@x.com", "../groups/x", "...", "%2e%2e", "a;b", "a,b", "a\\b", "a\nb", "a:b", "{a}", "*"} {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			server := newScript(t, "/p",
				exchange{method: "DELETE", uri: "/api/v1/users/" + url.PathEscape(id), status: 204},
				exchange{method: "PUT", uri: "/api/v1/users/u/roles/r/targets/groups/" + url.PathEscape(id), status: 204},
			)
			client := newClient(t, server.URL+"/p")
			require.NoError(t, client.DeactivateOrDeleteUser(t.Context(), id, nil))
			require.NoError(t, client.AddGroupTargetToRole(t.Context(), "u", "r", id))
		})
	}
}
