package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

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

func TestAKilledExportGoesOn(t *testing.T) {
	t.Parallel()
	org := newOrg(t, 20_000, oktatest.WithLatency(20*time.Millisecond))
	limit := exampleorg.NewLimit(org, 60, 2*time.Second)
	var requests, killAt atomic.Int64
	reached := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if requests.Add(1) == killAt.Load() {
			reached <- struct{}{}
		}
		limit.ServeHTTP(w, r)
	}))
	defer server.Close()
	folder := t.TempDir()
	start := func() *exec.Cmd {
		program := exec.Command(os.Args[0], "-dir", folder, "-columns", "id,login,costObject", "-save-every", "10ms")
		program.Env = append(os.Environ(), beTheProgram+"=1", "OKTA_CLIENT_ORGURL="+server.URL, "OKTA_CLIENT_TOKEN="+org.Token())
		program.Stderr = t.Output()
		require.NoError(t, program.Start())
		return program
	}

	for _, at := range []int64{50, 90} {
		killAt.Store(at)
		program := start()
		<-reached
		require.NoError(t, program.Process.Kill())
		require.ErrorContains(t, program.Wait(), "killed")
		from, err := loadCheckpoint(Settings{Folder: folder}.checkpointFile())
		require.NoError(t, err)
		require.Positive(t, from.CSV, "killed after %d requests, it had saved nothing", at)
	}
	require.NoError(t, start().Wait())

	requireEachUserOnce(t, org, folder)
	assert.NoFileExists(t, Settings{Folder: folder}.checkpointFile())
	assert.Zero(t, limit.Refused())
	assert.Less(t, requests.Load(), int64(200), "what was done before was done again") // there are 100 pages
}

func TestWhatWasWrittenAfterTheCheckpointIsCutOff(t *testing.T) {
	t.Parallel()
	org := newOrg(t, 2000)
	client := newClient(t, org)
	s := Settings{Folder: t.TempDir(), Columns: []string{"id", "login", "costObject"}}
	for pages := 1; ; pages++ {
		ctx, stop := context.WithCancel(t.Context())
		left := pages
		_, err := Export(ctx, client, s, func(okta.WalkProgress) {
			if left--; left == 0 {
				stop()
			}
		})
		stop()
		if err == nil {
			break
		}
		require.ErrorIs(t, err, context.Canceled)
		for _, file := range []string{s.csvFile(), s.linesFile()} {
			appendTo(t, file, strings.Repeat("00u1,what was written later\n", 50_000)+"00u") // more than is still to come
		}
	}
	requireEachUserOnce(t, org, s.Folder)
}

func TestAnExportDoesNotMixWithAnother(t *testing.T) {
	t.Parallel()
	org := newOrg(t, 400)
	client := newClient(t, org)
	s := Settings{Folder: t.TempDir(), Columns: []string{"id"}}
	export := func(s Settings) error {
		_, err := Export(t.Context(), client, s, func(okta.WalkProgress) {})
		return err
	}
	stopped, stop := context.WithCancel(t.Context())
	_, err := Export(stopped, client, s, func(okta.WalkProgress) { stop() })
	require.ErrorIs(t, err, context.Canceled)

	other := s
	other.Columns = []string{"id", "login"}
	require.ErrorContains(t, export(other), "other columns")
	other = s
	other.Search = `status eq "ACTIVE"`
	require.ErrorContains(t, export(other), "another search")
	whole, err := os.ReadFile(s.csvFile())
	require.NoError(t, err)
	require.NoError(t, os.Truncate(s.csvFile(), 1))
	require.ErrorContains(t, export(s), "fewer than")
	require.NoError(t, os.WriteFile(s.csvFile(), whole, 0o600))

	require.NoError(t, export(s))
	require.ErrorContains(t, export(s), "is there already")
}

func TestAnExportKilledAtItsVeryEndIsComplete(t *testing.T) {
	t.Parallel()
	org := newOrg(t, 400)
	client := newClient(t, org)
	s := Settings{Folder: t.TempDir(), Columns: []string{"id", "login", "costObject"}}
	_, err := Export(t.Context(), client, s, func(okta.WalkProgress) {})
	require.NoError(t, err)
	walk := client.WalkUsers(nil)
	for _, err := range walk.Users(t.Context()) {
		require.NoError(t, err)
	}
	last := checkpoint{Columns: s.Columns, Walk: walk.Checkpoint(), CSV: size(t, s.csvFile()), Lines: size(t, s.linesFile())}
	require.NoError(t, last.save(s.checkpointFile()))

	requests := org.Count("listUsers")
	_, err = Export(t.Context(), client, s, func(okta.WalkProgress) {})
	require.NoError(t, err)
	assert.Equal(t, requests, org.Count("listUsers"))
	assert.NoFileExists(t, s.checkpointFile())
	requireEachUserOnce(t, org, s.Folder)
}

func TestASearchNarrowsAnExport(t *testing.T) {
	t.Parallel()
	org := newOrg(t, 500)
	s := Settings{Folder: t.TempDir(), Columns: []string{"login"}, Search: okta.Where("profile.login sw ?", "user12")}
	walked, err := Export(t.Context(), newClient(t, org), s, func(okta.WalkProgress) {})
	require.NoError(t, err)
	assert.Equal(t, 11, walked.Users) // 12 and 120 to 129
	assert.Len(t, readCSV(t, s.csvFile()), 1+11)
}

func TestTheDemoExportsAnOrgInMemory(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	folder := t.TempDir()
	require.NoError(t, run(t.Context(), []string{"-dir", folder, "-columns", "login,costObject"}, "", &out))
	assert.Contains(t, out.String(), "5000 users are in ")
	assert.Len(t, readCSV(t, Settings{Folder: folder}.csvFile()), 1+5000)
}

func newOrg(t *testing.T, users int, options ...oktatest.Option) *oktatest.Org {
	t.Helper()
	org, err := exampleorg.New(users, options...)
	require.NoError(t, err)
	return org
}

func newClient(t *testing.T, org *oktatest.Org) *okta.Client {
	t.Helper()
	client, err := okta.NewClient(org.URL(), okta.APIToken(org.Token()), okta.WithHTTPClient(org.HTTPClient()))
	require.NoError(t, err)
	return client
}

// requireEachUserOnce holds the files of an export, whose columns are id, login and costObject, against the org.
func requireEachUserOnce(t *testing.T, org *oktatest.Org, folder string) {
	t.Helper()
	var want, rows, lines []string
	describe := func(user okta.User) string {
		costObject, err := okta.AttributeAs[string](&user.Profile, "costObject")
		require.NoError(t, err)
		return strings.Join([]string{user.ID, user.Profile.Login.String(), costObject}, " ")
	}
	for user, err := range newClient(t, org).ListUsers(t.Context(), nil) {
		require.NoError(t, err)
		want = append(want, describe(user))
	}

	s := Settings{Folder: folder}
	for i, row := range readCSV(t, s.csvFile()) {
		if i == 0 {
			require.Equal(t, []string{"id", "login", "costObject"}, row)
			continue
		}
		rows = append(rows, strings.Join(row, " "))
	}
	text, err := os.ReadFile(s.linesFile())
	require.NoError(t, err)
	for line := range strings.Lines(string(text)) {
		var user okta.User
		require.NoError(t, json.Unmarshal([]byte(line), &user))
		lines = append(lines, describe(user))
	}

	for _, list := range [][]string{want, rows, lines} {
		slices.Sort(list)
	}
	require.True(t, slices.Equal(want, rows), "%d users are in the CSV file, want the %d of the org, each once", len(rows), len(want))
	require.True(t, slices.Equal(want, lines), "%d users are in the lines, want the %d of the org, each once", len(lines), len(want))
}

func readCSV(t *testing.T, file string) [][]string {
	t.Helper()
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	require.NoError(t, err)
	return rows
}

func size(t *testing.T, file string) int64 {
	t.Helper()
	info, err := os.Stat(file)
	require.NoError(t, err)
	return info.Size()
}

func appendTo(t *testing.T, file, text string) {
	t.Helper()
	opened, err := os.OpenFile(file, os.O_APPEND|os.O_WRONLY, 0)
	require.NoError(t, err)
	_, err = opened.WriteString(text)
	require.NoError(t, err)
	require.NoError(t, opened.Close())
}
