package transport

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestChallenges(t *testing.T) {
	t.Parallel()
	insufficient := Challenge{"Bearer", map[string]string{"realm": "acme", "scope": "okta.users.read", "error": "insufficient_scope", "error_description": `no "read", sorry`}}
	for name, test := range map[string]struct {
		lines []string
		want  []Challenge
	}{
		"none":         {nil, nil},
		"quoted":       {[]string{`Bearer realm="acme", scope="okta.users.read", error="insufficient_scope", error_description="no \"read\", sorry"`}, []Challenge{insufficient}},
		"scheme alone": {[]string{"Negotiate"}, []Challenge{{"Negotiate", map[string]string{}}}},
		"not quoted, with spaces": {[]string{`Bearer error = invalid_token ,scope=a`},
			[]Challenge{{"Bearer", map[string]string{"error": "invalid_token", "scope": "a"}}}},
		"several in one line": {[]string{`Basic realm="x", DPoP algs="RS256 ES256",Error="invalid_dpop_proof", Bearer`},
			[]Challenge{{"Basic", map[string]string{"realm": "x"}}, {"DPoP", map[string]string{"algs": "RS256 ES256", "error": "invalid_dpop_proof"}}, {"Bearer", map[string]string{}}}},
		"several lines": {[]string{`Basic realm="x"`, `Bearer error="invalid_token"`},
			[]Challenge{{"Basic", map[string]string{"realm": "x"}}, {"Bearer", map[string]string{"error": "invalid_token"}}}},
		"a token in place of parameters":     {[]string{`Negotiate a87421000492aa==`}, []Challenge{{"Negotiate", map[string]string{"a87421000492aa": "="}}}},
		"a parameter twice":                  {[]string{`Bearer error=a, error=b`}, []Challenge{{"Bearer", map[string]string{"error": "a"}}}},
		"an open quotation":                  {[]string{`Bearer error="invalid_token`}, []Challenge{{"Bearer", map[string]string{"error": "invalid_token"}}}},
		"parameters without a scheme":        {[]string{`error="x", scope=y`}, nil},
		"signs and nothing else":             {[]string{`,, = "" ,`}, nil},
		"an empty value":                     {[]string{`Bearer error=, scope=a`}, []Challenge{{"Bearer", map[string]string{"error": "", "scope": "a"}}}},
		"a backslash at the quotation's end": {[]string{`Bearer error="a\`}, []Challenge{{"Bearer", map[string]string{"error": `a\`}}}},
	} {
		assert.Equal(t, test.want, Challenges(http.Header{"Www-Authenticate": test.lines}), name)
	}
}

func FuzzChallenges(f *testing.F) {
	f.Add(`Bearer realm="a", error="insufficient_scope"`, `DPoP algs="RS256", error=x`)
	f.Add(`=,"\`, `Negotiate abc==`)
	f.Fuzz(func(t *testing.T, first, second string) {
		all := Challenges(http.Header{"Www-Authenticate": {first, second}})
		apart := append(Challenges(http.Header{"Www-Authenticate": {first}}), Challenges(http.Header{"Www-Authenticate": {second}})...)
		if len(all) != len(apart) && len(Challenges(http.Header{"Www-Authenticate": {first}})) == 0 {
			t.Fatalf("%v and %v", all, apart)
		}
		for _, challenge := range all {
			if challenge.Scheme == "" || challenge.Params == nil {
				t.Fatalf("%v", challenge)
			}
		}
	})
}
