package main

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// testcase is a test in a report of JUnit's form, which other languages' test runners write too.
type testcase struct {
	Name     string    `xml:"name,attr"`
	Failures []failure `xml:"failure"`
	Errors   []failure `xml:"error"`
	Skipped  *failure  `xml:"skipped"`
}

type failure struct {
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

func readReport(name string) (map[string]result, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return parseReport(file)
}

// parseReport reads the tests of a report, in whatever suites they stand. pytest reports a test twice that fails and
// then breaks in its end.
func parseReport(r io.Reader) (map[string]result, error) {
	results := make(map[string]result)
	for decoder := xml.NewDecoder(r); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return results, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read the report of the tests: %w", err)
		}
		start, isStart := token.(xml.StartElement)
		if !isStart || start.Name.Local != "testcase" {
			continue
		}
		var test testcase
		if err := decoder.DecodeElement(&test, &start); err != nil {
			return nil, fmt.Errorf("read the report of the tests: %w", err)
		}
		if before, seen := results[test.Name]; !seen || before.passed {
			results[test.Name] = test.result()
		}
	}
}

func (t testcase) result() result {
	var output []string
	for _, f := range append(t.Failures, t.Errors...) {
		output = append(output, f.Message, f.Text)
	}
	if t.Skipped != nil {
		output = append(output, "skipped: "+t.Skipped.Message)
	}
	return result{passed: output == nil, output: strings.Join(output, "\n")}
}
