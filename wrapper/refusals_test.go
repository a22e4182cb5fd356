package wrapper_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

// An org says why it refuses a token in the header alone; the body is empty.
func TestOAuthRefusalsAreReadFromTheirHeader(t *testing.T) {
	t.Parallel()
	const end = `authorization_uri="http://acme.okta.com/oauth2/v1/authorize", realm="http://acme.okta.com", scope="okta.users.read okta.groups.read"`
	for name, test := range map[string]struct {
		status int
		lines  []string
		want   okta.Error
		text   string
	}{
		"a scope that the token lacks": {403,
			[]string{`Bearer ` + end + `, error="insufficient_scope", error_description="The access token must provide access to at least one of these scopes - okta.users.read", resource="/api/v1/users"`},
			okta.Error{Code: okta.CodeInsufficientScope, Summary: "The access token must provide access to at least one of these scopes - okta.users.read", MissingScopes: []string{"okta.users.read", "okta.groups.read"}},
			"okta: getUser: 403 Forbidden: insufficient_scope: The access token must provide access to at least one of these scopes - okta.users.read; request id req-1"},
		"a token that is no good": {401, []string{`Bearer ` + end + `, error="invalid_token", error_description="The access token is invalid."`},
			okta.Error{Code: okta.CodeInvalidAccessToken, Summary: "The access token is invalid."},
			"okta: getUser: 401 Unauthorized: invalid_token: The access token is invalid.; request id req-1"},
		"a proof that is no good": {400, []string{`DPoP algs="RS256 ES256", ` + end + `, error="invalid_dpop_proof", error_description="The DPoP proof JWT header is missing."`},
			okta.Error{Code: okta.CodeInvalidDPoPProof, Summary: "The DPoP proof JWT header is missing."},
			"okta: getUser: 400 Bad Request: invalid_dpop_proof: The DPoP proof JWT header is missing.; request id req-1"},
		"not quoted": {403, []string{`Bearer error=insufficient_scope,scope=okta.users.read`},
			okta.Error{Code: okta.CodeInsufficientScope, MissingScopes: []string{"okta.users.read"}},
			"okta: getUser: 403 Forbidden: insufficient_scope; request id req-1"},
		"the second in a line": {401, []string{`Basic realm="x", Bearer error="invalid_token"`},
			okta.Error{Code: okta.CodeInvalidAccessToken}, "okta: getUser: 401 Unauthorized: invalid_token; request id req-1"},
		"the second line": {401, []string{`Basic realm="x"`, `DPoP error="invalid_token"`},
			okta.Error{Code: okta.CodeInvalidAccessToken}, "okta: getUser: 401 Unauthorized: invalid_token; request id req-1"},
		"no reason": {401, []string{`Basic realm="x"`}, okta.Error{}, "okta: getUser: 401 Unauthorized; request id req-1"},
		"a token in the reason": {401, []string{`Bearer error="invalid_token", error_description="no such token: ` + testkit.Token + `"`},
			okta.Error{Code: okta.CodeInvalidAccessToken, Summary: "no such token: [redacted]"},
			"okta: getUser: 401 Unauthorized: invalid_token: no such token: [redacted]; request id req-1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
				return testkit.Reply(test.status, http.Header{"Www-Authenticate": test.lines}, ""), nil
			})
			_, err := client.GetUser(t.Context(), "00u1", nil)
			require.EqualError(t, err, test.text)
			got, ok := errors.AsType[*okta.Error](err)
			require.True(t, ok)
			test.want.Operation, test.want.StatusCode, test.want.RequestID = "getUser", test.status, "req-1"
			assert.Equal(t, test.want, exported(*got))
			if test.want.Code != "" {
				require.ErrorIs(t, err, test.want.Code)
			}
		})
	}
}

func TestTheBodysReasonComesBeforeTheHeaders(t *testing.T) {
	t.Parallel()
	client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
		return testkit.Reply(401, http.Header{"Www-Authenticate": {`Bearer error="invalid_token"`}}, `{"errorCode":"E0000011","errorSummary":"Invalid token provided"}`), nil
	})
	_, err := client.GetUser(t.Context(), "00u1", nil)
	require.ErrorIs(t, err, okta.CodeInvalidToken)
}

// A server may send back what it was sent.
func TestATokenThatTheServerSaysIsMasked(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]*http.Response{
		"in the summary":    testkit.Reply(400, nil, `{"errorCode":"E0000001","errorSummary":"bad `+testkit.Token+`","errorId":"`+testkit.Token+`","errorCauses":[{"errorSummary":"`+testkit.Token+`"}]}`),
		"as the code":       testkit.Reply(400, nil, `{"errorCode":"`+testkit.Token+`"}`),
		"in plain JSON":     testkit.Reply(404, nil, `{"message":"no `+testkit.Token+`"}`),
		"in HTML":           testkit.Reply(502, http.Header{"Content-Type": {"text/html"}}, "<html>SSWS "+testkit.Token+"</html>"),
		"as the request id": testkit.Reply(404, http.Header{"X-Okta-Request-Id": {testkit.Token}}, `{"errorCode":"E0000007"}`),
		"in a user":         testkit.Reply(200, nil, `{"profile":["`+testkit.Token+`"]}`),
		"as no user":        testkit.Reply(200, http.Header{"Content-Type": {"text/html"}}, testkit.Token),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := testkit.Wired(t, func(*http.Request) (*http.Response, error) { return answer, nil }, okta.WithRetry(okta.RetryPolicy{Attempts: 1}))
			_, err := client.GetUser(t.Context(), "00u1", nil)
			e, ok := errors.AsType[*okta.Error](err)
			require.True(t, ok, "%v", err)
			for _, print := range []string{fmt.Sprintf("%+v %#v", err, *e), e.LogValue().String(), fmt.Sprintf("%+v", e.Causes)} {
				assert.Empty(t, testkit.Exposed(print))
			}
		})
	}
}

// What is not repeatable may have been done where its answer was lost, and the error says so; other errors don't.
func TestALostAnswerSaysThatItMayHaveBeenDone(t *testing.T) {
	t.Parallel()
	const hint = "; it may have been done all the same: look before you try again"
	create := func(ctx context.Context, c *okta.Client) error {
		_, err := c.CreateUser(ctx, okta.User{}, nil)
		return err
	}
	read := func(ctx context.Context, c *okta.Client) error {
		_, err := c.GetUser(ctx, "00u1", nil, okta.WithoutRetry())
		return err
	}
	lost := func(*http.Request) (*http.Response, error) { return nil, io.EOF }
	late := func(r *http.Request) (*http.Response, error) {
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	for name, test := range map[string]struct {
		call func(context.Context, *okta.Client) error
		wire testkit.Wire
		text string
	}{
		"lost":                {create, lost, "okta: createUser: the connection broke before the answer came: EOF" + hint},
		"late":                {create, late, "okta: createUser: no whole answer within the request timeout of 2m0s: context deadline exceeded" + hint},
		"a read that is lost": {read, lost, "okta: getUser: the connection broke before the answer came: EOF"},
		"a refusal":           {create, func(*http.Request) (*http.Response, error) { return testkit.Reply(400, nil, "{}"), nil }, "okta: createUser: 400 Bad Request; request id req-1"},
	} {
		synctest.Test(t, func(t *testing.T) {
			require.EqualError(t, test.call(t.Context(), testkit.Wired(t, test.wire)), test.text, name)
		})
	}
}

func TestTheCauseOfAContextIsKeptWhereverItEnds(t *testing.T) {
	t.Parallel()
	cause := errors.New("the user has left")
	for name, wire := range map[string]testkit.Wire{
		"while it is sent": func(r *http.Request) (*http.Response, error) { <-r.Context().Done(); return nil, r.Context().Err() },
		"between attempts": func(*http.Request) (*http.Response, error) {
			return testkit.Reply(503, http.Header{"Retry-After": {"60"}}, ""), nil
		},
		"before it is sent": nil,
	} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancelCause(t.Context())
			if wire == nil {
				cancel(cause)
			} else {
				time.AfterFunc(time.Second, func() { cancel(cause) })
			}
			_, err := testkit.Wired(t, wire).GetUser(ctx, "00u1", nil)
			require.ErrorIs(t, err, context.Canceled, name)
			require.ErrorIs(t, err, cause, name)
			testkit.OneLined(t, err.Error())
		})
	}
	synctest.Test(t, func(t *testing.T) {
		client := testkit.Wired(t, func(*http.Request) (*http.Response, error) {
			return testkit.Reply(200, testkit.LimitHeader(1, 0, time.Now().Add(time.Minute)), "{}"), nil
		})
		require.NoError(t, client.SuspendUser(t.Context(), "00u1"))
		ctx, cancel := context.WithCancelCause(t.Context())
		time.AfterFunc(time.Second, func() { cancel(cause) })
		err := client.SuspendUser(ctx, "00u1")
		require.ErrorIs(t, err, context.Canceled, "at the gate")
		require.ErrorIs(t, err, cause, "at the gate")
	})
}

func TestAnAnswerWithoutABodyIsDoneWhereTheResultMayBeEmpty(t *testing.T) {
	t.Parallel()
	client := testkit.Wired(t, func(r *http.Request) (*http.Response, error) {
		return testkit.Reply(200, http.Header{"Content-Type": nil}, ""), nil
	})
	activation, err := client.ActivateUser(t.Context(), "00u1", nil)
	require.NoError(t, err)
	require.Zero(t, activation)
	reset, err := client.ResetPassword(t.Context(), "00u1", nil)
	require.NoError(t, err)
	require.Zero(t, reset)
	forgot, err := client.ForgotPassword(t.Context(), "00u1", nil)
	require.NoError(t, err)
	require.Zero(t, forgot)
	_, err = client.GetUser(t.Context(), "00u1", nil)
	require.ErrorContains(t, err, "its body is empty")
	_, err = client.ExpirePassword(t.Context(), "00u1", nil)
	require.ErrorContains(t, err, "its body is empty")
}

func TestWhatIsNotAClientSaysSo(t *testing.T) {
	t.Parallel()
	var none okta.Client
	none.Close()
	_, err := none.GetUser(t.Context(), "00u1", nil)
	require.EqualError(t, err, "okta: getUser: the client was not made by NewClient")
	require.EqualError(t, drain(none.ListUsers(t.Context(), nil)), "okta: listUsers: the client was not made by NewClient")
	require.EqualError(t, none.DeleteUserPermanently(t.Context(), "00u1", nil), "okta: getUser: the client was not made by NewClient")

	client := testkit.Wired(t, nil)
	_, err = client.GetUser(nil, "00u1", nil) //nolint:staticcheck // that is what is tested
	require.EqualError(t, err, "okta: getUser: the context is nil: pass context.Background() where there is no other")
	require.ErrorContains(t, drain(client.ListUsers(nil, nil)), "okta: listUsers: the context is nil") //nolint:staticcheck // that is what is tested

	_, err = okta.NewClient("https://acme.okta.com", (*authorizer)(nil))
	require.EqualError(t, err, "okta: new client: an Authorizer is needed, such as okta.APIToken(token)")
}

type authorizer struct{ token string }

func (a *authorizer) Authorize(request *http.Request) error {
	request.Header.Set("Authorization", a.token)
	return nil
}

func TestCloseGivesBackTheClientsOwnConnectionsAlone(t *testing.T) {
	t.Parallel()
	closed := 0
	client, err := okta.NewClient("https://acme.okta.com", okta.APIToken(testkit.Token), okta.WithHTTPClient(&http.Client{Transport: closer{closed: &closed}}))
	require.NoError(t, err)
	client.Close()
	require.Zero(t, closed)
}

type closer struct {
	testkit.Wire
	closed *int
}

func (c closer) CloseIdleConnections() { *c.closed++ }
