// Command mutate changes the hand-written code in many small ways, one at a time, and says which changes no test
// notices. It shows what the tests hold, where coverage shows only what they run. The tree stays as it is.
//
//	go run ./wrapper/internal/mutate [-n 200] [-seed 1] [-only wrapper/call.go:88] [packages]
//
// The same seed picks the same mutants until their own lines change. A mutant that doesn't compile is not counted, and
// the next one takes its place. It is noticed where a test fails or hangs: first the tests of its own package run, and
// where they pass those of each package that imports it. Set GOFLAGS=-tags=… for build tags.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"text/tabwriter"
)

func main() {
	count := flag.Int("n", 200, "how many mutants to try")
	seed := flag.Uint64("seed", 1, "another `number` picks other mutants")
	only := flag.String("only", "", "try each mutant at `file[:line]`, without picking")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout, *count, *seed, *only, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, count int, seed uint64, only string, patterns []string) error {
	packages, err := load(ctx, patterns)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "mutate-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()

	var mutants []mutant
	for _, p := range packages {
		found, err := p.mutants()
		if err != nil {
			return err
		}
		mutants = append(mutants, found...)
	}
	if only == "" {
		shuffle(mutants, seed)
	} else {
		mutants = slices.DeleteFunc(mutants, func(m mutant) bool { return !m.at(only) })
		count = len(mutants)
	}

	scores := make(map[*goPackage]*score, len(packages))
	for _, p := range packages {
		scores[p] = new(score)
	}
	tests := tester{dir: dir, green: make(map[string]bool)}
	for tried := 0; tried < count && len(mutants) > 0; mutants = mutants[1:] {
		m := mutants[0]
		end, err := tests.try(ctx, m)
		if ctx.Err() != nil {
			break // with Ctrl-C: report what there is
		}
		if err != nil {
			return err
		}
		if end == notViable {
			continue
		}
		tried++
		scores[m.pkg].add(end)
		if end == survived {
			fmt.Fprintf(out, "%s: survived: %s\n", m.position(), m)
		}
	}
	return report(out, packages, scores)
}

// score counts how the mutants of a package ended.
type score struct{ tried, noticed, hung int }

func (s *score) add(end outcome) {
	s.tried++
	if end != survived {
		s.noticed++
	}
	if end == hung {
		s.hung++
	}
}

func report(out io.Writer, packages []*goPackage, scores map[*goPackage]*score) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(table, "\npackage\tmutants\tnoticed\tof these by a timeout\t")
	row := func(name string, s score) {
		_, _ = fmt.Fprintf(table, "%s\t%d\t%d (%d %%)\t%d\t\n", name, s.tried, s.noticed, 100*s.noticed/max(s.tried, 1), s.hung)
	}
	var all score
	for _, p := range packages {
		s := *scores[p]
		all = score{all.tried + s.tried, all.noticed + s.noticed, all.hung + s.hung}
		row(strings.TrimPrefix(p.ImportPath, p.Module.Path+"/"), s)
	}
	row("all", all)
	return table.Flush()
}
