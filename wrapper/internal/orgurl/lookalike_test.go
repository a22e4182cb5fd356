package orgurl

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestOf(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		domain string
		want   bool
	}{
		"acme.оkta.com":               {"okta.com", true}, // Cyrillic о
		"acme.οkta.com":               {"okta.com", true}, // Greek ο
		"acme.окта.com":               {"okta.com", true}, // all Cyrillic
		"acme.ОКТА.com":               {"okta.com", true},
		"acme.ọkta.com":               {"okta.com", true}, // Latin with a mark
		"acme.okta.ϲom":               {"okta.com", true},
		"acme.xn--kta-red.com":        {"okta.com", true},
		"acme.xn--80atlr.com":         {"okta.com", true},
		"xn--kta-red.com":             {"okta.com", true},
		"acme.oktaрreview.com":        {"oktapreview.com", true},
		"acme.xn--kta-gov-8ig.com":    {"okta-gov.com", true},
		"acme.okta.com":               {"okta.com", false},
		"xn--cme-5cd.okta.com":        {"okta.com", false},
		"okta.com.example.com":        {"okta.com", false},
		"оkta.com.example.com":        {"okta.com", false},
		"com":                         {"okta.com", false},
		"login.äkta.com":              {"okta.com", false}, // another word
		"login.xn--kta-pla.com":       {"okta.com", false}, // the same in punycode
		"login.xn--bcher-kva.example": {"okta.com", false},
		"acme.оkta.org":               {"okta.com", false},
		"acme.оktas.com":              {"okta.com", false},
		"acme.xn--.com":               {"okta.com", false},
		"acme.xn---.com":              {"okta.com", false},
	}
	for host, test := range tests {
		assert.Equal(t, test.want, looksLike(host, test.domain), host)
	}
}

func TestDecode(t *testing.T) {
	t.Parallel()
	for encoded, want := range map[string]string{
		"bcher-kva":                   "bücher",
		"kta-red":                     "оkta",
		"80atlr":                      "окта",
		"fsqu00a":                     "例子",
		"r8jz45g":                     "例え",
		"e1afmkfd":                    "пример",
		"a-":                          "a",
		"":                            "",
		"a-!":                         "", // no digit of punycode
		"a-k":                         "", // cut short
		"a-99999999999999999999999a":  "", // too large for 32 bits
		"99999999999999999999999999a": "",
	} {
		assert.Equal(t, want, decode(encoded), encoded)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("kta-red")
	f.Add("a-99999999999999999999999a")
	f.Fuzz(func(t *testing.T, encoded string) {
		isBasic := func(r rune) bool { return r < 128 }
		if strings.ContainsFunc(encoded, func(r rune) bool { return !isBasic(r) }) {
			t.Skip()
		}
		basic := encoded[:max(0, strings.LastIndexByte(encoded, '-'))]
		kept := strings.Map(func(r rune) rune {
			if isBasic(r) {
				return r
			}
			return -1
		}, decode(encoded))
		if decode(encoded) != "" && kept != basic {
			t.Fatalf("%q decodes to %q", encoded, decode(encoded))
		}
	})
}
