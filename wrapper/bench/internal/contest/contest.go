// Package contest is the part of a contestant that all of them have in common: one process does one task once and
// writes what it took.
package contest

import (
	"bytes"
	"cmp"
	"context"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"hash/fnv"
	"io"
	"net/http"
	"os"
	"runtime"
	"runtime/pprof"
	"strconv"
	"sync"
	"time"

	"github.com/okta-userapi/userapi-go/wrapper/bench/internal/fixture"
)

// Client is what a contestant can do.
type Client struct {
	Get    func(ctx context.Context, id string) (got string, err error)
	Create func(ctx context.Context, user NewUser) (id string, err error)

	// Walk reads the whole list, a page of 200 after the other, and shows each id as soon as it can be used.
	Walk func(ctx context.Context, visit func(id string)) error

	// WalkByRanges does the same with several pages at once, in any order. It is nil in those that don't know how.
	WalkByRanges func(ctx context.Context, pageSize int32, visit func(id string)) error

	// Inspect does the same and shows more of each user; it is never timed. It is nil where nothing is decoded.
	Inspect func(ctx context.Context, visit func(Seen)) error
}

// NewUser is the user that Create makes.
type NewUser struct {
	FirstName, LastName, Login string
	CostObject                 string // a custom attribute
}

// Seen is of a user what every contestant that decodes has to agree on, with a custom attribute and a link among it.
type Seen struct {
	ID, Status, Login, Department, CostObject, Self string
	Created                                         time.Time
}

// The tasks.
const (
	Get     = "get"     // Times users, one after the other
	Create  = "create"  // Times users, one after the other
	Walk    = "walk"    // the whole list
	Ranges  = "ranges"  // the whole list, several pages at once
	Herd    = "herd"    // Times users by each of Workers at once
	Decode  = "decode"  // one page, Times times, from memory
	Inspect = "inspect" // the whole list, a checksum of what was seen
)

// Spec says what to do.
type Spec struct {
	Task    string
	Server  string
	Roots   string // PEM, for a server with TLS
	Times   int
	Workers int
	Warmups int           // reads before the clock starts
	Page    int32         // how many users are on a page of a walk by ranges; 0 stands for 200
	Work    time.Duration // what the caller does with each page
	Phase   time.Duration // where in a second of the clock the herd starts
	Profile string        // the file to write a CPU profile to
}

// Result says what it took.
type Result struct {
	Wall    time.Duration
	CPU     time.Duration // of all cores, system time included
	Bytes   uint64        // allocated
	Objects uint64        // allocated
	Peak    uint64        // of resident memory since the process began, in bytes

	Users  int    // that were shown
	Sum    string // of them, in whichever order; of what was inspected, in order
	Failed int    // reads that ended in an error
	Error  string // the first one's
}

// Main runs a contestant. connect makes its client of a server, over httpClient where that is not nil, and else as it
// does by itself.
func Main(connect func(server string, httpClient *http.Client) (Client, error)) {
	result, err := run(connect)
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(result)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(connect func(string, *http.Client) (Client, error)) (Result, error) {
	var spec Spec
	if err := json.NewDecoder(os.Stdin).Decode(&spec); err != nil {
		return Result{}, err
	}
	if spec.Roots != "" {
		// With GODEBUG=x509usefallbackroots=1, these are the roots of every client of the process, whatever transport
		// it makes itself.
		pool := x509.NewCertPool()
		if !pool.AppendCertsFromPEM([]byte(spec.Roots)) {
			return Result{}, errors.New("the roots are not PEM")
		}
		x509.SetFallbackRoots(pool)
	}
	var httpClient *http.Client
	if spec.Task == Decode {
		spec.Server = "http://127.0.0.1:1"
		httpClient = &http.Client{Transport: &replay{page: fixture.Page(fixture.Full, 0)}}
	}
	client, err := connect(spec.Server, httpClient)
	if err != nil {
		return Result{}, err
	}
	return measure(spec, client)
}

func measure(spec Spec, client Client) (Result, error) {
	ctx := context.Background()
	do := task(ctx, spec, client)
	if spec.Warmups > 0 {
		warmup := spec
		warmup.Times = spec.Warmups
		if spec.Task == Walk || spec.Task == Ranges {
			warmup.Task = Get
		}
		if _, err := task(ctx, warmup, client)(); err != nil {
			return Result{}, fmt.Errorf("warm-up: %w", err)
		}
	}

	if spec.Profile != "" {
		file, err := os.Create(spec.Profile)
		if err != nil {
			return Result{}, err
		}
		defer file.Close()
		if err := pprof.StartCPUProfile(file); err != nil {
			return Result{}, err
		}
		defer pprof.StopCPUProfile()
	}

	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	cpu, start := cpuTime(), time.Now()
	result, err := do()
	result.Wall, result.CPU = time.Since(start), cpuTime()-cpu
	runtime.ReadMemStats(&after)
	result.Bytes, result.Objects = after.TotalAlloc-before.TotalAlloc, after.Mallocs-before.Mallocs
	result.Peak = peakMemory()
	return result, err
}

func task(ctx context.Context, spec Spec, client Client) func() (Result, error) {
	switch spec.Task {
	case Get:
		return func() (Result, error) {
			return repeat(spec.Times, func(n int) (string, error) { return client.Get(ctx, fixture.ID(n)) })
		}
	case Create:
		return func() (Result, error) {
			return repeat(spec.Times, func(n int) (string, error) {
				login := "new." + strconv.Itoa(n) + "@example.com"
				return client.Create(ctx, NewUser{FirstName: "Ada", LastName: "Lovelace", Login: login, CostObject: "WBS-00042"})
			})
		}
	case Walk:
		return func() (Result, error) { return walk(ctx, client.Walk, spec.Work) }
	case Ranges:
		return func() (Result, error) {
			return walk(ctx, func(ctx context.Context, visit func(string)) error {
				return client.WalkByRanges(ctx, cmp.Or(spec.Page, fixture.PageSize), visit)
			}, 0)
		}
	case Decode:
		return func() (Result, error) {
			var all Result
			for range spec.Times {
				one, err := walk(ctx, client.Walk, 0)
				if err != nil {
					return all, err
				}
				all.Users += one.Users
				all.Sum = one.Sum
			}
			return all, nil
		}
	case Herd:
		// Resets are told in whole seconds, so it matters where in one the first window begins.
		time.Sleep(time.Until(time.Now().Truncate(time.Second).Add(time.Second + spec.Phase)))
		return func() (Result, error) { return herd(ctx, spec, client), nil }
	case Inspect:
		return func() (Result, error) { return inspect(ctx, client) }
	}
	return func() (Result, error) { return Result{}, fmt.Errorf("no task is called %q", spec.Task) }
}

func repeat(times int, do func(n int) (string, error)) (Result, error) {
	var result Result
	for n := range times {
		id, err := do(n)
		if err != nil {
			return result, err
		}
		if id != "" {
			result.Users++
		}
	}
	return result, nil
}

func walk(ctx context.Context, list func(ctx context.Context, visit func(id string)) error, work time.Duration) (Result, error) {
	var result Result
	var sum IDSum
	err := list(ctx, func(id string) {
		sum.Add(id)
		result.Users++
		if work > 0 && result.Users%fixture.PageSize == 0 {
			time.Sleep(work)
		}
	})
	result.Sum = sum.String()
	return result, err
}

// IDSum is a checksum of ids, in whichever order they are added.
type IDSum struct {
	sum    uint64
	hash   hash.Hash64 // kept, as the buffer is, so that ids cost no allocations
	buffer []byte
}

// Add adds an id.
func (s *IDSum) Add(id string) {
	if s.hash == nil {
		s.hash = fnv.New64a()
	}
	s.hash.Reset()
	s.buffer = append(s.buffer[:0], id...)
	_, _ = s.hash.Write(s.buffer)
	s.sum += s.hash.Sum64()
}

func (s *IDSum) String() string { return strconv.FormatUint(s.sum, 16) }

func inspect(ctx context.Context, client Client) (Result, error) {
	if client.Inspect == nil {
		return Result{}, nil
	}
	var result Result
	sum := fnv.New64a()
	err := client.Inspect(ctx, func(u Seen) {
		fmt.Fprintf(sum, "%s %s %s %q %q %s %d\n", u.ID, u.Status, u.Login, u.Department, u.CostObject, u.Self, u.Created.UnixMilli())
		result.Users++
	})
	result.Sum = strconv.FormatUint(sum.Sum64(), 16)
	return result, err
}

func herd(ctx context.Context, spec Spec, client Client) Result {
	var (
		mu     sync.Mutex
		result Result
		all    sync.WaitGroup
	)
	for range spec.Workers {
		all.Go(func() {
			for n := range spec.Times {
				_, err := client.Get(ctx, fixture.ID(n))
				mu.Lock()
				if err == nil {
					result.Users++
				} else if result.Failed++; result.Error == "" {
					result.Error = err.Error()
				}
				mu.Unlock()
			}
		})
	}
	all.Wait()
	return result
}

// replay answers every request with the same page, the last one of its list.
type replay struct{ page []byte }

func (r *replay) RoundTrip(request *http.Request) (*http.Response, error) {
	now := time.Now()
	return &http.Response{
		Status: "200 OK", StatusCode: http.StatusOK,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{
			"Content-Type":           {"application/json"},
			"Date":                   {now.UTC().Format(http.TimeFormat)},
			"X-Rate-Limit-Limit":     {"1000000"},
			"X-Rate-Limit-Remaining": {"999999"},
			"X-Rate-Limit-Reset":     {strconv.FormatInt(now.Unix()+60, 10)},
		},
		ContentLength: -1, // most of Okta's answers are chunked
		Body:          io.NopCloser(bytes.NewReader(r.page)),
		Request:       request,
	}, nil
}
