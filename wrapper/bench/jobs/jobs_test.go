package jobs

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	rival "github.com/okta/okta-sdk-golang/v2/okta"
	rivalv5 "github.com/okta/okta-sdk-golang/v5/okta"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	ours "github.com/okta-userapi/userapi-go/wrapper/examples/jobs"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

// jobs are a client's jobs on an org, with the same signatures for both.
type jobs struct {
	export   func(ctx context.Context, out io.Writer, checkpoint string) error
	offboard func(ctx context.Context, login string) error
	imports  func(ctx context.Context, file io.Reader) (created int, bad map[int]error, err error)
	stale    func(ctx context.Context, since time.Time, dryRun bool) ([]string, error)
	sync     func(ctx context.Context, groupID string, logins ...string) (created, updated, unchanged int, err error)
	handler  http.Handler
}

// forBoth runs a test with the jobs of either client, each on an org of its own.
func forBoth(t *testing.T, seed oktatest.Seed, test func(*testing.T, *oktatest.Org, jobs)) {
	t.Helper()
	org := func(t *testing.T) *oktatest.Org {
		org := oktatest.NewOrg()
		require.NoError(t, org.Seed(seed))
		return org
	}
	silent := slog.New(slog.DiscardHandler)
	t.Run("ours", func(t *testing.T) {
		t.Parallel()
		org := org(t)
		client := oktatest.NewClient(t, org)
		test(t, org, jobs{
			export: func(ctx context.Context, out io.Writer, checkpoint string) error {
				return ours.Export(ctx, client, out, checkpoint)
			},
			offboard: func(ctx context.Context, login string) error { return ours.Offboard(ctx, client, login) },
			imports: func(ctx context.Context, file io.Reader) (int, map[int]error, error) {
				created, rows, err := ours.Import(ctx, client, file)
				bad := make(map[int]error)
				for _, row := range rows {
					bad[row.Number] = row.Err
				}
				return created, bad, err
			},
			stale: func(ctx context.Context, since time.Time, dryRun bool) ([]string, error) {
				return ours.SuspendStale(ctx, client, since, dryRun)
			},
			sync: func(ctx context.Context, groupID string, logins ...string) (int, int, int, error) {
				var employees []ours.Employee
				for _, login := range logins {
					employees = append(employees, ours.Employee{Login: login, FirstName: "Ada", LastName: "Lovelace", Department: "Research"})
				}
				done, err := ours.SyncEmployees(ctx, client, groupID, employees)
				return done.Created, done.Updated, done.Unchanged, err
			},
			handler: ours.Handler(client, silent),
		})
	})
	t.Run("Okta's v2", func(t *testing.T) {
		t.Parallel()
		org := org(t)
		_, client, err := rival.NewClient(t.Context(), rival.WithOrgUrl(org.URL()), rival.WithToken(org.Token()),
			rival.WithHttpClientPtr(org.HTTPClient()), rival.WithCache(false))
		require.NoError(t, err)
		test(t, org, jobs{
			export: func(ctx context.Context, out io.Writer, checkpoint string) error {
				return Export(ctx, client, out, checkpoint)
			},
			offboard: func(ctx context.Context, login string) error { return Offboard(ctx, client, login) },
			imports: func(ctx context.Context, file io.Reader) (int, map[int]error, error) {
				created, rows, err := Import(ctx, client, file)
				bad := make(map[int]error)
				for _, row := range rows {
					bad[row.Row] = row.Err
				}
				return created, bad, err
			},
			stale: func(ctx context.Context, since time.Time, dryRun bool) ([]string, error) {
				return SuspendStale(ctx, client, since, dryRun)
			},
			sync: func(ctx context.Context, groupID string, logins ...string) (int, int, int, error) {
				var employees []Employee
				for _, login := range logins {
					employees = append(employees, Employee{Login: login, FirstName: "Ada", LastName: "Lovelace", Department: "Research"})
				}
				done, err := SyncEmployees(ctx, client, groupID, employees)
				return done.Created, done.Updated, done.Unchanged, err
			},
			handler: Handler(client, silent),
		})
	})
}

// full is a disk that takes so many lines.
type full struct {
	bytes.Buffer
	lines int
}

func (f *full) Write(line []byte) (int, error) {
	if f.lines--; f.lines < 0 {
		return 0, errors.New("the disk is full")
	}
	return f.Buffer.Write(line)
}

func TestBothExportAndGoOn(t *testing.T) {
	t.Parallel()
	forBoth(t, oktatest.Seed{}, func(t *testing.T, org *oktatest.Org, jobs jobs) {
		require.NoError(t, org.SetStatus(org.SeedUsers(1000)[3], okta.UserStatusDeprovisioned))
		checkpoint := filepath.Join(t.TempDir(), "checkpoint")
		first := full{lines: 500}
		require.EqualError(t, jobs.export(t.Context(), &first, checkpoint), "the disk is full")
		var second bytes.Buffer
		require.NoError(t, jobs.export(t.Context(), &second, checkpoint))
		require.NoFileExists(t, checkpoint)
		lines := slices.Collect(strings.Lines(first.String() + second.String()))
		require.Less(t, len(lines), 1201)
		slices.Sort(lines)
		lines = slices.Compact(lines)
		require.Len(t, lines, 1000)
		require.Contains(t, lines, "user4@example.com DEPROVISIONED\n")
	})
}

func TestBothOffboardTwiceOver(t *testing.T) {
	t.Parallel()
	forBoth(t, oktatest.Seed{Users: []oktatest.SeedUser{
		{Login: "ada@example.com"}, {Login: "grace@example.com", Status: okta.UserStatusDeprovisioned},
	}}, func(t *testing.T, org *oktatest.Org, jobs jobs) {
		for _, login := range []string{"ada@example.com", "grace@example.com"} {
			for range 2 {
				require.NoError(t, jobs.offboard(t.Context(), login))
			}
			_, err := org.User(login)
			require.ErrorIs(t, err, okta.ErrNotFound)
		}
	})
}

func TestBothImport2000(t *testing.T) {
	t.Parallel()
	var file strings.Builder
	for n := 1; n <= 2000; n++ {
		switch n {
		case 100:
			file.WriteString("user100,Ada,Lovelace\n")
		case 300:
			file.WriteString("user300@example.com,,Lovelace,Research\n")
		default:
			fmt.Fprintf(&file, "user%d@example.com,Ada,Lovelace,Research\n", n)
		}
	}
	forBoth(t, oktatest.Seed{Users: []oktatest.SeedUser{{Login: "user7@example.com"}}}, func(t *testing.T, org *oktatest.Org, jobs jobs) {
		created, bad, err := jobs.imports(t.Context(), strings.NewReader(file.String()))
		require.NoError(t, err)
		assert.Equal(t, 1997, created)
		require.Len(t, bad, 3)
		require.ErrorContains(t, bad[7], "already exists")
		require.ErrorContains(t, bad[100], "wrong number of fields")
		require.ErrorContains(t, bad[300], "firstName: The field cannot be left blank")
		user, err := org.User("user2000@example.com")
		require.NoError(t, err)
		require.Equal(t, okta.UserStatusStaged, user.Status)
	})
}

func TestBothSuspendWhoIsStale(t *testing.T) {
	t.Parallel()
	since := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	before, after := since.AddDate(-1, 0, 0), since.AddDate(0, 0, 1)
	forBoth(t, oktatest.Seed{Users: []oktatest.SeedUser{
		{Login: "stale@example.com", Created: before, LastLogin: before},
		{Login: "never@example.com", Created: before},
		{Login: "fresh@example.com", Created: before, LastLogin: after},
		{Login: "new@example.com", Created: after},
	}}, func(t *testing.T, org *oktatest.Org, jobs jobs) {
		for _, dryRun := range []bool{true, false} {
			stale, err := jobs.stale(t.Context(), since, dryRun)
			require.NoError(t, err)
			require.ElementsMatch(t, []string{"stale@example.com", "never@example.com"}, stale)
			require.Equal(t, map[bool]int{true: 0, false: 2}[dryRun], org.Count("suspendUser"))
		}
	})
}

func TestBothSyncEmployees(t *testing.T) {
	t.Parallel()
	forBoth(t, oktatest.Seed{Groups: []string{"Staff"}, Users: []oktatest.SeedUser{{Login: "ada@example.com"}}}, func(t *testing.T, org *oktatest.Org, jobs jobs) {
		staff, err := org.Group("Staff")
		require.NoError(t, err)
		for _, want := range [][3]int{{1, 1, 0}, {0, 0, 2}} {
			created, updated, unchanged, err := jobs.sync(t.Context(), staff.ID, "ada@example.com", "grace@example.com")
			require.NoError(t, err)
			require.Equal(t, want, [3]int{created, updated, unchanged})
		}
		require.Equal(t, []string{
			"listGroupUsers", "getUser", "partialUpdateUser", "addUserToGroup", "getUser", "createUser", "addUserToGroup",
			"listGroupUsers", "getUser", "getUser",
		}, org.Operations())
	})
}

func TestBothHandle(t *testing.T) {
	t.Parallel()
	forBoth(t, oktatest.Seed{Owner: "ada@example.com", Users: []oktatest.SeedUser{{Login: "ada@example.com"}}}, func(t *testing.T, org *oktatest.Org, jobs jobs) {
		get := func(login string) *httptest.ResponseRecorder {
			answer := httptest.NewRecorder()
			jobs.handler.ServeHTTP(answer, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/users/"+url.PathEscape(login), nil))
			return answer
		}
		require.JSONEq(t, `{"login":"ada@example.com","status":"ACTIVE"}`, get("ada@example.com").Body.String())
		for login, want := range map[string]int{"nobody@example.com": 404, "me": 404, "a/../b": 400} {
			require.Equal(t, want, get(login).Code, login)
		}
		require.NoError(t, org.Script("getUser", oktatest.Fail(401, "E0000011", "Invalid token provided")))
		require.Equal(t, 502, get("ada@example.com").Code)
	})
}

func TestBothAreConfiguredByTheEnvironment(t *testing.T) {
	org := oktatest.NewOrg()
	org.SeedUsers(1)
	t.Chdir(t.TempDir())
	t.Setenv("HOME", t.TempDir())
	t.Setenv("OKTA_CLIENT_ORGURL", org.URL())
	t.Setenv("OKTA_CLIENT_TOKEN", org.Token())
	client, err := ours.Configured(okta.WithHTTPClient(org.HTTPClient()))
	require.NoError(t, err)
	_, err = client.GetUser(t.Context(), "user1@example.com", nil)
	require.NoError(t, err)
	theirs, err := Configured(rival.WithHttpClientPtr(org.HTTPClient()))
	require.NoError(t, err)
	_, _, err = theirs.User.GetUser(t.Context(), "user1@example.com")
	require.NoError(t, err)
}

func TestBothSignInWithDPoP(t *testing.T) {
	t.Parallel()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	private := pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})
	org := oktatest.NewOrg()
	org.SeedUsers(1)
	app, err := org.AddServiceApp(oktatest.ServiceApp{Keys: map[string]crypto.PublicKey{"kid-1": key.Public()}, Scopes: []string{"okta.users.read"}})
	require.NoError(t, err)
	bound := func() bool {
		requests := org.Requests()
		return strings.HasPrefix(requests[len(requests)-1].Header.Get("Authorization"), "DPoP ")
	}

	client, err := ours.SignIn(org.URL(), app.ClientID, "kid-1", private, okta.WithHTTPClient(org.HTTPClient()))
	require.NoError(t, err)
	_, err = client.GetUser(t.Context(), "user1@example.com", nil)
	require.NoError(t, err)
	require.True(t, bound())

	theirs, err := SignIn(org.URL(), app.ClientID, "kid-1", private, rivalv5.WithHttpClientPtr(org.HTTPClient()))
	require.NoError(t, err)
	_, _, err = theirs.UserAPI.GetUser(t.Context(), "user1@example.com").Execute()
	require.NoError(t, err)
	require.True(t, bound())
}
