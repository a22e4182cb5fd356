package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestASDKHearsOfNoOtherOrg(t *testing.T) {
	t.Parallel()
	inherited := []string{"PATH=/bin", "OKTA_CLIENT_ORGURL=https://real.okta.com", "OKTA_CLIENT_PRIVATEKEY=must-not-leak", "OKTA_CLIENT_TOKEN=must-not-leak"}
	variables := environment(inherited, "http://127.0.0.1:1", withToken("its-token")...)
	assert.Subset(t, variables, []string{"PATH=/bin", "OKTA_CLIENT_ORGURL=http://127.0.0.1:1", "OKTA_CLIENT_TOKEN=its-token"})
	all := strings.Join(variables, "\n")
	assert.NotContains(t, all, "real.okta.com")
	assert.NotContains(t, all, "must-not-leak")
}

func TestASDKThatSignsInWithAKeyHasNoToken(t *testing.T) {
	t.Parallel()
	keys, err := newAppKeys(t.TempDir())
	require.NoError(t, err)
	for test, id := range map[string]string{"Test_Dpop_Get_User": "0oaDPoP", "keys.test.js with DPoP": "0oaDPoP", "test_keys.py": "0oaBearer"} {
		variables := environment([]string{"OKTA_CLIENT_TOKEN=must-not-leak"}, "http://127.0.0.1:1", keys.environment(appOf(test))...)
		assert.Contains(t, variables, "OKTA_CLIENT_CLIENTID="+id)
		assert.NotContains(t, strings.Join(variables, "\n"), "OKTA_CLIENT_TOKEN")
	}
}
