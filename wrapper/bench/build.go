package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// built is what it takes to build a program that gets a user.
type built struct {
	// Of the floor with nothing cached, standard library included; of the others, what comes on top: with the floor's packages cached,
	// less the floor's own linking.
	wall, cpu time.Duration

	size     int64 // of the stripped binary
	packages int   // linked
	own      int   // of those, not of the standard library
}

func buildRounds(quick bool) int {
	if quick {
		return 1
	}
	return 3
}

// builds builds the floor's program with an empty cache, and the others with a copy of what the cache holds then. Two cold builds side by
// side would take longer and tell less: most of each is the standard library, and its variation is larger than what is looked for.
func (b *bench) builds(ctx context.Context, rounds int) (map[string]built, error) {
	all := make(map[string]built)
	walls, cpus := make(map[string][]time.Duration), make(map[string][]time.Duration)
	for round := range rounds {
		base, err := os.MkdirTemp(b.dir, "cache")
		if err != nil {
			return nil, err
		}
		cold, coldCPU, err := b.build(ctx, base, floor)
		if err != nil {
			return nil, err
		}
		walls[floor], cpus[floor] = append(walls[floor], cold), append(cpus[floor], coldCPU)
		link, linkCPU, err := b.build(ctx, base, floor)
		if err != nil {
			return nil, err
		}
		progress("%-28s round %d  %-22s %9.1f ms", buildScenario, round+1, floor, milliseconds(cold))
		for _, name := range []string{library, generated, oktaV2, oktaV5} {
			if name == oktaV5 && round > 0 {
				continue
			}
			cache := base + "-" + folders[name]
			if err := os.CopyFS(cache, os.DirFS(base)); err != nil {
				return nil, err
			}
			wall, cpu, err := b.build(ctx, cache, name)
			if err != nil {
				return nil, err
			}
			progress("%-28s round %d  %-22s %9.1f ms beyond the floor's", buildScenario, round+1, name, milliseconds(wall-link))
			walls[name], cpus[name] = append(walls[name], wall-link), append(cpus[name], cpu-linkCPU)
			if err := os.RemoveAll(cache); err != nil {
				return nil, err
			}
		}
		if err := os.RemoveAll(base); err != nil {
			return nil, err
		}
	}
	for _, name := range []string{floor, library, generated, oktaV2, oktaV5} {
		info, err := os.Stat(b.program(name))
		if err != nil {
			return nil, err
		}
		deps, err := b.command(ctx, "go", "list", "-deps", "-f", "{{.Standard}}", "./getuser/"+folders[name]).Output()
		if err != nil {
			return nil, fmt.Errorf("list the packages of %s: %w", name, err)
		}
		all[name] = built{
			wall: median(walls[name]), cpu: median(cpus[name]), size: info.Size(),
			packages: strings.Count(string(deps), "\n"), own: strings.Count(string(deps), "false\n"),
		}
	}
	return all, nil
}

func (b *bench) program(name string) string { return filepath.Join(b.dir, "getuser-"+folders[name]) }

// build builds the program of one contestant with a build cache, and returns what it took, of all cores' time too.
func (b *bench) build(ctx context.Context, cache, name string) (wall, cpu time.Duration, err error) {
	if err := os.RemoveAll(b.program(name)); err != nil {
		return 0, 0, err
	}
	cmd := b.command(ctx, "go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", b.program(name), "./getuser/"+folders[name])
	cmd.Env = append(os.Environ(), "GOCACHE="+cache)
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return 0, 0, fmt.Errorf("build the program of %s: %w", name, err)
	}
	return time.Since(start), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), nil
}

func median[T ~int | ~int64 | ~uint64 | ~float64](values []T) T {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	if n == 0 {
		return 0
	}
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}
