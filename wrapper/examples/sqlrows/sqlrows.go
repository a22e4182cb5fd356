package main

import (
	"context"
	"database/sql"
	"errors"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

const (
	insertUser = `INSERT INTO okta_user (id, login, status, department, badge_number, created, last_login)
VALUES ($1, $2, $3, $4, $5, $6, $7)`
	insertMembership = `INSERT INTO okta_user_group (user_id, group_id, group_name) VALUES ($1, $2, $3)`
)

// Execer takes rows: an *sql.DB, *sql.Conn or *sql.Tx.
type Execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// ExportUsers writes the users that a search finds, and the groups of each, as rows of two tables. It writes limit
// users at most, and asks Okta for pages of no more; 0 stands for all. What a user doesn't have is NULL.
func ExportUsers(ctx context.Context, client *okta.Client, db Execer, search string, limit int32) error {
	var exported int32
	options := okta.ListUsersOptions{Search: search, Limit: min(limit, 200)}
	for user, err := range client.ListUsers(ctx, &options) {
		if err != nil {
			return err
		}
		if err := exportUser(ctx, client, db, user); err != nil {
			return err
		}
		if exported++; exported == limit {
			break
		}
	}
	return nil
}

func exportUser(ctx context.Context, client *okta.Client, db Execer, user okta.User) error {
	department, err := nullable[string](user, "department")
	if err != nil {
		return err
	}
	badgeNumber, err := nullable[int64](user, "badgeNumber")
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, insertUser, user.ID, user.Profile.Login.String(), string(user.Status), department, badgeNumber,
		okta.TimeOrNil(user.Created), okta.TimeOrNil(user.LastLogin))
	if err != nil {
		return err
	}
	for group, err := range client.ListUserGroups(ctx, user.ID, nil) {
		if err != nil {
			return err
		}
		if _, err := db.ExecContext(ctx, insertMembership, user.ID, group.ID, group.Profile.Name.String()); err != nil {
			return err
		}
	}
	return nil
}

// nullable returns an attribute as a value that is NULL where the user has none.
func nullable[T any](user okta.User, name string) (sql.Null[T], error) {
	value, err := okta.AttributeAs[T](&user.Profile, name)
	if errors.Is(err, okta.ErrAbsent) || errors.Is(err, okta.ErrNull) {
		return sql.Null[T]{}, nil
	}
	return sql.Null[T]{V: value, Valid: true}, err
}
