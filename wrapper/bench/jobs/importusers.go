package jobs

import (
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"sync"

	"github.com/okta/okta-sdk-golang/v2/okta"
	"github.com/okta/okta-sdk-golang/v2/okta/query"
)

// BadRow is a row of a CSV file that no user was made of. Row counts from 1.
type BadRow struct {
	Row int
	Err error
}

// Import has its own goroutines.
func Import(ctx context.Context, client *okta.Client, file io.Reader) (created int, bad []BadRow, err error) {
	create := func(fields []string) error {
		_, _, err := client.User.CreateUser(ctx, okta.CreateUserRequest{Profile: &okta.UserProfile{
			"login":      fields[0],
			"email":      fields[0],
			"firstName":  fields[1],
			"lastName":   fields[2],
			"department": fields[3],
		}}, query.NewQueryParams(query.WithActivate(false)))
		return err
	}
	var mu sync.Mutex
	done := func(number int, err error) {
		mu.Lock()
		defer mu.Unlock()
		if err != nil {
			bad = append(bad, BadRow{number, err})
			return
		}
		created++
	}
	var group sync.WaitGroup
	slots := make(chan struct{}, 8)
	reader := csv.NewReader(file)
	reader.FieldsPerRecord = 4
	for number := 1; ; number++ {
		fields, readErr := reader.Read()
		if errors.Is(readErr, io.EOF) {
			break
		}
		if _, ok := errors.AsType[*csv.ParseError](readErr); ok {
			done(number, readErr)
			continue
		}
		if err = cmp.Or(readErr, ctx.Err()); err != nil {
			break
		}
		slots <- struct{}{}
		group.Go(func() {
			defer func() { <-slots }()
			done(number, create(fields))
		})
	}
	group.Wait()
	slices.SortFunc(bad, func(a, b BadRow) int { return cmp.Compare(a.Row, b.Row) })
	return created, bad, err
}
