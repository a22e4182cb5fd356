package transport

import (
	"errors"
	"net/http"
	"slices"
)

// Middleware sees each attempt on its way out and its answer on the way back. It calls next to go on.
type Middleware func(request *http.Request, next func(*http.Request) (*http.Response, error)) (*http.Response, error)

func throughMiddleware(next Handler, middleware []Middleware) Handler {
	if len(middleware) == 0 {
		return next
	}
	for _, m := range slices.Backward(middleware) {
		inner := next
		next = func(c *Call, request *http.Request) (*http.Response, error) {
			response, err := m(request, func(request *http.Request) (*http.Response, error) { return inner(c, request) })
			switch {
			case err != nil:
				return nil, err
			case response == nil:
				return nil, errors.New("a middleware returned neither an answer nor an error")
			case response.Body == nil:
				response.Body = http.NoBody
			}
			return response, nil
		}
	}
	first := next
	return func(c *Call, request *http.Request) (*http.Response, error) {
		return first(c, request.Clone(request.Context())) // what middleware changes must not be there in the next attempt
	}
}
