package wrapper

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"io"
	"iter"
	"net/http"
	"net/url"
	"strings"

	"github.com/okta-userapi/userapi-go/gen"
)

// Request is a request to an endpoint of Okta that has no method of [Client]; see [Call] and [List].
type Request struct {
	// Method is the HTTP method; "" stands for GET.
	Method string

	// Path is the endpoint's path below the org's URL, with {name} for each id: "/api/v1/apps/{appId}/users". Errors,
	// log and middleware name the request by Method and Path, which therefore hold no id and no query.
	Path string

	// IDs are the ids in Path, in their order. They are escaped, and refused, as those of the operations are.
	IDs []string

	// Query are the query parameters.
	Query url.Values

	// Body is sent as JSON where it isn't nil.
	Body any
}

// Call sends a request to any endpoint of Okta, with the client's credentials, retries, rate limits, log, middleware
// and errors, and returns what the answer holds. T is struct{} for an answer that holds nothing.
//
//	app, err := okta.Call[App](ctx, client, okta.Request{Path: "/api/v1/apps/{appId}", IDs: []string{id}})
//
// A request is sent again after a lost answer or a server's error where its method is GET or HEAD, and elsewhere with
// [WithRetryUnsafe]. Its answer is held to be secret: an error doesn't show it. The rate limit is taken for one of its
// own, unless the endpoint is one of the operations'. What can't be sent is an [*ArgumentError].
func Call[T any](ctx context.Context, client *Client, request Request, options ...CallOption) (result T, err error) {
	made, err := request.make(client.server)
	err = execInto(ctx, client, request.operation(made), made, err, options, &result)
	return result, err
}

// List returns the items of a list that any endpoint of Okta serves, page by page as [Client.ListUsers] does. Each page
// is an array, and its Link header has the cursor of the next.
//
//	query := url.Values{"since": {"2026-01-31T00:00:00Z"}}
//	for event, err := range okta.List[Event](ctx, client, okta.Request{Path: "/api/v1/logs", Query: query}) { … }
//
// A list that never ends, such as a System Log without "until", is read as long as it has a next page.
func List[T any](ctx context.Context, client *Client, request Request, options ...CallOption) iter.Seq2[T, error] {
	return items(ListPages[T](ctx, client, request, options...))
}

// ListPages is List a page at a time, for a cursor to resume from: set Page.After as "after" of the request's Query.
func ListPages[T any](ctx context.Context, client *Client, request Request, options ...CallOption) iter.Seq2[Page[T], error] {
	made, err := request.make(client.server)
	return listPagesWith[T](ctx, client, request.operation(made), made, err, options, nil)
}

// ListIn is List for pages that are objects of type B, with the items and the link to the next page in them. read takes
// both out of a page; next is "" on the last one.
//
//	type resourceSets struct {
//		Sets  []ResourceSet `json:"resource-sets"`
//		Links struct {
//			Next okta.Link `json:"next"`
//		} `json:"_links"`
//	}
//	read := func(page resourceSets) ([]ResourceSet, string) { return page.Sets, page.Links.Next.Href }
//	for set, err := range okta.ListIn(ctx, client, okta.Request{Path: "/api/v1/iam/resource-sets"}, read) { … }
func ListIn[B, T any](ctx context.Context, client *Client, request Request, read func(page B) (items []T, next string), options ...CallOption) iter.Seq2[T, error] {
	return items(ListPagesIn(ctx, client, request, read, options...))
}

// ListPagesIn is ListIn a page at a time, for a cursor to resume from.
func ListPagesIn[B, T any](ctx context.Context, client *Client, request Request, read func(page B) (items []T, next string), options ...CallOption) iter.Seq2[Page[T], error] {
	made, err := request.make(client.server)
	return listPagesWith(ctx, client, request.operation(made), made, err, options, func(body []byte) ([]T, string, []gen.Unread, error) {
		var page B
		unread, err := gen.UnmarshalLenient(body, &page)
		if err != nil {
			return nil, "", nil, err
		}
		items, next := read(page)
		return items, next, unread, nil
	})
}

// shape names the request, without its ids.
func (r Request) shape() string { return cmp.Or(r.Method, http.MethodGet) + " " + r.Path }

// operation is what is known of the request: next to nothing, but which rate limit it counts for where it is an
// operation's.
func (r Request) operation(made *http.Request) gen.Operation {
	operation := gen.Operation{ID: r.shape(), RateLimitClass: r.Path}
	if made == nil {
		return operation
	}
	operation.Repeatable = made.Method == http.MethodGet || made.Method == http.MethodHead
	if _, path, found := strings.Cut(made.URL.EscapedPath(), "/api/"); found {
		if known := gen.OperationOf(made.Method, "/api/"+path); known.ID != "" {
			operation.RateLimitClass = known.RateLimitClass
		}
	}
	return operation
}

// make makes the request to a server.
func (r Request) make(server string) (*http.Request, error) {
	path, err := r.path()
	if err != nil {
		return nil, err
	}
	var body io.Reader
	if r.Body != nil {
		data, err := json.Marshal(r.Body)
		if err != nil {
			return nil, &ArgumentError{Argument: "Body", Reason: "can't be made JSON: " + err.Error()}
		}
		body = bytes.NewReader(data)
	}
	target := strings.TrimSuffix(server, "/") + path
	if len(r.Query) > 0 {
		target += "?" + r.Query.Encode()
	}
	made, err := http.NewRequest(cmp.Or(r.Method, http.MethodGet), target, body)
	if err != nil {
		return nil, &ArgumentError{Argument: "Method", Reason: "is not an HTTP method: pass one such as POST"}
	}
	if body != nil {
		made.Header.Set("Content-Type", "application/json")
	}
	return made, nil
}

// path is the path with its ids, which are guarded as those of operations are.
func (r Request) path() (string, error) {
	refuse := func(reason string) (string, error) { return "", &ArgumentError{Argument: "Path", Reason: reason} }
	if !strings.HasPrefix(r.Path, "/") || strings.ContainsAny(r.Path, "?#%\\") {
		return refuse(`is not a path below the org's URL, such as "/api/v1/apps/{appId}": ids belong into IDs, and parameters into Query`)
	}
	ids := r.IDs
	segments := strings.Split(r.Path[1:], "/")
	for i, segment := range segments {
		name, isID := strings.CutPrefix(segment, "{")
		switch {
		case isID && !strings.HasSuffix(segment, "}"):
			return refuse("has an id without a closing brace: write {name}")
		case isID && len(ids) == 0:
			return refuse("has more ids than IDs")
		case isID:
			escaped, err := gen.PathEscape(strings.TrimSuffix(name, "}"), ids[0])
			if err != nil {
				return "", err
			}
			segments[i], ids = escaped, ids[1:]
		case segment == "" || segment == "." || segment == ".." || url.PathEscape(segment) != segment:
			return refuse("has a segment that is empty, a dot, or would have to be escaped: write ids as {name}, and pass them in IDs")
		}
	}
	if len(ids) > 0 {
		return refuse("has fewer ids than IDs")
	}
	return "/" + strings.Join(segments, "/"), nil
}
