package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
)

// checkpoint is how far an export is: what is left of the walk, and the sizes that the files had then. What they hold
// beyond those was written later, and is not counted as done.
type checkpoint struct {
	Search  string   `json:"search"`
	Columns []string `json:"columns"`
	Walk    string   `json:"walk"`
	CSV     int64    `json:"csvBytes"`
	Lines   int64    `json:"linesBytes"`
}

func loadCheckpoint(file string) (c checkpoint, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return c, err
	}
	if err := json.Unmarshal(data, &c); err != nil {
		return c, fmt.Errorf("%s is no checkpoint: %w", file, err)
	}
	return c, nil
}

// save replaces the file as a whole: after a crash it is the old or the new one.
func (c checkpoint) save(file string) error {
	data, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return err
	}
	next, err := os.Create(file + ".new")
	if err != nil {
		return err
	}
	_, err = next.Write(append(data, '\n'))
	if err := errors.Join(err, next.Sync(), next.Close()); err != nil {
		return err
	}
	return os.Rename(next.Name(), file)
}
