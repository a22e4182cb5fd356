package oktatest

import (
	"fmt"
	"maps"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// Answer is one scripted answer. Those that begin with a real answer let the operation take effect.
type Answer struct {
	status int // of an answer that is not real
	delay  time.Duration
	drop   drop
	canned func(*answer, time.Time)
	alter  func(*answer)
}

type drop uint8

const (
	dropNever drop = iota
	dropBefore
	dropAfter
)

// Pass is the real answer.
func Pass() Answer { return Answer{} }

// Fail is an error in Okta's shape instead of the real answer.
func Fail(status int, code, summary string, causes ...string) Answer {
	return Answer{status: status, canned: func(a *answer, _ time.Time) {
		a.refuse(&refusal{status: status, code: code, summary: summary, causes: causes})
	}}
}

// Text is an answer of your own instead of the real one: a gateway's HTML page, JSON of another shape, an empty body.
func Text(status int, contentType, body string) Answer {
	return Answer{status: status, canned: func(a *answer, _ time.Time) { a.text(status, contentType, body) }}
}

// Respond is this answer instead of the real one: these headers only, and none of those that Okta's answers have.
func Respond(status int, header http.Header, body string) Answer {
	return Answer{status: status, canned: func(a *answer, _ time.Time) {
		*a = answer{status: status, header: make(http.Header), body: []byte(body)}
		maps.Copy(a.header, header.Clone())
	}}
}

// RateLimited is a 429 instead of the real answer, whose rate limit is reset after some time.
func RateLimited(reset time.Duration) Answer {
	return Answer{status: http.StatusTooManyRequests, canned: func(a *answer, now time.Time) {
		a.limited(quota{limit: 600, reset: now.Add(reset + time.Second - 1)})
		a.refuse(tooManyRequests())
	}}
}

// ConcurrencyLimited is a 429 for too many requests at once: its limit is 0, and its reset says nothing.
func ConcurrencyLimited() Answer {
	return Answer{status: http.StatusTooManyRequests, canned: func(a *answer, _ time.Time) {
		a.limited(quota{})
		a.refuse(tooManyRequests())
	}}
}

// Drop drops the connection before the operation takes effect.
func Drop() Answer { return Answer{drop: dropBefore} }

// DropAfter lets the operation take effect and drops the connection instead of the answer.
func DropAfter() Answer { return Answer{drop: dropAfter} }

// CutBody is the real answer, whose connection breaks in the middle of the body.
func CutBody() Answer {
	return Answer{alter: func(a *answer) {
		a.body = a.body[:len(a.body)/2]
		a.cut = true
	}}
}

// BrokenJSON is the real answer with the second half of its body missing, in a response that is complete otherwise.
func BrokenJSON() Answer {
	return Answer{alter: func(a *answer) {
		a.body = a.body[:len(a.body)/2]
		a.header.Set("Content-Length", strconv.Itoa(len(a.body)))
	}}
}

// Header is the real answer with one header changed: a wrong Link, a Retry-After. Without values it is removed.
func Header(name string, values ...string) Answer {
	return Answer{alter: func(a *answer) {
		a.header.Del(name)
		for _, value := range values {
			a.header.Add(name, value)
		}
	}}
}

// After returns the answer with a delay before it, and before the operation takes effect.
func (a Answer) After(delay time.Duration) Answer {
	a.delay += delay
	return a
}

// scripts has the answers that are to come.
type scripts struct {
	mu      sync.Mutex
	answers map[string][]Answer
}

func (s *scripts) next(operation string) Answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	answers := s.answers[operation]
	if len(answers) == 0 {
		return Answer{}
	}
	s.answers[operation] = answers[1:]
	return answers[0]
}

// Script says how the org answers the next requests of an operation, named by its operationId, such as "getUser": one
// answer a request, after those of earlier scripts, and really again afterwards. Tokens and limits are not looked at
// for an answer that is not real. A name that is no operation's is an error, as is a status that HTTP doesn't have.
func (o *Org) Script(operation string, answers ...Answer) error {
	if !o.router.serves(operation) {
		return fmt.Errorf("script: %q is no operation", operation)
	}
	for _, a := range answers {
		if a.canned != nil && (a.status < 200 || a.status > 999) {
			return fmt.Errorf("script: an answer can't have the status %d: it must be from 200 to 999", a.status)
		}
	}
	o.scripts.mu.Lock()
	defer o.scripts.mu.Unlock()
	if o.scripts.answers == nil {
		o.scripts.answers = make(map[string][]Answer)
	}
	o.scripts.answers[operation] = append(o.scripts.answers[operation], answers...)
	return nil
}

// ClearScripts drops the scripted answers that are still to come.
func (o *Org) ClearScripts() {
	o.scripts.mu.Lock()
	defer o.scripts.mu.Unlock()
	clear(o.scripts.answers)
}

// PendingAnswers is how many scripted answers of an operation are still to come.
func (o *Org) PendingAnswers(operation string) int {
	o.scripts.mu.Lock()
	defer o.scripts.mu.Unlock()
	return len(o.scripts.answers[operation])
}
