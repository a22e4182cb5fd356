package wrapper

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strings"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/wrapper/internal/transport"
)

// call is one use of an operation, with its options.
type call struct {
	transport.Call
	secretFree       bool
	repeatable       bool      // by itself, whatever the caller says
	response         *Response // of WithResponse
	withoutReadAhead bool
}

// none is the result of an operation whose answer holds nothing.
type none = struct{}

func newCall(operation gen.Operation) *call {
	return &call{
		Call:       transport.Call{Operation: operation.ID, RateLimitClass: operation.RateLimitClass, Repeatable: operation.Repeatable},
		secretFree: operation.SecretFree,
		repeatable: operation.Repeatable,
	}
}

// prepare takes the options of a call, and the error of making its request.
func prepare(ctx context.Context, client *Client, operation gen.Operation, requestErr error, options []CallOption) (*call, error) {
	switch {
	case client.send == nil:
		return nil, &ArgumentError{Operation: operation.ID, Argument: "the client", Reason: "was not made by NewClient"}
	case ctx == nil:
		return nil, &ArgumentError{Operation: operation.ID, Argument: "the context", Reason: "is nil: pass context.Background() where there is no other"}
	}
	if argument, ok := errors.AsType[*ArgumentError](requestErr); ok {
		return nil, &ArgumentError{Operation: operation.ID, Argument: argument.Argument, Reason: argument.Reason}
	}
	if requestErr != nil {
		return nil, &ArgumentError{Operation: operation.ID, Argument: "the request", Reason: "can't be made: " + requestErr.Error()}
	}
	c := newCall(operation)
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

// exec does one call by the request that was made for it, and returns what the answer holds.
func exec[T any](ctx context.Context, client *Client, operation string, request *http.Request, requestErr error, options []CallOption) (result T, err error) {
	err = execInto(ctx, client, gen.OperationByID(operation), request, requestErr, options, &result)
	return result, err
}

// execList does one call whose answer is a list that is not paged.
func execList[T any](ctx context.Context, client *Client, operation string, request *http.Request, requestErr error, options []CallOption) (items []T, err error) {
	err = execWith(ctx, client, gen.OperationByID(operation), request, requestErr, options, listReader(&items))
	return items, err
}

// execNone does one call whose answer holds nothing.
func execNone(ctx context.Context, client *Client, operation string, request *http.Request, requestErr error, options []CallOption) error {
	return execInto(ctx, client, gen.OperationByID(operation), request, requestErr, options, &none{})
}

// execInto does one call whose answer a pointer's target is for.
func execInto(ctx context.Context, client *Client, operation gen.Operation, request *http.Request, requestErr error, options []CallOption, result any) error {
	answer := reader{read: func(body []byte) ([]gen.Unread, error) { return gen.UnmarshalLenient(body, result) }}
	switch result.(type) {
	case *none:
		answer = reader{mayBeEmpty: true}
	case *UserActivationToken, *ResetPasswordToken, *ForgotPasswordResponse:
		answer.mayBeEmpty = true // where the link was mailed
	}
	return execWith(ctx, client, operation, request, requestErr, options, answer)
}

func execWith(ctx context.Context, client *Client, operation gen.Operation, request *http.Request, requestErr error, options []CallOption, answer reader) error {
	c, err := prepare(ctx, client, operation, requestErr, options)
	if err != nil {
		return err
	}
	if c.response != nil {
		c.keep(c.response)
	}
	response, err := c.send(client.send, request.WithContext(transport.WithOperation(ctx, operation.ID)))
	if c.removed(request, err) {
		return nil
	}
	if err != nil {
		return err
	}
	unread, err := answer.readAll(c, response)
	if c.response != nil {
		c.response.Unread = unread
	}
	client.logUnread(ctx, operation.ID, unread)
	return err
}

// removed reports whether a call found that what it was to remove is gone, after an attempt that may have removed it.
func (c *call) removed(request *http.Request, err error) bool {
	return request.Method == http.MethodDelete && c.MaybeDone && errors.Is(err, CodeNotFound)
}

// send sends the request of a call, and makes an Error of an answer that is not 2xx and of a request without an answer.
// Who gets a response has to close it.
func (c *call) send(next transport.Handler, request *http.Request) (*http.Response, error) {
	response, err := next(&c.Call, request)
	if err != nil {
		return nil, c.unanswered(withCause(request.Context(), err))
	}
	if response.StatusCode/100 == 2 {
		return response, nil
	}
	defer func() { _ = response.Body.Close() }()
	body, err := transport.ReadBody(response)
	if err != nil {
		return nil, c.unanswered(err)
	}
	return nil, c.refused(response, body)
}

// withCause makes an error of a request whose context has ended say so, and why. net/http gives the context's cause
// alone, where there is one, and others its error alone.
func withCause(ctx context.Context, err error) error {
	ended := ctx.Err()
	if ended == nil {
		return err
	}
	err = transport.WithoutURL(err)
	if !errors.Is(err, ended) {
		return fmt.Errorf("%w: %w", ended, err)
	}
	if cause := context.Cause(ctx); !errors.Is(err, cause) {
		return fmt.Errorf("%w: %w", err, cause)
	}
	return err
}

// reader reads an answer. What it reads goes where its maker has room for it, and only the maker knows its type: code
// that is generic is compiled once more for each model.
type reader struct {
	// read reads a body that is JSON, and says what of it could not be read. It is nil for an answer that holds nothing.
	read func(body []byte) ([]gen.Unread, error)

	mayBeEmpty bool
}

// maxItems is the most that a list holds: that of Okta's largest pages.
const maxItems = 10_000

// listReader reads an answer that is a list.
func listReader[T any](items *[]T) reader {
	return reader{read: func(body []byte) (unread []gen.Unread, err error) {
		*items, unread, err = gen.UnmarshalList[T](body, maxItems)
		return unread, err
	}}
}

// readAll reads an answer, which it closes.
func (r reader) readAll(c *call, response *http.Response) (unread []gen.Unread, err error) {
	defer func() { _ = response.Body.Close() }()
	body, err := transport.ReadBody(response)
	if err != nil {
		return nil, c.unanswered(err)
	}
	contentType := response.Header.Get("Content-Type")
	empty := len(bytes.TrimSpace(body)) == 0
	switch {
	case empty && r.mayBeEmpty, r.read == nil && isJSON(contentType):
		return nil, nil
	case !isJSON(contentType):
		err = fmt.Errorf("its content type is %q, not JSON: is a gateway or a login page in between?", contentType)
	case empty:
		err = errors.New("its body is empty")
	case string(bytes.TrimSpace(body)) == "null":
		err = errors.New("its body is null")
	default:
		unread, err = r.read(body)
	}
	if err != nil {
		return nil, c.unreadable(response, body, err)
	}
	return unread, nil
}

func isJSON(contentType string) bool {
	switch contentType {
	case "", "application/json", "application/json;charset=UTF-8":
		return true
	}
	mediaType, _, err := mime.ParseMediaType(contentType)
	return err == nil && (mediaType == "application/json" || strings.HasSuffix(mediaType, "+json"))
}

// valueOf returns the options that were passed, or the zero ones.
func valueOf[T any](options *T) T {
	if options == nil {
		return *new(T)
	}
	return *options
}

// optional returns nil, for "not sent", where value is its type's zero value.
func optional[T comparable](value T) *T {
	var zero T
	if value == zero {
		return nil
	}
	return &value
}
