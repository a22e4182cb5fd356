package oauth

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"

	"github.com/okta-userapi/userapi-go/wrapper/internal/printable"
	"github.com/okta-userapi/userapi-go/wrapper/internal/token"
)

// tokenSource holds the access token of one client.
type tokenSource struct {
	cfg      Config
	signer   jose.Signer
	endpoint string
	exchange token.Exchange

	mu       sync.Mutex
	token    *accessToken
	fetching chan struct{} // closed when the fetch under way has ended; nil where there is none
	fetchErr error         // how it ended
	retryAt  time.Time     // when to try again to replace a token that still works
	dpop     *prover       // nil where tokens are not bound
	nonces   nonces
}

// nonces are what the server wants to see in the next proofs.
type nonces struct{ token, resource string }

type accessToken struct {
	value    string
	scheme   string // "Bearer" or "DPoP"
	fetched  time.Time
	refresh  time.Time // when to replace it
	expires  time.Time
	accepted bool // whether the org has taken it
}

const (
	// refreshPause is between attempts to replace a token that still works, and refreshPatience how long one may hold
	// up the call that makes it.
	refreshPause    = 30 * time.Second
	refreshPatience = 10 * time.Second

	// minRenewal is the age at which a token that the org never took is taken for one that has been revoked.
	minRenewal = time.Minute

	defaultTokenLife  = time.Hour
	assertionLifetime = 5 * time.Minute
)

// Authorize gives a request a token that works, and the proof that goes with it.
func (s *tokenSource) Authorize(request *http.Request) error {
	t, err := s.get(request.Context())
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", t.scheme+" "+t.value)
	if t.scheme != schemeDPoP {
		return nil
	}
	s.mu.Lock()
	dpop, nonce := s.dpop, s.nonces.resource
	s.mu.Unlock()
	return dpop.prove(request, nonce, t.value)
}

// get returns a token that works, fetching one where there is none. One caller fetches, within its own context; the
// others wait, except while the old token still works, and one of them takes over where that caller gives up.
func (s *tokenSource) get(ctx context.Context) (*accessToken, error) {
	for {
		s.mu.Lock()
		now := time.Now()
		works := s.token != nil && now.Before(s.token.expires)
		if works && (now.Before(s.token.refresh) || s.fetching != nil || now.Before(s.retryAt)) {
			t := s.token
			s.mu.Unlock()
			return t, nil
		}
		if fetching := s.fetching; fetching != nil {
			s.mu.Unlock()
			select {
			case <-fetching:
			case <-ctx.Done():
				return nil, ctx.Err()
			}
			s.mu.Lock()
			err := s.fetchErr
			s.mu.Unlock()
			if err != nil {
				return nil, err
			}
			continue
		}
		s.fetching, s.fetchErr = make(chan struct{}), nil
		s.mu.Unlock()
		patience := time.Duration(0)
		if works {
			patience = refreshPatience
		}
		fetched, err := s.fetchForAll(ctx, patience)
		if err == nil {
			return fetched, nil
		}
		if !works || ctx.Err() != nil {
			return nil, err
		}
	}
}

// fetchForAll fetches a token, within some patience where that isn't 0, and wakes those who wait for it, even where a
// signer or RoundTripper panics. They get the error, except where it is only that this caller had no more time.
func (s *tokenSource) fetchForAll(ctx context.Context, patience time.Duration) (fetched *accessToken, err error) {
	if patience > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, patience)
		defer cancel()
	}
	outOfTime := false
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if fetched != nil {
			s.token = fetched
		} else {
			s.retryAt = time.Now().Add(refreshPause)
			if !outOfTime {
				s.fetchErr = err
			}
		}
		close(s.fetching)
		s.fetching = nil
	}()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.endpoint, nil)
	if err != nil {
		return nil, err
	}
	start := time.Now()
	outOfTime, err = s.exchange(request, func(body []byte) (err error) {
		fetched, err = s.parse(body, start)
		return err
	})
	return fetched, err
}

// parse reads the answer to a token request that began at start.
func (s *tokenSource) parse(body []byte, start time.Time) (*accessToken, error) {
	var answer struct {
		AccessToken string      `json:"access_token"`
		TokenType   string      `json:"token_type"`
		ExpiresIn   json.Number `json:"expires_in"`
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return nil, errors.New("it is not the JSON of a token") // json's own words quote the body
	}
	t := &accessToken{value: answer.AccessToken, fetched: start}
	switch proving := s.proving(); {
	case answer.AccessToken == "" || !printable.IsHeaderValue(answer.AccessToken):
		return nil, errors.New("it has no access_token that can be used")
	case strings.EqualFold(answer.TokenType, schemeDPoP) && !proving:
		return nil, errors.New("its token_type is DPoP, and no proof was sent: turn DPoP on here")
	case strings.EqualFold(answer.TokenType, schemeDPoP):
		t.scheme = schemeDPoP
	case proving && s.cfg.DPoP:
		return nil, fmt.Errorf("DPoP was asked for and its token_type is %q: turn DPoP on for the app, or off here", printable.OneLine(answer.TokenType))
	case strings.EqualFold(answer.TokenType, schemeBearer) || answer.TokenType == "":
		t.scheme = schemeBearer
	default:
		return nil, fmt.Errorf("its token_type is %q, not Bearer or DPoP", printable.OneLine(answer.TokenType))
	}
	life := defaultTokenLife
	if seconds, err := answer.ExpiresIn.Int64(); err == nil && seconds > 0 && seconds < int64(maxTokenLife/time.Second) {
		life = time.Duration(seconds) * time.Second
	}
	t.expires = start.Add(life)
	t.refresh = t.expires.Add(-min(life/10, token.RefreshAhead))
	return t, nil
}

// maxTokenLife bounds what is believed of a token's life.
const maxTokenLife = 366 * 24 * time.Hour

func (s *tokenSource) proving() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dpop != nil
}

// sign makes each attempt at a token a request of its own, since the org refuses an assertion or a proof that it has
// seen. Where the org demands a proof, or a nonce in it, it is sent again at once.
func (s *tokenSource) sign(request *http.Request, send token.Send) (*http.Response, error) {
	for asked := 0; ; asked++ {
		attempt := request.Clone(request.Context())
		nonce, err := s.complete(attempt)
		if err != nil {
			return nil, err
		}
		response, err := send(attempt)
		if err != nil {
			return nil, err
		}
		s.mu.Lock()
		fresh := learnNonce(&s.nonces.token, nonce, response)
		s.mu.Unlock()
		if asked == 2 || response.StatusCode != http.StatusBadRequest && response.StatusCode != http.StatusUnauthorized {
			return response, nil
		}
		switch code := errorCode(response); {
		case code == "use_dpop_nonce" && fresh:
		case code == "invalid_dpop_proof" && !s.proving():
			if err := s.startProving(); err != nil {
				return nil, err
			}
		default:
			return response, nil
		}
		_ = response.Body.Close()
	}
}

func (s *tokenSource) startProving() error {
	dpop, err := newProver()
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.dpop == nil {
		s.dpop = dpop
	}
	return nil
}

// complete gives a token request its form and proof, and returns the nonce in the latter.
func (s *tokenSource) complete(request *http.Request) (nonce string, err error) {
	now := time.Now()
	assertion, err := signClaims(s.signer, map[string]any{
		"iss": s.cfg.ClientID,
		"sub": s.cfg.ClientID,
		"aud": s.endpoint,
		"iat": now.Unix(),
		"exp": now.Add(assertionLifetime).Unix(),
		"jti": rand.Text(),
	})
	if err != nil {
		return "", fmt.Errorf("sign the client's assertion: %w", err)
	}
	form := url.Values{
		"grant_type":            {"client_credentials"},
		"scope":                 {strings.Join(s.cfg.Scopes, " ")},
		"client_assertion_type": {"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
		"client_assertion":      {assertion},
	}.Encode()
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Body = io.NopCloser(strings.NewReader(form))
	request.ContentLength = int64(len(form))

	s.mu.Lock()
	dpop, nonce := s.dpop, s.nonces.token
	s.mu.Unlock()
	if dpop == nil {
		return "", nil
	}
	return nonce, dpop.prove(request, nonce, "")
}

// Renew learns from an answer, and reports whether the request may succeed with new credentials: after a 401 the token
// is replaced, once however many callers saw it refused. A 401 for a feature that the org lacks is no refusal of the
// token.
func (s *tokenSource) Renew(sent *http.Request, response *http.Response) bool {
	scheme, value, _ := strings.Cut(sent.Header.Get("Authorization"), " ")
	s.mu.Lock()
	defer s.mu.Unlock()
	fresh := learnNonce(&s.nonces.resource, nonceIn(sent.Header.Get("DPoP")), response)
	current := s.token != nil && s.token.value == value
	refused := response.StatusCode == http.StatusUnauthorized && errorCode(response) != codeFeatureDenied
	if !refused && response.StatusCode != http.StatusBadRequest {
		if current {
			s.token.accepted = true
		}
		return false
	}
	if scheme == schemeDPoP && fresh && wantsNonce(response) {
		return true
	}
	if !refused {
		return false
	}
	if !current {
		return true
	}
	if !s.token.accepted && time.Since(s.token.fetched) < minRenewal {
		return false
	}
	s.token = nil
	return true
}
