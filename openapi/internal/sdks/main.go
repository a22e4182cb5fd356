// Command sdks runs the tests of Okta's own SDKs against an org in memory, which is the program of `make serve`. Each
// SDK is fetched at a pinned version by its language's package manager, and its tests run from its package, as they
// are. SDKs sign in with an API token and with a key.
//
//	go run ./openapi/internal/sdks [-v] [suite ...]
package main

import (
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
	"sync"
	"text/tabwriter"
	"time"

	"github.com/okta-userapi/userapi-go/openapi/internal/served"
)

// orgFlags has each answer of an org wait, and the token belong to a user. The tests of SDKs expect that a time has
// changed two requests later, where times are whole seconds; and they ask for the user "me".
var orgFlags = []string{"-latency", "500ms", "-owner", "user1@example.com"}

// timeout is for one command; the slowest compiles an SDK of a thousand files.
const timeout = 15 * time.Minute

func main() {
	verbose := flag.Bool("v", false, "show what tests print that lack something")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, flag.Args(), *verbose); err != nil {
		fmt.Fprintln(os.Stderr, "sdks:", err)
		os.Exit(1)
	}
}

// A workplace is where suites run.
type workplace struct {
	scripts   string // openapi/sdks
	temporary string
	org       string // the program of `make serve`
	keys      appKeys
}

func (w workplace) cache(name string) string { return filepath.Join(w.scripts, ".cache", name) }

// withOrg starts an org with so many groups for the time of a call, which gets the environment of an SDK's tests.
func (w workplace) withOrg(ctx context.Context, groups int, flags []string, do func(*served.Org, []string) error) error {
	org, err := served.Start(ctx, w.org, groups, flags...)
	if err != nil {
		return err
	}
	return errors.Join(do(org, environment(os.Environ(), org.URL, withToken(org.Token)...)), org.Stop())
}

// withApp starts an org with service apps for the time of a call, which gets the environment of an SDK that signs in as one
// of them. The org's URL is that of a witness before it, and what that has to say against the requests is seen.
func (w workplace) withApp(ctx context.Context, app serviceApp, do func(*served.Org, []string) error) (seen, _ error) {
	org, err := served.Start(ctx, w.org, 0, "-seed", w.keys.seed)
	if err != nil {
		return nil, err
	}
	before, err := newWitness(org.URL)
	if err != nil {
		return nil, errors.Join(err, org.Stop())
	}
	org.URL = before.server.URL
	err = do(org, environment(os.Environ(), org.URL, w.keys.environment(app)...))
	return before.close(app.scheme()), errors.Join(err, org.Stop())
}

func run(ctx context.Context, names []string, verbose bool) error {
	chosen := slices.DeleteFunc(slices.Clone(suites), func(s suite) bool { return len(names) > 0 && !slices.Contains(names, s.name) })
	if len(names) > 0 && len(chosen) != len(names) {
		return fmt.Errorf("unknown suite among %v", names)
	}
	root, err := execute(ctx, "", []string{"go", "list", "-m", "-f", "{{.Dir}}"}, os.Environ())
	if err != nil {
		return fmt.Errorf("find the module: %w", err)
	}
	w := workplace{scripts: filepath.Join(strings.TrimSpace(root), "openapi", "sdks")}
	if w.temporary, err = os.MkdirTemp("", "sdks"); err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(w.temporary) }()
	if w.org, err = served.Build(ctx, w.temporary); err != nil {
		return err
	}
	if w.keys, err = newAppKeys(w.temporary); err != nil {
		return err
	}

	verdicts := make([]verdict, len(chosen))
	var all sync.WaitGroup
	for i, s := range chosen {
		all.Go(func() {
			began := time.Now()
			results, err := s.tests.run(ctx, w, s.version)
			verdicts[i] = s.judge(results, err)
			verdicts[i].took = time.Since(began)
		})
	}
	all.Wait()
	return report(os.Stdout, verdicts, verbose)
}

// report prints what went wrong and a line for each suite.
func report(w io.Writer, verdicts []verdict, verbose bool) error {
	var failed []string
	for _, v := range verdicts {
		if verbose {
			for _, lacking := range v.lacking {
				fmt.Fprintf(w, "%s: %s\n", v.suite.name, lacking)
			}
		}
		for _, fault := range v.faults {
			fmt.Fprintf(w, "%s: %s\n", v.suite.name, fault)
		}
		if len(v.faults) > 0 {
			failed = append(failed, v.suite.name)
		}
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "suite\tversion\ttests passed\tlack something\ttook")
	for _, v := range verdicts {
		fmt.Fprintf(table, "%s\t%s\t%d of %d\t%d\t%s\n",
			v.suite.name, v.suite.version, v.passed, v.passed+v.failed, len(v.lacking), v.took.Round(time.Second))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if failed != nil {
		return fmt.Errorf("failed: %s", strings.Join(failed, ", "))
	}
	return nil
}

// environment is an environment without what speaks of another org, and with what each SDK reads of this one.
func environment(of []string, url string, credentials ...string) []string {
	own := slices.DeleteFunc(slices.Clone(of), func(variable string) bool { return strings.HasPrefix(variable, "OKTA_") })
	own = append(own,
		"OKTA_CLIENT_ORGURL="+url,
		"OKTA_TESTING_DISABLE_HTTPS_CHECK=true",      // Go
		"OKTA_TESTING_TESTINGDISABLEHTTPSCHECK=true", // Python
	)
	return append(own, credentials...)
}

// withToken is what SDKs read to sign in with an API token.
func withToken(token string) []string {
	return []string{"OKTA_CLIENT_TOKEN=" + token, "OKTA_CLIENT_AUTHORIZATIONMODE=SSWS"}
}

// execute runs a command in a folder and returns its standard output. An error has all that the command printed.
func execute(ctx context.Context, folder string, command, environment []string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, command[0], command[1:]...) //nolint:gosec // the commands are those of the suites
	cmd.Dir = folder
	cmd.Env = environment
	var output, complaints strings.Builder
	cmd.Stdout, cmd.Stderr = &output, &complaints
	if err := cmd.Run(); err != nil {
		return output.String(), fmt.Errorf("%s: %w\n%s%s", strings.Join(command, " "), err, output.String(), complaints.String())
	}
	return output.String(), nil
}

// executeTests runs a command that ends with status 1 where tests fail.
func executeTests(ctx context.Context, folder string, command, environment []string) error {
	_, err := execute(ctx, folder, command, environment)
	if exit, isExit := errors.AsType[*exec.ExitError](err); isExit && exit.ExitCode() == 1 {
		return nil
	}
	return err
}
