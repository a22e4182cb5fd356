package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"strings"
	"time"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/examples/jobs"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// newClient is a client of an org with a seed.
func newClient(seed oktatest.Seed) (*okta.Client, *oktatest.Org) {
	org := oktatest.NewOrg()
	if err := org.Seed(seed); err != nil {
		log.Fatal(err)
	}
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), okta.WithHTTPClient(org.HTTPClient()))
	if err != nil {
		log.Fatal(err)
	}
	return client, org
}

func ExampleOffboard() {
	client, org := newClient(oktatest.Seed{Users: []oktatest.SeedUser{{Login: "ada@example.com"}}})

	fmt.Println(jobs.Offboard(context.Background(), client, "ada@example.com"))
	fmt.Println(jobs.Offboard(context.Background(), client, "ada@example.com")) // again
	_, err := org.User("ada@example.com")
	fmt.Println(err)
	// Output:
	// <nil>
	// <nil>
	// user: Not found: Resource not found: ada@example.com (User)
}

func ExampleImport() {
	client, _ := newClient(oktatest.Seed{Users: []oktatest.SeedUser{{Login: "ada@example.com"}}})

	created, bad, err := jobs.Import(context.Background(), client, strings.NewReader(`grace@example.com,Grace,Hopper,Research
ada@example.com,Ada,Lovelace,Research
`))
	fmt.Println(created, err)
	for _, row := range bad {
		fmt.Println("row", row.Number, errors.Is(row.Err, okta.ErrLoginTaken))
	}
	// Output:
	// 1 <nil>
	// row 2 true
}

func ExampleSuspendStale() {
	since := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	client, _ := newClient(oktatest.Seed{Users: []oktatest.SeedUser{
		{Login: "ada@example.com", Created: since.AddDate(-2, 0, 0), LastLogin: since.AddDate(-1, 0, 0)},
		{Login: "grace@example.com", Created: since.AddDate(-2, 0, 0), LastLogin: since.AddDate(0, 1, 0)},
	}})

	fmt.Println(jobs.SuspendStale(context.Background(), client, since, true)) // a dry run
	// Output: [ada@example.com] <nil>
}

func ExampleSyncEmployees() {
	client, org := newClient(oktatest.Seed{Groups: []string{"Staff"}, Users: []oktatest.SeedUser{{Login: "ada@example.com"}}})
	staff, err := org.Group("Staff")
	if err != nil {
		log.Fatal(err)
	}

	employees := []jobs.Employee{
		{Login: "ada@example.com", FirstName: "Ada", LastName: "Lovelace", Department: "Research"},
		{Login: "grace@example.com", FirstName: "Grace", LastName: "Hopper", Department: "Research"},
	}
	for range 2 {
		done, err := jobs.SyncEmployees(context.Background(), client, staff.ID, employees)
		fmt.Printf("%+v %v\n", done, err)
	}
	// Output:
	// {Created:1 Updated:1 Unchanged:0} <nil>
	// {Created:0 Updated:0 Unchanged:2} <nil>
}
