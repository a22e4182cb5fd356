package oauth

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/go-jose/go-jose/v4"

	"github.com/okta-userapi/userapi-go/wrapper/internal/printable"
)

// PrivateKey is a key that a client of [ClientCredentials] proves itself with. Printing it shows nothing of the key.
type PrivateKey struct {
	signer     crypto.Signer
	id         string
	algorithms []jose.SignatureAlgorithm // those it can sign with, the usual one first
}

// minRSABits is the size below which Okta refuses an RSA key.
const minRSABits = 2048

// NewPrivateKey takes a key that is held elsewhere, such as in a hardware module or a cloud's key service, or one that
// is parsed already. It is RSA of 2048 bits or more, or ECDSA on P-256, P-384 or P-521. The signer has to be safe for
// concurrent use.
func NewPrivateKey(signer crypto.Signer) (*PrivateKey, error) {
	if isEmpty(signer) {
		return nil, errors.New("okta: the private key is nil or empty: pass a key that was read or made before")
	}
	key, err := signing(signer)
	if err != nil {
		return nil, fmt.Errorf("okta: the private key %w", err)
	}
	return key, nil
}

// isEmpty finds the keys whose methods panic.
func isEmpty(signer crypto.Signer) bool {
	if value := reflect.ValueOf(signer); !value.IsValid() || value.Kind() == reflect.Pointer && value.IsNil() {
		return true // a nil pointer of any type, such as a key service's, is no nil signer
	}
	switch key := signer.(type) {
	case *rsa.PrivateKey:
		return key.N == nil || key.D == nil
	case *ecdsa.PrivateKey:
		return key.Curve == nil || key.X == nil || key.Y == nil || key.D == nil //nolint:staticcheck // what replaces them panics on such a key
	case ed25519.PrivateKey:
		return len(key) != ed25519.PrivateKeySize
	}
	return false
}

func algorithmsOf(public crypto.PublicKey) ([]jose.SignatureAlgorithm, error) {
	const none = "has no public half: check what made it"
	switch public := public.(type) {
	case nil:
		return nil, errors.New(none)
	case *rsa.PublicKey:
		if public == nil || public.N == nil {
			return nil, errors.New(none)
		}
		if bits := public.N.BitLen(); bits < minRSABits {
			return nil, fmt.Errorf("is RSA of %d bits: Okta takes %d or more", bits, minRSABits)
		}
		return []jose.SignatureAlgorithm{jose.RS256, jose.RS384, jose.RS512}, nil
	case *ecdsa.PublicKey:
		if public == nil || public.Curve == nil {
			return nil, errors.New(none)
		}
		switch public.Curve {
		case elliptic.P256():
			return []jose.SignatureAlgorithm{jose.ES256}, nil
		case elliptic.P384():
			return []jose.SignatureAlgorithm{jose.ES384}, nil
		case elliptic.P521():
			return []jose.SignatureAlgorithm{jose.ES512}, nil
		}
		return nil, fmt.Errorf("is on the curve %s: Okta takes P-256, P-384 and P-521", public.Curve.Params().Name)
	}
	return nil, fmt.Errorf("is a %T: Okta takes RSA and ECDSA keys", public)
}

// ParsePrivateKey reads a key from its text: PEM, as the admin console and openssl write it (PKCS#8 "PRIVATE KEY",
// PKCS#1 "RSA PRIVATE KEY" or SEC 1 "EC PRIVATE KEY"), or one JSON Web Key, whose kid is the key's id. Line breaks that
// became \n on the way through an environment variable are put right. The key isn't encrypted, and is as
// [NewPrivateKey] wants it.
//
// The error says what was found instead, and nothing of what is secret in it.
func ParsePrivateKey(text []byte) (*PrivateKey, error) {
	key, err := parsePrivateKey(text)
	if err != nil {
		return nil, fmt.Errorf("okta: the private key %w", err)
	}
	return key, nil
}

func parsePrivateKey(text []byte) (*PrivateKey, error) {
	text = bytes.TrimSpace(bytes.TrimPrefix(bytes.TrimSpace(text), []byte("\ufeff")))
	switch {
	case len(text) == 0:
		return nil, errors.New("is empty: pass PEM or a JSON Web Key")
	case text[0] == '{' || text[0] == '[':
		if !json.Valid(text) {
			text = withLineBreaks(text)
		}
		return parseJWK(text)
	}
	text = withLineBreaks(text)
	for rest := text; ; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			return nil, notPEM(text)
		}
		// openssl ecparam writes the curve in front of the key.
		if block.Type != "EC PARAMETERS" {
			return parseBlock(block)
		}
	}
}

// withLineBreaks puts line breaks right that became \n.
func withLineBreaks(text []byte) []byte {
	if bytes.ContainsRune(text, '\n') {
		return text
	}
	text = bytes.ReplaceAll(text, []byte(`\r`), nil)
	return bytes.ReplaceAll(text, []byte(`\n`), []byte("\n"))
}

func parseBlock(block *pem.Block) (*PrivateKey, error) {
	if block.Headers["DEK-Info"] != "" {
		return nil, errors.New("is encrypted with a password: decrypt it first, as with \"openssl pkey\"")
	}
	var key any
	var err error
	switch block.Type {
	case "PRIVATE KEY":
		key, err = x509.ParsePKCS8PrivateKey(block.Bytes)
	case "RSA PRIVATE KEY":
		key, err = x509.ParsePKCS1PrivateKey(block.Bytes)
	case "EC PRIVATE KEY":
		key, err = x509.ParseECPrivateKey(block.Bytes)
	case "ENCRYPTED PRIVATE KEY":
		return nil, errors.New("is encrypted with a password: decrypt it first, as with \"openssl pkey\"")
	case "OPENSSH PRIVATE KEY":
		return nil, errors.New("is in OpenSSH's own format: convert it with \"ssh-keygen -p -m PKCS8\"")
	case "PUBLIC KEY", "RSA PUBLIC KEY":
		return nil, errors.New("is a public key: pass the private one")
	case "CERTIFICATE", "TRUSTED CERTIFICATE":
		return nil, errors.New("is a certificate: pass the private key that belongs to it")
	case "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST":
		return nil, errors.New("is a certificate request: pass the private key that belongs to it")
	default:
		return nil, fmt.Errorf("is a PEM block of type %q: pass a PRIVATE KEY, RSA PRIVATE KEY or EC PRIVATE KEY", printable.OneLine(block.Type))
	}
	if err != nil {
		return nil, fmt.Errorf("is a damaged PEM block of type %s: copy it again, from its BEGIN line to its END line", block.Type)
	}
	return signing(key)
}

// notPEM says what a text without a PEM block looks like.
func notPEM(text []byte) error {
	switch {
	case bytes.Contains(text, []byte("-----BEGIN ")):
		return errors.New("is a damaged PEM block: copy it again, from its BEGIN line to its END line, with its line breaks")
	case bytes.HasPrefix(text, []byte{0x30}):
		return errors.New("is binary (DER): convert it to PEM with \"openssl pkey -inform DER\"")
	case bytes.HasPrefix(text, []byte("ssh-")) || bytes.HasPrefix(text, []byte("ecdsa-sha2-")):
		return errors.New("is a public key of OpenSSH: pass the private one, as PEM")
	case bytes.HasPrefix(text, []byte("MII")):
		return errors.New("lacks its BEGIN and END lines: pass the whole PEM block")
	case len(text) < 512 && !bytes.ContainsRune(text, '\n') && (bytes.ContainsAny(text, `/\`) || bytes.HasSuffix(text, []byte(".pem"))):
		return errors.New("looks like the path of a file: pass what the file holds")
	}
	return errors.New("is neither PEM nor a JSON Web Key: it has to start with -----BEGIN or with {")
}

func parseJWK(text []byte) (*PrivateKey, error) {
	var kind struct {
		Keys json.RawMessage `json:"keys"`
		Type string          `json:"kty"`
		Use  string          `json:"use"`
		D    string          `json:"d"`
	}
	if err := json.Unmarshal(text, &kind); err != nil {
		return nil, errors.New("is JSON, but not a JSON Web Key: pass one object with kty")
	}
	switch {
	case kind.Keys != nil:
		return nil, errors.New("is a set of JSON Web Keys: pass one of them")
	case kind.Type == "":
		return nil, errors.New("is JSON without kty: pass a JSON Web Key")
	case kind.Type == "oct":
		return nil, errors.New("is a JSON Web Key with a shared secret (kty oct): pass a private key, of kty RSA or EC")
	case kind.Type != "RSA" && kind.Type != "EC":
		return nil, fmt.Errorf("is a JSON Web Key of kty %q: Okta takes RSA and EC", printable.OneLine(kind.Type))
	case kind.D == "":
		return nil, errors.New("is a public JSON Web Key: pass the private one, which has d")
	case kind.Use == "enc":
		return nil, errors.New("is a JSON Web Key for encryption (use enc): pass one to sign with")
	}
	var jwk jose.JSONWebKey
	if err := jwk.UnmarshalJSON(text); err != nil || !jwk.Valid() {
		return nil, fmt.Errorf("is a JSON Web Key of kty %s with a member that is missing or wrong: copy it again", kind.Type)
	}
	key, err := signing(jwk.Key)
	if err != nil {
		return nil, err
	}
	key.id = jwk.KeyID
	if alg := jose.SignatureAlgorithm(jwk.Algorithm); alg != "" {
		if err := key.prefer(alg); err != nil {
			return nil, fmt.Errorf("is a JSON Web Key with alg %q: %w", printable.OneLine(jwk.Algorithm), err)
		}
	}
	return key, nil
}

// signing takes a parsed key.
func signing(key any) (*PrivateKey, error) {
	signer, ok := key.(crypto.Signer)
	if !ok {
		return nil, fmt.Errorf("is a %s, which can't sign: Okta takes RSA and ECDSA keys", strings.TrimPrefix(fmt.Sprintf("%T", key), "*"))
	}
	algorithms, err := algorithmsOf(signer.Public())
	if err != nil {
		return nil, err
	}
	if key, ok := signer.(*ecdsa.PrivateKey); ok && !belong(key) {
		return nil, errors.New("has a secret that doesn't belong to its public half: copy it again")
	}
	return &PrivateKey{signer: signer, algorithms: algorithms}, nil
}

// belong reports whether the two halves of a key do; RSA keys are checked where they are parsed.
func belong(key *ecdsa.PrivateKey) bool {
	private, err := key.ECDH()
	if err != nil {
		return false
	}
	public, err := key.PublicKey.ECDH()
	return err == nil && private.PublicKey().Equal(public)
}

// prefer makes an algorithm the one that the key signs with.
func (k *PrivateKey) prefer(algorithm jose.SignatureAlgorithm) error {
	if !slices.Contains(k.algorithms, algorithm) {
		return fmt.Errorf("the key can sign with %v only", k.algorithms)
	}
	k.algorithms = append([]jose.SignatureAlgorithm{algorithm}, k.algorithms...)
	return nil
}

// Format keeps the key out of every print.
func (k *PrivateKey) Format(state fmt.State, _ rune) {
	_, _ = state.Write([]byte("oauth.PrivateKey([redacted])"))
}
