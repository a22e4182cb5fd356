package main

import (
	"slices"
	"testing"

	"github.com/okta-userapi/userapi-go/wrapper/bench/internal/contest"
	"github.com/okta-userapi/userapi-go/wrapper/bench/internal/fixture"
	"github.com/okta-userapi/userapi-go/wrapper/bench/internal/org"
)

// A fast wrong answer is no answer: each contestant has to read the same users, custom attributes and links included,
// over each transport.
func TestContestantsAgree(t *testing.T) {
	b, err := newBench(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.close)

	for _, server := range []org.Settings{
		{Users: 1000, Items: fixture.Full},
		{Users: 1000, Items: fixture.SelfOnly, Gzip: true},
	} {
		t.Run(string(server.Items), func(t *testing.T) {
			var want contest.Result
			names := withRaw
			if server.Items == fixture.SelfOnly { // full users can't be searched
				names = append(slices.Clone(names), byRanges)
			}
			for _, name := range names {
				s := scenario{server: server, tls: server.Gzip, spec: contest.Spec{Task: contest.Walk}}
				if _, err := b.once(t.Context(), name, s); err != nil { // which checks the number of pages and the ids
					t.Errorf("%s: %v", name, err)
				}
				if name == transport || name == byRanges {
					continue // the one decodes nothing, the other is the library once more
				}
				s.spec.Task = contest.Inspect
				got, err := b.once(t.Context(), name, s)
				if err != nil {
					t.Errorf("%s: %v", name, err)
				}
				if want.Sum == "" {
					want = got.Result
				}
				if got.Users != server.Users || got.Sum != want.Sum {
					t.Errorf("%s saw %d users with the checksum %s, the floor saw %d with %s", name, got.Users, got.Sum, want.Users, want.Sum)
				}
			}
		})
	}

	for _, s := range scenarios(true) {
		if s.spec.Task != contest.Get && s.spec.Task != contest.Create && s.spec.Task != contest.Decode {
			continue
		}
		s.spec.Times, s.spec.Warmups = 3, 1
		for _, name := range s.contestants {
			if _, err := b.once(t.Context(), name, s); err != nil {
				t.Errorf("%s, %s: %v", s.name, name, err)
			}
		}
	}
}

func TestItemsHaveTheSizesOfRealOnes(t *testing.T) {
	sizes := make([]int, 1000)
	for n := range sizes {
		sizes[n] = len(fixture.User(fixture.SelfOnly, n))
	}
	if got := median(sizes); got < 600 || got > 624 {
		t.Errorf("the median of self-only items is %d bytes, want about 612", got)
	}
	ids := make([]string, fixture.Pages*fixture.PageSize)
	for n := range ids {
		ids[n] = fixture.ID(n)
	}
	slices.Sort(ids)
	if got := len(slices.Compact(ids)); got != fixture.Pages*fixture.PageSize {
		t.Errorf("%d ids differ, want all", got)
	}
}
