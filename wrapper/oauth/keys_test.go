package oauth_test

import (
	"bytes"
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/go-jose/go-jose/v4"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	okta "github.com/okta-userapi/userapi-go/wrapper"
	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
	"github.com/okta-userapi/userapi-go/wrapper/oauth"
)

// works proves that a parsed key signs what its public half verifies.
func works(t *testing.T, key *oauth.PrivateKey, public crypto.PublicKey) {
	t.Helper()
	o := &issuer{t: t, key: public}
	_, err := o.client(oauth.Config{Key: key}).GetUser(t.Context(), "00u1", nil)
	require.NoError(t, err)
}

// openssl runs the openssl that is installed. Where CI has none that is a failure.
func openssl(t *testing.T, input []byte, arguments ...string) []byte {
	t.Helper()
	path, err := exec.LookPath("openssl")
	if err != nil && os.Getenv("CI") != "" {
		require.NoError(t, err, "install openssl")
	}
	if err != nil {
		t.Skip("openssl is not installed")
	}
	command := exec.Command(path, arguments...)
	command.Stdin = bytes.NewReader(input)
	var complaints bytes.Buffer
	command.Stderr = &complaints
	output, err := command.Output()
	require.NoError(t, err, complaints.String())
	return output
}

func TestKeysThatOpenSSLWrites(t *testing.T) {
	t.Parallel()
	rsaKey := openssl(t, nil, "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048")
	keys := map[string][]byte{
		"RSA PKCS#8":               rsaKey,
		"RSA PKCS#1":               openssl(t, rsaKey, "rsa", "-traditional"),
		"RSA with text before it":  openssl(t, rsaKey, "pkey", "-text"),
		"P-256 SEC 1 with a curve": openssl(t, nil, "ecparam", "-name", "prime256v1", "-genkey"),
	}
	for _, curve := range []string{"prime256v1", "secp384r1", "secp521r1"} {
		key := openssl(t, nil, "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:"+curve)
		keys[curve+" PKCS#8"] = key
		keys[curve+" SEC 1"] = openssl(t, key, "ec")
	}
	for name, text := range keys {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			block, _ := pem.Decode(openssl(t, text, "pkey", "-pubout"))
			public, err := x509.ParsePKIXPublicKey(block.Bytes)
			require.NoError(t, err)
			for how, variant := range map[string][]byte{
				"as it is":           text,
				"with CRLF":          bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n")),
				"with spaces around": append([]byte("\n  \ufeff"), append(text, ' ', '\n')...),
				"in one line":        bytes.ReplaceAll(bytes.TrimSpace(text), []byte("\n"), []byte(`\n`)),
			} {
				key, err := oauth.ParsePrivateKey(variant)
				require.NoError(t, err, how)
				works(t, key, public)
			}
		})
	}

	t.Run("encrypted", func(t *testing.T) {
		t.Parallel()
		for _, arguments := range [][]string{{"pkcs8", "-topk8", "-passout", "pass:test"}, {"rsa", "-aes128", "-traditional", "-passout", "pass:test"}} {
			_, err := oauth.ParsePrivateKey(openssl(t, rsaKey, arguments...))
			require.ErrorContains(t, err, "is encrypted with a password: decrypt it first")
		}
	})
	t.Run("no private key", func(t *testing.T) {
		t.Parallel()
		for want, arguments := range map[string][]string{
			"is a public key":      {"pkey", "-pubout"},
			"is binary (DER)":      {"pkey", "-outform", "DER"},
			"is a certificate: ":   {"req", "-x509", "-new", "-key", "/dev/stdin", "-subj", "/CN=test"},
			"is a certificate req": {"req", "-new", "-key", "/dev/stdin", "-subj", "/CN=test"},
		} {
			_, err := oauth.ParsePrivateKey(openssl(t, rsaKey, arguments...))
			require.ErrorContains(t, err, want)
		}
	})
}

func TestKeysInEachFormat(t *testing.T) {
	t.Parallel()
	for name, signer := range testKeys() {
		pkcs8, err := x509.MarshalPKCS8PrivateKey(signer)
		require.NoError(t, err)
		jwk, err := json.Marshal(jose.JSONWebKey{Key: signer, KeyID: "kid-of-jwk", Use: "sig"})
		require.NoError(t, err)
		texts := map[string][]byte{
			"PKCS#8": pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8}),
			"JWK":    jwk,
		}
		switch key := signer.(type) {
		case *rsa.PrivateKey:
			texts["PKCS#1"] = pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})
		case *ecdsa.PrivateKey:
			sec1, err := x509.MarshalECPrivateKey(key)
			require.NoError(t, err)
			texts["SEC 1"] = pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: sec1})
		}
		for format, text := range texts {
			key, err := oauth.ParsePrivateKey(text)
			require.NoError(t, err, "%s %s", name, format)
			works(t, key, signer.Public())
		}
	}
}

func TestTheIDAndAlgorithmOfAJSONWebKeyAreUsed(t *testing.T) {
	t.Parallel()
	text, err := json.Marshal(jose.JSONWebKey{Key: testKeys()["RSA"], KeyID: "kid-of-jwk", Algorithm: "RS512"})
	require.NoError(t, err)
	key, err := oauth.ParsePrivateKey(text)
	require.NoError(t, err)
	for want, cfg := range map[string]oauth.Config{
		"kid-of-jwk RS512": {Key: key},
		"mine RS384":       {Key: key, KeyID: "mine", Algorithm: "RS384"},
	} {
		o := &issuer{t: t, key: testKeys()["RSA"].Public()}
		_, err = o.client(cfg).GetUser(t.Context(), "00u1", nil)
		require.NoError(t, err)
		assert.Equal(t, want, o.headers[0].KeyID+" "+o.headers[0].Algorithm)
	}
}

func TestWhatIsNotAKeySaysWhatItIs(t *testing.T) {
	t.Parallel()
	small, err := rsa.GenerateKey(rand.Reader, 1024)
	require.NoError(t, err)
	_, edwards, err := ed25519.GenerateKey(rand.Reader)
	require.NoError(t, err)
	exchange, err := ecdh.X25519().GenerateKey(rand.Reader)
	require.NoError(t, err)
	narrow, err := ecdsa.GenerateKey(elliptic.P224(), rand.Reader)
	require.NoError(t, err)
	pkcs8 := func(key any) string {
		der, err := x509.MarshalPKCS8PrivateKey(key)
		require.NoError(t, err)
		return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
	}
	good := pkcs8(testKeys()["P-256"])
	jwk := func(key jose.JSONWebKey) string {
		text, err := json.Marshal(key)
		require.NoError(t, err)
		return string(text)
	}
	block := func(kind string) string {
		return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: []byte("x")}))
	}
	tests := map[string]struct{ text, want string }{
		"nothing":                 {" \n", "is empty"},
		"a path":                  {"/etc/okta/key.pem", "looks like the path of a file: pass what the file holds"},
		"a file without a path":   {"key.pem", "looks like the path of a file: pass what the file holds"},
		"what is too long for it": {strings.Repeat("a/", 256), "is neither PEM nor a JSON Web Key"},
		"a word":                  {"hello", "is neither PEM nor a JSON Web Key"},
		"base64 alone":            {"MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ", "lacks its BEGIN and END lines"},
		"half of it":              {good[:80], "is a damaged PEM block"},
		"without line breaks":     {strings.ReplaceAll(good, "\n", " "), "is a damaged PEM block"},
		"another block":           {block("PGP MESSAGE"), `is a PEM block of type "PGP MESSAGE"`},
		"only a curve":            {block("EC PARAMETERS"), "is a damaged PEM block"},
		"broken DER":              {block("PRIVATE KEY"), "is a damaged PEM block of type PRIVATE KEY"},
		"mislabelled":             {strings.ReplaceAll(good, "PRIVATE KEY", "RSA PRIVATE KEY"), "is a damaged PEM block of type RSA PRIVATE KEY"},
		"OpenSSH's format":        {block("OPENSSH PRIVATE KEY"), "convert it with \"ssh-keygen -p -m PKCS8\""},
		"OpenSSH's public key":    {"ssh-rsa AAAA me@host", "is a public key of OpenSSH"},
		"another of OpenSSH's":    {"ecdsa-sha2-nistp256 AAAA me@host", "is a public key of OpenSSH"},
		"a small RSA key":         {pkcs8(small), "is RSA of 1024 bits: Okta takes 2048 or more"},
		"Ed25519":                 {pkcs8(edwards), "is a ed25519.PublicKey: Okta takes RSA and ECDSA keys"},
		"X25519":                  {pkcs8(exchange), "which can't sign"},
		"P-224":                   {pkcs8(narrow), "is on the curve P-224"},
		"broken JSON":             {`{"kty"`, "is JSON, but not a JSON Web Key"},
		"JSON of something else":  {`{"client_id":"x"}`, "is JSON without kty"},
		"a list":                  {`[]`, "is JSON, but not a JSON Web Key"},
		"a set":                   {`{"keys":[]}`, "is a set of JSON Web Keys: pass one of them"},
		"a shared secret":         {`{"kty":"oct","k":"c2VjcmV0"}`, "is a JSON Web Key with a shared secret"},
		"kty OKP":                 {jwk(jose.JSONWebKey{Key: edwards}), `is a JSON Web Key of kty "OKP"`},
		"a public JWK":            {jwk(jose.JSONWebKey{Key: testKeys()["P-256"].Public()}), "is a public JSON Web Key"},
		"for encryption":          {jwk(jose.JSONWebKey{Key: testKeys()["P-256"], Use: "enc"}), "is a JSON Web Key for encryption"},
		"a member short":          {`{"kty":"RSA","n":"AQAB","e":"AQAB","d":"AQAB"}`, "is a JSON Web Key of kty RSA with a member that is missing or wrong"},
		"another algorithm":       {jwk(jose.JSONWebKey{Key: testKeys()["P-256"], Algorithm: "RS256"}), `is a JSON Web Key with alg "RS256": the key can sign with [ES256] only`},
	}
	for name, test := range tests {
		_, err := oauth.ParsePrivateKey([]byte(test.text))
		require.ErrorContains(t, err, test.want, name)
		require.NotContains(t, err.Error(), "\n", name)
		require.Contains(t, err.Error(), "okta: the private key ", name)
	}
}

func TestKeysThatLackSomethingAreErrors(t *testing.T) {
	t.Parallel()
	rsaKey, ecKey := testKeys()["RSA"].(*rsa.PrivateKey), testKeys()["P-256"].(*ecdsa.PrivateKey)
	rsaWithout := func(change func(*rsa.PrivateKey)) crypto.Signer {
		key := &rsa.PrivateKey{PublicKey: rsaKey.PublicKey, D: rsaKey.D, Primes: rsaKey.Primes}
		change(key)
		return key
	}
	ecWithout := func(change func(*ecdsa.PrivateKey)) crypto.Signer {
		key := *ecKey
		change(&key)
		return &key
	}
	tests := map[string]struct {
		signer crypto.Signer
		want   string
	}{
		"nil":                        {nil, "is nil or empty"},
		"nil RSA":                    {(*rsa.PrivateKey)(nil), "is nil or empty"},
		"nil ECDSA":                  {(*ecdsa.PrivateKey)(nil), "is nil or empty"},
		"nil Ed25519":                {ed25519.PrivateKey(nil), "is nil or empty"},
		"nil of a key service":       {(*keyService)(nil), "is nil or empty"},
		"empty RSA":                  {&rsa.PrivateKey{}, "is nil or empty"},
		"empty ECDSA":                {&ecdsa.PrivateKey{}, "is nil or empty"},
		"RSA without N":              {rsaWithout(func(key *rsa.PrivateKey) { key.N = nil }), "is nil or empty"},
		"RSA without D":              {rsaWithout(func(key *rsa.PrivateKey) { key.D = nil }), "is nil or empty"},
		"ECDSA without a curve":      {ecWithout(func(key *ecdsa.PrivateKey) { key.Curve = nil }), "is nil or empty"},
		"ECDSA without X":            {ecWithout(func(key *ecdsa.PrivateKey) { key.X = nil }), "is nil or empty"},
		"ECDSA without Y":            {ecWithout(func(key *ecdsa.PrivateKey) { key.Y = nil }), "is nil or empty"},
		"ECDSA without D":            {ecWithout(func(key *ecdsa.PrivateKey) { key.D = nil }), "is nil or empty"}, //nolint:staticcheck // only by this name can it lack
		"public half nil":            {&keyService{}, "has no public half"},
		"public half nil RSA":        {&keyService{public: (*rsa.PublicKey)(nil)}, "has no public half"},
		"public half empty RSA":      {&keyService{public: &rsa.PublicKey{}}, "has no public half"},
		"public half nil ECDSA":      {&keyService{public: (*ecdsa.PublicKey)(nil)}, "has no public half"},
		"public half empty ECDSA":    {&keyService{public: &ecdsa.PublicKey{}}, "has no public half"},
		"public half of another use": {&keyService{public: ed25519.PublicKey{}}, "is a ed25519.PublicKey: Okta takes RSA and ECDSA keys"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			key, err := oauth.NewPrivateKey(test.signer)
			require.ErrorContains(t, err, "okta: the private key "+test.want)
			assert.Nil(t, key)
		})
	}
}

// keyService is a key that is held elsewhere.
type keyService struct{ public crypto.PublicKey }

func (k *keyService) Public() crypto.PublicKey { return k.public }

func (k *keyService) Sign(io.Reader, []byte, crypto.SignerOpts) ([]byte, error) {
	return nil, errors.New("out of order")
}

func TestNoPrintShowsAKey(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"P-256", "RSA"} {
		key := privateKey(t, name)
		cfg := oauth.Config{ClientID: "0oa1", Key: key, Scopes: []string{"okta.users.read"}}
		auth := oauth.ClientCredentials(cfg)
		client, err := okta.NewClient("https://acme.okta.com", auth)
		require.NoError(t, err)
		type hidden struct {
			auth  okta.Authorizer
			key   *oauth.PrivateKey
			value oauth.PrivateKey
			cfg   oauth.Config
		}
		for _, value := range []any{
			key, *key, cfg, &cfg, auth, client, *client, []okta.Authorizer{auth}, map[string]any{"key": key},
			hidden{auth, key, *key, cfg}, &hidden{auth, key, *key, cfg}, struct{ Auth okta.Authorizer }{auth},
		} {
			for _, text := range prints(value) {
				for _, secret := range secretsOf(testKeys()[name]) {
					require.NotContains(t, text, secret, "%T", value)
				}
			}
		}
		assert.Equal(t, "oauth.PrivateKey([redacted])", fmt.Sprint(key))
		assert.Equal(t, "oauth.ClientCredentials([redacted])", fmt.Sprint(auth))
	}
}

// prints are all the ways in which a value comes to be read.
func prints(value any) (texts []string) {
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		texts = append(texts, fmt.Sprintf(verb, value))
	}
	var log testkit.Log
	log.Logger().Info("a value", "value", value)
	return append(texts, log.String())
}

// secretsOf are the numbers in a key that have to stay secret, as they would be printed.
func secretsOf(signer crypto.Signer) (texts []string) {
	var numbers []*big.Int
	switch key := signer.(type) {
	case *ecdsa.PrivateKey:
		d, _ := key.Bytes()
		numbers = []*big.Int{new(big.Int).SetBytes(d)}
	case *rsa.PrivateKey:
		numbers = append([]*big.Int{key.D}, key.Primes...)
	}
	for _, n := range numbers {
		words := strings.Trim(fmt.Sprint(n.Bits()), "[]")
		texts = append(texts, n.String(), n.Text(16), words)
	}
	return texts
}

func TestTheHalvesOfAKeyHaveToBelongTogether(t *testing.T) {
	t.Parallel()
	members := func(key any) map[string]any {
		text, err := json.Marshal(jose.JSONWebKey{Key: key})
		require.NoError(t, err)
		var m map[string]any
		require.NoError(t, json.Unmarshal(text, &m))
		return m
	}
	other, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	for _, secret := range []any{members(other)["d"], strings.Repeat("A", 43), strings.Repeat("_", 42) + "8"} { // another's, 0, and too large
		m := members(testKeys()["P-256"])
		m["d"] = secret
		text, err := json.Marshal(m)
		require.NoError(t, err)
		_, err = oauth.ParsePrivateKey(text)
		require.Error(t, err, "%v", secret)
	}
}

func TestAJSONWebKeyWhoseLineBreaksWereEscapedIsRead(t *testing.T) {
	t.Parallel()
	text, err := json.MarshalIndent(jose.JSONWebKey{Key: testKeys()["P-256"], KeyID: "one"}, "", "  ")
	require.NoError(t, err)
	_, err = oauth.ParsePrivateKey(bytes.ReplaceAll(text, []byte("\n"), []byte(`\n`)))
	require.NoError(t, err)
}

func TestASignerOfAnyKindIsTaken(t *testing.T) {
	t.Parallel()
	type byValue struct{ crypto.Signer }
	for name, key := range testKeys() {
		_, err := oauth.NewPrivateKey(byValue{key})
		require.NoError(t, err, name)
	}
}

func TestAKeyServiceThatFailsIsTheErrorOfTheCall(t *testing.T) {
	t.Parallel()
	key, err := oauth.NewPrivateKey(&keyService{public: testKeys()["RSA"].Public()})
	require.NoError(t, err)
	o := &issuer{t: t}
	_, err = o.client(oauth.Config{Key: key}).GetUser(t.Context(), "00u1", nil)
	require.ErrorContains(t, err, "sign the client's assertion: ")
	require.ErrorContains(t, err, "out of order")
	require.Zero(t, o.fetches)
}
