package config

import (
	"testing"

	"github.com/okta-userapi/userapi-go/wrapper/internal/testkit"
)

func FuzzConfigFile(f *testing.F) {
	f.Add([]byte("okta:\n  client:\n    orgUrl: https://acme.okta.com\n    token: 00x\n    scopes: [a, b]\n    rateLimit: {maxRetries: 2, maxBackoff: 30}\n"))
	f.Add([]byte("okta: {client: {privateKey: |\n  x\n}}"))
	f.Add([]byte("okta: &a\n  client: *a\n"))
	f.Add([]byte("---\n...\n---\n- 1\n"))
	f.Add([]byte("okta:\n\tclient: !!binary x\n? [a]\n: b\n<<: {}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		found, err := parseFile("okta.yaml", data, true)
		if err != nil {
			testkit.OneLined(t, err.Error())
		}
		var cfg Config
		for _, s := range settings() {
			if g, ok := found[s.key]; ok {
				_ = s.set(&cfg, g.value)
			}
		}
		if _, err := cfg.authorizer(); err != nil {
			testkit.OneLined(t, err.Error())
		}
	})
}
