// Sqlrows writes users and their groups as rows of a database. It shows so on an org in memory, and prints the rows.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"log"
	"strings"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func main() {
	org := oktatest.NewOrg()
	org.SeedUsers(3)
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), okta.WithHTTPClient(org.HTTPClient()))
	if err != nil {
		log.Fatal(err)
	}

	if err := ExportUsers(context.Background(), client, printer{}, `status eq "ACTIVE"`, 2); err != nil {
		log.Fatal(err)
	}
}

// printer stands in for a database.
type printer struct{}

func (printer) ExecContext(_ context.Context, query string, args ...any) (sql.Result, error) {
	table, _, _ := strings.Cut(strings.TrimPrefix(query, "INSERT INTO "), " ")
	fmt.Println(table, len(args), "columns")
	return driver.RowsAffected(1), nil
}
