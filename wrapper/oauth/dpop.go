package oauth

import (
	"bytes"
	"cmp"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"

	"github.com/okta-userapi/userapi-go/wrapper/internal/sendonce"
)

const (
	schemeBearer = "Bearer"
	schemeDPoP   = "DPoP"

	headerDPoPNonce = "DPoP-Nonce"
)

// prover makes the proofs that a client holds the key that its tokens are bound to (RFC 9449).
type prover struct{ signer jose.Signer }

// newProver makes a key that lives as long as the client and is never stored.
func newProver() (*prover, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("make a key for DPoP: %w", err)
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.ES256, Key: key}, (&jose.SignerOptions{EmbedJWK: true}).WithType("dpop+jwt"))
	if err != nil {
		return nil, fmt.Errorf("make a key for DPoP: %w", err)
	}
	return &prover{signer: signer}, nil
}

// prove gives a request a proof of its own: no other has its jti, and sendonce keeps net/http from sending it again.
// accessToken is "" for a token request.
func (p *prover) prove(request *http.Request, nonce, accessToken string) error {
	claims := map[string]any{
		"jti": rand.Text(),
		"htm": request.Method,
		"htu": targetURI(request.URL),
		"iat": time.Now().Unix(),
	}
	if nonce != "" {
		claims["nonce"] = nonce
	}
	if accessToken != "" {
		hash := sha256.Sum256([]byte(accessToken))
		claims["ath"] = base64.RawURLEncoding.EncodeToString(hash[:])
	}
	proof, err := signClaims(p.signer, claims)
	if err != nil {
		return fmt.Errorf("sign the DPoP proof: %w", err)
	}
	request.Header.Set("DPoP", proof)
	sendonce.Mark(request)
	return nil
}

// targetURI is a request's URL without its query, as an org compares it: with the path decoded, except for these four.
func targetURI(target *url.URL) string {
	path := strings.NewReplacer("%", "%25", " ", "%20", `"`, "%22", "#", "%23").Replace(target.Path)
	return target.Scheme + "://" + target.Host + path
}

func signClaims(signer jose.Signer, claims map[string]any) (string, error) {
	payload, err := json.Marshal(claims)
	if err != nil {
		return "", err
	}
	signature, err := signer.Sign(payload)
	if err != nil {
		return "", err
	}
	return signature.CompactSerialize()
}

// learnNonce keeps the nonce that an answer of any status brings, and reports whether it is another than the one that was sent.
func learnNonce(nonce *string, sent string, response *http.Response) bool {
	next := response.Header.Get(headerDPoPNonce)
	if next == "" {
		return false
	}
	*nonce = next
	return next != sent
}

// nonceIn is the nonce in a proof of this client; "" where it has none.
func nonceIn(proof string) string {
	_, rest, _ := strings.Cut(proof, ".")
	payload, _, _ := strings.Cut(rest, ".")
	var claims struct {
		Nonce string `json:"nonce"`
	}
	if data, err := base64.RawURLEncoding.DecodeString(payload); err != nil || json.Unmarshal(data, &claims) != nil {
		return ""
	}
	return claims.Nonce
}

// wantsNonce reports whether an answer asks for a proof with the nonce that it brings.
func wantsNonce(response *http.Response) bool {
	return strings.Contains(response.Header.Get("WWW-Authenticate"), "use_dpop_nonce") || errorCode(response) == "use_dpop_nonce"
}

// codeFeatureDenied is Okta's code for a feature that the org lacks.
const codeFeatureDenied = "E0000015"

// errorCode is the code of the error in an answer, OAuth 2.0's or Okta's; "" where there is none. It leaves the answer's
// body, which is in memory, to be read again.
func errorCode(response *http.Response) string {
	body, err := io.ReadAll(response.Body)
	response.Body = struct {
		io.Reader
		io.Closer
	}{bytes.NewReader(body), response.Body}
	var answer struct {
		Error     string `json:"error"`
		ErrorCode string `json:"errorCode"`
	}
	if err != nil || json.Unmarshal(body, &answer) != nil {
		return ""
	}
	return cmp.Or(answer.Error, answer.ErrorCode)
}
