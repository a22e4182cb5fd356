package wrapper

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/cryptosigner"
)

// ClientCredentialsConfig says how a service app of the org gets its access tokens; see [ClientCredentials].
type ClientCredentialsConfig struct {
	// ClientID is the app's client id, such as "0oa1gwfpeiAKcyDHz0h8".
	ClientID string

	// Key is the private key whose public half is registered with the app; see [ParsePrivateKey].
	Key *PrivateKey

	// KeyID is the id (kid) under which the public key is registered. "" stands for the id in the key, where it is a JSON Web Key;
	// the org can do without as long as the app has one key.
	KeyID string

	// Algorithm signs the client's assertions: RS256, RS384, RS512, ES256, ES384 or ES512. "" stands for the alg of a JSON Web Key, for RS256
	// with an RSA key, and for the one that goes with an ECDSA key's curve.
	Algorithm string

	// Scopes are what the app asks for and was granted, such as "okta.users.read".
	Scopes []string

	// DPoP binds tokens to a key that the client makes for itself, so that a stolen token is of no use (RFC 9449). Where it is false
	// the client does so as soon as the org demands it; true saves it the refusal.
	DPoP bool
}

// ClientCredentials authorizes with OAuth 2.0 access tokens, which it gets from the org's own token endpoint with a signed assertion
// (private_key_jwt). The app acts with the scopes and administrator roles that it was granted.
//
// A token is fetched when it is first needed, once for all concurrent callers, and anew shortly before it expires or after an
// answer 401. A fetch ends with the context of the call that needs it; another call that waits then takes over. Its errors are
// an [*Error] with the operation "token" and the server's OAuth code, such as "invalid_client".
func ClientCredentials(cfg ClientCredentialsConfig) Authorizer {
	cfg.Scopes = slices.Clone(cfg.Scopes)
	return &clientCredentials{cfg: cfg}
}

// operationToken is the operation of a token request.
const operationToken = "token"

// clientCredentials is used by pointer, so that printing what holds it shows an address.
type clientCredentials struct{ cfg ClientCredentialsConfig }

func (a *clientCredentials) Authorize(*http.Request) error {
	return errors.New("ClientCredentials work in a client only: pass them to NewClient")
}

// Format keeps the configuration out of every print.
func (a *clientCredentials) Format(state fmt.State, _ rune) {
	_, _ = state.Write([]byte("okta.ClientCredentials([redacted])"))
}

func (a *clientCredentials) validate() error {
	switch {
	case a.cfg.ClientID == "":
		return errors.New("the ClientID of ClientCredentials is empty")
	case a.cfg.Key == nil || a.cfg.Key.signer == nil:
		return errors.New("the Key of ClientCredentials is nil: read one with ParsePrivateKey")
	case len(a.cfg.Scopes) == 0:
		return errors.New("the Scopes of ClientCredentials are empty: name at least one, such as okta.users.read")
	}
	for _, scope := range a.cfg.Scopes {
		if scope == "" || strings.ContainsAny(scope, " \t\r\n,") {
			return fmt.Errorf("the scope %q of ClientCredentials is not one scope: pass each as an element of its own", scope)
		}
	}
	_, err := a.signer()
	return err
}

// signer returns what signs the assertions.
func (a *clientCredentials) signer() (jose.Signer, error) {
	algorithm := jose.SignatureAlgorithm(a.cfg.Algorithm)
	if algorithm == "" {
		algorithm = a.cfg.Key.algorithms[0]
	}
	if !slices.Contains(a.cfg.Key.algorithms, algorithm) {
		return nil, fmt.Errorf("the Algorithm %q of ClientCredentials does not go with the key: use one of %v", a.cfg.Algorithm, a.cfg.Key.algorithms)
	}
	options := (&jose.SignerOptions{}).WithType("JWT")
	id := a.cfg.KeyID
	if id == "" {
		id = a.cfg.Key.id
	}
	if id != "" {
		options = options.WithHeader("kid", id)
	}
	return jose.NewSigner(jose.SigningKey{Algorithm: algorithm, Key: cryptosigner.Opaque(a.cfg.Key.signer)}, options)
}

// bind makes the authorizer of one client. around puts the layers of the transport around the one that signs token requests.
func (a *clientCredentials) bind(base *url.URL, around func(func(next handler) handler) handler) (Authorizer, error) {
	signer, err := a.signer()
	if err != nil {
		return nil, err
	}
	s := &tokenSource{cfg: a.cfg, signer: signer, endpoint: base.JoinPath("oauth2/v1/token").String()}
	if a.cfg.DPoP {
		if s.dpop, err = newProver(); err != nil {
			return nil, err
		}
	}
	s.send = around(s.sign)
	return s, nil
}

// tokenSource holds the access token of one client.
type tokenSource struct {
	cfg      ClientCredentialsConfig
	signer   jose.Signer
	endpoint string
	send     handler

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
	// A token is replaced when a tenth of its life is left, but no more than refreshAhead before its end.
	refreshAhead = 5 * time.Minute

	// refreshPause is between attempts to replace a token that still works, and refreshPatience how long one may hold up the call that makes it.
	refreshPause    = 30 * time.Second
	refreshPatience = 10 * time.Second

	// minRenewal is the age at which a token that the org never took is taken for one that has been revoked.
	minRenewal = time.Minute

	defaultTokenLife  = time.Hour
	assertionLifetime = 5 * time.Minute
)

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
	proof, err := dpop.proof(request.Method, request.URL, nonce, t.value)
	if err != nil {
		return err
	}
	request.Header.Set("DPoP", proof)
	return nil
}

// get returns a token that works, fetching one where there is none. One caller fetches, within its own context; the others wait,
// except while the old token still works, and one of them takes over where that caller gives up.
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

// fetchForAll fetches a token, within some patience where that isn't 0, and wakes those who wait for it, even where a signer or
// RoundTripper panics. They get the error, except where it is only that this caller had no more time.
func (s *tokenSource) fetchForAll(ctx context.Context, patience time.Duration) (fetched *accessToken, err error) {
	if patience > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, patience)
		defer cancel()
	}
	c := &call{operation: operationToken, retryUnsafe: true}
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if fetched != nil {
			s.token = fetched
		} else {
			s.retryAt = time.Now().Add(refreshPause)
			if ctx.Err() == nil && !c.outOfTime {
				s.fetchErr = err
			}
		}
		close(s.fetching)
		s.fetching = nil
	}()
	return s.fetch(ctx, c)
}

// fetch asks the org for a token.
func (s *tokenSource) fetch(ctx context.Context, c *call) (*accessToken, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.endpoint, nil)
	if err != nil {
		return nil, err
	}
	start := time.Now()
	response, err := s.send(c, request)
	if err != nil {
		return nil, err
	}
	defer discard(response)
	body, err := bodyOf(response)
	if err != nil {
		return nil, unanswered(operationToken, err)
	}
	var answer struct {
		AccessToken string      `json:"access_token"`
		TokenType   string      `json:"token_type"`
		ExpiresIn   json.Number `json:"expires_in"`
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return nil, unreadableToken(response, errors.New("it is not the JSON of a token"))
	}
	t := &accessToken{value: answer.AccessToken, fetched: start}
	switch {
	case answer.AccessToken == "" || !validHeaderValue(answer.AccessToken):
		return nil, unreadableToken(response, errors.New("it has no access_token that can be used"))
	case strings.EqualFold(answer.TokenType, schemeDPoP) && !s.proving():
		return nil, unreadableToken(response, errors.New("its token_type is DPoP, and no proof was sent: turn DPoP on here"))
	case strings.EqualFold(answer.TokenType, schemeDPoP):
		t.scheme = schemeDPoP
	case s.proving() && s.cfg.DPoP:
		return nil, unreadableToken(response, fmt.Errorf("DPoP was asked for and its token_type is %q: turn DPoP on for the app, or off here", oneLine(answer.TokenType)))
	case strings.EqualFold(answer.TokenType, schemeBearer) || answer.TokenType == "":
		t.scheme = schemeBearer
	default:
		return nil, unreadableToken(response, fmt.Errorf("its token_type is %q, not Bearer or DPoP", oneLine(answer.TokenType)))
	}
	life := defaultTokenLife
	if seconds, err := answer.ExpiresIn.Int64(); err == nil && seconds > 0 && seconds < int64(maxTokenLife/time.Second) {
		life = time.Duration(seconds) * time.Second
	}
	t.expires = start.Add(life)
	t.refresh = t.expires.Add(-min(life/10, refreshAhead))
	return t, nil
}

// maxTokenLife bounds what is believed of a token's life.
const maxTokenLife = 366 * 24 * time.Hour

// unreadableToken makes an Error of an answer whose body is left out, since it may hold a token.
func unreadableToken(response *http.Response, cause error) error {
	return unreadable(operationToken, response, nil, cause)
}

func (s *tokenSource) proving() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dpop != nil
}

// sign makes each attempt at a token a request of its own, since the org refuses an assertion or a proof that it has seen. Where the org
// demands a proof, or a nonce in it, it is sent again at once.
func (s *tokenSource) sign(next handler) handler {
	return func(c *call, request *http.Request) (*http.Response, error) {
		for asked := 0; ; asked++ {
			attempt := request.Clone(request.Context())
			nonce, err := s.complete(attempt)
			if err != nil {
				return nil, err
			}
			response, err := next(c, attempt)
			if err != nil {
				return nil, err
			}
			s.mu.Lock()
			fresh := learnNonce(&s.nonces.token, nonce, response)
			s.mu.Unlock()
			if asked == 2 || response.StatusCode != http.StatusBadRequest && response.StatusCode != http.StatusUnauthorized {
				return response, nil
			}
			switch code := oauthCode(response); {
			case code == "use_dpop_nonce" && fresh:
			case code == "invalid_dpop_proof" && !s.proving():
				if err := s.startProving(); err != nil {
					return nil, err
				}
			default:
				return response, nil
			}
			discard(response)
		}
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
	proof, err := dpop.proof(request.Method, request.URL, nonce, "")
	if err != nil {
		return "", err
	}
	request.Header.Set("DPoP", proof)
	return nonce, nil
}

// renew learns from an answer, and reports whether the request may succeed with new credentials: after a 401 the token is
// replaced, once however many callers saw it refused.
func (s *tokenSource) renew(sent *http.Request, response *http.Response) bool {
	scheme, value, _ := strings.Cut(sent.Header.Get("Authorization"), " ")
	s.mu.Lock()
	defer s.mu.Unlock()
	fresh := learnNonce(&s.nonces.resource, nonceIn(sent.Header.Get("DPoP")), response)
	current := s.token != nil && s.token.value == value
	if response.StatusCode != http.StatusUnauthorized && response.StatusCode != http.StatusBadRequest {
		if current {
			s.token.accepted = true
		}
		return false
	}
	if scheme == schemeDPoP && fresh && wantsNonce(response) {
		return true
	}
	if response.StatusCode != http.StatusUnauthorized {
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
