package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func environment(variables map[string]string) func(string) string {
	return func(name string) string { return variables[name] }
}

func TestTheWalkUsesEveryOperation(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), &out, environment(nil)))
	for _, operation := range gen.Operations() {
		assert.Contains(t, out.String(), "\n"+operation.ID+" ")
	}
	assert.Contains(t, out.String(), fmt.Sprintf(" steps, %d operations. Nothing is left behind.", len(gen.Operations())))
}

func TestTheWalkRunsOnTheOrgOfTheEnvironment(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	assignToEveryone(t, org, "mail", "wiki")
	server := oktatest.NewServer(org)
	defer server.Close()
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), &out, environment(map[string]string{"OKTA_CLIENT_ORGURL": server.URL, "OKTA_CLIENT_TOKEN": org.Token()})))
	assert.True(t, strings.HasPrefix(out.String(), "Running on "+server.URL+". Only what is made here is touched"), out.String())
	assert.Contains(t, out.String(), fmt.Sprintf(" steps, %d operations. Nothing is left behind.", len(gen.Operations())-len(onGranted)))
	for _, operation := range onGranted {
		assert.NotContains(t, out.String(), "\n"+operation+" ")
	}
	requireNothingLeft(t, org)
}

// assignToEveryone assigns apps to each user of an org.
func assignToEveryone(t *testing.T, org *oktatest.Org, apps ...string) {
	t.Helper()
	client := oktatest.NewClient(t, org)
	groups, err := okta.Collect(client.ListGroups(t.Context(), nil), 1)
	require.NoError(t, err)
	for _, app := range apps {
		require.NoError(t, org.AddGroupAppLink(groups[0].ID, okta.AppLink{AppName: app, Label: app}))
	}
}

func TestTheWalkGoesOnWhereTheUserHasNoApps(t *testing.T) {
	t.Parallel()
	for name, apps := range map[string][]string{"none": nil, "of one name": {"mail", "mail"}} {
		org := oktatest.NewOrg()
		assignToEveryone(t, org, apps...)
		client := oktatest.NewClient(t, org)
		require.NoError(t, walk(t.Context(), &bytes.Buffer{}, client, nil), name)
		require.Zero(t, org.Count("addApplicationTargetToAdminRoleForUser"), name)
		requireNothingLeft(t, org)
	}
}

// onGranted are the operations on one grant or token, which a user has of a sign-in alone.
var onGranted = []string{"getUserGrant", "revokeUserGrant", "getRefreshTokenForUserAndClient", "revokeTokenForUserAndClient"}

func TestHalfAnEnvironmentIsRefused(t *testing.T) {
	t.Parallel()
	err := run(t.Context(), &bytes.Buffer{}, environment(map[string]string{"OKTA_CLIENT_ORGURL": "https://acme.okta.com"}))
	require.ErrorContains(t, err, "set both")
}

func TestWhatWasMadeIsRemovedAfterAFailureOfAnyOperation(t *testing.T) {
	t.Parallel()
	for _, o := range gen.Operations() {
		operation := o.ID
		if operation == "createUser" {
			continue // there is no user yet
		}
		t.Run(operation, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { // the deletion is waited for
				org := oktatest.NewOrg()
				require.NoError(t, org.Script(operation, oktatest.Fail(404, "E0000007", "as the test asked for")))
				client := oktatest.NewClient(t, org)
				require.ErrorContains(t, walk(t.Context(), &bytes.Buffer{}, client, org), "as the test asked for")
				requireNothingLeft(t, org)
			})
		})
	}
}

func TestTheGroupIsRemovedWhenTheAnswerToItsCreationIsLost(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	require.NoError(t, org.Script("createGroup", oktatest.DropAfter()))
	client := oktatest.NewClient(t, org)
	require.Error(t, walk(t.Context(), &bytes.Buffer{}, client, org))
	require.Equal(t, 1, org.Count("createGroup"))
	require.Equal(t, 1, org.Count("deleteGroup"))
	requireNothingLeft(t, org)
}

func TestTheDefinitionIsRemovedWhenTheAnswerToItsCreationIsLost(t *testing.T) {
	t.Parallel()
	for _, lost := range []oktatest.Answer{oktatest.Drop(), oktatest.DropAfter()} {
		org := oktatest.NewOrg()
		require.NoError(t, org.Script("addLinkedObjectDefinition", lost))
		client := oktatest.NewClient(t, org)
		err := walk(t.Context(), &bytes.Buffer{}, client, org)
		require.Error(t, err)
		require.NotContains(t, err.Error(), "by hand")
		require.Equal(t, 1, org.Count("addLinkedObjectDefinition"))
		requireNothingLeft(t, org)
	}
}

func TestTheUserTypeIsRemovedWhenTheAnswerToItsCreationIsLost(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	require.NoError(t, org.Script("createUserType", oktatest.DropAfter()))
	client := oktatest.NewClient(t, org)
	require.Error(t, walk(t.Context(), &bytes.Buffer{}, client, org))
	require.Equal(t, 1, org.Count("createUserType"))
	require.Equal(t, 1, org.Count("deleteUserType"))
	requireNothingLeft(t, org)
}

func TestTheWalkGoesOnWhereTheOrgAllowsNoGroup(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	require.NoError(t, org.Script("createGroup", oktatest.Fail(403, "E0000006", "not allowed, as the test asked for")))
	client := oktatest.NewClient(t, org)
	var out bytes.Buffer
	require.NoError(t, walk(t.Context(), &out, client, org))
	require.Contains(t, out.String(), "1 steps refused by this org")
	requireNothingLeft(t, org)
}

func TestTheUserIsRemovedWhenTheAnswerToItsCreationIsLost(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	require.NoError(t, org.Script("createUser", oktatest.DropAfter()))
	client := oktatest.NewClient(t, org)
	require.Error(t, walk(t.Context(), &bytes.Buffer{}, client, org))
	require.Equal(t, 1, org.Count("createUser"))
	requireNothingLeft(t, org)
}

func TestTheUserIsRemovedWhenItsCreationIsAnsweredByAGateway(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusOK, http.StatusGatewayTimeout} {
		org := oktatest.NewOrg()
		gateway := okta.WithMiddleware(func(r *http.Request, next func(*http.Request) (*http.Response, error)) (*http.Response, error) {
			response, err := next(r)
			if err == nil && okta.Operation(r.Context()) == "createUser" {
				response.StatusCode = status
				response.Header.Set("Content-Type", "text/html")
			}
			return response, err
		})
		client := oktatest.NewClient(t, org, gateway)
		require.Error(t, walk(t.Context(), &bytes.Buffer{}, client, org))
		require.Equal(t, 1, org.Count("createUser"))
		requireNothingLeft(t, org)
	}
}

func TestAnInterruptWaitsForTheUserThatIsBeingMade(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	ctx, cancel := context.WithCancel(t.Context())
	slow := okta.WithMiddleware(func(r *http.Request, next func(*http.Request) (*http.Response, error)) (*http.Response, error) {
		if okta.Operation(r.Context()) == "createUser" {
			cancel()
			assert.NoError(t, r.Context().Err())
		}
		return next(r)
	})
	client := oktatest.NewClient(t, org, slow)
	require.ErrorIs(t, walk(ctx, &bytes.Buffer{}, client, org), context.Canceled)
	requireNothingLeft(t, org)
}

// cancelWriter cancels when a line of the walk appears.
type cancelWriter struct {
	at     string
	cancel context.CancelFunc
}

func (w cancelWriter) Write(line []byte) (int, error) {
	if strings.HasPrefix(string(line), w.at) {
		w.cancel()
	}
	return len(line), nil
}

func TestWhatWasMadeIsRemovedAfterAnInterrupt(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	client := oktatest.NewClient(t, org)
	ctx, cancel := context.WithCancel(t.Context())
	require.ErrorIs(t, walk(ctx, cancelWriter{"activateUser", cancel}, client, org), context.Canceled)
	requireNothingLeft(t, org)
}

func requireNothingLeft(t *testing.T, org *oktatest.Org) {
	t.Helper()
	client := oktatest.NewClient(t, org)
	for _, search := range []string{"", `status eq "DEPROVISIONED"`} {
		for user, err := range client.ListUsers(t.Context(), &okta.ListUsersOptions{Search: search}) {
			require.NoError(t, err)
			require.Failf(t, "a user is left", "%s is %s", user.ID, user.Status)
		}
	}
	definitions, err := client.ListLinkedObjectDefinitions(t.Context())
	require.NoError(t, err)
	require.Empty(t, definitions, "a linked object definition is left")
	for group, err := range client.ListGroups(t.Context(), &okta.ListGroupsOptions{Filter: `type eq "OKTA_GROUP"`}) {
		require.NoError(t, err)
		require.Failf(t, "a group is left", "%s is %s", group.ID, group.Profile.Name)
	}
	types, err := client.ListUserTypes(t.Context())
	require.NoError(t, err)
	require.Len(t, types, 1, "a user type is left")
}
