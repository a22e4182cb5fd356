package main

import (
	"context"
	"encoding/json"
	"time"

	"github.com/jackc/pgx/v5"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

const (
	createTable = `CREATE TABLE IF NOT EXISTS okta_user (
	id text PRIMARY KEY,
	login text NOT NULL,
	status text NOT NULL,
	last_updated timestamptz NOT NULL,
	profile jsonb NOT NULL
)`

	// A user who comes twice is there once, as Okta knew them last.
	storeUsers = `INSERT INTO okta_user (id, login, status, last_updated, profile)
SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::jsonb[])
ON CONFLICT (id) DO UPDATE SET login = excluded.login, status = excluded.status, last_updated = excluded.last_updated, profile = excluded.profile
WHERE okta_user.last_updated <= excluded.last_updated`
)

// store writes users to the table.
func store(ctx context.Context, tx pgx.Tx, users []okta.User) error {
	var (
		ids, logins, statuses []string
		updated               []time.Time
		profiles              []json.RawMessage
	)
	for _, user := range users {
		profile, err := json.Marshal(user.Profile)
		if err != nil {
			return err
		}
		ids, logins, statuses = append(ids, user.ID), append(logins, user.Profile.Login.String()), append(statuses, string(user.Status))
		updated, profiles = append(updated, user.LastUpdated), append(profiles, profile)
	}
	_, err := tx.Exec(ctx, storeUsers, ids, logins, statuses, updated, profiles)
	return err
}
