// Command oktatest serves an Okta org in memory over HTTP, for programs in any language, with the reference of the API at
// its root, from which each operation can be tried.
//
//	oktatest -addr 127.0.0.1:8080 -token secret -users 450 -seed seed.json
//
// The file of -seed has the groups of the org, and users in any status, with their ids in what the program writes at its start:
//
//	{
//	  "groups": ["Engineers"],
//	  "users": [{
//	    "status": "LOCKED_OUT",
//	    "created": "2026-01-31T00:00:00Z",
//	    "lastLogin": "2026-02-28T00:00:00Z",
//	    "profile": {"login": "ada@example.com", "email": "ada@example.com", "firstName": "Ada", "lastName": "Lovelace"},
//	    "credentials": {"password": {"value": "Analytical-Engine-1843"}},
//	    "groups": ["Engineers"]
//	  }]
//	}
//
// It listens on the loopback interface unless -addr names another, and ends in order on SIGINT and SIGTERM.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	switch err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); {
	case err == nil, errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errUsage):
		os.Exit(2)
	default:
		fmt.Fprintln(os.Stderr, "oktatest:", err)
		os.Exit(1)
	}
}

// errUsage is an error that was told to the user already.
var errUsage = errors.New("wrong usage")

type settings struct {
	addr, token      string
	users, rateLimit int
	latency          time.Duration
	seed             string
}

// parse reads the flags and says on stderr what is wrong with them.
func parse(args []string, stderr io.Writer) (settings, error) {
	var s settings
	flags := flag.NewFlagSet("oktatest", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&s.addr, "addr", "127.0.0.1:8080", "the `address` to listen on; port 0 takes a free one")
	flags.StringVar(&s.token, "token", "oktatest-token", "the API `token` that the org accepts")
	flags.IntVar(&s.users, "users", 10, "the `number` of users that the org starts with")
	flags.StringVar(&s.seed, "seed", "", "a JSON `file` with groups, and users in any status, to start with; see the package's comment")
	flags.DurationVar(&s.latency, "latency", 0, "how long each answer waits, such as 50ms")
	flags.IntVar(&s.rateLimit, "rate-limit", 0, "the requests a minute for each class of endpoints; 0 for no limit")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return s, err
	} else if err != nil {
		return s, errUsage
	}
	if err := s.check(flags.Args()); err != nil {
		fmt.Fprintln(stderr, "oktatest:", err)
		return s, errUsage
	}
	return s, nil
}

func (s *settings) check(rest []string) error {
	host, port, err := net.SplitHostPort(s.addr)
	switch {
	case len(rest) > 0:
		return fmt.Errorf("unexpected argument %q: there are flags only", rest[0])
	case err != nil:
		return fmt.Errorf("-addr %q is not host:port", s.addr)
	case strings.TrimSpace(s.token) == "" || strings.ContainsFunc(s.token, isNotVisible):
		return errors.New("-token must be visible ASCII characters without blanks")
	case s.users < 0 || s.users > maxUsers:
		return fmt.Errorf("-users must be from 0 to %d", maxUsers)
	case s.latency < 0:
		return errors.New("-latency can't be negative")
	case s.rateLimit < 0:
		return errors.New("-rate-limit can't be negative")
	}
	if host == "" { // every interface only where that is said
		s.addr = net.JoinHostPort("127.0.0.1", port)
	}
	return nil
}

const maxUsers = 5_000_000

func isNotVisible(r rune) bool { return r <= ' ' || r > '~' }

func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	s, err := parse(args, stderr)
	if err != nil {
		return err
	}
	var planned seed
	if s.seed != "" {
		if planned, err = readSeed(s.seed); err != nil {
			return err
		}
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", s.addr)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	org := oktatest.NewOrg(
		oktatest.WithToken(s.token),
		oktatest.WithLatency(s.latency),
		oktatest.WithRateLimit(s.rateLimit),
		oktatest.WithJournal(0),
	)
	org.SeedUsers(s.users)
	var seeded bytes.Buffer
	if err := planned.plant(org, &seeded); err != nil {
		return errors.Join(err, listener.Close())
	}
	server := &http.Server{Handler: site(org), ReadHeaderTimeout: 10 * time.Second}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	greet(stdout, address(listener.Addr()), s.token)
	_, _ = seeded.WriteTo(stdout)
	select {
	case err := <-served:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := server.Shutdown(patience); err != nil {
		return fmt.Errorf("requests under way were cut off: %w", err)
	}
	return nil
}

func greet(w io.Writer, address, token string) {
	fmt.Fprintf(w, "URL:   %s\n", address)
	fmt.Fprintf(w, "Token: %s\n", token)
	fmt.Fprintf(w, "Try:   curl -H 'Authorization: SSWS %s' '%s/api/v1/users?limit=2'\n", strings.ReplaceAll(token, "'", `'\''`), address)
	fmt.Fprintf(w, "The reference, to try each operation from: %s/\n", address)
}

// address is how to reach a listener from this machine.
func address(addr net.Addr) string {
	host, port, err := net.SplitHostPort(addr.String())
	if ip := net.ParseIP(host); err == nil && ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}
