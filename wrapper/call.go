package wrapper

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strings"
	"time"

	"github.com/okta-userapi/userapi-go/gen"
)

// call is one use of an operation, as the layers of the transport see it.
type call struct {
	operation        string // the operationId
	header           http.Header
	response         *Response
	withoutRetry     bool
	withoutReadAhead bool
	keepBody         bool // response gets the body too
	retryUnsafe      bool
	buffers          buffers         // for its answers; nil stands for the client's
	bodyAfter        <-chan struct{} // its answer's body is not read before this is closed; nil stands for at once
	attempts         int             // how often it was sent
	outOfTime        bool            // it was not repeated, since its context would have ended before
	held             time.Duration   // how long the rate limit held the present attempt
}

// path is the ids on their way into a request's path, by the names that the API gives them.
type path []struct{ name, value string }

// none is the result of an operation whose answer holds nothing.
type none struct{}

// builder makes the request of a call, to the server it is given.
type builder func(server string) (*http.Request, error)

// exec does one call and returns what the answer holds.
func exec[T any](ctx context.Context, client *Client, operation string, options []CallOption, path path, build builder) (T, error) {
	var result, zero T
	c, err := newCall(operation, options, path)
	if err != nil {
		return zero, err
	}
	if err := do(ctx, client, c, build, &result); err != nil {
		return zero, err
	}
	return result, nil
}

// execNone does one call whose answer holds nothing.
func execNone(ctx context.Context, client *Client, operation string, options []CallOption, path path, build builder) error {
	_, err := exec[none](ctx, client, operation, options, path, build)
	return err
}

// newCall guards the ids and takes the options of one call.
func newCall(operation string, options []CallOption, path path) (*call, error) {
	for _, id := range path {
		var reason string
		switch id.value {
		case "":
			reason = "is empty: pass an id"
		case ".", "..":
			reason = `is "` + id.value + `", which would reach another resource: pass an id`
		default:
			continue
		}
		return nil, &ArgumentError{Operation: operation, Argument: id.name, Reason: reason}
	}
	c := &call{operation: operation}
	for _, option := range options {
		if option == nil {
			continue
		}
		if err := option(c); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// do does a call and decodes the answer into result.
func do(ctx context.Context, client *Client, c *call, build builder, result any) error {
	_, response, err := send(ctx, client, c, build)
	if err != nil {
		return err
	}
	return read(c, response, result)
}

// send sends the request of a call. Who gets a response has to read it.
func send(ctx context.Context, client *Client, c *call, build builder) (*http.Request, *http.Response, error) {
	request, err := build(client.server)
	if err != nil {
		return nil, nil, &ArgumentError{Operation: c.operation, Argument: "the request", Reason: "can't be made: " + err.Error()}
	}
	response, err := client.send(c, request.WithContext(withOperation(ctx, c.operation)))
	return request, response, err
}

// read decodes an answer into result and closes it.
func read(c *call, response *http.Response, result any) error {
	defer func() { _ = response.Body.Close() }()
	body, err := bodyOf(response)
	if err != nil {
		return c.counted(unanswered(c.operation, err))
	}
	contentType := response.Header.Get("Content-Type")
	if _, nothing := result.(*none); nothing && (isJSON(contentType) || len(bytes.TrimSpace(body)) == 0) {
		return nil
	}
	if err := decode(contentType, body, result); err != nil {
		return c.counted(unreadable(c.operation, response, body, err))
	}
	return nil
}

// decode reads the body of a 2xx answer.
func decode(contentType string, body []byte, result any) error {
	if err := checkJSON(contentType, body); err != nil {
		return err
	}
	return gen.Unmarshal(body, result)
}

// checkJSON refuses what decoding would take for an empty result, or report as a stray character.
func checkJSON(contentType string, body []byte) error {
	if !isJSON(contentType) {
		return fmt.Errorf("its content type is %q, not JSON: is a gateway or a login page in between?", contentType)
	}
	switch string(bytes.TrimSpace(body)) {
	case "":
		return errors.New("its body is empty")
	case "null":
		return errors.New("its body is null")
	}
	return nil
}

func isJSON(contentType string) bool {
	switch contentType {
	case "", "application/json", "application/json;charset=UTF-8":
		return true
	}
	mediaType, _, err := mime.ParseMediaType(contentType)
	return err == nil && (mediaType == "application/json" || strings.HasSuffix(mediaType, "+json"))
}

// optional returns nil, for "not sent", where value is its type's zero value.
func optional[T comparable](value T) *T {
	var zero T
	if value == zero {
		return nil
	}
	return &value
}
