package ranges

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

type item struct {
	id      string
	created time.Time
}

var epoch = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)

var (
	errFault   = errors.New("a fault")
	errBroken  = errors.New("the search has given all that it may")
	errCrowded = errors.New("too many at once")
)

// list is a list that is searched by ranges, in memory.
type list struct {
	pageSize int
	longest  int // how many items one search may give; 0 for any number
	latency  func() time.Duration
	fault    func() error // of a page

	mu    sync.Mutex
	items []item
	pages int
}

func (l *list) source() Source[item, int] {
	return Source[item, int]{
		Pages:   l.search,
		Newest:  l.newest,
		ID:      func(i item) string { return i.id },
		Created: func(i item) time.Time { return i.created },
		Broken:  func(err error) bool { return errors.Is(err, errBroken) },
		Crowded: func(err error) bool { return errors.Is(err, errCrowded) },
	}
}

func (l *list) newest(ctx context.Context) (time.Time, error) {
	if err := l.wait(ctx); err != nil {
		return time.Time{}, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	var newest time.Time
	for _, i := range l.items {
		newest = latest(newest, i.created)
	}
	return newest, nil
}

func (l *list) wait(ctx context.Context) error {
	if l.latency != nil {
		select {
		case <-time.After(l.latency()):
		case <-ctx.Done():
		}
	}
	return ctx.Err()
}

// asked is how many pages were asked for.
func (l *list) asked() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.pages
}

// key is the place of an item in the order of the list.
func (l *list) key(i item) string {
	return i.created.Format(time.RFC3339Nano) + " " + i.id
}

func (l *list) search(ctx context.Context, s Search) iter.Seq2[Answer[item, int], error] {
	return func(yield func(Answer[item, int], error) bool) {
		cursor := s.After
		for {
			if err := l.wait(ctx); err != nil {
				yield(Answer[item, int]{}, err)
				return
			}
			answer, err := l.page(s, cursor)
			if !yield(answer, err) || err != nil || answer.After == "" {
				return
			}
			cursor = answer.After
		}
	}
}

func (l *list) page(s Search, after string) (answer Answer[item, int], err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pages++
	if l.fault != nil {
		if err := l.fault(); err != nil {
			return answer, err
		}
	}
	slices.SortFunc(l.items, func(a, b item) int { return strings.Compare(l.key(a), l.key(b)) })
	before := 0
	for _, i := range l.items {
		if !(Range{From: s.From, To: s.To}).holds(i.created) {
			continue
		}
		if l.key(i) <= after {
			if before++; before == l.longest {
				return answer, errBroken
			}
			continue
		}
		if len(answer.Items) == l.pageSize {
			answer.After = l.key(answer.Items[l.pageSize-1])
			break
		}
		answer.Items = append(answer.Items, i)
	}
	return answer, nil
}

// anyTimes are times of creation of any distribution: spread, in heaps, all the same.
func anyTimes(t *rapid.T) []time.Time {
	var times []time.Time
	for range rapid.IntRange(0, 5).Draw(t, "heaps") {
		start := rapid.IntRange(0, 1_000_000).Draw(t, "start")
		length := rapid.SampledFrom([]int{1, 2, 10, 1000, 1_000_000}).Draw(t, "length")
		n := rapid.IntRange(1, 60).Draw(t, "n")
		for range n {
			times = append(times, epoch.Add(time.Duration(start+rapid.IntRange(0, length-1).Draw(t, "at"))*time.Second))
		}
	}
	return times
}

// TestEachItemComesOnce walks lists of any distribution by any number of walkers, with faults, stops and changes.
func TestEachItemComesOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		plan := plan{
			times:    anyTimes(rt),
			pageSize: rapid.IntRange(1, 9).Draw(rt, "page size"),
			walkers:  rapid.IntRange(1, 9).Draw(rt, "walkers"),
			parts:    rapid.IntRange(0, 9).Draw(rt, "parts"),
			short:    rapid.Bool().Draw(rt, "short searches"),
			changes:  rapid.Bool().Draw(rt, "changes"),
			faults:   rapid.IntRange(0, 3).Draw(rt, "faults"),
			stops:    rapid.IntRange(0, 4).Draw(rt, "stops"),
			random:   rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 0)),
		}
		synctest.Test(t, func(*testing.T) { plan.run() })
		require.NoError(rt, plan.err)
		var twice, never []string
		for id, n := range plan.given {
			if n > 1 {
				twice = append(twice, id)
			}
		}
		for id := range plan.always {
			if plan.given[id] == 0 {
				never = append(never, id)
			}
		}
		assert.Empty(rt, twice, "given more than once")
		assert.Empty(rt, never, "not given")
	})
}

// plan is a walk, with all that can come in between.
type plan struct {
	times          []time.Time
	pageSize       int
	walkers, parts int
	short          bool // searches give a part of what they find
	changes        bool
	faults, stops  int
	random         *rand.Rand

	list   *list
	always map[string]bool // the ids of those that are there all the time
	given  map[string]int
	err    error
}

func (p *plan) run() {
	p.list = &list{pageSize: p.pageSize, fault: p.fault}
	p.list.latency = func() time.Duration { return time.Duration(rand.IntN(1000)) * time.Millisecond }
	p.always, p.given = make(map[string]bool), make(map[string]int)
	most, atOnce := 0, make(map[time.Time]int)
	for n, created := range p.times {
		id := fmt.Sprintf("%08x-%d", p.random.Uint32(), n)
		p.list.items = append(p.list.items, item{id, created})
		p.always[id] = true
		atOnce[created]++
		most = max(most, atOnce[created])
	}
	if p.short && !p.changes && most <= mostSkipped {
		p.list.longest = most + p.pageSize // what was created at once can't be cut
	}
	state := State{Ranges: []Range{Whole()}}
	for round := 0; len(state.Ranges) > 0 && p.err == nil; round++ {
		if round == 1 && p.parts > 0 {
			parts := Split(state, p.parts)
			state.Ranges = nil
			for _, part := range parts {
				state.Ranges = append(state.Ranges, part.Ranges...)
			}
		}
		state, p.err = p.walk(state)
		if round == 200 {
			p.err = errors.New("the walk doesn't end")
		}
	}
}

// walk walks until the end, a stop or a fault, from a state that another process has left.
func (p *plan) walk(state State) (State, error) {
	text, err := json.Marshal(state)
	if err != nil {
		return state, err
	}
	state = State{}
	if err := errors.Join(json.Unmarshal(text, &state), Check(state.Ranges)); err != nil {
		return state, err
	}
	w := New(p.list.source(), state, p.walkers, p.random.IntN(2) == 0)
	for page, err := range w.Pages(context.Background()) {
		if errors.Is(err, errFault) || errors.Is(err, errCrowded) {
			break
		}
		if err != nil {
			return state, err
		}
		for _, i := range page.Items {
			p.given[i.id]++
		}
		page.Done(len(page.Items))
		p.change()
		if p.stops > 0 && p.random.IntN(8) == 0 {
			p.stops--
			break
		}
	}
	return w.State(), nil
}

func (p *plan) fault() error {
	switch rand.IntN(20) {
	case 0:
		return errCrowded
	case 1:
		if p.faults--; p.faults >= 0 {
			return errFault
		}
	}
	return nil
}

// change makes an item, or removes one.
func (p *plan) change() {
	l := p.list
	l.mu.Lock()
	defer l.mu.Unlock()
	if !p.changes || len(l.items) == 0 || rand.IntN(3) > 0 {
		return
	}
	if i := rand.IntN(len(l.items)); rand.IntN(2) == 0 {
		delete(p.always, l.items[i].id)
		l.items = slices.Delete(l.items, i, i+1)
	} else {
		id := fmt.Sprintf("%08x-new", rand.Uint32())
		l.items = append(l.items, item{id, l.items[i].created.Add(time.Duration(rand.IntN(3)) * time.Second)})
	}
}

// evenly is a list of so many items, a minute apart, ten a page.
func evenly(n int, latency time.Duration) *list {
	l := &list{pageSize: 10, latency: func() time.Duration { return latency }}
	for i := range n {
		l.items = append(l.items, item{fmt.Sprintf("%06d", i), epoch.Add(time.Duration(i) * time.Minute)})
	}
	return l
}

func whole() State { return State{Ranges: []Range{Whole()}} }

// drain takes the pages that are left, and returns how many items they had.
func drain(t *testing.T, w *Walk[item, int]) (items int, err error) {
	t.Helper()
	for page, err := range w.Pages(t.Context()) {
		if err != nil {
			return items, err
		}
		items += len(page.Items)
		page.Done(len(page.Items))
	}
	return items, nil
}

func TestWalkersHaveAboutTheSameToDo(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := evenly(1000, time.Second)
		start := time.Now()
		items, err := drain(t, New(l.source(), whole(), 8, true))
		require.NoError(t, err)
		assert.Equal(t, 1000, items)
		assert.LessOrEqual(t, time.Since(start), 15*time.Second, "14 are ideal: a page, and 99 by eight")
		assert.LessOrEqual(t, l.asked(), 110, "100 are full")
	})
}

func TestAnErrorEndsTheWalkAndNamesTheRange(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := evenly(1000, time.Second)
		l.fault = func() error {
			if l.pages == 40 {
				return errFault
			}
			return nil
		}
		w := New(l.source(), whole(), 8, true)
		items, err := drain(t, w)
		require.ErrorIs(t, err, errFault)
		failed, ok := errors.AsType[*RangeError](err)
		require.True(t, ok)
		assert.True(t, failed.To.IsZero() || failed.From.Before(failed.To), "the last range is open")
		rest, err := drain(t, w)
		require.NoError(t, err, "ranging again goes on")
		assert.Equal(t, 1000, items+rest)
		assert.Empty(t, w.State().Ranges)
	})
}

func TestTheErrorOfTheLookForTheNewestEndsTheWalk(t *testing.T) {
	t.Parallel()
	source := evenly(1000, 0).source()
	source.Newest = func(context.Context) (time.Time, error) { return time.Time{}, errFault }
	_, err := drain(t, New(source, whole(), 8, true))
	require.ErrorIs(t, err, errFault)
	_, err = drain(t, New(source, whole(), 1, true))
	require.NoError(t, err, "one walker has no use for it")
}

func TestASlowLoopHoldsTheWalkersUp(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		walkers, most int
		readAhead     bool
	}{{8, 16, true}, {1, 2, true}, {8, 8, false}, {1, 0, false}} {
		synctest.Test(t, func(t *testing.T) {
			l := evenly(1000, time.Second)
			taken := 0
			for page, err := range New(l.source(), whole(), test.walkers, test.readAhead).Pages(t.Context()) {
				require.NoError(t, err)
				page.Done(len(page.Items))
				taken++
				time.Sleep(time.Hour)
				require.LessOrEqual(t, l.asked()-taken, test.most, "%+v", test)
				if taken == 50 {
					break
				}
			}
		})
	}
}

func TestWalkersThatAreTooManyStepBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := evenly(1000, time.Second)
		source, refused := l.source(), 0
		running := 0
		source.Pages = func(ctx context.Context, s Search) iter.Seq2[Answer[item, int], error] {
			return func(yield func(Answer[item, int], error) bool) {
				l.mu.Lock()
				running++
				crowded := running > 3
				if crowded {
					refused++
				}
				l.mu.Unlock()
				defer func() {
					l.mu.Lock()
					running--
					l.mu.Unlock()
				}()
				if crowded {
					yield(Answer[item, int]{}, errCrowded)
					return
				}
				l.search(ctx, s)(yield)
			}
		}
		items, err := drain(t, New(source, whole(), 8, true))
		require.NoError(t, err)
		assert.Equal(t, 1000, items)
		assert.Equal(t, 5, refused)
	})
}

func TestWhatIsDoneAfterTheEndCountsUntilTheNextRange(t *testing.T) {
	t.Parallel()
	w := New(evenly(100, 0).source(), whole(), 1, true)
	first := func() *Page[item, int] {
		for page, err := range w.Pages(t.Context()) {
			require.NoError(t, err)
			return page
		}
		return nil
	}
	page := first()
	page.Done(10)
	assert.Equal(t, 10, w.State().Items)
	page = first()
	for _, err := range w.Pages(t.Context()) {
		require.NoError(t, err)
		page.Done(10)
		break
	}
	assert.Equal(t, 10, w.State().Items, "the page came again")
	items, err := drain(t, w)
	require.NoError(t, err)
	assert.Equal(t, 90, items)
	assert.Equal(t, 100, w.State().Items)
}

func TestAWalkIsRangedOverOnce(t *testing.T) {
	t.Parallel()
	w := New(evenly(100, 0).source(), whole(), 2, true)
	for _, err := range w.Pages(t.Context()) {
		require.NoError(t, err)
		_, err := drain(t, w)
		require.ErrorIs(t, err, ErrBusy)
		break
	}
	items, err := drain(t, w)
	require.NoError(t, err)
	assert.Equal(t, 100, items)
}

func TestTheEndOfTheContextEndsTheWalk(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 5500*time.Millisecond)
		defer cancel()
		var last error
		for _, err := range New(evenly(1000, time.Second).source(), whole(), 4, true).Pages(ctx) {
			last = err
		}
		require.ErrorIs(t, last, context.DeadlineExceeded)
	})
}

func TestWhatIsNoListByCreationIsRefused(t *testing.T) {
	t.Parallel()
	for want, items := range map[string][]item{
		ErrUnsorted.Error():           {{"1", epoch.Add(time.Hour)}, {"2", epoch}},
		`"2" has no time of creation`: {{"1", epoch}, {"2", time.Time{}}},
	} {
		source := new(list).source()
		source.Pages = func(context.Context, Search) iter.Seq2[Answer[item, int], error] {
			return func(yield func(Answer[item, int], error) bool) { yield(Answer[item, int]{Items: items}, nil) }
		}
		_, err := drain(t, New(source, whole(), 1, true))
		require.ErrorContains(t, err, want)
	}
}
