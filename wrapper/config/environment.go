package config

import (
	"fmt"
	"strings"

	"github.com/okta-userapi/userapi-go/wrapper/internal/printable"
)

// fromEnvironment finds the settings in variables, each of the form name=value. An empty one is not set.
func fromEnvironment(environment []string) (map[string]given, error) {
	keys := make(map[string]string)
	for _, s := range settings() {
		keys[variable(s.key)] = s.key
	}
	for _, key := range inert() {
		keys[variable(key)] = key
	}
	for name, key := range otherNames() {
		keys[variable(name)] = key
	}
	whyNot := make(map[string]string)
	for key, reason := range refused() {
		whyNot[variable(key)] = reason
	}
	found := make(map[string]given)
	for _, entry := range environment {
		name, value, _ := strings.Cut(entry, "=")
		value = strings.TrimSpace(value)
		if !strings.HasPrefix(name, "OKTA_CLIENT_") && !strings.HasPrefix(name, "OKTA_TESTING_") || value == "" {
			continue
		}
		plain := strings.ReplaceAll(name, "_", "")
		if reason, no := whyNot[plain]; no {
			return nil, fmt.Errorf("the environment variable %s %s", printable.OneLine(name), reason)
		}
		key, ok := keys[plain]
		if !ok && (name == "OKTA_CLIENT_ID" || name == "OKTA_CLIENT_SECRET") {
			continue // of a sign-in library
		}
		if !ok {
			return nil, fmt.Errorf("the environment variable %s is not known: unset it, or see config.Config for the names", printable.OneLine(name))
		}
		if other, twice := found[key]; twice && other.value != value {
			return nil, fmt.Errorf("the environment variables %s and %s are two spellings of one setting and differ: unset one", other.from, name)
		}
		found[key] = given{value: value, from: name}
	}
	return found, nil
}

// variable is the name of a key's environment variable without underscores.
func variable(key string) string { return strings.ToUpper(strings.ReplaceAll(key, ".", "")) }
