package main

import (
	"fmt"
	"strings"
)

// A section of a changelog is what changed in one version.
type section struct {
	title string
	text  string // the title's line included
}

// sectionOf is the section of a version, whose title begins with it.
func sectionOf(changelog, version string) (section, error) {
	var found section
	for line := range strings.Lines(changelog) {
		if title, is := strings.CutPrefix(line, "## "); is {
			if found.text != "" {
				break
			}
			title = strings.TrimSpace(title)
			if number, _, _ := strings.Cut(title, ","); number == version {
				found.title = title
			}
		}
		if found.title != "" {
			found.text += line
		}
	}
	if found.text == "" {
		return found, fmt.Errorf("openapi/CHANGELOG.md has no section %s, which is info.version of the contract: write it", version)
	}
	found.text = strings.TrimSpace(found.text) + "\n"
	return found, nil
}

// released tells whether the version is out, or is by the commit that is tagged.
func (s section) released() bool { return !strings.Contains(s.title, "not released") }
