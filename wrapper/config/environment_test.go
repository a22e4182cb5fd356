package config_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/wrapper/config"
)

func TestAVariableOfBlanksIsNotSet(t *testing.T) {
	place(t, map[string]string{"work/okta.yaml": "okta: {client: {token: abc}}"}, map[string]string{"OKTA_CLIENT_TOKEN": " ", "OKTA_CLIENT_RATELIMIT_MAXRETRIES": "\t"})
	cfg, err := config.Load(config.Config{})
	require.NoError(t, err)
	require.Equal(t, "abc", cfg.Token.Reveal())
}
