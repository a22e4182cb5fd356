package wrapper_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

func TestErrorsOfAnswers(t *testing.T) {
	t.Parallel()
	write := func(status int, contentType, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			if contentType != "" {
				w.Header().Set("Content-Type", contentType)
			}
			w.Header().Set("X-Okta-Request-Id", "req1")
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
		}
	}
	oktaError := func(code, summary string) string {
		return fmt.Sprintf(`{"errorCode":%q,"errorSummary":%q,"errorLink":%q,"errorId":"oae1","errorCauses":[]}`, code, summary, code)
	}
	tests := []struct {
		name  string
		reply http.HandlerFunc
		is    []error
		isNot []error
		want  okta.Error // exported fields
		text  string
	}{
		{
			name: "400 with causes that have more members",
			reply: write(400, "application/json", `{"errorCode":"E0000001","errorSummary":"Api validation failed: login","errorLink":"E0000001","errorId":"oae1",
				"errorCauses":[{"errorSummary":"login: taken","reason":"UNIQUE","location":"login","locationType":"body","domain":"user","more":[1]},{"errorSummary":"email: bad"}]}`),
			is:    []error{okta.ErrBadRequest, okta.CodeValidationFailed},
			isNot: []error{okta.ErrNotFound, okta.CodeNotFound, okta.ErrorCode("")},
			want: okta.Error{StatusCode: 400, Code: "E0000001", Summary: "Api validation failed: login", ID: "oae1", Causes: []okta.ErrorCause{
				{ErrorSummary: "login: taken", Reason: "UNIQUE", Location: "login", LocationType: "body", Domain: "user"}, {ErrorSummary: "email: bad"}}},
			text: "okta: listUsers: 400 Bad Request: E0000001: Api validation failed: login (login: taken; email: bad); request id req1",
		},
		{
			name:  "401",
			reply: write(401, "application/json;charset=UTF-8", oktaError("E0000011", "Invalid token provided")),
			is:    []error{okta.ErrUnauthorized, okta.CodeInvalidToken},
			want:  okta.Error{StatusCode: 401, Code: "E0000011", Summary: "Invalid token provided", ID: "oae1", Causes: []okta.ErrorCause{}},
			text:  "okta: listUsers: 401 Unauthorized: E0000011: Invalid token provided; request id req1",
		},
		{
			name:  "401 for a feature that the org lacks",
			reply: write(401, "application/json", oktaError("E0000015", "You do not have permission to access the feature you are requesting")),
			is:    []error{okta.CodeFeatureDenied, okta.ErrForbidden},
			isNot: []error{okta.ErrUnauthorized, okta.CodeInvalidToken},
			want: okta.Error{StatusCode: 401, Code: "E0000015", Summary: "You do not have permission to access the feature you are requesting", ID: "oae1",
				Causes: []okta.ErrorCause{}},
			text: "okta: listUsers: 401 Unauthorized: E0000015: You do not have permission to access the feature you are requesting; request id req1",
		},
		{
			name:  "403",
			reply: write(403, "application/json", oktaError("E0000038", "This operation is not allowed in the user's current status.")),
			is:    []error{okta.ErrForbidden, okta.CodeNotAllowedInStatus},
			want:  okta.Error{StatusCode: 403, Code: "E0000038", Summary: "This operation is not allowed in the user's current status.", ID: "oae1", Causes: []okta.ErrorCause{}},
			text:  "okta: listUsers: 403 Forbidden: E0000038: This operation is not allowed in the user's current status.; request id req1",
		},
		{
			name:  "404",
			reply: write(404, "application/json", oktaError("E0000007", "Not found: Resource not found: x (User)")),
			is:    []error{okta.ErrNotFound, okta.CodeNotFound},
			want:  okta.Error{StatusCode: 404, Code: "E0000007", Summary: "Not found: Resource not found: x (User)", ID: "oae1", Causes: []okta.ErrorCause{}},
			text:  "okta: listUsers: 404 Not Found: E0000007: Not found: Resource not found: x (User); request id req1",
		},
		{
			name:  "409 with a code that has no constant",
			reply: write(409, "application/json", oktaError("E0000157", "conflict")),
			is:    []error{okta.ErrConflict, okta.ErrorCode("E0000157")},
			want:  okta.Error{StatusCode: 409, Code: "E0000157", Summary: "conflict", ID: "oae1", Causes: []okta.ErrorCause{}},
			text:  "okta: listUsers: 409 Conflict: E0000157: conflict; request id req1",
		},
		{
			name: "429 that says how long to wait",
			reply: func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Retry-After", "7")
				write(429, "application/json", oktaError("E0000047", "API call exceeded rate limit due to too many requests."))(w, r)
			},
			is:   []error{okta.ErrRateLimited, okta.CodeRateLimited},
			want: okta.Error{StatusCode: 429, Code: "E0000047", Summary: "API call exceeded rate limit due to too many requests.", ID: "oae1", Causes: []okta.ErrorCause{}, RetryAfter: 7 * time.Second},
			text: "okta: listUsers: 429 Too Many Requests: E0000047: API call exceeded rate limit due to too many requests.; retry after 7s; request id req1",
		},
		{
			name:  "500",
			reply: write(500, "application/json", oktaError("E0000009", "Internal Server Error")),
			is:    []error{okta.CodeInternal},
			want:  okta.Error{StatusCode: 500, Code: "E0000009", Summary: "Internal Server Error", ID: "oae1", Causes: []okta.ErrorCause{}},
			text:  "okta: listUsers: 500 Internal Server Error: E0000009: Internal Server Error; request id req1",
		},
		{
			name:  "502 as HTML",
			reply: write(502, "text/html", "<html>\n<body>Bad\x00 Gateway</body></html>"),
			want:  okta.Error{StatusCode: 502, Body: "<html>\n<body>Bad\x00 Gateway</body></html>"},
			text:  "okta: listUsers: 502 Bad Gateway; request id req1",
		},
		{
			name:  "502 with a body that is long and not UTF-8",
			reply: write(502, "text/html", "\xff"+strings.Repeat("ü", 1000)),
			want:  okta.Error{StatusCode: 502, Body: "�" + strings.Repeat("ü", 255) + "…"},
			text:  "okta: listUsers: 502 Bad Gateway; request id req1",
		},
		{
			name:  "503 with no body",
			reply: write(503, "", ""),
			want:  okta.Error{StatusCode: 503},
			text:  "okta: listUsers: 503 Service Unavailable; request id req1",
		},
		{
			name:  "404 as JSON of another shape",
			reply: write(404, "application/json", `{"status":404,"message":"Resource not found"}`),
			is:    []error{okta.ErrNotFound},
			isNot: []error{okta.CodeNotFound},
			want:  okta.Error{StatusCode: 404, Summary: "Resource not found", Body: `{"status":404,"message":"Resource not found"}`},
			text:  "okta: listUsers: 404 Not Found: Resource not found; request id req1",
		},
		{
			name:  "404 as JSON that is no object",
			reply: write(404, "application/json", `["x"]`),
			is:    []error{okta.ErrNotFound},
			want:  okta.Error{StatusCode: 404, Body: `["x"]`},
			text:  "okta: listUsers: 404 Not Found; request id req1",
		},
		{
			name:  "400 of OAuth 2.0",
			reply: write(400, "application/json", `{"error":"invalid_dpop_proof","error_description":"The DPoP proof JWT header is missing."}`),
			is:    []error{okta.ErrBadRequest, okta.ErrorCode("invalid_dpop_proof")},
			want:  okta.Error{StatusCode: 400, Code: "invalid_dpop_proof", Summary: "The DPoP proof JWT header is missing."},
			text:  "okta: listUsers: 400 Bad Request: invalid_dpop_proof: The DPoP proof JWT header is missing.; request id req1",
		},
		{
			name:  "a summary that would break a log line",
			reply: write(400, "application/json", `{"errorCode":"E0000001","errorSummary":"a\nb\u001b[31m\u2028c"}`),
			want:  okta.Error{StatusCode: 400, Code: "E0000001", Summary: "a\nb\x1b[31m\u2028c"},
			text:  "okta: listUsers: 400 Bad Request: E0000001: a b [31m c; request id req1",
		},
		{
			name: "a redirect",
			reply: func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, "https://other.example/login?fromURI=secret-search", http.StatusFound)
			},
			want: okta.Error{StatusCode: 302, Summary: "redirected to https://other.example, which is not followed: use the org's own URL", Body: `<a href="https://other.example/login?fromURI=secret-search">Found</a>.`},
			text: "okta: listUsers: 302 Found: redirected to https://other.example, which is not followed: use the org's own URL",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			server := newScript(t, "", exchange{method: "GET", uri: "/api/v1/users?search=secret-search", reply: test.reply})
			client := testkit.NewClient(t, server.URL)
			var response okta.Response
			err := drain(client.ListUsers(t.Context(), &okta.ListUsersOptions{Search: "secret-search"}, okta.WithoutRetry(), okta.WithResponse(&response)))
			require.Error(t, err)
			testkit.AssertSafe(t, "listUsers", err)
			assert.Equal(t, test.text, err.Error())
			for _, target := range test.is {
				assert.ErrorIs(t, err, target)
			}
			for _, target := range test.isNot {
				assert.NotErrorIs(t, err, target)
			}
			got, ok := errors.AsType[*okta.Error](err)
			require.True(t, ok)
			test.want.Operation = "listUsers"
			if test.want.StatusCode != 302 {
				test.want.RequestID = "req1"
			}
			assert.Equal(t, exported(test.want), exported(*got))
			assert.Equal(t, test.want.StatusCode, response.StatusCode)
		})
	}
}

// exported is an error's exported fields, for comparison.
func exported(e okta.Error) okta.Error {
	return okta.Error{Operation: e.Operation, StatusCode: e.StatusCode, Code: e.Code, Summary: e.Summary, MissingScopes: e.MissingScopes, Causes: e.Causes,
		ID: e.ID, RequestID: e.RequestID, RetryAfter: e.RetryAfter, Body: e.Body}
}

func TestErrorsOfAnswersThatCannotBeRead(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, contentType, body string
		text                    string
		as                      func(error) bool
	}{
		{"broken JSON", "application/json", `{"id":`, `okta: getUser: 200 OK: the answer can't be read: broken JSON at "/id", after byte 6`,
			func(err error) bool { _, ok := errors.AsType[*jsontext.SyntacticError](err); return ok }},
		{"trailing bytes", "application/json", `{} x`, "broken JSON", nil},
		{"a list where a user should be", "application/json", `[]`, `at "" a JSON array can't be read as gen.User`, nil},
		{"a value that may be a secret", "application/json", `{"profile":"hunter2-secret-search"}`, `at "/profile"`, nil},
		{"wrong content type", "text/html; charset=utf-8", `<html>Sign in</html>`,
			`okta: getUser: 200 OK: the answer can't be read: its content type is "text/html; charset=utf-8", not JSON: is a gateway or a login page in between?`, nil},
		{"no body", "application/json", ``, "its body is empty", nil},
		{"null", "application/json", ` null `, "its body is null", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			server := newScript(t, "", exchange{method: "GET", uri: "/api/v1/users/x", reply: func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", test.contentType)
				_, _ = io.WriteString(w, test.body)
			}})
			user, err := testkit.NewClient(t, server.URL).GetUser(t.Context(), "x", nil)
			require.Error(t, err)
			assert.Empty(t, user)
			testkit.AssertSafe(t, "getUser", err)
			assert.Contains(t, err.Error(), test.text)
			got, ok := errors.AsType[*okta.Error](err)
			require.True(t, ok)
			assert.Equal(t, 200, got.StatusCode)
			assert.Equal(t, 1, got.Attempts)
			assert.Equal(t, strings.TrimSpace(test.body), got.Body)
			if test.as != nil {
				assert.True(t, test.as(err))
			}
		})
	}
}

func TestErrorsWithoutAnAnswer(t *testing.T) {
	t.Parallel()
	search := &okta.ListUsersOptions{Search: "secret-search"}
	list := func(ctx context.Context, client *okta.Client) error {
		return drain(client.ListUsers(ctx, search, okta.WithoutRetry()))
	}

	t.Run("a body cut in the middle", func(t *testing.T) {
		t.Parallel()
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Content-Length", "100")
			_, _ = io.WriteString(w, `[{"id":`)
		}))
		defer server.Close()
		err := list(t.Context(), testkit.NewClient(t, server.URL))
		require.ErrorIs(t, err, io.ErrUnexpectedEOF)
		testkit.AssertSafe(t, "listUsers", err)
	})
	t.Run("a connection that is closed", func(t *testing.T) {
		t.Parallel()
		server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }))
		defer server.Close()
		err := list(t.Context(), testkit.NewClient(t, server.URL))
		require.ErrorIs(t, err, io.EOF)
		testkit.AssertSafe(t, "listUsers", err)
	})
	t.Run("a connection that is refused", func(t *testing.T) {
		t.Parallel()
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		require.NoError(t, err)
		require.NoError(t, listener.Close())
		err = list(t.Context(), testkit.NewClient(t, "http://"+listener.Addr().String()))
		require.ErrorIs(t, err, syscall.ECONNREFUSED)
		testkit.AssertSafe(t, "listUsers", err)
		got, ok := errors.AsType[*okta.Error](err)
		require.True(t, ok)
		assert.Zero(t, got.StatusCode)
	})
	hanging := func(t *testing.T) *okta.Client {
		server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
		t.Cleanup(server.Close)
		return testkit.NewClient(t, server.URL)
	}
	t.Run("a deadline", func(t *testing.T) {
		t.Parallel()
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		defer cancel()
		err := list(ctx, hanging(t))
		require.ErrorIs(t, err, context.DeadlineExceeded)
		testkit.AssertSafe(t, "listUsers", err)
	})
	t.Run("a cancelled context", func(t *testing.T) {
		t.Parallel()
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(20*time.Millisecond, cancel)
		err := list(ctx, hanging(t))
		require.ErrorIs(t, err, context.Canceled)
		testkit.AssertSafe(t, "listUsers", err)
	})
	t.Run("a context with a cause of its own", func(t *testing.T) {
		t.Parallel()
		cause := errors.New("the user has left")
		ctx, cancel := context.WithCancelCause(t.Context())
		time.AfterFunc(20*time.Millisecond, func() { cancel(cause) })
		err := list(ctx, hanging(t))
		require.ErrorIs(t, err, context.Canceled)
		require.ErrorIs(t, err, cause)
		testkit.AssertSafe(t, "listUsers", err)
	})
	t.Run("a context that has ended sends nothing", func(t *testing.T) {
		t.Parallel()
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		err := list(ctx, testkit.NewClient(t, newScript(t, "").URL))
		require.ErrorIs(t, err, context.Canceled)
		testkit.AssertSafe(t, "listUsers", err)
	})
	t.Run("an answer larger than 16 MiB", func(t *testing.T) {
		t.Parallel()
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.Header().Set("Content-Length", "1099511627776")
			_, _ = io.WriteString(w, `[`)
		}))
		defer server.Close()
		err := list(t.Context(), testkit.NewClient(t, server.URL))
		require.ErrorContains(t, err, "larger than 16 MiB")
		testkit.AssertSafe(t, "listUsers", err)
	})
}

// TestGeneratedClientHasTheSameErrors calls past the wrapper.
func TestGeneratedClientHasTheSameErrors(t *testing.T) {
	t.Parallel()
	server := newScript(t, "/p", exchange{method: "DELETE", uri: "/api/v1/users/a%20b/roles/r", status: 404,
		answer: `{"errorCode":"E0000007","errorSummary":"gone"}`})
	_, err := testkit.NewClient(t, server.URL+"/p").Gen().RemoveRoleFromUserWithResponse(t.Context(), "a b", "r")
	require.EqualError(t, err, "okta: removeRoleFromUser: 404 Not Found: E0000007: gone")
	require.ErrorIs(t, err, okta.ErrNotFound)
}
