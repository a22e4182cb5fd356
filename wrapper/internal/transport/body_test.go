package transport

import (
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// receive reads an answer whose length is announced.
func receive(t *testing.T, pool *sync.Pool, content string) *bufferedBody {
	t.Helper()
	body, err := readAll(&http.Response{Body: io.NopCloser(strings.NewReader(content)), ContentLength: int64(len(content))}, pool)
	require.NoError(t, err)
	return body
}

func TestABodyThatIsClosedTwiceGivesItsBufferBackOnce(t *testing.T) {
	t.Parallel()
	pool := new(sync.Pool)
	for range 100 { // the pool may lose what it was given
		closed := receive(t, pool, "the first answer")
		require.NoError(t, closed.Close())
		require.NoError(t, closed.Close())
		one, another := receive(t, pool, "one answer"), receive(t, pool, "another one")
		require.NotSame(t, one.buffer, another.buffer)
		require.Equal(t, "one answer", one.buffer.String())
	}
}

func TestTheBufferOfABodyThatIsClosedIsUsedAgain(t *testing.T) {
	t.Parallel()
	pool := new(sync.Pool)
	for range 100 { // the pool may lose what it was given
		first := receive(t, pool, "a long answer")
		buffer := first.buffer
		require.NoError(t, first.Close())
		if second := receive(t, pool, "a short one"); second.buffer == buffer {
			require.Equal(t, "a short one", buffer.String())
			return
		}
	}
	t.Fatal("no buffer was used again")
}

func TestALargeBufferIsNotKept(t *testing.T) {
	t.Parallel()
	pool := new(sync.Pool)
	for range 10 { // the pool may lose what it was given
		require.NoError(t, receive(t, pool, strings.Repeat("x", maxKept+1)).Close())
		require.Nil(t, pool.Get())
	}
}

func TestABodyThatIsClosedIsEmpty(t *testing.T) {
	t.Parallel()
	body := receive(t, new(sync.Pool), "an answer")
	require.NoError(t, body.Close())
	read, err := io.ReadAll(body)
	require.NoError(t, err)
	assert.Empty(t, read)
	read, err = ReadBody(&http.Response{Body: body, ContentLength: -1})
	require.NoError(t, err)
	assert.Empty(t, read)
}

// endless is a body without an end, which knows how much of it was read, and whether it was closed.
type endless struct {
	read   int
	closed bool
}

func (e *endless) Read(p []byte) (int, error) { e.read += len(p); return len(p), nil }

func (e *endless) Close() error { e.closed = true; return nil }

func TestAnAnswerIsReadUpToALimit(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		announced int64
		atMost    int // of it is read
	}{"announced": {MaxBody + 1, 0}, "not announced": {-1, MaxBody + 1}, "announced as less": {MaxBody, MaxBody + 1}} {
		body := new(endless)
		_, err := readAll(&http.Response{Body: body, ContentLength: test.announced}, new(sync.Pool))
		require.ErrorIs(t, err, errTooLarge, name)
		assert.LessOrEqual(t, body.read, test.atMost, name)
		assert.True(t, body.closed, name)
	}
	for _, announced := range []int64{MaxBody, -1} {
		body, err := readAll(&http.Response{Body: io.NopCloser(io.LimitReader(new(endless), MaxBody)), ContentLength: announced}, new(sync.Pool))
		require.NoError(t, err)
		assert.Equal(t, MaxBody, body.Len())
	}
}

func TestWhatIsAnnouncedIsNotSetAsideWhole(t *testing.T) {
	t.Parallel()
	body, err := readAll(&http.Response{Body: http.NoBody, ContentLength: MaxBody}, new(sync.Pool))
	require.NoError(t, err)
	assert.Less(t, body.buffer.Cap(), 2*maxKept)
}

type brokenBody struct{ io.ReadCloser }

func (brokenBody) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestABodyOfMiddlewareThatBreaksIsAnError(t *testing.T) {
	t.Parallel()
	_, err := ReadBody(&http.Response{Body: brokenBody{http.NoBody}, ContentLength: -1})
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
}
