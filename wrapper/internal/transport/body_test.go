package transport

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func answerOf(body io.Reader, length int64) *http.Response {
	return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(body), ContentLength: length}
}

func TestABufferIsGivenBackOnce(t *testing.T) {
	t.Parallel()
	returned := 0
	pool := new(sync.Pool)
	body, err := readAll(answerOf(strings.NewReader("first"), -1), pool)
	require.NoError(t, err)
	require.NoError(t, body.Close())
	for range 2 {
		require.NoError(t, body.Close())
	}
	// The race detector has a pool drop what is put into it now and then, so that nothing may come back.
	seen := make(map[*bytes.Buffer]bool)
	for {
		buffer, ok := pool.Get().(*bytes.Buffer)
		if !ok {
			break
		}
		returned++
		assert.False(t, seen[buffer], "two answers would share it")
		seen[buffer] = true
		assert.Zero(t, buffer.Len(), "nothing of the last answer is in the next")
	}
	assert.LessOrEqual(t, returned, 1)
}

func TestAClosedBodyHoldsNothing(t *testing.T) {
	t.Parallel()
	body, err := readAll(answerOf(strings.NewReader("secret"), -1), new(sync.Pool))
	require.NoError(t, err)
	require.NoError(t, body.Close())
	left, err := io.ReadAll(body)
	require.NoError(t, err)
	assert.Empty(t, left)
}

func TestALargeBufferIsNotKept(t *testing.T) {
	t.Parallel()
	for _, size := range []int{maxKept, maxKept + 1} {
		pool := new(sync.Pool)
		body := &bufferedBody{buffer: bytes.NewBuffer(make([]byte, size)), pool: pool}
		require.NoError(t, body.Close())
		if size > maxKept {
			assert.Nil(t, pool.Get())
		}
	}
}

func TestAnAnswerIsReadUpToItsLimit(t *testing.T) {
	t.Parallel()
	zeros := func(n int64) io.Reader { return io.LimitReader(endless{}, n) }
	for name, test := range map[string]struct {
		length, says int64
		want         error
	}{
		"as large as can be":            {MaxBody, -1, nil},
		"as large as can be, and told":  {MaxBody, MaxBody, nil},
		"one byte more":                 {MaxBody + 1, -1, errTooLarge},
		"one byte more, and told":       {MaxBody + 1, MaxBody + 1, errTooLarge},
		"far more than it is":           {1, MaxBody, nil},
		"told as larger than it can be": {1, MaxBody + 1, errTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body, err := readAll(answerOf(zeros(test.length), test.says), new(sync.Pool))
			require.ErrorIs(t, err, test.want)
			if err == nil {
				assert.EqualValues(t, test.length, body.Len())
			}
		})
	}
	body, err := readAll(answerOf(strings.NewReader("x"), MaxBody), new(sync.Pool))
	require.NoError(t, err)
	assert.LessOrEqual(t, body.buffer.Cap(), 2*maxKept, "little is set aside for what was only told")
}

// endless is a reader of zeros.
type endless struct{}

func (endless) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestABodyOfMiddlewareIsReadLikeAnAnswers(t *testing.T) {
	t.Parallel()
	body, err := ReadBody(answerOf(strings.NewReader("{}"), -1))
	require.NoError(t, err)
	assert.Equal(t, "{}", string(body))

	broken := errors.New("broken")
	_, err = ReadBody(answerOf(io.MultiReader(strings.NewReader("{"), brokenReader{broken}), -1))
	require.ErrorIs(t, err, broken)

	own, err := readAll(answerOf(strings.NewReader("own"), 3), new(sync.Pool))
	require.NoError(t, err)
	response := &http.Response{Body: own}
	body, err = ReadBody(response)
	require.NoError(t, err)
	assert.Equal(t, "own", string(body))
	require.NoError(t, own.Close())
	body, err = ReadBody(response)
	require.NoError(t, err)
	assert.Empty(t, body, "it was closed")
}

type brokenReader struct{ err error }

func (r brokenReader) Read([]byte) (int, error) { return 0, r.err }

func TestReadAllClosesWhatItReads(t *testing.T) {
	t.Parallel()
	closed := 0
	for _, says := range []int64{-1, MaxBody + 1} {
		_, _ = readAll(&http.Response{Body: closing{strings.NewReader("{}"), &closed}, ContentLength: says}, new(sync.Pool))
	}
	assert.Equal(t, 2, closed)
}

func TestABufferServesTheNextAnswer(t *testing.T) {
	t.Parallel()
	pool, seen := new(sync.Pool), make(map[*bytes.Buffer]bool)
	for range 100 { // a pool may drop what it was given, and the race detector makes it do so
		body, err := readAll(answerOf(strings.NewReader("{}"), -1), pool)
		require.NoError(t, err)
		if seen[body.buffer] {
			return
		}
		seen[body.buffer] = true
		require.NoError(t, body.Close())
	}
	t.Error("no buffer came back")
}

func TestRoomIsMadeAtOnceForAnAnswerWhoseLengthIsTold(t *testing.T) {
	t.Parallel()
	const length = 3 << 20
	body, err := readAll(answerOf(io.LimitReader(endless{}, length), length), new(sync.Pool))
	require.NoError(t, err)
	assert.Less(t, body.buffer.Cap(), length+length/16)
}
