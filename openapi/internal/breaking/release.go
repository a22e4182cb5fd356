package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/okta-userapi/userapi-go/openapi/internal/contract"
)

// A release is a state of the repository.
type release struct {
	root      string
	version   string // of the contract
	changelog changelog
}

func (r release) document() string { return filepath.Join(r.root, "openapi", "okta-users.yaml") }

func readRelease(root string) (release, error) {
	r := release{root: root}
	document, err := os.ReadFile(r.document())
	if err != nil {
		return r, err
	}
	doc, err := contract.Parse(document)
	if err != nil {
		return r, err
	}
	r.version = doc.Info.Version
	r.changelog, err = readChangelog(filepath.Join(root, "openapi", "CHANGELOG.md"))
	return r, err
}

// raised tells whether a version may break what the one before it promised.
func raised(before, now string) bool {
	b, n := numbers(before), numbers(now)
	switch {
	case n[0] != b[0]:
		return n[0] > b[0]
	default:
		return n[0] == 0 && n[1] > b[1]
	}
}

func numbers(version string) [2]int {
	var n [2]int
	for i, part := range strings.SplitN(version, ".", 3) {
		if i < len(n) {
			n[i], _ = strconv.Atoi(part) // what isn't a number raises nothing
		}
	}
	return n
}

// A changelog is its sections, the newest first.
type changelog []section

type section struct {
	title    string
	breaking bool
}

var heading = regexp.MustCompile(`^(#{2,3}) +(.+?) *$`)

func readChangelog(path string) (changelog, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var log changelog
	for line := range strings.Lines(string(text)) {
		match := heading.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		switch {
		case match == nil:
		case match[1] == "##":
			log = append(log, section{title: match[2]})
		case match[2] == "Breaking" && len(log) > 0:
			log[len(log)-1].breaking = true
		}
	}
	if len(log) == 0 {
		return nil, fmt.Errorf("%s has no sections", path)
	}
	return log, nil
}

func (l changelog) newest() section { return l[0] }

// announces tells whether the section of a version says what breaks.
func (l changelog) announces(version string) bool {
	for _, s := range l {
		if title, _, _ := strings.Cut(s.title, ","); title == version {
			return s.breaking
		}
	}
	return false
}

// released tells whether any version is out.
func (l changelog) released() bool {
	for _, s := range l {
		if !strings.Contains(s.title, "not released") {
			return true
		}
	}
	return false
}
