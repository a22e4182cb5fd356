package config_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/wrapper/config"
)

func TestUnreadableFilesAreErrors(t *testing.T) {
	work := place(t, nil, nil)
	require.NoError(t, os.Mkdir(filepath.Join(work, "okta.yaml"), 0o700))
	_, err := config.Load(config.Config{})
	require.ErrorContains(t, err, filepath.Join(work, "okta.yaml")+" can't be read: is a directory")

	require.NoError(t, os.Remove(filepath.Join(work, "okta.yaml")))
	require.NoError(t, os.WriteFile(filepath.Join(work, "okta.yaml"), make([]byte, 65<<10), 0o600))
	_, err = config.Load(config.Config{})
	require.ErrorContains(t, err, "can't be read: it is larger than 64 KiB")
}

func TestFilesOfEditorsAreRead(t *testing.T) {
	for _, text := range []string{"\ufeffokta: {client: {token: abc}}", "\ufeffokta:\r\n  client:\r\n    token: abc\r\n", "%YAML 1.2\n---\nokta: {client: {token: abc}}\n...\n"} {
		place(t, map[string]string{"work/okta.yaml": text}, nil)
		cfg, err := config.Load(config.Config{})
		require.NoError(t, err, "%q", text)
		require.Equal(t, "abc", cfg.Token)
	}
}

func TestAHomeThatIsNoDirectoryHasNoFile(t *testing.T) {
	work := place(t, nil, map[string]string{"OKTA_CLIENT_TOKEN": "abc", "HOME": os.DevNull, "USERPROFILE": os.DevNull})
	require.NoError(t, os.WriteFile(filepath.Join(work, ".okta"), nil, 0o600))
	cfg, err := config.Load(config.Config{})
	require.NoError(t, err)
	require.Equal(t, "abc", cfg.Token)
}

func TestAnEmptyFileSetsNothing(t *testing.T) {
	for _, text := range []string{"", "# nothing yet\n", "okta:\n", "okta: {client: {token: , rateLimit: null}}"} {
		place(t, map[string]string{"work/okta.yaml": text}, nil)
		cfg, err := config.Load(config.Config{})
		require.NoError(t, err, text)
		assert.Empty(t, cfg.String())
	}
}
