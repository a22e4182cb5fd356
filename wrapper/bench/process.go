package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/okta-userapi/userapi-go/wrapper/bench/internal/contest"
	"github.com/okta-userapi/userapi-go/wrapper/bench/internal/org"
)

// The contestants. What the table calls them is what they are; the folder of each is below contestants.
const (
	library   = "this library"
	byRanges  = "this library, by ranges"
	floor     = "floor"
	floorRaw  = "floor, links kept raw"
	transport = "transport alone"
	oktaV2    = "okta-sdk-golang v2"
	oktaV5    = "okta-sdk-golang v5"
	generated = "oapi-codegen untuned"
)

var folders = map[string]string{
	library: "library", byRanges: "library", floor: "floor", floorRaw: "floor", transport: "transport", oktaV2: "oktav2", oktaV5: "oktav5", generated: "generated",
}

// bench is the server that runs and the contestants that are built.
type bench struct {
	root      string
	dir       string // of the binaries
	profiles  string // the folder for CPU profiles; "" for none
	server    *exec.Cmd
	hold      io.Closer // the server ends when this is closed
	addresses org.Addresses
}

// outcome is one run of a contestant and what the server saw of it.
type outcome struct {
	contest.Result
	org.Stats
	round int
}

func newBench(ctx context.Context) (_ *bench, err error) {
	b := new(bench)
	defer func() {
		if err != nil {
			b.close()
		}
	}()
	if b.root, err = moduleRoot(); err != nil {
		return nil, err
	}
	if b.dir, err = os.MkdirTemp("", "bench"); err != nil {
		return nil, err
	}
	progress("building the contestants; v5 takes half a minute when it is not cached")
	if err := b.command(ctx, "go", "generate", "./contestants/generated").Run(); err != nil {
		return nil, fmt.Errorf("generate a client with oapi-codegen's defaults: %w", err)
	}
	if err := b.command(ctx, "go", "build", "-o", b.dir+string(filepath.Separator), ".", "./contestants/...").Run(); err != nil {
		return nil, fmt.Errorf("build the contestants: %w", err)
	}
	return b, b.startServer()
}

func (b *bench) command(ctx context.Context, name string, arguments ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, arguments...)
	cmd.Dir, cmd.Stderr = b.root, os.Stderr
	return cmd
}

func (b *bench) startServer() error {
	b.server = exec.Command(filepath.Join(b.dir, "bench"), "-serve")
	b.server.Stderr = os.Stderr
	hold, err := b.server.StdinPipe()
	if err != nil {
		return err
	}
	b.hold = hold
	out, err := b.server.StdoutPipe()
	if err != nil {
		return err
	}
	if err := b.server.Start(); err != nil {
		return err
	}
	return json.NewDecoder(out).Decode(&b.addresses)
}

func (b *bench) close() {
	if b.hold != nil {
		_ = b.hold.Close()
		_ = b.server.Wait()
	}
	_ = os.RemoveAll(b.dir)
}

// once runs one contestant in one scenario.
func (b *bench) once(ctx context.Context, name string, s scenario) (outcome, error) {
	var o outcome
	settings, err := json.Marshal(s.server)
	if err != nil {
		return o, err
	}
	if err := b.ask("/bench/settings", bytes.NewReader(settings), nil); err != nil {
		return o, err
	}
	spec := s.spec
	if name == byRanges {
		spec.Task = contest.Ranges
	}
	spec.Server = b.addresses.Plain
	if s.tls {
		spec.Server, spec.Roots = b.addresses.TLS, b.addresses.Roots
	}
	input, err := json.Marshal(spec)
	if err != nil {
		return o, err
	}

	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	defer cancel()
	cmd := b.command(ctx, filepath.Join(b.dir, folders[name]))
	cmd.Env = append(os.Environ(), "GODEBUG=x509usefallbackroots=1")
	if name == floorRaw {
		cmd.Env = append(cmd.Env, "FLOOR_LINKS=raw")
	}
	cmd.Stdin = bytes.NewReader(input)
	output, err := cmd.Output()
	if err != nil {
		return o, err
	}
	if err := json.Unmarshal(output, &o.Result); err != nil {
		return o, err
	}
	if err := b.ask("/bench/stats", nil, &o.Stats); err != nil {
		return o, err
	}
	return o, s.check(name, o)
}

// ask steers the server.
func (b *bench) ask(path string, body io.Reader, answer any) error {
	client := &http.Client{Timeout: 10 * time.Second}
	response, err := client.Post(b.addresses.Plain+path, "application/json", body)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return errors.New("the server: " + strings.TrimSpace(string(data)))
	}
	if answer == nil {
		return nil
	}
	return json.Unmarshal(data, answer)
}
