package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestRaised(t *testing.T) {
	for _, test := range []struct {
		before, now string
		want        bool
	}{
		{"0.1.0", "0.1.0", false},
		{"0.1.0", "0.1.1", false},
		{"0.1.0", "0.2.0", true},
		{"0.9.0", "1.0.0", true},
		{"1.2.0", "1.3.0", false},
		{"1.2.0", "2.0.0", true},
		{"2.0.0", "1.9.0", false},
	} {
		if got := raised(test.before, test.now); got != test.want {
			t.Errorf("from %s to %s: %v", test.before, test.now, got)
		}
	}
}

func TestChangelog(t *testing.T) {
	path := filepath.Join(t.TempDir(), "CHANGELOG.md")
	text := "# Changelog\n\n## 0.2.0, not released yet\n\n### Breaking\n\n- showAll is gone.\n\n## 0.1.0\n\nAll of it.\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	log, err := readChangelog(path)
	if err != nil {
		t.Fatal(err)
	}
	if !log.announces("0.2.0") || log.announces("0.1.0") || log.announces("0.3.0") {
		t.Errorf("announces something else: %v", log)
	}
	if !log.released() || log[:1].released() {
		t.Errorf("is released otherwise: %v", log)
	}
}
