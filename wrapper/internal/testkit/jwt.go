package testkit

import (
	"encoding/json"
	"testing"

	"github.com/go-jose/go-jose/v4"
	"github.com/stretchr/testify/require"
)

// JWT is what a token is signed from, so that a test can spoil any part of it.
type JWT struct {
	Algorithm jose.SignatureAlgorithm
	Key       any
	Header    map[string]any // beside alg; nil values are left out
	Claims    map[string]any // nil values are left out
}

// Sign signs the token.
func (j JWT) Sign(t testing.TB) string {
	t.Helper()
	options := new(jose.SignerOptions)
	for name, value := range j.Header {
		if value != nil {
			options = options.WithHeader(jose.HeaderKey(name), value)
		}
	}
	claims := make(map[string]any)
	for name, value := range j.Claims {
		if value != nil {
			claims[name] = value
		}
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: j.Algorithm, Key: j.Key}, options)
	require.NoError(t, err)
	payload, err := json.Marshal(claims)
	require.NoError(t, err)
	signed, err := signer.Sign(payload)
	require.NoError(t, err)
	compact, err := signed.CompactSerialize()
	require.NoError(t, err)
	return compact
}
