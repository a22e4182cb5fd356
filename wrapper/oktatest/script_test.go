package oktatest_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// get sends a request whose answer may be broken, over the org's transport or a server.
func get(t *testing.T, client *http.Client, base, token string) (status int, header http.Header, body string, err error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "GET", base+"/api/v1/users", nil)
	require.NoError(t, err)
	r.Header.Set("Authorization", "SSWS "+token)
	answer, err := client.Do(r)
	if err != nil {
		return 0, nil, "", err
	}
	data, err := io.ReadAll(answer.Body)
	require.NoError(t, answer.Body.Close())
	return answer.StatusCode, answer.Header, string(data), err
}

func TestScriptedAnswersComeInOrderAndThenTheRealOnes(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	org.SeedUsers(1)
	server := oktatest.NewServer(org)
	t.Cleanup(server.Close)
	for name, way := range map[string]struct {
		client *http.Client
		base   string
	}{
		"without a socket": {org.HTTPClient(), org.URL()},
		"with a server":    {&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}, server.URL},
	} {
		before := org.Count("listUsers")
		require.NoError(t, org.Script("listUsers",
			oktatest.Fail(500, "E0000009", "Internal Server Error", "of a cause"),
			oktatest.Text(502, "text/html", "<html>Bad Gateway</html>"),
			oktatest.Text(503, "", ""),
			oktatest.BrokenJSON(), oktatest.CutBody(), oktatest.Drop(),
		))
		require.NoError(t, org.Script("listUsers", oktatest.Pass(), oktatest.Header("Link", "<https://evil.example/>; rel=\"next\"", "nonsense"), oktatest.Header("x-okta-request-id")))
		require.Equal(t, 9, org.PendingAnswers("listUsers"))
		ask := func() (int, http.Header, string, error) { return get(t, way.client, way.base, org.Token()) }

		status, _, body, err := ask()
		require.NoError(t, err)
		require.Equal(t, 500, status)
		require.Contains(t, body, `"errorCauses":[{"errorSummary":"of a cause"}]`)
		status, header, body, err := ask()
		require.NoError(t, err)
		require.Equal(t, []any{502, "text/html", "<html>Bad Gateway</html>"}, []any{status, header.Get("Content-Type"), body})
		status, _, body, err = ask()
		require.NoError(t, err)
		require.Equal(t, []any{503, ""}, []any{status, body})
		status, _, body, err = ask()
		require.NoError(t, err)
		require.Equal(t, 200, status)
		require.False(t, json.Valid([]byte(body)))
		status, _, body, err = ask()
		require.ErrorIs(t, err, io.ErrUnexpectedEOF, name)
		require.Equal(t, 200, status)
		require.NotEmpty(t, body)
		_, _, _, err = ask()
		require.Error(t, err, name)
		status, _, body, err = ask()
		require.NoError(t, err)
		require.Equal(t, 200, status)
		require.True(t, json.Valid([]byte(body)))
		_, header, _, err = ask()
		require.NoError(t, err)
		require.Equal(t, []string{"<https://evil.example/>; rel=\"next\"", "nonsense"}, header.Values("Link"))
		_, header, _, err = ask()
		require.NoError(t, err)
		require.Empty(t, header.Get("X-Okta-Request-Id"))
		_, header, _, err = ask()
		require.NoError(t, err)
		require.NotEmpty(t, header.Get("X-Okta-Request-Id"))
		require.Equal(t, before+10, org.Count("listUsers"))
	}
}

func TestAScriptCanGiveAnyAnswer(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	header := http.Header{"X-Rate-Limit-Remaining": {"5", "0"}, "Content-Type": {"application/problem+json"}}
	require.NoError(t, org.Script("getUser", oktatest.Respond(299, header, `{"title":"odd"}`), oktatest.Respond(503, nil, "")))
	c.http = org.HTTPClient() // the contract has no such answer
	answer := c.send("GET", user("x"), nil).is(299, "")
	require.Equal(t, header, answer.header)
	require.Equal(t, `{"title":"odd"}`, answer.body)
	answer = c.send("GET", user("x"), nil).is(503, "")
	require.Empty(t, answer.header)
	require.Empty(t, answer.body)
	for _, status := range []int{-1, 0, 42, 100, 199, 1000} {
		for _, answer := range []oktatest.Answer{oktatest.Respond(status, nil, ""), oktatest.Text(status, "", ""), oktatest.Fail(status, "E0000009", "")} {
			require.ErrorContains(t, org.Script("getUser", oktatest.Pass(), answer), "script: an answer can't have the status ")
		}
	}
	require.Zero(t, org.PendingAnswers("getUser"))
}

func TestADroppedAnswerMayHaveHadItsEffect(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	id := org.SeedUsers(1)[0]
	suspend := func() error {
		r, err := http.NewRequestWithContext(t.Context(), "POST", org.URL()+user(id, "lifecycle", "suspend"), nil)
		require.NoError(t, err)
		r.Header.Set("Authorization", "SSWS "+org.Token())
		answer, err := org.HTTPClient().Do(r)
		if err == nil {
			require.NoError(t, answer.Body.Close())
		}
		return err
	}
	require.NoError(t, org.Script("suspendUser", oktatest.Drop(), oktatest.DropAfter()))
	require.Error(t, suspend())
	require.Equal(t, "ACTIVE", c.send("GET", user(id), nil).object()["status"])
	require.Error(t, suspend())
	require.Equal(t, "SUSPENDED", c.send("GET", user(id), nil).object()["status"])
}

func TestScriptsAreForOperations(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	require.EqualError(t, org.Script("getUsers", oktatest.Pass()), `script: "getUsers" is no operation`)
	require.NoError(t, org.Script("getUser", oktatest.Pass()))
	org.ClearScripts()
	require.Zero(t, org.PendingAnswers("getUser"))
}

func TestDelaysEndWithTheContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		org := oktatest.NewOrg(oktatest.WithLatency(time.Second))
		c := newClient(t, org)
		id := org.SeedUsers(1)[0]
		start := time.Now()
		c.send("GET", user(id), nil).is(200, "")
		require.Equal(t, time.Second, time.Since(start))

		require.NoError(t, org.Script("suspendUser", oktatest.Pass().After(time.Hour)))
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		r, err := http.NewRequestWithContext(ctx, "POST", org.URL()+user(id, "lifecycle", "suspend"), nil)
		require.NoError(t, err)
		r.Header.Set("Authorization", "SSWS "+org.Token())
		_, err = org.HTTPClient().Do(r)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.Equal(t, "ACTIVE", c.send("GET", user(id), nil).object()["status"], "nothing happened")

		_, err = org.HTTPClient().Do(r) // its context has ended
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.Equal(t, 1, org.Count("suspendUser"))

		impatient := org.HTTPClient()
		impatient.Timeout = time.Millisecond
		_, err = impatient.Get(org.URL())
		require.Error(t, err)
		require.True(t, errors.Is(err, context.DeadlineExceeded))
	})
}

func TestALimitedAnswerSaysWhenToComeBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		org := oktatest.NewOrg()
		c := newClient(t, org)
		require.NoError(t, org.Script("getUser", oktatest.RateLimited(90*time.Second)))
		answer := c.send("GET", user("x"), nil).is(429, "E0000047")
		require.Equal(t, "946684890", answer.header.Get("X-Rate-Limit-Reset"))
		require.Equal(t, [2]string{"600", "0"}, limitHeaders(answer))
	})
}
