package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"time"
)

// results are all that came out.
type results struct {
	scenarios []scenario
	runs      map[string]map[string][]outcome // by scenario and contestant
	builds    map[string]built
}

// metric is one figure of a run.
type metric struct {
	name string
	of   func(outcome) float64
	unit string // of its absolute value
	per  float64
}

var (
	wall      = metric{"wall", func(o outcome) float64 { return float64(o.Wall) }, "ms", 1e6}
	cpu       = metric{"CPU", func(o outcome) float64 { return float64(o.CPU) }, "ms", 1e6}
	allocated = metric{"bytes allocated", func(o outcome) float64 { return float64(o.Bytes) }, "MB", 1e6}
	objects   = metric{"objects allocated", func(o outcome) float64 { return float64(o.Objects) }, "thousand", 1e3}
	peak      = metric{"peak memory", func(o outcome) float64 { return float64(o.Peak) }, "MiB", 1 << 20}
)

// metricsOf are what the table shows of each scenario.
var metricsOf = map[string][]metric{
	getOne:      {wall, cpu, allocated, objects},
	createOne:   {wall, cpu, allocated, objects},
	list0:       {wall, cpu, allocated, objects},
	list2:       {wall, cpu},
	list20:      {wall, cpu},
	real0:       {wall, cpu, allocated},
	real300:     {wall, cpu},
	real300Work: {wall, cpu},
	decodePage:  {cpu, wall, allocated, objects},
	memory2k:    {peak},
	memory100k:  {peak},
	evenOrg:     {wall, cpu, peak},
	heapedOrg:   {wall, cpu, peak},
}

// underLimits are the scenarios in which requests are limited.
var underLimits = []string{herd, evenLimited, heapedLimited}

// ratio is the median of a metric's ratios between two contestants, round by round; ok is false where they never ran
// together.
func (r *results) ratio(scenario string, m metric, name, to string) (ratio float64, ok bool) {
	others := make(map[int]outcome)
	for _, o := range r.runs[scenario][to] {
		others[o.round] = o
	}
	var ratios []float64
	for _, o := range r.runs[scenario][name] {
		if other, both := others[o.round]; both && m.of(other) > 0 {
			ratios = append(ratios, m.of(o)/m.of(other))
		}
	}
	return median(ratios), len(ratios) > 0
}

// value is the median of a metric of one contestant.
func (r *results) value(scenario string, m metric, name string) (value float64, ok bool) {
	var values []float64
	for _, o := range r.runs[scenario][name] {
		values = append(values, m.of(o))
	}
	return median(values), len(values) > 0
}

// goal is one line of what has to hold.
type goal struct {
	work, wanted, measured string
	met, known             bool
}

func (r *results) goals() []goal {
	var all []goal
	atMost := func(work string, limit float64, against, scenario string, m metric, to string) {
		ratio, ok := r.ratio(scenario, m, library, to)
		all = append(all, goal{work, fmt.Sprintf("≤ %.2f × %s", limit, against), fmt.Sprintf("%.3f", ratio), ratio <= limit, ok})
	}
	atMost("list 20,000 at 0 ms, wall", 0.40, "floor", list0, wall, floor)
	atMost("list 20,000 at 0 ms, wall", 0.08, "v5", list0, wall, oktaV5)
	atMost("decode one page alone, CPU", 0.40, "floor", decodePage, cpu, floor)
	atMost("list 20,000 at 0 ms, bytes allocated", 1.10, "floor", list0, allocated, floor)
	atMost("list 20,000 at 20 ms a page, wall", 1.03, "transport alone", list20, wall, transport)
	atMost("list as real traffic at 0 ms, wall", 0.50, "floor", real0, wall, floor)
	atMost("list as real traffic at 300 ms, wall", 0.50, "floor", real300, wall, floor)
	atMost("list as real traffic at 300 ms, the caller works as long on each page, wall", 0.50, "floor", real300Work, wall, floor)
	atMost("get, wall", 1.00, "floor", getOne, wall, floor)
	atMost("create, wall", 1.00, "floor", createOne, wall, floor)
	atMost("get, bytes allocated", 1.00, "floor", getOne, allocated, floor)
	atMost("get, objects allocated", 1.00, "floor", getOne, objects, floor)

	small, knownSmall := r.value(memory2k, peak, library)
	large, knownLarge := r.value(memory100k, peak, library)
	growth := large/small - 1
	all = append(all,
		goal{"peak memory of a walk of 100,000 users", "within a quarter of a walk of 2,000", fmt.Sprintf("%+.0f %%", 100*growth), growth <= 0.25, knownSmall && knownLarge},
		goal{"peak memory of a walk of 100,000 users", "≤ 20 MiB", fmt.Sprintf("%.1f MiB", large/peak.per), large/peak.per <= 20, knownLarge})

	for _, walk := range []struct {
		scenario, work string
		limit          float64
	}{{evenOrg, "list 20,000 at 300 ms by ranges", 0.16}, {heapedOrg, "the same, nine in ten created in one hour", 0.25}} {
		ratio, ok := r.ratio(walk.scenario, wall, byRanges, floor)
		all = append(all, goal{walk.work + ", wall", fmt.Sprintf("≤ %.2f × floor", walk.limit), fmt.Sprintf("%.3f", ratio), ratio <= walk.limit, ok})
		memory, ok := r.value(walk.scenario, peak, byRanges)
		all = append(all, goal{walk.work + ", peak memory", "≤ 40 MiB", fmt.Sprintf("%.1f MiB", memory/peak.per), memory/peak.per <= 40, ok})
	}
	for _, walk := range []struct{ scenario, work string }{{evenLimited, "20,000 by ranges, 600 a minute"}, {heapedLimited, "the same, nine in ten created in one hour"}} {
		l, ok := r.underLimit(walk.scenario, byRanges)
		all = append(all,
			goal{walk.work + ", 429s", "0", fmt.Sprint(l.refused), l.refused == 0, ok},
			goal{walk.work + ", total", "≤ 1.05 × what the limit allows", l.slowdown(), len(l.slowdowns) > 0 && slices.Max(l.slowdowns) <= 1.05, ok})
	}

	if h, ok := r.underLimit(herd, library); ok {
		all = append(all,
			goal{"herd, 429s", "0", fmt.Sprint(h.refused), h.refused == 0, true},
			goal{"herd, total", "≤ 1.05 × what the limit allows", h.slowdown(), len(h.slowdowns) > 0 && slices.Max(h.slowdowns) <= 1.05, true})
	}
	if own, ok := r.builds[library]; ok {
		megabytes := float64(own.size-r.builds[floor].size) / 1e6
		all = append(all,
			goal{"cold build beyond the floor's", "≤ 2 s", beyond(own.cold), median(own.cold) <= 2*time.Second, true},
			goal{"cold build beyond the floor's, by " + newer, "≤ 2 s", beyond(own.newer), median(own.newer) <= 2*time.Second, true},
			goal{"stripped binary beyond the floor's", "≤ 1 MB without OAuth", fmt.Sprintf("%.2f MB", megabytes), megabytes <= 1, true})
	}
	return all
}

// beyond is the median of what builds take beyond the floor's, and the least and the most.
func beyond(builds []time.Duration) string {
	return fmt.Sprintf("%.1f s (%.1f to %.1f)", median(builds).Seconds(), slices.Min(builds).Seconds(), slices.Max(builds).Seconds())
}

// underLimit is how a contestant got on under the limit, over all rounds.
type underLimit struct {
	refused, failed int64     // the most requests that were refused in a round, and the most reads that failed
	slowdowns       []float64 // the time that a round took in terms of the least possible, of those where no read failed
}

func (r *results) underLimit(scenario, name string) (l underLimit, ok bool) {
	for _, o := range r.runs[scenario][name] {
		l.refused, l.failed = max(l.refused, o.Refused), max(l.failed, int64(o.Failed))
		if o.Failed == 0 && o.Least > 0 {
			l.slowdowns = append(l.slowdowns, float64(o.Wall)/float64(o.Least))
		}
	}
	return l, len(r.runs[scenario][name]) > 0
}

func (l underLimit) slowdown() string {
	switch len(l.slowdowns) {
	case 0:
		return "–" // it gave up
	case 1:
		return fmt.Sprintf("%.3f", l.slowdowns[0])
	default:
		return fmt.Sprintf("%.3f to %.3f", slices.Min(l.slowdowns), slices.Max(l.slowdowns))
	}
}

func (r *results) write(ctx context.Context, w io.Writer, quick bool, took time.Duration) error {
	p := func(format string, arguments ...any) { _, _ = fmt.Fprintf(w, format, arguments...) }
	p("# Results\n\n")
	if quick {
		p("**A quick run: one round of smaller tasks. It shows that all works, not how fast it is.**\n\n")
	}
	p("Written by `make bench`, which took %s, on %s.\n\n", took.Round(time.Second), time.Now().UTC().Format("2006-01-02"))
	if err := r.writeMachine(ctx, p); err != nil {
		return err
	}

	p("\n")
	for _, c := range r.charts() {
		p("![%s](%s/%s)\n\n", c.title, chartFolder, c.file)
	}

	p("## Goals\n\nRatios are medians of the rounds. Differences under 10 %% are noise: repeat the run before you believe one.\n\n")
	p("| work | goal | measured | |\n| --- | --- | --- | --- |\n")
	for _, g := range r.goals() {
		verdict := "met"
		switch {
		case !g.known:
			g.measured, verdict = "not run", ""
		case !g.met:
			verdict = "**missed**"
		}
		p("| %s | %s | %s | %s |\n", g.work, g.wanted, g.measured, verdict)
	}
	p(`
What bounds them:

- The cursor of a page comes with the page before, so a list at 300 ms a page waits for one page after the other whatever the client does; the transport alone does, too. A walk by ranges asks for eight pages at once, after the first and the last user have told it where the ranges lie; in a heaped org it learns on the way where there is much to do. A caller that works as long on a page as the next one takes can have at best half the time, and 1/N of it more for N pages: what comes after the first page is not asked for before the loop goes on, since it may end there.
- Go's garbage collector lets the heap grow to 4 MiB before it does anything. The less a client allocates, the less of that a short walk reaches, and the more a long walk seems to grow; what the transport alone does is in the table.
- A cold build is mostly that of the standard library, and differs by seconds from one time to the next. What this library adds stands below the table, by module. Half of it is the JSON library, which Go 1.27 has in its own.
`)

	p("\n## All of it\n\nThe floor is net/http and encoding/json into a plain struct that holds the same content. Its column is in units, the others are ratios to it, except where a unit is given.\n\n")
	columns := []string{floor, transport, library, byRanges, floorRaw, generated, oktaV2, oktaV5}
	p("| | | %s |\n| --- | --- |%s\n", strings.Join(columns, " | "), strings.Repeat(" --- |", len(columns)))
	for _, s := range r.scenarios {
		for _, m := range metricsOf[s.name] {
			p("| %s | %s |", s.name, m.name)
			for _, name := range columns {
				p(" %s |", r.cell(s.name, m, name))
			}
			p("\n")
		}
	}
	for _, scenario := range underLimits {
		r.writeUnderLimit(p, scenario, columns)
	}
	r.writeBuilds(p, columns)

	if parts := r.builds[library].parts; len(parts) > 0 {
		p("\nThe CPU time of this library's build, beyond what the floor's has left in the cache: ")
		for i, part := range parts {
			if i > 0 {
				p(", ")
			}
			p("%s %.1f s", part.name, part.cpu.Seconds())
		}
		p(".\n")
	}

	p("\n## What is measured\n\n")
	for _, s := range r.scenarios {
		p("- **%s**: %s. %d rounds", s.name, s.what, s.rounds)
		if n := s.roundsOf(oktaV5); n != s.rounds {
			p(", %d of v5", n)
		}
		p(".\n")
	}
	p(`- **build**: a program that gets a user, with -trimpath and stripped, with an empty build cache; and once with what the floor left in the cache, for the CPU time.

The server is a process of its own on the same machine and answers from pages rendered beforehand, and searches from users rendered beforehand; every run of a contestant is a new process, warmed up by some reads except for memory and the herd. Users have 26 built-in attributes, six custom ones and nine links, except in the real lists, where they have six attributes and the link to themselves (612 bytes in the median). The library has everything on: authorization, retries, the rate limit gate, error mapping, read-ahead. The SDKs have their default settings but for the cache, which is off: it would answer a repeated read from memory, and keep every page. The floor keeps links in a map of structs; the one with raw links does what the library does, which reads them when asked for. Peak memory is that of the whole process. CPU is user and system time on all cores, so a walk that reads ahead can take more of it than it saves in wall time.
`)
	return nil
}

func (r *results) cell(scenario string, m metric, name string) string {
	value, ok := r.value(scenario, m, name)
	switch {
	case !ok:
		return ""
	case m.name == peak.name:
		return fmt.Sprintf("%.1f MiB", value/m.per)
	case name == floor:
		return fmt.Sprintf("%.4g %s", value/m.per, m.unit)
	}
	ratio, ok := r.ratio(scenario, m, name, floor)
	if !ok {
		return ""
	}
	return fmt.Sprintf("%.2f", ratio)
}

func (r *results) writeUnderLimit(p func(string, ...any), scenario string, columns []string) {
	if r.runs[scenario] == nil {
		return
	}
	type row struct {
		name string
		cell func(underLimit) string
	}
	rows := []row{
		{"429s, most in a round", func(l underLimit) string { return fmt.Sprint(l.refused) }},
		{"total / what the limit allows", underLimit.slowdown},
	}
	if scenario == herd {
		rows = append(rows, row{"failed reads of 3,200", func(l underLimit) string { return fmt.Sprint(l.failed) }})
	}
	for _, row := range rows {
		p("| %s | %s |", scenario, row.name)
		for _, name := range columns {
			text := ""
			if l, ok := r.underLimit(scenario, name); ok {
				text = row.cell(l)
			}
			p(" %s |", text)
		}
		p("\n")
	}
}

func (r *results) writeBuilds(p func(string, ...any), columns []string) {
	if r.builds == nil {
		return
	}
	base := r.builds[floor]
	wall := func(name string, builds []time.Duration) string {
		if name == floor {
			return fmt.Sprintf("%.1f s", median(builds).Seconds())
		}
		return fmt.Sprintf("%+.1f s", median(builds).Seconds())
	}
	rows := []struct {
		name string
		cell func(name string, b built) string
	}{
		{"cold, wall", func(name string, b built) string { return wall(name, b.cold) }},
		{"cold by " + newer + ", wall", func(name string, b built) string {
			if name != floor && name != library {
				return ""
			}
			return wall(name, b.newer)
		}},
		{"what the floor has not, CPU", func(name string, b built) string {
			if name == floor {
				return ""
			}
			return fmt.Sprintf("%.1f s", b.cpu.Seconds())
		}},
		{"stripped binary", func(name string, b built) string {
			if name == floor {
				return fmt.Sprintf("%.2f MB", float64(b.size)/1e6)
			}
			return fmt.Sprintf("%+.2f MB", float64(b.size-base.size)/1e6)
		}},
		{"packages linked", func(_ string, b built) string { return fmt.Sprintf("%d packages", b.packages) }},
		{"of those, not of Go's own", func(_ string, b built) string { return fmt.Sprintf("%d packages", b.own) }},
	}
	for _, row := range rows {
		p("| %s | %s |", buildScenario, row.name)
		for _, name := range columns {
			text := ""
			if b, ok := r.builds[name]; ok {
				text = row.cell(name, b)
			}
			p(" %s |", text)
		}
		p("\n")
	}
}

func (r *results) writeMachine(ctx context.Context, p func(string, ...any)) error {
	p("- %d cores of %s, %s/%s\n- %s\n", runtime.NumCPU(), cpuModel(), runtime.GOOS, runtime.GOARCH, runtime.Version())
	modules := exec.CommandContext(ctx, "go", "list", "-m", "-f", "- {{.Path}} {{.Version}}",
		"github.com/oapi-codegen/runtime", "github.com/okta/okta-sdk-golang/v2", "github.com/okta/okta-sdk-golang/v5")
	modules.Stderr = os.Stderr
	lines, err := modules.Output()
	if err != nil {
		return fmt.Errorf("list the versions: %w", err)
	}
	p("%s", lines)
	// Outside of a clone there is no commit to name.
	if commit, err := exec.CommandContext(ctx, "git", "describe", "--always", "--dirty", "--exclude=*").Output(); err == nil {
		p("- this library at %s\n", strings.TrimSpace(string(commit)))
	}
	return nil
}

func cpuModel() string {
	if info, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(info)) {
			if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
				return strings.TrimSpace(value)
			}
		}
	}
	return "an unnamed CPU"
}
