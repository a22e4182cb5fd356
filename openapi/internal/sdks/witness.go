package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
)

// A witness stands between an SDK and an org, and sees how the requests are authorized that the org takes. So a test
// can't pass with another credential than the one it is about.
type witness struct {
	server *httptest.Server
	org    *url.URL

	mu     sync.Mutex
	tokens map[string]string // the types of those that the org issued
	taken  map[string]int    // the requests to operations, by scheme
	faults []string
}

func newWitness(org string) (*witness, error) {
	at, err := url.Parse(org)
	if err != nil {
		return nil, err
	}
	w := &witness{org: at, tokens: make(map[string]string), taken: make(map[string]int)}
	w.server = httptest.NewServer(w)
	return w, nil
}

func (w *witness) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/api/v1/apps/"+dpopApp.id {
		// What Python's test asks the API of apps for before it begins.
		out.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprintf(out, `{"id": %q, "label": "Tests", "name": "oidc_client"}`, dpopApp.id)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(out, err.Error(), http.StatusBadRequest)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	proxy := httputil.ReverseProxy{
		Rewrite: func(p *httputil.ProxyRequest) {
			p.SetURL(w.org)
			p.Out.Host = p.In.Host // proofs and assertions name the address that the SDK knows
		},
		ModifyResponse: func(answer *http.Response) error { return w.see(r, string(body), answer) },
	}
	proxy.ServeHTTP(out, r)
}

// see takes note of a request that an org took.
func (w *witness) see(r *http.Request, body string, answer *http.Response) error {
	if answer.StatusCode >= http.StatusMultipleChoices {
		return nil
	}
	if r.URL.Path == "/oauth2/v1/token" {
		return w.seeToken(r.URL.Query().Get("scope"), body, answer)
	}
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	w.mu.Lock()
	defer w.mu.Unlock()
	w.taken[scheme]++
	if scheme != "Bearer" && scheme != "DPoP" {
		return nil
	}
	if w.tokens[token] != scheme {
		w.faults = append(w.faults, fmt.Sprintf("%s %s has a token that the org did not issue as one of %s", r.Method, r.URL.Path, scheme))
	}
	if proved := r.Header.Get("DPoP") != ""; proved != (scheme == "DPoP") {
		w.faults = append(w.faults, fmt.Sprintf("%s %s: proof %t with the scheme %s", r.Method, r.URL.Path, proved, scheme))
	}
	return nil
}

func (w *witness) seeToken(asked, form string, answer *http.Response) error {
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	answer.Body = io.NopCloser(bytes.NewReader(text))
	var issued struct {
		Type  string `json:"token_type"`
		Token string `json:"access_token"`
		Scope string `json:"scope"`
	}
	if err := json.Unmarshal(text, &issued); err != nil {
		return err
	}
	if asked == "" {
		values, err := url.ParseQuery(form)
		if err != nil {
			return err
		}
		asked = values.Get("scope")
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.tokens[issued.Token] = issued.Type
	if asked != issued.Scope {
		w.faults = append(w.faults, fmt.Sprintf("asked for the scopes %q, and got %q", asked, issued.Scope))
	}
	return nil
}

// close ends the witness, and says what was wrong: above all, that no request had a token of this scheme.
func (w *witness) close(scheme string) error {
	w.server.Close()
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.taken[scheme] == 0 {
		w.faults = append(w.faults, fmt.Sprintf("the org took no request with a token of the scheme %s; of others: %v", scheme, w.taken))
	}
	if len(w.faults) > 0 {
		return fmt.Errorf("what the org was sent: %s", strings.Join(w.faults, "; "))
	}
	return nil
}
