package transport

import (
	"net/http"
	"strings"
)

// Challenge is why an answer refuses the credentials of a request, in its WWW-Authenticate header (RFC 9110, section
// 11.6.1).
type Challenge struct {
	Scheme string            // such as "Bearer"
	Params map[string]string // by lower-case name
}

// Challenges reads the challenges of an answer: several in one line or in several, with parameters quoted or not. What
// is not one is passed over.
func Challenges(header http.Header) []Challenge {
	var challenges []Challenge
	for _, rest := range header.Values("WWW-Authenticate") {
		for rest != "" {
			var word string
			if word, rest = cutToken(strings.TrimLeft(rest, ", \t")); word == "" {
				rest = rest[min(1, len(rest)):]
				continue
			}
			value, after, isParam := cutValue(rest)
			switch {
			case !isParam:
				challenges = append(challenges, Challenge{Scheme: word, Params: make(map[string]string)})
			case len(challenges) > 0:
				rest = after
				if params := challenges[len(challenges)-1].Params; params[strings.ToLower(word)] == "" {
					params[strings.ToLower(word)] = value
				}
			default:
				rest = after
			}
		}
	}
	return challenges
}

// cutToken takes a token, such as a scheme or a parameter's name, off a text.
func cutToken(text string) (token, rest string) {
	end := strings.IndexAny(text, " \t,=\"")
	if end < 0 {
		end = len(text)
	}
	return text[:end], text[end:]
}

// cutValue takes the value of a parameter, with the sign before it, off what follows the parameter's name.
func cutValue(text string) (value, rest string, found bool) {
	text, found = strings.CutPrefix(strings.TrimLeft(text, " \t"), "=")
	text = strings.TrimLeft(text, " \t")
	if !found {
		return "", "", false
	}
	if strings.HasPrefix(text, `"`) {
		value, rest = cutQuoted(text)
		return value, rest, true
	}
	end := strings.IndexAny(text, " \t,")
	if end < 0 {
		end = len(text)
	}
	return text[:end], text[end:], true
}

// cutQuoted takes a quoted string, whose quotation mark it begins with, off a text. The end of the text closes it, too.
func cutQuoted(text string) (value, rest string) {
	var unquoted strings.Builder
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == '"':
			return unquoted.String(), text[i+1:]
		case text[i] == '\\' && i+1 < len(text):
			i++
			unquoted.WriteByte(text[i])
		default:
			unquoted.WriteByte(text[i])
		}
	}
	return unquoted.String(), ""
}
