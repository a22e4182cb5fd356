package jobs

import (
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"slices"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// Row is a row of a CSV file. Number counts from 1, and Err is why no user was made of it.
type Row struct {
	Number int
	Fields []string
	Err    error
}

// Import makes a STAGED user of each row of a CSV file: login, first name, last name and department. Eight rows are
// under way at once. A row that is no good doesn't stop it: bad has its number and the reason.
func Import(ctx context.Context, client *okta.Client, file io.Reader) (created int, bad []Row, err error) {
	create := func(ctx context.Context, r Row) error {
		if r.Err != nil {
			return r.Err
		}
		_, err := client.CreateUser(ctx, okta.User{Profile: okta.UserProfile{
			Login:      okta.Set(r.Fields[0]),
			Email:      okta.Set(r.Fields[0]),
			FirstName:  okta.Set(r.Fields[1]),
			LastName:   okta.Set(r.Fields[2]),
			Department: okta.Set(r.Fields[3]),
		}}, &okta.CreateUserOptions{Activate: new(false)})
		return err
	}
	for r, err := range okta.Bulk(ctx, rows(file), 8, create) {
		if list, ok := errors.AsType[*okta.ListError](err); ok {
			return created, bad, list
		}
		if err != nil {
			r.Err = err
			bad = append(bad, r)
			continue
		}
		created++
	}
	slices.SortFunc(bad, func(a, b Row) int { return cmp.Compare(a.Number, b.Number) })
	return created, bad, nil
}

// rows yields what is wrong with a row as that row's own; what keeps the file from being read any further ends the list.
func rows(file io.Reader) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		reader := csv.NewReader(file)
		reader.FieldsPerRecord = 4
		for number := 1; ; number++ {
			fields, err := reader.Read()
			row := Row{number, fields, err}
			if _, ok := errors.AsType[*csv.ParseError](err); ok {
				err = nil
			}
			if errors.Is(err, io.EOF) || !yield(row, err) || err != nil {
				return
			}
		}
	}
}
