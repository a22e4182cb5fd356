package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// Begin makes the tables, cuts a walk into parts, and puts them into the queue.
func Begin(ctx context.Context, client *okta.Client, database *pgxpool.Pool, search string, parts int) error {
	driver := riverpgxv5.New(database)
	migrator, err := rivermigrate.New(driver, nil)
	if err != nil {
		return err
	}
	if _, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("make the queue's tables: %w", err)
	}
	if _, err := database.Exec(ctx, createTable); err != nil {
		return fmt.Errorf("make the table of users: %w", err)
	}
	queue, err := river.NewClient(driver, &river.Config{})
	if err != nil {
		return err
	}
	checkpoints, err := client.SplitUsers(ctx, &okta.WalkUsersOptions{Search: search}, parts)
	if err != nil {
		return err
	}
	_, err = queue.InsertMany(ctx, jobs(checkpoints))
	return err
}

// WorkSettings are how a worker works.
type WorkSettings struct {
	Jobs    int           // at once
	Timeout time.Duration // of a job
}

// Work does jobs until none is left, with other workers neither. At the end of the context it does those that are under
// way, and no more.
func Work(ctx context.Context, client *okta.Client, database *pgxpool.Pool, s WorkSettings) (err error) {
	workers := river.NewWorkers()
	river.AddWorker(workers, &partWorker{client: client, database: database})
	queue, err := river.NewClient(riverpgxv5.New(database), &river.Config{
		Queues:     map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: s.Jobs}},
		Workers:    workers,
		JobTimeout: s.Timeout,
		// A job that runs longer than it may has lost its worker.
		RescueStuckJobsAfter: s.Timeout + time.Second,
	})
	if err != nil {
		return err
	}
	working := context.WithoutCancel(ctx)
	if err := queue.Start(working); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, queue.Stop(working)) }()

	for {
		left := 0
		if err := database.QueryRow(ctx, unfinishedJobs).Scan(&left); err != nil {
			return err
		}
		if left == 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(time.Second):
		}
	}
}

const unfinishedJobs = `SELECT count(*) FROM river_job WHERE kind = 'okta_users' AND finalized_at IS NULL`

// part is a job: to store a part of the users.
type part struct {
	Checkpoint string `json:"checkpoint"`
}

// Kind names such jobs in the queue.
func (part) Kind() string { return "okta_users" }

func jobs(checkpoints []string) []river.InsertManyParams {
	all := make([]river.InsertManyParams, len(checkpoints))
	for i, checkpoint := range checkpoints {
		all[i].Args = part{checkpoint}
	}
	return all
}

// pagesPerJob bounds a job, so that a worker that is killed is soon missed, and its work soon done again.
const pagesPerJob = 5

// partWorker does jobs.
type partWorker struct {
	river.WorkerDefaults[part]
	client   *okta.Client
	database *pgxpool.Pool
}

// Work stores the users of the next pages of a part. What is left of it then is cut in two: where many users were
// created at about the same time, more and more workers get to work on them.
func (w *partWorker) Work(ctx context.Context, job *river.Job[part]) error {
	walk := w.client.WalkUsers(&okta.WalkUsersOptions{Checkpoint: job.Args.Checkpoint, Walkers: 1}, okta.WithoutReadAhead())
	var users []okta.User
	pages := 0
	for page, err := range walk.Pages(ctx) {
		if err != nil {
			return err
		}
		users = append(users, page.Items...)
		if pages++; pages == pagesPerJob {
			break
		}
	}
	var left []string
	if !walk.Done() {
		var err error
		if left, err = w.client.SplitUsers(ctx, &okta.WalkUsersOptions{Checkpoint: walk.Checkpoint()}, 2); err != nil {
			return err
		}
	}

	return pgx.BeginFunc(ctx, w.database, func(tx pgx.Tx) error {
		if err := store(ctx, tx, users); err != nil {
			return err
		}
		if len(left) > 0 {
			if _, err := river.ClientFromContext[pgx.Tx](ctx).InsertManyTx(ctx, tx, jobs(left)); err != nil {
				return err
			}
		}
		_, err := river.JobCompleteTx[*riverpgxv5.Driver](ctx, tx, job)
		return err
	})
}
