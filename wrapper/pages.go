package wrapper

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"net/http"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/wrapper/internal/transport"
)

// Page is one page of a list.
type Page[T any] struct {
	// Items are the page's items; a page can be empty and still have a next one.
	Items []T

	// After is the cursor of the next page, to go on from in another process: set it as the After of the options, with
	// the other options as they were. It is "" on the last page.
	After string

	// Response is the HTTP side of the page. Its Body is left out: the items are what it held.
	Response Response
}

// listPages walks a list a page at a time, from the page of the request on. Each range over it starts again there and
// keeps its own place; it ends after the last page or after an error.
func listPages[T any](ctx context.Context, client *Client, operation string, first *http.Request, requestErr error, options []CallOption) iter.Seq2[Page[T], error] {
	o := gen.OperationByID(operation)
	var inBody pageReader[T]
	if o.PagedInBody {
		inBody = readPage[T]
	}
	return listPagesWith(ctx, client, o, first, requestErr, options, inBody)
}

// readPage reads a page that is an object. A link to the next page that can't be read is an error: taking it for none
// would cut the list short.
func readPage[T any](body []byte) (items []T, next string, unread []gen.Unread, err error) {
	var page struct {
		Value []T                        `json:"value"`
		Links map[string]json.RawMessage `json:"_links"`
	}
	unread, err = gen.UnmarshalLenient(body, &page)
	if err != nil {
		return nil, "", nil, err
	}
	var link *Link
	broken := slices.ContainsFunc(unread, func(u gen.Unread) bool { return u.Pointer == "/_links" })
	if found := page.Links["next"]; found != nil {
		broken = json.Unmarshal(found, &link) != nil || link != nil && link.Href == ""
	}
	switch {
	case broken:
		return nil, "", nil, errors.New("the link to the next page can't be read")
	case link == nil:
		return page.Value, "", unread, nil
	}
	return page.Value, link.Href, unread, nil
}

// pageReader reads a page whose body has the link to the next one, beside its items.
type pageReader[T any] func(body []byte) (items []T, next string, unread []gen.Unread, err error)

// anyPageReader is a pageReader whose items are a slice of a type that the walk doesn't know.
type anyPageReader func(body []byte) (items any, next string, unread []gen.Unread, err error)

// listPagesWith walks a list whose links to the next page are in the header, or in the body where there is a reader of
// it.
func listPagesWith[T any](ctx context.Context, client *Client, operation gen.Operation, first *http.Request, requestErr error, options []CallOption, inBody pageReader[T]) iter.Seq2[Page[T], error] {
	return func(yield func(Page[T], error) bool) {
		c, err := prepare(ctx, client, operation, requestErr, options)
		if err == nil && strings.HasPrefix(first.URL.Query().Get("limit"), "-") {
			err = &ArgumentError{Operation: operation.ID, Argument: "limit", Reason: "is negative: pass 0 to leave it to the server"}
		}
		if err != nil {
			yield(Page[T]{}, err)
			return
		}
		w := &walk{client: client, call: c, seen: make(map[string]bool)}
		if inBody != nil {
			w.inBody = func(body []byte) (any, string, []gen.Unread, error) { return inBody(body) }
		}
		w.pages(ctx, first, func(f *fetched) bool {
			page, err := pageOf[T](f)
			w.report(ctx, f, page.Response.Unread)
			if !yield(page, err) || err != nil {
				return false
			}
			if f.nextErr != nil {
				yield(Page[T]{}, f.nextErr)
			}
			return f.nextErr == nil
		})
	}
}

// walk is one range over a list.
type walk struct {
	client *Client
	call   *call
	inBody anyPageReader   // nil where the header has the link to the next page
	seen   map[string]bool // the cursors of the pages so far
	ahead  sync.WaitGroup
}

// fetched is the answer for a page.
type fetched struct {
	call     call
	response Response
	answer   *http.Response
	err      error // why there is no page

	after   string        // the cursor of the next page
	next    *http.Request // for the next page; nil where there is none
	nextErr error         // why it can't be asked for

	// What was read of the answer already, where the link to the next page is in its body: a slice of items.
	items  any
	unread []gen.Unread
}

// pages gives the pages from a request's on to take, until that has had enough.
//
// From the second page on, the next page is fetched while this one is decoded and the loop works on it. A loop that
// ends within the first page needs no other.
func (w *walk) pages(ctx context.Context, first *http.Request, take func(*fetched) bool) {
	ctx, cancel := context.WithCancel(ctx)
	defer w.ahead.Wait()
	defer cancel()

	current := w.fetch(first.Clone(ctx))
	for number := 1; ; number++ {
		var next <-chan *fetched
		if number > 1 && !w.call.withoutReadAhead {
			next = w.start(current.next)
		}
		if err := ctx.Err(); err != nil && current.err == nil {
			current.err = current.call.unanswered(withCause(ctx, err)) // a page that was fetched ahead comes too late
		}
		if !take(current) || current.next == nil {
			return
		}
		if next == nil {
			next = w.start(current.next)
		}
		current = <-next
	}
}

// report tells what of a page could not be read, to the log and to the caller's Response.
func (w *walk) report(ctx context.Context, f *fetched, unread []gen.Unread) {
	w.client.logUnread(ctx, w.call.Operation, unread)
	if w.call.response != nil {
		f.response.Unread = unread
		*w.call.response = f.response
	}
}

// start begins to fetch a page, where there is one.
func (w *walk) start(request *http.Request) <-chan *fetched {
	if request == nil {
		return nil
	}
	page := make(chan *fetched, 1)
	w.ahead.Go(func() { page <- w.fetch(request) })
	runtime.Gosched() // the request goes out before decoding takes the processor: 3 % of a walk at 20 ms a page
	return page
}

func (w *walk) fetch(request *http.Request) *fetched {
	f := &fetched{call: *w.call}
	if f.call.response != nil {
		f.call.keep(&f.response)
	}
	if f.answer, f.err = f.call.send(w.client.send, request); f.err != nil {
		return f
	}
	var target string
	var err error
	if w.inBody == nil {
		target, _, err = transport.NextLink(f.answer.Header.Values("Link"))
	} else {
		target = f.readBody(w.inBody)
	}
	w.seen[request.URL.Query().Get("after")] = true
	if err == nil && target != "" {
		f.after, f.next, err = w.following(request, target)
	}
	if err != nil {
		f.nextErr = f.call.unreadable(f.answer, nil, err)
	}
	return f
}

// following returns the request of the next page: the query of the link to it, on the list's own URL whatever host and
// path that link names.
func (w *walk) following(request *http.Request, target string) (after string, next *http.Request, err error) {
	link, err := url.Parse(target)
	if err != nil {
		return "", nil, errors.New("the link to the next page is no URL")
	}
	after = link.Query().Get("after")
	switch {
	case after == "":
		return "", nil, errors.New("the link to the next page has no cursor, and would begin another list")
	case w.seen[after]:
		return "", nil, errors.New("the list goes round in a circle: the next page's cursor was used before")
	}
	next = request.Clone(request.Context())
	next.URL.RawQuery = link.RawQuery
	return after, next, nil
}

// readBody reads the page and returns the link to the next one that it holds.
func (f *fetched) readBody(read anyPageReader) (next string) {
	answer := reader{read: func(body []byte) (unread []gen.Unread, err error) {
		f.items, next, unread, err = read(body)
		return unread, err
	}}
	f.unread, f.err = answer.readAll(&f.call, f.answer)
	return next
}

// pageOf returns the page that was fetched.
func pageOf[T any](f *fetched) (Page[T], error) {
	items, isRead := f.items.([]T)
	if !isRead && f.err == nil {
		f.unread, f.err = listReader(&items).readAll(&f.call, f.answer)
	}
	if f.err != nil {
		return Page[T]{}, f.err
	}
	return Page[T]{Items: items, After: f.after, Response: Response{
		StatusCode: f.answer.StatusCode, Header: f.answer.Header, Attempts: f.call.Attempts, Unread: f.unread,
	}}, nil
}

// items flattens pages.
func items[T any](pages iter.Seq2[Page[T], error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for page, err := range pages {
			if err != nil {
				yield(*new(T), err)
				return
			}
			for _, item := range page.Items {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}
