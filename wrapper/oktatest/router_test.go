package oktatest_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func TestAnIdIsOnePathSegmentWhateverIsInIt(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	server := oktatest.NewServer(org)
	t.Cleanup(server.Close)
	c := newClient(t, org)
	for _, login := range []string{
		"a#b", "a?b", "a%2Fb", "a b", "ü@x.de", "a+b@x.com", "a%b", "%41", "a:b@c", "a&b=c", `a"b`, "..x", "me2",
	} {
		id := c.create("activate=false", object{"profile": profile(login)})["id"]
		require.Equal(t, id, c.send("GET", user(login), nil).is(200, "").object()["id"], login)
		c.send("GET", user(login, "groups"), nil).is(200, "")

		r, err := http.NewRequestWithContext(t.Context(), "GET", server.URL+user(login), nil)
		require.NoError(t, err)
		r.Header.Set("Authorization", "SSWS "+org.Token())
		answer, err := http.DefaultTransport.RoundTrip(r)
		require.NoError(t, err)
		require.NoError(t, answer.Body.Close())
		require.Equal(t, 200, answer.StatusCode, login)
	}
}

func TestWhatAnOrgDoesNotTakeAsOneSegment(t *testing.T) {
	t.Parallel()
	c := newClient(t, oktatest.NewOrg())
	cut := c.create("activate=false", object{"profile": profile("prefix")})["id"]
	for _, login := range []string{"prefix;suffix", "a/b", `a\b`} {
		c.create("activate=false", object{"profile": profile(login)})
	}
	for _, path := range []string{"prefix%3Bsuffix", "prefix;suffix", "prefix%3b", "prefix;/"} {
		require.Equal(t, cut, c.send("GET", "/api/v1/users/"+path, nil).is(200, "").object()["id"], path)
	}
	for _, path := range []string{"a%2Fb", "a%2fb", "a%5Cb", `a%5cb/groups`, "%2F", "a%2Fb/nowhere"} {
		refused := c.send("GET", "/api/v1/users/"+path, nil).is(400, "")
		require.Equal(t, "text/html", refused.header.Get("Content-Type"), path)
	}
	c.send("GET", "/api/v1/users/;suffix", nil).is(404, "E0000008")
}

func TestPathsThatAreNoOperationsAreRefusedAndNeverRedirected(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	for _, path := range []string{
		"", "/", "//", "/api", "/api/v1", "/api/v1/", "//api/v1/users", "/api//v1/users", "/api/v1/users//",
		"/api/v1/users//groups", "/api/v1/users/../users", "/api/v1/./users", "/api/v1/users/..", "/api/v1/users/.",
		"/api/v1/users/x//", "/api/v1/users/x/unknown", "/api/v1/users/x/roles/y/targets", "/API/v1/users",
		"/api/v1/users/x/roles//targets/groups",
	} {
		require.Equal(t, "The requested path was not found", c.send("GET", path, nil).is(404, "E0000008").object()["errorSummary"], path)
		c.send("DELETE", path, nil).is(404, "E0000008")
	}
	for request, allow := range map[string]string{
		"DELETE /api/v1/users/x/factors/catalog":  "GET",
		"PATCH /api/v1/users":                     "GET, POST",
		"DELETE /api/v1/users/":                   "GET, POST",
		"PATCH /api/v1/users/x":                   "DELETE, GET, POST, PUT",
		"HEAD /api/v1/users/x":                    "DELETE, GET, POST, PUT",
		"GET /api/v1/users/x/lifecycle/activate/": "POST",
	} {
		method, path, _ := strings.Cut(request, " ")
		answer := httptest.NewRecorder()
		org.ServeHTTP(answer, httptest.NewRequest(method, path, nil))
		require.Equal(t, 405, answer.Code, request)
		require.Contains(t, answer.Body.String(), `"errorCode":"E0000022"`)
		require.Equal(t, allow, answer.Header().Get("Allow"), request)
	}
	require.Positive(t, org.Count(""))
}

func TestUnderAPathPrefixAllLinksCarryIt(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg(oktatest.WithPathPrefix("/gateway/okta/"))
	require.Equal(t, "https://oktatest.example/gateway/okta", org.URL())
	c := newClient(t, org)
	org.SeedUsers(3)
	page := c.send("GET", "/api/v1/users?limit=2", nil).is(200, "")
	for _, link := range page.header.Values("Link") {
		require.True(t, strings.HasPrefix(link, "<https://oktatest.example/gateway/okta/api/v1/users?"), link)
	}
	href := page.list()[0]["_links"].(object)["self"].(object)["href"]
	require.Equal(t, org.URL()+user(page.list()[0]["id"].(string)), href)

	outside := httptest.NewRecorder()
	org.ServeHTTP(outside, httptest.NewRequest("GET", "/api/v1/users", nil))
	require.Equal(t, 404, outside.Code)

	behind := http.StripPrefix("/outer", oktatest.NewOrg())
	stripped := httptest.NewRecorder()
	r := httptest.NewRequest("GET", "/outer/api/v1/users/a%20b", nil)
	r.Header.Set("Authorization", "SSWS oktatest-token")
	behind.ServeHTTP(stripped, r)
	require.Contains(t, stripped.Body.String(), "Resource not found: a b (User)")
}
