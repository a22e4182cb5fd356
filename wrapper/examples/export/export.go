package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// Settings are what to export, and where to.
type Settings struct {
	Folder  string   // of the files; it is made where there is none
	Search  string   // that users have to match
	Columns []string // of the CSV file

	// SaveEvery is how much work a crash can cost: what was written since the last checkpoint is cut off the files and
	// asked for again. 0 stands for no work but the pages under way.
	SaveEvery time.Duration
}

func (s Settings) csvFile() string        { return filepath.Join(s.Folder, "users.csv") }
func (s Settings) linesFile() string      { return filepath.Join(s.Folder, "users.jsonl") }
func (s Settings) checkpointFile() string { return filepath.Join(s.Folder, "checkpoint.json") }

// Export writes the users that match a search to the files users.csv and users.jsonl of a folder, in no certain order,
// and calls show after each page. Until all is written there is a checkpoint.json beside them, from which the next call
// goes on.
func Export(ctx context.Context, client *okta.Client, s Settings, show func(okta.WalkProgress)) (_ okta.WalkProgress, err error) {
	from, err := begin(s)
	if err != nil {
		return okta.WalkProgress{}, err
	}
	files, err := openFiles(s, from)
	if err != nil {
		return okta.WalkProgress{}, err
	}
	defer func() { err = errors.Join(err, files.close()) }()

	walk := client.WalkUsers(&okta.WalkUsersOptions{Search: s.Search, Checkpoint: from.Walk})
	// What the loop has in hand counts as done, so a checkpoint is saved only when it is in the files.
	save := func() error {
		csv, lines, err := files.sync()
		if err != nil {
			return err
		}
		return checkpoint{Search: s.Search, Columns: s.Columns, Walk: walk.Checkpoint(), CSV: csv, Lines: lines}.save(s.checkpointFile())
	}
	saved := time.Now()
	for page, err := range walk.Pages(ctx) {
		if err != nil {
			if unsaved := save(); unsaved != nil {
				return walk.Progress(), errors.Join(err, unsaved)
			}
			return walk.Progress(), fmt.Errorf("%w: run it again to go on", err)
		}
		for _, unread := range page.Response.Unread {
			slog.Warn("a part of a page can't be read, and is left out", "what", unread.String())
		}
		if err := files.write(page.Items); err != nil {
			return walk.Progress(), err
		}
		show(walk.Progress())
		if time.Since(saved) >= s.SaveEvery {
			if err := save(); err != nil {
				return walk.Progress(), err
			}
			saved = time.Now()
		}
	}
	if err := save(); err != nil {
		return walk.Progress(), err
	}
	return walk.Progress(), os.Remove(s.checkpointFile())
}

// begin returns the checkpoint to go on from. Where there is none it makes the folder and the first one, unless there
// are files of an export that is complete.
func begin(s Settings) (checkpoint, error) {
	if err := os.MkdirAll(s.Folder, 0o700); err != nil {
		return checkpoint{}, err
	}
	from, err := loadCheckpoint(s.checkpointFile())
	switch {
	case err == nil && (from.Search != s.Search || !slices.Equal(from.Columns, s.Columns)):
		return from, fmt.Errorf("the export in %s has another search or other columns: use those again, or another folder", s.Folder)
	case !errors.Is(err, os.ErrNotExist):
		return from, err
	}
	for _, file := range []string{s.csvFile(), s.linesFile()} {
		if _, err := os.Stat(file); err == nil {
			return from, fmt.Errorf("%s is there already: remove it, or use another folder", file)
		}
	}
	from = checkpoint{Search: s.Search, Columns: s.Columns}
	return from, from.save(s.checkpointFile())
}
