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

	// Response is the HTTP side of the page.
	Response Response
}

// listPages walks a list a page at a time. Each range over it starts again at the first page and keeps its own place; it ends
// after the last page or after an error. first makes the request of the first page; each next page is asked for on the same URL
// with the query of the next link, whatever host that link names.
func listPages[T any](ctx context.Context, client *Client, operation string, options []CallOption, path path, first builder) iter.Seq2[Page[T], error] {
	return func(yield func(Page[T], error) bool) {
		c, err := newCall(operation, options, path)
		if err != nil {
			yield(Page[T]{}, err)
			return
		}
		seen := make(map[string]bool)
		build := first
		for {
			page, request, err := getPage[T](ctx, client, c, build)
			if err != nil {
				yield(Page[T]{}, err)
				return
			}
			seen[cursorOf(request.URL)] = true
			next, more, err := nextURL(request.URL, page.Response.Header.Values("Link"))
			if more && seen[cursorOf(next)] {
				err = errors.New("the list goes round in a circle: the next page's cursor was used before")
			} else if more {
				page.After = next.Query().Get("after")
			}
			if !yield(page, nil) || err == nil && !more {
				return
			}
			if err != nil {
				yield(Page[T]{}, &Error{Operation: operation, StatusCode: page.Response.StatusCode, RequestID: page.Response.RequestID(), cause: err})
				return
			}
			build = func(string) (*http.Request, error) { return http.NewRequest(http.MethodGet, next.String(), nil) }
		}
	}
}

func getPage[T any](ctx context.Context, client *Client, c *call, build builder) (Page[T], *http.Request, error) {
	var page Page[T]
	pageCall := *c
	pageCall.response = &page.Response
	var request *http.Request
	items, err := do[[]T](ctx, client, &pageCall, func(server string) (*http.Request, error) {
		var err error
		request, err = build(server)
		return request, err
	})
	if c.response != nil {
		*c.response = page.Response
	}
	page.Items = items
	return page, request, err
}

// nextURL returns the current page's URL with the query of the next link; more is false where there is none.
func nextURL(current *url.URL, links []string) (next *url.URL, more bool, err error) {
	target, more, err := nextLink(links)
	if err != nil || !more {
		return nil, false, err
	}
	link, err := url.Parse(target)
	if err != nil {
		return nil, false, errBrokenLink
	}
	next = new(*current)
	next.RawQuery = link.RawQuery
	return next, true, nil
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
