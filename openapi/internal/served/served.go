// Package served runs the program of `make serve` for programs in other languages to talk to.
package served

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const source = "github.com/okta-userapi/userapi-go/wrapper/oktatest/cmd/oktatest"

// Build compiles the program into a folder and returns its path.
func Build(ctx context.Context, folder string) (string, error) {
	program := filepath.Join(folder, "oktatest")
	build := exec.CommandContext(ctx, "go", "build", "-o", program, source) //nolint:gosec // the caller's own folder
	if output, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build the org: %w\n%s", err, output)
	}
	return program, nil
}

// Org is the program, running on a free port.
type Org struct {
	URL, Token string
	Groups     []string // the ids of the groups in its seed

	command *exec.Cmd
}

// Start starts the program with more flags, and waits until it has told its URL and the ids of so many groups.
func Start(ctx context.Context, program string, groups int, flags ...string) (*Org, error) {
	o := &Org{Token: rand.Text()}
	flags = append([]string{"-addr", "127.0.0.1:0", "-token", o.Token}, flags...)
	o.command = exec.CommandContext(ctx, program, flags...) //nolint:gosec // what Build built
	o.command.Cancel = func() error { return o.command.Process.Signal(os.Interrupt) }
	o.command.Stderr = os.Stderr
	output, err := o.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := o.command.Start(); err != nil {
		return nil, fmt.Errorf("start the org: %w", err)
	}
	for lines := bufio.NewScanner(output); lines.Scan(); {
		switch fields := strings.Fields(lines.Text()); {
		case len(fields) > 1 && fields[0] == "URL:":
			o.URL = fields[1]
		case len(fields) > 1 && fields[0] == "Group:":
			o.Groups = append(o.Groups, fields[1])
		}
		if o.URL != "" && len(o.Groups) == groups {
			return o, nil
		}
	}
	return nil, errors.Join(errors.New("the org did not tell its URL and the ids of its groups"), o.Stop())
}

// Stop ends the program, which has to end in order.
func (o *Org) Stop() error {
	if err := o.command.Process.Signal(os.Interrupt); err != nil {
		return fmt.Errorf("stop the org: %w", err)
	}
	if err := o.command.Wait(); err != nil {
		return fmt.Errorf("the org did not end in order: %w", err)
	}
	return nil
}
