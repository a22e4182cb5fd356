package config

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// folders are where configuration files are looked for; "" stands for none.
type folders struct{ working, home string }

// isForeign reports whether a folder is a working directory other than the user's home: its files may have come from
// others, with an archive or a repository.
func (f folders) isForeign(folder string) bool {
	working, _ := os.Stat(f.working)
	home, _ := os.Stat(f.home)
	return folder == f.working && !os.SameFile(working, home)
}

// checkTrust refuses a configuration in which a foreign file decides where or how a secret is sent that isn't its own.
// origins are where the values came from, by key, except for those of the program.
func (c *Config) checkTrust(origins map[string]given) error {
	if c.TrustWorkingDirectory {
		return nil
	}
	for _, decision := range settings() {
		if !decision.sends || decision.get(c) == "" || !origins[decision.key].foreign {
			continue
		}
		for _, secret := range settings() {
			origin := origins[secret.key]
			if !secret.secret || secret.get(c) == "" || origin.foreign {
				continue
			}
			if isProxys(secret.key) && !isProxys(decision.key) {
				continue // its password goes to the proxy alone
			}
			return fmt.Errorf("%s would decide where or how %s is sent, which a file in the working directory may not: set both in one place, or TrustWorkingDirectory in config.Config",
				origins[decision.key].from, cmp.Or(origin.from, secret.key+" of the program"))
		}
	}
	return nil
}

func isProxys(key string) bool { return strings.HasPrefix(key, "okta.client.proxy.") }

// isWithin reports whether a path leads into a folder, symbolic links included.
func isWithin(folder, path string) bool {
	if linked, err := filepath.EvalSymlinks(folder); err == nil {
		folder = linked
	}
	if linked, err := filepath.EvalSymlinks(path); err == nil {
		path = linked
	}
	relative, err := filepath.Rel(folder, path)
	return err == nil && filepath.IsLocal(relative)
}
