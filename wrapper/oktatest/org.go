package oktatest

import (
	"crypto/subtle"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/okta-userapi/userapi-go/gen"
	"github.com/okta-userapi/userapi-go/gen/server"
)

// Org is an Okta org in memory. It is an [http.Handler]; [Org.Transport] and [NewServer] are the two usual ways to it.
// Everything on it may be used by several goroutines at once.
type Org struct {
	host    string
	prefix  string
	token   string
	latency time.Duration
	now     func() time.Time
	ahead   atomic.Int64 // by how many nanoseconds Advance has set the clock ahead

	router              router
	journal             journal
	scripts             scripts
	limits              limits
	authorizationServer authorizationServer

	mu        sync.Mutex
	directory directory
	tokenRole gen.RoleType // of the API token's user
}

// Option sets something of a new org.
type Option func(*Org)

// WithToken sets the API token that the org accepts.
func WithToken(token string) Option { return func(o *Org) { o.token = token } }

// WithClock sets the clock of the org: of its timestamps, rate limits and transitions. It is time.Now unless set, which
// testing/synctest drives. The clock must be safe for use by several goroutines.
func WithClock(now func() time.Time) Option { return func(o *Org) { o.now = now } }

// WithLatency makes every answer wait.
func WithLatency(latency time.Duration) Option { return func(o *Org) { o.latency = latency } }

// WithTransitionDelay makes activations and deactivations go on for a while after their answer: until then the user has
// its old status, transitioningToStatus says which comes, and lifecycle operations on it are refused.
func WithTransitionDelay(delay time.Duration) Option {
	return func(o *Org) { o.directory.transition = delay }
}

// WithLockout sets how many wrong passwords in a row lock a user out; 10 unless set.
func WithLockout(failures int) Option { return func(o *Org) { o.directory.lockout = failures } }

// WithoutUserBlocks makes the org one that lacks the feature of listUserBlocks, and answers it with 401 and E0000015, as
// if the token were wrong.
func WithoutUserBlocks() Option { return func(o *Org) { o.directory.lacksBlocks = true } }

// WithRateLimit allows each class of endpoints so many requests a minute and answers the others with 429. The classes
// are those that the contract names. Unless set, or with 0, the limit that the headers of every answer state is so high
// that nobody reaches it.
func WithRateLimit(perMinute int) Option {
	return func(o *Org) {
		if o.limits.perMinute = perMinute; perMinute <= 0 {
			o.limits.perMinute = unlimited
		}
	}
}

// WithConcurrencyLimit allows so many requests to be under way at once and answers the others with a 429 whose limit is
// 0. Unless set there is no limit.
func WithConcurrencyLimit(requests int) Option {
	return func(o *Org) { o.limits.concurrent = requests }
}

// WithSchema gives the users of the default type a schema: the attributes that every org has, and the custom ones that
// are named, which may be of any type. An attribute that is not in it is refused. Unless set, a profile may have any
// attribute. [Org.UpdateUserSchema] and updateUserProfile set types and limits too.
func WithSchema(customAttributes ...string) Option {
	return func(o *Org) {
		custom := make(map[string]*gen.UserSchemaAttribute)
		for _, name := range customAttributes {
			custom[name] = &gen.UserSchemaAttribute{Title: name}
		}
		o.directory.types[0].schema = userSchema{base: baseAttributes(), custom: custom, closed: true}
	}
}

// WithPathPrefix makes the org serve under a path, such as "/okta", which its links then carry.
func WithPathPrefix(prefix string) Option {
	return func(o *Org) {
		if prefix = strings.Trim(prefix, "/"); prefix != "" {
			o.prefix = "/" + prefix
		}
	}
}

// WithJournal sets how many requests [Org.Requests] keeps, the latest ones; 10,000 unless set.
func WithJournal(requests int) Option { return func(o *Org) { o.journal.size = requests } }

// NewOrg makes an org that is ready at once. It has one group, Everyone, and no users.
func NewOrg(options ...Option) *Org {
	o := &Org{
		host:      "oktatest.example",
		token:     "oktatest-token",
		tokenRole: gen.RoleTypeSuperAdmin,
		now:       time.Now,
		journal:   journal{size: 10_000},
		limits:    limits{perMinute: unlimited},
		directory: directory{
			lockout: 10,
			byID:    make(map[string]*user),
			byLogin: make(map[string]*user),
		},
	}
	o.directory.types = []*userType{newUserType(defaultType, "user")}
	for _, option := range options {
		option(o)
	}
	clock := o.now
	o.now = func() time.Time { return clock().Add(time.Duration(o.ahead.Load())) }
	o.directory.now = o.now
	o.directory.begin(o.directory.types[0])
	o.directory.everyone = o.directory.addGroup(profile{"name": quoted("Everyone"), "description": quoted("All users in your organization")}, gen.GroupTypeBuiltIn)
	o.router.prefix = o.prefix
	server.HandlerWithOptions(handlers{o}, server.StdHTTPServerOptions{BaseRouter: &o.router, ErrorHandlerFunc: o.refuseParameter})
	o.router.addPublic(tokenOperation, tokenOperation.Path, o.issueToken)
	for _, path := range metadataPaths {
		o.router.addPublic(metadataOperation, path, o.metadata)
	}
	return o
}

// Advance sets the org's clock ahead, as if so much time had passed: codes expire, and may be sent again.
func (o *Org) Advance(by time.Duration) { o.ahead.Add(int64(by)) }

// URL is the address of the org for a client with [Org.Transport]. No such host exists; an org behind [NewServer] has
// the server's address.
func (o *Org) URL() string { return "https://" + o.host + o.prefix }

// Token is the API token that the org accepts.
func (o *Org) Token() string { return o.token }

// NewServer starts a server for the org on a port of its own. The org's address is the server's URL, with the prefix
// where there is one. The caller closes the server.
func NewServer(org *Org) *httptest.Server { return httptest.NewServer(org) }

// ServeHTTP answers a request as Okta would, or as a script says.
func (o *Org) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer, err := o.exchange(r)
	if err != nil {
		panic(http.ErrAbortHandler) // how net/http lets a handler drop a connection
	}
	maps.Copy(w.Header(), answer.header)
	w.WriteHeader(answer.status)
	if len(answer.body) > 0 {
		if _, err := w.Write(answer.body); err != nil {
			return // the client has gone
		}
	}
	if answer.cut {
		if err := http.NewResponseController(w).Flush(); err != nil {
			return
		}
		panic(http.ErrAbortHandler)
	}
}

// exchange makes the answer to a request. An error means that there is none: the connection is dropped, or the
// request's context has ended.
func (o *Org) exchange(r *http.Request) (answer, error) {
	body := readBody(r)
	route, refused := o.router.find(r)
	o.journal.add(Request{
		Operation: route.operation.ID,
		Method:    r.Method,
		URL:       r.URL.String(),
		Header:    r.Header.Clone(),
		Body:      body,
		Time:      o.now(),
	})
	leave, admitted := o.limits.enter()
	defer leave()

	script := o.scripts.next(route.operation.ID)
	if err := wait(r.Context(), o.latency+script.delay); err != nil {
		return answer{}, err
	}
	if script.drop == dropBefore {
		return answer{}, errDropped
	}

	out := newAnswer(o.now())
	withinLimit := o.limits.take(route.operation.RateLimitClass, o.now(), &out)
	switch {
	case script.canned != nil:
		script.canned(&out, o.now())
	case refused != nil:
		out.refuse(refused)
	case !o.admit(&out, r, route):
		// the answer says why
	case !admitted:
		out.limited(quota{})
		out.refuse(tooManyRequests())
	case !withinLimit:
		out.refuse(tooManyRequests())
	case len(route.operation.Query) > 0 && !readableQuery(r):
		out.refuse(invalid("query", "query: The query could not be read"))
	default:
		route.handle(&out, withDefaults(route.operation, r))
	}
	if script.drop == dropAfter {
		return answer{}, errDropped
	}
	if script.alter != nil {
		script.alter(&out)
	}
	return out, nil
}

// authorized reports whether the request has the org's token. The blank before it may be missing.
func (o *Org) authorized(r *http.Request) bool {
	sent, isToken := strings.CutPrefix(r.Header.Get("Authorization"), "SSWS")
	sent = strings.TrimPrefix(sent, " ")
	return isToken && subtle.ConstantTimeCompare([]byte(sent), []byte(o.token)) == 1
}

// base is what the links of an answer start with: the address that the client used.
func (o *Org) base(r *http.Request) string {
	scheme := r.URL.Scheme
	switch {
	case scheme != "":
	case r.TLS != nil:
		scheme = "https"
	default:
		scheme = "http"
	}
	return fmt.Sprintf("%s://%s%s", scheme, r.Host, o.prefix)
}
