// Command oktatest serves an Okta org in memory over HTTP, for programs in any language, with the reference of the API
// at its root, from which each operation can be tried.
//
//	oktatest -addr 127.0.0.1:8080 -token secret -users 450 -seed seed.json
//
// The file of -seed has the groups and apps of the org, and users in any status, with their ids in what the program
// writes at its start. Its members are those of Seed in package oktatest; of a user, {"login": "ada@example.com"} is
// enough. The owner is the user that the token belongs to, whom "me" stands for; without one, "me" is
// nobody. The schema is one that getUserSchema answers, or the org's own attributes alone: from then on a user with
// others is refused. Statuses are those that Okta doesn't have, and a user of the file may:
//
//	{
//	  "owner": "ada@example.com",
//	  "schema": {"definitions": {"custom": {"properties": {"badgeNumber": {"title": "Badge number", "type": "integer"}}}}},
//	  "groups": ["Engineers"],
//	  "apps": [{"name": "facebook", "label": "Facebook of Sales"}],
//	  "clients": [{"client_id": "0oa1notes", "client_name": "Notes"}],
//	  "statuses": ["FUTURE_STATUS"],
//	  "serviceApps": [{"clientId": "0oaReports", "scopes": ["okta.users.read"], "dpop": false, "role": "READ_ONLY_ADMIN"}],
//	  "users": [{
//	    "status": "LOCKED_OUT",
//	    "created": "2026-01-31T00:00:00Z",
//	    "lastLogin": "2026-02-28T00:00:00Z",
//	    "profile": {"login": "ada@example.com", "email": "ada@example.com", "firstName": "Ada", "lastName": "Lovelace"},
//	    "credentials": {"password": {"value": "Analytical-Engine-1843"}},
//	    "groups": ["Engineers"],
//	    "factors": [{"factorType": "signed_nonce", "provider": "OKTA", "profile": {"name": "Ada's phone"}}],
//	    "grants": [{"clientId": "0oa1notes", "scopeId": "okta.users.read.self"}],
//	    "refreshTokens": [{"clientId": "0oa1notes", "scopes": ["offline_access"]}]
//	  }]
//	}
//
// A service app signs in with OAuth 2.0. One of the file may have its public keys ("jwks", a set of JSON Web Keys); for one
// that has none the program makes a key and says how to use it. So it does for as many more as -clients says. An app
// without scopes is granted all of them.
//
// It listens on the loopback interface unless -addr names another. So that no page in a browser can reach it through a
// name of its own, a request has to be for an IP address, for localhost, or for the name in -addr or -host. It ends in
// order on SIGINT and SIGTERM.
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
	"net/netip"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
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
	addr, host       string
	token, owner     string
	role             string
	users, rateLimit int
	clients          int
	latency          time.Duration
	seed             string
}

// parse reads the flags and says on stderr what is wrong with them.
func parse(args []string, stderr io.Writer) (settings, error) {
	var s settings
	flags := flag.NewFlagSet("oktatest", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&s.addr, "addr", "127.0.0.1:8080", "the `address` to listen on; port 0 takes a free one")
	flags.StringVar(&s.host, "host", "", "a host `name` that requests may be for, beside localhost and IP addresses")
	flags.StringVar(&s.owner, "owner", "", "the id or login of the `user` that the token belongs to, whom \"me\" stands for")
	flags.StringVar(&s.token, "token", "oktatest-token", "the API `token` that the org accepts")
	flags.StringVar(&s.role, "role", string(gen.RoleTypeSuperAdmin), "the administrator `role` of whom the token belongs to, such as READ_ONLY_ADMIN")
	flags.IntVar(&s.clients, "clients", 0, "the `number` of service apps to make, with the keys to sign in with")
	flags.IntVar(&s.users, "users", 10, "the `number` of users that the org starts with")
	flags.StringVar(&s.seed, "seed", "", "a JSON `file` with a schema, groups, and users in any status, to start with; see the package's comment")
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
	case s.clients < 0 || s.clients > maxClients:
		return fmt.Errorf("-clients must be from 0 to %d", maxClients)
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

const (
	maxUsers   = 5_000_000
	maxClients = 100 // making a key takes long
)

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
	if s.owner != "" {
		planned.Owner = s.owner
	}
	listener, err := listen(ctx, s.addr)
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
	if err := errors.Join(
		setRole(org, s.role),
		planned.plant(org, &seeded),
		addServiceApps(org, append(planned.ServiceApps, make([]seedServiceApp, s.clients)...), address(listener.Addr()), &seeded),
	); err != nil {
		return errors.Join(err, listener.Close())
	}
	const patience = 30 * time.Second // with a client that is slow
	server := &http.Server{
		Handler:           forOwnHosts(site(org), s.names()),
		ReadHeaderTimeout: patience,
		ReadTimeout:       s.latency + patience,
		WriteTimeout:      s.latency + patience,
		IdleTimeout:       4 * patience,
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	greet(stdout, listener.Addr(), s.token)
	_, _ = seeded.WriteTo(stdout)
	if !isLoopback(listener.Addr()) {
		fmt.Fprintf(stderr, "oktatest: warning: whoever can reach %s can use this org; leave -addr out to serve this machine only\n", listener.Addr())
	}
	select {
	case err := <-served:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	if err := server.Shutdown(ending); err != nil {
		fmt.Fprintln(stderr, "oktatest: requests under way were cut off")
		return server.Close()
	}
	return nil
}

func setRole(org *oktatest.Org, role string) error {
	if err := org.SetTokenRole(gen.RoleType(role)); err != nil {
		return fmt.Errorf("-role: %w", err)
	}
	return nil
}

// names are the host names that requests may be for.
func (s settings) names() []string {
	host, _, _ := net.SplitHostPort(s.addr)
	return []string{host, s.host}
}

// listen listens on IPv4 alone where the address is one of IPv4. Go would take 0.0.0.0 for IPv6 too.
func listen(ctx context.Context, addr string) (net.Listener, error) {
	network := "tcp"
	if to, err := netip.ParseAddrPort(addr); err == nil && to.Addr().Is4() {
		network = "tcp4"
	}
	return new(net.ListenConfig).Listen(ctx, network, addr)
}

func greet(w io.Writer, addr net.Addr, token string) {
	address := address(addr)
	fmt.Fprintf(w, "URL:   %s\n", address)
	fmt.Fprintf(w, "Token: %s\n", token)
	fmt.Fprintf(w, "Try:   curl -H 'Authorization: SSWS %s' '%s/api/v1/users?limit=2'\n", strings.ReplaceAll(token, "'", `'\''`), address)
	fmt.Fprintf(w, "The reference, to try each operation from: %s/\n", address)
	if ip := ipOf(addr); ip.IsUnspecified() {
		fmt.Fprintf(w, "It listens on %s: every address of this machine\n", addr)
	}
}

func ipOf(addr net.Addr) netip.Addr {
	to, err := netip.ParseAddrPort(addr.String())
	if err != nil {
		return netip.Addr{}
	}
	return to.Addr().Unmap()
}

func isLoopback(addr net.Addr) bool { return ipOf(addr).IsLoopback() }

// address is how to reach a listener from this machine.
func address(addr net.Addr) string {
	_, port, _ := net.SplitHostPort(addr.String())
	switch ip := ipOf(addr); {
	case !ip.IsUnspecified():
		return "http://" + addr.String()
	case ip.Is4():
		return "http://" + net.JoinHostPort("127.0.0.1", port)
	}
	return "http://" + net.JoinHostPort("localhost", port)
}
