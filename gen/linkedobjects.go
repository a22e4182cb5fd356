package gen

import (
	"net/url"
	"strings"
)

// UserID returns the id of the linked user, which Okta tells as the last segment of a link alone; "" where there is no
// such link.
func (l ResponseLinks) UserID() string {
	for _, self := range l.Links.Get("self") {
		if address, err := url.Parse(self.Href); err == nil {
			escaped := strings.TrimSuffix(address.EscapedPath(), "/")
			id, _ := url.PathUnescape(escaped[strings.LastIndexByte(escaped, '/')+1:]) // which Parse has found to be sound
			return id
		}
	}
	return ""
}
