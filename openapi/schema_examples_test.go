package openapi_test

import (
	"maps"
	"strings"
)

// schemasAndTypes makes the requests of the examples of user schemas, user types, and users who have roles. Two
// users have to have a role.
func (e *exampleTest) schemasAndTypes() {
	e.t.Helper()
	for _, step := range []struct{ method, answer string }{{"POST", "updateUserProfile.200.schema"}, {"GET", "getUserSchema.200.schema"}} {
		body := e.bodies["updateUserProfile.add"]
		if step.method == "GET" {
			body = nil
		}
		schema := e.send(step.method, "/meta/schemas/user/default", body, "")
		// The example has one of the attributes that every org has.
		base := schema["definitions"].(map[string]any)["base"].(map[string]any)["properties"].(map[string]any)
		maps.DeleteFunc(base, func(name string, _ any) bool { return name != "login" })
		e.compare(step.answer, schema)
	}
	delete(e.bodies, "updateUserProfile.add")
	e.post("/meta/schemas/user/default", "updateUserProfile.remove", "")

	e.get("/meta/types/user", "listUserTypes.200.types")
	made := "/meta/types/user/" + e.post("/meta/types/user", "createUserType.contractor", "createUserType.200.type")["id"].(string)
	e.get(made, "getUserType.200.type")
	e.post(made, "updateUserType.description", "updateUserType.200.type")
	e.put(made, "replaceUserType.contractor", "replaceUserType.200.type")
	e.delete(made)

	next := e.send("GET", "/iam/assignees/users?limit=1", nil, "listUsersWithRoleAssignments.200.page")["_links"].(map[string]any)["next"]
	_, path, _ := strings.Cut(next.(map[string]any)["href"].(string), "/api/v1")
	e.get(path, "")
}
