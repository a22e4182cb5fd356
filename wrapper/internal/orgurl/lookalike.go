package orgurl

import (
	"slices"
	"strings"
	"unicode"
)

// letters are those of other scripts, or with marks, that read like a letter of Okta's domains.
var letters = map[rune]string{
	'a': "аαɑàáâãäåāăąạảǎ",
	'c': "сϲçćĉċč",
	'e': "еєεèéêëēĕėęěẹẻẽ",
	'g': "ɡģĝğġǧ",
	'i': "іιıìíîïĩīĭįịỉǐ",
	'k': "кκқĸķḱḳǩ",
	'l': "ӏіļĺľłḷ",
	'm': "мṁṃ",
	'o': "оοօσᴏòóôõöøōŏőơọỏǒ",
	'p': "рρṕṗ",
	'r': "гŕŗřṛ",
	't': "тτŧţťțṭ",
	'v': "νѵṽṿ",
	'w': "ԝωшŵẁẃẅẉ",
}

// looksLike reports whether host, in lower case, belongs to a domain that reads like domain, such as "okta.com",
// because of letters that aren't ASCII, as they are or in punycode.
func looksLike(host, domain string) bool {
	got, want := strings.Split(host, "."), strings.Split(domain, ".")
	if len(got) < len(want) {
		return false
	}
	got = got[len(got)-len(want):]
	for i, label := range got {
		if encoded, ok := strings.CutPrefix(label, "xn--"); ok {
			label = decode(encoded)
		}
		if !slices.EqualFunc([]rune(label), []rune(want[i]), readsLike) {
			return false
		}
	}
	return !slices.Equal(got, want)
}

func readsLike(letter, ascii rune) bool {
	return letter == ascii || strings.ContainsRune(letters[ascii], unicode.ToLower(letter))
}

// decode returns the letters of a label in punycode (RFC 3492); "" where it is none.
func decode(encoded string) string {
	const base, tMin, tMax, skew, damp, most = 36, 1, 26, 38, 700, 1 << 24
	var output []rune
	if basic := strings.LastIndexByte(encoded, '-'); basic >= 0 {
		output, encoded = []rune(encoded[:basic]), encoded[basic+1:]
	}
	letter, position, bias := 128, 0, 72
	for first := true; encoded != ""; first = false {
		start, weight := position, 1
		for k := base; ; k += base {
			if encoded == "" {
				return ""
			}
			digit := strings.IndexByte("abcdefghijklmnopqrstuvwxyz0123456789", encoded[0])
			encoded = encoded[1:]
			if digit < 0 {
				return ""
			}
			position += digit * weight
			threshold := min(max(k-bias, tMin), tMax)
			if digit < threshold {
				break
			}
			weight *= base - threshold
			if position > most || weight > most {
				return "" // more than any label of 63 letters needs
			}
		}
		count := len(output) + 1
		delta := (position - start) / 2
		if first {
			delta = (position - start) / damp
		}
		delta += delta / count
		bias = 0
		for ; delta > (base-tMin)*tMax/2; bias += base {
			delta /= base - tMin
		}
		bias += (base - tMin + 1) * delta / (delta + skew)
		letter += position / count
		if letter > unicode.MaxRune {
			return ""
		}
		position %= count
		output = slices.Insert(output, position, rune(letter)) //nolint:gosec // it is no more than unicode.MaxRune
		position++
	}
	return string(output)
}
