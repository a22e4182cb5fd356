package oktatest

import (
	"net/http"
	"strings"
)

// omissions is what a request asks the answer to leave out of its users.
type omissions struct{ credentials, credentialsLinks, transitioning bool }

// omissionsOf reads the okta-response parameter of a request's Content-Type, quoted or not: a list of words with
// commas.
func omissionsOf(r *http.Request) omissions {
	var o omissions
	_, words, _ := strings.Cut(r.Header.Get("Content-Type"), "okta-response=")
	words, _, _ = strings.Cut(words, ";")
	for word := range strings.SplitSeq(strings.Trim(words, ` "`), ",") {
		switch strings.TrimSpace(word) {
		case "omitCredentials":
			o.credentials = true
		case "omitCredentialsLinks":
			o.credentialsLinks = true
		case "omitTransitioningToStatus":
			o.transitioning = true
		}
	}
	return o
}

// from leaves it out of a user.
func (o omissions) from(u wireUser) wireUser {
	if o.credentials {
		u.Credentials = nil
	}
	if o.credentialsLinks {
		for _, relation := range []string{"changePassword", "changeRecoveryQuestion", "expirePassword", "forgotPassword", "resetPassword"} {
			delete(u.Links, relation)
		}
	}
	if o.transitioning {
		u.Transitioning = ""
	}
	return u
}
