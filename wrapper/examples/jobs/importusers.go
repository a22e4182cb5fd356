package jobs

import (
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"slices"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// BadRow is a row of a CSV file that no user was made of. Row counts from 1.
type BadRow struct {
	Row int
	Err error
}

// Import makes a STAGED user of each row of a CSV file: login, first name, last name and department. Eight rows are
// under way at once. A row that is no good doesn't stop it: bad has its number and the reasons.
func Import(ctx context.Context, client *okta.Client, file io.Reader) (created int, bad []BadRow, err error) {
	create := func(ctx context.Context, r row) error {
		if r.err != nil {
			return r.err
		}
		_, err := client.CreateUser(ctx, okta.User{Profile: okta.UserProfile{
			Login:      okta.Set(r.fields[0]),
			Email:      okta.Set(r.fields[0]),
			FirstName:  okta.Set(r.fields[1]),
			LastName:   okta.Set(r.fields[2]),
			Department: okta.Set(r.fields[3]),
		}}, &okta.CreateUserOptions{Activate: new(false)})
		return err
	}
	for r, err := range okta.Bulk(ctx, rows(file), 8, create) {
		if list, ok := errors.AsType[*okta.ListError](err); ok {
			return created, bad, list
		}
		if err != nil {
			bad = append(bad, BadRow{r.number, err})
			continue
		}
		created++
	}
	slices.SortFunc(bad, func(a, b BadRow) int { return cmp.Compare(a.Row, b.Row) })
	return created, bad, nil
}

type row struct {
	number int
	fields []string
	err    error // of this row alone
}

// rows yields an error where the file can't be read any further.
func rows(file io.Reader) func(yield func(row, error) bool) {
	reader := csv.NewReader(file)
	reader.FieldsPerRecord = 4
	return func(yield func(row, error) bool) {
		for number := 1; ; number++ {
			fields, err := reader.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			if _, ok := errors.AsType[*csv.ParseError](err); err != nil && !ok {
				yield(row{}, err)
				return
			}
			if !yield(row{number, fields, err}, nil) {
				return
			}
		}
	}
}
