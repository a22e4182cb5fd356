package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

// A suite is the tests that an SDK brings of what the contract has, or ours where it brings none.
type suite struct {
	name    string
	version string
	tests   runner
	lacks   []lack
}

// A lack is what the contract doesn't have, or a test itself doesn't, and the tests that can't pass without it.
type lack struct {
	what  string
	tests []string
}

// A result is what a test did. One that skips itself has not passed.
type result struct {
	passed bool
	output string
}

// butFor is what a test did, which has not passed where the org was sent something else than it says.
func (r result) butFor(seen error) result {
	if !r.passed || seen == nil {
		return r
	}
	return result{output: seen.Error() + "\n" + r.output}
}

// atOnce is how many parts of a suite run at a time: they spend theirs waiting for answers.
const atOnce = 8

// gather runs a suite part by part, and puts the results together.
func gather(parts []string, run func(part string) (map[string]result, error)) (map[string]result, error) {
	var (
		running sync.WaitGroup
		mu      sync.Mutex
		errs    []error
	)
	all := make(map[string]result)
	free := make(chan struct{}, atOnce)
	for _, part := range parts {
		free <- struct{}{}
		running.Go(func() {
			results, err := run(part)
			<-free
			mu.Lock()
			defer mu.Unlock()
			maps.Copy(all, results)
			errs = append(errs, err)
		})
	}
	running.Wait()
	return all, errors.Join(errs...)
}

// A verdict is what a suite's tests did, held against what they lack.
type verdict struct {
	suite          suite
	passed, failed int // of the tests that lack nothing
	lacking        []string
	faults         []string
	took           time.Duration
}

// judge finds a fault in each test that lacks nothing and doesn't pass, and in each that is said to lack something and
// passes, so that the lists stay true.
func (s suite) judge(results map[string]result, err error) verdict {
	v := verdict{suite: s}
	if err != nil {
		v.faults = append(v.faults, err.Error())
		return v
	}
	lacks := make(map[string]string)
	for _, lack := range s.lacks {
		for _, test := range lack.tests {
			lacks[test] = lack.what
			if _, found := results[test]; !found {
				v.faults = append(v.faults, fmt.Sprintf("there is no test %s: take it out of the list of those that lack something", test))
			}
		}
	}
	for _, test := range slices.Sorted(maps.Keys(results)) {
		result, what := results[test], lacks[test]
		switch {
		case what == "" && result.passed:
			v.passed++
		case what == "":
			v.failed++
			v.faults = append(v.faults, fmt.Sprintf("%s failed:\n%s", test, strings.TrimSpace(result.output)))
		case result.passed:
			v.faults = append(v.faults, fmt.Sprintf("%s passes, but is said to lack %s: take it out of the list", test, what))
		default:
			v.lacking = append(v.lacking, fmt.Sprintf("%s lacks %s:\n%s", test, what, strings.TrimSpace(result.output)))
		}
	}
	if v.passed+v.failed == 0 {
		v.faults = append(v.faults, "no test ran that has to pass")
	}
	return v
}
