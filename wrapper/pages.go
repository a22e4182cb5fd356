package wrapper

import (
	"context"
	"errors"
	"iter"
	"net/http"
	"net/url"
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
		ctx, cancel := context.WithCancel(ctx)
		var ahead chan fetched[T]
		defer func() {
			cancel()
			if ahead != nil {
				<-ahead
			}
		}()

		seen := make(map[string]bool)
		current := fetch[T](ctx, client, c, first, 0)
		for number := 1; ; number++ {
			if c.response != nil {
				*c.response = current.response
			}
			if current.err != nil {
				yield(Page[T]{}, current.err)
				return
			}
			seen[current.cursor] = true
			if current.next != nil && seen[cursorOf(current.next)] {
				current.next, current.After = nil, ""
				current.broken = errors.New("the list goes round in a circle: the next page's cursor was used before")
			}
			next := nextPage(current.next)
			// A loop that ends within the first page needs no other.
			if next != nil && number > 1 && !c.withoutReadAhead {
				ahead = make(chan fetched[T], 1)
				go func() { ahead <- fetch[T](ctx, client, c, next, len(current.Items)) }()
			}
			if !yield(current.Page, nil) {
				return
			}
			switch {
			case current.broken != nil:
				yield(Page[T]{}, unreadable(operation, &http.Response{StatusCode: current.response.StatusCode, Header: current.response.Header}, nil, current.broken))
				return
			case next == nil:
				return
			case ahead != nil:
				current, ahead = <-ahead, nil
			default:
				current = fetch[T](ctx, client, c, next, len(current.Items))
			}
		}
	}
}

// fetched is a page and what follows from it.
type fetched[T any] struct {
	Page[T]
	response Response // with its body
	cursor   string   // what tells this page from the others of the list
	next     *url.URL // nil where there is no next page, or where it can't be asked for
	broken   error    // why it can't
	err      error    // why there is no page
}

// maxFirstPage is the largest page that Okta sends where no limit was asked for.
const maxFirstPage = 200

// fetch gets one page; expected is how many items it probably has, 0 where that is not known.
func fetch[T any](ctx context.Context, client *Client, c *call, build builder, expected int) fetched[T] {
	var f fetched[T]
	pageCall := *c
	pageCall.response = &f.response
	pageCall.keepBody = c.response != nil
	if expected == 0 {
		expected = maxFirstPage
	}
	var request *http.Request
	f.Items = make([]T, 0, expected)
	f.err = do(ctx, client, &pageCall, func(server string) (*http.Request, error) {
		var err error
		request, err = build(server)
		return request, err
	}, &f.Items)
	if f.err != nil {
		return f
	}
	f.Response = Response{StatusCode: f.response.StatusCode, Header: f.response.Header}
	f.cursor = cursorOf(request.URL)
	if f.next, f.broken = nextURL(request.URL, f.response.Header.Values("Link")); f.next != nil {
		f.After = f.next.Query().Get("after")
	}
	return f
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
	if page == nil {
		return nil
	}
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
