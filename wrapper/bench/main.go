// Bench measures this library beside others that do the same job, and writes a table to RESULTS.md.
//
// Every run of a contestant is a process of its own, and so is the server, so that time, allocations and memory are of
// the contestant alone. The runs of a scenario are interleaved in rounds, each of which begins with another contestant.
// A ratio is the median of the rounds' ratios, and each of those is of two runs that stood next to each other: what
// slows the machine down slows both.
//
// It is a module of its own: what the contestants require reaches nobody who requires the library.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"time"

	"github.com/okta-userapi/userapi-go/wrapper/bench/internal/org"
)

func main() {
	serve := flag.Bool("serve", false, "be the server (the bench starts it itself)")
	quick := flag.Bool("quick", false, "one round of smaller runs: whether all works, not how fast it is")
	only := flag.String("only", "", "the scenarios to run, as a comma-separated list of the beginnings of their names")
	rounds := flag.Int("rounds", 0, "how often each scenario is run (default: its own number)")
	out := flag.String("out", "", "where to write the results, with a folder of charts beside them (default: RESULTS.md, and nowhere with -quick or -only)")
	profiles := flag.String("profiles", "", "a folder to write a CPU profile of every run to")
	flag.Parse()
	if *out == "" && !*quick && *only == "" {
		*out = "RESULTS.md"
	}

	if err := run(*serve, *quick, *only, *rounds, *out, *profiles); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(serve, quick bool, only string, rounds int, out, profiles string) error {
	if serve {
		return org.Serve(os.Stdin, os.Stdout)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	began := time.Now()

	b, err := newBench(ctx)
	if err != nil {
		return err
	}
	defer b.close()
	if profiles != "" {
		if b.profiles, err = filepath.Abs(profiles); err != nil {
			return err
		}
		if err := os.MkdirAll(b.profiles, 0o755); err != nil {
			return err
		}
	}
	results := &results{runs: make(map[string]map[string][]outcome)}
	for _, s := range scenarios(quick) {
		if !chosen(s.name, only) {
			continue
		}
		s.rounds = cmp.Or(rounds, s.rounds)
		if err := b.play(ctx, s, results); err != nil {
			return err
		}
	}
	if chosen(buildScenario, only) {
		buildRounds := cmp.Or(rounds, 5)
		if quick {
			buildRounds = 1
		}
		if results.builds, err = b.builds(ctx, buildRounds, quick); err != nil {
			return err
		}
	}

	var report strings.Builder
	if err := results.write(ctx, &report, quick, time.Since(began)); err != nil {
		return err
	}
	fmt.Print(report.String())
	if out == "" {
		return nil
	}
	if err := os.WriteFile(out, []byte(report.String()), 0o644); err != nil {
		return err
	}
	folder := filepath.Join(filepath.Dir(out), chartFolder)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, c := range results.charts() {
		if err := os.WriteFile(filepath.Join(folder, c.file), []byte(c.svg()), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// chartFolder is where the charts are, beside the results.
const chartFolder = "charts"

func chosen(name, only string) bool {
	if only == "" {
		return true
	}
	for start := range strings.SplitSeq(only, ",") {
		if strings.HasPrefix(name, start) {
			return true
		}
	}
	return false
}

// play runs a scenario, its contestants in turn, and keeps what came out.
func (b *bench) play(ctx context.Context, s scenario, results *results) error {
	results.scenarios = append(results.scenarios, s)
	results.runs[s.name] = make(map[string][]outcome)
	for round := range s.rounds {
		for i := range s.contestants {
			name := s.contestants[(i+round)%len(s.contestants)]
			if round >= s.roundsOf(name) {
				continue
			}
			s.spec.Phase = time.Duration(round) * time.Second / time.Duration(s.rounds)
			if b.profiles != "" {
				s.spec.Profile = filepath.Join(b.profiles, fmt.Sprintf("%s, %s, %d.pprof", s.name, name, round+1))
			}
			outcome, err := b.once(ctx, name, s)
			if err != nil {
				return fmt.Errorf("%s, %s: %w", s.name, name, err)
			}
			outcome.round = round
			results.runs[s.name][name] = append(results.runs[s.name][name], outcome)
			progress("%-28s round %d  %-22s %9.1f ms", s.name, round+1, name, milliseconds(outcome.Wall))
		}
	}
	return nil
}

func progress(format string, arguments ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", arguments...)
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// moduleRoot is the folder of this module, from which its packages are built; the bench has to be started in it.
func moduleRoot() (string, error) {
	root, err := os.Getwd()
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(filepath.Join(root, "contestants")); err != nil {
		return "", fmt.Errorf("start it in its own folder, wrapper/bench: %w", err)
	}
	return root, nil
}
