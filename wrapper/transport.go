package wrapper

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// handler sends a request of a call and returns its answer, whose body is in memory.
type handler func(*call, *http.Request) (*http.Response, error)

// transport returns the way of every request. Read from the last line, around first, it goes from the caller to the wire, for these reasons:
// errors are made once, of the last attempt; an attempt waits at the gate, so that a repeated one waits its turn again; middleware
// is inside both, to see and time each attempt but not the waits, and outside the credentials, to never see them; a log record
// and a time limit belong to what is sent on the wire, a token request or a second try with a new token included.
func transport(cfg *config, base *url.URL, auth Authorizer, bodies *sync.Pool) (handler, error) {
	policy := cfg.retry.withDefaults()
	around := func(next handler) handler {
		return setHeaders(mapErrors(retry(next, policy)), cfg.userAgentHeader())
	}
	send := overHTTP(newHTTPClient(cfg), bodies)
	send = limitTime(send, cfg.requestTimeoutOrDefault())
	if cfg.log != nil {
		send = cfg.log(send)
	}
	auth, err := bind(auth, base, send, around)
	if err != nil {
		return nil, err
	}
	send = authorize(send, base, auth)
	send = throughMiddleware(send, cfg.middleware)
	if !cfg.withoutGate {
		send = throughGate(send, newGate(cfg.rateLimitShare, policy.MaxWait))
	}
	return around(send), nil
}

// overHTTP sends the request and reads the answer whole, so that a break in its middle is an error of the attempt.
func overHTTP(client *http.Client, bodies buffers) handler {
	return func(c *call, request *http.Request) (*http.Response, error) {
		if err := request.Context().Err(); err != nil {
			return nil, err
		}
		c.attempts++
		response, err := client.Do(request)
		if err != nil {
			return nil, &brokenError{withoutAnswer(err)}
		}
		if c.bodyAfter != nil {
			select {
			case <-c.bodyAfter:
			case <-request.Context().Done(): // reading fails then
			}
		}
		body, err := readBody(response, cmp.Or(c.buffers, bodies))
		if errors.Is(err, errTooLarge) {
			return nil, err
		}
		if err != nil {
			return nil, &brokenError{fmt.Errorf("read the answer to the end: %w", withoutAnswer(err))}
		}
		response.Body = body
		if c.response != nil {
			*c.response = Response{StatusCode: response.StatusCode, Header: response.Header}
			if c.keepBody {
				c.response.Body = bytes.Clone(body.data)
			}
		}
		return response, nil
	}
}

// limitTime ends an attempt that has no whole answer after limit; 0 stands for no limit.
func limitTime(next handler, limit time.Duration) handler {
	if limit == 0 {
		return next
	}
	return func(c *call, request *http.Request) (*http.Response, error) {
		ctx, cancel := context.WithTimeout(request.Context(), limit)
		defer cancel()
		response, err := next(c, request.WithContext(ctx))
		if err != nil && ctx.Err() != nil && request.Context().Err() == nil {
			return nil, &brokenError{fmt.Errorf("no whole answer within the request timeout of %s: %w", limit, context.DeadlineExceeded)}
		}
		return response, err
	}
}

func throughMiddleware(next handler, middleware []Middleware) handler {
	if len(middleware) == 0 {
		return next
	}
	for _, m := range slices.Backward(middleware) {
		inner := next
		next = func(c *call, request *http.Request) (*http.Response, error) {
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
	return func(c *call, request *http.Request) (*http.Response, error) {
		return first(c, request.Clone(request.Context())) // what middleware changes must not be there in the next attempt
	}
}

// mapErrors makes an Error of every answer that is not 2xx, and of every request without an answer.
func mapErrors(next handler) handler {
	return func(c *call, request *http.Request) (*http.Response, error) {
		response, err := next(c, request)
		if err != nil {
			if ended := request.Context().Err(); ended != nil && !errors.Is(err, ended) {
				err = fmt.Errorf("%w: %w", ended, withoutURL(err)) // net/http gives the context's cause alone
			}
			return nil, c.counted(unanswered(c.operation, err))
		}
		if response.StatusCode/100 == 2 {
			return response, nil
		}
		body, err := bodyOf(response)
		if err != nil {
			return nil, c.counted(unanswered(c.operation, err))
		}
		return nil, c.counted(refused(c.operation, response, body))
	}
}

// counted adds the number of attempts, except to the error of another call that this one needed.
func (c *call) counted(err error) error {
	if e, ok := errors.AsType[*Error](err); ok && e.Operation == c.operation {
		e.Attempts = c.attempts
	}
	return err
}

type operationKey struct{}

// Operation returns the operationId of the call that a request's context belongs to, such as "getUser", for middleware and
// for an http.RoundTripper of one's own. It is "" elsewhere.
func Operation(ctx context.Context) string {
	operation, _ := ctx.Value(operationKey{}).(string)
	return operation
}

func withOperation(ctx context.Context, operation string) context.Context {
	return context.WithValue(ctx, operationKey{}, operation)
}

func setHeaders(next handler, userAgent string) handler {
	return func(c *call, request *http.Request) (*http.Response, error) {
		if Operation(request.Context()) != c.operation {
			request = request.WithContext(withOperation(request.Context(), c.operation))
		}
		request.Header.Set("User-Agent", userAgent)
		if request.Header.Get("Accept") == "" {
			request.Header.Set("Accept", "application/json")
		}
		maps.Copy(request.Header, c.header)
		return next(c, request)
	}
}

// doer lets the generated client send through the same layers.
type doer struct{ client *Client }

func (d doer) Do(request *http.Request) (*http.Response, error) {
	return d.client.send(&call{operation: operationOf(d.client.server, request)}, request)
}

// operationOf finds the operation of a request that the generated client made.
func operationOf(server string, request *http.Request) string {
	prefix, err := url.Parse(server)
	if err != nil {
		return request.Method
	}
	path := strings.TrimPrefix(request.URL.EscapedPath(), prefix.EscapedPath())
	for _, o := range operations {
		if o.method == request.Method && o.matches(path) {
			return o.id
		}
	}
	return request.Method
}
