package oktatest

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/okta-userapi/userapi-go/gen"
)

// router takes a request to its handler by the segments of its path, each unescaped by itself. (http.ServeMux cleans
// paths and redirects.)
type router struct {
	prefix string
	routes []route
}

type route struct {
	operation gen.Operation
	path      string
	segments  []string
	handle    http.HandlerFunc
	public    bool // whether it takes requests without a token
}

// HandleFunc takes the routes that generated code registers.
func (rt *router) HandleFunc(pattern string, handle func(http.ResponseWriter, *http.Request)) {
	method, path, _ := strings.Cut(pattern, " ")
	rt.add(route{operation: gen.OperationOf(method, path), path: path, handle: handle})
}

// addPublic adds a route that is not in the contract, and needs no token.
func (rt *router) addPublic(operation gen.Operation, path string, handle func(*answer, *http.Request)) {
	rt.add(route{operation: operation, path: path, public: true, handle: func(w http.ResponseWriter, r *http.Request) {
		if out, isAnswer := w.(*answer); isAnswer {
			handle(out, r)
		}
	}})
}

// add keeps the routes in an order in which a name in a path comes before an id.
func (rt *router) add(added route) {
	added.segments = strings.Split(added.path, "/")
	i := slices.IndexFunc(rt.routes, func(r route) bool { return r.path > added.path })
	if i < 0 {
		i = len(rt.routes)
	}
	rt.routes = slices.Insert(rt.routes, i, added)
}

// serves reports whether there is an operation with a name.
func (rt *router) serves(operation string) bool {
	return slices.ContainsFunc(rt.routes, func(route route) bool { return route.operation.ID == operation })
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
	segments, refused := segmentsOf(path)
	if refused != nil {
		return route{}, refused
	}
	var allowed []string
	pattern := "" // the first that matches, which has names for the most segments
	for _, route := range rt.routes {
		values, matches := route.match(segments)
		if !matches || pattern != "" && route.path != pattern {
			continue
		}
		pattern = route.path
		if route.operation.Method != r.Method {
			allowed = append(allowed, route.operation.Method)
			continue
		}
		for name, value := range values {
			r.SetPathValue(name, value)
		}
		return route, nil
	}
	if len(allowed) > 0 {
		return route{}, wrongMethod(allowed)
	}
	return route{}, noSuchPath()
}

// segmentsOf takes a path apart as an org does, and the server in front of it: one slash at the end doesn't count, an
// escaped slash or backslash is not let through, and a segment ends before a semicolon, escaped or not.
func segmentsOf(path string) ([]string, *refusal) {
	segments := strings.Split(strings.TrimSuffix(path, "/"), "/")
	for i, escaped := range segments {
		segment, err := url.PathUnescape(escaped)
		switch {
		case err != nil || escaped == "." || escaped == "..":
			return nil, noSuchPath()
		case strings.ContainsAny(segment, `/\`):
			return nil, badSegment()
		}
		segments[i], _, _ = strings.Cut(segment, ";")
	}
	return segments, nil
}

func (rt route) match(segments []string) (map[string]string, bool) {
	if len(segments) != len(rt.segments) {
		return nil, false
	}
	values := make(map[string]string)
	for i, want := range rt.segments {
		name, isValue := strings.CutPrefix(want, "{")
		switch {
		case !isValue && segments[i] != want, isValue && segments[i] == "":
			return nil, false
		case isValue:
			values[strings.TrimSuffix(name, "}")] = segments[i]
		}
	}
	return values, true
}
