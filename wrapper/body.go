package wrapper

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"sync"
)

const (
	// maxBody bounds what is read of an answer. A page of 200 users with large profiles is a few MB.
	maxBody = 64 << 20

	// maxKept bounds what is kept for the next answer, and what is set aside before anything has come.
	maxKept = 4 << 20
)

var errTooLarge = errors.New("the answer is larger than 64 MiB")

// memory is a body that was read whole. Closing it gives its memory to the next answer.
type memory struct {
	bytes.Reader
	data    []byte
	buffer  *bytes.Buffer
	buffers buffers
}

// buffers are kept for the next answers: by a *sync.Pool for a client, by walkBuffers for a walk.
type buffers interface {
	Get() any // a *bytes.Buffer, or nil
	Put(buffer any)
}

// walkBuffers keep what one walk has taken from its client's buffers until it ends. A sync.Pool alone would lose most of them on the way, to
// the garbage collector or to another processor's share, and a page's buffer is large.
type walkBuffers struct {
	shared *sync.Pool
	mu     sync.Mutex
	free   []any
}

func (w *walkBuffers) Get() any {
	w.mu.Lock()
	defer w.mu.Unlock()
	last := len(w.free) - 1
	if last < 0 {
		return w.shared.Get()
	}
	buffer := w.free[last]
	w.free = w.free[:last]
	return buffer
}

func (w *walkBuffers) Put(buffer any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.free = append(w.free, buffer)
}

// release gives back what is no longer used.
func (w *walkBuffers) release() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, buffer := range w.free {
		w.shared.Put(buffer)
	}
}

// Close ends the use of the body and of data.
func (m *memory) Close() error {
	if m.buffer != nil && m.buffer.Cap() <= maxKept {
		m.buffer.Reset()
		m.buffers.Put(m.buffer)
	}
	m.buffer, m.data = nil, nil
	m.Reset(nil)
	return nil
}

// readBody reads an answer to its end, into one of the buffers.
func readBody(response *http.Response, buffers buffers) (*memory, error) {
	defer func() { _ = response.Body.Close() }()
	if response.ContentLength > maxBody {
		return nil, errTooLarge
	}
	buffer, ok := buffers.Get().(*bytes.Buffer)
	if !ok {
		buffer = new(bytes.Buffer)
	}
	if response.ContentLength > 0 {
		buffer.Grow(min(int(response.ContentLength), maxKept) + bytes.MinRead)
	}
	if _, err := buffer.ReadFrom(io.LimitReader(response.Body, maxBody+1)); err != nil {
		return nil, err
	}
	if buffer.Len() > maxBody {
		return nil, errTooLarge
	}
	body := &memory{data: buffer.Bytes(), buffer: buffer, buffers: buffers}
	body.Reset(body.data)
	return body, nil
}

// bodyOf returns the bytes of an answer's body, which middleware may have replaced. They hold until the body is closed.
func bodyOf(response *http.Response) ([]byte, error) {
	body, ok := response.Body.(*memory)
	if !ok {
		var err error
		if body, err = readBody(response, new(sync.Pool)); err != nil {
			return nil, err
		}
	}
	return body.data, nil
}
