package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func Example() {
	main()
	// Output:
	// okta_user 7 columns
	// okta_user_group 3 columns
	// okta_user 7 columns
	// okta_user_group 3 columns
}

// tables keeps rows as a driver of database/sql gets them, by the statement that inserts them.
type tables struct {
	rows map[string][][]driver.Value
	err  error
}

func (db *tables) ExecContext(_ context.Context, query string, args ...any) (sql.Result, error) {
	row := make([]driver.Value, len(args))
	for i, arg := range args {
		value, err := driver.DefaultParameterConverter.ConvertValue(arg)
		if err != nil {
			return nil, err
		}
		row[i] = value
	}
	if db.rows == nil {
		db.rows = make(map[string][][]driver.Value)
	}
	db.rows[query] = append(db.rows[query], row)
	return driver.RowsAffected(1), db.err
}

func newClient(t *testing.T, org *oktatest.Org) *okta.Client {
	t.Helper()
	client := oktatest.NewClient(t, org)
	return client
}

var created = time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)

// addUser adds a user with attributes beside those that every user needs. A zero lastLogin is that of a user who never
// signed in.
func addUser(t *testing.T, org *oktatest.Org, login string, attributes map[string]any, lastLogin time.Time) string {
	t.Helper()
	profile := okta.UserProfile{Login: okta.Set(login), Email: okta.Set(login), FirstName: okta.Set("Ada"), LastName: okta.Set("Lovelace")}
	require.NoError(t, okta.SetProfile(&profile, attributes))
	user, err := org.AddUser(okta.User{Profile: profile, Created: created, LastLogin: lastLogin})
	require.NoError(t, err)
	return user.ID
}

func TestWhatAUserDoesNotHaveIsNULL(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	signedIn := created.Add(time.Hour)
	ada := addUser(t, org, "ada@example.com", map[string]any{"department": "Engines", "badgeNumber": int64(1<<60 + 1)}, signedIn)
	bob := addUser(t, org, "bob@example.com", map[string]any{"department": nil}, time.Time{})
	engineers := org.AddGroup("Engineers")
	require.NoError(t, org.AddGroupMember(engineers.ID, ada))

	var db tables
	require.NoError(t, ExportUsers(t.Context(), newClient(t, org), &db, "", 0))
	assert.Equal(t, [][]driver.Value{
		{ada, "ada@example.com", "ACTIVE", "Engines", int64(1<<60 + 1), created, signedIn},
		{bob, "bob@example.com", "ACTIVE", nil, nil, created, nil},
	}, db.rows[insertUser])
	var memberships []string
	for _, row := range db.rows[insertMembership] {
		memberships = append(memberships, row[0].(string)+" in "+row[2].(string))
	}
	assert.ElementsMatch(t, []string{ada + " in Everyone", ada + " in Engineers", bob + " in Everyone"}, memberships)
}

func TestANullAttributeIsNULL(t *testing.T) {
	t.Parallel()
	user := okta.User{Profile: okta.UserProfile{MobilePhone: okta.Clear()}}
	phone, err := nullable[string](user, "mobilePhone")
	require.NoError(t, err)
	require.False(t, phone.Valid)
}

func TestTheLimitReachesTheServer(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		limit           int32
		asked           string
		users, requests int // requests are at most so many: a page is read ahead
	}{
		{1, "1", 1, 1},
		{7, "7", 7, 1},
		{200, "200", 200, 1},
		{230, "200", 230, 3},
		{1000, "200", 450, 3},
		{0, "", 450, 3},
	} {
		org := oktatest.NewOrg()
		org.SeedUsers(450)
		var db tables
		require.NoError(t, ExportUsers(t.Context(), newClient(t, org), &db, "", test.limit))
		assert.Lenf(t, db.rows[insertUser], test.users, "limit %d", test.limit)
		assert.LessOrEqualf(t, org.Count("listUsers"), test.requests, "limit %d", test.limit)
		first, err := url.Parse(org.Requests()[0].URL)
		require.NoError(t, err)
		assert.Equalf(t, test.asked, first.Query().Get("limit"), "limit %d", test.limit)
	}
}

func TestTheSearchReachesTheServer(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	ids := org.SeedUsers(3)
	var db tables
	require.NoError(t, ExportUsers(t.Context(), newClient(t, org), &db, okta.Where("profile.login eq ?", "user2@example.com"), 0))
	require.Len(t, db.rows[insertUser], 1)
	require.Equal(t, ids[1], db.rows[insertUser][0][0])
}

func TestAnErrorOfEitherSideEndsTheExport(t *testing.T) {
	t.Parallel()
	refused := oktatest.Fail(403, "E0000006", "not allowed")
	for _, test := range []struct {
		name    string
		prepare func(*oktatest.Org, *tables) error
		want    string
	}{
		{"list", func(org *oktatest.Org, _ *tables) error { return org.Script("listUsers", refused) }, "okta: listUsers: 403"},
		{"groups", func(org *oktatest.Org, _ *tables) error { return org.Script("listUserGroups", refused) }, "okta: listUserGroups: 403"},
		{"database", func(_ *oktatest.Org, db *tables) error { db.err = errors.New("disk full"); return nil }, "disk full"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			org := oktatest.NewOrg()
			addUser(t, org, "ada@example.com", nil, time.Time{})
			var db tables
			require.NoError(t, test.prepare(org, &db))
			require.ErrorContains(t, ExportUsers(t.Context(), newClient(t, org), &db, "", 0), test.want)
			require.LessOrEqual(t, len(db.rows[insertUser]), 1)
		})
	}
}

func TestAnAttributeOfAnotherTypeIsAnError(t *testing.T) {
	t.Parallel()
	org := oktatest.NewOrg()
	addUser(t, org, "ada@example.com", map[string]any{"badgeNumber": "secret"}, time.Time{})
	err := ExportUsers(t.Context(), newClient(t, org), &tables{}, "", 0)
	require.ErrorContains(t, err, `attribute "badgeNumber": it can't be read as int64`)
	require.NotContains(t, err.Error(), "secret")
}
