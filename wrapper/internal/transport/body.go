package transport

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"sync"
)

const (
	// MaxBody bounds what is read of an answer. A page of 200 users with large profiles is a few MB.
	MaxBody = 16 << 20

	// maxKept bounds the buffers that are kept for the next answers, and what is set aside before anything has come.
	maxKept = 4 << 20
)

var errTooLarge = errors.New("the answer is larger than 16 MiB")

// bufferedBody is a body that was read whole. Closing it gives its buffer to the next answer.
type bufferedBody struct {
	bytes.Reader
	buffer *bytes.Buffer // nil once it is closed
	pool   *sync.Pool    // of *bytes.Buffer
}

// Close ends the use of the body and of its bytes.
func (b *bufferedBody) Close() error {
	if b.buffer != nil && b.buffer.Cap() <= maxKept {
		b.buffer.Reset()
		b.pool.Put(b.buffer)
	}
	b.buffer = nil
	b.Reset(nil)
	return nil
}

// readAll reads the body of an answer to its end.
func readAll(response *http.Response, pool *sync.Pool) (*bufferedBody, error) {
	defer func() { _ = response.Body.Close() }()
	if response.ContentLength > MaxBody {
		return nil, errTooLarge
	}
	buffer, ok := pool.Get().(*bytes.Buffer)
	if !ok {
		buffer = new(bytes.Buffer)
	}
	if response.ContentLength > 0 {
		buffer.Grow(min(int(response.ContentLength), maxKept) + bytes.MinRead)
	}
	if _, err := buffer.ReadFrom(io.LimitReader(response.Body, MaxBody+1)); err != nil {
		return nil, err
	}
	if buffer.Len() > MaxBody {
		return nil, errTooLarge
	}
	body := &bufferedBody{buffer: buffer, pool: pool}
	body.Reset(buffer.Bytes())
	return body, nil
}

// ReadBody returns the bytes of an answer's body, which middleware may have replaced. They hold until the body is
// closed.
func ReadBody(response *http.Response) ([]byte, error) {
	if body, ok := response.Body.(*bufferedBody); ok && body.buffer != nil {
		return body.buffer.Bytes(), nil
	}
	body, err := readAll(response, new(sync.Pool))
	if err != nil {
		return nil, err
	}
	return body.buffer.Bytes(), nil
}

// discard ends the use of an answer, where there was one.
func discard(response *http.Response) {
	if response != nil {
		_ = response.Body.Close()
	}
}
