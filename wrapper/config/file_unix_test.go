//go:build unix

package config_test

import (
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/wrapper/config"
)

func TestANamedPipeHoldsNobodyUp(t *testing.T) {
	work := place(t, nil, nil)
	require.NoError(t, syscall.Mkfifo(filepath.Join(work, "okta.yaml"), 0o600))
	_, err := config.Load(config.Config{})
	require.ErrorContains(t, err, "okta.yaml can't be read: it is not a regular file")

	work = place(t, nil, map[string]string{
		"OKTA_CLIENT_ORGURL": "https://acme.okta.com", "OKTA_CLIENT_CLIENTID": "0oa1", "OKTA_CLIENT_SCOPES": "okta.users.read", "OKTA_CLIENT_PRIVATEKEY": "pipe",
	})
	require.NoError(t, syscall.Mkfifo(filepath.Join(work, "pipe"), 0o600))
	_, err = config.NewClient(config.Config{})
	require.ErrorContains(t, err, "OKTA_CLIENT_PRIVATEKEY is neither a key nor the path of a file that can be read: it is not a regular file")
}
