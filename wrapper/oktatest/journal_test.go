package oktatest_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func TestRequestsAreKeptAsTheyWereSent(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	c.send("POST", "/api/v1/users?activate=false", `{"profile":{}}`).is(400, "E0000001")
	c.send("GET", "/nowhere", nil).is(404, "E0000008")
	requests := org.Requests()
	require.Len(t, requests, 2)
	first := requests[0]
	require.Equal(t, []string{"createUser", "POST", "https://oktatest.example/api/v1/users?activate=false", `{"profile":{}}`, "SSWS " + org.Token()},
		[]string{first.Operation, first.Method, first.URL, string(first.Body), first.Header.Get("Authorization")})
	require.Equal(t, "", requests[1].Operation)
	require.Equal(t, 1, org.Count("createUser"))
	require.Equal(t, 1, org.Count(""))
	require.Zero(t, org.Count("getUser"))
}

func TestTheJournalKeepsTheLatest(t *testing.T) {
	t.Parallel()
	for _, size := range []int{-1, 0, 1, 3} {
		org := oktatest.NewOrg(oktatest.WithJournal(size))
		c := newClient(t, org)
		for sent := 1; sent < 12; sent++ {
			c.send("GET", user(fmt.Sprint(sent)), nil)
			requests := org.Requests()
			require.Len(t, requests, max(0, min(sent, size)))
			for i, request := range requests {
				require.Equal(t, org.URL()+user(fmt.Sprint(sent-len(requests)+1+i)), request.URL)
			}
			require.Equal(t, sent, org.Count("getUser"))
		}
	}
}

func TestTheOrgTellsWhichScopesWereUsed(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg(oktatest.WithJournal(0))
	require.Empty(t, org.UsedScopes())
	c := newClient(t, org)
	c.send("GET", "/api/v1/users", nil).is(200, "")
	c.send("GET", "/nowhere", nil).is(404, "E0000008")
	require.Equal(t, []string{"okta.users.read"}, org.UsedScopes())
	c.send("GET", "/api/v1/groups", nil).is(200, "")
	c.send("POST", user("nobody", "lifecycle", "suspend"), nil).is(404, "E0000007")
	require.Equal(t, []string{"okta.groups.read", "okta.users.manage"}, org.UsedScopes())
}
