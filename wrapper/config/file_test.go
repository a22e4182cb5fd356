package config_test

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/okta-userapi/userapi-go/wrapper/config"
)

func TestUnreadableFilesAreErrors(t *testing.T) {
	asKey := map[string]string{"OKTA_CLIENT_ORGURL": "https://acme.okta.com", "OKTA_CLIENT_CLIENTID": "0oa1", "OKTA_CLIENT_SCOPES": "okta.users.read", "OKTA_CLIENT_PRIVATEKEY": "secret"}
	for want, create := range map[string]func(path string) error{
		"it is larger than 64 KiB": func(path string) error { return os.WriteFile(path, bytes.Repeat([]byte(" "), 64<<10+1), 0o600) },
		"it is not a regular file": func(path string) error { return os.Mkdir(path, 0o700) },
	} {
		work := place(t, nil, nil)
		require.NoError(t, create(filepath.Join(work, "okta.yaml")))
		_, err := config.Load(config.Config{})
		require.ErrorContains(t, err, filepath.Join(work, "okta.yaml")+" can't be read: "+want)

		work = place(t, nil, asKey)
		require.NoError(t, create(filepath.Join(work, "secret")))
		_, err = config.NewClient(config.Config{})
		require.ErrorContains(t, err, "OKTA_CLIENT_PRIVATEKEY is neither a key nor the path of a file that can be read: "+want)
	}
	work := place(t, nil, nil)
	require.NoError(t, os.WriteFile(filepath.Join(work, "okta.yaml"), bytes.Repeat([]byte(" "), 64<<10), 0o600))
	_, err := config.Load(config.Config{})
	require.NoError(t, err, "64 KiB is not larger")
}

// TestNoFileTakesMuchMemory has what a YAML parser may handle badly, as much of it as is read of a file.
func TestNoFileTakesMuchMemory(t *testing.T) {
	const most = 64 << 20
	for _, part := range []string{
		"[", "{", "[{", "[a,", "{a: ", "[],", "- ", "- - ", "- a: ", "? ", "? - ", "- ? ", "a: ", "a:\n", "a: b\n", "- -\n", "? -\n", "<<: ",
		"&a ", "*a ", "!a ", "|\n", "> ", "'", `"`, `\`, "#\n", "---\n", "%", ": ", "\t", "\n", "x", "\ufeff",
	} {
		place(t, map[string]string{"work/okta.yaml": strings.Repeat(part, 64<<10/len(part))}, nil)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, _ = config.Load(config.Config{})
		runtime.ReadMemStats(&after)
		assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(most), "%q", part)
	}
	place(t, map[string]string{"work/okta.yaml": strings.Repeat("[", 64<<10)}, nil)
	_, err := config.Load(config.Config{})
	require.ErrorContains(t, err, "okta.yaml has more than 2048 words and signs: keep the settings that config.Config names")
}

func TestFilesOfEditorsAreRead(t *testing.T) {
	for _, text := range []string{"\ufeffokta: {client: {token: abc}}", "\ufeffokta:\r\n  client:\r\n    token: abc\r\n", "%YAML 1.2\n---\nokta: {client: {token: abc}}\n...\n"} {
		place(t, map[string]string{"work/okta.yaml": text}, nil)
		cfg, err := config.Load(config.Config{})
		require.NoError(t, err, "%q", text)
		require.Equal(t, "abc", cfg.Token.Reveal())
	}
}

func TestAHomeThatIsNoDirectoryHasNoFile(t *testing.T) {
	work := place(t, nil, map[string]string{"OKTA_CLIENT_TOKEN": "abc", "HOME": os.DevNull, "USERPROFILE": os.DevNull})
	require.NoError(t, os.WriteFile(filepath.Join(work, ".okta"), nil, 0o600))
	cfg, err := config.Load(config.Config{})
	require.NoError(t, err)
	require.Equal(t, "abc", cfg.Token.Reveal())
}

func TestAnEmptyFileSetsNothing(t *testing.T) {
	for _, text := range []string{"", "# nothing yet\n", "okta:\n", "okta: {client: {token: , rateLimit: null}}"} {
		place(t, map[string]string{"work/okta.yaml": text}, nil)
		cfg, err := config.Load(config.Config{})
		require.NoError(t, err, text)
		assert.Empty(t, cfg.String())
	}
}
