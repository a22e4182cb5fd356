// Workers walks all users of an org on several machines, and keeps them in a table of PostgreSQL. The walk is cut into
// parts, each a job of a queue in the same database; workers take jobs from it until none is left:
//
//	workers begin -parts 64            # once
//	workers work -share 0.5            # on each of two machines
//
// A job takes some pages of its part. In one transaction it stores their users, puts what is left of the part back into
// the queue as new jobs, and completes itself. So a worker that is killed loses nothing, and what it had under way is
// done by another.
//
// The workers don't know of each other: -share divides the org's rate limit among them. The database is that of
// DATABASE_URL, and the org that of OKTA_CLIENT_ORGURL, with the credentials that package config finds.
//
// The queue is River. With PostgreSQL it needs no other server than the one that the users are stored on, and only a
// queue in the same database can complete a job and store what it did in one transaction. With asynq on Redis a worker
// that is killed between the two does its job again. This is a module of its own, so that the library requires neither:
// copy what you need.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/config"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "workers:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, arguments []string) error {
	if len(arguments) == 0 {
		return errors.New("say begin or work")
	}
	flags := flag.NewFlagSet("workers "+arguments[0], flag.ExitOnError)
	search := flags.String("search", "", "begin: the search that users have to match; all do unless it is set")
	parts := flags.Int("parts", 64, "begin: into how many parts the walk is cut")
	share := flags.Float64("share", 1, "how much of the org's rate limit this process may use")
	var s WorkSettings
	flags.IntVar(&s.Jobs, "jobs", 4, "work: how many jobs at once")
	flags.DurationVar(&s.Timeout, "timeout", 5*time.Minute, "work: how long a job may take; after that long, others do a killed worker's jobs")
	_ = flags.Parse(arguments[1:]) // which ends the program where they are wrong

	client, err := config.NewClient(config.Config{}, okta.WithRateLimitShare(*share))
	if err != nil {
		return err
	}
	defer client.Close()
	database, err := pgxpool.New(ctx, os.Getenv("DATABASE_URL"))
	if err != nil {
		return err
	}
	defer database.Close()

	switch arguments[0] {
	case "begin":
		return Begin(ctx, client, database, *search, *parts)
	case "work":
		return Work(ctx, client, database, s)
	default:
		return fmt.Errorf("%q is no command: say begin or work", arguments[0])
	}
}
