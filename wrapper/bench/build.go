package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// built is what it takes to build a program that gets a user.
type built struct {
	cold     []time.Duration // wall time with nothing cached, standard library included, by round: the floor's, and what the others take beyond it
	newer    []time.Duration // the same by the newer toolchain, of the floor and the library
	cpu      time.Duration   // of the others, the time of all cores to build what the floor has not, and to link
	size     int64           // of the stripped binary
	packages int             // linked
	own      int             // of those, not of the standard library
	parts    []part          // of cpu, the largest first
}

// newer is the toolchain whose standard library has the JSON that the library requires from elsewhere before.
const newer = "go1.27.3"

// part is what one of the modules that a program needs adds to its build.
type part struct {
	name string
	cpu  time.Duration
}

// builds builds a program that gets a user over each contestant, in rounds that begin with the floor and go on in turn,
// since the machine may be slower at their end. v5 is built once, and not at all in a quick run: it takes as long as
// all the others.
func (b *bench) builds(ctx context.Context, rounds int, quick bool) (map[string]built, error) {
	all := make(map[string]built)
	colds, newers := make(map[string][]time.Duration), make(map[string][]time.Duration)
	cpus := make(map[string]time.Duration)
	parts := make(map[string][]part)
	contestants := []string{floor, library, generated, oktaV2, oktaV5}
	if quick {
		contestants = contestants[:len(contestants)-1]
	}
	for round := range rounds {
		cache, err := os.MkdirTemp(b.dir, "cache")
		if err != nil {
			return nil, err
		}
		floors := filepath.Join(cache, folders[floor])
		var base time.Duration
		order := slices.Clone(contestants)
		if round%2 == 1 {
			slices.Reverse(order[1:])
		}
		for _, name := range order {
			if name == oktaV5 && round > 0 {
				continue
			}
			wall, _, err := b.build(ctx, filepath.Join(cache, folders[name]), "local", name)
			if err != nil {
				return nil, err
			}
			progress("%-28s round %d  %-22s %9.1f ms", buildScenario, round+1, name, milliseconds(wall))
			if name == floor {
				base = wall
				colds[name] = append(colds[name], wall)
				continue
			}
			colds[name] = append(colds[name], wall-base)
			if round > 0 {
				continue
			}
			// The difference of two builds of a minute of CPU time each is mostly noise, so what comes on top is also
			// measured alone.
			warm := filepath.Join(cache, "warm")
			if err := os.CopyFS(warm, os.DirFS(floors)); err != nil {
				return nil, err
			}
			actions := filepath.Join(b.dir, "actions.json")
			if _, cpus[name], err = b.build(ctx, warm, "local", name, "-debug-actiongraph="+actions); err != nil {
				return nil, err
			}
			if parts[name], err = b.parts(ctx, name, actions); err != nil {
				return nil, err
			}
			if err := os.RemoveAll(warm); err != nil {
				return nil, err
			}
		}
		for _, name := range []string{floor, library} {
			wall, _, err := b.build(ctx, filepath.Join(cache, newer, folders[name]), newer, name)
			if err != nil {
				return nil, err
			}
			progress("%-28s round %d  %-22s %9.1f ms by %s", buildScenario, round+1, name, milliseconds(wall), newer)
			if name == floor {
				base = wall
			} else {
				wall -= base
			}
			newers[name] = append(newers[name], wall)
		}
		if err := os.RemoveAll(cache); err != nil {
			return nil, err
		}
	}
	for _, name := range contestants {
		info, err := os.Stat(b.program("local", name))
		if err != nil {
			return nil, err
		}
		deps, err := b.command(ctx, "go", "list", "-deps", "-f", "{{.Standard}}", "./getuser/"+folders[name]).Output()
		if err != nil {
			return nil, fmt.Errorf("list the packages of %s: %w", name, err)
		}
		all[name] = built{
			cold: colds[name], newer: newers[name], cpu: cpus[name], size: info.Size(),
			packages: strings.Count(string(deps), "\n"), own: strings.Count(string(deps), "false\n"), parts: parts[name],
		}
	}
	return all, nil
}

func (b *bench) program(toolchain, name string) string {
	return filepath.Join(b.dir, "getuser-"+folders[name]+"-"+toolchain)
}

// build builds the program of one contestant with a build cache, by a toolchain or "local", the one at hand, and
// returns what it took, of all cores' time too.
func (b *bench) build(ctx context.Context, cache, toolchain, name string, flags ...string) (wall, cpu time.Duration, err error) {
	program := b.program(toolchain, name)
	if err := os.RemoveAll(program); err != nil {
		return 0, 0, err
	}
	flags = append([]string{"build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", program}, flags...)
	cmd := b.command(ctx, "go", append(flags, "./getuser/"+folders[name])...)
	cmd.Env = append(os.Environ(), "GOCACHE="+cache, "GOTOOLCHAIN="+toolchain)
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return 0, 0, fmt.Errorf("build the program of %s: %w", name, err)
	}
	return time.Since(start), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), nil
}

// parts adds up the CPU time of a build's actions, as the go command wrote them down, by module; this library's
// packages stand for themselves.
func (b *bench) parts(ctx context.Context, name, actionsFile string) ([]part, error) {
	data, err := os.ReadFile(actionsFile)
	if err != nil {
		return nil, err
	}
	var actions []struct {
		Mode, Package   string
		CmdUser, CmdSys time.Duration
	}
	if err := json.Unmarshal(data, &actions); err != nil {
		return nil, fmt.Errorf("read what the build of %s did: %w", name, err)
	}
	const list = `{{.ImportPath}} {{if .Standard}}Go's own{{else if eq .Module.Path "github.com/okta-userapi/userapi-go"}}{{.ImportPath}}{{else}}{{.Module.Path}}{{end}}`
	lines, err := b.command(ctx, "go", "list", "-deps", "-f", list, "./getuser/"+folders[name]).Output()
	if err != nil {
		return nil, fmt.Errorf("list the modules of %s: %w", name, err)
	}
	partOf := make(map[string]string)
	for line := range strings.Lines(string(lines)) {
		pkg, part, _ := strings.Cut(strings.TrimSpace(line), " ")
		partOf[pkg] = part
	}
	times := make(map[string]time.Duration)
	for _, action := range actions {
		part := partOf[action.Package]
		if action.Mode == "link" {
			part = "the linker"
		}
		times[part] += action.CmdUser + action.CmdSys
	}
	var all []part
	for name, cpu := range times {
		if name != "" && cpu > 0 {
			all = append(all, part{name, cpu})
		}
	}
	slices.SortFunc(all, func(a, b part) int { return cmp.Compare(b.cpu, a.cpu) })
	return all, nil
}

func median[T ~int | ~int64 | ~uint64 | ~float64](values []T) T {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	if n == 0 {
		return 0
	}
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}
