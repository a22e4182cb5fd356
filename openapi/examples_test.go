package openapi_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/openapi/internal/contract"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// TestExamplesAreReal makes the requests that the examples of the contract are answers to, and compares the shapes: the
// same members of the same types, and of errors the same code. No example may be left out.
func TestExamplesAreReal(t *testing.T) {
	t.Parallel()
	e := &exampleTest{t: t, org: oktatest.NewOrg(), bodies: make(map[string]json.RawMessage), answers: make(map[string]any)}
	e.read()

	e.get("/users", "listUsers.200.nothing")
	group, other := e.org.AddGroup("Analysts").ID, e.org.AddGroup("Operators").ID

	// A user who chooses a password later.
	created := e.post("/users?activate=false", "createUser.withoutCredentials", "createUser.200.staged")
	ada := created["id"].(string)
	user := "/users/" + ada
	e.post("/users", "createUser.withoutCredentials", "BadRequest.validation")
	e.send("POST", "/users", json.RawMessage(`{"profile":`), "BadRequest.notJSON")
	e.get("/users/nobody", "NotFound.user")
	e.post(user+"/lifecycle/expire_password", "", "Forbidden.status")
	e.post(user+"/lifecycle/activate?sendEmail=false", "", "activateUser.200.link")
	e.post(user+"/lifecycle/reactivate", "", "reactivateUser.200.link")
	e.post(user+"/lifecycle/reactivate?sendEmail=true", "", "reactivateUser.200.mailed")
	e.delete(user)
	e.post(user+"/lifecycle/activate?sendEmail=true", "", "activateUser.200.mailed")
	e.delete(user)
	e.delete(user)

	// Users who have one, or none that Okta knows.
	e.bodies["createUser.inGroups"] = bytes.ReplaceAll(e.bodies["createUser.inGroups"], []byte("00g1engineers0Group5d7"), []byte(group))
	for _, body := range []string{"createUser.withHashedPassword", "createUser.withPBKDF2Hash", "createUser.inGroups", "createUser.withProvider"} {
		path := "/users?provider=" + fmt.Sprint(strings.HasSuffix(body, "Provider"))
		other := "/users/" + e.post(path, body, "")["id"].(string)
		e.delete(other)
		e.delete(other)
	}
	ada = e.post("/users", "createUser.withPasswordAndQuestion", "")["id"].(string)
	user = "/users/" + ada
	e.put(user, "updateUser.profile", "updateUser.200.active")
	e.post(user, "partialUpdateUser.attributes", "partialUpdateUser.200.active")
	e.get(user, "getUser.200.active")
	e.get("/users", "listUsers.200.page")
	e.factors(ada)

	// Groups, apps and roles.
	engineers := e.post("/groups", "createGroup.engineers", "createGroup.200.group")["id"].(string)
	e.get("/groups/"+engineers, "getGroup.200.group")
	e.put("/groups/"+engineers, "updateGroup.description", "updateGroup.200.group")
	e.put("/groups/"+engineers+"/users/"+ada, "", "")
	e.get("/groups/"+engineers+"/users", "listGroupUsers.200.page")
	e.delete("/groups/" + engineers + "/users/" + ada)
	e.delete("/groups/" + engineers)
	require.NoError(t, e.org.AddGroupMember(group, ada))
	e.get(user+"/groups", "GroupPage.page")
	require.NoError(t, e.org.AddAppLink(ada, gen.AppLink{
		Label: "Mail", AppName: "mail", LinkURL: e.org.URL() + "/home/mail/50", LogoURL: e.org.URL() + "/img/logos/mail.png",
	}))
	e.get(user+"/appLinks", "listAppLinks.200.links")
	e.grants(ada)
	e.linkedObjects(ada)
	e.devicesRiskAndSubscriptions(ada)
	role := e.post(user+"/roles", "addRoleToUser.standard", "addRoleToUser.201.role")["id"].(string)
	e.post(user+"/roles", "addRoleToUser.standard", "Conflict.role")
	e.get(user+"/roles", "listAssignedRoles.200.roles")
	e.get(user+"/roles/"+role, "getUserRole.200.role")
	e.post(user+"/roles", "addRoleToUser.custom", "")
	for _, target := range []string{group, other} {
		e.send("PUT", user+"/roles/"+role+"/targets/groups/"+target, nil, "")
	}

	e.appTargets(user)

	// Passwords, which end in other statuses.
	e.post(user+"/credentials/change_password", "changePassword.change", "Credentials.credentials")
	e.setCredentials(user, `{"password":{"value":"Analytical-Engine-1843"}}`)
	e.post(user+"/credentials/change_recovery_question", "changeRecoveryQuestion.change", "Credentials.credentials")
	e.put(user, "updateUser.password", "")
	e.setCredentials(user, `{"recovery_question":{"question":"Who owns the engine?","answer":"Charles Babbage"}}`)
	e.post(user+"/credentials/forgot_password", "forgotPassword.setPassword", "forgotPassword.200.credentials")
	e.post(user+"/credentials/forgot_password_recovery_question", "forgotPasswordSetNewPassword.setPassword", "Credentials.credentials")
	e.post(user+"/lifecycle/reset_factors", "", "EmptyObject.done")
	e.post(user+"/lifecycle/expire_password", "", "expirePassword.200.user")
	e.post(user+"/lifecycle/expire_password?tempPassword=true", "", "expirePassword.200.temporary")
	e.post(user+"/lifecycle/expire_password_with_temp_password", "", "expirePasswordWithTempPassword.200.temporary")
	require.NoError(t, e.org.AddBlock(ada, gen.UserBlock{Type: gen.UserBlockTypeDeviceBased, AppliesTo: gen.UserBlockScopeUnknownDevices}))
	e.get(user+"/blocks", "listUserBlocks.200.blocks")
	for _, mail := range []struct{ send, example string }{{"true", "mailed"}, {"false", "link"}} {
		require.NoError(t, e.org.SetStatus(ada, gen.UserStatusActive))
		e.post(user+"/credentials/forgot_password?sendEmail="+mail.send, "", "forgotPassword.200."+mail.example)
		require.NoError(t, e.org.SetStatus(ada, gen.UserStatusActive))
		e.post(user+"/lifecycle/reset_password?sendEmail="+mail.send, "", "resetPassword.200."+mail.example)
	}

	grace := e.send("POST", "/users", json.RawMessage(`{"profile":{"firstName":"Grace","lastName":"Hopper","email":"grace@example.com","login":"grace@example.com"}}`), "")
	e.post("/users/"+grace["id"].(string)+"/roles", "addRoleToUser.standard", "")
	e.schemasAndTypes()

	// What this org answers only when it is told to.
	require.NoError(t, e.org.Script("listUserBlocks", oktatest.Fail(401, "E0000015", "You do not have permission to access the feature you are requesting")))
	e.get(user+"/blocks", "Unauthorized.feature")
	require.NoError(t, e.org.Script("getUser", oktatest.RateLimited(0), oktatest.Fail(500, "E0000009", "Internal Server Error"),
		oktatest.Fail(403, "E0000006", "You do not have permission to perform the requested action")))
	e.get(user, "TooManyRequests.limit")
	e.get(user, "ServerError.internal")
	e.get(user, "Forbidden.permission")
	require.NoError(t, e.org.Script("updateUser", oktatest.Fail(412, "E0000001", "Api validation failed: If-Match", "If-Match: The user has changed")))
	e.send("PUT", user, nil, "PreconditionFailed.stale")
	e.token = "wrong"
	e.get(user, "Unauthorized.token")

	assert.Empty(t, slices.Sorted(maps.Keys(e.answers)), "answers that no request has")
	assert.Empty(t, slices.Sorted(maps.Keys(e.bodies)), "bodies that are never sent")
}

// appTargets limits a role of the user to an app, and to an instance of another.
func (e *exampleTest) appTargets(user string) {
	e.t.Helper()
	role := e.send("POST", user+"/roles", json.RawMessage(`{"type":"APP_ADMIN"}`), "")["id"].(string)
	e.org.AddApp("facebook", "Facebook")
	payroll := e.org.AddApp("payroll", "Payroll of the sales team").ID
	targets := user + "/roles/" + role + "/targets/catalog/apps"
	e.put(targets+"/facebook", "", "")
	e.put(targets+"/payroll/"+payroll, "", "")
	e.get(targets, "listApplicationTargetsForApplicationAdministratorRoleForUser.200.page")
}

// exampleTest knows which examples the contract has, and strikes out those that it has seen.
type exampleTest struct {
	t       *testing.T
	org     *oktatest.Org
	token   string
	bodies  map[string]json.RawMessage // by operation and name
	answers map[string]any             // by operation, status and name, or by shared answer and name
	seen    map[string]any
}

func (e *exampleTest) read() {
	e.t.Helper()
	for _, o := range contract.Operations(parse(e.t)) {
		if o.RequestBody != nil {
			for name, example := range o.RequestBody.Value.Content.Get("application/json").Examples {
				body, err := json.Marshal(example.Value.Value)
				require.NoError(e.t, err)
				e.bodies[o.OperationID+"."+name] = body
			}
		}
		for status, response := range o.Responses.Map() {
			where, shared := strings.CutPrefix(response.Ref, "#/components/responses/")
			if !shared {
				where = o.OperationID + "." + status
			}
			if media := response.Value.Content.Get("application/json"); media != nil {
				for name, example := range media.Examples {
					e.answers[where+"."+name] = example.Value.Value
				}
			}
		}
	}
	e.token = e.org.Token()
	e.seen = make(map[string]any)
}

func (e *exampleTest) get(path, answer string) { e.t.Helper(); e.send("GET", path, nil, answer) }
func (e *exampleTest) delete(path string)      { e.t.Helper(); e.send("DELETE", path, nil, "") }

func (e *exampleTest) post(path, body, answer string) map[string]any {
	e.t.Helper()
	return e.sendExample("POST", path, body, answer)
}

func (e *exampleTest) put(path, body, answer string) {
	e.t.Helper()
	e.sendExample("PUT", path, body, answer)
}

func (e *exampleTest) sendExample(method, path, name, answer string) map[string]any {
	e.t.Helper()
	if name == "" {
		return e.send(method, path, nil, answer)
	}
	body, ok := e.bodies[name]
	if !ok {
		body, ok = e.seen[name].(json.RawMessage)
		require.True(e.t, ok, "the contract has no body %s", name)
	}
	e.seen[name] = body
	delete(e.bodies, name)
	return e.send(method, path, body, answer)
}

// send sends a request, and compares the answer with an example of the contract; where none is named it has to be good.
func (e *exampleTest) send(method, path string, body json.RawMessage, answer string) map[string]any {
	e.t.Helper()
	request, err := http.NewRequestWithContext(e.t.Context(), method, e.org.URL()+"/api/v1"+path, strings.NewReader(string(body)))
	require.NoError(e.t, err)
	request.Header.Set("Authorization", "SSWS "+e.token)
	request.Header.Set("Content-Type", "application/json")
	response, err := e.org.HTTPClient().Do(request)
	require.NoError(e.t, err)
	text, err := io.ReadAll(response.Body)
	require.NoError(e.t, err)
	require.NoError(e.t, response.Body.Close())
	var got any
	if len(text) > 0 {
		require.NoError(e.t, json.Unmarshal(text, &got))
	}
	if answer == "" {
		require.Less(e.t, response.StatusCode, 300, "%s %s: %s", method, path, text)
	} else {
		e.compare(answer, got)
	}
	object, _ := got.(map[string]any)
	return object
}

func (e *exampleTest) compare(answer string, got any) {
	e.t.Helper()
	want, ok := e.answers[answer]
	if !ok {
		want, ok = e.seen[answer]
		require.True(e.t, ok, "the contract has no answer %s", answer)
	}
	e.seen[answer] = want
	delete(e.answers, answer)
	wantShape, gotShape := shape("", want), shape("", got)
	for path, kind := range gotShape {
		if wantKind, ok := wantShape[path]; ok && (kind == "null" || wantKind == "null") {
			gotShape[path] = wantKind // a member that can be null is of the other's type
		}
	}
	assert.Equal(e.t, wantShape, gotShape, "the shapes of %s in the contract's example and in the org's answer", answer)
}

// shape is the types of a value's members by their paths; items of an array are taken together. A code of an error
// counts as its type. A $ref is left out: no example can have one, since readers of the document would follow it.
func shape(path string, value any) map[string]string {
	found := make(map[string]string)
	switch value := value.(type) {
	case map[string]any:
		found[path] = "object"
		for name, member := range value {
			if name != "$ref" {
				maps.Copy(found, shape(path+"."+name, member))
			}
		}
	case []any:
		found[path] = "array"
		for _, item := range value {
			maps.Copy(found, shape(path+"[]", item))
		}
	case nil:
		found[path] = "null"
	case string:
		found[path] = "string"
		if strings.HasSuffix(path, ".errorCode") {
			found[path] = value
		}
	case bool:
		found[path] = "boolean"
	default:
		found[path] = "number"
	}
	return found
}

// setCredentials leaves the user's profile as it is.
func (e *exampleTest) setCredentials(user, credentials string) {
	e.t.Helper()
	profile, err := json.Marshal(e.send("GET", user, nil, "")["profile"])
	require.NoError(e.t, err)
	e.send("PUT", user, json.RawMessage(`{"profile":`+string(profile)+`,"credentials":`+credentials+`}`), "")
}
