package oktatest

import (
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

const (
	// clockSkew is how far the time of a proof may be from the org's.
	clockSkew = 5 * time.Minute

	// nonceLife is how long a nonce is handed out, and nonceGrace how long it is taken.
	nonceLife  = 24 * time.Hour
	nonceGrace = 3 * 24 * time.Hour
)

// proof are the claims with which a client shows that it holds the key that its tokens are bound to (RFC 9449).
type proof struct {
	ID        string           `json:"jti"`
	Method    string           `json:"htm"`
	Target    string           `json:"htu"`
	IssuedAt  *jwt.NumericDate `json:"iat"`
	TokenHash string           `json:"ath"`
	Nonce     string           `json:"nonce"`
}

func badProof(description string) *oauthRefusal {
	return &oauthRefusal{status: http.StatusBadRequest, code: "invalid_dpop_proof", description: description}
}

func badClaim(name string) *oauthRefusal {
	return badProof("'" + name + "' claim in the DPoP proof JWT is invalid.")
}

// checkProofOfClient checks the proof of a request for a token, and returns the thumbprint of its key.
func (s *authorizationServer) checkProofOfClient(r *http.Request, origin string, now time.Time) (thumbprint string, _ *oauthRefusal) {
	sent, thumbprint, refused := readProof(r)
	if refused != nil {
		return "", refused
	}
	if refused := s.checkProof(sent, thumbprint, r, origin, now); refused != nil {
		return "", refused
	}
	return thumbprint, s.checkNonce(sent, http.StatusBadRequest, now)
}

// checkProofOfToken checks the proof of a request with a token that is bound to the key with a thumbprint.
func (s *authorizationServer) checkProofOfToken(r *http.Request, token, boundTo, origin string, now time.Time) *oauthRefusal {
	sent, thumbprint, refused := readProof(r)
	if refused != nil {
		return refused
	}
	hash := sha256.Sum256([]byte(token))
	switch {
	case thumbprint != boundTo:
		return badProof("The DPoP proof JWT is signed with another key than the one that the access token is bound to.")
	case sent.TokenHash != base64.RawURLEncoding.EncodeToString(hash[:]):
		return badClaim("ath")
	}
	if refused := s.checkProof(sent, thumbprint, r, origin, now); refused != nil || !s.noncesEverywhere {
		return refused
	}
	return s.checkNonce(sent, http.StatusUnauthorized, now)
}

// readProof reads the proof of a request, and the thumbprint of the key in it that it is signed with.
func readProof(r *http.Request) (sent proof, thumbprint string, refused *oauthRefusal) {
	headers := r.Header.Values("DPoP")
	if len(headers) == 0 {
		return proof{}, "", badProof("The DPoP proof JWT header is missing.")
	}
	signed, err := jwt.ParseSigned(headers[0], algorithms)
	if err != nil || len(headers) > 1 {
		return proof{}, "", badProof("The DPoP header has to be one JWT that is signed with one of the algorithms.")
	}
	header := signed.Headers[0]
	switch key := header.JSONWebKey; {
	case header.ExtraHeaders[jose.HeaderType] != "dpop+jwt":
		return proof{}, "", badProof("The typ of the DPoP proof JWT has to be dpop+jwt.")
	case key == nil: // one that is not public was no JWT to begin with
		return proof{}, "", badProof("The DPoP proof JWT has no public key (jwk) in its header.")
	case signed.Claims(key.Key, &sent) != nil:
		return proof{}, "", badProof("The DPoP proof JWT signature is invalid.")
	}
	sum, err := header.JSONWebKey.Thumbprint(crypto.SHA256)
	if err != nil {
		return proof{}, "", badProof("The DPoP proof JWT has a key that has no thumbprint.")
	}
	return sent, base64.RawURLEncoding.EncodeToString(sum), nil
}

// checkProof checks that a proof is of this request, of now, and new.
func (s *authorizationServer) checkProof(sent proof, thumbprint string, r *http.Request, origin string, now time.Time) *oauthRefusal {
	switch {
	case sent.Method != r.Method:
		return badClaim("htm")
	case sent.Target != origin+comparedPath(r.URL.Path):
		return badClaim("htu")
	case sent.IssuedAt == nil || sent.IssuedAt.Time().Sub(now).Abs() > clockSkew:
		return badClaim("iat")
	case sent.ID == "" || !s.seen.first("proof "+thumbprint+" "+sent.ID, sent.IssuedAt.Time().Add(clockSkew), now):
		return badClaim("jti")
	}
	return nil
}

// comparedPath is a path as an org compares it with a proof: decoded, except for these four characters.
func comparedPath(path string) string {
	return strings.NewReplacer("%", "%25", " ", "%20", `"`, "%22", "#", "%23").Replace(path)
}

// nonce is what the org wants to see in proofs, so that none can be made in stock.
type nonce struct {
	value string
	made  time.Time
}

// checkNonce checks that a proof has a nonce of the org's. The refusal, of a status, brings the one to use.
func (s *authorizationServer) checkNonce(sent proof, status int, now time.Time) *oauthRefusal {
	for _, nonce := range s.nonces {
		if nonce.value == sent.Nonce && now.Sub(nonce.made) < nonceGrace {
			return nil
		}
	}
	if last := len(s.nonces) - 1; last < 0 || now.Sub(s.nonces[last].made) >= nonceLife {
		s.nonces = append(s.nonces, nonce{rand.Text(), now})
	}
	return &oauthRefusal{
		status: status, code: "use_dpop_nonce", nonce: s.nonces[len(s.nonces)-1].value,
		description: "Authorization server requires nonce in DPoP proof.",
	}
}

func (s *authorizationServer) rotateNonce() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.nonces = nil
}

// onceOnly finds what is used twice.
type onceOnly struct {
	until map[string]time.Time // by id, when it would be refused for its age
	swept time.Time
}

// first reports whether an id is new, and keeps it until some time.
func (u *onceOnly) first(id string, until, now time.Time) bool {
	if u.until == nil {
		u.until = make(map[string]time.Time)
	}
	if now.Sub(u.swept) > clockSkew {
		u.swept = now
		for id, until := range u.until {
			if until.Before(now) {
				delete(u.until, id)
			}
		}
	}
	if _, used := u.until[id]; used {
		return false
	}
	u.until[id] = until
	return true
}
