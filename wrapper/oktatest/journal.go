package oktatest

import (
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/okta-userapi/userapi-go/gen"
)

// Request is a request that the org got. Its header is as it was sent: a token in Authorization is not masked, so that
// a test can look at it.
type Request struct {
	Operation string // the operationId, "token" or "metadata"; "" where the path or method is no operation's
	Method    string
	URL       string
	Header    http.Header
	Body      []byte // up to 1 MiB of it
	Time      time.Time
}

// journal keeps the latest requests and counts all.
type journal struct {
	size int

	mu       sync.Mutex
	requests []Request
	counts   map[string]int
}

func (j *journal) add(r Request) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.counts == nil {
		j.counts = make(map[string]int)
	}
	j.counts[r.Operation]++
	if j.size <= 0 {
		return
	}
	if len(j.requests) >= 2*j.size {
		j.requests = slices.Clone(j.requests[len(j.requests)-j.size+1:])
	}
	j.requests = append(j.requests, r)
}

// Requests are the requests that the org got, in the order they came, those that were refused or scripted included: the
// latest 10,000 unless [WithJournal] says otherwise.
func (o *Org) Requests() []Request {
	o.journal.mu.Lock()
	defer o.journal.mu.Unlock()
	return slices.Clone(o.journal.requests[max(0, len(o.journal.requests)-max(0, o.journal.size)):])
}

// Operations are the operationIds of [Org.Requests], in the order they came: a test that compares them shows that the
// org was asked for nothing else.
func (o *Org) Operations() []string {
	var operations []string
	for _, request := range o.Requests() {
		operations = append(operations, request.Operation)
	}
	return operations
}

// Count is how many requests an operation got, by its operationId, such as "getUser"; "" counts the requests that are
// no operation's.
func (o *Org) Count(operation string) int {
	o.journal.mu.Lock()
	defer o.journal.mu.Unlock()
	return o.journal.counts[operation]
}

// UsedScopes are the least OAuth 2.0 scopes for all that the org was asked to do so far, even what it refused: what to
// grant a service app that does the same. They are in alphabetical order.
func (o *Org) UsedScopes() []string {
	o.journal.mu.Lock()
	defer o.journal.mu.Unlock()
	var used []string
	for _, operation := range gen.Operations() {
		if o.journal.counts[operation.ID] > 0 {
			used = append(used, operation.ID)
		}
	}
	scopes, err := gen.ScopesOf(used...)
	if err != nil {
		return nil // can't happen: the operations are those of the table
	}
	return scopes
}
