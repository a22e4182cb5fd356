package gen

import (
	"encoding/json"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestTheIDOfALinkedUserIsTheLastSegmentOfItsLink(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"_links":{"self":{"href":"https://acme.okta.com/api/v1/users/00u1"}}}`:                  "00u1",
		`{"_links":{"self":{"href":"https://acme.okta.com/okta/api/v1/users/00u1/?x=/y#/z"}}}`:    "00u1",
		`{"_links":{"self":{"href":"/api/v1/users/00u1","hints":{"allow":["GET"]}}}}`:             "00u1",
		`{"_links":{"self":[{"href":"https://acme.okta.com/api/v1/users/00u1","name":"first"}]}}`: "00u1",
		`{"_links":{"self":{"href":"https://acme.okta.com"}}}`:                                    "",
		`{"_links":{"self":{"href":"https://acme.okta.com/%"}}}`:                                  "",
		`{"_links":{"self":{}}}`:   "",
		`{"_links":{"self":null}}`: "",
		`{"_links":{"user":{"href":"https://acme.okta.com/api/v1/users/00u1"}}}`: "",
		`{}`: "",
	} {
		var link ResponseLinks
		require.NoError(t, json.Unmarshal([]byte(body), &link), body)
		assert.Equal(t, want, link.UserID(), body)
	}
}

func TestAnyIDOfALinkedUserIsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.StringN(1, 20, -1).Draw(t, "id")
		href, err := json.Marshal("https://acme.okta.com/api/v1/users/" + url.PathEscape(id))
		require.NoError(t, err)
		require.Equal(t, id, ResponseLinks{Links: Links(`{"self":{"href":` + string(href) + `}}`)}.UserID())
	})
}
