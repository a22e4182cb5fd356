package wrapper

import (
	"fmt"
	"iter"
)

// Collect takes a list, such as that of [Client.ListUsers], into a slice. A list of more than most items is an error,
// with the first most of them: a bound keeps a program from taking in an org that is larger than it was written for.
func Collect[T any](list iter.Seq2[T, error], most int) ([]T, error) {
	var items []T
	for item, err := range list {
		if err != nil {
			return items, err
		}
		if len(items) == most {
			return items, fmt.Errorf("okta: the list has more than %d items: raise the bound, or range over it", most)
		}
		items = append(items, item)
	}
	return items, nil
}

// FirstPage takes the first of a list's pages, such as those of [Client.ListUsersPages], and asks for no other. Its
// After is the cursor of the next one.
func FirstPage[T any](pages iter.Seq2[Page[T], error]) (Page[T], error) {
	for page, err := range pages {
		return page, err
	}
	return Page[T]{}, nil
}
