package jobs_test

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/examples/jobs"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

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

func TestAnExportGoesOnWhereItWas(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	org.SeedUsers(1000)
	client := oktatest.NewClient(t, org)
	checkpoint := filepath.Join(t.TempDir(), "checkpoint")

	first := full{lines: 500}
	require.EqualError(t, jobs.Export(t.Context(), client, &first, checkpoint), "the disk is full")
	var second bytes.Buffer
	require.NoError(t, jobs.Export(t.Context(), client, &second, checkpoint))
	require.NoFileExists(t, checkpoint)

	repeated := strings.Count(first.String()+second.String(), "\n") - 1000
	require.Positive(t, repeated)
	require.LessOrEqual(t, repeated, 200)
	lines := slices.Collect(strings.Lines(first.String() + second.String()))
	slices.Sort(lines)
	require.Len(t, slices.Compact(lines), 1000)
}

func TestACheckpointIsReplacedAsAWhole(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	org.SeedUsers(1000)
	client := oktatest.NewClient(t, org)
	checkpoint, before := filepath.Join(t.TempDir(), "checkpoint"), filepath.Join(t.TempDir(), "before")
	require.Error(t, jobs.Export(t.Context(), client, &full{lines: 250}, checkpoint))
	first, err := os.ReadFile(checkpoint)
	require.NoError(t, err)
	require.NoError(t, os.Link(checkpoint, before)) // who writes into the file writes into this, too
	require.Error(t, jobs.Export(t.Context(), client, &full{lines: 250}, checkpoint))
	kept, err := os.ReadFile(before)
	require.NoError(t, err)
	require.Equal(t, string(first), string(kept))
}

func TestOffboardingIsDoneOnceInAnyStatus(t *testing.T) {
	t.Parallel()
	for _, status := range []okta.UserStatus{okta.UserStatusStaged, okta.UserStatusActive, okta.UserStatusSuspended, okta.UserStatusDeprovisioned} {
		synctest.Test(t, func(t *testing.T) {
			org := oktatest.NewOrg(oktatest.WithTransitionDelay(time.Minute))
			require.NoError(t, org.Seed(oktatest.Seed{Users: []oktatest.SeedUser{{Login: "ada@example.com", Status: status}}}))
			client := oktatest.NewClient(t, org)
			for range 2 {
				require.NoError(t, jobs.Offboard(t.Context(), client, "ada@example.com"), status)
			}
			_, err := org.User("ada@example.com")
			require.ErrorIs(t, err, okta.ErrNotFound)
		})
	}
}

func TestAnImportOf2000ReportsBadRowsAndMakesTheOthers(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg(oktatest.WithConcurrencyLimit(8))
	require.NoError(t, org.Seed(oktatest.Seed{Users: []oktatest.SeedUser{{Login: "user7@example.com"}}}))
	var file strings.Builder
	for n := 1; n <= 2000; n++ {
		switch n {
		case 100:
			file.WriteString("user100,Ada,Lovelace\n") // a field is missing
		case 200:
			file.WriteString("user200@example.com,A\"da,Lovelace,Research\n") // a quote within a field
		case 300:
			file.WriteString("user300@example.com,,Lovelace,Research\n") // no first name
		default:
			fmt.Fprintf(&file, "user%d@example.com,Ada,Lovelace,Research\n", n)
		}
	}
	created, bad, err := jobs.Import(t.Context(), oktatest.NewClient(t, org), strings.NewReader(file.String()))
	require.NoError(t, err)
	assert.Equal(t, 1996, created)
	require.Len(t, bad, 4)
	require.Equal(t, []int{7, 100, 200, 300}, []int{bad[0].Number, bad[1].Number, bad[2].Number, bad[3].Number})
	require.ErrorIs(t, bad[0].Err, okta.ErrLoginTaken)
	require.ErrorContains(t, bad[1].Err, "wrong number of fields")
	require.ErrorContains(t, bad[2].Err, `bare " in non-quoted-field`)
	require.ErrorContains(t, bad[3].Err, "firstName: The field cannot be left blank")
	user, err := org.User("user2000@example.com")
	require.NoError(t, err)
	require.Equal(t, okta.UserStatusStaged, user.Status)
	require.Equal(t, "Research", user.Profile.Department.String())
}

func TestAnImportEndsWithAFileThatCannotBeRead(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	file := io.MultiReader(strings.NewReader("ada@example.com,Ada,Lovelace,Research\n"), iotest.ErrReader(errors.New("the disk is gone")))
	created, _, err := jobs.Import(t.Context(), oktatest.NewClient(t, org), file)
	require.ErrorContains(t, err, "the disk is gone")
	require.Equal(t, 1, created)
}

func TestWhoIsStaleIsSuspendedUnlessTheRunIsDry(t *testing.T) {
	t.Parallel()
	since := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	before, after := since.AddDate(-1, 0, 0), since.AddDate(0, 0, 1)
	org := oktatest.NewOrg()
	require.NoError(t, org.Seed(oktatest.Seed{Users: []oktatest.SeedUser{
		{Login: "stale@example.com", Created: before, LastLogin: before},
		{Login: "never@example.com", Created: before},
		{Login: "refused@example.com", Created: before},
		{Login: "fresh@example.com", Created: before, LastLogin: after},
		{Login: "new@example.com", Created: after},
		{Login: "staged@example.com", Created: before, Status: okta.UserStatusStaged},
	}}))
	client := oktatest.NewClient(t, org)
	stale, err := jobs.SuspendStale(t.Context(), client, since, true)
	require.NoError(t, err)
	require.ElementsMatch(t, []string{"stale@example.com", "never@example.com", "refused@example.com"}, stale)
	require.Zero(t, org.Count("suspendUser"))

	refused, err := org.User("refused@example.com")
	require.NoError(t, err)
	refuse := func(r *http.Request, next func(*http.Request) (*http.Response, error)) (*http.Response, error) {
		if strings.Contains(r.URL.Path, refused.ID) {
			return nil, errors.New("no way")
		}
		return next(r)
	}
	stale, err = jobs.SuspendStale(t.Context(), oktatest.NewClient(t, org, okta.WithMiddleware(refuse), okta.WithRetry(okta.RetryPolicy{Attempts: 1})), since, false)
	require.ErrorContains(t, err, refused.ID+": okta: suspendUser: ")
	require.ElementsMatch(t, []string{"stale@example.com", "never@example.com"}, stale)
	for login, want := range map[string]okta.UserStatus{
		"stale@example.com": okta.UserStatusSuspended, "never@example.com": okta.UserStatusSuspended, "refused@example.com": okta.UserStatusActive,
		"fresh@example.com": okta.UserStatusActive, "new@example.com": okta.UserStatusActive, "staged@example.com": okta.UserStatusStaged,
	} {
		user, err := org.User(login)
		require.NoError(t, err)
		require.Equal(t, want, user.Status, login)
	}

	require.NoError(t, org.Script("listUsers", oktatest.Fail(http.StatusForbidden, "E0000006", "no")))
	_, err = jobs.SuspendStale(t.Context(), client, since, false)
	require.ErrorIs(t, err, okta.ErrForbidden)
	require.Regexp(t, "^okta: the list ended early: ", err.Error())
}

func TestASyncSendsWhatDiffersAlone(t *testing.T) {
	t.Parallel()
	var own okta.UserProfile
	own.FirstName, own.LastName, own.Department = okta.Set("Ada"), okta.Set("Lovelace"), okta.Set("Research")
	require.NoError(t, own.Set("badgeNumber", 1815))
	moved := own
	moved.Department = okta.Set("Sales")
	org := oktatest.NewOrg()
	require.NoError(t, org.Seed(oktatest.Seed{Groups: []string{"Staff"}, Users: []oktatest.SeedUser{
		{Login: "same@example.com", Profile: own, Groups: []string{"Staff"}},
		{Login: "moved@example.com", Profile: moved},
		{Login: "left@example.com", Profile: own, Status: okta.UserStatusDeprovisioned},
	}}))
	staff, err := org.Group("Staff")
	require.NoError(t, err)
	var employees []jobs.Employee
	for _, login := range []string{"left@example.com", "same@example.com", "moved@example.com", "new@example.com"} {
		employees = append(employees, jobs.Employee{Login: login, FirstName: "Ada", LastName: "Lovelace", Department: "Research"})
	}

	client := oktatest.NewClient(t, org)
	done, err := jobs.SyncEmployees(t.Context(), client, staff.ID, employees)
	require.ErrorContains(t, err, "left@example.com: okta: addUserToGroup: 403")
	require.Equal(t, jobs.Synced{Created: 1, Updated: 1, Unchanged: 2}, done)
	require.Equal(t, []string{
		"listGroupUsers", "getUser", "addUserToGroup", "getUser", "getUser", "partialUpdateUser", "addUserToGroup", "getUser", "createUser", "addUserToGroup",
	}, org.Operations())
	user, err := org.User("moved@example.com")
	require.NoError(t, err)
	require.Equal(t, "Research", user.Profile.Department.String())
	_, kept := user.Profile.Get("badgeNumber")
	require.True(t, kept)

	done, err = jobs.SyncEmployees(t.Context(), client, staff.ID, employees[1:])
	require.NoError(t, err)
	require.Equal(t, jobs.Synced{Unchanged: 3}, done)
	require.Equal(t, 1, org.Count("createUser"))
	require.Equal(t, 1, org.Count("partialUpdateUser"))
	require.Equal(t, 3, org.Count("addUserToGroup"))
}

func TestTheHandlerTellsWhatWentWrongAndNoSecret(t *testing.T) {
	t.Parallel()
	header := http.Header{"Content-Type": {"application/json"}, "Retry-After": {"7"}}
	for name, c := range map[string]struct {
		path   string
		script []oktatest.Answer
		want   int
		body   string
	}{
		"found":          {path: "ada@example.com", want: 200, body: `{"login":"ada@example.com","status":"ACTIVE"}`},
		"nobody":         {path: "nobody@example.com", want: 404},
		"an id":          {path: "me", want: 404},
		"a wrong id":     {path: "a%2F..%2Fb", want: 400},
		"limited":        {path: "ada@example.com", script: []oktatest.Answer{oktatest.Respond(429, header, "{}")}, want: 503},
		"slow":           {path: "ada@example.com", script: []oktatest.Answer{oktatest.Pass().After(time.Minute)}, want: 504},
		"a wrong token":  {path: "ada@example.com", script: []oktatest.Answer{oktatest.Fail(401, "E0000011", "Invalid token provided")}, want: 502},
		"a broken proxy": {path: "ada@example.com", script: []oktatest.Answer{oktatest.Text(502, "text/html", "<p>oktatest-token</p>")}, want: 502},
	} {
		synctest.Test(t, func(t *testing.T) {
			org := oktatest.NewOrg()
			require.NoError(t, org.Seed(oktatest.Seed{Owner: "ada@example.com", Users: []oktatest.SeedUser{{Login: "ada@example.com"}}}))
			require.NoError(t, org.Script("getUser", c.script...))
			var logged bytes.Buffer
			answer := httptest.NewRecorder()
			request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/users/"+c.path, nil)
			client := oktatest.NewClient(t, org, okta.WithRetry(okta.RetryPolicy{Attempts: 1}))
			jobs.Handler(client, slog.New(slog.NewTextHandler(&logged, nil))).ServeHTTP(answer, request)
			require.Equal(t, c.want, answer.Code, name)
			if c.body == "" {
				c.body = http.StatusText(c.want)
			}
			require.Equal(t, c.body+"\n", answer.Body.String(), name)
			require.Equal(t, c.want >= 500, logged.Len() > 0, name)
			require.NotContains(t, fmt.Sprint(answer, logged.String()), org.Token(), name)
			if name == "limited" {
				require.Equal(t, "8", answer.Header().Get("Retry-After"))
			}
		})
	}
}

func TestConfiguredTakesTheEnvironment(t *testing.T) {
	org := oktatest.NewOrg()
	org.SeedUsers(1)
	t.Chdir(t.TempDir())
	t.Setenv("HOME", t.TempDir())
	t.Setenv("OKTA_CLIENT_ORGURL", org.URL())
	t.Setenv("OKTA_CLIENT_TOKEN", org.Token())
	client, err := jobs.Configured(okta.WithHTTPClient(org.HTTPClient()))
	require.NoError(t, err)
	_, err = client.GetUser(t.Context(), "user1@example.com", nil)
	require.NoError(t, err)
}

func TestSignInBindsItsTokens(t *testing.T) {
	t.Parallel()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	der, err := x509.MarshalPKCS8PrivateKey(key)
	require.NoError(t, err)
	org := oktatest.NewOrg(oktatest.WithDPoPNonces())
	org.SeedUsers(1)
	app, err := org.AddServiceApp(oktatest.ServiceApp{Keys: map[string]crypto.PublicKey{"kid-1": key.Public()}, Scopes: []string{"okta.users.read"}})
	require.NoError(t, err)

	client, err := jobs.SignIn(org.URL(), app.ClientID, "kid-1", pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), okta.WithHTTPClient(org.HTTPClient()))
	require.NoError(t, err)
	_, err = client.GetUser(context.Background(), "user1@example.com", nil)
	require.NoError(t, err)
	requests := org.Requests()
	require.True(t, strings.HasPrefix(requests[len(requests)-1].Header.Get("Authorization"), "DPoP "))

	_, err = jobs.SignIn(org.URL(), app.ClientID, "kid-1", []byte("no key"))
	require.Error(t, err)
}
