package oktatest_test

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// contractOperation is an operation of the contract.
type contractOperation struct {
	id, method, path      string
	hasBody, bodyIsNeeded bool
	statuses              []string
}

func contractOperations(t testing.TB) []contractOperation {
	t.Helper()
	document, err := contract()
	require.NoError(t, err)
	var operations []contractOperation
	for path, item := range document.Paths.Map() {
		for method, op := range item.Operations() {
			operations = append(operations, contractOperation{
				op.OperationID, method, path, op.RequestBody != nil, op.RequestBody != nil && op.RequestBody.Value.Required,
				slices.Collect(maps.Keys(op.Responses.Map())),
			})
		}
	}
	slices.SortFunc(operations, func(a, b contractOperation) int { return strings.Compare(a.id, b.id) })
	return operations
}

// filled is the operation's path with ids in it.
func (op contractOperation) filled(userID, roleID, groupID string) string {
	return strings.NewReplacer("{userId}", url.PathEscape(userID), "{roleId}", url.PathEscape(roleID), "{groupId}", url.PathEscape(groupID),
		"{schemaId}", "default", "{typeId}", "default").Replace(op.path)
}

func TestEveryOperationOfTheContractIsServedUnderItsName(t *testing.T) {
	t.Parallel()
	operations := contractOperations(t)
	org := oktatest.NewOrg()
	c := newClient(t, org)
	for _, op := range operations {
		c.send(op.method, op.filled("x", "y", "z"), nil)
		require.Equal(t, 1, org.Count(op.id), op.id)
	}
	require.Zero(t, org.Count(""))
}

func TestBodiesThatAreNoGoodAreRefused(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	id, group := org.SeedUsers(1)[0], org.AddGroup("Engineers").ID
	factor, err := org.AddFactor(id, gen.UserFactor{FactorType: gen.FactorTypeSMS, Provider: gen.FactorProviderOkta})
	require.NoError(t, err)
	for _, op := range contractOperations(t) {
		if !op.hasBody {
			continue
		}
		path := strings.ReplaceAll(op.filled(id, "y", group), "{factorId}", factor.ID)
		for name, body := range map[string]string{
			"not JSON":       "no",
			"cut":            `{"profile":{`,
			"an array":       `[]`,
			"a text":         `"x"`,
			"two values":     `{} {}`,
			"nested deeply":  `{"profile":` + strings.Repeat(`{"a":`, 20_000) + "1" + strings.Repeat("}", 20_001),
			"arrays, deeply": strings.Repeat("[", 100_000),
			"over 1 MiB":     `{"profile":{"a":"` + strings.Repeat("a", 1<<20) + `"}}`,
			"wrong types":    `{"profile":5,"credentials":"x","password":[],"oldPassword":true,"type":{},"primary":5,"riskLevel":5,"name":5,"definitions":5,"passCode":5}`,
		} {
			answer := c.send(op.method, path, body)
			require.Equal(t, []any{400, "E0000003"}, []any{answer.status, answer.object()["errorCode"]}, "%s: %s", op.id, name)
			require.Equal(t, name == "over 1 MiB", strings.Contains(answer.body, "larger than 1 MiB"))
		}
		for _, contentType := range []string{"text/plain", "application/x-www-form-urlencoded", "application/jsonx", "application/json/x", ";", "application/xml; charset=utf-8"} {
			c.sendAs(contentType, op.method, path, "{}").is(400, "E0000021")
		}
		for _, contentType := range []string{"application/json;charset=UTF-8", "Application/JSON; charset=utf-8"} {
			require.NotContains(t, c.sendAs(contentType, op.method, path, "{}").body, "E0000021")
		}
		nothing := c.sendAs("", op.method, path, nil)
		require.Equal(t, op.bodyIsNeeded, nothing.status == 400 && nothing.object()["errorCode"] == "E0000021", "%s: no body", op.id)
	}
	full := `{"profile":{"login":"big","email":"a@b","firstName":"a","lastName":"b","a":"`
	full += strings.Repeat("a", 1<<20-len(full)-3) + `"}}`
	require.Len(t, full, 1<<20)
	c.send("POST", "/api/v1/users", full).is(200, "")
}

func TestQueriesThatAreNoGoodAreRefused(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	c := newClient(t, org)
	id := org.SeedUsers(1)[0]
	document, err := contract()
	require.NoError(t, err)
	for _, op := range contractOperations(t) {
		for _, parameter := range document.Paths.Value(op.path).GetOperation(op.method).Parameters {
			if parameter.Value.In != "query" {
				continue
			}
			require.Contains(t, op.statuses, "400", op.id)
			path := op.filled(id, "JBCUYUC7IRCVGS27IFCE2SKO", "z") + "?" + parameter.Value.Name + "="
			c.send(op.method, path+"%zz", nil).is(400, "E0000001")
			if !parameter.Value.Schema.Value.Type.Is(openapi3.TypeString) {
				c.send(op.method, path+"nonsense", nil).is(400, "E0000001")
				c.send(op.method, path+"1&"+parameter.Value.Name+"=0", nil).is(400, "E0000001")
			}
		}
	}
	require.Equal(t, "ACTIVE", c.send("GET", user(id), nil).object()["status"], "nothing was done")
}

func TestOnlyTheTokenIsLetIn(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg(oktatest.WithToken("secret"))
	for _, authorization := range []string{"", "secret", "SSWS", "SSWS ", "SSWS secret2", "SSWS  secret", "SSWSsecret2", "ssws secret", "Basic c2VjcmV0"} {
		answer := httptest.NewRecorder()
		r := httptest.NewRequest("GET", "/api/v1/users", nil)
		r.Header.Set("Authorization", authorization)
		org.ServeHTTP(answer, r)
		require.Equal(t, 401, answer.Code, authorization)
		require.Contains(t, answer.Body.String(), `"errorCode":"E0000011"`)
	}
}

func TestEveryAnswerHasOktasHeaders(t *testing.T) {
	t.Parallel()
	c := newClient(t, oktatest.NewOrg())
	ids := map[string]bool{}
	for _, path := range []string{"/api/v1/users", user("x"), "/nowhere"} {
		header := c.send("GET", path, nil).header
		require.NotEmpty(t, header.Get("Set-Cookie"))
		require.Equal(t, "application/json", header.Get("Content-Type"))
		_, err := http.ParseTime(header.Get("Date"))
		require.NoError(t, err)
		ids[header.Get("X-Okta-Request-Id")] = true
	}
	require.Len(t, ids, 3)
}

// FuzzRequests sends any request there may be, to users and groups that are there, and looks at the answer's shape.
func FuzzRequests(f *testing.F) {
	for _, seed := range [][4]string{
		{"POST", "/api/v1/users?activate=true", "application/json", `{"profile":{"login":"a","email":"a@b","firstName":"a","lastName":"b"},"credentials":{"password":{"value":"x"}}}`},
		{"PUT", "/api/v1/users/user1", "application/json", `{"profile":{"login":"a","email":"a@b","firstName":"a","lastName":"b","x":[1]},"credentials":{"recovery_question":{"question":"q","answer":"answer"}}}`},
		{"GET", "/api/v1/users?limit=1&after=200u&search=id%20pr", "", ""},
		{"POST", "/api/v1/users/user1/credentials/change_password", "application/json", `{"oldPassword":{"value":"a"},"newPassword":{"value":"b"}}`},
		{"POST", "/api/v1/users/user1/credentials/forgot_password?sendEmail=false", "application/json", `{"password":{"value":"a"},"recovery_question":{"answer":"x"}}`},
		{"POST", "/api/v1/users/user1/credentials/change_recovery_question", "application/json", `{"password":{"value":"a"},"recovery_question":{"question":"q","answer":"x"}}`},
		{"POST", "/api/v1/users/user1/roles", "application/json", `{"type":"CUSTOM","role":"a","resource-set":"b"}`},
		{"POST", "/api/v1/users/user1/lifecycle/activate?sendEmail=true", "", ""},
		{"DELETE", "/api/v1/users/user1", "", ""},
		{"PUT", "/api/v1/users/user2/roles/JBCUYUC7IRCVGS27IFCE2SKO/targets/groups/x", "", ""},
		{"GET", "/api/v1/users/..%2F..//%", "", ""},
		{"GET", "/api/v1/groups?limit=1&search=profile.name%20pr&sortBy=profile.name&sortOrder=desc", "", ""},
		{"POST", "/api/v1/groups", "application/json", `{"profile":{"name":"a","cost":1}}`},
	} {
		f.Add(seed[0], seed[1], seed[2], []byte(seed[3]))
	}
	f.Fuzz(func(t *testing.T, method, target, contentType string, body []byte) {
		r, err := http.NewRequestWithContext(t.Context(), method, "https://oktatest.example", bytes.NewReader(body))
		if err != nil {
			return
		}
		path, query, _ := strings.Cut(target, "?")
		r.URL.RawQuery = query
		if r.URL.Path, err = url.PathUnescape(path); err != nil {
			return
		}
		r.URL.RawPath = path
		org := oktatest.NewOrg()
		ids := org.SeedUsers(2)
		require.NoError(t, org.SetStatus(ids[1], gen.UserStatusLockedOut))
		r.Header.Set("Authorization", "SSWS "+org.Token())
		r.Header["Content-Type"] = []string{contentType}
		answer, err := org.Transport().RoundTrip(r)
		require.NoError(t, err)
		data, err := io.ReadAll(answer.Body)
		require.NoError(t, err)
		switch {
		case answer.StatusCode == 204:
			require.Empty(t, data)
		case answer.StatusCode < 300:
			require.True(t, json.Valid(data), "%s", data)
		case answer.Header.Get("Content-Type") == "text/html":
			require.Equal(t, 400, answer.StatusCode)
		default:
			var refused struct {
				Code   string             `json:"errorCode"`
				Causes *[]json.RawMessage `json:"errorCauses"`
			}
			require.NoError(t, json.Unmarshal(data, &refused), "%s", data)
			require.Regexp(t, "^E[0-9]{7}$", refused.Code)
			require.NotNil(t, refused.Causes)
			require.NotEqual(t, 500, answer.StatusCode)
		}
		require.Len(t, org.Requests(), 1)
	})
}
