package main

import (
	"net/http/httptest"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/examples/internal/exampleorg"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// beTheProgram makes the test's own binary the program, so that a test can kill it.
const beTheProgram = "BE_THE_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(beTheProgram) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// killedJobs are the jobs under way with the worker that began first: it is the one that looks after the queue.
const killedJobs = `SELECT count(*) FROM river_job, river_leader WHERE state = 'running' AND attempted_by[array_upper(attempted_by, 1)] = leader_id`

func TestAWorkerIsKilledAndEachUserIsStoredOnce(t *testing.T) {
	t.Parallel()
	const users = 20_000
	org, err := exampleorg.New(users, oktatest.WithLatency(20*time.Millisecond))
	require.NoError(t, err)
	limit := exampleorg.NewLimit(org, 60, 2*time.Second)
	server := httptest.NewServer(limit)
	defer server.Close()
	url := startPostgres(t)
	database, err := pgxpool.New(t.Context(), url)
	require.NoError(t, err)
	defer database.Close()
	count := func(query string) (n int) {
		require.NoError(t, database.QueryRow(t.Context(), query).Scan(&n))
		return n
	}
	start := func(arguments ...string) *exec.Cmd {
		program := exec.Command(os.Args[0], arguments...)
		program.Env = append(os.Environ(), beTheProgram+"=1", "DATABASE_URL="+url, "OKTA_CLIENT_ORGURL="+server.URL, "OKTA_CLIENT_TOKEN="+org.Token())
		program.Stderr = t.Output()
		require.NoError(t, program.Start())
		return program
	}
	work := func() *exec.Cmd { return start("work", "-share", "0.25", "-jobs", "4", "-timeout", "10s") }

	require.NoError(t, start("begin", "-parts", "16", "-share", "0.25").Wait())
	killed := work()
	waitUntil(t, func() bool { return count(`SELECT count(*) FROM river_leader`) == 1 })
	survivor := work()
	waitUntil(t, func() bool {
		if count(`SELECT count(*) FROM okta_user`) < users/4 {
			return false
		}
		require.NoError(t, killed.Process.Signal(syscall.SIGSTOP))
		if count(killedJobs) > 0 {
			return true
		}
		require.NoError(t, killed.Process.Signal(syscall.SIGCONT))
		return false
	})
	require.NoError(t, killed.Process.Kill())
	require.ErrorContains(t, killed.Wait(), "killed")
	require.Less(t, count(`SELECT count(*) FROM okta_user`), users, "there was nothing left to do")
	require.NoError(t, survivor.Wait())

	want, got := make(map[string]string, users), make(map[string]string, users)
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), okta.WithHTTPClient(org.HTTPClient()))
	require.NoError(t, err)
	for user, err := range client.ListUsers(t.Context(), nil) {
		require.NoError(t, err)
		costObject, err := okta.AttributeAs[string](&user.Profile, "costObject")
		require.NoError(t, err)
		want[user.ID] = user.Profile.Login.String() + " " + costObject
	}
	rows, err := database.Query(t.Context(), `SELECT id, login || ' ' || (profile ->> 'costObject') FROM okta_user`)
	require.NoError(t, err)
	for rows.Next() {
		var id, user string
		require.NoError(t, rows.Scan(&id, &user))
		got[id] = user
	}
	require.NoError(t, rows.Err())
	require.Len(t, got, users)
	require.Equal(t, want, got)

	assert.Zero(t, limit.Refused())
	// Two quarters of 60 are 30. A request that is under way at a window's end counts in the next, and begin's count, too.
	assert.LessOrEqual(t, limit.Most(), 40, "more requests came in a window than two workers' shares")
	assert.Zero(t, count(unfinishedJobs))
	assert.Positive(t, count(`SELECT count(*) FROM river_job WHERE attempt > 1`), "no job of the killed worker was done by the other")
}

// waitUntil looks every few milliseconds whether something is so that other processes bring about.
func waitUntil(t *testing.T, isSo func() bool) {
	t.Helper()
	tooLong := time.After(2 * time.Minute)
	for !isSo() {
		select {
		case <-tooLong:
			t.Fatal("waited for two minutes")
		case <-time.After(10 * time.Millisecond):
		}
	}
}
