// Export writes all users of an org to a CSV file, with a column for each attribute that is asked for, and to a file of
// JSON Lines, with all that there is of each user:
//
//	export -dir users -columns id,status,login,costObject -search 'status eq "ACTIVE"'
//
// A run that ends too early, killed or without power, is gone on with by the same command: each user is in the files
// once. On a terminal a line shows how far it is.
//
// The org is that of OKTA_CLIENT_ORGURL, with the credentials that package config finds; where that is not set it is
// one in memory. It is a module of its own, so that the library doesn't require what draws the line: copy what you need.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/config"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Getenv("OKTA_CLIENT_ORGURL"), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "export:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, arguments []string, orgURL string, out io.Writer) error {
	flags := flag.NewFlagSet("export", flag.ExitOnError)
	folder := flags.String("dir", "users", "the folder of the files")
	search := flags.String("search", "", "the search that users have to match; all do unless it is set")
	columns := flags.String("columns", "id,status,created,lastUpdated,lastLogin,login,email,firstName,lastName",
		"the columns of the CSV file: members of a user, and attributes of the profile, custom ones too")
	share := flags.Float64("share", 1, "how much of the org's rate limit to use, such as 0.5 to leave half of it to others")
	saveEvery := flags.Duration("save-every", time.Second, "the work that a crash can cost")
	_ = flags.Parse(arguments) // which ends the program where they are wrong

	newClient := func(options ...okta.Option) (*okta.Client, error) {
		return config.NewClient(config.Config{}, options...)
	}
	if orgURL == "" {
		newClient = demoClient
	}
	client, err := newClient(okta.WithRateLimitShare(*share))
	if err != nil {
		return err
	}
	defer client.Close()

	line := newProgressLine(os.Stderr)
	settings := Settings{Folder: *folder, Search: *search, Columns: strings.Split(*columns, ","), SaveEvery: *saveEvery}
	walked, err := Export(ctx, client, settings, line.show)
	line.finish()
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%d users are in %s and %s\n", walked.Users, settings.csvFile(), settings.linesFile())
	return nil
}
