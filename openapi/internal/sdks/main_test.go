package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestASDKHearsOfNoOtherOrg(t *testing.T) {
	t.Parallel()
	inherited := []string{"PATH=/bin", "OKTA_CLIENT_ORGURL=https://real.okta.com", "OKTA_CLIENT_PRIVATEKEY=must-not-leak", "OKTA_CLIENT_TOKEN=must-not-leak"}
	variables := environment(inherited, "http://127.0.0.1:1", "its-token")
	assert.Subset(t, variables, []string{"PATH=/bin", "OKTA_CLIENT_ORGURL=http://127.0.0.1:1", "OKTA_CLIENT_TOKEN=its-token"})
	all := strings.Join(variables, "\n")
	assert.NotContains(t, all, "real.okta.com")
	assert.NotContains(t, all, "must-not-leak")
}
