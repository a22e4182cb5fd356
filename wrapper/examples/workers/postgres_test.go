package main

import (
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/require"
)

// startPostgres runs a server of the test's own, which is reached by a socket in a folder, and returns its URL.
func startPostgres(t *testing.T) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "postgres") // t.TempDir is the test's user's alone
	require.NoError(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	as := notRoot(t, folder)

	data := filepath.Join(folder, "data")
	initialize := exec.Command(postgresProgram(t, "initdb"), "--pgdata", data, "--username", "test", "--auth", "trust", "--no-sync")
	initialize.SysProcAttr, initialize.Dir = as, folder
	output, err := initialize.CombinedOutput()
	require.NoError(t, err, string(output))

	server := exec.Command(postgresProgram(t, "postgres"), "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off")
	server.SysProcAttr, server.Dir = as, folder
	server.Stderr = t.Output()
	require.NoError(t, server.Start())
	t.Cleanup(func() {
		_ = server.Process.Signal(os.Interrupt)
		_ = server.Wait()
	})
	url := "postgres:///postgres?user=test&host=" + folder
	database, err := pgxpool.New(t.Context(), url)
	require.NoError(t, err)
	defer database.Close()
	waitUntil(t, func() bool { return database.Ping(t.Context()) == nil })
	return url
}

// postgresProgram finds a program of PostgreSQL's server where Debian puts it, too.
func postgresProgram(t *testing.T, name string) string {
	t.Helper()
	if found, err := exec.LookPath(name); err == nil {
		return found
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	require.NoError(t, err)
	require.NotEmpty(t, found, "this test needs PostgreSQL's server: apt-get install postgresql")
	return found[len(found)-1]
}

// notRoot gives the folder to the user that PostgreSQL's package made, where this one is root: its server refuses to
// run as root.
func notRoot(t *testing.T, folder string) *syscall.SysProcAttr {
	t.Helper()
	if os.Getuid() != 0 {
		return nil
	}
	postgres, err := user.Lookup("postgres")
	require.NoError(t, err)
	uid, err := strconv.Atoi(postgres.Uid)
	require.NoError(t, err)
	gid, err := strconv.Atoi(postgres.Gid)
	require.NoError(t, err)
	require.NoError(t, os.Chown(folder, uid, gid))
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
}
