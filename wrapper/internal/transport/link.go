package transport

import (
	"errors"
	"strings"
)

// ErrBrokenLink is returned for a header that isn't a list of links: taking it for "no next page" would cut a list
// short.
var ErrBrokenLink = errors.New("the Link header can't be parsed")

// NextLink finds the target of the link with the relation "next" in Link headers (RFC 8288): separate lines or joined
// by commas, with the relation quoted or not, among other parameters and relations.
func NextLink(headers []string) (target string, found bool, err error) {
	for _, rest := range headers {
		for {
			rest = strings.TrimLeft(rest, ", \t")
			if rest == "" {
				break
			}
			var l link
			if l, rest, err = cutLink(rest); err != nil {
				return "", false, err
			}
			if !found && l.hasRelation("next") {
				target, found = l.target, true
			}
		}
	}
	return target, found, nil
}

type link struct {
	target    string
	relations string
}

func (l link) hasRelation(relation string) bool {
	for r := range strings.FieldsSeq(l.relations) {
		if strings.EqualFold(r, relation) {
			return true
		}
	}
	return false
}

// cutLink takes the first link off a header: <target>; name=value; name="value", …
func cutLink(header string) (first link, rest string, err error) {
	target, rest, closed := strings.Cut(header, ">")
	if !closed || !strings.HasPrefix(target, "<") {
		return link{}, "", ErrBrokenLink
	}
	first.target = target[1:]
	for {
		rest = strings.TrimLeft(rest, " \t")
		switch {
		case rest == "" || rest[0] == ',':
			return first, rest, nil
		case rest[0] != ';':
			return link{}, "", ErrBrokenLink
		}
		var name, value string
		name, value, rest = cutParam(rest[1:])
		if strings.EqualFold(name, "rel") && first.relations == "" {
			first.relations = value
		}
	}
}

// cutParam takes a parameter off a link's rest.
func cutParam(s string) (name, value, rest string) {
	end := strings.IndexAny(s, "=;,")
	if end < 0 {
		return strings.TrimSpace(s), "", ""
	}
	name = strings.TrimSpace(s[:end])
	if s[end] != '=' {
		return name, "", s[end:]
	}
	s = strings.TrimLeft(s[end+1:], " \t")
	if !strings.HasPrefix(s, `"`) {
		end = strings.IndexAny(s, ";,")
		if end < 0 {
			end = len(s)
		}
		return name, strings.TrimSpace(s[:end]), s[end:]
	}
	value, rest = cutQuoted(s)
	return name, value, rest
}
