// Command consumers proves that other languages can use the contract as it stands: for each it generates a client,
// compiles or type-checks it, and runs one scenario against an org in memory, which is the program of `make serve`.
//
//	go run ./openapi/internal/consumers [-v] [language ...]
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/okta-userapi/userapi-go/openapi/internal/served"
)

// steps are what each scenario does; it prints "ok" and the name after each.
var steps = []string{
	"create", "activate", "get", "update", "partial update", "list", "group", "role", "factor", "expire",
	"suspend", "not found", "bad request", "unknown status", "delete",
}

// timeout is for one command; the slowest compiles a tree of crates.
const timeout = 15 * time.Minute

type result struct {
	language  language
	generator string
	compiled  bool
	passed    int
	took      time.Duration
	err       error
}

func main() {
	verbose := flag.Bool("v", false, "show what the commands print")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, flag.Args(), *verbose); err != nil {
		fmt.Fprintln(os.Stderr, "contract:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, names []string, verbose bool) error {
	chosen := languages
	if len(names) > 0 {
		chosen = slices.DeleteFunc(slices.Clone(languages), func(l language) bool { return !slices.Contains(names, l.folder) })
		if len(chosen) != len(names) {
			return fmt.Errorf("unknown language among %v", names)
		}
	}
	root, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		return fmt.Errorf("find the module: %w", err)
	}
	folder := filepath.Join(strings.TrimSpace(string(root)), "openapi", "consumers")
	temporary, err := os.MkdirTemp("", "consumers")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(temporary) }()
	program, err := served.Build(ctx, temporary)
	if err != nil {
		return err
	}

	var results []result
	for _, l := range chosen {
		began := time.Now()
		r := check(ctx, l, filepath.Join(folder, l.folder), program, verbose)
		r.took = time.Since(began)
		if r.err != nil {
			fmt.Printf("%s: %v\n", l.name, r.err)
		}
		results = append(results, r)
	}
	return report(os.Stdout, results)
}

// check does all of one language. An org of its own keeps one language's users out of another's lists.
func check(ctx context.Context, l language, folder, program string, verbose bool) result {
	r := result{language: l}
	for _, tool := range l.tools {
		if _, err := exec.LookPath(tool); err != nil {
			r.err = fmt.Errorf("%s is missing", tool)
			return r
		}
	}
	if r.generator, r.err = l.generators(folder); r.err != nil {
		return r
	}
	for _, command := range l.build {
		if _, r.err = execute(ctx, folder, command, nil, verbose); r.err != nil {
			return r
		}
	}
	r.compiled = true

	org, err := served.Start(ctx, program, 1, "-users", "5", "-seed", filepath.Join(folder, "..", "seed.json"))
	if err != nil {
		r.err = err
		return r
	}
	environment := []string{"OKTA_CLIENT_ORGURL=" + org.URL, "OKTA_CLIENT_TOKEN=" + org.Token, "GROUP_ID=" + org.Groups[0]}
	output, err := execute(ctx, folder, l.run, environment, verbose)
	err = errors.Join(err, org.Stop())
	for _, step := range steps {
		if slices.Contains(strings.Split(output, "\n"), "ok "+step) {
			r.passed++
		}
	}
	switch {
	case err != nil:
		r.err = err
	case r.passed < len(steps):
		r.err = fmt.Errorf("%d of %d steps:\n%s", r.passed, len(steps), output)
	}
	return r
}

// execute runs a command in a folder. Its output is returned, and part of the error where it fails.
func execute(ctx context.Context, folder string, command, environment []string, verbose bool) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, command[0], command[1:]...) //nolint:gosec // the commands are those of languages.go
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), environment...)
	var output bytes.Buffer
	cmd.Stdout, cmd.Stderr = &output, &output
	if verbose {
		fmt.Println("+", strings.Join(command, " "))
		both := io.MultiWriter(&output, os.Stdout)
		cmd.Stdout, cmd.Stderr = both, both
	}
	if err := cmd.Run(); err != nil {
		return output.String(), fmt.Errorf("%s: %w\n%s", strings.Join(command, " "), err, output.String())
	}
	return output.String(), nil
}

func report(w io.Writer, results []result) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "language\tgenerator\tcompiled\tsteps passed\ttook")
	var failed []string
	for _, r := range results {
		compiled := "no"
		if r.compiled {
			compiled = "yes"
		}
		if r.err != nil {
			failed = append(failed, r.language.name)
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%d of %d\t%s\n", r.language.name, r.generator, compiled, r.passed, len(steps), r.took.Round(time.Second))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if failed != nil {
		return fmt.Errorf("failed: %s", strings.Join(failed, ", "))
	}
	return nil
}
