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
	data   []byte
	buffer *bytes.Buffer
	pool   *sync.Pool
}

// Close ends the use of the body and of data.
func (m *memory) Close() error {
	if m.buffer != nil && m.buffer.Cap() <= maxKept {
		m.buffer.Reset()
		m.pool.Put(m.buffer)
	}
	m.buffer, m.data = nil, nil
	m.Reset(nil)
	return nil
}

// readBody reads an answer to its end, into memory of the pool.
func readBody(response *http.Response, pool *sync.Pool) (*memory, error) {
	defer func() { _ = response.Body.Close() }()
	if response.ContentLength > maxBody {
		return nil, errTooLarge
	}
	buffer, ok := pool.Get().(*bytes.Buffer)
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
	body := &memory{data: buffer.Bytes(), buffer: buffer, pool: pool}
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
