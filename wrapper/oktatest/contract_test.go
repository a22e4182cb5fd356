package oktatest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/openapi"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// contract is the document, with the org as its server.
var contract = sync.OnceValues(func() (*openapi3.T, error) {
	document, err := openapi3.NewLoader().LoadFromData(openapi.Document)
	if err != nil {
		return nil, err
	}
	document.Servers = openapi3.Servers{{URL: oktatest.NewOrg().URL()}}
	return document, nil
})

var contractRouter = sync.OnceValues(func() (routers.Router, error) {
	document, err := contract()
	if err != nil {
		return nil, err
	}
	return legacy.NewRouter(document)
})

// checked is a transport that holds every answer of an operation against the contract, and counts their statuses.
type checked struct {
	t    testing.TB
	next http.RoundTripper
	seen *seen
}

type seen struct {
	mu    sync.Mutex
	count map[string]int // by operation and status
}

func (c checked) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := c.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(response.Body)
	require.NoError(c.t, err)
	response.Body = io.NopCloser(bytes.NewReader(body))
	router, err := contractRouter()
	require.NoError(c.t, err)
	route, values, err := router.FindRoute(r)
	isPage := response.Header.Get("Content-Type") == "text/html" // of the server in front of the org
	if err != nil || isPage || strings.Contains(string(body), "E0000008") {
		return response, nil // no operation's; this router takes paths less exactly than the org
	}
	input := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: &openapi3filter.RequestValidationInput{Request: r, PathParams: values, Route: route},
		Status:                 response.StatusCode,
		Header:                 response.Header,
		Options:                &openapi3filter.Options{IncludeResponseStatus: true, MultiError: true},
	}
	input.SetBodyBytes(body)
	require.NoError(c.t, openapi3filter.ValidateResponse(context.Background(), input), "%s: %d %s", route.Operation.OperationID, response.StatusCode, body)
	c.seen.mu.Lock()
	defer c.seen.mu.Unlock()
	c.seen.count[fmt.Sprintf("%s %d", route.Operation.OperationID, response.StatusCode)]++
	return response, nil
}

// client sends plain requests to an org.
type client struct {
	t     testing.TB
	org   *oktatest.Org
	http  *http.Client
	token string
	seen  *seen
}

func newClient(t testing.TB, org *oktatest.Org) client {
	t.Helper()
	seen := &seen{count: make(map[string]int)}
	return client{t, org, &http.Client{Transport: checked{t, org.Transport(), seen}}, org.Token(), seen}
}

// response is an answer that was read.
type response struct {
	t      testing.TB
	status int
	header http.Header
	body   string
}

// send sends a request; a body that is not text is sent as JSON.
func (c client) send(method, path string, body any) response {
	c.t.Helper()
	return c.sendAs("application/json", method, path, body)
}

func (c client) sendAs(contentType, method, path string, body any) response {
	c.t.Helper()
	return c.sendWith(http.Header{"Content-Type": {contentType}}, method, path, body)
}

func (c client) sendWith(header http.Header, method, path string, body any) response {
	c.t.Helper()
	var reader io.Reader
	switch body := body.(type) {
	case nil:
	case string:
		reader = strings.NewReader(body)
	default:
		data, err := json.Marshal(body)
		require.NoError(c.t, err)
		reader = bytes.NewReader(data)
	}
	r, err := http.NewRequestWithContext(context.Background(), method, c.org.URL()+path, reader)
	require.NoError(c.t, err)
	r.Header = header
	r.Header.Set("Authorization", "SSWS "+c.token)
	if body == nil {
		r.Header.Del("Content-Type")
	} else if r.Header.Get("Content-Type") == "" {
		r.Header.Set("Content-Type", "application/json")
	}
	answer, err := c.http.Do(r)
	require.NoError(c.t, err)
	data, err := io.ReadAll(answer.Body)
	require.NoError(c.t, err)
	require.NoError(c.t, answer.Body.Close())
	return response{c.t, answer.StatusCode, answer.Header, string(data)}
}

// object is the body, an object.
func (r response) object() map[string]any {
	r.t.Helper()
	var object map[string]any
	require.NoError(r.t, json.Unmarshal([]byte(r.body), &object), r.body)
	return object
}

// list is the body, a list of objects.
func (r response) list() []map[string]any {
	r.t.Helper()
	var list []map[string]any
	require.NoError(r.t, json.Unmarshal([]byte(r.body), &list), r.body)
	return list
}

// is checks status and error code; no code means no body that says one.
func (r response) is(status int, code string) response {
	r.t.Helper()
	require.Equal(r.t, status, r.status, r.body)
	if code != "" {
		require.Equal(r.t, code, r.object()["errorCode"], r.body)
	}
	return r
}

func user(path ...string) string { return pathBelow("/api/v1/users", path) }

func groupPath(path ...string) string { return pathBelow("/api/v1/groups", path) }

func pathBelow(out string, path []string) string {
	for _, segment := range path {
		out += "/" + url.PathEscape(segment)
	}
	return out
}

type object = map[string]any

func profile(login string, more ...any) object {
	p := object{"login": login, "email": "mail@example.com", "firstName": "Ada", "lastName": "Lovelace"}
	for i := 0; i+1 < len(more); i += 2 {
		p[more[i].(string)] = more[i+1]
	}
	return p
}

func (c client) create(query string, body object) object {
	c.t.Helper()
	return c.send("POST", "/api/v1/users?"+query, body).is(200, "").object()
}

func TestEveryAnswerIsValidAgainstTheContract(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	withPassword := object{
		"profile":     profile("ada@example.com", "badge", int64(12345678901234567)),
		"credentials": object{"password": object{"value": "first-1"}, "recovery_question": object{"question": "Who?", "answer": "Charles"}},
	}
	id := c.create("activate=false", withPassword)["id"].(string)
	c.send("GET", user(id), nil).is(200, "")
	c.send("GET", user("nobody"), nil).is(404, "E0000007")
	c.send("POST", "/api/v1/users", withPassword).is(400, "E0000001")
	c.send("POST", user(id, "lifecycle", "activate")+"?sendEmail=false", nil).is(200, "")
	c.send("POST", user(id, "lifecycle", "activate")+"?sendEmail=false", nil).is(403, "E0000016")
	c.send("POST", user(id, "lifecycle", "activate"), nil).is(403, "E0000016")
	c.send("POST", user(id, "lifecycle", "reactivate"), nil).is(403, "E0000038")
	invited := c.create("", object{"profile": profile("grace@example.com")})["id"].(string)
	c.send("POST", user(invited, "lifecycle", "reactivate"), nil).is(200, "")
	c.send("POST", user(invited, "lifecycle", "reactivate")+"?sendEmail=true", nil).is(200, "")
	c.send("POST", user(id), object{"profile": object{"nickName": "B", "title": nil}}).is(200, "")
	c.send("POST", user(id), object{}).is(400, "E0000001")
	c.send("POST", user("nobody"), object{}).is(404, "E0000007")
	c.sendWith(http.Header{"If-Match": {`W/"another"`}}, "POST", user(id), object{}).is(412, "E0000001")
	c.send("PUT", user(id), object{"profile": profile("ada@example.com", "nickName", "A")}).is(200, "")
	c.send("PUT", user(id), object{}).is(400, "E0000001")
	c.send("PUT", user("nobody"), object{}).is(404, "E0000007")
	c.sendWith(http.Header{"If-Match": {`W/"another"`}}, "PUT", user(id), object{}).is(412, "E0000001")
	group := org.AddGroup("Engineers")
	other := org.AddGroup("Others")
	require.NoError(t, org.AddGroupMember(group.ID, id))
	require.NoError(t, org.AddGroupRole(group.ID, "ORG_ADMIN"))
	require.NoError(t, org.AddAppLink(id, appLink("Mail", false)))
	c.send("GET", user(id, "groups")+"?limit=1", nil).is(200, "")
	c.send("GET", user(id, "groups")+"?limit=0", nil).is(400, "E0000029")
	c.send("GET", user("nobody", "groups"), nil).is(404, "E0000007")
	c.send("GET", user(id, "appLinks"), nil).is(200, "")
	c.send("GET", user("nobody", "appLinks"), nil).is(404, "E0000007")
	everyone := c.send("GET", "/api/v1/groups?q=every", nil).is(200, "").list()[0]["id"].(string)
	c.send("GET", "/api/v1/groups?q=a&search=id+pr", nil).is(400, "E0000001")
	c.send("GET", "/api/v1/groups?limit=0", nil).is(400, "E0000029")
	c.send("GET", "/api/v1/groups?filter=profile.name+pr", nil).is(400, "E0000031")
	c.send("GET", "/api/v1/groups?search=id+pr&sortBy=shoeSize", nil).is(400, "E0000031")
	made := c.send("POST", "/api/v1/groups", object{"profile": object{"name": "Analysts"}}).is(200, "").object()["id"].(string)
	c.send("POST", "/api/v1/groups", object{"profile": object{"name": "Analysts"}}).is(400, "E0000001")
	c.send("GET", groupPath(made), nil).is(200, "")
	c.send("GET", groupPath("nogroup"), nil).is(404, "E0000007")
	c.send("PUT", groupPath(made), object{"profile": object{"name": "Analysts", "cost": 7}}).is(200, "")
	c.send("PUT", groupPath(made), object{"profile": object{"name": "Engineers"}}).is(400, "E0000001")
	c.send("PUT", groupPath(everyone), object{"profile": object{"name": "Nobody"}}).is(403, "E0000006")
	c.send("PUT", groupPath("nogroup"), object{}).is(404, "E0000007")
	c.send("PUT", groupPath(made, "users", id), nil).is(204, "")
	c.send("PUT", groupPath(made, "users", "nobody"), nil).is(404, "E0000007")
	c.send("PUT", groupPath(everyone, "users", id), nil).is(403, "E0000006")
	c.send("GET", groupPath(made, "users"), nil).is(200, "")
	c.send("GET", groupPath(made, "users")+"?limit=0", nil).is(400, "E0000029")
	c.send("GET", groupPath("nogroup", "users"), nil).is(404, "E0000007")
	c.send("DELETE", groupPath(made, "users", id), nil).is(204, "")
	c.send("DELETE", groupPath(everyone, "users", id), nil).is(403, "E0000006")
	c.send("DELETE", groupPath(everyone), nil).is(403, "E0000006")
	c.send("DELETE", groupPath(made), nil).is(204, "")
	c.send("DELETE", groupPath(made), nil).is(404, "E0000007")
	role := c.send("POST", user(id, "roles"), object{"type": "USER_ADMIN"}).is(201, "").object()["id"].(string)
	c.send("POST", user(id, "roles"), object{"type": "USER_ADMIN"}).is(409, "E0000090")
	c.send("POST", user(id, "roles"), object{"type": "KING"}).is(400, "E0000001")
	c.send("POST", user(id, "roles"), object{"type": "CUSTOM", "role": "cr0", "resource-set": "iam"}).is(201, "")
	c.send("GET", user(id, "roles"), nil).is(200, "")
	c.send("GET", user("nobody", "roles"), nil).is(404, "E0000007")
	targets := []string{id, "roles", role, "targets", "groups"}
	c.send("GET", user(targets...), nil).is(200, "")
	c.send("PUT", user(append(targets, group.ID)...), nil).is(204, "")
	c.send("PUT", user(append(targets, other.ID)...), nil).is(204, "")
	c.send("PUT", user(append(targets, "nogroup")...), nil).is(404, "E0000007")
	c.send("GET", user(targets...)+"?limit=1", nil).is(200, "")
	c.send("GET", user(targets...)+"?limit=-1", nil).is(400, "E0000029")
	c.send("DELETE", user(append(targets, group.ID)...), nil).is(204, "")
	c.send("DELETE", user(append(targets, group.ID)...), nil).is(404, "E0000007")
	c.send("DELETE", user(append(targets, other.ID)...), nil).is(400, "E0000001")
	appTargetAnswers(c, org, id)
	c.send("GET", user(id, "roles", role), nil).is(200, "")
	c.send("DELETE", user(id, "roles", role), nil).is(204, "")
	c.send("DELETE", user(id, "roles", role), nil).is(404, "E0000007")
	c.send("GET", user(id, "roles", role), nil).is(404, "E0000007")
	blockAnswers(t, c, org, id)
	answersOfFactors(t, org, c, id)
	c.send("POST", user(id, "credentials", "change_password"), object{"oldPassword": object{"value": "first-1"}, "newPassword": object{"value": "second-2"}}).is(200, "")
	c.send("POST", user(id, "credentials", "change_password"), object{"oldPassword": object{"value": "first-1"}, "newPassword": object{"value": "second-2"}}).is(403, "E0000014")
	c.send("POST", user(id, "credentials", "change_password"), "[").is(400, "E0000003")
	c.send("POST", user(id, "credentials", "change_recovery_question"), object{"password": object{"value": "second-2"}, "recovery_question": object{"question": "Where?", "answer": "London"}}).is(200, "")
	c.send("POST", user(id, "credentials", "change_recovery_question"), object{"password": object{"value": "x"}, "recovery_question": object{"question": "Where?", "answer": "London"}}).is(403, "E0000014")
	c.send("POST", user(id, "credentials", "forgot_password"), object{"password": object{"value": "third-3"}, "recovery_question": object{"answer": "London"}}).is(200, "")
	c.send("POST", user(id, "credentials", "forgot_password"), object{"password": object{"value": "third-3"}, "recovery_question": object{"answer": "Paris"}}).is(403, "E0000014")
	recoveryAnswers(c, id, "London")
	c.send("POST", user(id, "lifecycle", "reset_factors"), nil).is(200, "")
	c.send("POST", user(id, "lifecycle", "unlock"), nil).is(403, "E0000032")
	c.send("POST", user(id, "lifecycle", "suspend"), nil).is(200, "")
	c.send("POST", user(id, "lifecycle", "suspend"), nil).is(400, "E0000001")
	c.send("POST", user(id, "lifecycle", "reset_factors"), nil).is(403, "E0000038")
	c.send("POST", user(id, "lifecycle", "expire_password"), nil).is(403, "E0000038")
	c.send("POST", user(id, "lifecycle", "expire_password_with_temp_password"), nil).is(403, "E0000038")
	c.send("POST", user(id, "lifecycle", "reset_password")+"?sendEmail=false", nil).is(403, "E0000038")
	c.send("POST", user(id, "lifecycle", "unsuspend"), nil).is(200, "")
	c.send("POST", user(id, "lifecycle", "unsuspend"), nil).is(400, "E0000001")
	c.send("POST", user(id, "lifecycle", "expire_password"), nil).is(200, "")
	c.send("POST", user(id, "lifecycle", "expire_password")+"?tempPassword=true", nil).is(200, "")
	c.send("POST", user(id, "lifecycle", "expire_password_with_temp_password")+"?revokeSessions=true", nil).is(200, "")
	c.send("POST", user(id, "lifecycle", "reset_password")+"?sendEmail=false", nil).is(200, "")
	require.NoError(t, org.SetStatus(id, "LOCKED_OUT"))
	c.send("POST", user(id, "lifecycle", "unlock"), nil).is(200, "")
	c.send("POST", user(id, "credentials", "forgot_password")+"?sendEmail=false", nil).is(200, "")
	c.send("DELETE", user(id, "sessions"), nil).is(204, "")
	c.send("GET", "/api/v1/users", nil).is(200, "")
	c.send("GET", "/api/v1/users?fields=status,profile:(login)", nil).is(200, "")
	c.send("GET", "/api/v1/users?limit=x", nil).is(400, "E0000001")
	c.send("GET", "/api/v1/users?search=x", nil).is(400, "E0000031")
	checkGrants(t, c, id)
	checkLinkedObjects(c, id, invited)
	checkDevicesRiskAndSubscriptions(t, c, id)
	c.checkSchemasAndTypes()
	c.send("POST", user(id, "lifecycle", "deactivate"), nil).is(200, "")
	c.send("POST", user(id, "lifecycle", "deactivate"), nil).is(404, "E0000007")
	c.send("PUT", user(id), object{"profile": profile("ada@example.com")}).is(404, "E0000007")
	c.send("POST", user(id), object{"profile": object{"nickName": "C"}}).is(404, "E0000007")
	c.send("GET", user(id), nil).is(200, "")
	c.send("POST", user(id, "roles"), object{"type": "USER_ADMIN"}).is(403, "E0000038")
	c.send("DELETE", user(id), nil).is(204, "")
	c.send("DELETE", user(id), nil).is(404, "E0000007")

	document, err := contract()
	require.NoError(t, err)
	for path, item := range document.Paths.Map() {
		for method, op := range item.Operations() {
			target := regexp.MustCompile(`\{\w+\}`).ReplaceAllString(path, "x")
			strayed := c
			strayed.token = "wrong"
			strayed.send(method, target, nil).is(401, "E0000011")
			succeeded := 0
			for _, status := range []int{200, 201, 204} {
				succeeded += c.seen.count[fmt.Sprintf("%s %d", op.OperationID, status)]
			}
			require.Positive(t, succeeded, "no good answer of %s was checked", op.OperationID)
			require.NoError(t, org.Script(op.OperationID, oktatest.RateLimited(0), oktatest.ConcurrencyLimited(), oktatest.Fail(500, "E0000009", "Internal Server Error")))
			c.send(method, target, nil).is(429, "E0000047")
			c.send(method, target, nil).is(429, "E0000047")
			c.send(method, target, nil).is(500, "E0000009")
		}
	}
}
