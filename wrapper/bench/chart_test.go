package main

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/okta-userapi/userapi-go/wrapper/bench/internal/contest"
)

// texts reads an SVG as a browser does, and returns what its elements of a name say.
func texts(t *testing.T, svg, element string) []string {
	t.Helper()
	var all []string
	decoder := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("the chart is not well-formed: %v\n%s", err, svg)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == element {
			var text string
			if err := decoder.DecodeElement(&text, &start); err != nil {
				t.Fatal(err)
			}
			all = append(all, text)
		}
	}
}

func TestAChartSaysEachLabelAndValue(t *testing.T) {
	c := chart{title: `<Lists> & "walks"`, note: "less is better", bars: []bar{
		{"a < b & c", 30, "30 s", false},
		{"ours", 3, "3 s", true},
		{"nothing", 0, "0 s", false},
	}}
	got := texts(t, c.svg(), "text")
	want := []string{`<Lists> & "walks"`, "less is better", "a < b & c", "30 s", "ours", "3 s", "nothing", "0 s"}
	if !slices.Equal(got, want) {
		t.Errorf("the chart says %q, want %q", got, want)
	}
	if got := texts(t, c.svg(), "title"); !slices.Equal(got, []string{c.title}) {
		t.Errorf("the title is %q, want %q", got, c.title)
	}
	if got := len(texts(t, c.svg(), "rect")); got != len(c.bars) {
		t.Errorf("%d bars, want %d", got, len(c.bars))
	}
	if style := texts(t, c.svg(), "style"); len(style) != 1 || !strings.Contains(style[0], "prefers-color-scheme: dark") {
		t.Error("the chart has no colors for a dark page")
	}
}

func TestChartsShowWhatWasRun(t *testing.T) {
	r := &results{runs: map[string]map[string][]outcome{}}
	if charts := r.charts(); len(charts) != 0 {
		t.Errorf("%d charts of nothing", len(charts))
	}
	took := func(wall time.Duration) []outcome { return []outcome{{Result: contest.Result{Wall: wall}}} }
	r.runs[evenOrg] = map[string][]outcome{library: took(30 * time.Second), byRanges: took(4 * time.Second)}
	charts := r.charts()
	if len(charts) != 1 || charts[0].file != "whole-org.svg" {
		t.Fatalf("the charts are %v, want that of the whole org", charts)
	}
	said := texts(t, charts[0].svg(), "text")
	if want := []string{"this library, ListUsers", "30.0 s", "WalkUsers", "4.0 s"}; !slices.Equal(said[2:], want) {
		t.Errorf("the chart says %q, want %q", said[2:], want)
	}
}
