package wrapper

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strings"
)

// path is the ids on their way into a request's path, by the names that the API gives them.
type path []struct{ name, value string }

// none is the result of an operation whose answer holds nothing.
type none struct{}

// builder makes the request of a call, to the server it is given.
type builder func(server string) (*http.Request, error)

// exec does one call and returns what the answer holds.
func exec[T any](ctx context.Context, client *Client, operation string, options []CallOption, path path, build builder) (T, error) {
	c, err := newCall(operation, options, path)
	if err != nil {
		var zero T
		return zero, err
	}
	return do[T](ctx, client, c, build)
}

// execNone does one call whose answer holds nothing.
func execNone(ctx context.Context, client *Client, operation string, options []CallOption, path path, build builder) error {
	_, err := exec[none](ctx, client, operation, options, path, build)
	return err
}

// newCall guards the ids and takes the options of one call.
func newCall(operation string, options []CallOption, path path) (*call, error) {
	for _, id := range path {
		switch id.value {
		case "":
			return nil, &ArgumentError{Operation: operation, Argument: id.name, Reason: "is empty: pass an id"}
		case ".", "..":
			return nil, &ArgumentError{Operation: operation, Argument: id.name, Reason: fmt.Sprintf("is %q, which would reach another resource: pass an id", id.value)}
		}
	}
	c := &call{operation: operation}
	for _, option := range options {
		if err := option(c); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func do[T any](ctx context.Context, client *Client, c *call, build builder) (T, error) {
	var zero T
	request, err := build(client.server)
	if err != nil {
		return zero, &ArgumentError{Operation: c.operation, Argument: "the request", Reason: "can't be made: " + err.Error()}
	}
	response, err := client.send(c, request.WithContext(ctx))
	if err != nil {
		return zero, err
	}
	return decode[T](c, response)
}

// decode reads a 2xx answer.
func decode[T any](c *call, response *http.Response) (T, error) {
	var result T
	if _, nothing := any(result).(none); nothing {
		return result, nil
	}
	body, err := bodyOf(response)
	if err != nil {
		return result, unanswered(c.operation, err)
	}
	if err := checkJSON(response.Header.Get("Content-Type"), body); err != nil {
		return result, unreadable(c.operation, response, body, err)
	}
	if err := json.Unmarshal(body, &result); err != nil {
		var zero T
		return zero, unreadable(c.operation, response, body, err)
	}
	return result, nil
}

// checkJSON refuses what json.Unmarshal would take for an empty result, or report as a stray character.
func checkJSON(contentType string, body []byte) error {
	if mediaType, _, _ := mime.ParseMediaType(contentType); contentType != "" && !isJSON(mediaType) {
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

func isJSON(mediaType string) bool {
	return mediaType == "application/json" || strings.HasSuffix(mediaType, "+json")
}

// optional returns nil, for "not sent", where value is its type's zero value.
func optional[T comparable](value T) *T {
	var zero T
	if value == zero {
		return nil
	}
	return &value
}
