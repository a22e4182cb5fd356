package oktatest

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/okta-userapi/userapi-go/gen"
)

// maxBody is the largest body that the org reads.
const maxBody = 1 << 20

// answer is a response before it goes out, complete, so that a script can spoil it. It is the http.ResponseWriter of
// the handlers.
type answer struct {
	status int
	header http.Header
	body   []byte
	cut    bool // the connection breaks after the body, before the length that the header says
}

func newAnswer(now time.Time) answer {
	return answer{status: http.StatusOK, header: http.Header{
		"Date":              {now.UTC().Format(http.TimeFormat)},
		"Cache-Control":     {"no-cache, no-store"},
		"X-Okta-Request-Id": {rand.Text()},
		"Set-Cookie":        {`sid=""; Max-Age=0; Path=/; HttpOnly`},
	}}
}

func (a *answer) Header() http.Header { return a.header }

func (a *answer) WriteHeader(status int) { a.status = status }

func (a *answer) Write(data []byte) (int, error) {
	a.body = append(a.body, data...)
	a.header.Set("Content-Length", strconv.Itoa(len(a.body)))
	return len(data), nil
}

func (a *answer) json(status int, value any) {
	var body bytes.Buffer
	encoder := json.NewEncoder(&body)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		a.refuse(internalError())
		return
	}
	a.text(status, "application/json", string(body.Bytes()[:body.Len()-1]))
}

func (a *answer) text(status int, contentType, body string) {
	a.status = status
	a.body = []byte(body)
	a.header.Set("Content-Type", contentType)
	a.header.Set("Content-Length", strconv.Itoa(len(body)))
}

func (a *answer) refuse(r *refusal) {
	if r.code == "" {
		a.text(r.status, "text/html", fmt.Sprintf("<html><body><h1>%d %s</h1></body></html>", r.status, http.StatusText(r.status)))
		return
	}
	if r.allow != nil {
		a.header.Set("Allow", strings.Join(r.allow, ", "))
	}
	a.json(r.status, r.wire("oae"+rand.Text()))
}

// reply is what a handler answers with; without a body it has none.
type reply struct {
	status int
	header http.Header
	body   any
}

func ok(body any) (reply, *refusal) { return reply{status: http.StatusOK, body: body}, nil }

func done() (reply, *refusal) { return ok(struct{}{}) }

func noContent() (reply, *refusal) { return reply{status: http.StatusNoContent}, nil }

func refuse(r *refusal) (reply, *refusal) { return reply{}, r }

// handlers has the handler of each operation, in the interface that is generated from the contract.
type handlers struct{ org *Org }

// call is what a handler works with: the directory, locked, and what links start with.
type call struct {
	*directory
	base string
}

// user answers an operation on a user, or refuses it where there is none.
func (h handlers) user(w http.ResponseWriter, r *http.Request, userID gen.UserID, handle func(call, *user) (reply, *refusal)) {
	h.answer(w, r, func(c call) (reply, *refusal) {
		u, refused := c.find(userID)
		if refused != nil {
			return refuse(refused)
		}
		return handle(c, u)
	})
}

// role answers an operation on a role of a user, or refuses it where one of them is none.
func (h handlers) role(w http.ResponseWriter, r *http.Request, userID gen.UserID, roleID gen.RoleID, handle func(call, *user, *role) (reply, *refusal)) {
	h.user(w, r, userID, func(c call, u *user) (reply, *refusal) {
		role, refused := u.role(roleID)
		if refused != nil {
			return refuse(refused)
		}
		return handle(c, u, role)
	})
}

// group answers an operation on a group, or refuses it where there is none.
func (h handlers) group(w http.ResponseWriter, r *http.Request, groupID gen.GroupID, handle func(call, *group) (reply, *refusal)) {
	h.answer(w, r, func(c call) (reply, *refusal) {
		g, refused := c.group(groupID)
		if refused != nil {
			return refuse(refused)
		}
		return handle(c, g)
	})
}

// ownGroup answers an operation that changes a group, or refuses it where the group is not one of Okta's own making.
func (h handlers) ownGroup(w http.ResponseWriter, r *http.Request, groupID gen.GroupID, handle func(call, *group) (reply, *refusal)) {
	h.group(w, r, groupID, func(c call, g *group) (reply, *refusal) {
		if g.kind != gen.GroupTypeOktaGroup {
			return refuse(notPermitted())
		}
		return handle(c, g)
	})
}

// membership answers an operation on a user and a group that can be changed, or refuses it where one of them is none.
func (h handlers) membership(w http.ResponseWriter, r *http.Request, groupID gen.GroupID, userID gen.UserID, handle func(call, *user, *group) (reply, *refusal)) {
	h.ownGroup(w, r, groupID, func(c call, g *group) (reply, *refusal) {
		u, refused := c.find(userID)
		if refused != nil {
			return refuse(refused)
		}
		return handle(c, u, g)
	})
}

func (h handlers) answer(w http.ResponseWriter, r *http.Request, handle func(call) (reply, *refusal)) {
	out, isAnswer := w.(*answer)
	if !isAnswer {
		http.Error(w, "handlers are called by the org only", http.StatusInternalServerError)
		return
	}
	reply, refused := h.locked(call{&h.org.directory, h.org.base(r)}, handle)
	if refused != nil {
		out.refuse(refused)
		return
	}
	maps.Copy(out.header, reply.header)
	if reply.body == nil {
		out.status = reply.status
		return
	}
	out.json(reply.status, reply.body)
}

func (h handlers) locked(c call, handle func(call) (reply, *refusal)) (reply, *refusal) {
	h.org.mu.Lock()
	defer h.org.mu.Unlock()
	c.settle()
	return handle(c)
}

// readBody reads the body and leaves the request one to be read again.
func readBody(r *http.Request) []byte {
	if r.Body == nil {
		return nil
	}
	// What can't be read to its end doesn't parse either, so the handlers need no word of the error.
	body, _ := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	r.Body = io.NopCloser(bytes.NewReader(body))
	r.ContentLength = int64(len(body))
	return body
}

// readableQuery reports whether no part of the query would be passed over.
func readableQuery(r *http.Request) bool {
	_, err := url.ParseQuery(r.URL.RawQuery)
	return err == nil
}

// decode reads a JSON body into value.
func decode(r *http.Request, value any) *refusal {
	mediaType, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || mediaType != "application/json" {
		return wrongContentType()
	}
	if r.Body == nil {
		return malformed()
	}
	body, err := io.ReadAll(r.Body)
	switch {
	case len(body) > maxBody:
		return malformed("The body is larger than 1 MiB")
	case err != nil || json.Unmarshal(body, value) != nil:
		return malformed()
	}
	return nil
}

// wait waits, or ends with the context's error.
func wait(ctx context.Context, delay time.Duration) error {
	if delay <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// errDropped is what a client with [Org.Transport] sees of a connection that a script dropped.
var errDropped = errors.New("oktatest: the connection was dropped, as scripted")

// refuseParameter answers a query parameter that can't be read.
func (o *Org) refuseParameter(w http.ResponseWriter, _ *http.Request, err error) {
	out, isAnswer := w.(*answer)
	if !isAnswer {
		http.Error(w, "handlers are called by the org only", http.StatusInternalServerError)
		return
	}
	out.refuse(parameterRefused(err))
}
