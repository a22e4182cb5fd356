package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/okta-userapi/userapi-go/wrapper/bench/internal/contest"
	"github.com/okta-userapi/userapi-go/wrapper/bench/internal/fixture"
	"github.com/okta-userapi/userapi-go/wrapper/bench/internal/org"
)

// scenario is one kind of work.
type scenario struct {
	name        string
	what        string // for the report
	server      org.Settings
	tls         bool
	spec        contest.Spec
	contestants []string
	rounds      int
	slowRounds  int // of v5, which takes several times as long; 0 stands for rounds
}

func (s scenario) roundsOf(name string) int {
	if name == oktaV5 && s.slowRounds > 0 {
		return min(s.slowRounds, s.rounds)
	}
	return s.rounds
}

// check sees to it that a contestant did the work.
func (s scenario) check(name string, o outcome) error {
	users, sum := 0, ""
	switch s.spec.Task {
	case contest.Get, contest.Create:
		users = s.spec.Times
	case contest.Herd, contest.Inspect:
		return nil // those without a gate fail in part, which the table shows; what was inspected, the test compares
	case contest.Walk:
		if pages := int64(s.server.Users / fixture.PageSize); o.Pages != pages && name != byRanges {
			return fmt.Errorf("it asked for %d pages, not %d", o.Pages, pages)
		}
		users, sum = s.server.Users, idSum(s.server.Users)
	case contest.Decode:
		users, sum = s.spec.Times*fixture.PageSize, idSum(fixture.PageSize)
	}
	if name == transport && sum != "" {
		return nil // it has no users to show
	}
	if o.Users != users || o.Sum != sum {
		return fmt.Errorf("it showed %d users with the checksum %q, not %d with %q", o.Users, o.Sum, users, sum)
	}
	return nil
}

// idSum is the checksum of a list's ids.
func idSum(users int) string {
	var sum contest.IDSum
	for n := range users {
		sum.Add(fixture.ID(n % (fixture.Pages * fixture.PageSize)))
	}
	return sum.String()
}

// The names of the scenarios.
const (
	getOne      = "get"
	createOne   = "create"
	list0       = "list 0 ms"
	list2       = "list 2 ms"
	list20      = "list 20 ms"
	real0       = "real 0 ms"
	real300     = "real 300 ms"
	real300Work = "real 300 ms and work"
	decodePage  = "decode"
	memory2k    = "memory of 2k"
	memory100k  = "memory of 100k"
	herd        = "herd"

	evenOrg       = "even org"
	heapedOrg     = "heaped org"
	evenLimited   = "even org limited"
	heapedLimited = "heaped org limited"

	buildScenario = "build"
)

var (
	everybody = []string{floor, library, transport, oktaV2, oktaV5, generated}
	withRaw   = []string{floor, library, floorRaw, transport, oktaV2, oktaV5, generated}
	decoders  = []string{floor, library, floorRaw, oktaV2, oktaV5, generated}
	walkers   = []string{floor, library, byRanges, oktaV2, oktaV5}
)

// scenarios returns all that is measured but the builds.
func scenarios(quick bool) []scenario {
	full := func(users int, delay time.Duration) org.Settings {
		return org.Settings{Users: users, Items: fixture.Full, Delay: delay}
	}
	// As real lists look: HTTP/2, gzip, no link but the item's own.
	real := func(users int, delay time.Duration) org.Settings {
		return org.Settings{Users: users, Items: fixture.SelfOnly, Delay: delay, Gzip: true}
	}
	heaped := func(s org.Settings) org.Settings { s.Items = fixture.Heaped; return s }
	under600 := func(s org.Settings) org.Settings { s.Limit, s.Window = 600, time.Minute; return s }
	walk := contest.Spec{Task: contest.Walk, Warmups: 20}
	cold := contest.Spec{Task: contest.Walk} // so that memory is the walk's alone
	all := []scenario{
		{name: getOne, what: "2,000 × get a user, one after the other", contestants: everybody, rounds: 7,
			server: full(200, 0), spec: contest.Spec{Task: contest.Get, Times: 2000, Warmups: 200}},
		{name: createOne, what: "2,000 × create a user with a custom attribute, one after the other", contestants: everybody, rounds: 7,
			server: full(200, 0), spec: contest.Spec{Task: contest.Create, Times: 2000, Warmups: 200}},
		{name: list0, what: "list 20,000 users, 200 a page, at 0 ms a page", contestants: withRaw, rounds: 5, slowRounds: 3,
			server: full(20_000, 0), spec: walk},
		{name: list2, what: "list 20,000 users at 2 ms a page", contestants: everybody, rounds: 5, slowRounds: 1,
			server: full(20_000, 2*time.Millisecond), spec: walk},
		{name: list20, what: "list 20,000 users at 20 ms a page", contestants: everybody, rounds: 5, slowRounds: 1,
			server: full(20_000, 20*time.Millisecond), spec: walk},
		{name: real0, what: "list 20,000 users as real traffic looks (self links only, TLS, HTTP/2, gzip), at 0 ms a page", contestants: everybody, rounds: 7, slowRounds: 3, tls: true,
			server: real(20_000, 0), spec: walk},
		{name: real300, what: "list 2,000 such users at 300 ms a page; the caller does nothing with them", contestants: everybody, rounds: 3, slowRounds: 1, tls: true,
			server: real(2_000, 300*time.Millisecond), spec: walk},
		{name: real300Work, what: "list 4,000 such users at 300 ms a page; the caller works 300 ms on each page", contestants: []string{floor, library}, rounds: 2, tls: true,
			server: real(4_000, 300*time.Millisecond), spec: contest.Spec{Task: contest.Walk, Warmups: 1, Work: 300 * time.Millisecond}},
		{name: decodePage, what: "decode one page of 200 users with custom attributes, 100 times, from memory", contestants: decoders, rounds: 5, slowRounds: 2,
			spec: contest.Spec{Task: contest.Decode, Times: 100}},
		{name: memory2k, what: "peak memory of the process that lists 2,000 users", contestants: everybody, rounds: 5, slowRounds: 1,
			server: full(2_000, 0), spec: cold},
		{name: memory100k, what: "peak memory of the process that lists 100,000 users", contestants: everybody, rounds: 5, slowRounds: 1,
			server: full(100_000, 0), spec: cold},
		{name: herd, what: "64 goroutines × 50 reads, 1000 requests allowed in 3 s; the rounds begin at different moments of a second, since resets are told in whole ones", contestants: []string{library, oktaV2, oktaV5, floor}, rounds: 3, slowRounds: 1,
			server: org.Settings{Users: 200, Items: fixture.Full, Limit: 1000, Window: 3 * time.Second},
			spec:   contest.Spec{Task: contest.Herd, Times: 50, Workers: 64}},
		{name: evenOrg, what: "list 20,000 users as real traffic looks at 300 ms a page; they were created at even intervals", contestants: walkers, rounds: 2, slowRounds: 1, tls: true,
			server: real(20_000, 300*time.Millisecond), spec: cold},
		{name: heapedOrg, what: "the same, where nine in ten were created within one hour", contestants: walkers, rounds: 2, slowRounds: 1, tls: true,
			server: heaped(real(20_000, 300*time.Millisecond)), spec: cold},
		{name: evenLimited, what: "the even org with 32 users a page, where 600 requests are allowed in a minute; whoever asks for one page after the other sends 200 in a minute, and takes as long as without a limit", contestants: []string{byRanges}, rounds: 1, tls: true,
			server: under600(real(20_000, 300*time.Millisecond)), spec: contest.Spec{Task: contest.Walk, Page: 32}},
		{name: heapedLimited, what: "the heaped org in the same way", contestants: []string{byRanges}, rounds: 1, tls: true,
			server: under600(heaped(real(20_000, 300*time.Millisecond))), spec: contest.Spec{Task: contest.Walk, Page: 32}},
	}
	if quick {
		for i := range all {
			all[i].rounds = 1
			all[i].spec.Times = min(all[i].spec.Times, 200)
			if all[i].spec.Task == contest.Walk {
				all[i].server.Users = min(all[i].server.Users, 4_000)
			}
		}
		all = slices.DeleteFunc(all, func(s scenario) bool {
			return s.name == real300Work || s.name == heapedOrg || s.server.Window == time.Minute
		})
	}
	return all
}
