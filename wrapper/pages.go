package wrapper

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"net/url"
	"runtime"
	"slices"
	"sync"
)

// Page is one page of a list.
type Page[T any] struct {
	// Items are the page's items; a page can be empty and still have a next one.
	Items []T

	// After is the cursor of the next page, to go on from in another process: set it as the After of the options, with the
	// other options as they were. It is "" on the last page.
	After string

	// Response is the HTTP side of the page. Its Body is left out: the items are what it held.
	Response Response

	spent *spent[T] // of the page's walk
}

// spent keeps the slices of pages that are gone through, for pages to come: a quarter of what a long walk allocates would be such slices.
type spent[T any] struct {
	mu   sync.Mutex
	free [][]T
}

// give is for a slice that nobody else has.
func (s *spent[T]) give(items []T) {
	clear(items) // decoding leaves alone what an item lacks
	s.mu.Lock()
	defer s.mu.Unlock()
	s.free = append(s.free, items[:0])
}

// take returns an empty slice with room for size items.
func (s *spent[T]) take(size int) []T {
	s.mu.Lock()
	defer s.mu.Unlock()
	last := len(s.free) - 1
	if last < 0 {
		return make([]T, 0, size)
	}
	items := s.free[last]
	s.free = s.free[:last]
	return slices.Grow(items, size)
}

// WithoutReadAhead makes a list ask for a page only when the loop has come to it. By default, from the second page on, the next page is
// fetched and decoded while the loop is at work on the current one. It has no effect on other operations.
func WithoutReadAhead() CallOption {
	return func(c *call) error {
		c.withoutReadAhead = true
		return nil
	}
}

// listPages walks a list a page at a time. Each range over it starts again at the first page and keeps its own place; it ends
// after the last page or after an error. first makes the request of the first page.
func listPages[T any](ctx context.Context, client *Client, operation string, options []CallOption, path path, first builder) iter.Seq2[Page[T], error] {
	return func(yield func(Page[T], error) bool) {
		c, err := newCall(operation, options, path)
		if err != nil {
			yield(Page[T]{}, err)
			return
		}
		bodies := &walkBuffers{shared: client.bodies}
		c.buffers = bodies
		ctx, cancel := context.WithCancel(ctx)
		var ahead sync.WaitGroup
		defer func() {
			cancel()
			ahead.Wait()
			bodies.release()
		}()
		start := func(f *fetch[T]) { ahead.Go(func() { f.run(ctx, client) }) }

		current := newFetch(c, first, new(spent[T]))
		current.run(ctx, client)
		seen := make(map[string]bool)
		for number := 1; ; number++ {
			<-current.answered
			next := current.following(seen)
			// A loop that ends within the first page needs no other.
			readAhead := number > 1 && !c.withoutReadAhead
			if next != nil && readAhead {
				start(next)
			}
			<-current.decoded
			if c.response != nil {
				*c.response = current.response
			}
			if current.err != nil {
				yield(Page[T]{}, current.err)
				return
			}
			if !yield(current.page, nil) {
				return
			}
			switch {
			case current.broken != nil:
				yield(Page[T]{}, current.broken)
				return
			case next == nil:
				return
			case c.withoutReadAhead:
				next.run(ctx, client)
			case !readAhead:
				start(next)
			}
			current = next
		}
	}
}

// fetch gets one page. Where the next page is can be read as soon as the answer is there, before its items are decoded.
type fetch[T any] struct {
	call  call
	build builder

	answered chan struct{} // closed when request, response, url and broken are set
	decoded  chan struct{} // closed when page and err are set

	response Response
	url      *url.URL // of the next page; nil where there is none
	cursor   string   // what tells this page from the others of the list
	broken   error    // why the next page can't be asked for
	page     Page[T]
	err      error // why there is no page
}

func newFetch[T any](c *call, build builder, spent *spent[T]) *fetch[T] {
	f := &fetch[T]{call: *c, build: build, answered: make(chan struct{}), decoded: make(chan struct{})}
	f.call.response = &f.response
	f.call.attempts = 0
	f.page.spent = spent
	return f
}

func (f *fetch[T]) run(ctx context.Context, client *Client) {
	defer close(f.decoded)
	request, response, err := send(ctx, client, &f.call, f.build)
	if err != nil {
		f.err = err
		close(f.answered)
		return
	}
	f.page.Response = Response{StatusCode: response.StatusCode, Header: response.Header}
	f.cursor = cursorOf(request.URL)
	if f.url, err = nextURL(request.URL, response.Header.Values("Link")); err != nil {
		f.breakOff(err)
	}
	close(f.answered)
	runtime.Gosched() // so that the loop asks for the page after this one before decoding takes the processor
	f.page.Items = f.page.spent.take(itemsIn(response))
	f.err = read(&f.call, response, &f.page.Items)
}

// itemsIn guesses how many items a page has, so that its slice needs not grow: few are smaller than 400 bytes, and no page of users has
// more than 200.
func itemsIn(response *http.Response) int {
	body, ok := response.Body.(*memory)
	if !ok {
		return 0
	}
	return min(len(body.data)/400+1, 200)
}

// following returns the fetch of the next page, or nil where there is none. seen holds the cursors of the pages before.
func (f *fetch[T]) following(seen map[string]bool) *fetch[T] {
	seen[f.cursor] = true
	if f.url == nil {
		return nil
	}
	if seen[cursorOf(f.url)] {
		f.breakOff(errors.New("the list goes round in a circle: the next page's cursor was used before"))
		return nil
	}
	f.page.After = f.url.Query().Get("after")
	next := newFetch(&f.call, nextPage(f.url), f.page.spent)
	next.call.bodyAfter = f.decoded // so that a walk needs memory for one body, not for two
	return next
}

// breakOff makes the list end after this page with an error.
func (f *fetch[T]) breakOff(cause error) {
	f.url = nil
	f.broken = f.call.counted(unreadable(f.call.operation, &http.Response{StatusCode: f.page.Response.StatusCode, Header: f.page.Response.Header}, nil, cause))
}

// nextURL returns the current page's URL with the query of the next link, whatever host that link names, and nil where there is no
// next page.
func nextURL(current *url.URL, links []string) (*url.URL, error) {
	target, more, err := nextLink(links)
	if err != nil || !more {
		return nil, err
	}
	link, err := url.Parse(target)
	if err != nil {
		return nil, errBrokenLink
	}
	next := *current
	next.RawQuery = link.RawQuery
	return &next, nil
}

// nextPage makes the request of a page by its URL.
func nextPage(page *url.URL) builder {
	return func(string) (*http.Request, error) { return http.NewRequest(http.MethodGet, page.String(), nil) }
}

// cursorOf is what tells a page from the others of its list: its cursor, or its whole query where it has none.
func cursorOf(page *url.URL) string {
	if after := page.Query().Get("after"); after != "" {
		return after
	}
	return "?" + page.RawQuery
}

// items flattens pages.
func items[T any](pages iter.Seq2[Page[T], error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for page, err := range pages {
			if err != nil {
				var zero T
				yield(zero, err)
				return
			}
			for _, item := range page.Items {
				if !yield(item, nil) {
					return
				}
			}
			page.spent.give(page.Items)
		}
	}
}

func limitError(operation string) error {
	return &ArgumentError{Operation: operation, Argument: "limit", Reason: "is negative: pass 0 to leave it to the server"}
}

// refusedPages is the walk of a list that can't be asked for.
func refusedPages[T any](err error) iter.Seq2[Page[T], error] {
	return func(yield func(Page[T], error) bool) { yield(Page[T]{}, err) }
}
