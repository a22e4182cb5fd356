package main

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	okta "github.com/okta-userapi/userapi-go/wrapper"
)

// files are what an export writes.
type files struct {
	columns   []string
	csvFile   *os.File
	csv       *csv.Writer
	linesFile *os.File
	lines     *bufio.Writer
}

// openFiles opens the files as they were at a checkpoint.
func openFiles(s Settings, from checkpoint) (*files, error) {
	csvFile, err := openAt(s.csvFile(), from.CSV)
	if err != nil {
		return nil, err
	}
	linesFile, err := openAt(s.linesFile(), from.Lines)
	if err != nil {
		return nil, errors.Join(err, csvFile.Close())
	}
	f := &files{columns: s.Columns, csvFile: csvFile, csv: csv.NewWriter(csvFile), linesFile: linesFile, lines: bufio.NewWriter(linesFile)}
	if from.CSV == 0 {
		_ = f.csv.Write(s.Columns) // sync tells of an error
	}
	return f, nil
}

// openAt opens a file to write on from a size, and cuts off what comes after it.
func openAt(file string, size int64) (*os.File, error) {
	opened, err := os.OpenFile(file, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if has, err := opened.Seek(0, io.SeekEnd); err != nil || has < size {
		return nil, errors.Join(fmt.Errorf("%s has %d bytes, fewer than the %d at the checkpoint: begin in another folder", file, has, size), err, opened.Close())
	}
	if err := opened.Truncate(size); err != nil {
		return nil, errors.Join(err, opened.Close())
	}
	_, err = opened.Seek(size, io.SeekStart)
	return opened, err
}

// write adds users to both files.
func (f *files) write(users []okta.User) error {
	row := make([]string, len(f.columns))
	for _, user := range users {
		for i, column := range f.columns {
			row[i] = cell(user, column)
		}
		if err := f.csv.Write(row); err != nil {
			return err
		}
		line, err := json.Marshal(user)
		if err != nil {
			return fmt.Errorf("user %s: %w", user.ID, err)
		}
		if _, err := f.lines.Write(append(line, '\n')); err != nil {
			return err
		}
	}
	return nil
}

// sync returns the sizes of the files after all is on the disk.
func (f *files) sync() (csvSize, linesSize int64, err error) {
	f.csv.Flush()
	if err := errors.Join(f.csv.Error(), f.lines.Flush(), f.csvFile.Sync(), f.linesFile.Sync()); err != nil {
		return 0, 0, err
	}
	csvSize, err = f.csvFile.Seek(0, io.SeekCurrent)
	if err != nil {
		return 0, 0, err
	}
	linesSize, err = f.linesFile.Seek(0, io.SeekCurrent)
	return csvSize, linesSize, err
}

func (f *files) close() error { return errors.Join(f.csvFile.Close(), f.linesFile.Close()) }
