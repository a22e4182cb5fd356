// Quickstart walks one user through a whole life, with every operation of the Users API.
//
// It runs on an org in memory, over HTTP on this machine. With OKTA_CLIENT_ORGURL and OKTA_CLIENT_TOKEN set it runs on
// that org instead: it touches only what it makes, and removes that also after a failure, Ctrl-C or the end of its
// terminal.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/oktatest"
)

func main() {
	// A terminal that closes, and a reader that has seen enough, are no reason to leave something behind.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE)
	defer stop()
	if err := run(ctx, os.Stdout, os.Getenv); err != nil {
		fmt.Fprintln(os.Stderr, "quickstart:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, getenv func(string) string) error {
	orgURL, token := getenv("OKTA_CLIENT_ORGURL"), getenv("OKTA_CLIENT_TOKEN")
	switch {
	case orgURL != "" && token != "":
		client, err := okta.NewClient(orgURL, okta.APIToken(token))
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "Running on %s. Only what is made here is touched, and all of it is removed at the end.\n\n", orgURL)
		return walk(ctx, out, client, nil)
	case orgURL != "" || token != "":
		return fmt.Errorf("set both OKTA_CLIENT_ORGURL and OKTA_CLIENT_TOKEN for an org of yours, or neither for the one in memory")
	}

	org := oktatest.NewOrg()
	server := oktatest.NewServer(org)
	defer server.Close()
	client, err := okta.NewClient(server.URL, okta.APIToken(org.Token()))
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "Running on an org in memory at %s. Set OKTA_CLIENT_ORGURL and OKTA_CLIENT_TOKEN to run on an org of yours.\n\n", server.URL)
	return walk(ctx, out, client, org)
}
