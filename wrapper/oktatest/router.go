package oktatest

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/okta-userapi/userapi-go/gen"
)

// router takes a request to its handler by the segments of its path, each unescaped once and by itself, so that an
// id may hold anything. (http.ServeMux cleans paths and redirects.)
type router struct {
	prefix string
	routes []route
}

type route struct {
	operation gen.Operation
	segments  []string
	handle    http.HandlerFunc
}

// HandleFunc takes the routes that generated code registers.
func (rt *router) HandleFunc(pattern string, handle func(http.ResponseWriter, *http.Request)) {
	method, path, _ := strings.Cut(pattern, " ")
	rt.routes = append(rt.routes, route{gen.OperationOf(method, path), strings.Split(path, "/"), handle})
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
		if route.operation.Method != r.Method {
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
