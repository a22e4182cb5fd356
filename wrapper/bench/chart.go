package main

import (
	"fmt"
	"html"
	"strings"
)

// chart is a picture of one figure of several contestants.
type chart struct {
	file  string // without its folder
	title string
	note  string // what the bars mean
	bars  []bar
}

// bar is one contestant's figure.
type bar struct {
	label string
	value float64
	text  string // of the value
	ours  bool
}

// svg draws a chart. Its colors follow the reader's choice of a light or a dark page, and its ground is the page's own.
func (c chart) svg() string {
	const (
		width, labels, values = 760, 250, 70 // what is left between labels and values is the bars'
		head, row, thick      = 64, 30, 18
	)
	longest := 0.0
	for _, b := range c.bars {
		longest = max(longest, b.value)
	}
	var out strings.Builder
	p := func(format string, arguments ...any) { fmt.Fprintf(&out, format+"\n", arguments...) }
	p(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%[1]d" height="%[2]d" role="img" aria-labelledby="title">`, width, head+row*len(c.bars))
	p(`<title id="title">%s</title>`, html.EscapeString(c.title))
	p(`<style>
text { font: 14px system-ui, sans-serif; fill: #1f2328 }
.title { font-size: 16px; font-weight: 600 }
.note { font-size: 12px; fill: #59636e }
.ours { font-weight: 600 }
rect { fill: #b1bac4 }
rect.ours { fill: #0969da }
@media (prefers-color-scheme: dark) {
text { fill: #f0f6fc }
.note { fill: #9198a1 }
rect { fill: #656c76 }
rect.ours { fill: #4493f8 }
}
</style>`)
	p(`<text class="title" x="8" y="24">%s</text>`, html.EscapeString(c.title))
	p(`<text class="note" x="8" y="44">%s</text>`, html.EscapeString(c.note))
	for i, b := range c.bars {
		class := ""
		if b.ours {
			class = ` class="ours"`
		}
		top, length := head+row*i, 2.0
		if longest > 0 {
			length = max(length, b.value/longest*(width-labels-values))
		}
		p(`<text%s x="%d" y="%d" text-anchor="end">%s</text>`, class, labels-10, top+thick-4, html.EscapeString(b.label))
		p(`<rect%s x="%d" y="%d" width="%.1f" height="%d" rx="2"/>`, class, labels, top, length, thick)
		p(`<text%s x="%.1f" y="%d">%s</text>`, class, labels+length+6, top+thick-4, html.EscapeString(b.text))
	}
	p(`</svg>`)
	return out.String()
}

// charts are the pictures of what was run.
func (r *results) charts() []chart {
	seconds := func(value float64) string { return fmt.Sprintf("%.1f s", value/1e9) }
	millis := func(value float64) string { return fmt.Sprintf("%.0f ms", value/wall.per) }
	mebibytes := func(value float64) string { return fmt.Sprintf("%.1f MiB", value/peak.per) }
	type figure struct{ label, scenario, contestant string }
	var all []chart
	draw := func(c chart, m metric, text func(float64) string, figures ...figure) {
		for _, f := range figures {
			if value, ok := r.value(f.scenario, m, f.contestant); ok {
				c.bars = append(c.bars, bar{f.label, value, text(value), f.contestant == library || f.contestant == byRanges})
			}
		}
		if len(c.bars) > 0 {
			all = append(all, c)
		}
	}
	draw(chart{file: "whole-org.svg", title: "20,000 users of an org that takes 300 ms a page", note: "seconds, less is better"}, wall, seconds,
		figure{oktaV5, evenOrg, oktaV5},
		figure{oktaV2, evenOrg, oktaV2},
		figure{"net/http, encoding/json", evenOrg, floor},
		figure{"this library, ListUsers", evenOrg, library},
		figure{"WalkUsers, after an import", heapedOrg, byRanges},
		figure{"WalkUsers", evenOrg, byRanges})
	draw(chart{file: "list.svg", title: "20,000 users with all attributes, when the org takes no time", note: "milliseconds, less is better"}, wall, millis,
		figure{oktaV5, list0, oktaV5},
		figure{generated, list0, generated},
		figure{oktaV2, list0, oktaV2},
		figure{"net/http, encoding/json", list0, floor},
		figure{"this library, ListUsers", list0, library})
	draw(chart{file: "memory.svg", title: "Memory of a program that lists 100,000 users", note: "the most that was resident, in MiB"}, peak, mebibytes,
		figure{oktaV5, memory100k, oktaV5},
		figure{oktaV2, memory100k, oktaV2},
		figure{generated, memory100k, generated},
		figure{"net/http, encoding/json", memory100k, floor},
		figure{"this library, ListUsers", memory100k, library})
	return all
}
