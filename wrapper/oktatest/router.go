package oktatest

import (
	"net/http"
	"net/url"
	"strings"
)

// operation is one of the API's operations.
type operation struct {
	id, method, path string
	class            string // what rate limits are counted for
	hasQuery         bool
}

const (
	classUsers = "/api/v1/users"
	classUser  = "/api/v1/users/{userId}"
	classRest  = "/api/v1"
)

// operations are the operations of the contract.
var operations = []operation{
	{"listUsers", http.MethodGet, "/api/v1/users", classUsers, true},
	{"createUser", http.MethodPost, "/api/v1/users", classUsers, true},
	{"getUser", http.MethodGet, "/api/v1/users/{userId}", classUser, false},
	{"updateUser", http.MethodPut, "/api/v1/users/{userId}", classUser, false},
	{"deactivateOrDeleteUser", http.MethodDelete, "/api/v1/users/{userId}", classUser, true},
	{"listAppLinks", http.MethodGet, "/api/v1/users/{userId}/appLinks", classRest, true},
	{"changePassword", http.MethodPost, "/api/v1/users/{userId}/credentials/change_password", classRest, false},
	{"changeRecoveryQuestion", http.MethodPost, "/api/v1/users/{userId}/credentials/change_recovery_question", classRest, false},
	{"forgotPassword", http.MethodPost, "/api/v1/users/{userId}/credentials/forgot_password", classRest, true},
	{"listUserGroups", http.MethodGet, "/api/v1/users/{userId}/groups", classRest, true},
	{"activateUser", http.MethodPost, "/api/v1/users/{userId}/lifecycle/activate", classRest, true},
	{"deactivateUser", http.MethodPost, "/api/v1/users/{userId}/lifecycle/deactivate", classRest, true},
	{"expirePassword", http.MethodPost, "/api/v1/users/{userId}/lifecycle/expire_password", classRest, true},
	{"resetAllFactors", http.MethodPost, "/api/v1/users/{userId}/lifecycle/reset_factors", classRest, false},
	{"resetPassword", http.MethodPost, "/api/v1/users/{userId}/lifecycle/reset_password", classRest, true},
	{"suspendUser", http.MethodPost, "/api/v1/users/{userId}/lifecycle/suspend", classRest, false},
	{"unlockUser", http.MethodPost, "/api/v1/users/{userId}/lifecycle/unlock", classRest, false},
	{"unsuspendUser", http.MethodPost, "/api/v1/users/{userId}/lifecycle/unsuspend", classRest, false},
	{"listAssignedRoles", http.MethodGet, "/api/v1/users/{userId}/roles", classRest, true},
	{"addRoleToUser", http.MethodPost, "/api/v1/users/{userId}/roles", classRest, false},
	{"removeRoleFromUser", http.MethodDelete, "/api/v1/users/{userId}/roles/{roleId}", classRest, false},
	{"listGroupTargetsForRole", http.MethodGet, "/api/v1/users/{userId}/roles/{roleId}/targets/groups", classRest, true},
	{"addGroupTargetToRole", http.MethodPut, "/api/v1/users/{userId}/roles/{roleId}/targets/groups/{groupId}", classRest, false},
	{"removeGroupTargetFromRole", http.MethodDelete, "/api/v1/users/{userId}/roles/{roleId}/targets/groups/{groupId}", classRest, false},
	{"endAllUserSessions", http.MethodDelete, "/api/v1/users/{userId}/sessions", classRest, true},
}

func operationOf(method, path string) (operation, bool) {
	for _, op := range operations {
		if op.method == method && op.path == path {
			return op, true
		}
	}
	return operation{}, false
}

func isOperation(id string) bool {
	for _, op := range operations {
		if op.id == id {
			return true
		}
	}
	return false
}

// router takes a request to its handler by the segments of its path, each unescaped once and by itself, so that an
// id may hold anything. (http.ServeMux cleans paths and redirects.)
type router struct {
	prefix string
	routes []route
}

type route struct {
	operation operation
	segments  []string
	handle    http.HandlerFunc
}

// HandleFunc takes the routes that generated code registers.
func (rt *router) HandleFunc(pattern string, handle func(http.ResponseWriter, *http.Request)) {
	method, path, _ := strings.Cut(pattern, " ")
	op, found := operationOf(method, path)
	if !found {
		op = operation{method: method, path: path, class: classRest}
	}
	rt.routes = append(rt.routes, route{op, strings.Split(path, "/"), handle})
}

// ServeHTTP makes the router what generated code registers its routes with. The org takes routes by itself.
func (rt *router) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if route, refused := rt.find(r); refused == nil {
		route.handle(w, r)
	}
}

// find finds the route of a request and puts the path's values into the request.
func (rt *router) find(r *http.Request) (route, *refusal) {
	path, found := strings.CutPrefix(r.URL.EscapedPath(), rt.prefix)
	if !found {
		return route{}, noSuchPath()
	}
	segments := strings.Split(path, "/")
	refused := noSuchPath()
	for _, route := range rt.routes {
		values, matches := route.match(segments)
		if !matches {
			continue
		}
		if route.operation.method != r.Method {
			refused = wrongMethod()
			continue
		}
		for name, value := range values {
			r.SetPathValue(name, value)
		}
		return route, nil
	}
	return route{}, refused
}

func (rt route) match(segments []string) (map[string]string, bool) {
	if len(segments) != len(rt.segments) {
		return nil, false
	}
	values := make(map[string]string)
	for i, want := range rt.segments {
		got, err := url.PathUnescape(segments[i])
		if err != nil {
			return nil, false
		}
		name, isValue := strings.CutPrefix(want, "{")
		switch {
		case !isValue && got != want:
			return nil, false
		case isValue && (got == "" || segments[i] == "." || segments[i] == ".."):
			return nil, false
		case isValue:
			values[strings.TrimSuffix(name, "}")] = got
		}
	}
	return values, true
}
